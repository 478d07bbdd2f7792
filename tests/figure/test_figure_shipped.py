"""Every shipped figure moves as a body does, on every sample, for both sides; and every exercise has one."""

import math
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.types import Form, Position, Side, Sides, Work
from hipcoach.figure.api import load_figure, load_transition
from hipcoach.figure.changes import MAT, change_figure, read_changes
from hipcoach.figure.check import check_figure
from hipcoach.figure.check_paint import check_flicker, check_highlight
from hipcoach.figure.flesh import FLESH
from hipcoach.figure.points import point
from hipcoach.figure.props import SEAT_HEIGHT
from hipcoach.figure.solver import solve
from hipcoach.figure.types import Figure, Mirror
from hipcoach.paths import shipped_folder
from tests.figure.conftest import FOLDER, NAMES

CHANGES = read_changes(FOLDER / "changes.toml")
LINKS = tuple((a, b) for a, found in CHANGES.links.items() for b in found if a < b)


@pytest.mark.parametrize("name", NAMES)
def test_a_movement_stays_within_a_bodys_limits(figures: Mapping[str, Figure], name: str) -> None:
    assert [str(f) for f in check_figure(figures[name])] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_region_to_feel_is_seen(figures: Mapping[str, Figure], name: str, qapp: object) -> None:
    assert [str(f) for f in check_highlight(figures[name])] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_nothing_pops_from_one_frame_to_the_next(figures: Mapping[str, Figure], name: str, qapp: object) -> None:
    assert [str(f) for f in check_flicker(figures[name])] == []


@pytest.mark.parametrize(("start", "end"), LINKS)
def test_a_change_of_position_stays_within_a_bodys_limits(start: str, end: str) -> None:
    assert [str(f) for f in check_figure(change_figure(CHANGES, (start, end)))] == []


def test_every_exercise_has_a_figure_or_a_sign(folder: Path) -> None:
    catalogue = load(shipped_folder() / "sessions").catalogue
    for exercise in catalogue.exercises.values():
        for form in exercise.forms:
            figure = load_figure(exercise.id, form, folder)
            assert figure is not None, exercise.id
            assert bool(figure.pictogram) == (exercise.work is Work.ACTIVITY), exercise.id


def test_a_figure_is_mirrored_the_way_its_exercise_changes_side(folder: Path) -> None:
    catalogue = load(shipped_folder() / "sessions").catalogue
    for exercise in catalogue.exercises.values():
        for form, text in exercise.forms.items():
            figure = load_figure(exercise.id, form, folder)
            if figure is None or figure.scene is None:
                continue
            sided = text.sides in (Sides.EACH, Sides.ALTERNATING)
            assert (figure.scene.drawn_side is not Side.BOTH) == sided, exercise.id
            assert (figure.scene.disc is not None) == sided, exercise.id
            assert (figure.scene.mirror is Mirror.BODY) == (text.sides is Sides.ALTERNATING), exercise.id


def test_a_start_form_that_differs_has_a_figure_of_its_own(folder: Path) -> None:
    for name in ("knee_rolls", "knees_to_chest"):
        start, full = load_figure(name, Form.START, folder), load_figure(name, Form.FULL, folder)
        assert start is not None
        assert full is not None
        assert start.scene != full.scene


def test_there_is_a_way_from_every_position_to_every_other(folder: Path) -> None:
    for start in Position:
        for end in Position:
            figure = load_transition(start, end, folder)
            if start is end:
                assert figure is None
                continue
            assert figure is not None
            assert figure.scene is not None
            assert len(figure.steps) == len(figure.scene.movement.keys) - 1


def test_getting_up_from_lying_goes_by_way_of_the_side_and_the_chair() -> None:
    way = CHANGES.way(Position.SUPINE, Position.STANDING)
    assert way.index("side_lying") < way.index("all_fours") < way.index("half_kneeling") < way.index("standing")
    assert "chair" in " ".join(CHANGES.links[a][b] for a, b in pairwise(way))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("tall_kneeling", "stepping"),
        ("stepping", "half_kneeling"),
        ("half_kneeling", "rising"),
        ("closing", "gathered"),
    ],
)
def test_both_hands_stay_on_the_seat_while_someone_rises(start: str, end: str) -> None:
    scene = change_figure(CHANGES, (start, end)).scene
    assert scene is not None
    for i in range(13):
        body = scene.movement.body(i / 12)
        for palm in ("palm_l", "palm_r"):
            assert point(body.frames, palm)[2] == pytest.approx(SEAT_HEIGHT, abs=0.015)


def test_the_upper_leg_rests_on_the_lower_one_in_side_lying() -> None:
    world = FLESH.place(solve(CHANGES.poses["side_lying"]))
    for part in ("shank", "foot"):
        upper, lower = (FLESH.parts[f"{part}_{k}"].balls for k in "lr")
        gaps = [math.dist(world[i], world[j]) - FLESH.radii[i] - FLESH.radii[j] for i in upper for j in lower]
        assert min(gaps) < 0.005


@pytest.mark.parametrize("name", ["supine", "side_lying", "prone", "reaching"])
def test_whoever_lies_is_on_the_mat(name: str) -> None:
    for x, y, _ in FLESH.place(solve(CHANGES.poses[name])):
        assert abs(x - MAT.at[0]) < MAT.size[0] / 2
        assert abs(y - MAT.at[1]) < MAT.size[1] / 2
