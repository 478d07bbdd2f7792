"""Backups, restore, deletion with undo, and holds that outlive all of it."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.coach.diary import open_diary_in
from hipcoach.errors import EnvironmentProblem
from hipcoach.store import Store
from hipcoach.store.backup import Backup, is_good, superfluous
from hipcoach.store.diary_files import Places
from hipcoach.store.rows import DoseRow
from tests.store.conftest import MORNING, add_hold, add_one_of_each, add_session, everything


def names(store: Store) -> list[str]:
    return [row.id for row in store.sessions.all()]


# -- backups


def test_a_backup_is_whole_and_good(store: Store) -> None:
    add_one_of_each(store)
    copy = store.back_up(MORNING)
    assert is_good(copy.path)
    assert [path.name for path in copy.path.parent.iterdir()] == [copy.path.name]


def test_three_years_of_backups_are_thinned_as_the_page_says() -> None:
    now = MORNING + timedelta(days=1100)
    made = [Backup(MORNING + timedelta(hours=8 * n), Path(str(n))) for n in range(1100 * 3 + 1)]
    gone = set(superfluous(made, now))
    kept = [backup for backup in made if backup not in gone]
    ages = [(now - backup.at) / timedelta(days=1) for backup in kept]
    assert sum(age <= 2 for age in ages) == 7
    assert len(kept) == 7 + 12 + 10 + 9
    assert max(ages) > 300


def test_thinning_day_by_day_keeps_as_much_as_thinning_at_once() -> None:
    kept: list[Backup] = []
    for day in range(400):
        now = MORNING + timedelta(days=day)
        kept.append(Backup(now, Path(str(day))))
        gone = set(superfluous(kept, now))
        kept = [backup for backup in kept if backup not in gone]
    ages = [(MORNING + timedelta(days=399) - backup.at).days for backup in kept]
    assert 25 <= len(kept) <= 34
    assert max(ages) > 180


def test_what_a_clock_dated_far_ahead_is_no_newest_copy_and_is_thinned_too(store: Store) -> None:
    add_session(store, "one")
    for year in range(2030, 2080):
        store.back_up(MORNING.replace(year=year))
    add_session(store, "two")
    store.back_up(MORNING)
    assert len(store.backups()) < 40
    diary, folder = Places(store.folder).diary, store.folder
    store.close()
    diary.write_bytes(b"damaged")
    with open_diary_in(folder, MORNING) as repaired:
        assert names(repaired) == ["one", "two"]


def test_restoring_keeps_what_was_there(store: Store) -> None:
    add_session(store, "one")
    copy = store.back_up(MORNING).path
    add_session(store, "two")
    store.restore(copy, MORNING + timedelta(hours=1))
    assert names(store) == ["one"]
    store.restore(store.backups()[0].path, MORNING + timedelta(hours=2))
    assert names(store) == ["one", "two"]


def test_a_backup_that_is_not_good_is_refused_and_nothing_changes(store: Store, tmp_path: Path) -> None:
    add_session(store, "one")
    wrong = tmp_path / "wrong.sqlite3"
    wrong.write_bytes(b"no diary")
    with pytest.raises(EnvironmentProblem, match="nothing was changed"):
        store.restore(wrong, MORNING)
    assert names(store) == ["one"]


# -- deletion


def test_one_session_deleted_and_brought_back(store: Store) -> None:
    add_session(store, "one")
    add_session(store, "two")
    store.sessions.delete("one")
    assert names(store) == ["two"]
    assert [row.session for row in store.pains.of_question("before")] == ["two"]
    store.sessions.undelete("one")
    assert names(store) == ["one", "two"]


def test_closing_makes_a_deletion_final(folder: Path) -> None:
    with open_diary_in(folder, MORNING) as store:
        add_session(store, "one")
        add_hold(store, session="one")
        store.sessions.delete("one")
    assert b"one-screen" not in Places(folder).diary.read_bytes()
    with open_diary_in(folder, MORNING) as store:
        assert everything(store)["session"] == everything(store)["set_record"] == everything(store)["pain"] == []
        assert [row.session for row in store.pain_rests.in_force()] == ["one"]


def test_everything_deleted_can_be_undone_until_the_program_closes(folder: Path) -> None:
    with open_diary_in(folder, MORNING) as store:
        add_one_of_each(store)
        before = everything(store)
        store.delete_everything()
        assert names(store) == []
        assert store.profile.value("usual0") is None
        assert [row.id for row in store.pain_rests.in_force()] == ["hold"]
        assert store.undo_delete_everything(MORNING)
        assert everything(store) == before
        store.back_up(MORNING)
        store.delete_everything()
    assert list(folder.rglob("*.sqlite3")) == [Places(folder).diary]  # the copies are gone too
    with open_diary_in(folder, MORNING) as store:
        assert names(store) == []
        assert [row.id for row in store.pain_rests.in_force()] == ["hold"]
        assert not store.undo_delete_everything(MORNING)


# -- holds


def test_a_hold_outlives_a_backup_from_before_it(store: Store) -> None:
    add_session(store, "one")
    copy = store.back_up(MORNING).path
    add_hold(store)
    store.restore(copy, MORNING + timedelta(hours=1))
    assert [row.id for row in store.pain_rests.in_force()] == ["hold"]


def test_a_hold_set_before_everything_came_back_stays(store: Store) -> None:
    add_session(store, "one")
    store.delete_everything()
    add_hold(store)
    store.undo_delete_everything(MORNING)
    assert names(store) == ["one"]
    assert [row.id for row in store.pain_rests.in_force()] == ["hold"]


def test_the_stricter_of_two_accounts_of_one_hold_counts(store: Store) -> None:
    add_hold(store)
    copy = store.back_up(MORNING).path
    store.pain_rests.release("hold", MORNING + timedelta(days=2))
    assert store.pain_rests.in_force() == ()
    store.restore(copy, MORNING + timedelta(days=3))
    assert [row.id for row in store.pain_rests.in_force()] == ["hold"]


# -- doses and profile


def test_the_newest_dose_counts_and_all_are_kept(store: Store) -> None:
    def add(name: str, side: str | None, step: int, day: int) -> None:
        at = MORNING + timedelta(days=day)
        store.doses.add(DoseRow(name, "bridge", side, step, at, at.date().isoformat(), "progression", "{}"))

    add("a", None, 1, 0)
    add("b", "left", 2, 7)
    assert {place: row.step for place, row in store.doses.current().items()} == {
        ("bridge", None): 1,
        ("bridge", "left"): 2,
    }
    add("c", None, 0, 14)
    assert {place: row.step for place, row in store.doses.current().items()} == {("bridge", None): 0}
    assert [row.id for row in store.doses.all() if row.exercise == "bridge"] == ["a", "b", "c"]


def test_the_last_answers_that_were_given(store: Store) -> None:
    scores = random.Random(1).choices([None, 0, 1, 2, 3], k=12)
    for number, score in enumerate(scores):
        add_session(store, f"{number}", MORNING + timedelta(days=number), before=score)
    given_ones = [score for score in scores if score is not None]
    assert [row.score for row in store.pains.latest("before", 7)] == given_ones[::-1][:7]
