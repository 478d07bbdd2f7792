"""Exercise and plan files: each mistake is one line that says what was expected; nothing else ever comes out."""

from pathlib import Path

import pytest

from hipcoach.catalogue.exercise_file import read_exercise
from hipcoach.catalogue.own_exercise import read_own_exercise
from hipcoach.catalogue.plan_file import read_plan
from hipcoach.catalogue.toml_document import parse
from hipcoach.catalogue.types import Dose, Form, Lock, Position, Sides
from hipcoach.errors import InputError
from tests.catalogue.conftest import EXERCISE, PLAN
from tests.catalogue.one_file import KNOWN, SOURCES, read_text


def problems(text: str, name: str = "bridge.toml") -> list[str]:
    with pytest.raises(InputError) as caught:
        read_text(text, name)
    return list(caught.value.problems)


def test_a_good_exercise_is_read_whole() -> None:
    exercise = read_exercise(parse("bridge.toml", EXERCISE.encode()), "bridge", SOURCES)
    assert exercise.name == "Bridge"
    assert exercise.position is Position.SUPINE
    assert exercise.ladder[0] == Dose(1, 5, 3.0, rest_s=0.0)
    assert exercise.forms[Form.FULL].sides is Sides.BOTH
    assert exercise.locks == {Lock.NO_FLOOR}


def test_a_rest_stands_only_between_sets() -> None:
    text = EXERCISE.replace("reps = 6, hold_s = 5 }", "sets = 2, reps = 5, hold_s = 5 }").replace(
        "[full]", "rest_s = 90\n[full]"
    )
    exercise = read_exercise(parse("bridge.toml", text.encode()), "bridge", SOURCES)
    assert [dose.rest_s for dose in exercise.ladder] == [0, 0, 90]


EXERCISE_MISTAKES = [
    ('name = "Bridge"', "", 'bridge.toml:1: expected "name": a text of 1 to 60 characters'),
    ('"Bridge"', '""', 'bridge.toml:1: expected "name": a text of 1 to 60 characters, found ""'),
    ('"Bridge"', "7", 'bridge.toml:1: expected "name": a text of 1 to 60 characters, found 7'),
    (
        '"Bridge"',
        '"\\u001b[2J"',
        'bridge.toml:1: expected "name": text without control characters, found "\N{REPLACEMENT CHARACTER}[2J"',
    ),
    (
        '"supine"',
        '"supin"',
        'bridge.toml:3: expected "position": one of supine, side_lying, prone, tall_kneeling, half_kneeling, '
        'all_fours, floor_sitting, side_sitting, seated, standing, as_shown, found "supin" (did you mean "supine"?)',
    ),
    ('"a mat", things', "3, things", 'bridge.toml:4: expected "equipment.say": a text of 1 to 80 characters, found 3'),
    (
        '"mat" }',
        '"chair or matt" }',
        "bridge.toml:4: expected things of mat, pillow, chair, table, wall, rail, step, pad, strap, bicycle, pool, "
        'joined by "or", found "matt" (did you mean "mat"?)',
    ),
    (
        '["strength"]',
        "[]",
        'bridge.toml:5: expected "categories": a list of 1 or more, each one of mobility, stretch, strength, balance, '
        "breathing, activity, own, found a list of 0",
    ),
    (
        '["strength"]',
        '["strength", "strength"]',
        'bridge.toml:5: expected "categories": each word once, found a list of 2',
    ),
    ("sources", "sorces", 'bridge.toml:11: expected a known key, found "sorces" (did you mean "sources"?)'),
    (
        "as-hip-pain",
        "as-hip-pian",
        'bridge.toml:11: expected a key of [sources] in catalogue.toml, found "as-hip-pian" '
        '(did you mean "as-hip-pain"?)',
    ),
    (
        "reps = 6",
        "reps = 6.5",
        'bridge.toml:16: expected "ladder.reps": a whole number from 2 to 20, found 6.5',
    ),
    ("reps = 6", "reps = true", 'bridge.toml:16: expected "ladder.reps": a whole number from 2 to 20, found true'),
    ("reps = 6", "reps = 99", 'bridge.toml:16: expected "ladder.reps": a whole number from 2 to 20, found 99'),
    ("hold_s = 3", "hold_s = nan", 'bridge.toml:14: expected "ladder.hold_s": a number from 0 to 30, found no number'),
    ("hold_s = 3", "hold_s = inf", 'bridge.toml:14: expected "ladder.hold_s": a number from 0 to 30, found infinity'),
    ("hold_s = 3", "hold_s = 4", "bridge.toml:14: expected hold_s to be one of 0, 1, 2, 3, 5, 10, 15, 20, 30, found 4"),
    ("hold_s = 3", 'form = "start"', "bridge.toml:15: expected the first full form to raise nothing else"),
    (
        "{ reps = 6, hold_s = 5 }",
        "7",
        'bridge.toml:16: expected "ladder": a list of doses such as { sets = 1, reps = 5, hold_s = 3 }, found 7',
    ),
    ("reps = 6", "reps = 8", "bridge.toml:16: expected one step of one variable more than the step before"),
    (
        '"both"',
        '"botth"',
        'bridge.toml:20: expected "full.sides": one of both, each, alternating, none, found "botth" '
        '(did you mean "both"?)',
    ),
    (
        'up = "Lift."',
        'up = "Lift it up now."',
        'bridge.toml:24: expected at most 3 words for "up", found "Lift it up now."',
    ),
    ('up = "Lift."', "", 'bridge.toml:19: expected "full.up": a text of 1 to 24 characters'),
    ("[full]", "[ful]", 'bridge.toml:1: expected "full": a table [full]'),
    (
        '"Do not arch." }',
        '"Do not arch.", lock = "spine" }',
        'bridge.toml:10: expected "cautions.lock": one of hip_replacement, stiff_spine, osteoporosis, balance, '
        'no_kneeling, no_prone, no_floor, found "spine" (did you mean "stiff_spine"?)',
    ),
    (
        "time_s = 4",
        "time_s = 2",
        'bridge.toml:21: expected "full.place.time_s": a number from 3 to 60, found 2',
    ),
    (
        "Bend both knees.",
        "Stand up.",
        'bridge.toml:21: expected what can be done in the position supine, found "Stand"',
    ),
    (
        "Bend both knees.",
        "Hold your knee.",
        'bridge.toml:21: expected "last = true" or "reach" for what is held while listening, found "Hold your knee."',
    ),
    (
        "Bend both knees.",
        "Face the chair or the wall.",
        'bridge.toml:21: expected one thing, or "your support" for what is chosen, found "chair or the wall"',
    ),
    (
        "Bend both knees.",
        "Face your support.",
        'bridge.toml:4: expected things of which one will do, for what is called "your support"',
    ),
    (
        'things = "mat"',
        'things = "chair"',
        'bridge.toml:4: expected "stands" and "bring" with a chair: where it stands, and how it gets there',
    ),
    (", time_s = 4", "", 'bridge.toml:21: expected "full.place.time_s": a number from 3 to 60'),
    (
        "Bend both knees.",
        "Bend one knee.",
        'bridge.toml:21: expected a side to be named, with {side} or {other}, found "one knee"',
    ),
    (
        "Your buttocks will rise.",
        "Your hips will rise to the other side.",
        'bridge.toml:22: expected a side to be named, with {side} or {other}, found "other"',
    ),
    (
        "Bend both",
        "Bend {leg}",
        'bridge.toml:21: expected only {side} and {other} in braces, found "Bend {leg} knees."',
    ),
    (
        "Your buttocks will rise.",
        "Slowly lift.",
        'bridge.toml:22: expected what will happen, not what to do now, found "Slowly lift."',
    ),
    (
        "Your buttocks rise.",
        "Lift and lower.",
        'bridge.toml:23: expected what will happen, not what to do now, found "Lift and lower."',
    ),
    (
        "Bend both knees.",
        "Put your feet on the floor.",
        'bridge.toml:21: expected words that are true in bed, too, found "floor"',
    ),
    (
        'say = "Bend both knees."',
        'say = "Put your feet on the floor.", bed = "Put your feet on the mat."',
        'bridge.toml:21: expected words that are true in bed, too, found "mat"',
    ),
    (
        '"both"',
        '"each"',
        'bridge.toml:19: expected "full.change_side": a list of steps such as { say = "Bend both knees.", time_s = 4 }',
    ),
    (
        "[full]",
        'locks = ["no_floor"]\n[full]',
        'bridge.toml:19: expected "no_floor" to be left out: it follows from the position',
    ),
    ("[full]", "both_hands = 1\n[full]", 'bridge.toml:19: expected "both_hands": true or false, found 1'),
    ("[full]", "rest_s = 5\n[full]", 'bridge.toml:19: expected "rest_s": a number from 15 to 300, found 5'),
]


@pytest.mark.parametrize(
    ("position", "step", "refused"),
    [
        ("standing", "Slide forward.", True),
        ("standing", "Stand facing it.", False),
        ("seated", "Stand up.", True),
        ("seated", "Slide forward.", False),
        ("half_kneeling", "Walk to it.", True),
        ("prone", "Carry it there.", True),
        ("standing", "Shift your weight onto your left foot.", True),
        ("supine", "Hold both knees.", True),
    ],
)
def test_a_place_begins_where_the_way_to_it_ends(position: str, step: str, refused: bool) -> None:
    """Nobody slides forward who stands, nor walks who kneels; what tires or is grasped waits until all is explained."""
    text = EXERCISE.replace('"supine"', f'"{position}"').replace("Bend both knees.", step)
    if refused:
        assert any(line.startswith("bridge.toml:21: expected ") for line in problems(text))
    else:
        read_text(text)


@pytest.mark.parametrize(("old", "new", "line"), EXERCISE_MISTAKES)
def test_each_mistake_in_an_exercise_is_told_with_its_line(old: str, new: str, line: str) -> None:
    assert old in EXERCISE
    assert line in problems(EXERCISE.replace(old, new, 1))


def test_a_verb_has_to_fit_its_movement() -> None:
    """The default voice says it within three seconds, `up` with its number; only `hipcoach check` looks at that."""
    document = parse("bridge.toml", EXERCISE.replace("Lift.", "Straighten both thighs.").encode())
    with pytest.raises(InputError) as caught:
        read_exercise(document, "bridge", SOURCES, lambda said: 0.15 * len(said))
    assert caught.value.problems == (
        "bridge.toml:24: expected what can be said in the 3 s of its movement, "
        'found "Seven. Straighten both thighs.": 4.5 s',
    )


PLAN_MISTAKES = [
    (
        '"bridge"',
        '"brige"',
        'plan.toml:3: expected the id of an exercise, found "brige" (did you mean "bridge"?)',
    ),
    (
        '"bridge"',
        '"zzz"',
        'plan.toml:3: expected the id of an exercise, found "zzz"; `hipcoach list` shows all of them',
    ),
    ('"bridge"', '"chair_stand"', 'plan.toml:3: expected each exercise once, found "chair_stand" again'),
    (
        '"bridge", "chair_stand"',
        ", ".join(f'"{key}"' for key in list(KNOWN)[:17]),
        "plan.toml:3: expected at most 16 exercises, found 17",
    ),
    (
        '"bridge", "chair_stand"',
        "",
        'plan.toml:3: expected "exercises": a list of 1 to 40 texts of 1 to 60 characters, found a list of 0',
    ),
    ("title", "titel", 'plan.toml:1: expected a known key, found "titel" (did you mean "title"?)'),
    (
        "summary",
        'surface = "sofa"\nsummary',
        'plan.toml:2: expected "surface": one of floor, bed, found "sofa"',
    ),
    ("summary", 'daily = "yes"\nsummary', 'plan.toml:2: expected "daily": true or false, found "yes"'),
]


@pytest.mark.parametrize(("old", "new", "line"), PLAN_MISTAKES)
def test_each_mistake_in_a_plan_is_told_with_its_line(old: str, new: str, line: str) -> None:
    assert line in problems(PLAN.replace(old, new, 1), "plan.toml")


def test_all_mistakes_of_a_file_are_told_at_once_in_its_order() -> None:
    text = 'titel = "Mine"\nsummary = 7\nexercises = ["brige", "chair_stand", "chair_stand"]\ndaily = 1\n'
    assert problems(text, "plan.toml") == [
        'plan.toml:1: expected "title": a text of 1 to 60 characters',
        'plan.toml:1: expected a known key, found "titel" (did you mean "title"?)',
        'plan.toml:2: expected "summary": a text of 1 to 240 characters, found 7',
        'plan.toml:3: expected each exercise once, found "chair_stand" again',
        'plan.toml:3: expected the id of an exercise, found "brige" (did you mean "bridge"?)',
        'plan.toml:4: expected "daily": true or false, found 1',
    ]


@pytest.mark.parametrize("name", ["Plan.toml", "plan ß.toml", "plan" + "x" * 60 + ".toml"])
def test_a_file_name_that_cannot_be_an_id_is_a_problem(name: str) -> None:
    with pytest.raises(InputError, match="expected a file name of small letters"):
        read_plan(parse(name, PLAN.encode()), name.removesuffix(".toml"), KNOWN)


def test_thousands_of_unknown_keys_are_answered_at_once() -> None:
    text = "".join(f"titl{number} = 1\n" for number in range(4000))
    assert 0 < len(problems(text, "plan.toml")) <= 101


def test_the_users_own_path_is_named_in_front(tmp_path: Path) -> None:
    name = str(tmp_path / "mine.toml")
    with pytest.raises(InputError) as caught:
        read_plan(parse(name, b"title = 1"), "mine", KNOWN)
    assert all(problem.startswith(f"{name}:1: expected ") for problem in caught.value.problems)


@pytest.mark.parametrize("name", ["../press.jpg", "/etc/press.jpg", "a/press.jpg", "press.svg", ".jpg"])
def test_a_photograph_lies_beside_its_exercise(name: str) -> None:
    with pytest.raises(InputError, match=r"press\.toml:2: expected the name of a file beside"):
        read_own_exercise(parse("press.toml", f'name = "Press"\nphotographs = ["{name}"]\n'.encode()), "press")
