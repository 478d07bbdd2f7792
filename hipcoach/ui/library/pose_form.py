"""A pose put together: where it starts from, a joint, its sliders, and the body as it is then."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from hipcoach.catalogue.own_pose import JOINTS, NAMES, Angles, OwnPose, pose_of, pose_text
from hipcoach.catalogue.sentence import sentence
from hipcoach.catalogue.types import Position
from hipcoach.catalogue.words import POSITIONS
from hipcoach.figure.moments import Arrows
from hipcoach.ui.context import UiContext
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.drop_down import DropDown
from hipcoach.ui.widgets.label import Label, MutedLabel
from hipcoach.ui.widgets.spoken_as import SpokenAs

BEGIN, HOLD = "begin", "hold"
MOMENTS = {BEGIN: "How it begins", HOLD: "Where it is held"}
NO_POSE = "No drawn body"
PICTURE_PX = 220
WIDTH_TO_HEIGHT = 1.6
SLIDERS = 3
STEP_DEG = 5
ANGLE_PX = 48


class PoseForm(QWidget):
    """Shows a pose, and emits it changed; empty where there is none."""

    changed = Signal(str)

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context, self._shown = context, ""
        self._pose: OwnPose | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(theme, "A drawn body, put together from another"))
        self.starts = DropDown(theme)
        self.starts.setAccessibleName("Where the drawn body starts from")
        self.starts.addItem(NO_POSE, "")
        self.starts.activated.connect(self._on_start)
        column.addWidget(self.starts)
        self._parts = QWidget()
        parts = QVBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(Space.S)
        self.picture = PosePicture(theme, context.figures)
        self.moments = ChoiceRow(theme, "Which moment", [Choice(each, text) for each, text in MOMENTS.items()])
        self.moments.set_values((BEGIN,))
        self.moments.changed.connect(self._show_joint)
        self.joints = DropDown(theme)
        self.joints.setAccessibleName("Joint")
        for joint, name in NAMES.items():
            self.joints.addItem(name, joint)
        self.joints.activated.connect(self._show_joint)
        for widget in (self.picture, self.moments, self.joints):
            parts.addWidget(widget)
        self.rows = [_AngleRow(theme) for _ in range(SLIDERS)]
        for place, row in enumerate(self.rows):
            row.slider.valueChanged.connect(partial(self._on_moved, place))
            row.slider.sliderReleased.connect(partial(self._on_moved, place))
            parts.addWidget(row)
        self._back = QuietButton(theme, "This joint as at the start")
        self._back.clicked.connect(self._on_back)
        self._still = QuietButton(theme, "It keeps still")
        self._still.clicked.connect(self._on_still)
        parts.addWidget(ButtonRow(self._back, self._still))
        parts.addWidget(MutedLabel(theme, "Put it together for the right side: for the left it is mirrored."))
        column.addWidget(self._parts)

    def show_pose(self, text: str) -> None:
        """Show a pose as a file keeps it; empty: none."""
        self._fill_starts()
        pose = pose_of(text) if text else None
        known = pose is not None and pose.start in self._context.figures.starts()
        self._pose, self._shown = (pose, text) if known else (None, "")
        self.starts.setCurrentIndex(max(0, self.starts.findData(self._pose.start if self._pose else "")))
        self._parts.setVisible(self._pose is not None)
        if self._pose is not None:
            self._show_joint()

    def _fill_starts(self) -> None:
        """List the plain positions, then the exercises, the first time."""
        if self.starts.count() > 1:
            return
        exercises = self._context.catalogue.exercises
        for name in self._context.figures.starts():
            if name in set(Position):
                self.starts.addItem(sentence(POSITIONS[Position(name)]), name)
            elif name in exercises:
                self.starts.addItem(exercises[name].name, name)

    # -- what is shown

    @property
    def _moment(self) -> str:
        return self.moments.value or BEGIN

    def _angles(self) -> dict[str, Angles]:
        """Return what differs from the start at the moment that is shown."""
        if self._pose is None:
            return {}
        return dict((self._pose.begin if self._moment == BEGIN else self._pose.hold) or ())

    def _of_joint(self, joint: str) -> Angles:
        if self._pose is None or joint in self._angles():
            return self._angles().get(joint, ())
        found = self._context.figures.starts()[self._pose.start]
        start = found.get(self._moment, found[BEGIN])
        return start.values.get(joint, (0.0,) * len(JOINTS[joint]))

    def _show_joint(self) -> None:
        joint = str(self.joints.currentData())
        angles = self._of_joint(joint)
        for row, part, angle in zip(self.rows, JOINTS[joint], angles, strict=False):
            row.show_part(NAMES[joint], part[0], part[1], angle)
        for row in self.rows[len(angles) :]:
            row.hide()
        self._back.setEnabled(joint in self._angles())
        self._still.setEnabled(self._pose is not None and self._pose.hold is not None)
        self.picture.show_pose(self._shown, held=self._moment == HOLD)

    # -- what the user does

    def _on_start(self) -> None:
        start = str(self.starts.currentData())
        moves = bool(start) and HOLD in self._context.figures.starts()[start]
        self._take(OwnPose(start, hold=() if moves else None) if start else None)

    def _on_moved(self, place: int, _value: int = 0) -> None:
        """Show the body at once; while the mouse still drags, nothing is kept yet."""
        joint = str(self.joints.currentData())
        angles = tuple(float(row.slider.value()) for row in self.rows[: len(JOINTS[joint])])
        pose = self._with({**self._angles(), joint: angles})
        if pose is None:
            return
        if self.rows[place].slider.isSliderDown():
            self.rows[place].say()
            self.picture.show_pose(pose_text(pose), held=self._moment == HOLD)
        else:
            self._take(pose)

    def _on_back(self) -> None:
        joint = str(self.joints.currentData())
        self._take(self._with({name: angles for name, angles in self._angles().items() if name != joint}))

    def _on_still(self) -> None:
        if self._pose is not None:
            self.moments.set_values((BEGIN,))
            self._take(OwnPose(self._pose.start, self._pose.begin))

    def _with(self, angles: dict[str, Angles]) -> OwnPose | None:
        if self._pose is None:
            return None
        changed = tuple((joint, angles[joint]) for joint in JOINTS if joint in angles)
        begin, hold = (changed, self._pose.hold) if self._moment == BEGIN else (self._pose.begin, changed)
        return OwnPose(self._pose.start, begin, hold)

    def _take(self, pose: OwnPose | None) -> None:
        if pose != self._pose:
            text = pose_text(pose) if pose is not None else ""
            self.show_pose(text)
            self.changed.emit(text)


class _Slider(QSlider):
    """A slider that a wheel does not move: the page scrolls past it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class _AngleRow(QWidget):
    """One movement of a joint: its name, a slider, its angle."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._name = Label(theme)
        self._angle = Label(theme, tabular=True)
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setSingleStep(STEP_DEG)
        self.slider.setPageStep(3 * STEP_DEG)
        self._angle.setMinimumWidth(theme.scaled(ANGLE_PX))
        self._angle.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._name, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.slider, 2)
        row.addWidget(self._angle, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_part(self, joint: str, movement: str, limits: tuple[float, float], angle: float) -> None:
        """Show one movement at an angle, without a signal."""
        self._name.setText(f"{joint}: {movement}")
        self.slider.blockSignals(True)
        self.slider.setRange(round(limits[0]), round(limits[1]))
        self.slider.setValue(round(angle))
        self.slider.blockSignals(False)
        self.slider.setAccessibleName(f"{joint}, {movement}, degrees")
        self.say()
        self.show()

    def say(self) -> None:
        """Say its angle beside it."""
        self._angle.setText(f"{self.slider.value()}°")


class PosePicture(QWidget):
    """The body in a pose, painted when it can be; meanwhile the one before stays."""

    spoken_as = SpokenAs.PICTURE

    def __init__(self, theme: Theme, figures: FigureShelf) -> None:
        super().__init__()
        self._theme, self._figures, self._text, self._held = theme, figures, "", False
        self.setAccessibleName("Picture: the drawn body in this pose")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        figures.pictures.painted.connect(self._on_painted)
        theme.changed.connect(self.update)

    def show_pose(self, text: str, *, held: bool) -> None:
        """Show a pose at one of its moments."""
        self._text, self._held = text, held
        self.update()

    def _on_painted(self, _: object) -> None:
        self.update()  # a method: Qt lets go of it with the widget, which pictures outlive

    def sizeHint(self) -> QSize:
        """Return its height, scaled with the text."""
        height = self._theme.picture_px(PICTURE_PX)
        return QSize(round(height * WIDTH_TO_HEIGHT), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the body."""
        figure = self._figures.own(self._text) if self._text else None
        if figure is None:
            return
        with QPainter(self) as painter:
            self._figures.pictures.paint_still(
                painter,
                QRectF(self.rect()),
                figure,
                dark=self._theme.dark,
                share=1.0 if self._held else 0.0,
                arrows=Arrows.NONE,
                ratio=self.devicePixelRatioF(),
            )
