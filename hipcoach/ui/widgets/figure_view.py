"""The figure on the stage: it moves with the session's own time, and is painted once for as long as it keeps still."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.catalogue.types import Form, Position, Side
from hipcoach.engine.types import Phase, Status, StepKind
from hipcoach.safety.types import Session
from hipcoach.ui.figures import FigureShelf
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.words import POSITIONS

if TYPE_CHECKING:
    from hipcoach.figure.api import Frame
    from hipcoach.figure.layer import Picture
    from hipcoach.figure.types import Figure, Scene


@dataclass(frozen=True, slots=True)
class Moment:
    """What is shown: one figure at one moment. Equal moments look the same."""

    exercise: str
    name: str
    form: Form
    position: Position
    side: Side | None
    phase: Phase
    fraction: float
    up_share: float
    hold_s: float
    poster: bool  # the whole exercise in one picture, while it is announced
    origin: Position | None = None  # a change of position: where the body comes from


def moment_of(status: Status, session: Session) -> Moment:
    """Take from the status what the figure follows."""
    order = max(0, min(status.exercise_order, len(session.assignments) - 1))
    assignment, step = session.assignments[order], status.step
    exercise, form = assignment.exercise, assignment.dose.form
    if step is None:
        return Moment(exercise.id, exercise.name, form, exercise.position, None, Phase.STILL, 0.0, 0.4, 0.0, True)
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
        hold_s=step.duration_s,
        poster=step.kind is StepKind.ANNOUNCE,
        origin=step.origin,
    )


def _way(status: Status) -> float:
    """How far along a change of position is: as long as it is being told, then it stays at its end."""
    step = status.step
    told_s = max((cue.offset_s + cue.duration_s for cue in step.cues), default=0.0) if step else 0.0
    return min(1.0, status.elapsed_s / told_s) if told_s else 1.0


class FigureView(QWidget):
    """Shows the figure of the present step; the position's pictogram where no figure is drawn."""

    def __init__(self, theme: Theme, figures: FigureShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._moment: Moment | None = None
        self._still: QPixmap | None = None
        self._still_for: object = None
        self._frame: Frame | None = None  # what is on the screen while the figure moves
        self._picture: Picture = ()
        self._picture_for: object = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_status(self, status: Status, session: Session) -> None:
        """Follow the session; a figure that keeps still is not painted anew."""
        self.show_moment(moment_of(status, session))

    def show_moment(self, moment: Moment) -> None:
        """Show this; of a figure that moves, only what looks different is painted."""
        before = self._moment
        if moment == before:
            return
        self._moment = moment
        if before is None or (before.exercise, before.position) != (moment.exercise, moment.position):
            self.setAccessibleName(f"Picture: {moment.name}, {POSITIONS[moment.position]}")
        if self._moves(moment):
            self._move_on(moment)
        elif before is None or self._moves(before) or self._key(moment) != self._still_for:
            self._frame = None
            self.update()

    @property
    def moving(self) -> bool:
        """Whether the next moment may look another way."""
        return self._moment is not None and self._moves(self._moment)

    def sizeHint(self) -> QSize:
        """Wide enough for a lying figure."""
        return QSize(600, 380)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The figure at its moment."""
        moment = self._moment
        if moment is None:
            return
        figure = self._figure(moment)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if figure is None:
                from hipcoach.figure.api import paint_position  # the painter is not needed before a session is

                paint_position(painter, QRectF(self.rect()), moment.position, self._theme.dark)
            elif figure.scene is not None and self._moves(moment):
                self._paint_moving(painter, figure.scene, moment, event.rect())
            else:
                painter.drawPixmap(0, 0, self._kept(figure, moment))

    def _move_on(self, moment: Moment) -> None:
        """Work out the next picture, and ask for what it changes."""
        from hipcoach.figure.api import picture
        from hipcoach.figure.layer import damage

        figure = self._figure(moment)
        scene = None if figure is None else figure.scene
        if scene is None or self._frame is None or self._picture_for != self._seen_as(scene):
            self.update()
            return
        frame = self._frame_of(scene, moment)
        if frame == self._frame:
            return
        before, self._frame, self._picture = self._picture, frame, picture(scene, frame)
        area = damage(before, self._picture)
        if not area.isEmpty():
            self.update(area)

    def _paint_moving(self, painter: QPainter, scene: "Scene", moment: Moment, area: QRect) -> None:
        from hipcoach.figure.api import picture
        from hipcoach.figure.layer import paint_picture

        if self._frame is None or self._picture_for != self._seen_as(scene):
            self._frame, self._picture_for = self._frame_of(scene, moment), self._seen_as(scene)
            self._picture = picture(scene, self._frame)
        paint_picture(painter, self._picture, QRectF(area))

    def _frame_of(self, scene: "Scene", moment: Moment) -> "Frame":
        from hipcoach.figure.api import Shown, frame_of

        shown = Shown(
            moment.phase,
            moment.fraction,
            moment.side,
            self._theme.dark,
            up_share=moment.up_share,
            hold_s=moment.hold_s,
            reduce_motion=self._reduced,
        )
        return frame_of(scene, QSizeF(self.size()), shown)

    def _seen_as(self, scene: "Scene") -> object:
        """What two pictures must have in common for one to be turned into the other."""
        return id(scene), self.size(), self.devicePixelRatioF(), self._theme.dark

    def _moves(self, moment: Moment) -> bool:
        from hipcoach.figure.api import moves  # the painter is not needed before a session is

        if moment.origin is not None and (moment.fraction >= 1.0 or self._reduced):
            return False
        if moment.poster or not moves(moment.phase, reduce_motion=self._reduced):
            return False
        figure = self._figure(moment)
        return figure is not None and figure.scene is not None

    def _figure(self, moment: Moment) -> "Figure | None":
        """The figure of the exercise; on the way into its position, that way where it is drawn."""
        change = None if moment.origin is None else self._figures.change(moment.origin, moment.position)
        return change or self._figures.get(moment.exercise, moment.form)

    @property
    def _reduced(self) -> bool:
        return self._theme.motion_ms == 0

    def _key(self, moment: Moment) -> object:
        """What a still picture depends on."""
        shown = (moment.exercise, moment.form, moment.side, moment.phase, moment.poster, moment.origin)
        return shown, self.size(), self.devicePixelRatioF(), self._theme.dark

    def _kept(self, figure: "Figure", moment: Moment) -> QPixmap:
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
        from hipcoach.figure.api import paint

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
            hold_s=moment.hold_s,
            reduce_motion=self._reduced,
        )
