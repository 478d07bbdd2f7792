"""Each way to write a piece of a dose takes its examples, no earlier one would, and reads them."""

from contextlib import nullcontext

import pytest

from hipcoach.sheet.piece_rows import PIECE_ROWS, PieceRow
from hipcoach.sheet.pieces import UnreadProblem, sets_of

IDS = [f"{row.read.__name__}: {row.takes[0]}" for row in PIECE_ROWS]
MORE_THAN_A_PLAN_CAN_SAY = ("5 times a day", "6x täglich")


@pytest.mark.parametrize("place", range(len(PIECE_ROWS)), ids=IDS)
def test_a_row_takes_its_examples_and_no_earlier_row_does(place: int) -> None:
    for text in PIECE_ROWS[place].takes:
        takers = [row for row in PIECE_ROWS if row.pattern.search(text)]
        assert takers[0] is PIECE_ROWS[place], f"{text!r} is taken by {takers[0].takes[0]!r}"


@pytest.mark.parametrize("row", PIECE_ROWS, ids=IDS)
def test_a_row_reads_its_examples(row: PieceRow) -> None:
    for text in row.takes:
        match = row.pattern.search(text)
        assert match is not None
        with pytest.raises(UnreadProblem) if text in MORE_THAN_A_PLAN_CAN_SAY else nullcontext():
            assert row.read(match).found(), text


def test_a_dose_on_a_sheet_is_taken_by_the_row_of_sets_and_repetitions() -> None:
    taker = next(row for row in PIECE_ROWS if row.pattern.search("3 x 10"))
    assert (taker.read, taker.takes[0]) == (sets_of, "3 x 10")
