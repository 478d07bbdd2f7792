"""A damaged diary is set aside, never deleted. The newest good backup comes back, with each readable pain rest."""

import logging
import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from hipcoach.store.backup import copy, is_good, listed, newest_first
from hipcoach.store.connection import connect
from hipcoach.store.diary_files import Places
from hipcoach.store.digest import row_digest
from hipcoach.store.files import sync_folder
from hipcoach.store.merge_pain_rests import PainRestRule, merge_pain_rests
from hipcoach.store.migrate import migrate
from hipcoach.store.records import PAIN_REST
from hipcoach.store.rows import PainRestRow
from hipcoach.store.schema import SchemaStep
from hipcoach.store.wal_check import all_read, committed_frames

logger = logging.getLogger(__name__)

BROUGHT_BACK = (
    "The diary was damaged ({why}). The backup of {at:%Y-%m-%d %H:%M} UTC has been brought back; "
    "what was added after that is missing. The damaged file is kept as {aside}."
)
EMPTY = (
    "The diary was damaged ({why}) and there is no good backup, so a new one has been started. "
    "The damaged file is kept as {aside}."
)


IN_DOUBT = "Whether a rest was in force could not be read, so one begins now."

_PAGE_SIZE = slice(16, 18)  # in SQLite's header
_PAGES = slice(28, 32)


def repair(
    place: Places, steps: Sequence[SchemaStep], rule: PainRestRule, now: datetime, why: str, *, journal_lost: bool
) -> tuple[str, ...]:
    """Put a good diary in the place of the damaged one. Return the lines that tell the user."""
    path = place.diary
    part = path.with_name(path.name + ".part")
    pain_rests, complete = _readable_pain_rests(place, part)
    complete = complete and not journal_lost
    _remove(part)
    copies = newest_first(listed(place.backups), now)
    good = next((each for each in copies if each.path.is_file() and is_good(each.path)), None)
    if good is not None:
        with closing(sqlite3.connect(f"{good.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as source:
            copy(source, part)
    with closing(connect(part)) as connection:
        migrate(connection, steps, now)
        merge_pain_rests(connection, pain_rests, rule.strictest)
        if not complete:
            merge_pain_rests(connection, (rule.in_doubt(now),), rule.strictest)
    part.chmod(0o600)
    aside = set_aside(place, now)
    part.replace(path)
    sync_folder(path.parent)
    doubt = () if complete else (IN_DOUBT,)
    if good is None:
        logger.warning("the diary was damaged and is set aside; with no good backup, a new one is started")
        return EMPTY.format(why=why, aside=aside.name), *doubt
    logger.warning("the diary was damaged and is set aside; a backup has been brought back")
    return BROUGHT_BACK.format(why=why, at=good.at, aside=aside.name), *doubt


def set_aside(place: Places, now: datetime, *, diary: bool = True) -> Path:
    """Rename the damaged file with its journal, or the journal alone, so that nothing opens it again."""
    folder = place.diary.parent
    aside = folder / f"damaged-{now:%Y%m%dT%H%M%S}.sqlite3"
    number = 1
    while aside.exists() or _journal_of(aside).exists():
        number += 1
        aside = folder / f"damaged-{now:%Y%m%dT%H%M%S}-{number}.sqlite3"
    if place.journal.exists():
        place.journal.replace(_journal_of(aside))
    if diary and place.diary.exists():
        try:
            os.link(place.diary, aside)  # it keeps its place until another takes it
        except OSError:  # a file system without links
            place.diary.replace(aside)
    sync_folder(folder)
    return aside


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _remove(path: Path) -> None:
    for each in (path, _journal_of(path)):
        each.unlink(missing_ok=True)


def _readable_pain_rests(place: Places, part: Path) -> tuple[tuple[PainRestRow, ...], bool]:
    """Return the pain rests in a damaged file whose checksums are right, and True if these are all that it held.

    They are read from a copy at `part`, filled up to the length that its header says: SQLite opens no file that is
    shorter, though the page with the pain rests may be there.
    """
    found: list[PainRestRow] = []
    if not place.diary.exists() or not place.diary.stat().st_size:
        return (), False
    complete = True
    try:
        committed = committed_frames(place.journal)
        _copy_filled_up(place, part)
        with closing(sqlite3.connect(part)) as connection:
            complete = all_read(connection, committed)
            there = {name for _, name, *_ in connection.execute("PRAGMA table_info(hold)")}
            listed = ", ".join(
                name if name in there else "NULL" for name in PAIN_REST.columns
            )  # an older file lacks some
            for *values, digest in connection.execute(f"SELECT {listed}, digest FROM hold ORDER BY key"):
                if row_digest(dict(zip(PAIN_REST.columns, values, strict=True))) == digest:
                    found.append(PAIN_REST.read(values))
                else:
                    complete = False
            complete = complete and connection.execute("PRAGMA integrity_check(hold)").fetchone()[0] == "ok"
    except (sqlite3.Error, ValueError, OverflowError):  # what was found still counts
        complete = False
    if not complete:
        logger.warning("not all pain rests of the damaged diary could be read")
    return tuple(found), complete


def _copy_filled_up(place: Places, part: Path) -> None:
    _remove(part)
    _copy(place.diary, part)
    if place.journal.exists():
        _copy(place.journal, _journal_of(part))
    with part.open("rb+") as file:
        header = file.read(_PAGES.stop)
        said = int.from_bytes(header[_PAGE_SIZE], "big") * int.from_bytes(header[_PAGES], "big")
        size = file.seek(0, os.SEEK_END)
        if size < said <= 16 * size:  # beyond that, it is the header that is damaged
            file.truncate(said)


def _copy(source: Path, target: Path) -> None:
    private = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(private, "wb") as writes, source.open("rb") as reads:
        shutil.copyfileobj(reads, writes)
