"""Hostile files: each refused by the command in under a second and 100 MB, its own start included, with its line."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import repeat
from pathlib import Path

import pytest

from hipcoach.coach.diary import open_diary_in
from hipcoach.errors import InputError
from hipcoach.history.read_json import LARGEST_AT_ONCE, read_diary
from hipcoach.history.read_lines import MOST_RECORDS
from tests.history.filling import LATER
from tests.history.hostile import HEAD, SESSION, SET, at_once_in_little_memory, refused, until

ONE_LINE = b'{"format":"hipcoach diary","version":1,"sessions":[],"pains":[],'
SCREEN = b'{"id":"%d","at":"2026-03-02T09:00:00Z","items":[],"session":null}'


def numbered(part: bytes) -> Iterator[bytes]:
    return (part % number for number in range(10_000_000))


def records_without_end() -> bytes:
    found = b",\n".join(SCREEN % number for number in range(MOST_RECORDS + 1))
    return HEAD + b'"sessions":[],\n"pains":[],\n"screens":[\n' + found + b"\n],\n"


def small_but_wrong_at_the_end() -> bytes:
    found = until(LARGEST_AT_ONCE - 1_000, numbered(SCREEN + b","))
    return ONE_LINE + b'"screens":[' + found[:-1] + b'],"holds":[],"doses":[],"profile":[],"notes":[{}]}'


def objects_in_a_free_value() -> bytes:
    found = until(LARGEST_AT_ONCE - 1_000, repeat(b'{"a":1},'))
    profile = b'[{"id":"a","name":"b","at":"2026-03-02T09:00:00Z","value":[' + found + b"1]}]"
    return ONE_LINE + b'"screens":[],"holds":[],"doses":[],"notes":[],"profile":' + profile + b"}"


def free_value(value: bytes, *, name: bytes = b"b", year: bytes = b"2026") -> bytes:
    profile = b'[{"id":"a","name":"%b","at":"%b-03-02T09:00:00Z","value":%b}]' % (name, year, value)
    return ONE_LINE + b'"screens":[],"holds":[],"doses":[],"notes":[],"profile":' + profile + b"}"


def a_key_twice_in_a_large_file() -> bytes:
    sets = b",".join(SET % number for number in range(1, 37))
    sessions = until(LARGEST_AT_ONCE, (SESSION % (number, sets) + b",\n" for number in range(10_000)))
    twice = (SESSION % (99_999, b"")).replace(b'"base":2', b'"base":2,"base":3')
    return HEAD + b'"sessions":[\n' + sessions + twice + b"\n],\n"


def much_that_is_not_known() -> bytes:
    screen = (SCREEN % 1)[:-1] + b',"colour":[' + b'"",' * 1_300_000 + b"0]}"
    return ONE_LINE + b'"holds":[],"doses":[],"profile":[],"notes":[],"screens":[' + screen + b"]}"


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "deep": (lambda: b"[" * 5_000_000, "one record on each line"),
    "deep, small": (lambda: b"[" * 100_000, "nested|array"),
    "deep in a free value": (
        lambda: ONE_LINE + b'"profile":[{"id":"x","name":"n","value":' + b"[" * 100_000,
        "nested|truncated",
    ),
    "wide": (lambda: b"[" + b"[]," * 20_000_000 + b"[]]", "one record on each line"),
    "one long word": (lambda: b'{"format":"' + b"x" * 60_000_000 + b'"}', "one record on each line"),
    "one long word on its line": (lambda: HEAD[:2] + b'"format":"' + b"x" * 60_000_000, "lines of at most 2 MB"),
    "many keys": (lambda: b'{"format":"hipcoach diary",' + b'"a":1,' * 600_000 + b'"b":1}', "unknown field"),
    "much that is not known": (much_that_is_not_known, "at most 20000 bytes"),
    "many lines": (lambda: b"\n" * 60_000_000, "one record on each line"),
    "not text": (lambda: bytes(range(256)) * 1000, "expected JSON"),
    "half a character": (lambda: ONE_LINE + b'"notes":["\xff"]}', "expected|Expected"),
    "nothing": (lambda: b"", "expected JSON"),
    "a key twice in a large file": (a_key_twice_in_a_large_file, 'expected "base" once'),
    "records without end": (records_without_end, f"at most {MOST_RECORDS} records"),
    "small, wrong at the end": (small_but_wrong_at_the_end, "notes.0"),
    "10,000 digits in a free value": (lambda: free_value(b"1" * 10_000), "numbers of usual size"),
    "deep and whole in a free value": (lambda: free_value(b"[" * 9_000 + b"]" * 9_000), "nested"),
    "escapes in a name": (lambda: free_value(b"1", name=b"\\u001b[31m\\u202e"), "without control and direction"),
    "a date far ahead": (lambda: free_value(b"1", year=b"9999"), "a time from 1990"),
    "objects in a free value": (objects_in_a_free_value, "at most 20000 bytes"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the memory is read from Linux's /proc")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_at_once_in_little_memory(kind: str, tmp_path: Path) -> None:
    make, said = HOSTILE[kind]
    path = tmp_path / "evil.json"
    path.write_bytes(make())
    at_once_in_little_memory(lambda: refused(path, said, "import", str(path)))


TOML: dict[str, tuple[bytes, str]] = {
    "too large": (b"# " + b"x" * (1 << 24), "at most 64 KB"),
    "a key of many parts": (b".".join([b"a"] * 20_000) + b" = 1\n", "parts in a dotted key"),
    "deep": (b"a = " + b"[" * 60_000, "levels of nesting"),
    "many tables": (b"".join(b"[a%d]\n" % number for number in range(6_000)), "expected"),
}


@pytest.mark.parametrize(("words", "name"), [("check {}", "mine.toml"), ("today", "settings.toml")])
@pytest.mark.parametrize("kind", TOML)
def test_a_hostile_plan_or_settings_file_is_refused_as_quickly(
    kind: str, words: str, name: str, tmp_path: Path
) -> None:
    content, said = TOML[kind]
    path = tmp_path / name
    path.write_bytes(content)
    given, status = words.format(path).split(), int(words != "today")  # what settings cannot be read are the defaults
    at_once_in_little_memory(lambda: refused(path, said, *given, status=status, most_lines=101))


MANY = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 240000) "
COPIES = {
    "240,000 answers": f"{MANY} INSERT INTO screen (id, at, items, digest) SELECT i, '', '', '' FROM n",
    "one long value": "INSERT INTO profile (id, name, value, at, digest) SELECT 1, 1, hex(zeroblob(20000000)), 1, 1",
    "another program's": f"{MANY} INSERT INTO sqlite_stat1 SELECT i, i, i FROM n",
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_hostile_copy_is_refused_as_quickly(kind: str, tmp_path: Path) -> None:
    open_diary_in(tmp_path, LATER).close()
    path = tmp_path / "diary.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ANALYZE")
        connection.execute(COPIES[kind])
        connection.commit()
    said = "far more than ten years have" if "another" not in kind else "This backup is damaged or is no diary"
    at_once_in_little_memory(lambda: refused(path, said, "backup", "--restore", str(path)))


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(10 << 30)
    with pytest.raises(InputError, match="at most 64 MB"):
        read_diary(large, LATER)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes in its folders")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/zero")):
        with pytest.raises(InputError, match="expected a file"):
            read_diary(path, LATER)
