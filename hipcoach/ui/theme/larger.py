"""A theme for widgets that grow with the window: the same colours, with larger fonts, icons and targets."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFont, QPixmap

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Colours, Type


class LargerTheme(Theme):
    """Follows another theme, `factor` times as large. Every widget that takes a theme takes this one."""

    def __init__(self, base: Theme, parent: QObject | None = None) -> None:
        QObject.__init__(self, parent)  # nothing of the application is set anew: the base has done that
        self._base = base
        self._factor = 1.0
        base.changed.connect(self.changed)

    def set_factor(self, factor: float) -> None:
        """Change the factor."""
        if abs(factor - self._factor) > 0.01:
            self._factor = factor
            self.changed.emit()

    @property
    def at_full_size(self) -> Theme:
        """Return the base theme."""
        return self._base

    @property
    def colours(self) -> Colours:
        """Return that of the base theme."""
        return self._base.colours

    @property
    def dark(self) -> bool:
        """Return that of the base theme."""
        return self._base.dark

    @property
    def text_factor(self) -> float:
        """Return the user's own factor, without that of the window."""
        return self._base.text_factor

    @property
    def motion_ms(self) -> int:
        """Return that of the base theme."""
        return self._base.motion_ms

    def colour(self, name: str) -> QColor:
        """Return that of the base theme."""
        return self._base.colour(name)

    def font(self, role: Type = Type.BODY, *, bold: bool = False, tabular: bool = False) -> QFont:
        """Return that of the base theme, larger."""
        font = self._base.font(role, bold=bold, tabular=tabular)
        font.setPixelSize(round(font.pixelSize() * self._factor))
        return font

    def scaled(self, px: float) -> int:
        """Return that of the base theme, larger."""
        return self._base.scaled(px * self._factor)

    def icon(self, name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
        """Return that of the base theme."""
        return self._base.icon(name, colour, size_px, ratio)
