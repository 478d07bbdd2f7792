"""Worlds whose files are in their places, with content that asks too much of whoever reads them."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.faults.commands import DIARY, GIVEN_DIARY, GIVEN_PLAN, PLANS, SETTINGS
from tests.faults.homes import DIARY as DIARY_FILE
from tests.faults.homes import PLAN, SUM, WAL
from tests.faults.worlds import PLAN_FILE, SETTINGS_FILE, World

PAGE = 4096
ESCAPES = "\x1b[31m\u202e"
LONG_NUMBER = "1" * 10_000
LONG_KEY = ".".join(["a"] * 20_000)
DEEP = 100_000
BOM = "\ufeff"

Spoil = Callable[[Path], None]


def _writes(place: str, text: str) -> Spoil:
    return lambda root: (root / place).write_text(text, "utf-8") and None


def _with(place: str, text: str) -> Spoil:
    """Put text before what stands in a file."""
    return lambda root: (root / place).write_text(text + (root / place).read_text("utf-8"), "utf-8") and None


def _replaced(place: str, old: str, new: str) -> Spoil:
    def spoil(root: Path) -> None:
        text = (root / place).read_text("utf-8")
        assert old in text
        (root / place).write_text(text.replace(old, new), "utf-8")

    return spoil


def _cut(place: str, *, by: int | None = None) -> Spoil:
    """Cut a file by so many bytes, or in half."""

    def spoil(root: Path) -> None:
        content = (root / place).read_bytes()
        (root / place).write_bytes(content[: -by if by else len(content) // 2])

    return spoil


def _another_diarys_journal(root: Path) -> None:
    """A journal that SQLite itself wrote, for another database."""
    other = root / "other.sqlite3"
    connection = sqlite3.connect(other, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE other (text)")
    connection.execute("INSERT INTO other VALUES ('x')")
    shutil.copy(f"{other}-wal", root / WAL)
    connection.close()


def _plan_with_escapes_in_its_name(root: Path) -> None:
    (root / PLAN_FILE).with_name(f"{ESCAPES}.toml").write_text("nonsense")


def _toml(thing: str, place: str, number_key: str, uses: str) -> list[World]:
    """Return the worlds that any TOML file can be."""
    touches = frozenset({uses})
    contents = {
        "10,000 digits": f"{number_key} = {LONG_NUMBER}\n",
        "a key of 20,000 parts": f"{LONG_KEY} = 1\n",
        "deep arrays": f"{number_key} = {'[' * DEEP}\n",
        "escapes in a key": '"\\u001b[31m\\u202e" = 1\n["\\u001b[31m"]\n"\\u202e" = 2\n',
        "escapes in the text": f"{number_key} = {ESCAPES}\n",
        "a date of no calendar": f"{number_key} = 2026-02-30\n",
        "not a number": f"{number_key} = nan\n",
        "a megabyte": f"# {'x' * (1 << 20)}\n",
    }
    return [World(f"{thing}: {name}", place, _writes(place, text), touches) for name, text in contents.items()]


def _given_diary() -> list[World]:
    place, touches = "given/diary.json", frozenset({GIVEN_DIARY})
    changes: dict[str, Spoil] = {
        "10,000 digits": _replaced(place, '"version":1', f'"version":{LONG_NUMBER}'),
        "10,000 digits in a session": _replaced(place, '"offset_min":0', f'"offset_min":{LONG_NUMBER}'),
        "deep arrays": _writes(place, "[" * DEEP),
        "escapes in a key": _replaced(place, '"version":1', '"version":1,"\\u001b[31m\\u202e":1'),
        "escapes in a value": _replaced(place, '"zone":"', '"zone":"\\u001b[31m\\u202e'),
        "a day that is none": _replaced(place, '"local_date":"2', '"local_date":"2026-02-30","x":"2'),
        "year 1": _replaced(place, '"started_at":"2026', '"started_at":"0001'),
        "year 9999": _replaced(place, '"started_at":"2026', '"started_at":"9999'),
        "an offset of days": _replaced(place, '"offset_min":0', '"offset_min":99999'),
        "a lone surrogate": _replaced(place, '"title":"First steps"', '"title":"\\ud800"'),
        "a number that is none": _replaced(place, '"base":2', '"base":NaN'),
        "a list": _writes(place, "[]"),
        "a word": _writes(place, '"x"'),
    }
    return [World(f"given diary: {name}", place, spoil, touches, refused=True) for name, spoil in changes.items()]


def _journals() -> list[World]:
    """Return what can have happened to the journal of a session that was killed."""
    touches = frozenset({DIARY})
    losses: dict[str, Spoil] = {
        "cut in half": _cut(WAL),
        "emptied": _writes(WAL, ""),
        "deleted": lambda root: (root / WAL).unlink(),
        "another diary's": _another_diarys_journal,
    }
    worlds = [
        World(f"journal after a kill: {name}", WAL, spoil, touches, cut_off=True, noticed=True)
        for name, spoil in losses.items()
    ]
    whole = World("journal after a kill: whole", WAL, lambda root: None, touches, cut_off=True)
    no_sum = World("checksum after a kill: missing", SUM, lambda root: (root / SUM).unlink(), touches, cut_off=True)
    cut = World("diary: last page cut", DIARY_FILE, _cut(DIARY_FILE, by=PAGE), touches, noticed=True)
    return [*worlds, whole, no_sum, cut]


HOSTILE_WORLDS = (
    *_toml("settings", SETTINGS_FILE, "rate_wpm", SETTINGS),
    *_toml("own plan", PLAN_FILE, "title", PLANS),
    *_toml("given plan", "given/mine.toml", "title", GIVEN_PLAN),
    *_given_diary(),
    *_journals(),
    World("settings: with a BOM", SETTINGS_FILE, _with(SETTINGS_FILE, BOM), frozenset({SETTINGS}), fine=True),
    World("own plan: with a BOM", PLAN_FILE, _writes(PLAN_FILE, BOM + PLAN), frozenset({PLANS}), fine=True),
    World(
        "given plan: with a BOM", "given/mine.toml", _with("given/mine.toml", BOM), frozenset({GIVEN_PLAN}), fine=True
    ),
    World(
        "given diary: with a BOM",
        "given/diary.json",
        _with("given/diary.json", BOM),
        frozenset({GIVEN_DIARY}),
        fine=True,
    ),
    World("own plan: escapes in its name", PLAN_FILE, _plan_with_escapes_in_its_name, frozenset({PLANS})),
)
