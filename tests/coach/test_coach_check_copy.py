"""A copy from elsewhere is read as if it were imported; what is refused stands in the tests of `backup --restore`."""

from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.coach.check_copy import refuse_unusable_copy
from hipcoach.coach.diary import open_diary_in
from hipcoach.errors import EnvironmentProblem
from hipcoach.store.rows import ScreenRow
from tests.history.filling import LATER, fill
from tests.recorder.driving import MORNING


def test_a_copy_of_a_clock_that_was_ahead_is_good(tmp_path: Path) -> None:
    with open_diary_in(tmp_path / "home", MORNING) as store:
        fill(store)
        store.screens.add(ScreenRow("x", LATER + timedelta(days=900), ()))
        refuse_unusable_copy(store.back_up(LATER).path, LATER)
    with pytest.raises(EnvironmentProblem):
        refuse_unusable_copy(tmp_path / "nothing", LATER)
