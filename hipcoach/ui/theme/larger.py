"""The theme for what grows with the window: the same colours, and every font, icon and target larger."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFont, QPixmap

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Colours, Type


class LargerTheme(Theme):
    """Follows another theme, `factor` times as large; widgets of any kind may be given it."""

    def __init__(self, base: Theme, parent: QObject | None = None) -> None:
        QObject.__init__(self, parent)  # nothing of the application is set anew: the base has done that
        self._base = base
        self._factor = 1.0
        base.changed.connect(self.changed)

    def set_factor(self, factor: float) -> None:
        """Grow to this."""
        if abs(factor - self._factor) > 0.01:
            self._factor = factor
            self.changed.emit()

    @property
    def colours(self) -> Colours:
        """The base's."""
        return self._base.colours

    @property
    def dark(self) -> bool:
        """The base's."""
        return self._base.dark

    @property
    def text_factor(self) -> float:
        """What the user chose, without the growth."""
        return self._base.text_factor

    @property
    def motion_ms(self) -> int:
        """The base's."""
        return self._base.motion_ms

    def colour(self, name: str) -> QColor:
        """The base's."""
        return self._base.colour(name)

    def font(self, role: Type = Type.BODY, *, bold: bool = False, tabular: bool = False) -> QFont:
        """The base's, larger."""
        font = self._base.font(role, bold=bold, tabular=tabular)
        font.setPixelSize(round(font.pixelSize() * self._factor))
        return font

    def scaled(self, px: float) -> int:
        """The base's, larger."""
        return self._base.scaled(px * self._factor)

    def icon(self, name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
        """The base's."""
        return self._base.icon(name, colour, size_px, ratio)
