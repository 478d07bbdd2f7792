"""Each way to write a piece of a dose takes its examples, and no earlier one would."""

import pytest

from hipcoach.sheet.piece_rows import PIECE_ROWS


@pytest.mark.parametrize("place", range(len(PIECE_ROWS)), ids=[f"{row.kind}: {row.takes[0]}" for row in PIECE_ROWS])
def test_a_row_takes_its_examples_and_no_earlier_row_does(place: int) -> None:
    for text in PIECE_ROWS[place].takes:
        takers = [row for row in PIECE_ROWS if row.pattern.search(text)]
        assert takers[0] is PIECE_ROWS[place], f"{text!r} is taken by {takers[0].takes[0]!r}"


def test_a_dose_on_a_sheet_is_taken_by_the_row_of_sets_and_repetitions() -> None:
    taker = next(row for row in PIECE_ROWS if row.pattern.search("3 x 10"))
    assert (taker.kind, taker.takes[0]) == ("sets_of", "3 x 10")
