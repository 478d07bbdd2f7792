"""Until when the voice speaks: the parts of a stop wait for one another, anything else does not."""

import pytest

from hipcoach.engine.cue import Priority
from hipcoach.voice.spoken_until import SpokenUntil

PAIN, NAME = Priority.PAIN, Priority.NAME


@pytest.mark.parametrize(
    ("said", "until_s"),
    [
        ([], float("-inf")),
        ([(0.0, 5.0, NAME)], 5.0),
        ([(0.0, 5.0, NAME), (1.0, 2.0, NAME)], 3.0),
        ([(0.0, 5.0, PAIN), (0.0, 6.0, PAIN), (0.0, 14.0, PAIN)], 27.0),
        ([(0.0, 5.0, NAME), (1.0, 2.0, PAIN)], 3.0),
        ([(0.0, 5.0, PAIN), (9.0, 2.0, PAIN)], 11.0),
        ([(0.0, 5.0, PAIN), (1.0, None, PAIN), (1.0, 2.0, PAIN)], 3.0),
    ],
)
def test_the_parts_of_a_stop_add_up(said: list[tuple[float, float | None, Priority]], until_s: float) -> None:
    spoken = SpokenUntil()
    for now, length_s, priority in said:
        if length_s is None:
            spoken.silence(now)
        else:
            spoken.say(length_s, priority, now)
    assert spoken.at_s == until_s
