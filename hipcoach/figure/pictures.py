"""The pictures of figures: what is painted already is handed out at once, the rest is painted by the helper."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QPainter

from hipcoach.body.picture import PictureKey
from hipcoach.body.types import Figure, Mirror
from hipcoach.catalogue.types import Side
from hipcoach.clock import Clock
from hipcoach.figure.film import Film
from hipcoach.figure.frame import Frame, load_frame, load_poster, place
from hipcoach.figure.loader import FrameLoader
from hipcoach.figure.marks import paint_arrows, paint_disc, paint_level
from hipcoach.figure.moments import Arrows
from hipcoach.figure.renderer import FigureRenderer, FilmJob, Job, Still, command
from hipcoach.figure.still_cache import StillCache

POSTERS = "posters"
LARGEST = (1600, 1200)  # pixels; what is larger is scaled up
GRID = 8  # pixels to which sizes are rounded, so that one of them serves many windows
PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Who:
    """Who shows the exercises."""

    body: str = "woman"
    skin: str = "light"


class FigurePictures(QObject):
    """Hands out pictures and films; `painted` says that more of a folder is there."""

    painted = Signal(str)

    def __init__(self, figures: Path, frames: Path | None, clock: Clock | None, *, patient: bool = False) -> None:
        """Without a folder for frames only the shipped posters are shown; `patient` waits for each picture."""
        super().__init__()
        self._figures, self._frames, self._clock, self._patient = figures, frames, clock, patient
        self._who = Who()
        self._stills = StillCache()
        self._films: OrderedDict[str, Film] = OrderedDict()
        self._renderer: FigureRenderer | None = None
        self._loader: FrameLoader | None = None

    def paint_still(
        self,
        painter: QPainter,
        rect: QRectF,
        figure: Figure,
        *,
        dark: bool,
        side: Side | None = None,
        share: float | None = None,
        arrows: Arrows = Arrows.WHOLE,
        ratio: float = 1.0,
        stand_in: bool = True,
    ) -> bool:
        """Paint a picture of a figure with its marks; return True if it is the one that was wanted.

        With `stand_in` the shipped poster is shown until it is there. `share` is of the movement, as a poster where it
        is None.
        """
        scene = figure.scene
        if scene is None:
            return True
        key, flipped = self._key_for(figure, rect.size() * ratio, side, dark=dark)
        key = replace(key, alone=arrows in (Arrows.WHOLE, Arrows.DONE))
        at = scene.poster if share is None else _of_film(figure, share)
        frame, right = self._still(figure, key, at)
        if frame is None or not (right or stand_in):
            return False
        painter.save()
        place(painter, frame.head, rect, flipped=flipped)
        painter.drawImage(frame.area.topLeft(), frame.image)
        self._paint_marks(painter, figure, frame, side, arrows, dark=dark, flipped=flipped)
        painter.restore()
        return right

    def paint_moment(
        self,
        painter: QPainter,
        rect: QRectF,
        figure: Figure,
        *,
        dark: bool,
        side: Side | None,
        share: float,
        breath: float,
        arrows: Arrows,
        ratio: float = 1.0,
    ) -> bool | None:
        """Paint a moment of a movement with its marks; return True if it is that, False for the frame nearest to it.

        None: another picture stands in, which is the same for every moment, because nothing of the film is there yet.
        """
        key, flipped = self._key_for(figure, rect.size() * ratio, side, dark=dark)
        film = self._film(key)
        at = _of_film(figure, share)
        whole = None if film is None else film.paint(painter, rect, at, breath, flipped=flipped)
        if film is None or whole is None:
            ends = share in (0.0, 1.0) or self._patient
            at = share if ends else 0.0
            right = self.paint_still(
                painter, rect, figure, dark=dark, side=side, share=at, arrows=arrows, ratio=ratio
            )  # fmt: skip
            return (right and ends) or None
        frame = film.frame_at(at)
        if frame is not None:
            painter.save()
            place(painter, frame.head, rect, flipped=flipped)
            self._paint_marks(painter, figure, frame, side, arrows, dark=dark, flipped=flipped)
            painter.restore()
        return whole

    def prepare(self, figures: Sequence[tuple[Figure, Side | None]], size: QSize, *, dark: bool) -> None:
        """Have the films of a session painted ahead, in its order."""
        jobs: list[Job] = []
        for figure, side in figures:
            if figure.scene is not None:
                key, _ = self._key_for(figure, QSizeF(size), side, dark=dark)
                jobs += [Still(replace(key, alone=True), figure.scene.poster), Still(key, 0.0), FilmJob(key)]
        self._ask(jobs)

    def show_with(self, body: str, skin: str) -> None:
        """Have another body show the exercises; what is seen asks for its pictures anew."""
        if self._who != Who(body, skin):
            self._who = Who(body, skin)
            self.painted.emit("")

    def release(self) -> None:
        """Forget the frames of films, while nobody sees them."""
        self._films.clear()

    def close(self) -> None:
        """End the helper and the threads."""
        for thread in (self._loader, self._renderer):  # the first asks the second
            if thread is not None:
                thread.close()
        self._loader = self._renderer = None

    def _key_for(self, figure: Figure, size: QSizeF, side: Side | None, *, dark: bool) -> tuple[PictureKey, bool]:
        """Return what to have painted, and whether it is shown flipped."""
        scene = figure.scene
        assert scene is not None
        other = scene.drawn_side is not Side.BOTH and side not in (None, Side.BOTH, scene.drawn_side)
        shrunk = min(1.0, LARGEST[0] / max(1.0, size.width()), LARGEST[1] / max(1.0, size.height()))
        width, height = (max(GRID, round(v * shrunk / GRID) * GRID) for v in (size.width(), size.height()))
        reflected = other and scene.mirror is Mirror.BODY
        who = self._who
        key = PictureKey(figure.source, figure.edition, who.body, who.skin, dark, width, height, reflected)
        return key, other and not reflected

    def _film(self, key: PictureKey) -> Film | None:
        """Return the film of a movement, which may still lack frames; until there is some of it, it is wanted."""
        if self._frames is None or self._patient:
            return None
        film = self._films.get(key.folder)
        if film is None:
            self._ask([Still(key, 0.0), FilmJob(key)])
            on_read = partial(self.painted.emit, key.folder)
            film = self._films[key.folder] = Film(self._frames / key.folder, self._the_loader().want, on_read)
            while len(self._films) > 1:  # frames of one film at a time are kept in memory
                self._films.popitem(last=False)
        return film

    def _still(self, figure: Figure, key: PictureKey, share: float) -> tuple[Frame | None, bool]:
        """Return a picture, and True if it is the one that was wanted: a poster stands in for what is not painted.

        The posters show one body: where another was chosen, nothing stands in while the right picture is on its way.
        """
        if self._frames is not None:
            job = Still(key, share)
            if self._patient and self._stills.get(job.path(self._frames)) is None:
                self._the_renderer().wait_for(job, PATIENCE_S)
                self._load(job)
            found = self._stills.get(job.path(self._frames))
            if found is not None:
                return found, True
            if not self._patient:
                self._the_loader().want({job.path(self._frames): partial(self._load_or_ask, job)})
                if self._who != Who() and not self._the_renderer().has_failed(job):
                    return None, False
        theme = "dark" if key.dark else "light"
        return self._poster(self._figures / POSTERS / f"{figure.stand_in or figure.source}.{theme}.poster"), False

    def _poster(self, path: Path) -> Frame | None:
        """Return a shipped picture, which is small: it is read at once, so that no page is ever empty."""
        found = self._stills.get(path) or load_poster(path)
        if found is not None:
            self._stills.put(path, found)
        return found

    def _load(self, job: Still) -> bool:
        """Read a still into memory; return True if it is there."""
        assert self._frames is not None
        path = job.path(self._frames)
        found = load_frame(path)
        if found is not None:
            self._stills.put(path, found)
        return found is not None

    def _load_or_ask(self, job: Still) -> None:
        """Read a still, or have it painted where there is none; in the loader's thread."""
        if self._load(job):
            self.painted.emit(job.key.folder)
        elif self._renderer is not None:
            self._renderer.want([job])

    def _paint_marks(
        self,
        painter: QPainter,
        figure: Figure,
        frame: Frame,
        side: Side | None,
        arrows: Arrows,
        *,
        dark: bool,
        flipped: bool,
    ) -> None:
        scene = figure.scene
        assert scene is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_level(painter, frame.head, dark=dark)
        paint_arrows(painter, frame.head, arrows, dark=dark, flipped=flipped)
        working = side if side is not None else scene.drawn_side
        if working is not Side.BOTH:
            says = scene.disc.says if scene.disc is not None else ""
            paint_disc(painter, frame.head, working.value[0].upper(), dark=dark, flipped=flipped, says=says)

    def _ask(self, jobs: Sequence[Job]) -> None:
        if self._frames is not None and jobs:
            self._the_renderer().want(jobs)

    def _the_renderer(self) -> FigureRenderer:
        if self._renderer is None:
            assert self._frames is not None
            assert self._clock is not None
            self._renderer = FigureRenderer(
                command(self._figures, self._frames), self._frames, self._on_painted, self._clock
            )
        return self._renderer

    def _the_loader(self) -> FrameLoader:
        if self._loader is None:
            self._the_renderer()  # made here: the loader's thread asks it
            self._loader = FrameLoader()
        return self._loader

    def _on_painted(self, job: Job) -> None:
        """Say that more is there; in the renderer's thread. The signal is delivered in the window's."""
        film = self._films.get(job.key.folder)
        if film is not None:
            film.look_again()
        if film is not None or isinstance(job, Still):
            self.painted.emit(job.key.folder)


def _of_film(figure: Figure, share: float) -> float:
    """Return a share of a movement as one of its film: there and back are one film."""
    return 1.0 - share if figure.backwards else share
