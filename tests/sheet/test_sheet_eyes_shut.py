"""Standing with the eyes shut is not guided, however a sheet says it."""

from collections.abc import Mapping

import pytest

from hipcoach.catalogue.types import Exercise
from hipcoach.sheet.line import read_line


@pytest.mark.parametrize(
    "text",
    [
        "Stand on one leg, eyes closed 3 x 10 s",
        "Standing march, eyes shut 10 times",
        "Stand on one leg with eyes closed 3 x 10 s",
        "Stand on one leg eyes closed 3 x 10 s",
        "Tandem stand, eyes closed 3 x 20 s",
        "Balance on one leg (eyes shut) 3 x 10 s",
        "Standing march, with closed eyes 10 times",
        "Heel raise with eyes closed 10 times",
        "Standing march 10 times, close your eyes",
    ],
)
def test_standing_with_the_eyes_shut_is_left_unread(text: str, known: Mapping[str, Exercise]) -> None:
    assert read_line(1, text, known).problem == "standing with the eyes closed is not guided"


@pytest.mark.parametrize("text", ["Body scan lying, eyes closed 10 times", "Bridge, eyes closed 2 x 8"])
def test_who_lies_may_shut_their_eyes(text: str, known: Mapping[str, Exercise]) -> None:
    assert not read_line(1, text, known).problem
