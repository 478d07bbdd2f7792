"""The files in the shared folder: whole or waiting, never rewritten, and nothing in them believed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.errors import EnvironmentProblem
from hipcoach.sync import segments
from hipcoach.sync.fold import fold
from hipcoach.sync.segments import SHARED, OwnSegments, folder_mark, read_folder
from hipcoach.sync.shared_record import (
    FORMAT,
    VERSION,
    RecordKind,
    SegmentHead,
    SessionDeletion,
    SharedRecord,
    line_of,
    read_line,
    record_of,
)
from tests.sync.devices import START, SimulatedDevice, devices


def record(number: int, kind: RecordKind = RecordKind.DELETION, body: bytes = b"") -> SharedRecord:
    body = body or msgspec.json.encode(SessionDeletion("s" * 200))
    return record_of(f"record {number}", "me", number, {}, START, kind, body)


@pytest.fixture
def one(tmp_path: Path) -> Iterator[SimulatedDevice]:
    with devices(tmp_path, [timedelta()]) as made:
        yield made[0]


def test_segments_are_sealed_at_their_size_and_after_a_day_and_only_grow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "SEALED_AT_BYTES", 2000)
    own = OwnSegments(tmp_path / "kept", "me")
    folder = tmp_path / "folder"
    folder.mkdir()
    seen: dict[str, bytes] = {}
    for number in range(1, 30):
        own.append([record(number)], START + timedelta(hours=number))
        own.copy_out(folder)
        now = {path.name: path.read_bytes() for path in (folder / SHARED / "me").iterdir()}
        assert all(now[name].startswith(content) for name, content in seen.items())
        seen = now
    sealed = [b'"seal"' in seen[name] for name in sorted(seen)]
    assert len(sealed) > 5
    assert all(sealed[:-1])
    assert max(map(len, seen.values())) < 2600
    found = read_folder(folder)
    assert ([each.seq for each in found.records], found.damaged) == (list(range(1, 30)), 0)
    one = folder / SHARED / "me" / "000001.jsonl"
    one.write_bytes(one.read_bytes().replace(b"\n", b"\n\n", 1))
    assert read_folder(folder).damaged == 2, "a line that is none, and a seal that does not fit"


def test_a_day_ends_a_segment(tmp_path: Path) -> None:
    own = OwnSegments(tmp_path, "me")
    own.append([record(1)], START)
    own.append([record(2)], START + timedelta(hours=23))
    own.append([record(3)], START + timedelta(hours=25))
    assert [path.read_bytes().count(b"\n") for path in sorted((tmp_path / "me").iterdir())] == [4, 2]
    assert [each.seq for each in own.records()] == [1, 2, 3]


def test_what_something_else_wrote_into_our_part_stays_and_ours_stands_beside_it(tmp_path: Path) -> None:
    own = OwnSegments(tmp_path / "kept", "me")
    own.append([record(1)], START)
    there = tmp_path / SHARED / "me" / "000001.jsonl"
    there.parent.mkdir(parents=True)
    there.write_bytes(b"something else\n")
    own.copy_out(tmp_path)
    assert there.read_bytes() == b"something else\n"
    assert [each.id for each in read_folder(tmp_path).records] == ["record 1"]


@given(at=st.integers(0, 400), bit=st.integers(0, 7))
def test_no_changed_bit_is_read(at: int, bit: int) -> None:
    line = bytearray(line_of(record(1)).rstrip(b"\n"))
    line[at % len(line)] ^= 1 << bit
    assert read_line(bytes(line)) is None


def test_a_newer_format_is_one_clear_line_and_changes_nothing(one: SimulatedDevice) -> None:
    theirs = one.folder / SHARED / "them" / "000001.jsonl"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(line_of(SegmentHead(FORMAT, VERSION + 1, "them")))
    one.session()
    with pytest.raises(EnvironmentProblem, match="newer hipcoach"):
        one.exchange()
    assert [path.name for path in (one.folder / SHARED).iterdir()] == ["them"]


def test_what_cannot_be_taken_waits_and_a_rest_never_does() -> None:
    hold = (
        b'{"id":"h","kind":"hold","started_at":"2030-01-01T00:00:00Z","triggers":[],"side":null,"base":2,"peak":7,'
        b'"rule_version":"2","session":null,"corrected_at":null,"released_at":null,"advice":"a","advice_at":"2030-01-01T00:00:00Z"}'
    )
    note = b'{"id":"n","session":"s","text":"","at":"2030-01-01T00:00:00Z","replaces":null}'
    unknown = msgspec.structs.replace(record(3), kind="a thing of a newer version")
    nonsense = [record(4, body=b"[]"), record(5, RecordKind.PAIN, b'{"id":1}'), record(6, RecordKind.NOTE, note)]
    account = fold([record(1, RecordKind.PAIN_REST, hold), unknown, *nonsense], START)
    assert account.waiting == 4
    assert account.latest(RecordKind.PAIN_REST, "h").started_at == START, "its clock was ahead: it counts from now"
    assert fold([record(6, RecordKind.NOTE, note)], START + timedelta(days=2000)).waiting == 0


def test_a_folder_that_cannot_be_written_loses_nothing(one: SimulatedDevice, tmp_path: Path) -> None:
    session = one.session()
    (one.folder / SHARED).write_text("a file in the way", "utf-8")
    with pytest.raises(EnvironmentProblem, match="expected a folder that can be written to"):
        one.exchange()
    (one.folder / SHARED).unlink()
    one.exchange()
    assert any(session.encode() in path.read_bytes() for path in (one.folder / SHARED).glob("*/*"))


def test_a_folder_that_cannot_be_looked_into_is_one_line(one: SimulatedDevice, tmp_path: Path) -> None:
    one.folder = tmp_path / ("x" * 300)  # asking for it is refused, as in a folder without rights, which root has
    with pytest.raises(EnvironmentProblem, match="expected a folder that can be written to"):
        one.exchange()
    assert folder_mark(one.folder) == ()
