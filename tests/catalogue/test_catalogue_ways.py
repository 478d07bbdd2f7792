"""The ways from place to place: everybody gets everywhere they may go, and nobody where they may not."""

import re
from itertools import product

import pytest

from hipcoach.catalogue.instruction import Instruction
from hipcoach.catalogue.phrases import load_phrases, read_phrases
from hipcoach.catalogue.toml_document import parse
from hipcoach.catalogue.types import LYING, Lock, Position, Side
from hipcoach.catalogue.ways import SIDED, Link, Ways, place_name
from hipcoach.catalogue.wording import circumstances, said_steps
from hipcoach.errors import InputError
from tests.catalogue.conftest import SHIPPED

LEADS_OVER_KNEELING = frozenset({Lock.HIP_REPLACEMENT, Lock.NO_KNEELING, Lock.NO_FLOOR})
UPRIGHT = (Position.STANDING, Position.SEATED)
LED_TO = [each for each in Position if each is not Position.AS_SHOWN]  # where nobody is led
FLOOR = [place_name(each) for each in LED_TO]
IN_BED = [place_name(each, bed=True) for each in Position if each in {*LYING, *UPRIGHT}]


@pytest.fixture(scope="module")
def ways() -> Ways:
    return load_phrases(SHIPPED.parent / "assets" / "phrases" / "en.toml").ways


def said(ways: Ways, start: str, end: str, *declared: Lock, side: Side = Side.LEFT) -> list[str] | None:
    way = ways.way(start, end, declared)
    return None if way is None else [words for words, _ in said_steps(way, side, circumstances(declared))]


@pytest.mark.parametrize("places", [FLOOR, IN_BED], ids=["floor", "bed"])
def test_there_is_a_way_from_everywhere_to_everywhere(ways: Ways, places: list[str]) -> None:
    """A place without sides is not left; one with sides is changed to the other side. No brace and no gap is left."""
    for start, end in product(places, repeat=2):
        words = said(ways, start, end)
        assert words is not None, (start, end)
        assert bool(words) == (start != end or start in SIDED), (start, end)
        assert not any("{" in each for each in words), (start, end)
        moves = [each for each in words if not each.startswith("Rest there")]
        assert len(moves) <= 16, (start, end, words)


def test_a_side_is_named_only_where_it_was_chosen(ways: Ways) -> None:
    for start, end in product((*FLOOR, *IN_BED), repeat=2):
        right, left = (said(ways, start, end, side=side) for side in (Side.RIGHT, Side.LEFT))
        told = (
            right is None or right != left or any("both knees" in words for words in right)
        )  # then either may be next
        assert end not in SIDED or told, (start, end)
        assert end in SIDED or right == left, (start, end)


def test_no_way_leads_through_a_place_with_sides() -> None:
    """Nobody has chosen a side there: "roll onto your left side" would be said for no reason."""
    rolls = Link("supine", "side_lying", (Instruction("Roll onto your {side} side.", 5.0),))
    on = Link("side_lying", "prone", (Instruction("Roll onto your front.", 5.0),))
    assert Ways((rolls, on)).way("supine", "side_lying") == rolls.steps
    assert Ways((rolls, on)).way("supine", "prone") is None


@pytest.mark.parametrize("declared", [(), (Lock.HIP_REPLACEMENT,)])
def test_in_bed_one_moves_to_the_middle_before_knees_open(ways: Ways, declared: tuple[Lock, ...]) -> None:
    words = said(ways, "standing", "bed_supine", *declared)
    assert words is not None
    assert "middle of the bed" in words[-1]


def test_whoever_has_left_an_exercise_out_on_their_back_is_led_on_from_there(ways: Ways) -> None:
    """On the side and on the front, nobody may be."""
    here = {"side_lying", "prone", "bed_side_lying", "bed_prone"}
    for link in (each for each in ways.links if each.start in here and each.end not in SIDED):
        assert re.match("If you ((lie|are) on your back|do not face the chair)", link.steps[0].say), (
            link.start,
            link.end,
        )


@pytest.mark.parametrize("lock", sorted(LEADS_OVER_KNEELING))
def test_nobody_is_led_over_kneeling_who_cannot(ways: Ways, lock: Lock) -> None:
    upright, lower = {each.value for each in UPRIGHT}, {each.value for each in Position if each.on_floor}
    for start, end in product(FLOOR, repeat=2):
        if (start in upright) != (end in upright):
            assert ways.way(start, end, [lock]) is None, (start, end)
        elif start in lower and end in lower:
            assert not re.search("kneel|hands and knees|hip$", " ".join(said(ways, start, end, lock) or ())), (
                start,
                end,
            )


def test_in_bed_nothing_says_mat_or_floor_and_every_lock_finds_its_way(ways: Ways) -> None:
    for lock, (start, end) in product(Lock, product(IN_BED, repeat=2)):
        words = said(ways, start, end, lock)
        to_front = lock is Lock.NO_PRONE and end == "bed_prone"
        assert (words is None) == (to_front and start != end), (lock, start, end)
        assert not re.search("mat|floor|kneel", " ".join(words or ())), (lock, start, end)


def test_a_replaced_hip_pushes_up_with_the_arms_and_does_not_twist(ways: Ways) -> None:
    assert said(ways, "seated", "standing", Lock.HIP_REPLACEMENT) == [
        "Slide forward on the seat.",
        "Put your feet flat, as wide apart as your hips.",
        "Push up with your arms, do not lean far forward, and stand up slowly, with your eyes open.",
        "Keep your legs against the seat until your head is clear. "
        "If you sway, sit down again, your weight on your arms.",
    ]
    shoes = said(ways, "bed_edge", "standing", Lock.HIP_REPLACEMENT)
    assert shoes is not None
    assert "without bending down" in shoes[0]
    down = said(ways, "standing", "bed_supine", Lock.HIP_REPLACEMENT)
    assert down is not None
    assert "Lie back slowly." in down
    assert "Lie back slowly." not in (said(ways, "standing", "bed_supine") or ())


HEAD = 'language = "en"\nnumbers = ["zero", "one"]\n[phrases]\nhello = "Hello."\n'
GOOD = '[[way]]\nfrom = "standing"\nto = "seated"\nsteps = [{ say = "Sit down.", time_s = 4 }]\n'


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"seated"', '"sofa"', "en.toml:7: expected a place of supine, side_lying, "),
        (
            "Sit down.",
            "Sit on your {side} hip.",
            'en.toml:8: expected no side on the way to seated, found "Sit on',
        ),
        (
            "Sit down.",
            "Put one foot back.",
            "en.toml:8: expected a side to be named, with {side}",
        ),
        (", time_s = 4", "", 'en.toml:8: expected "way.steps.time_s": a number from 3 to 60'),
        ("steps", 'unless = ["knees"]\nsteps', 'en.toml:8: expected "way.unless": one of hip_replacement, '),
    ],
)
def test_a_mistake_in_a_way_is_told_with_its_line(old: str, new: str, line: str) -> None:
    assert read_phrases(parse("en.toml", (HEAD + GOOD).encode())).ways.way("standing", "seated")
    with pytest.raises(InputError) as caught:
        read_phrases(parse("en.toml", (HEAD + GOOD.replace(old, new)).encode()))
    assert any(problem.startswith(line) for problem in caught.value.problems), caught.value.problems
