"""What lying figures hold, rest on and slide along is really touched, all the way, so that a picture can be copied."""

import math
from collections.abc import Mapping
from itertools import pairwise

import pytest

from hipcoach.figure.flesh import FLESH
from hipcoach.figure.points import point
from hipcoach.figure.types import Figure, Scene
from hipcoach.figure.vectors import Vec, along, sub

TOUCHES = 0.006  # body heights of air that still count as touching: 1 cm
SAMPLES = [i / 12 for i in range(13)]
Ball = tuple[Vec, float]


def scene_of(figures: Mapping[str, Figure], name: str) -> Scene:
    scene = figures[name].scene
    assert scene is not None
    return scene


def balls(world: list[Vec], name: str) -> list[Ball]:
    """A part's balls, and along a limb five more between each two."""
    part = FLESH.parts[name]
    out = [(world[i], FLESH.radii[i]) for i in part.balls]
    for a, b in pairwise(part.tube):
        for k in range(1, 6):
            r = FLESH.radii[a] + (FLESH.radii[b] - FLESH.radii[a]) * k / 6
            out.append((along(world[a], sub(world[b], world[a]), k / 6), r))
    return out


def gap(scene: Scene, share: float, one: str, *others: str) -> float:
    """Air between two parts at a share of the movement; negative where they press on each other."""
    world = FLESH.place(scene.movement.body(share))
    first, second = balls(world, one), [b for other in others for b in balls(world, other)]
    return min(math.dist(p, q) - r - s for p, r in first for q, s in second)


def height(scene: Scene, share: float, name: str) -> float:
    """Of a part's lowest skin above the floor."""
    world = FLESH.place(scene.movement.body(share))
    return min(p[2] - r for p, r in balls(world, name))


@pytest.mark.parametrize("part", ["thigh_r", "shank_r", "foot_r"])
def test_knees_rolled_over_lie_on_the_floor(figures: Mapping[str, Figure], part: str) -> None:
    assert height(scene_of(figures, "knee_rolls"), 1.0, part) < TOUCHES


@pytest.mark.parametrize("name", ["knee_rolls", "lying_twist"])
def test_the_upper_leg_lies_on_the_lower_one(figures: Mapping[str, Figure], name: str) -> None:
    scene = scene_of(figures, name)
    for part in ("thigh_l", "shank_l", "foot_l"):
        assert gap(scene, 1.0, part, "thigh_r", "shank_r", "foot_r") < TOUCHES


def test_soles_stay_on_the_floor_while_the_knees_roll(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "knee_rolls.start")
    assert all(height(scene, share, f"foot_{key}") < TOUCHES for share in SAMPLES for key in "lr")


def test_a_pillow_carries_the_knee_and_the_shin(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "lying_twist")
    (pillow,) = scene.boxes
    world = FLESH.place(scene.movement.body(1.0))
    top = pillow.centre[2] + pillow.half[2]
    for i in FLESH.parts["shank_r"].tube[:6]:  # to just above the ankle
        x, y, z = world[i]
        assert top < z < top + FLESH.radii[i] + TOUCHES  # it sinks in, less than to its middle
        assert abs(x - pillow.centre[0]) < pillow.half[0]
        assert abs(y - pillow.centre[1]) < pillow.half[1]


@pytest.mark.parametrize("name", ["knee_rolls", "knee_rolls.start", "lying_twist"])
def test_arms_lie_on_the_floor_while_the_legs_are_over(figures: Mapping[str, Figure], name: str) -> None:
    scene = scene_of(figures, name)
    for key in "lr":
        assert height(scene, 1.0, f"farm_{key}") < TOUCHES
        assert point(scene.movement.body(1.0).frames, f"elbow_{key}")[2] < 0.045  # the forearm's own thickness


def test_the_opened_knee_rests_on_its_pillow(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "figure_four")
    (pillow,) = scene.boxes
    x, y, z = point(scene.movement.body(1.0).frames, "knee_r")
    assert abs(x - pillow.centre[0]) < pillow.half[0]
    assert abs(y - pillow.centre[1]) < pillow.half[1]
    assert 0 < z - (pillow.centre[2] + pillow.half[2]) < 0.045  # it sinks in, less than to its middle


@pytest.mark.parametrize("hand", ["hand_l", "hand_r"])
def test_hands_lie_on_belly_and_ribs_through_a_breath(figures: Mapping[str, Figure], hand: str) -> None:
    scene = scene_of(figures, "belly_breathing")
    assert all(gap(scene, share, hand, "top", "pelvis") < TOUCHES for share in SAMPLES)


def test_the_foot_slides_along_the_other_leg(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "figure_four")
    assert all(gap(scene, share, "foot_r", "shank_l", "thigh_l") < TOUCHES for share in SAMPLES)


@pytest.mark.parametrize(("name", "left"), [("knees_to_chest", "shank_l"), ("knees_to_chest.start", "shank_r")])
def test_hands_take_the_shins_and_go_along(figures: Mapping[str, Figure], name: str, left: str) -> None:
    scene = scene_of(figures, name)
    for share in SAMPLES[7:]:
        assert gap(scene, share, "hand_r", "shank_r") < TOUCHES
        assert gap(scene, share, "hand_l", left) < TOUCHES


def test_the_other_leg_stays_down_while_one_knee_is_drawn_in(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "knees_to_chest.start")
    assert all(height(scene, share, "foot_l") < 2 * TOUCHES for share in SAMPLES)


def test_hands_hold_the_ankles_before_the_chest_lifts(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "prone_bow")
    for share in SAMPLES[6:]:
        for key in "lr":
            assert gap(scene, share, f"hand_{key}", f"shank_{key}", f"foot_{key}") < TOUCHES
    lying, held, bowed = (point(scene.movement.body(share).frames, "shoulders")[2] for share in (0.0, 0.5, 1.0))
    assert held - lying < 0.4 * (bowed - lying)


def test_a_head_lies_on_its_pillow(figures: Mapping[str, Figure]) -> None:
    for name in ("belly_breathing", "side_lying_leg_raise"):
        scene = scene_of(figures, name)
        pillow = min(scene.boxes, key=lambda b: b.centre[0])
        assert height(scene, 0.0, "head") - (pillow.centre[2] + pillow.half[2]) < TOUCHES
        skull = FLESH.place(scene.movement.body(0.0))[FLESH.skull]
        assert abs(skull[0] - pillow.centre[0]) < pillow.half[0]
        assert abs(skull[1] - pillow.centre[1]) < pillow.half[1]
