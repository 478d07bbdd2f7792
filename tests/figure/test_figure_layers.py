"""What is kept or left out while a figure moves changes nothing that is seen."""

import itertools
import operator
from collections.abc import Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter

from hipcoach.catalogue.types import Side
from hipcoach.engine.types import Phase
from hipcoach.figure import drawn, glow, prop_paint, shadow, toes
from hipcoach.figure.check_paint import difference
from hipcoach.figure.frames import Shown, frame_of
from hipcoach.figure.frames import picture as picture_of
from hipcoach.figure.layer import Fills, Picture, damage, paint_picture
from hipcoach.figure.types import Figure, Scene

SIZE = QSizeF(320, 240)
CACHES = (
    drawn.draw_part,
    drawn.draw_head,
    glow._glow,  # noqa: SLF001 - the caches themselves are what is tested
    shadow._shadow,  # noqa: SLF001
    toes.toes_layer,
    prop_paint.ground_layer,
    prop_paint.box_layer,
    prop_paint.strap_layer,
)
UNSEEN = 2  # of 255: what a shadow's smoothing may be off by


def forget() -> None:
    for cache in CACHES:
        cache.cache_clear()


def page() -> QImage:
    image = QImage(320, 240, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FBFAF7"))
    return image


def picture(scene: Scene, size: QSizeF, shown: Shown) -> Picture:
    return picture_of(scene, frame_of(scene, size, shown))


def painted(layers: Picture) -> QImage:
    image = page()
    with QPainter(image) as painter:
        paint_picture(painter, layers)
    return image


def scene_of(figures: Mapping[str, Figure], name: str) -> Scene:
    scene = figures[name].scene
    assert scene is not None
    return scene


@pytest.mark.parametrize("name", ["bridge", "chair_stand", "strap_leg_out", "hip_hike"])
def test_what_is_kept_looks_as_if_it_were_new(qapp: object, figures: Mapping[str, Figure], name: str) -> None:
    scene = scene_of(figures, name)
    for fraction, side, dark in ((0.3, Side.LEFT, False), (0.7, Side.RIGHT, True)):
        shown = Shown(Phase.UP, fraction, side, dark)
        forget()
        new = painted(picture(scene, SIZE, shown))
        for other in (0.0, fraction, 1.0):  # fills the caches with other moments, sizes, sides and schemes
            picture(scene, SIZE, replace(shown, fraction=other, side=Side.LEFT, dark=not dark))
            picture(scene, SIZE * 1.5, replace(shown, fraction=other))
        assert painted(picture(scene, SIZE, shown)) == new


@pytest.mark.parametrize("name", ["bridge", "chair_stand", "side_lying_leg_raise", "strap_leg_out", "belly_breathing"])
def test_painting_what_changed_makes_the_whole_picture(qapp: object, figures: Mapping[str, Figure], name: str) -> None:
    scene = scene_of(figures, name)
    moments = [Shown(Phase.UP_DOWN, i / 8, up_share=0.4) for i in range(8)]
    moments += [Shown(Phase.HOLD, i / 8) for i in range(4)] + [Shown(Phase.DOWN, 0.5, Side.RIGHT)]
    screen, before = page(), ()
    for shown in moments:
        after = picture(scene, SIZE, shown)
        area = damage(before, after)
        with QPainter(screen) as painter:
            painter.setClipRect(area)
            painter.fillRect(area, QColor("#FBFAF7"))
            paint_picture(painter, after, QRectF(area))
        assert max(difference(screen, painted(after))) <= UNSEEN
        before = after


def test_only_what_moves_is_painted(qapp: object, figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "side_lying_leg_raise")
    size = QSizeF(800, 600)
    first, next_one, again = (picture(scene, size, Shown(Phase.UP, f)) for f in (0.5, 0.52, 0.5))
    area = damage(first, next_one)
    assert 0 < area.width() * area.height() < 0.2 * size.width() * size.height()
    assert damage(first, again).isEmpty()


def test_nothing_is_painted_while_it_holds_still(qapp: object, figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "bridge")
    still = [picture(scene, SIZE, Shown(Phase.HOLD, f, reduce_motion=True, step_s=30)) for f in (0.1, 0.5, 0.9)]
    assert all(damage(still[0], later).isEmpty() for later in still)


def test_a_held_breath_is_painted_a_few_times_not_at_each_frame(qapp: object, figures: Mapping[str, Figure]) -> None:
    scene = scene_of(figures, "bridge")
    frames = [picture(scene, QSizeF(800, 600), Shown(Phase.HOLD, i / 100, step_s=5)) for i in range(101)]
    changes = sum(not damage(a, b).isEmpty() for a, b in itertools.pairwise(frames))
    assert 2 <= changes <= 30


def test_what_is_kept_is_bounded(qapp: object, figures: Mapping[str, Figure]) -> None:
    for name in ("bridge", "chair_stand"):
        for i in range(30):
            picture(scene_of(figures, name), SIZE, Shown(Phase.UP, i / 30))
    for cache in CACHES:
        info = cache.cache_info()
        assert info.maxsize is not None
        assert info.currsize <= info.maxsize <= 256


def test_a_large_glow_is_as_soft_as_a_small_one(qapp: object) -> None:
    """Its rings are no wider, and no brighter than the next by more than a hardly seen step."""
    for radius_px, widest_px, brightest in ((14.0, 3.0, 0.3), (120.0, 6.0, 0.08)):
        layer = glow._glow(((0.0, 0.0, radius_px), (radius_px * 3, 0.0, radius_px)), "#F4511E", 1.0)  # noqa: SLF001
        assert isinstance(layer, Fills)
        half = [path.boundingRect().height() / 2 for _, path in layer.fills]
        assert half == sorted(half, reverse=True)
        assert max(a - b for a, b in itertools.pairwise(half)) < widest_px
        clear = list(itertools.accumulate((1 - brush.color().alphaF() for brush, _ in layer.fills), operator.mul))
        assert 1 - clear[-1] == pytest.approx(glow.BRIGHTEST, abs=0.01)
        assert max(a - b for a, b in itertools.pairwise([1.0, *clear])) < brightest
