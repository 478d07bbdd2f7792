"""Text on a page: it wraps, and no line is longer than reads well."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QEnterEvent, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Type
from hipcoach.ui.widgets.spoken_as import SpokenAs

_SAMPLE = "Lie on your back with your knees bent and your feet flat on the floor. "


def measure_px(metrics: QFontMetrics) -> int:
    """Return the width of the longest line that reads well, in logical pixels."""
    return round(metrics.horizontalAdvance(_SAMPLE) * tokens.MEASURE_CHARS / len(_SAMPLE))


LEAST_HEADING_PX = 300


class Label(QLabel):
    """Text in one role and one token colour, following the theme."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: Type = Type.BODY,
        colour: str = "ink",
        bold: bool = False,
        tabular: bool = False,
        measured: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._role = role
        self._colour = colour
        self._bold = bold
        self._tabular = tabular
        self._measured = measured
        self._heights: dict[int, int] = {}  # of these words: Qt asks again and again for the same
        self._heights_of: tuple[str, int] = ("", 0)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setContentsMargins(tokens.RING_PX, 0, 0, 0)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def heightForWidth(self, width: int) -> int:
        """Return the height at the width that the label will have, at most that of the longest line."""
        words = (self.text(), self.font().pixelSize())
        if words != self._heights_of:
            self._heights, self._heights_of = {}, words
        at_most = min(width, self.maximumWidth())
        if at_most not in self._heights:
            self._heights[at_most] = super().heightForWidth(at_most)
        return self._heights[at_most]

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the words be marked, and copied by a right click, where no button around them takes the click.

        From the first time that the pointer is over them: until then a label costs nothing for it. Not where a screen
        reader runs: Qt crashes there, within `heightForWidth`, soon after the change.
        """
        super().enterEvent(event)
        if not QAccessible.isActive() and not _in_a_button(self):
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click on words leaves the focus where it was

    def set_colour(self, colour: str) -> None:
        """Change the colour token."""
        self._colour = colour
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        font = self._theme.font(self._role, bold=self._bold, tabular=self._tabular)
        self.setFont(font)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(self._colour))
        self.setPalette(palette)
        if self._measured:
            self.setMaximumWidth(measure_px(QFontMetrics(font)))


def _in_a_button(widget: QWidget) -> bool:
    """Return True if a click on a widget is meant for what it is part of."""
    holder = widget.parentWidget()
    while holder is not None:
        if holder.cursor().shape() is Qt.CursorShape.PointingHandCursor:
            return True
        holder = holder.parentWidget()
    return False


class Heading(Label):
    """The title of a page (level 1) or of a part of it (level 2)."""

    spoken_as = SpokenAs.HEADING

    def __init__(self, theme: Theme, text: str = "", *, level: int = 2, parent: QWidget | None = None) -> None:
        role = Type.TITLE if level == 1 else Type.SECTION
        super().__init__(theme, text, role=role, measured=False, parent=parent)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which a long word may be smaller than it is meant to be."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), LEAST_HEADING_PX), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the longest word have room."""
        super().resizeEvent(event)
        self._fit()

    def setText(self, text: str) -> None:
        """Change the words."""
        super().setText(text)
        self._fit()

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self._fit()

    def _fit(self) -> None:
        font = self._theme.font(self._role, bold=self._bold)
        metrics = QFontMetrics(font)
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        room = self.contentsRect().width()
        if longest > room > 0 and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            font.setPixelSize(max(1, font.pixelSize() * room // longest))
        if font != self.font():
            self.setFont(font)


class BodyText(Label):
    """Running text."""


class Lead(Label):
    """The sentence that sums up a page."""

    def __init__(self, theme: Theme, text: str = "", *, colour: str = "ink", parent: QWidget | None = None) -> None:
        super().__init__(theme, text, role=Type.LEAD, colour=colour, parent=parent)


class MutedLabel(Label):
    """Text of less weight."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: Type = Type.BODY,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, role=role, colour="muted", tabular=tabular, parent=parent)
