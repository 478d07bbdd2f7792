"""What the shipped figures lie on, lean on and swell to is really reached, so that a picture can be copied."""

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from hipcoach.engine.types import Phase
from hipcoach.figure.api import paint
from hipcoach.figure.camera import camera
from hipcoach.figure.check_paint import difference
from hipcoach.figure.flesh import FLESH
from hipcoach.figure.points import point
from hipcoach.figure.prop_paint import wall_end
from hipcoach.figure.props import SEAT_HEIGHT, Prop, ground
from hipcoach.figure.types import Figure, Scene
from hipcoach.figure.vectors import Vec


def scene_of(figures: Mapping[str, Figure], name: str) -> Scene:
    scene = figures[name].scene
    assert scene is not None
    return scene


def place(scene: Scene, share: float, name: str) -> Vec:
    return point(scene.movement.body(share).frames, name)


def prop(scene: Scene, kind: str) -> Prop:
    return next(p for p in scene.props if p.kind == kind)


def belly_top(scene: Scene, share: float) -> float:
    """The highest skin of the trunk between breastbone and pelvis."""
    body = scene.movement.body(share)
    centres = FLESH.place(body)
    trunk = [i for name in ("pelvis", "top") for i in FLESH.parts[name].balls]
    middle = prop(scene, "rise").at[0]
    return max(centres[i][2] + FLESH.radii[i] for i in trunk if abs(centres[i][0] - middle) < 0.05)


def test_both_palms_lie_on_the_wall_behind(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "wall_backbend")
    wall = prop(scene, "wall").at[0]
    for key in "lr":
        assert place(scene, 1.0, f"palm_{key}")[0] == pytest.approx(wall, abs=0.008)
        assert place(scene, 0.0, f"palm_{key}")[0] > wall + 0.2


def test_a_breath_in_fills_the_line_drawn_for_it(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "belly_breathing")
    rise = prop(scene, "rise")
    assert belly_top(scene, 1.0) == pytest.approx(rise.at[2] + rise.size[2], abs=0.01)
    assert belly_top(scene, 0.0) < rise.at[2] + 0.02


def test_knees_rolled_over_come_to_rest_on_the_floor(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "knee_rolls")
    assert place(scene, 1.0, "knee_r")[2] < 0.075
    assert place(scene, 1.0, "ankle_r")[2] < 0.06


def test_the_foot_slides_and_is_not_carried(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "figure_four")
    assert all(place(scene, i / 12, "ankle_r")[2] < 0.055 for i in range(13))


def test_the_elbow_that_is_leaned_on_stays_where_it_is_under_the_shoulder(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "side_plank_knees")
    first = place(scene, 0.0, "elbow_r")
    for i in range(13):
        elbow, shoulder = place(scene, i / 12, "elbow_r"), place(scene, i / 12, "shoulder_r")
        assert math.dist(first, elbow) < 0.003
        assert math.dist(elbow[:2], shoulder[:2]) < 0.05


def test_a_foot_lifted_to_stand_on_the_other_is_a_hands_breadth_off_the_floor(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "single_leg_stand")
    assert 0.045 < min(place(scene, 1.0, f"{end}_l")[2] for end in ("heel", "toe")) < 0.09
    assert place(scene, 1.0, "knee_l")[0] > place(scene, 1.0, "hip_l")[0] + 0.05  # in front: no leg curl


def test_the_hand_takes_the_heel_halfway_and_keeps_it(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "standing_quad_stretch")
    for i in range(6, 13):
        assert math.dist(place(scene, i / 12, "palm_r"), place(scene, i / 12, "ankle_r")) < 0.04


def test_a_supported_squat_ends_above_the_seat(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "mini_squat")
    centres = FLESH.place(scene.movement.body(1.0))
    lowest = min(centres[i][2] - FLESH.radii[i] for i in FLESH.parts["pelvis"].balls)
    assert 0.03 < lowest - SEAT_HEIGHT < 0.09


def test_a_leg_lifted_back_leaves_the_floor_early_and_goes_no_further_than_a_hip_does(
    figures: Mapping[str, Figure],
) -> None:
    scene = scene_of(figures, "standing_hip_extension")
    hip, knee = place(scene, 1.0, "hip_r"), place(scene, 1.0, "knee_r")
    assert 14 < math.degrees(math.atan2(hip[0] - knee[0], hip[2] - knee[2])) < 20
    for share in (0.5, 1.0):
        centres = FLESH.place(scene.movement.body(share))
        assert min(centres[i][2] - FLESH.radii[i] for i in FLESH.parts["foot_r"].balls) > 0.01
        assert place(scene, share, "hip_r")[2] >= place(scene, share, "hip_l")[2]  # the pelvis does not drop there


def test_feet_are_drawn_back_before_rising(figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "chair_stand")
    assert all(place(scene, 0.0, f"knee_{key}")[0] - place(scene, 0.0, f"ankle_{key}")[0] > 0.09 for key in "lr")


@pytest.mark.parametrize(("turned", "end"), [(-60.0, -0.4), (60.0, 0.4)])
def test_the_end_of_a_wall_that_is_seen_is_the_near_one(turned: float, end: float) -> None:
    wall = ground(Prop("wall", (-0.3, 0.0, 0.0), (0.0, 0.8, 1.0)))
    corners = wall_end(wall, camera(turned, 9.0).towards_viewer)
    assert {y for _, y, _ in corners} == {end}
    assert min(x for x, _, _ in corners) < -0.3  # its thickness lies behind the face that one leans on


@pytest.mark.parametrize("name", ["chair_stand", "wall_backbend"])
@pytest.mark.parametrize("size", [(400, 300), (200, 300)])
def test_a_wall_stays_within_its_picture(
    figures: Mapping[str, Figure], qapp: object, name: str, size: tuple[int, int]
) -> None:
    image = QImage(600, 500, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    empty, room = image.copy(), QRect(100, 100, *size)
    with QPainter(image) as painter:
        paint(painter, QRectF(room), figures[name], phase=Phase.UP)
    for around in QRegion(image.rect()).subtracted(QRegion(room.adjusted(-1, -1, 1, 1))):
        assert image.copy(around) == empty.copy(around)
    assert image.copy(room) != empty.copy(room)


def test_the_pose_behind_a_poster_is_seen_before_its_wall(figures: Mapping[str, Figure], qapp: object) -> None:
    both, scene = figures["chair_stand"], scene_of(figures, "chair_stand")
    pages = []
    for figure in (both, replace(both, scene=replace(scene, ghost=None))):
        page = QImage(320, 240, QImage.Format.Format_RGB32)
        page.fill(QColor("white"))
        with QPainter(page) as painter:
            paint(painter, QRectF(0, 0, 320, 240), figure, poster=True)
        pages.append(page)
    assert sum(grey > 12 for grey in difference(pages[0], pages[1])) > 250
