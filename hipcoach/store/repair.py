"""A damaged diary: set aside, never deleted; the newest good backup brought back, with the holds that can be read."""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from hipcoach.store.backup import copy, is_good, listed
from hipcoach.store.connection import connect
from hipcoach.store.diary_files import Places
from hipcoach.store.digest import row_digest
from hipcoach.store.files import sync_folder
from hipcoach.store.merge_holds import ChooseHold, merge_holds
from hipcoach.store.migrate import migrate
from hipcoach.store.records import HOLD
from hipcoach.store.rows import HoldRow
from hipcoach.store.schema import SchemaStep

logger = logging.getLogger(__name__)

BROUGHT_BACK = (
    "The diary was damaged ({why}). The backup of {at:%Y-%m-%d %H:%M} UTC has been brought back; "
    "what was added after that is missing. The damaged file is kept as {aside}."
)
EMPTY = (
    "The diary was damaged ({why}) and there is no good backup, so a new one has been started. "
    "The damaged file is kept as {aside}."
)


def repair(place: Places, steps: Sequence[SchemaStep], strictest: ChooseHold, now: datetime, why: str) -> str:
    """Put a good diary in the place of the damaged one; return the line that tells the user."""
    path = place.diary
    aside = _set_aside(path, now)
    holds = _readable_holds(aside)
    part = path.with_name(path.name + ".part")
    good = next((backup for backup in listed(place.backups) if is_good(backup.path)), None)
    part.unlink(missing_ok=True)
    if good is not None:
        with closing(sqlite3.connect(f"{good.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as source:
            copy(source, part)
    with closing(connect(part)) as connection:
        migrate(connection, steps, now)
        merge_holds(connection, holds, strictest)
    part.chmod(0o600)
    part.replace(path)
    sync_folder(path.parent)
    if good is None:
        logger.warning("the diary was damaged and is set aside; with no good backup, a new one is started")
        return EMPTY.format(why=why, aside=aside.name)
    logger.warning("the diary was damaged and is set aside; a backup has been brought back")
    return BROUGHT_BACK.format(why=why, at=good.at, aside=aside.name)


def _set_aside(path: Path, now: datetime) -> Path:
    """Rename the damaged file, and its journal with it, so that nothing opens it again."""
    aside = path.with_name(f"damaged-{now:%Y%m%dT%H%M%S}.sqlite3")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"damaged-{now:%Y%m%dT%H%M%S}-{number}.sqlite3")
    for ending in ("", "-wal"):
        companion = path.with_name(path.name + ending)
        if companion.exists():
            companion.replace(aside.with_name(aside.name + ending))
    sync_folder(path.parent)
    return aside


def _readable_holds(aside: Path) -> tuple[HoldRow, ...]:
    """Return the holds in a damaged file whose checksums are right; as many as can be read."""
    found: list[HoldRow] = []
    if not aside.exists():
        return ()
    try:
        with closing(sqlite3.connect(f"{aside.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            for *values, digest in connection.execute(f"SELECT {HOLD.listed}, digest FROM hold ORDER BY key"):
                if row_digest(dict(zip(HOLD.columns, values, strict=True))) == digest:
                    found.append(HOLD.read(values))
    except (sqlite3.Error, ValueError, OverflowError):  # what was found still counts
        logger.warning("not all holds of the damaged diary could be read")
    return tuple(found)
