"""An icon of this program, always beside words that say the same."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.spoken_as import SpokenAs


class Icon(QLabel):
    """Shows an icon in a token colour; it grows with the text."""

    spoken_as = SpokenAs.DECORATION

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        colour: str = "muted",
        size_px: int = tokens.ICON_PX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._colour = colour
        self._size_px = size_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        size = self._theme.scaled(self._size_px)
        self.setFixedSize(size, size)
        self.setPixmap(self._theme.icon(self._name, self._colour, size, self.devicePixelRatioF()))
