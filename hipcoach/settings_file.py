"""The settings' file: TOML that may be edited by hand, read value by value, written whole or not at all."""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from hipcoach.errors import InputError, shown_line
from hipcoach.settings import CAUTIOUS, REMINDER_DAYS, Settings, setting_rules

if TYPE_CHECKING:
    from hipcoach.catalogue.toml_document import Document

logger = logging.getLogger(__name__)

LONGEST_NAME = 60  # of a setting, as it is told
RETIRED = {"reminder_weekday_min": REMINDER_DAYS[:5], "reminder_weekend_min": REMINDER_DAYS[5:]}
"""Settings of older files, minutes after midnight, and what stands in their place."""
ADDED_TIME = "reach_s"
FIRST_TIMES = {"up_s": 2.0, "breath_s": 5.0, "floor_settle_s": 15.0}
"""Defaults of the first version, which wrote every setting: no choice of the user's. Its files have no `ADDED_TIME`."""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What was read: the settings to use, and every problem of the file as `file:line: what was expected`."""

    settings: Settings
    problems: tuple[str, ...] = ()


def load(path: Path) -> LoadedSettings:
    """Return the file's settings. A missing file or a value that does not fit gives the default.

    Where what the file says about the pain stop cannot be known, the lower one is used.
    """
    loaded = _read(path) if _is_there(path) else LoadedSettings(Settings())
    if loaded.problems:
        logger.warning("problems in the settings file, for which defaults are used: %d", len(loaded.problems))
    return loaded


def _is_there(path: Path) -> bool:
    """Return True if there is a file to read. Where there is none, no reader is loaded before the first frame."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except OSError:  # reading it says what is wrong
        return True
    return True


def _read(path: Path) -> LoadedSettings:
    # 2 ms before the first frame, where there is a file
    from hipcoach.catalogue.toml_document import MOST_BYTES, parse, printable_path

    name = printable_path(path)
    try:
        if not S_ISREG(path.stat().st_mode):  # a device may have no end, a pipe may never begin
            return LoadedSettings(CAUTIOUS, (f"{name}:1: expected a file",))
        with path.open("rb") as file:
            document = parse(name, file.read(MOST_BYTES + 1))
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except OSError as error:
        return LoadedSettings(CAUTIOUS, (f"{name}:1: expected a file that can be read ({error.strerror})",))
    except InputError as error:
        return LoadedSettings(CAUTIOUS, error.problems)
    values = _values(document)
    if "pain" in document.data:
        values.setdefault("pain_stop", CAUTIOUS.pain_stop)
    return LoadedSettings(Settings(**values), tuple(map(shown_line, document.problems())))


def save(path: Path, settings: Settings) -> Path | None:
    """Write the file whole or not at all, keeping the user's comments. Raises OSError.

    A file with problems is set aside first, never overwritten: its new path is returned, else None.
    """
    import tomlkit  # 5 ms that reading does not need

    aside = None
    document = tomlkit.document()
    if path.exists():
        if _read(path).problems:
            aside = _free_name(path)
            path.replace(aside)
            logger.warning("the settings file had problems: it is set aside as %s, a new one is written", aside.name)
        else:
            document = tomlkit.parse(path.read_text("utf-8-sig"))
    for name, rule in setting_rules().items():
        value = getattr(settings, name)
        table = document.setdefault(rule.table, tomlkit.table())
        table[name] = str(value) if isinstance(value, StrEnum) else value
    _write_private(path, tomlkit.dumps(document))
    return aside


def _values(document: "Document") -> dict[str, Any]:
    """Return the values that fit; what does not is noted in the document."""
    known = setting_rules()
    tables = {rule.table for rule in known.values()}
    values: dict[str, Any] = {}
    for table, entries in document.data.items():
        if table not in tables or not isinstance(entries, Mapping):
            expected = ", ".join(f"[{t}]" for t in sorted(tables))
            document.problem((table,), f"{_shortened(table)}: expected only the tables {expected}")
            continue
        for name, value in entries.items():
            where = f"{table}.{_shortened(name)}"
            if name in RETIRED and isinstance(value, int) and 0 <= value < 24 * 60:
                old = "{:02}:{:02}".format(*divmod(value, 60))
                values = {**dict.fromkeys(RETIRED[name], old), **values}
                continue
            rule = known.get(name)
            if rule is None or rule.table != table:
                names = ", ".join(n for n, r in known.items() if r.table == table)
                document.problem((table, name), f"{where}: expected only the settings {names}")
                continue
            try:
                values[name] = rule.accept(_moved(name, value, entries))
            except ValueError as error:
                document.problem((table, name), f"{where}: {error}")
    return values


def _moved(name: str, value: object, table: Mapping[str, object]) -> object:
    """Return today's default for one of the first version's, and its answer time no shorter than today's least."""
    if ADDED_TIME in table:
        return value
    if name == "check_s" and isinstance(value, int | float) and value >= 5:
        return max(value, setting_rules()[name].low)
    return getattr(Settings(), name) if value == FIRST_TIMES.get(name) else value


def _shortened(name: str) -> str:
    """Return a name from the file that may be as long as the file."""
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}..."


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.bad-{number}")).exists():
        number += 1
    return aside


def _write_private(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
