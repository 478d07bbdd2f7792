"""Where arrows, the disc and a level line are in a picture."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from hipcoach.body.arrow_room import AGAINST, BEGINS, GRAIN, ROOM, beginning_on, beside
from hipcoach.body.artist import Artist
from hipcoach.body.build import Build
from hipcoach.body.frame_file import FrameHead, read_frame, still_name
from hipcoach.body.picture import PictureKey
from hipcoach.body.staging import DISC_ROOM, Staging
from hipcoach.body.types import Scene
from hipcoach.body.view import View
from tests.body.conftest import FOLDER

SIZE = (200, 150)


def head_of(figure: str, share: float, folder: Path) -> FrameHead:
    artist, key = Artist(FOLDER, folder), PictureKey(figure, 0, "woman", "light", False, *SIZE)
    artist.still(key, share)
    return read_frame(folder / key.folder / still_name(share))[0]


@pytest.mark.parametrize(("start", "moved"), [((0, 0), True), ((0, 40), True), ((0, 80), False)])
def test_an_arrow_stands_beside_the_body(start: tuple[int, int], moved: bool) -> None:
    skin = np.array([(x, y) for x in range(90, 311, 4) for y in range(190, 211, 4)], np.float32)
    way = np.stack([np.linspace(150, 250, 25) + start[0], np.full(25, 200 - start[1])], 1)
    dx, dy = beside(way, skin, 1000.0, (400, 300))
    ahead = way[round(BEGINS * len(way)) :] + np.array([dx, dy])
    apart = np.linalg.norm(ahead[:, None] - skin[None], axis=2).min()
    assert apart >= (ROOM - GRAIN) * 1000
    assert bool(dx or dy) is moved
    assert float(np.hypot(dx, dy)) <= ROOM * 1000 + 10 + 10  # no further than it must


def test_an_arrow_begins_on_what_moves() -> None:
    skin = np.array([(x, y) for x in range(90, 161, 4) for y in range(190, 211, 4)], np.float32)
    way = np.stack([np.linspace(160, 360, 25), np.full(25, 200.0)], 1)  # from the end of a limb away from it
    assert beside(way, skin, 1000.0, (400, 300)) == (0.0, 0.0)


@pytest.mark.parametrize(("across", "whole"), [(1.0, False), (-0.2, False), (AGAINST - 0.2, True)])
def test_an_arrow_that_is_moved_off_the_body_still_begins_on_the_part(across: float, whole: bool) -> None:
    way = np.stack([np.linspace(0, 100, 25), np.zeros(25)], 1)
    move = (40 * across, 40 * (1 - across**2) ** 0.5)
    found = beginning_on(way, move) - way
    assert found[-1] == pytest.approx(move)
    assert found[0] == pytest.approx(move if whole else (0.0, 0.0))  # it would turn round on itself


def test_an_arrow_stands_by_the_body_as_it_sets_out_and_a_whole_way_by_the_poster(tmp_path: Path) -> None:
    head = head_of("bridge", 0.0, tmp_path)
    (arrow, *_), (way, *_) = head.arrows, head.way
    lower = np.array(arrow.spots)[:, 1].min() - np.array(way.spots)[:, 1].min()
    assert lower > 0.01 * head.scale  # the hips are not up yet


def test_of_two_parts_each_has_its_arrow_when_its_turn_comes(tmp_path: Path) -> None:
    heads = [head_of("wall_backbend", share, tmp_path) for share in (0.0, 0.5, 1.0)]
    shown = [[[arrow.order for arrow in arrows] for arrows in (head.arrows, head.back, head.way)] for head in heads]
    assert shown == [[[1], [], [1, 2]], [[2], [1], [1, 2]], [[], [2], [1, 2]]]


def test_a_number_above_an_arrow_is_within_the_picture(tmp_path: Path) -> None:
    head = head_of("wall_backbend", 1.0, tmp_path)
    _, above = head.way
    assert min(y for _, y in above.spots) > 0.08 * head.scale


def test_what_is_left_of_numbered_arrows_counts_from_one(tmp_path: Path) -> None:
    for figure, begins, whole in (("knees_to_chest", [1], [0]), ("knees_to_chest.start", [1], [0])):
        head = head_of(figure, 0.0, tmp_path)
        assert ([a.order for a in head.arrows], [a.order for a in head.way]) == (begins, whole)


def test_a_level_stays_where_the_body_began(scenes: Mapping[str, Scene], build: Build, tmp_path: Path) -> None:
    first, last = (head_of("hip_hike", share, tmp_path) for share in (0.0, 1.0))
    assert first.level is not None
    (x0, y0), (x1, y1) = first.level
    assert (y0, last.level) == (y1, first.level)
    assert x1 - x0 > 0.3 * first.scale
    staging = Staging(scenes["hip_hike"], build)
    level = staging.scene.level
    assert level is not None
    began = np.add(build.point(staging.body(0.0).frames, level.point), level.offset)
    view = View(staging.scene.camera, staging.bounds(staging.scene.camera), *SIZE)
    assert y0 == pytest.approx(float(view.screen(began[None], 1)[1][0]), abs=0.1)


def test_an_arrow_up_goes_straight_up(tmp_path: Path) -> None:
    (arrow,) = head_of("side_plank_knees", 0.0, tmp_path).arrows
    assert len({x for x, _ in arrow.spots}) == 1


def test_an_arrow_up_begins_over_its_point_when_its_turn_comes(
    scenes: Mapping[str, Scene], build: Build, tmp_path: Path
) -> None:
    (arrow,) = head_of("chair_stand", 0.38, tmp_path).arrows
    staging = Staging(scenes["chair_stand"], build)
    view = View(staging.scene.camera, staging.bounds(staging.scene.camera), *SIZE)
    x, _, _ = view.screen(np.array([build.point(staging.body(0.38).frames, "head")]), 1)
    assert arrow.spots[0][0] == pytest.approx(float(x[0]), abs=0.04 * view.scale)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_disc_is_on_the_limb_it_names(
    scenes: Mapping[str, Scene], build: Build, tmp_path: Path, share: float
) -> None:
    head = head_of("bent_knee_fallout", share, tmp_path)
    staging = Staging(scenes["bent_knee_fallout"], build)
    view = View(staging.scene.camera, staging.bounds(staging.scene.camera), *SIZE)
    frames = staging.body(share).frames
    limb = np.array([staging.build.point(frames, name) for name in ("knee_r", "ankle_r")])
    x, y, _ = view.screen(limb, 1)
    assert head.disc == pytest.approx((x[0] * 0.6 + x[1] * 0.4, y[0] * 0.6 + y[1] * 0.4), abs=0.2)


def test_a_cycles_arrow_is_off_the_body_where_it_is_shown(tmp_path: Path) -> None:
    head = head_of("water_aerobics", 0.0, tmp_path)
    assert head.way == head.arrows


def test_to_and_fro_has_a_word_either_way_and_what_sinks_is_pointed_at_from_above(tmp_path: Path) -> None:
    first, last = (head_of("belly_breathing", share, tmp_path) for share in (0.0, 1.0))
    (there,), (back,), (whole,) = first.arrows, last.back, first.way
    assert (there.word, back.word, whole.word) == ("breathe in", "breathe out", "")
    assert (there.both, back.both, whole.both) == (False, False, True)
    assert there.spots[0][1] > there.spots[-1][1]
    assert back.spots[0][1] < back.spots[-1][1] < there.spots[0][1] + 0.02 * first.scale


def test_an_arrow_that_may_lie_over_the_body_begins_where_its_point_is(
    scenes: Mapping[str, Scene], build: Build, tmp_path: Path
) -> None:
    (arrow,) = head_of("strap_leg_out", 0.0, tmp_path).arrows
    staging = Staging(scenes["strap_leg_out"], build)
    view = View(staging.scene.camera, staging.bounds(staging.scene.camera), *SIZE)
    start, end = (np.array([build.point(staging.body(share).frames, "heel_r")]) for share in (0.0, 1.0))
    for place, spot in (
        (start, arrow.spots[0]),
        (start + staging.scene.arrows[0].size * (end - start), arrow.spots[-1]),
    ):
        x, y, _ = view.screen(place, 1)
        assert spot == pytest.approx((x[0], y[0]), abs=0.2)


def test_a_letter_beside_the_body_is_within_the_picture(tmp_path: Path) -> None:
    head = head_of("hip_hike", 0.0, tmp_path)
    assert head.disc is not None
    assert DISC_ROOM * 0.9 * head.scale <= head.disc[1] <= SIZE[1] - DISC_ROOM * 0.9 * head.scale
