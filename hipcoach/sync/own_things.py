"""What of the user's own travels beside the diary: settings, session plans, exercises with their photographs.

Of two changes made apart the last counts; the older is kept, and named. What belongs to one computer stays there: its
voice, its window, the words that were taught to it.
"""

import dataclasses
import logging
import re
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from hipcoach.history.private_file import write_private_file
from hipcoach.settings import SETTING_NAMES, Settings, setting_rules
from hipcoach.sync.shared_record import OwnThing, RecordKind

logger = logging.getLogger(__name__)

SETTING, FOLDERS = "setting", ("plans", "exercises")
STAYS = frozenset({"theme", "text_scale", "reduce_motion", "full_screen", "taught_words", "floor_offer", "pain_stop"})
"""Settings of the window, and those that travel in another way or not at all; all of the voice stay too."""
MOST_BYTES = 4 * 1024 * 1024
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(toml|jpg|jpeg|png)")
SETTINGS_LIST = "settings.txt"  # of the older ones, by the names that Settings shows
_GONE = ""  # in the place of a checksum

TRAVELS = tuple(name for name, rule in setting_rules().items() if rule.table != "voice" and name not in STAYS)


def is_allowed(thing: OwnThing) -> bool:
    """Return True if a thing may be taken in: nothing is written but files of these kinds into these folders."""
    if thing.place == SETTING:
        return thing.content is not None
    return (
        thing.place in FOLDERS
        and _NAME.fullmatch(thing.name) is not None
        and (thing.content is None or len(thing.content) <= MOST_BYTES)
    )


@dataclass(frozen=True, slots=True)
class TakenThing:
    """What counts of one thing, and the other versions that were made apart from it."""

    counts: OwnThing
    older: tuple[OwnThing, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenThings:
    """What came of taking things in."""

    settings: Settings
    changed: int = 0
    kept: tuple[str, ...] = ()  # the older of what both computers changed, a sentence each


class OwnThings:
    """The user's settings and files on this computer."""

    def __init__(self, settings: Settings, data: Path) -> None:
        self._settings, self._data = settings, data

    def marks(self) -> dict[str, str]:
        """Return a checksum of each thing that is not as it comes with the program. Raises OSError."""
        return {f"{place}/{name}": _mark(content) for (place, name), content in self._contents().items()}

    def to_tell(
        self, before: Mapping[str, str], now: datetime, *, in_doubt: bool, known: Container[tuple[str, str]]
    ) -> list[tuple[RecordKind, bytes]]:
        """Return what was changed here since the marks were so. Raises OSError.

        What stands in for settings `in_doubt` is no change of the user's, nor are settings that are `known` there to a
        computer that joins.
        """
        mine = self._contents()
        told = []
        for place, name in sorted({*mine, *map(_split, before)}):
            content = mine.get((place, name))
            if place == SETTING and (in_doubt or (place, name) in known):
                continue
            if _mark(content) != before.get(f"{place}/{name}", _GONE):
                if content is None and place == SETTING:
                    content = msgspec.json.encode(getattr(Settings(), name))
                told.append((RecordKind.OWN, msgspec.json.encode(OwnThing(place, name, content, now))))
        return told

    def take(self, things: Iterable[TakenThing], older: Path, *, is_first: bool = False) -> TakenThings:
        """Take in what counts; the older of what was changed apart is kept in a folder. Raises OSError.

        The first time, the settings of this computer were changed apart too.
        """
        mine, values = self._contents(), dict[str, Any]()
        kept = list[str]()
        changed = 0
        for thing in things:
            counts, content = thing.counts, mine.get((thing.counts.place, thing.counts.name))
            is_replaced = is_first and content is not None
            if counts.place == SETTING and content is None and counts.name in TRAVELS:
                content = msgspec.json.encode(getattr(Settings(), counts.name))
            if content == counts.content or (counts.place == SETTING and counts.name not in TRAVELS):
                continue
            apart = any(each.content == content for each in thing.older)
            if counts.place == SETTING:
                with suppress(ValueError, msgspec.MsgspecError):
                    rule = setting_rules()[counts.name]
                    values[counts.name] = rule.accept(msgspec.json.decode(counts.content or b""))
                    changed += 1
                    if apart or is_replaced:
                        name, was = SETTING_NAMES[counts.name], _in_words(content)
                        kept.append(f"Both computers changed “{name}”. The older was {was}.")
                        _note(older / SETTINGS_LIST, f"{name}: {was}")
                continue
            if (apart or counts.content is None) and content is not None:
                place = older / f"{_mark(content)[:8]}-{counts.name}"
                older.mkdir(parents=True, exist_ok=True)
                write_private_file(place, content)
                what = "Both computers changed" if apart else "Your other computer took away"
                kept.append(f"{what} {counts.name}. The older is kept: {place}")
            self._write(counts)
            changed += 1
        return TakenThings(dataclasses.replace(self._settings, **values), changed, tuple(kept))

    def _write(self, thing: OwnThing) -> None:
        place = self._data / thing.place / thing.name
        if thing.content is None:
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        write_private_file(place, thing.content)

    def _contents(self) -> dict[tuple[str, str], bytes]:
        first = Settings()
        found = {
            (SETTING, name): msgspec.json.encode(getattr(self._settings, name))
            for name in TRAVELS
            if getattr(self._settings, name) != getattr(first, name)
        }
        for folder in FOLDERS:
            for path in sorted((self._data / folder).glob("*.*")):
                if not (_NAME.fullmatch(path.name) and path.is_file()):
                    continue
                if path.stat().st_size > MOST_BYTES:
                    logger.warning("a file of the user's own is too large for the other computer")
                    continue
                found[folder, path.name] = path.read_bytes()
        return found


def with_settings_of(marks: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """Return marks with those of the settings from others."""
    files = {key: mark for key, mark in marks.items() if _split(key)[0] != SETTING}
    return files | {key: mark for key, mark in others.items() if _split(key)[0] == SETTING}


def _in_words(content: bytes | None) -> str:
    """Return a setting's value as somebody would write it."""
    value = msgspec.json.decode(content or b"null")
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        return value.replace("_", " ") or "empty"
    return f"{value:g}" if isinstance(value, int | float) else "not set"


def _note(place: Path, line: str) -> None:
    """Add a line to a list; the newest stands last."""
    place.parent.mkdir(parents=True, exist_ok=True)
    before = place.read_text("utf-8") if place.is_file() else ""
    write_private_file(place, f"{before}{line}\n".encode())


def _mark(content: bytes | None) -> str:
    return _GONE if content is None else blake2b(content, digest_size=16).hexdigest()


def _split(key: str) -> tuple[str, str]:
    place, _, name = key.partition("/")
    return place, name
