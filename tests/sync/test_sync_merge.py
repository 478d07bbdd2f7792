"""Two computers, one history: what each kind of change becomes where both made one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.errors import EnvironmentProblem
from hipcoach.planner import profile_values
from hipcoach.sync import KEPT
from hipcoach.sync.segments import SHARED
from tests.sync.devices import START, SimulatedDevice, carry, devices, settle

Two = list[SimulatedDevice]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with devices(tmp_path, [timedelta(), timedelta(days=1)]) as made:
        yield made


def test_a_session_on_one_is_seen_on_the_other_with_its_answers_and_notes(two: Two) -> None:
    one, other = two
    session = one.session()
    one.note(session)
    settle(two)
    assert other.account() == one.account()
    assert other.sessions() == {session}
    assert [row.text for row in other.store.notes.of_session(session)] == ["a note"]
    assert other.exchange().told == 0, "twice changes nothing"


def test_a_rest_holds_on_both_from_its_first_reading_until_a_release_names_it(two: Two) -> None:
    one, other = two
    hold, own = one.hold(), other.hold("soft", 4)
    one.exchange()
    one.world.now += timedelta(hours=20)
    carry(one, other)
    assert other.exchange().changed["rests"] == 1
    assert other.in_force() == {hold, own}
    assert other.store.pain_rests.get(hold).started_at == other.utc(), "its hours count from its first reading"
    other.store.pain_rests.release(own, other.utc())  # knows both, ends one
    settle(two)
    assert one.in_force() == other.in_force() == {hold}
    assert one.store.pain_rests.get(hold).started_at == START
    one.store.pain_rests.correct(hold, one.utc())
    other.store.pain_rests.advise(hold, "seen by the physiotherapist", other.utc())  # apart, and later by its clock
    settle(two)
    assert one.in_force() == other.in_force() == set()


def test_what_ended_on_one_before_the_other_heard_of_it_never_holds_there(two: Two) -> None:
    one, other = two
    hold = one.hold()
    one.exchange()
    one.store.pain_rests.release(hold, one.utc() + timedelta(hours=30))
    settle(two)
    assert other.said[0].changed.get("rests", 0) == 0
    assert not other.store.pain_rests.get(hold).in_force


@pytest.mark.parametrize(("later", "counts"), [(3, 2), (1, 1)])
def test_of_two_steps_made_apart_the_lower_counts_whichever_is_later(two: Two, later: int, counts: int) -> None:
    one, other = two
    one.step(2)
    one.world.pass_time()
    other.step(later)
    settle(two)
    assert one.steps() == other.steps() == {("bridge", "left"): counts, ("bridge", "right"): counts}


def test_a_step_made_knowing_the_others_stands_and_each_side_by_itself(two: Two) -> None:
    one, other = two
    one.step(2)
    settle(two)
    other.step(4)
    settle(two)
    assert one.steps() == {("bridge", "left"): 4, ("bridge", "right"): 4}
    one.step(5, side="left")
    other.step(3, side="right")
    settle(two)
    assert one.steps() == other.steps() == {("bridge", "left"): 5, ("bridge", "right"): 3}


def test_locks_clearances_and_the_stop_are_the_stricter_of_changes_made_apart(two: Two) -> None:
    one, other = two
    one.say(profile_values.LOCKS, ["no_floor"])
    other.say(profile_values.LOCKS, ["pregnant"])
    one.say(profile_values.CLEARED, ["bridge", "clam"])
    other.say(profile_values.CLEARED, ["clam"])
    one.choose(pain_stop=5)
    settle(two)
    for each in two:
        assert each.value(profile_values.LOCKS) == ["no_floor", "pregnant"]
        assert each.value(profile_values.CLEARED) == ["clam"]
        assert each.settings.pain_stop == 5
    other.say(profile_values.LOCKS, [])  # knowing all of it
    other.choose(pain_stop=6)
    settle(two)
    assert [(each.value(profile_values.LOCKS), each.settings.pain_stop) for each in two] == [([], 6)] * 2


def test_of_other_answers_the_last_counts_and_the_older_is_kept(two: Two) -> None:
    one, other = two
    other.say("contacts", [["Bo", "2"]])
    one.world.now += timedelta(days=3)
    one.say("contacts", [["Ann", "1"]])
    settle(two)
    for each in two:
        assert each.value("contacts") == [["Ann", "1"]]
        assert '[["Bo","2"]]' in {row.value for row in each.store.profile.history("contacts")}


def test_a_deletion_stands_until_its_undo_also_after_it_is_final(two: Two) -> None:
    one, other = two
    session, kept = one.session(), other.session()
    settle(two)
    deletions = one.deletions
    deletions.delete_session(session, "It")
    settle(two)
    assert one.sessions() == other.sessions() == {kept}
    other.store.sessions.purge()
    assert other.exchange().told == 0
    deletions.undo()
    settle(two)
    assert one.sessions() == other.sessions() == {session, kept}
    assert len(other.store.pains.of_session(session)) == 1


def test_nothing_is_deleted_because_it_is_not_there(two: Two, tmp_path: Path) -> None:
    one, other = two
    session = one.session()
    settle(two)
    for path in sorted((one.folder / SHARED).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert one.exchange().changed == {}
    assert one.sessions() == {session}
    one.folder = tmp_path / "gone"
    with pytest.raises(EnvironmentProblem, match="Nothing was changed"):
        one.exchange()
    other.store.delete_everything()
    other.exchange()
    assert other.sessions() == {session}, "what went without a deletion comes back"


def test_deleting_everything_takes_this_devices_part_and_says_what_is_still_there(two: Two) -> None:
    one, _ = two
    hold = one.hold()
    one.session()
    settle(two)
    assert len(list((one.folder / SHARED).iterdir())) == 2
    assert "still there" in one.deletions.delete_everything()
    assert len(list((one.folder / SHARED).iterdir())) == 1
    assert not (one.data / KEPT).exists()
    assert one.in_force() == {hold}
    assert one.deletions.delete_everything() == "", "it is not shared any more"


def test_a_copied_data_folder_gets_a_name_of_its_own(two: Two) -> None:
    one, other = two
    one.session()
    name = one.exchange().device
    place = one.data / KEPT / "device.json"
    copy = place.read_bytes()
    place.rename(place.with_name("moved"))
    place.write_bytes(copy)
    assert one.exchange().device != name
    settle(two)
    assert other.account() == one.account()


def test_advice_counts_only_where_every_change_made_apart_has_it(two: Two) -> None:
    one, other = two
    hold = one.hold()
    settle(two)
    one.store.pain_rests.advise(hold, "walk", one.utc())
    other.store.pain_rests.put(replace(other.store.pain_rests.get(hold), pain_kind="ache"))
    settle(two)
    assert [(row.advice, row.pain_kind) for each in two for row in each.store.pain_rests.all()] == [(None, "ache")] * 2
    for number, device in enumerate((other, one)):
        device.world.now += timedelta(hours=1)
        device.store.pain_rests.advise(hold, f"walk {number}", device.utc())
    settle(two)
    assert [row.advice for each in two for row in each.store.pain_rests.all()] == ["walk 1"] * 2, (
        "by the other's clock, first"
    )
