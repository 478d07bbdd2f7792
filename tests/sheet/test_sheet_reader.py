"""Every kind of line that people write is read right, or left visibly unread: none is wrong in silence."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.catalogue.loader import shipped_exercises
from hipcoach.catalogue.plan_file import read_plan
from hipcoach.catalogue.toml_document import parse
from hipcoach.catalogue.types import Dose, Exercise, Position, Sides, Work
from hipcoach.catalogue.words import POSITIONS, count, read_as_breaths
from hipcoach.sheet.in_words import understood
from hipcoach.sheet.keep import made, stand_in
from hipcoach.sheet.line import SheetLine, read_line
from hipcoach.sheet.piece_rows import WORD_NUMBERS
from hipcoach.sheet.plan_change import PlanDraft
from hipcoach.sheet.plan_text import plan_files
from hipcoach.sheet.reader import read_sheet
from tests.sheet.conftest import SESSIONS
from tests.sheet.sheets import LEAFLETS, LINES

ROWS = [tuple(each.rsplit(" = ", 1)) for each in (*LINES, *(line for lines in LEAFLETS.values() for line in lines))]


def short(line: SheetLine) -> str:
    """What was read, as the table writes it."""
    if line.problem:
        return "?"
    if not line.name:
        return "-"
    if line.dose is None:
        return "ladder"
    right = f"/{line.right.sets}x{line.right.reps}" if line.right else ""
    each = " +" if not line.exercise and (line.pieces.each or line.right) else ""
    only = f" {line.only_side}" if line.only_side else ""
    ranges = f" ~{', '.join(line.pieces.ranges)}" if line.pieces.ranges else ""
    return _dose(line.dose, line.work, right) + each + only + ranges


def _dose(dose: Dose, work: Work, right: str) -> str:
    if work is Work.ACTIVITY:
        return f"m{dose.minutes:g}"
    if dose.within_s:
        return f"w{dose.within_s:g}"
    if work is Work.BREATHS:
        return f"b{dose.reps}"
    more = [f"h{dose.hold_s:g}"] if dose.hold_s else []
    more += [f"b{dose.breaths}"] if dose.breaths else []
    more += [f"r{dose.rest_s:g}"] if dose.rest_s not in (0.0, 60.0) else []
    more += [f"t{dose.up_s:g},{dose.down_s:g}"] if dose.up_s else []
    return " ".join([f"{dose.sets}x{dose.reps}{right}", *more])


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_a_line_is_read_right_or_left_unread(text: str, expected: str, known: Mapping[str, Exercise]) -> None:
    assert short(read_line(1, text, known)) == expected


@pytest.mark.parametrize(
    ("text", "name", "position"),
    [
        ("Arm lift on hands and knees 2 x 10", "Arm lift on hands and knees", Position.ALL_FOURS),
        ("4-point kneeling: lift one leg, 2 x 8 each side", "Lift one leg", Position.ALL_FOURS),
        ("On all fours: rock back 10 reps", "Rock back", Position.ALL_FOURS),
        ("Vierfüßlerstand, Bein heben 2 x 10", "Bein heben", Position.ALL_FOURS),
        ("Reach forward in long sitting, 3 x 20 secs", "Reach forward in long sitting", Position.FLOOR_SITTING),
        ("Side sitting, bend over 2 x 5", "Bend over", Position.SIDE_SITTING),
        ("Hip opener half kneeling 30s x 3 each side", "Hip opener half kneeling", Position.HALF_KNEELING),
        ("Tall kneeling reach 10 reps", "Tall kneeling reach", Position.TALL_KNEELING),
        ("Kneeling rock back 10 reps", "Kneeling rock back", Position.TALL_KNEELING),
        ("Prone hip lift 10 each", "Prone hip lift", Position.PRONE),
        ("Bauchlage: Bein beugen 2 x 10", "Bein beugen", Position.PRONE),
        ("Side lying hip abduction 10 each", "Side lying hip abduction", Position.SIDE_LYING),
        ("Supine arm reach 10 reps", "Supine arm reach", Position.SUPINE),
        ("Knee push 5 reps", "Knee push", Position.AS_SHOWN),
        ("Kneel on all fours, rock back 10x", "Rock back", Position.ALL_FOURS),
        ("Lie on your back, heel press 10x", "Heel press", Position.SUPINE),
        ("Four quick steps 2 x 5", "Four quick steps", Position.AS_SHOWN),
    ],
)
def test_a_position_that_not_everybody_can_take_is_read_and_stays_in_view(
    text: str, name: str, position: Position, known: Mapping[str, Exercise]
) -> None:
    line = read_line(1, text, known)
    assert (line.name, line.position) == (name, position)
    assert stand_in(line).position is position
    said = understood(line, known)
    assert (POSITIONS[position] in said) == (position is not Position.AS_SHOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Hip flexor stretch, not kneeling, 3 x 30 s each leg",
        "Standing hip flexor stretch instead of kneeling 2 x 30 s",
        "Sit on a chair, not lying on your back, march 10 times",
        "Kneeling or standing hip swings x10",
        "Hüftdehnung, nicht im Knien, 3 x 30 s",
        "From long sitting onto hands and knees 2 x 5",
        "Half kneeling, then prone: press up 10x",
    ],
)
def test_a_position_that_may_not_be_meant_is_left_unread(text: str, known: Mapping[str, Exercise]) -> None:
    line = read_line(1, text, known)
    assert (line.problem, line.position) == ("which position is meant is not read", Position.AS_SHOWN)


@pytest.mark.parametrize(
    ("text", "exercise", "said"),
    [
        ("Quad stretch 2 x 10 s each", "", "if “Standing thigh stretch” is meant, write that"),
        ("Side plank 2 x 5 s each", "", "if “Side plank on the knees” is meant, write that"),
        ("Squats 5 reps", "", "if “Supported mini-squat” is meant, write that"),
        ("Hip flexor stretch 2 x 10 s each", "", "if “Kneeling hip-flexor stretch” is meant, write that"),
        ("Heel press 10x", "", "(an exercise of your own): "),
    ],
)
def test_a_name_of_more_than_one_exercise_stays_ones_own_and_that_is_said(
    text: str, exercise: str, said: str, known: Mapping[str, Exercise]
) -> None:
    line = read_line(1, text, known)
    assert line.exercise == exercise
    assert said in understood(line, known)


@pytest.mark.parametrize(
    ("text", "exercise", "position"),
    [
        ("Bridge, lying on your front 10 reps", "", Position.PRONE),
        ("Clamshell (lying on your back) 10 reps", "", Position.SUPINE),
        ("Standing thigh stretch, lying on your front 2 x 10 s", "", Position.PRONE),
        ("Clamshell, sitting on a chair 10 reps", "", Position.AS_SHOWN),
        ("Clamshell (seated) 10 reps", "", Position.AS_SHOWN),
        ("Knees to chest, sitting on a chair 2 x 20 s", "", Position.AS_SHOWN),
        ("Standing march, sitting 10 times", "", Position.AS_SHOWN),
        ("Calf stretch, sitting 2 x 30 s", "", Position.AS_SHOWN),
        ("Heel slide, standing 10 times", "", Position.AS_SHOWN),
        ("Bridge, im Stehen 10x", "", Position.AS_SHOWN),
        ("Standing thigh stretch, on your side 2 x 20 s", "", Position.AS_SHOWN),
        ("Standing thigh stretch, lying down 2 x 20 s", "", Position.AS_SHOWN),
        ("Bridge, one leg 2 x 8", "", Position.AS_SHOWN),
        ("Chair stand, single-leg 5 reps", "", Position.AS_SHOWN),
        ("Knee rolls, one leg at a time 10 reps", "knee_rolls", Position.AS_SHOWN),
        ("Chair stand 10 reps, standing up slowly", "chair_stand", Position.AS_SHOWN),
        ("Chair stand, sitting on the front of the chair 10 reps", "chair_stand", Position.AS_SHOWN),
        ("Standing march, hands on a chair 10 times", "standing_march", Position.AS_SHOWN),
        ("Knees to chest, in bed 3 x 20 s", "knees_to_chest", Position.AS_SHOWN),
        ("Bridge, lying on your back 10 reps", "bridge", Position.AS_SHOWN),
        ("Clamshell (on your side) 10 reps", "clamshell", Position.AS_SHOWN),
        ("Kneeling hip flexor stretch, kneeling 2 x 20 s", "kneeling_hip_flexor_stretch", Position.AS_SHOWN),
    ],
)
def test_another_position_beside_a_name_makes_it_ones_own(
    text: str, exercise: str, position: Position, known: Mapping[str, Exercise]
) -> None:
    """Else who is to lie on the front would be led onto one leg."""
    line = read_line(1, text, known)
    assert (line.exercise, line.position) == (exercise, position)


@pytest.mark.parametrize(
    "text",
    [
        *("Avoid bridge 10 reps", "Without band: clamshell 2 x 10", "Kein Beckenheben 10x"),
        *("Leave out bridge 10 reps", "Omit clam 10 reps", "Hold off clams 10 reps", "Skip heel slides x 10"),
    ],
)
def test_what_is_not_to_be_done_is_no_exercise_of_ones_own(text: str, known: Mapping[str, Exercise]) -> None:
    line = read_line(1, text, known)
    assert (line.problem, line.exercise) == ("whether it is to be done is not read", "")


def test_a_shipped_exercise_is_known_with_its_own_position_beside_its_name(known: Mapping[str, Exercise]) -> None:
    assert read_line(1, "Bridge lying on your back, 3 sets of 10", known).exercise == "bridge"
    other = read_line(1, "Bridge side-lying, 3 sets of 10", known)
    assert (other.exercise, other.position) == ("", Position.SIDE_LYING)


def test_each_after_one_hold_is_each_side(known: Mapping[str, Exercise]) -> None:
    for text in (
        "Half kneeling hip flexor stretch 30s each",
        "Pigeon stretch 30 secs each",
        "Pigeon hold 30 secs each",
    ):
        assert read_line(1, text, known).sides is Sides.EACH
    assert read_line(1, "Pigeon 3 reps, hold 30 secs each", known).sides is Sides.NONE


def test_what_else_a_line_says_stays_with_it(known: Mapping[str, Exercise]) -> None:
    line = read_line(1, "Bridge (slowly) 3x8, squeeze at the top", known)
    assert (line.name, line.word) == ("Bridge", "slowly; squeeze at the top")


@pytest.mark.parametrize(
    "text", ["Calf stretch 30s each side", "Pigeon 3 reps, hold 30 secs each leg", "Press 5 each hip"]
)
def test_each_side_is_taken_whole_and_leaves_no_word(text: str, known: Mapping[str, Exercise]) -> None:
    line = read_line(1, text, known)
    assert line.pieces.each
    assert line.word == ""


def test_minutes_of_breathing_are_never_a_held_breath(known: Mapping[str, Exercise]) -> None:
    problem = "breathing is counted in breaths, and no breath is held"
    assert read_line(1, "Relaxed breathing 2 mins", known).problem == f"{problem}: 120 seconds are about 15 breaths"
    assert read_line(1, "Relaxed breathing 10 mins", known).problem == problem
    assert read_line(1, "Relaxed breathing, hold 5 secs, 3 reps", known).problem == problem


@pytest.mark.parametrize(
    ("exercise", "keys", "expected"),
    [
        ("belly_breathing", "hold_s = 30", Dose(1, 4, rest_s=0.0)),
        ("belly_breathing", "sets = 2\nreps = 2\nhold_s = 30", Dose(2, 8, rest_s=60.0)),
        ("belly_breathing", "hold_s = 0.5", Dose(1, 1, rest_s=0.0)),
        ("belly_breathing", "reps = 50\nhold_s = 300", Dose(1, 50, rest_s=0.0)),
        ("lying_twist", "hold_s = 30", Dose(1, 1, 30.0, rest_s=0.0)),
    ],
)
def test_seconds_of_breathing_in_an_older_plan_are_read_as_breaths(
    exercise: str, keys: str, expected: Dose, known: Mapping[str, Exercise]
) -> None:
    text = f'title = "T"\nsummary = "S."\n[[exercise]]\nid = "{exercise}"\n{keys}\n'
    plan = read_plan(parse("p.toml", text.encode()), "p", known)
    assert plan.entries[0].dose == expected
    told = read_as_breaths(plan, known)
    assert [f"read as {count(expected.reps, 'breath')}. " in each for each in told] == [True] * (not expected.hold_s)
    again, _ = made(PlanDraft.of(replace(plan, own=True)).files(known), known)
    assert (again.entries[0].dose, read_as_breaths(again, known)) == (expected, ())


def test_a_longer_name_is_another_exercise(known: Mapping[str, Exercise]) -> None:
    assert read_line(1, "Bridge 2 x 8", known).exercise == "bridge"
    for other in ("Single leg bridge 2 x 8", "Side bridge 2 x 8", "Bridge with towel 2 x 8"):
        assert read_line(1, other, known).exercise == ""


OFTEN = [
    (("Twice a day", "Bridge 3x8"), (range(7), 2)),
    (("Bridge 3x8", "On Mondays and Thursdays"), ((0, 3), 1)),
    (("Bridge 3x8 daily", "Walk 20 min daily"), (range(7), 1)),
    (("Bridge 3x8", "Walk 20 min daily"), ((), 0)),
    (("Bridge 3x8 Mon, Wed & Fri",), ((0, 2, 4), 1)),
    (("Bridge 3x8", "3 times a week"), ((0, 2, 4), 1)),
    (("Bridge 3x8 twice weekly",), ((0, 3), 1)),
    (("Bridge 3x8 every other day",), ((0, 2, 4), 1)),
    (("Bridge 3x8 b.d.",), (range(7), 2)),
    (("Bridge 3x8, TDS",), (range(7), 3)),
    (("Bridge 3x8", "Do this 2-3 times a week"), ((), 0)),
]


@pytest.mark.parametrize(("lines", "expected"), OFTEN)
def test_how_often_is_read_for_all_of_it_only_where_it_is_meant_so(
    lines: tuple[str, ...], expected: tuple[range, int], known: Mapping[str, Exercise]
) -> None:
    sheet = read_sheet("\n".join(lines), known)
    assert (set(sheet.often.days), sheet.often.times_a_day) == (set(expected[0]), expected[1])
    plan, _ = made(plan_files(sheet, "Mine", "", known), known)
    words = " ".join(each.word for each in plan.entries)
    assert ("daily" in words) == ("daily" in lines[-1] and not expected[1])


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_a_leaflet_becomes_a_plan_with_every_number(leaflet: str, known: Mapping[str, Exercise]) -> None:
    rows = [each.rsplit(" = ", 1) for each in LEAFLETS[leaflet]]
    sheet = read_sheet("\n".join(text for text, expected in rows if expected != "?"), known)
    plan, exercises = made(plan_files(sheet, leaflet, "A. Weber", known), known)
    assert [(each.dose, each.right) for each in plan.entries] == [(each.dose, each.right) for each in sheet.exercises]
    assert [exercises[each].name for each in plan.exercises] == [each.name for each in sheet.exercises]


PARTS = st.sampled_from(
    (*("Bridge", "Clamshell", "3", "x", "8", "10", "sets", "of", "reps", "hold", "5", "secs", "each side", "L", "R"),
     *("/", ",", "daily", "twice", "½", "min", "rest", "-", "(", ")", '"', "1", "or", "30", "breaths", "one"),
     *("2x10", "left", "right", "R only", "8-10", "3 x a week"))
)  # fmt: skip
ANY_TEXT = st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=9).map(" ".join))
KNOWN = shipped_exercises(SESSIONS)


def numbers_in(text: str) -> set[float]:
    """Every number that a text could mean."""
    found = {float(each.replace(",", ".")) for each in re.findall(r"[0-9]+(?:[.,][0-9]+)?", text)}
    found |= {float(value) for word, value in WORD_NUMBERS.items() if word in text.lower()}
    found |= {each + 0.5 for each in found} | {0.5, 1.0}
    return found | {each * 60 for each in found}


@settings(max_examples=200)
@given(ANY_TEXT)
def test_whatever_text_comes_nothing_crashes_and_no_number_is_invented(text: str) -> None:
    for line in read_sheet(text, KNOWN).lines:
        for dose in filter(None, (line.dose, line.right)):
            said = {
                dose.sets,
                dose.reps,
                dose.hold_s,
                dose.breaths,
                dose.within_s,
                dose.minutes,
                dose.up_s,
                dose.down_s,
            }
            said |= {dose.rest_s} - {60.0}
            assert said - {0, 1} <= numbers_in(line.text)
        if line.is_exercise:
            sheet = read_sheet(line.text, KNOWN)
            plan, _ = made(plan_files(sheet, "Mine", "", KNOWN), KNOWN)
            assert [each.dose for each in plan.entries] == [line.dose]
