"""The kept catalogue is the one that the files hold, and is never in the way of reading them."""

import os
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from shutil import copytree
from zlib import crc32

import pytest

from hipcoach.catalogue import loader
from hipcoach.catalogue import start_cache as kept
from hipcoach.paths import shipped_folder

OWN = """
title = "Mine"
summary = "For the evening."
exercises = ["chair_stand"]
"""


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    folder = tmp_path / "cache"
    folder.mkdir()
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "mine.toml").write_text(OWN)
    return folder


@pytest.fixture
def shipped() -> Path:
    return shipped_folder() / "sessions"


def types_in(value: object) -> object:
    """A value's types all the way down, in its order."""
    if is_dataclass(value):
        return [type(value), *(types_in(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, dict):
        return [(key, type(key), types_in(item)) for key, item in value.items()]
    if isinstance(value, tuple):
        return [tuple, *map(types_in, value)]
    return {type(item) for item in value} if isinstance(value, frozenset) else type(value)


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError("the files were read")

    monkeypatch.setattr(loader, "load", read)


def test_what_is_kept_is_what_was_read(shipped: Path, own: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own / "wrong.toml").write_text(OWN + "sumary = 1")
    read = loader.load(shipped, own)
    assert kept.load(shipped, own, own / "none", cache) == (read.catalogue, read.problems)
    forbid_reading(monkeypatch)
    again, problems = kept.load(shipped, own, own / "none", cache)
    assert again == read.catalogue
    assert types_in(again) == types_in(read.catalogue)  # a StrEnum equals its bare text
    assert len(problems) == 1
    assert problems == read.problems  # told at every start


def test_a_changed_file_is_read_again(shipped: Path, own: Path, cache: Path) -> None:
    kept.load(shipped, own, own / "none", cache)
    before = (own / "mine.toml").stat()
    (own / "mine.toml").write_text(OWN.replace("Mine", "Ours"))
    os.utime(own / "mine.toml", ns=(before.st_atime_ns, before.st_mtime_ns))  # as some editors do
    assert kept.load(shipped, own, own / "none", cache)[0].plans["mine"].title == "Ours"


def test_files_that_come_and_go_are_noticed(shipped: Path, own: Path, cache: Path) -> None:
    kept.load(shipped, own, own / "none", cache)
    (own / "other.toml").write_text(OWN)
    assert "other" in kept.load(shipped, own, own / "none", cache)[0].plans
    (own / "mine.toml").unlink()
    assert "mine" not in kept.load(shipped, own, own / "none", cache)[0].plans


def test_another_copy_of_the_program_has_its_own_files(shipped: Path, own: Path, cache: Path, tmp_path: Path) -> None:
    kept.load(shipped, own, own / "none", cache)
    copied = Path(copytree(shipped, tmp_path / "sessions"))
    plan = copied / "strength.toml"
    plan.write_text(plan.read_text().replace("title =", "title = 'Another' #"))
    assert kept.load(copied, own, own / "none", cache)[0].plans["strength"].title == "Another"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: b"",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw.replace(b'"reps":10', b'"reps":90', 1),
        lambda raw: b"\xff\x00" + raw,
        lambda raw: b"0\n[]",
        lambda raw: b"%d\n[]" % crc32(b"[]"),
    ],
    ids=["empty", "cut short", "a flipped digit", "no text", "wrong sum", "another shape"],
)
def test_what_cannot_be_believed_is_read_again(
    shipped: Path, own: Path, cache: Path, spoil: Callable[[bytes], bytes]
) -> None:
    good, _ = kept.load(shipped, own, own / "none", cache)
    place = cache / kept.NAME
    raw = place.read_bytes()
    spoilt = spoil(raw)
    assert spoilt != raw
    place.write_bytes(spoilt)
    assert kept.load(shipped, own, own / "none", cache)[0] == good
    assert place.read_bytes() == raw  # and made good


def test_a_cache_that_cannot_be_written_is_no_fault(shipped: Path, own: Path, tmp_path: Path) -> None:
    read = loader.load(shipped, own)
    (tmp_path / "file").write_text("")
    for cache in (tmp_path / "missing", tmp_path / "file"):
        assert kept.load(shipped, own, own / "none", cache)[0] == read.catalogue
    assert not (tmp_path / "missing").exists()


def test_nothing_but_the_kept_file_is_left_behind(shipped: Path, own: Path, cache: Path) -> None:
    kept.load(shipped, own, own / "none", cache)
    assert [path.name for path in cache.iterdir()] == [kept.NAME]
