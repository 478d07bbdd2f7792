"""What the user may set, typed and within its range, kept as a TOML file that may be edited by hand."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from hipcoach.clock import times_of_day

LARGEST_FILE_BYTES = 64 * 1024


class SpeechAmount(StrEnum):
    """How much is said."""

    FULL = "full"
    SHORT = "short"
    COUNTS = "counts"
    TONES = "tones"


class ThemeChoice(StrEnum):
    """Which colours: the system's choice, or one of ours whatever the system says."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a setting's value must be, and in which table of the file it stands."""

    table: str
    kind: type[Any]
    low: float = 0
    high: float = 0
    choices: tuple[object, ...] = ()
    times: bool = False  # a text that holds times of day

    def expected(self) -> str:
        """Say what was expected, in words."""
        if self.choices:
            return "one of " + ", ".join(f'"{c}"' if isinstance(c, str) else str(c) for c in self.choices)
        if self.kind is bool:
            return "true or false"
        if self.times:
            return 'times of day such as "18:00" or "8:00, 18:00", or "" for none'
        if self.kind is str:
            return "a line of text of at most 300 characters"
        number = "a whole number" if self.kind is int else "a number"
        return f"{number} from {self.low:g} to {self.high:g}"

    def accept(self, value: object) -> Any:
        """Give the value in the setting's own type. Raises ValueError where it does not fit."""
        if self.kind is float and type(value) is int:
            value = float(value)
        fits = type(value) is self.kind or (issubclass(self.kind, StrEnum) and isinstance(value, str))
        if fits and self.choices:
            fits = value in self.choices
        elif fits and isinstance(value, str):
            fits = len(value) <= 300 and value.isprintable()
        elif fits and isinstance(value, int | float) and self.kind is not bool:
            fits = self.low <= value <= self.high  # false for a NaN too
        if fits and self.times:
            with suppress(ValueError):
                return ", ".join(f"{each:%H:%M}" for each in times_of_day(str(value)))
            fits = False
        if not fits:
            raise ValueError(f"expected {self.expected()}")
        return self.kind(value)


def _flag(table: str) -> dict[str, Rule]:
    return {"rule": Rule(table, bool)}


def _text(table: str) -> dict[str, Rule]:
    return {"rule": Rule(table, str)}


def _whole(table: str, low: int, high: int) -> dict[str, Rule]:
    return {"rule": Rule(table, int, low, high)}


def _number(table: str, low: float, high: float) -> dict[str, Rule]:
    return {"rule": Rule(table, float, low, high)}


def _times(table: str) -> dict[str, Rule]:
    return {"rule": Rule(table, str, times=True)}


def _choice(table: str, *choices: object) -> dict[str, Rule]:
    return {"rule": Rule(table, type(choices[0]), choices=choices)}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults. Every instance is within range: anything else raises ValueError."""

    voice_id: str = field(default="", metadata=_text("voice"))  # empty: the best one found
    rate_wpm: int = field(default=140, metadata=_whole("voice", 110, 190))
    voice_volume: float = field(default=1.0, metadata=_number("voice", 0, 1))
    tone_volume: float = field(default=0.7, metadata=_number("voice", 0, 1))
    word_gap: int = field(default=2, metadata=_whole("voice", 0, 10))  # hundredths of a second more between words
    speech: SpeechAmount = field(default=SpeechAmount.FULL, metadata=_choice("voice", *SpeechAmount))
    # How often an exercise is explained in full before the short sentence takes over.
    full_instructions_times: int = field(default=2, metadata=_whole("voice", 0, 50))
    lower_others: bool = field(default=True, metadata=_flag("voice"))  # where the sound server does that by itself

    theme: ThemeChoice = field(default=ThemeChoice.AUTO, metadata=_choice("look", *ThemeChoice))
    text_scale: float = field(default=1.0, metadata=_number("look", 1, 2))
    reduce_motion: bool = field(default=False, metadata=_flag("look"))
    full_screen: bool = field(default=False, metadata=_flag("look"))

    pain_stop: int = field(default=6, metadata=_choice("pain", 6, 5))  # may be lowered, never raised

    up_s: float = field(default=2.0, metadata=_number("times", 1, 10))
    down_s: float = field(default=3.0, metadata=_number("times", 1, 10))
    breath_s: float = field(default=5.0, metadata=_number("times", 3, 12))
    lead_in_s: float = field(default=5.0, metadata=_number("times", 3, 30))
    between_holds_s: float = field(default=3.0, metadata=_number("times", 2, 30))
    changeover_s: float = field(default=8.0, metadata=_number("times", 5, 60))
    position_change_s: float = field(default=30.0, metadata=_number("times", 10, 180))
    floor_waits: bool = field(default=True, metadata=_flag("times"))  # to and from the floor: wait for a key
    floor_settle_s: float = field(default=15.0, metadata=_number("times", 5, 120))
    floor_timed_s: float = field(default=45.0, metadata=_number("times", 20, 240))  # where floor_waits is off
    check_s: float = field(default=15.0, metadata=_number("times", 5, 60))

    reminders: bool = field(default=False, metadata=_flag("reminders"))  # off until asked for
    reminder_monday: str = field(default="18:00", metadata=_times("reminders"))
    reminder_tuesday: str = field(default="18:00", metadata=_times("reminders"))
    reminder_wednesday: str = field(default="18:00", metadata=_times("reminders"))
    reminder_thursday: str = field(default="18:00", metadata=_times("reminders"))
    reminder_friday: str = field(default="18:00", metadata=_times("reminders"))
    reminder_saturday: str = field(default="10:00", metadata=_times("reminders"))
    reminder_sunday: str = field(default="10:00", metadata=_times("reminders"))

    def __post_init__(self) -> None:
        for name, rule in rules().items():
            try:
                object.__setattr__(self, name, rule.accept(getattr(self, name)))  # 2 becomes 2.0, "dark" Theme.DARK
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from None


def rules() -> dict[str, Rule]:
    """Each setting's rule, by name: what a page or a command line needs to offer it."""
    return {f.name: f.metadata["rule"] for f in fields(Settings)}


REMINDER_DAYS = tuple(name for name in rules() if name.startswith("reminder_"))  # Monday first
RETIRED = {"reminder_weekday_min": REMINDER_DAYS[:5], "reminder_weekend_min": REMINDER_DAYS[5:]}
"""Settings of older files, minutes after midnight, and what stands in their place."""
CAUTIOUS = Settings(pain_stop=5)


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What was read: the settings to use, and every problem of the file as `file:line: what was expected`."""

    settings: Settings
    problems: tuple[str, ...] = ()


def load(path: Path) -> LoadedSettings:
    """Read the file; a missing one gives the defaults, and so does each value that does not fit (a problem).

    Where what the file says about the pain stop cannot be known, the lower one is used.
    """
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            return _unreadable(path, 1, f"a settings file of at most {LARGEST_FILE_BYTES} bytes")
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except UnicodeDecodeError as error:
        return _unreadable(path, error.object[: error.start].count(b"\n") + 1, "UTF-8 text")
    except OSError as error:
        return _unreadable(path, 1, f"a file that can be read ({error.strerror})")

    import tomllib  # not needed until there is a file

    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _unreadable(path, *_syntax_problem(str(error)))
    values, problems = _values(document)
    if "pain" in document:
        values.setdefault("pain_stop", CAUTIOUS.pain_stop)
    return LoadedSettings(Settings(**values), _placed(path, text, problems))


def save(path: Path, settings: Settings) -> Path | None:
    """Write the file whole or not at all, keeping the user's comments.

    A file with problems is set aside first, never overwritten: where it went is given back.
    """
    import tomlkit  # 20 ms that reading does not need

    aside = None
    document = tomlkit.document()
    if path.exists():
        if load(path).problems:
            aside = _free_name(path)
            path.replace(aside)
        else:
            document = tomlkit.parse(path.read_text("utf-8"))
    for name, rule in rules().items():
        value = getattr(settings, name)
        table = document.setdefault(rule.table, tomlkit.table())
        table[name] = str(value) if isinstance(value, StrEnum) else value
    _write_private(path, tomlkit.dumps(document))
    return aside


def _values(document: Mapping[str, object]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Give the values that fit, and each problem with the name (`table` or `table.key`) that it is about."""
    known = rules()
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
    """Line of each table (`voice`) and key (`voice.rate_wpm`), for the plain files that settings are."""
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
