"""The figure on the stage. It moves with the time of the session, and is not painted while it keeps still."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.catalogue.types import LYING, Form, Position, Side
from hipcoach.coach import words
from hipcoach.coach.words import POSITIONS
from hipcoach.engine.cue import CueKind
from hipcoach.engine.types import Phase, Status, Step, StepKind
from hipcoach.engine.words.blocks import blocks_of
from hipcoach.figure.moments import FigureMoment, moves
from hipcoach.safety.types import Session
from hipcoach.ui.player.stage_view import SIDE_WORDS
from hipcoach.ui.shared.colour_meaning import meaning, paint_patch
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.shared.photographs import paint_photograph
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.spoken_as import SpokenAs

if TYPE_CHECKING:
    from pathlib import Path

    from hipcoach.body.types import Figure


WORDS_SHARE = 0.4  # of the width that these words may have
PATCH_PX = 16  # side of the patch of colour whose meaning is said
SIDES_SHOWN = (None, Side.LEFT, Side.RIGHT)  # some are the same picture, which is painted once


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
    bed: bool = False  # it is done on a bed, or the body comes from one
    way: bool = True  # a change of position is shown as it is told: with a replaced hip it is told another way
    movement: str = ""  # in words, for a screen reader
    photographs: tuple[str, ...] = ()  # of an exercise of one's own, in the place of a figure
    pose: str = ""  # of one's own, put together in the window


def moment_of(status: Status, session: Session) -> Moment:
    """Return the moment of a status."""
    assignment, step = session.assignments[status.exercise_order], status.step
    exercise, form = assignment.exercise, assignment.dose.form
    if step is None:
        bed = session.plan.lies_in_bed(exercise.position)
        return Moment(
            exercise=exercise.id,
            name=exercise.name,
            form=form,
            position=exercise.position,
            side=None,
            phase=Phase.STILL,
            fraction=0.0,
            up_share=0.4,
            step_s=0.0,
            poster=True,
            bed=bed,
            movement=exercise.text(form).short,
            photographs=exercise.photographs,
            pose=exercise.pose,
        )
    changes, announces = step.origin is not None, step.kind is StepKind.ANNOUNCE
    return Moment(
        exercise=exercise.id,
        name=exercise.name,
        form=form,
        position=exercise.position if announces else step.position or exercise.position,  # as it will be done
        side=step.below if changes else step.side or blocks_of(assignment, status.exercise_order)[0].first_side,
        phase=Phase.UP if changes else step.phase,
        fraction=_way(status) if changes else status.fraction,
        up_share=step.up_s / step.duration_s if step.up_s and step.duration_s else 0.4,
        step_s=step.duration_s,
        poster=announces,
        origin=step.origin,
        bed=any(map(session.plan.lies_in_bed, (exercise.position, step.origin))),
        way=not session.hip_replaced,
        movement=_movement(step, exercise.text(form).short),
        photographs=exercise.photographs,
        pose=exercise.pose,
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
    cues = [cue for cue in status.step.cues if cue.kind is not CueKind.WAIT] if status.step else []
    told_s = max((cue.offset_s + cue.duration_s for cue in cues), default=0.0)
    return min(1.0, status.elapsed_s / told_s) if told_s else 1.0


class FigureView(QWidget):
    """Shows the figure of the present step, or somebody in its position if it has no figure."""

    spoken_as = SpokenAs.PICTURE

    def __init__(self, theme: Theme, figures: FigureShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._moment: Moment | None = None
        self._painted: object = None  # what was painted last
        self._stood_in_for: object = None  # of what another picture is shown, until `painted` is heard
        self._prepared: object = None  # what was asked for last
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)
        figures.pictures.painted.connect(self._on_painted)

    def show_status(self, status: Status, session: Session) -> None:
        """Show the moment of a status; have the session's films painted ahead, from this exercise on."""
        self.show_moment(moment_of(status, session))
        key = (id(session), self.size(), self.devicePixelRatioF(), self._theme.dark)
        if self.isVisible() and key != self._prepared:
            self._prepared = key
            ahead = session.assignments[status.exercise_order :]
            found = [
                (self._figures.drawn(a.exercise.id, a.dose.form, a.exercise.pose), side)
                for a in ahead
                for side in SIDES_SHOWN
            ]
            ways = [(way, None) for way in self._ways(session)]
            found = [*found[: len(SIDES_SHOWN)], *ways, *found[len(SIDES_SHOWN) :]]  # the exercise on the screen first
            figures = [(figure, side) for figure, side in found if figure is not None]
            size = self.size() * self.devicePixelRatioF()
            self._figures.pictures.prepare(figures, size, dark=self._theme.dark)

    def _ways(self, session: Session) -> "list[Figure | None]":
        """Return the changes of position in a session, as far as they are shown."""
        if session.hip_replaced:
            return []
        positions = [session.plan.start_position, *(a.exercise.position for a in session.assignments)]
        pairs = dict.fromkeys(pairwise([*positions, Position.STANDING]))
        bed = session.plan.lies_in_bed
        return [self._figures.change(a, b, bed=bed(a) or bed(b)) for a, b in pairs if a is not b]

    def show_moment(self, moment: Moment) -> None:
        """Show a moment. Nothing is painted if it looks the same."""
        before = self._moment
        if moment == before:
            return
        self._moment = moment
        if before is None or (before.exercise, before.position) != (moment.exercise, moment.position):
            self.setAccessibleName(f"Picture: {moment.name}, {POSITIONS[moment.position]}")
        if before is None or before.movement != moment.movement:
            self.setAccessibleDescription(moment.movement)
        if self._look(moment) != self._painted and self._subject(moment) != self._stood_in_for:
            self.update()

    @property
    def moving(self) -> bool:
        """Return True if the next moment may look different."""
        return self._moment is not None and self._moves(self._moment)

    def sizeHint(self) -> QSize:
        """Return a size that is wide enough for a lying figure."""
        return QSize(600, 380)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure at its moment."""
        moment = self._moment
        if moment is not None and (photograph := self._photograph(moment)) is not None:
            self._painted = self._look(moment)
            with QPainter(self) as painter:
                paint_photograph(painter, QRectF(self.rect()), photograph, self.devicePixelRatioF())
            return
        figure = None if moment is None else self._figure(moment)
        if moment is None or figure is None:
            return
        shown, pictures, area = self._appearance(moment), self._figures.pictures, QRectF(self.rect())
        dark, ratio = self._theme.dark, self.devicePixelRatioF()
        whole: bool | None
        with QPainter(self) as painter:
            if moment.poster:
                whole = pictures.paint_still(painter, area, figure, dark=dark, side=moment.side, ratio=ratio) or None
            else:
                whole = pictures.paint_moment(
                    painter,
                    area,
                    figure,
                    dark=dark,
                    side=moment.side,
                    share=shown.share,
                    breath=shown.breath,
                    arrows=shown.arrows,
                    ratio=ratio,
                )
            if figure.scene is not None and figure.scene.highlight:
                self._paint_meaning(painter, stretched=figure.scene.stretched)
        self._painted = self._look(moment) if whole else None
        self._stood_in_for = self._subject(moment) if whole is None else None

    def _paint_meaning(self, painter: QPainter, *, stretched: bool) -> None:
        """Write what the colour on the body means, in the lower corner, where its letters leave room for the figure."""
        painter.setFont(self._theme.font(Type.SMALL))
        painter.setPen(self._theme.colour("muted"))
        side, line = self._theme.scaled(PATCH_PX), painter.fontMetrics().height()
        if painter.fontMetrics().horizontalAdvance(meaning(stretched=stretched)) > WORDS_SHARE * self.width():
            return
        words = QRectF(side + Space.XS, self.height() - line, self.width() - side - Space.XS, line)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, meaning(stretched=stretched))
        square = QRectF(0, words.center().y() - side / 2, side, side)
        paint_patch(painter, square, stretched=stretched, dark=self._theme.dark)

    def hideEvent(self, event: QHideEvent) -> None:
        """Release the frames while nobody sees them."""
        super().hideEvent(event)
        self._figures.pictures.release()

    def _on_painted(self, folder: str) -> None:
        """Look again while something is missing, and when somebody else shows the exercises."""
        if not folder:
            self._painted = self._prepared = None
        if self._painted is None and self.isVisible():
            self.update()

    def _appearance(self, moment: Moment) -> FigureMoment:
        still = moment.origin is not None and self._way(moment) is None
        return FigureMoment(
            Phase.STILL if still else moment.phase,
            moment.fraction,
            moment.side,
            up_share=moment.up_share,
            step_s=moment.step_s,
            reduce_motion=self._reduced,
            loop_s=self._loop_s(moment),
        )

    def _loop_s(self, moment: Moment) -> float:
        figure = self._figure(moment)
        return figure.scene.loop_s if figure is not None and figure.scene is not None else 0.0

    def _moves(self, moment: Moment) -> bool:
        """Return True if the picture changes with time at a moment."""
        if moment.origin is not None and (moment.fraction >= 1.0 or self._way(moment) is None):
            return False
        if self._photograph(moment) is not None:
            return False
        if self._loop_s(moment):
            return not (moment.poster or self._reduced)
        return not moment.poster and moves(moment.phase, reduce_motion=self._reduced)

    def _figure(self, moment: Moment) -> "Figure | None":
        """Return the figure of the exercise, or of the change of position while that is under way and has a figure."""
        if (way := self._way(moment)) is not None:
            return way
        if moment.bed and moment.position in LYING:  # nothing there shows a floor
            return self._figures.on_bed(moment.exercise, moment.form, moment.position, moment.pose)
        figure = self._figures.drawn(moment.exercise, moment.form, moment.pose)
        return figure or self._figures.position(moment.position)

    def _photograph(self, moment: Moment) -> "Path | None":
        """Return the photograph that is shown at a moment, where the exercise has any and no way is shown."""
        if self._way(moment) is not None:
            return None
        effort = moment.poster or moment.phase not in (Phase.STILL, Phase.DOWN)
        return self._figures.photograph(moment.photographs, effort=effort)

    def _way(self, moment: Moment) -> "Figure | None":
        """Return the change of position, while one is under way and can be shown."""
        if moment.origin is None or not moment.way:
            return None
        return self._figures.change(moment.origin, moment.position, bed=moment.bed)

    @property
    def _reduced(self) -> bool:
        return self._theme.motion_ms == 0

    def _look(self, moment: Moment) -> object:
        """Return all that the look of the picture depends on."""
        shown = self._appearance(moment)
        return self._subject(moment), round(shown.share, 4), round(shown.breath, 3)

    def _subject(self, moment: Moment) -> object:
        """Return what the look depends on apart from how far a movement has come."""
        shown = self._appearance(moment)
        figure = (moment.exercise, moment.form, moment.side, moment.poster, moment.origin, moment.position, moment.bed)
        return figure, self._photograph(moment), shown.arrows, self.size(), self.devicePixelRatioF(), self._theme.dark
