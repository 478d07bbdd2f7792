"""An exercise of one's own, and its pose: read as they are written, or refused with one clear line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.catalogue.own_exercise import ONTO_KNEES, exercise_text, read_own_exercise
from hipcoach.catalogue.own_pose import JOINTS, OwnPose, pose_of, pose_text
from hipcoach.catalogue.positions import ONE_SIDED
from hipcoach.catalogue.toml_document import parse
from hipcoach.catalogue.types import Form, Position
from hipcoach.errors import InputError

ANGLES = {
    name: st.tuples(*(st.integers(*map(int, limits)).map(float) for _, limits in JOINTS[name])) for name in JOINTS
}
JOINED = st.fixed_dictionaries({}, optional=ANGLES).map(
    lambda found: tuple((n, found[n]) for n in JOINTS if n in found)
)


@given(st.builds(OwnPose, st.sampled_from(["supine", "bridge"]), JOINED, st.none() | JOINED))
def test_every_pose_comes_back_as_it_was_kept(pose: OwnPose) -> None:
    assert pose_of(pose_text(pose)) == pose
    file = f'name = "Press"\ndrawn = {pose_text(pose)}\n'
    assert exercise_text(read_own_exercise(parse("press.toml", file.encode()), "press")) == file


@pytest.mark.parametrize(
    ("drawn", "problem"),
    [
        ("3", 'expected "drawn": a table [drawn], found 3'),
        ('{ from = "nothing" }', 'expected a position or the id of a shipped exercise, found "nothing"'),
        ("{ begin = {} }", 'expected "drawn.from": a text of 1 to 40 characters'),
        ('{ from = "../../etc" }', 'expected a position or the id of a shipped exercise, found "../../etc"'),
        ('{ from = "supine", begin = 3 }', 'expected "drawn.begin": a table [begin], found 3'),
        ('{ from = "supine", begin = { knee = 3 } }', "expected a joint of tilt, lumbar"),
        ('{ from = "supine", begin = { knee_l = 151 } }', 'expected "knee_l": angles within -3 to 150, found 151'),
        (
            '{ from = "supine", begin = { knee_l = nan } }',
            '"knee_l": angles within -3 to 150, found no number',
        ),
        ('{ from = "supine", begin = { knee_l = true } }', 'expected "knee_l": angles within -3 to 150, found true'),
        (
            '{ from = "supine", begin = { hip_l = 3 } }',
            '"hip_l": angles within -30 to 130, -30 to 60, -75 to 60',
        ),
        ('{ from = "supine", begin = { hip_l = [1, 2, 3, 4] } }', "found a list of 4"),
        ('{ from = "supine", also = 1 }', 'expected a known key, found "also"'),
    ],
)
def test_what_is_no_pose_is_one_clear_line(drawn: str, problem: str) -> None:
    with pytest.raises(InputError) as refused:
        read_own_exercise(
            parse("press.toml", f'name = "Press"\ndrawn = {drawn}\n'.encode()), "press", shipped=["bridge"]
        )
    (line,) = refused.value.problems
    assert line.startswith("press.toml:2: ")
    assert problem in line


PLACED = """name = "Towel press"
position = "{}"
needs = ["a rolled towel", "a soft ball"]
place = ["Put the towel under both knees.", "Rest your hands beside you."]
steps = ["You will press the towel down."]
"""


@pytest.mark.parametrize("position", list(Position))
def test_what_it_needs_and_how_one_gets_ready_is_said_and_written_again(position: Position) -> None:
    sides = 'sides = "each"\n' if position in ONE_SIDED else ""
    text = PLACED.format(position).replace("needs =", f"{sides}needs =")
    exercise = read_own_exercise(parse("press.toml", text.encode()), "press")
    assert exercise_text(exercise) == text.replace('position = "as_shown"\n', "")
    said = [step.say for step in exercise.text(Form.FULL).place]
    assert said[:2] == ["Put the towel under both knees.", "Rest your hands beside you."]
    assert bool(said[2:]) == (position in ONTO_KNEES)  # up onto the knees comes last
    needed = {each.say: each.put for each in exercise.equipment}
    assert bool(needed["a soft ball"]) == position.on_floor  # then it lies within reach there
    assert ("mat" in needed["a soft ball"]) == ("a mat" in needed)


def test_a_sentence_that_would_be_said_with_a_gap_is_refused() -> None:
    with pytest.raises(InputError, match="expected a sentence that is said as it stands"):
        read_own_exercise(parse("press.toml", b'name = "Press"\nplace = ["Bend your {side} knee."]\n'), "press")
