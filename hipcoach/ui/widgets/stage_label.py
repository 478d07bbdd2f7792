"""One line of text whose size follows the window, so that it reads from the floor."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Type


class StageLabel(QLabel):
    """A label whose owner sets its text size in pixels, and sets it anew when the window grows."""

    def __init__(self, theme: Theme, colour: str = "ink", *, bold: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._colour = colour
        self._bold = bold
        self._px = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        theme.changed.connect(self._on_theme_changed)

    def set_px(self, px: int) -> None:
        """Change the text size, in logical pixels."""
        if px != self._px:
            self._px = px
            self._on_theme_changed()

    def set_colour(self, colour: str) -> None:
        """Change the colour token."""
        if colour != self._colour:
            self._colour = colour
            self._on_theme_changed()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the size: into a window that has a style sheet a label comes with the application's font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._px and self.font().pixelSize() != self._px:
            self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        font = self._theme.font(Type.BODY, bold=self._bold, tabular=True)
        if self._px:
            font.setPixelSize(self._px)
        self.setFont(font)
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._theme.colour(self._colour))
        self.setPalette(palette)
