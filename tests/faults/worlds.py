"""The broken worlds: for each place where a file or folder of the user's lies, everything else that can lie there."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.commands import (
    CACHE,
    DIARY,
    EVERYTHING,
    FOLDER,
    GIVEN_COPY,
    GIVEN_DIARY,
    GIVEN_PLAN,
    OUT,
    PLANS,
    SETTINGS,
)
from tests.faults.homes import DIARY as DIARY_FILE
from tests.faults.homes import SUM, WAL

SETTINGS_FILE = "home/settings.toml"
PLAN_FILE = "home/data/plans/mine.toml"
NEWEST_COPY = "home/data/backups/diary-20260103T090000.000000Z.sqlite3"

Deed = Callable[[Path], None]


@dataclass(frozen=True)
class World:
    """One thing that is wrong, at one place below the world's root."""

    name: str
    place: str
    spoil: Callable[[Path], None]  # is given the world's root
    touches: frozenset[str]  # what of the user's lies there: the uses of a command that meets it
    cut_off: bool = False  # starts from a home whose last session was killed
    fine: bool = False  # nothing is wrong with it after all: no command may say a word
    noticed: bool = False  # entries are missing: whoever reads the diary says so
    refused: bool = False  # whoever takes the file ends with status 1 and takes nothing of it


def _missing(path: Path) -> None:
    if path.is_dir():
        for inside in sorted(path.rglob("*"), reverse=True):
            inside.rmdir() if inside.is_dir() else inside.unlink()
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


def _in_place(path: Path) -> Path:
    """Return the path when nothing lies there any more."""
    _missing(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _empty(path: Path) -> None:
    _in_place(path).touch()


def _garbage(path: Path) -> None:
    _in_place(path).write_bytes(b"\x00\xff\x1b[31m nothing of ours \xe2\x80\xae" * 400)


def _folder(path: Path) -> None:
    _in_place(path).mkdir()
    (path / "kept").write_text("not ours")


def _fifo(path: Path) -> None:
    os.mkfifo(_in_place(path))


def _endless_device(path: Path) -> None:
    """A link to a device that never ends: one of our own where we may make it, so that /dev/zero keeps its mode."""
    device = Path("/dev/zero")
    if os.geteuid() == 0:
        device = path.parent.parent / f"zero-for-{path.name}"
        _missing(device)
        device.parent.mkdir(parents=True, exist_ok=True)
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 5))
        device.chmod(0o666)
    _in_place(path).symlink_to(device)


def _dangling(path: Path) -> None:
    _in_place(path).symlink_to("nowhere/at-all")


def _loop(path: Path) -> None:
    _in_place(path).symlink_to(path.name)


def _unreadable(path: Path) -> None:
    if not path.exists():
        path.write_bytes(b"something")
    path.chmod(0)


def _read_only(path: Path) -> None:
    path.mkdir(exist_ok=True) if not path.exists() else None
    path.chmod(0o500)


def _cut_in_half(path: Path) -> None:
    content = path.read_bytes() if path.exists() else b"x" * 64
    path.write_bytes(content[: len(content) // 2])


def _file(path: Path) -> None:
    _in_place(path).write_text("a file")


IN_A_FILES_PLACE: dict[str, Deed] = {
    "missing": _missing,
    "empty": _empty,
    "garbage": _garbage,
    "a folder": _folder,
    "a FIFO": _fifo,
    "an endless device": _endless_device,
    "a dangling link": _dangling,
    "a link to itself": _loop,
    "unreadable": _unreadable,
    "cut in half": _cut_in_half,
}
IN_A_FOLDERS_PLACE: dict[str, Deed] = {
    "missing": _missing,
    "a file": _file,
    "a FIFO": _fifo,
    "an endless device": _endless_device,
    "a dangling link": _dangling,
    "unreadable": _unreadable,
    "read-only": _read_only,
}
FILES = {
    "diary": (DIARY_FILE, {DIARY}),
    "journal": (WAL, {DIARY}),
    "checksum": (SUM, {DIARY}),
    "reserve": ("home/data/reserve", {DIARY}),
    "undo": ("home/data/undo.sqlite3", {DIARY}),
    "newest copy": (NEWEST_COPY, {DIARY}),
    "settings": (SETTINGS_FILE, {SETTINGS}),
    "log": ("home/data/hipcoach.log", {DIARY}),
    "last reminder": ("home/data/reminded-on", {DIARY}),
    "own plan": (PLAN_FILE, {PLANS}),
    "kept catalogue": ("home/cache/catalogue.json", {CACHE}),
    "given diary": ("given/diary.json", {GIVEN_DIARY}),
    "given copy": ("given/copy.sqlite3", {GIVEN_COPY}),
    "given plan": ("given/mine.toml", {GIVEN_PLAN}),
}
FOLDERS = {
    "home": ("home", EVERYTHING),
    "data": ("home/data", {DIARY, PLANS}),
    "plans": ("home/data/plans", {PLANS}),
    "backups": ("home/data/backups", {DIARY}),
    "cache": ("home/cache", {CACHE}),
    "speech": ("home/cache/speech", {CACHE}),
    "out": ("out", {OUT}),
}


def _at(place: str, deed: Deed) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        if place == PLAN_FILE:  # there is none before: a plan of one's own makes every catalogue be read anew
            (root / place).write_bytes((root / "given/mine.toml").read_bytes())
        deed(root / place)

    return spoil


def _table() -> tuple[World, ...]:
    worlds = []
    for names, deeds, kind in ((FILES, IN_A_FILES_PLACE, set()), (FOLDERS, IN_A_FOLDERS_PLACE, {FOLDER})):
        for thing, (place, touches) in names.items():
            worlds += [
                World(f"{thing}: {name}", place, _at(place, deed), frozenset(touches | kind))
                for name, deed in deeds.items()
            ]
    return tuple(worlds)


WORLDS = _table()
