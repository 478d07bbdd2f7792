"""Paints what is wanted into files: stills and the frames of a film, a scene laid out once, painted often."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from hipcoach.body.arrow_room import beginning_on, beside
from hipcoach.body.build import load_build
from hipcoach.body.changes import BED_PROP, pose_figure, read_changes, way_figure
from hipcoach.body.figure_file import read_figure
from hipcoach.body.frame_file import ArrowMark, FilmHead, FrameHead, frame_name, still_name, write_film, write_frame
from hipcoach.body.mesh import Array
from hipcoach.body.own_figure import OWN, own_figure
from hipcoach.body.paint import Look, Painter
from hipcoach.body.picture import CHANGE, ON_BED, PictureKey
from hipcoach.body.skeleton import Frames
from hipcoach.body.staging import BREATH_FRAMES, NUMBER_ROOM, Staging
from hipcoach.body.tones import tones
from hipcoach.body.types import Arrow, Figure, Scene
from hipcoach.body.vectors import Vec
from hipcoach.body.view import View

KEPT = 4  # scenes laid out, and views of them
PRIVATE_FOLDER = 0o700
SHOWS_FROM, SHOWS_OVER = 0.04, 0.35  # of the movement: when a muscle begins to show, and how soon it does so fully
DOWN_A_LIMB = 0.4  # of the way from one joint to the next, at which a limb's disc is
FADES_BELOW = 0.03  # body heights of its way at which an arrow is gone


@dataclass(slots=True)
class Shot:
    """One view of a scene that is laid out."""

    staging: Staging
    view: View
    painter: Painter
    first: Array | None = None  # the film's first picture, with which the others are compared
    moves: dict[tuple[Arrow, bool], tuple[float, float]] = field(default_factory=dict)  # in pixels; True of a whole way


class Artist:
    """Knows the folder of figures and the folder for frames."""

    def __init__(self, figures: Path, frames: Path) -> None:
        self._figures, self._frames = figures, frames
        self._stagings: OrderedDict[tuple[str, int, str], Staging] = OrderedDict()
        self._shots: OrderedDict[PictureKey, Shot] = OrderedDict()

    def still(self, key: PictureKey, share: float) -> None:
        """Paint a picture of its own. Raises InputError, OSError or ValueError."""
        shot = self._shot(key)
        pixels, head = self._paint(shot, share, 0.0, whole=True, still=True, alone=key.alone)
        write_frame(self._folder(key) / still_name(share), head, pixels)

    def film(self, key: PictureKey) -> FilmHead:
        """Find out which moments a film needs. Raises as `still`."""
        film = _head(self._shot(key).staging)
        write_film(self._folder(key), film)
        return film

    def frame(self, key: PictureKey, number: int) -> None:
        """Paint one frame of a film. Raises as `still`."""
        shot = self._shot(key)
        film = _head(shot.staging)
        count = len(film.shares)
        share, rise = (film.shares[number], 0.0) if number < count else (film.shares[-1], film.rises[number - count])
        pixels, head = self._paint(shot, share, rise, whole=number == 0)
        write_frame(self._folder(key) / frame_name(number), head, pixels)

    def _folder(self, key: PictureKey) -> Path:
        folder = self._frames / key.folder
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        return folder

    def _shot(self, key: PictureKey) -> Shot:
        if key in self._shots:
            self._shots.move_to_end(key)
            return self._shots[key]
        staging_key = (key.figure, key.edition, key.body)
        staging = self._stagings.get(staging_key)
        if staging is None:
            build = load_build(self._figures / "body.npz", key.body)
            staging = self._stagings[staging_key] = Staging(self.scene(key.figure), build)
        camera = staging.scene.camera
        bounds = staging.bounds(camera)
        view = View(camera.mirrored_body() if key.reflected else camera, bounds, key.width, key.height)
        shot = Shot(staging, view, Painter(staging, view, Look(tones(key.dark), key.skin)))
        self._shots[key] = shot
        for kept in (self._stagings, self._shots):
            while len(kept) > KEPT:
                kept.popitem(last=False)
        return shot

    def scene(self, figure: str) -> Scene:
        """Return the scene of a figure's name. Raises InputError or ValueError."""
        if figure.endswith(ON_BED):
            scene = self.scene(figure.removesuffix(ON_BED))
            return replace(scene, props=tuple(BED_PROP if prop.kind == "mat" else prop for prop in scene.props))
        if figure.startswith(OWN):
            found: Figure | None = own_figure(figure.removeprefix(OWN), self._figures)
        elif figure.startswith(f"{CHANGE}~"):
            _, *names = figure.split("~")
            changes = read_changes(self._figures / f"{CHANGE}.toml")
            found = way_figure(changes, *names) if len(names) > 1 else pose_figure(changes, names[0])
        else:
            found = read_figure(self._figures / f"{figure}.toml", figure)
        if found is None or found.scene is None:
            raise ValueError(f"{figure}: no such figure")
        return found.scene

    def _paint(
        self, shot: Shot, share: float, rise: float, *, whole: bool, still: bool = False, alone: bool = False
    ) -> tuple[bytes, FrameHead]:
        """Return the pixels that are not clear, or that differ from the film's first picture, and their head."""
        staging = shot.staging
        body = staging.body(share, rise)
        works = _works(staging.scene, share)
        skin = staging.vertices(body)
        began = staging.began if alone and share > 0 else None
        picture = shot.painter.picture(skin, staging.moving(body, skin), works, began)
        if whole:
            if not still:
                shot.first = picture
            there = picture[:, :, 3] > 0
        else:
            if shot.first is None:
                start = staging.body(0.0)
                skin = staging.vertices(start)
                shot.first = shot.painter.picture(skin, staging.moving(start, skin), 0.0)
            there = picture.view(np.uint32)[:, :, 0] != shot.first.view(np.uint32)[:, :, 0]
        rows, columns = np.flatnonzero(there.any(1)), np.flatnonzero(there.any(0))
        top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 1)
        left, right = (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, 1)
        head = FrameHead(
            width=shot.view.width,
            height=shot.view.height,
            left=left,
            top=top,
            wide=right - left,
            high=bottom - top,
            scale=shot.view.scale,
            arrows=self._arrows(shot, share, back=False),
            back=self._arrows(shot, share, back=True),
            way=self._arrows(shot, 0.0, back=False, whole=True) if still else (),
            disc=self._disc(shot, body.frames) if staging.scene.disc else None,
            level=self._level(shot) if staging.scene.level else None,
        )
        return picture[top:bottom, left:right].tobytes(), head

    def _arrows(self, shot: Shot, share: float, *, back: bool, whole: bool = False) -> tuple[ArrowMark, ...]:
        out = []
        for arrow in shot.staging.scene.arrows:
            if arrow.apart if whole else _of_other_part(shot.staging.scene, arrow, share, back=back):
                continue
            way = shot.staging.way(arrow, share, back=back)
            if len(way) < 2:
                continue
            x, y, _ = shot.view.screen(np.array(way), 1)
            if float(np.hypot(np.diff(x), np.diff(y)).sum()) > FADES_BELOW * shot.view.scale:
                line, both = np.stack([x, y], 1), arrow.both or (whole and arrow.both_still)
                move = (0.0, 0.0) if arrow.over else self._move(shot, arrow, whole=whole)
                line = line + np.array(move) if both else beginning_on(line, move)
                spots = tuple((round(float(a), 1), round(float(b), 1)) for a, b in line)
                out.append(ArrowMark(spots, both, arrow.order, "" if whole else arrow.words[back]))
        return _counted(out) if whole else tuple(out)

    def _move(self, shot: Shot, arrow: Arrow, *, whole: bool) -> tuple[float, float]:
        """Return how far an arrow is drawn from where its file puts it, off the body where that sets out.

        It is the same at every moment, so it never jumps. A whole way in a picture by itself, and a cycle's, which is
        only there, is off the body there.
        """
        if (arrow, whole) not in shot.moves:
            staging, scene = shot.staging, shot.staging.scene
            skin = staging.skin_about(scene.poster if whole or scene.loop_s else arrow.span[0])
            way = np.array(staging.way(arrow, 0.0, back=False))
            line, body = (np.stack(shot.view.screen(points, 1)[:2], 1) for points in (way, skin))
            above = NUMBER_ROOM if arrow.written else 0.0
            size = shot.view.width, shot.view.height
            shot.moves[arrow, whole] = beside(line, body, shot.view.scale, size, above)
        return shot.moves[arrow, whole]

    def _disc(self, shot: Shot, frames: Frames) -> tuple[float, float]:
        disc = shot.staging.scene.disc
        assert disc is not None
        x, y = _spot(shot, frames, disc.point, disc.offset)
        if disc.toward:
            x1, y1 = _spot(shot, frames, disc.toward, disc.offset)
            x, y = round(x + (x1 - x) * DOWN_A_LIMB, 1), round(y + (y1 - y) * DOWN_A_LIMB, 1)
        return x, y

    def _level(self, shot: Shot) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return the ends of the line where a small movement begins, the same at every moment."""
        level = shot.staging.scene.level
        assert level is not None
        x, y = _spot(shot, shot.staging.began_frames, level.point, level.offset)
        reach = round(level.reach * shot.view.scale, 1)
        return (x - reach, y), (x + reach, y)


def _works(scene: Scene, share: float) -> float:
    """Return how strongly a muscle shows: of a movement of two parts, not before the second."""
    begins, over = (
        (scene.middle, min(SHOWS_OVER, 0.5 * (1 - scene.middle))) if scene.middle else (SHOWS_FROM, SHOWS_OVER)
    )
    return min(1.0, max(0.0, (share - begins) / over))


def _spot(shot: Shot, frames: Frames, point: str, offset: Vec) -> tuple[float, float]:
    """Return where a place beside a point of the body is in the picture."""
    place = np.add(shot.staging.build.point(frames, point), offset)[None]
    x, y, _ = shot.view.screen(place, 1)
    return round(float(x[0]), 1), round(float(y[0]), 1)


def _counted(marks: Sequence[ArrowMark]) -> tuple[ArrowMark, ...]:
    """Return arrows with numbers from 1 on, though some are left out; a number by itself would ask for another."""
    orders = sorted({mark.order for mark in marks if mark.order})
    return tuple(replace(m, order=orders.index(m.order) + 1 if m.order and len(orders) > 1 else 0) for m in marks)


def _of_other_part(scene: Scene, arrow: Arrow, share: float, *, back: bool) -> bool:
    """Return True for an arrow of the part of a movement that has not begun, of two that follow one another."""
    if not scene.middle:
        return False
    start, end = arrow.span
    return share > scene.middle >= end if back else share < scene.middle <= start


def _head(staging: Staging) -> FilmHead:
    """Return which moments of a movement, and of a breath in its hold, are painted."""
    breath = staging.scene.breath
    rises = tuple(breath * (i + 1) / BREATH_FRAMES for i in range(BREATH_FRAMES)) if breath else ()
    return FilmHead(staging.frame_shares, rises)
