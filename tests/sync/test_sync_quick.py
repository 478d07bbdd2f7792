"""A session more costs no reading of everything; whatever else came, or was changed, does."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.sync import exchange
from hipcoach.sync.segments import SHARED, FolderContent
from tests.sync.devices import SimulatedDevice, carry, devices, settle


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[SimulatedDevice, SimulatedDevice]]:
    with devices(tmp_path, [timedelta(), timedelta()]) as [one, two]:
        one.session()
        two.session()
        settle([one, two])
        yield one, two


Reads = Callable[[SimulatedDevice], bool]
Both = tuple[SimulatedDevice, SimulatedDevice]


@pytest.fixture
def reads_all(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Exchange; True if that read everything."""
    whole, count = exchange.read_folder, [0]

    def counted(folder: Path) -> FolderContent:
        count[0] += 1
        return whole(folder)

    monkeypatch.setattr(exchange, "read_folder", counted)

    def run(device: SimulatedDevice) -> bool:
        before = count[0]
        device.exchange()
        return count[0] > before

    return run


def test_sessions_and_their_answers_are_sent_and_received_without_reading_everything(
    both: tuple[SimulatedDevice, SimulatedDevice], reads_all: Reads
) -> None:
    one, two = both
    assert not reads_all(one), "nothing is new"
    for _ in range(2):
        one.note(one.session())
        assert not reads_all(one)
        assert one.said[-1].told == 3
        two.session()
        carry(one, two)
        assert not reads_all(two)
        assert (two.said[-1].told, two.said[-1].changed) == (2, {"sessions": 1})
        carry(two, one)
        assert not reads_all(one)
        assert one.said[-1].told == 0, "what came from there is not told as one's own"
        assert one.account() == two.account()
    assert one.said[-1].devices == two.said[-1].devices == 1


OTHERS: dict[str, Callable[[SimulatedDevice], object]] = {
    "a rest": lambda device: device.hold(),
    "a step": lambda device: device.step(2),
    "an answer": lambda device: device.say("contacts", []),
    "a deletion": lambda device: device.deletions.delete_session(sorted(device.sessions())[0], "It"),
    "a correction": lambda device: device.store.pains.put(replace(device.store.pains.all()[0], score=None)),
}


@pytest.mark.parametrize("what", OTHERS)
def test_whatever_else_came_or_was_changed_is_read_with_everything(
    both: tuple[SimulatedDevice, SimulatedDevice], reads_all: Reads, what: str
) -> None:
    one, two = both
    OTHERS[what](one)
    assert reads_all(one) == (what in ("a deletion", "a correction")), "what is only new here is told at once"
    carry(one, two)
    assert reads_all(two)
    carry(two, one)
    settle([one, two])
    assert one.account() == two.account()


def test_a_damaged_copy_is_told_each_time_and_costs_no_more(both: Both, reads_all: Reads) -> None:
    one, two = both
    [theirs] = (one.folder / SHARED / two.said[-1].device).glob("*.jsonl")
    theirs.with_name("000001.sync-conflict-1.jsonl").write_bytes(theirs.read_bytes() + b"no record\n")
    one.session()
    assert not reads_all(one)
    assert (one.said[-1].damaged, one.said[-1].told) == (1, 2)
    assert not reads_all(one)
    assert (one.said[-1].damaged, one.said[-1].told) == (1, 0)


def test_a_file_that_is_gone_or_shorter_leads_to_reading_everything(
    both: tuple[SimulatedDevice, SimulatedDevice], reads_all: Reads
) -> None:
    one, two = both
    [theirs] = (one.folder / SHARED / two.said[-1].device).glob("*.jsonl")
    content = theirs.read_bytes()
    theirs.write_bytes(content[:-10])
    assert reads_all(one)
    theirs.write_bytes(content)
    assert reads_all(one)
    assert not reads_all(one)
    theirs.unlink()
    assert reads_all(one)
    assert one.sessions() == two.sessions()
