"""The line of the cue: what is spoken, as large as its space allows and never too small to read at 3 m."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Type
from hipcoach.ui.widgets.spoken_as import SpokenAs

_WRAP = int(Qt.TextFlag.TextWordWrap)


class Caption(QWidget):
    """Paints one or two sentences, wrapped, in the largest caption size of the stage that fits."""

    spoken_as = SpokenAs.TEXT

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sizes = StageSizes(1.0)
        self._text = ""
        self._colour = "ink"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def text(self) -> str:
        """Return the text on the screen."""
        return self._text

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the stage's sizes."""
        self._sizes = sizes
        self.setFixedHeight(sizes.caption_lines)
        self.update()

    def show_text(self, text: str, colour: str = "ink") -> None:
        """Show a text in the colour of a token."""
        if (text, colour) == (self._text, self._colour):
            return
        self._text, self._colour = text, colour
        self.setAccessibleName(text)
        self.update()

    def text_px(self) -> int:
        """Return the text size of the present text, in logical pixels."""
        return self._font().pixelSize()

    def sizeHint(self) -> QSize:
        """Return the height that the caption always keeps."""
        return QSize(self._sizes.px(600), self._sizes.caption_lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        with QPainter(self) as painter:
            painter.setFont(self._font())
            painter.setPen(self._theme.colour(self._colour))
            align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(self.rect(), align | _WRAP, self._text)

    def _font(self) -> QFont:
        font = self._theme.font(Type.BODY, bold=True)
        for size in self._sizes.captions:
            font.setPixelSize(size)
            if self._fits(font):
                break
        return font

    def _fits(self, font: QFont) -> bool:
        room = QRect(0, 0, max(1, self.width()), 10_000)
        return QFontMetrics(font).boundingRect(room, _WRAP, self._text).height() <= self._sizes.caption_lines
