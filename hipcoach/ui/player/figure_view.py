"""The figure on the stage: it moves with the time of the session, and is painted only once while it keeps still."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.catalogue.types import Form, Position, Side
from hipcoach.coach import words
from hipcoach.coach.words import POSITIONS
from hipcoach.engine.types import Phase, Status, Step, StepKind
from hipcoach.figure.api import paint, paint_position
from hipcoach.figure.film import Film
from hipcoach.figure.frames import Shown, moves
from hipcoach.safety.types import Session
from hipcoach.ui.player.stage_view import SIDE_WORDS
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.spoken_as import SpokenAs

if TYPE_CHECKING:
    from hipcoach.figure.types import Figure, Scene


@dataclass(frozen=True, slots=True)
class Moment:
    """One figure at one moment. Equal moments look the same."""

    exercise: str
    name: str
    form: Form
    position: Position
    side: Side | None
    phase: Phase
    fraction: float
    up_share: float
    step_s: float
    poster: bool  # the whole exercise in one picture, while it is announced
    origin: Position | None = None  # a change of position: where the body comes from
    movement: str = ""  # in words, for a screen reader


def moment_of(status: Status, session: Session) -> Moment:
    """Return the moment of a status."""
    assignment, step = session.assignments[status.exercise_order], status.step
    exercise, form = assignment.exercise, assignment.dose.form
    if step is None:
        place = exercise.position
        words = exercise.text(form).short
        return Moment(exercise.id, exercise.name, form, place, None, Phase.STILL, 0.0, 0.4, 0.0, True, movement=words)
    changes = step.origin is not None
    return Moment(
        exercise=exercise.id,
        name=exercise.name,
        form=form,
        position=step.position or exercise.position,
        side=step.side,
        phase=Phase.UP if changes else step.phase,
        fraction=_way(status) if changes else status.fraction,
        up_share=step.up_s / step.duration_s if step.up_s and step.duration_s else 0.4,
        step_s=step.duration_s,
        poster=step.kind is StepKind.ANNOUNCE,
        origin=step.origin,
        movement=_movement(step, exercise.text(form).short),
    )


def _movement(step: Step, short: str) -> str:
    """Say in words what the figure does: the exercise with its side, or the way to another position."""
    if step.origin is not None and step.position is not None:
        return f"From {POSITIONS[step.origin]} to {POSITIONS[step.position]}."
    side = SIDE_WORDS.get(step.side) if step.side is not None else None
    return f"{short} {words.sentence(side)}." if side else short


def _way(status: Status) -> float:
    """Return the progress of a change of position, 0 to 1: it lasts as long as it is told, then stays at its end.

    That the voice waits, which is said at the end, is no part of the way.
    """
    cues = [cue for cue in status.step.cues if cue.kind != "wait"] if status.step else []
    told_s = max((cue.offset_s + cue.duration_s for cue in cues), default=0.0)
    return min(1.0, status.elapsed_s / told_s) if told_s else 1.0


class FigureView(QWidget):
    """Shows the figure of the present step, or the pictogram of its position if it has no figure."""

    spoken_as = SpokenAs.PICTURE

    def __init__(self, theme: Theme, figures: FigureShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._moment: Moment | None = None
        self._still: QPixmap | None = None
        self._still_for: object = None
        self._film: Film | None = None  # of the exercise on the stage, while it is one that moves
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_status(self, status: Status, session: Session) -> None:
        """Show the moment of a status."""
        self.show_moment(moment_of(status, session))

    def show_moment(self, moment: Moment) -> None:
        """Show a moment. Only the area that changes is painted, and nothing if the moment looks the same."""
        before = self._moment
        if moment == before:
            return
        self._moment = moment
        if before is None or (before.exercise, before.position) != (moment.exercise, moment.position):
            self.setAccessibleName(f"Picture: {moment.name}, {POSITIONS[moment.position]}")
        if before is None or before.movement != moment.movement:
            self.setAccessibleDescription(moment.movement)
        moved = before is not None and self._moving_scene(before) is not None
        scene = self._moving_scene(moment)
        if scene is not None:
            area = self._film_of(scene, moment).show(self._film_moment(moment))
            self.update(area if moved else self.rect())
        elif moved or self._key(moment) != self._still_for:
            self.update()

    @property
    def moving(self) -> bool:
        """Return True if the next moment may look different."""
        return self._moment is not None and self._moving_scene(self._moment) is not None

    def sizeHint(self) -> QSize:
        """Return a size that is wide enough for a lying figure."""
        return QSize(600, 380)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure at its moment."""
        moment = self._moment
        if moment is None:
            return
        figure, scene = self._figure(moment), self._moving_scene(moment)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if figure is None:
                paint_position(painter, QRectF(self.rect()), moment.position, self._theme.dark)
            elif scene is not None:
                film = self._film_of(scene, moment)
                film.show(self._film_moment(moment))
                film.paint(painter, event.rect())
            else:
                painter.drawPixmap(0, 0, self._still_picture(figure, moment))

    def hideEvent(self, event: QHideEvent) -> None:
        """Release the kept pictures while nobody sees them."""
        super().hideEvent(event)
        self._film = None

    def _film_of(self, scene: "Scene", moment: Moment) -> Film:
        """Return the film of a scene at the present size."""
        film, ratio = self._film, self.devicePixelRatioF()
        if film is None or (film.scene, film.size, film.ratio) != (scene, self.size(), ratio):
            film = self._film = Film(scene, self.size(), ratio, keeps=moment.origin is None)
        return film

    def _film_moment(self, moment: Moment) -> Shown:
        return Shown(
            moment.phase,
            moment.fraction,
            moment.side,
            self._theme.dark,
            up_share=moment.up_share,
            step_s=moment.step_s,
            reduce_motion=self._reduced,
        )

    def _moving_scene(self, moment: Moment) -> "Scene | None":
        """Return the scene that moves at a moment, or None if the picture keeps still."""
        if moment.origin is not None and (moment.fraction >= 1.0 or self._reduced):
            return None
        if moment.poster or not moves(moment.phase, reduce_motion=self._reduced):
            return None
        figure = self._figure(moment)
        return None if figure is None else figure.scene

    def _figure(self, moment: Moment) -> "Figure | None":
        """Return the figure of the exercise, or of the change of position while that is under way and has a figure."""
        change = None if moment.origin is None else self._figures.change(moment.origin, moment.position)
        return change or self._figures.get(moment.exercise, moment.form)

    @property
    def _reduced(self) -> bool:
        return self._theme.motion_ms == 0

    def _key(self, moment: Moment) -> object:
        """Return all that the look of a still picture depends on."""
        shown = (moment.exercise, moment.form, moment.side, moment.phase, moment.poster, moment.origin)
        return shown, self.size(), self.devicePixelRatioF(), self._theme.dark

    def _still_picture(self, figure: "Figure", moment: Moment) -> QPixmap:
        key = self._key(moment)
        if self._still is None or self._still_for != key:
            ratio = self.devicePixelRatioF()
            self._still = QPixmap(self.size() * ratio)
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(Qt.GlobalColor.transparent)
            with QPainter(self._still) as painter:
                self._paint(painter, figure, moment)
            self._still_for = key
        return self._still

    def _paint(self, painter: QPainter, figure: "Figure", moment: Moment) -> None:
        paint(
            painter,
            QRectF(self.rect()),
            figure,
            phase=moment.phase,
            fraction=1.0 if moment.origin is not None and self._reduced else moment.fraction,
            side=moment.side,
            dark=self._theme.dark,
            poster=moment.poster,
            up_share=moment.up_share,
            step_s=moment.step_s,
            reduce_motion=self._reduced,
        )
