"""The settings' file: TOML that may be edited by hand, read value by value, written whole or not at all."""

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from hipcoach.settings import CAUTIOUS, REMINDER_DAYS, Settings, setting_rules

logger = logging.getLogger(__name__)

LARGEST_BYTES = 64 * 1024
RETIRED = {"reminder_weekday_min": REMINDER_DAYS[:5], "reminder_weekend_min": REMINDER_DAYS[5:]}
"""Settings of older files, minutes after midnight, and what stands in their place."""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What was read: the settings to use, and every problem of the file as `file:line: what was expected`."""

    settings: Settings
    problems: tuple[str, ...] = ()


def load(path: Path) -> LoadedSettings:
    """Return the file's settings. A missing file or a value that does not fit gives the default.

    Where what the file says about the pain stop cannot be known, the lower one is used.
    """
    loaded = _read(path)
    if loaded.problems:
        logger.warning("problems in the settings file, for which defaults are used: %d", len(loaded.problems))
    return loaded


def _read(path: Path) -> LoadedSettings:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return _unreadable(path, 1, f"a settings file of at most {LARGEST_BYTES} bytes")
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except UnicodeDecodeError as error:
        return _unreadable(path, error.object[: error.start].count(b"\n") + 1, "UTF-8 text")
    except OSError as error:
        return _unreadable(path, 1, f"a file that can be read ({error.strerror})")
    import tomllib  # 1.5 ms before the first frame, where there is a file

    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _unreadable(path, *_syntax_problem(str(error)))
    values, problems = _values(document)
    if "pain" in document:
        values.setdefault("pain_stop", CAUTIOUS.pain_stop)
    return LoadedSettings(Settings(**values), _placed(path, text, problems))


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
            document = tomlkit.parse(path.read_text("utf-8"))
    for name, rule in setting_rules().items():
        value = getattr(settings, name)
        table = document.setdefault(rule.table, tomlkit.table())
        table[name] = str(value) if isinstance(value, StrEnum) else value
    _write_private(path, tomlkit.dumps(document))
    return aside


def _values(document: Mapping[str, object]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the values that fit, and each problem with the name (`table` or `table.key`) that it is about."""
    known = setting_rules()
    tables = {rule.table for rule in known.values()}
    values: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    for table, entries in document.items():
        if table not in tables or not isinstance(entries, Mapping):
            expected = ", ".join(f"[{t}]" for t in sorted(tables))
            problems.append((table, f"{table}: expected only the tables {expected}"))
            continue
        for name, value in entries.items():
            where = f"{table}.{name}"
            if name in RETIRED and isinstance(value, int) and 0 <= value < 24 * 60:
                old = "{:02}:{:02}".format(*divmod(value, 60))
                values = {**dict.fromkeys(RETIRED[name], old), **values}
                continue
            rule = known.get(name)
            if rule is None or rule.table != table:
                names = ", ".join(n for n, r in known.items() if r.table == table)
                problems.append((where, f"{where}: expected only the settings {names}"))
                continue
            try:
                values[name] = rule.accept(value)
            except ValueError as error:
                problems.append((where, f"{where}: {error}"))
    return values, problems


def _placed(path: Path, text: str, problems: list[tuple[str, str]]) -> tuple[str, ...]:
    if not problems:
        return ()
    lines = _lines(text)
    placed = [(lines.get(name, lines.get(name.partition(".")[0], 1)), problem) for name, problem in problems]
    return tuple(f"{path}:{line}: {problem}" for line, problem in sorted(placed))


_TABLE = r"\s*\[\s*([\w-]+)\s*\]"  # compiled when there is a problem to place
_KEY = r"\s*[\"']?([\w-]+)[\"']?\s*[=.]"


def _lines(text: str) -> dict[str, int]:
    """Return the line number of each table (`voice`) and key (`voice.rate_wpm`), in a plain TOML file."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.match(_TABLE, line):
            table = match[1]
            found.setdefault(table, number)
        elif match := re.match(_KEY, line):
            found.setdefault(f"{table}.{match[1]}" if table else match[1], number)
    return found


def _unreadable(path: Path, line: int, expected: str) -> LoadedSettings:
    return LoadedSettings(CAUTIOUS, (f"{path}:{line}: expected {expected}",))


def _syntax_problem(message: str) -> tuple[int, str]:
    where = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    if where is None:
        return 1, f"TOML: {message}"
    return int(where[1] or 1), f"TOML: {message[: where.start()]}"


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
