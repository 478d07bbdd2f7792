"""A copy from elsewhere, whose checksums are right, is believed no more than a document."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hipcoach.coach.check_copy import refuse_unusable_copy
from hipcoach.coach.diary import open_diary_in
from hipcoach.errors import EnvironmentProblem, InputError
from hipcoach.store import Store
from hipcoach.store.rows import DoseRow, ProfileRow, ScreenRow
from tests.history.filling import LATER, fill
from tests.recorder.driving import MORNING

STRANGE = {
    "a profile of another shape": lambda store: store.profile.add(ProfileRow("x", "locks", "{}", MORNING)),
    "no JSON": lambda store: store.profile.add(ProfileRow("x", "locks", "[", MORNING)),
    "escapes in a name": lambda store: store.screens.add(ScreenRow("x", MORNING, ("\x1b[31m",))),
    "year 1": lambda store: store.screens.add(ScreenRow("x", datetime(1, 1, 1, tzinfo=UTC), ())),
    "a reason that is none": lambda store: store.doses.add(
        DoseRow("x", "bridge", None, 1, MORNING, "2026-03-02", "user", "3")
    ),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_diary_in(tmp_path / "home", MORNING) as opened:
        yield opened


@pytest.mark.parametrize("kind", STRANGE)
def test_a_copy_with_values_that_cannot_be_used_is_refused_in_one_line(kind: str, store: Store) -> None:
    fill(store)
    STRANGE[kind](store)
    copy = store.back_up(LATER).path
    with pytest.raises(InputError) as refused:
        refuse_unusable_copy(copy, LATER)
    [problem] = refused.value.problems
    assert problem.startswith(f"{copy}: expected a copy whose values can be used: ")


def test_a_copy_of_a_clock_that_was_ahead_is_good(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.screens.add(ScreenRow("x", LATER + timedelta(days=900), ()))
    refuse_unusable_copy(store.back_up(LATER).path, LATER)
    with pytest.raises(EnvironmentProblem):
        refuse_unusable_copy(tmp_path / "nothing", LATER)
