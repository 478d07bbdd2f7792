"""The present look: scheme, text size and motion, and the colours, fonts and icons that follow from them."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPixmap
from PySide6.QtWidgets import QApplication

from hipcoach.settings import ThemeChoice
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.desktop_look import DesktopLook, DesktopWishes
from hipcoach.ui.theme.icons import IconSet
from hipcoach.ui.theme.qt_palette import palette, style_sheet
from hipcoach.ui.theme.tokens import Colours, Type


class Theme(QObject):
    """The colours, fonts and icons of all widgets. A widget repaints on `changed`."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        icons: Path,
        *,
        choice: ThemeChoice = ThemeChoice.AUTO,
        text_factor: float = 1.0,
        reduce_motion: bool = False,
        desktop: DesktopWishes | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._icons = IconSet(icons)
        self._choice = choice
        self._own_factor = text_factor
        self._reduce_motion = reduce_motion
        self._family = app.font().family()
        self._fonts: dict[tuple[Type, bool, bool, float], QFont] = {}
        self._desktop: DesktopWishes = desktop or DesktopLook()
        self._desktop.changed.connect(self._apply)
        self._restyle()

    @property
    def at_full_size(self) -> "Theme":
        """Return this theme without what a window or a lack of room makes of its sizes."""
        return self

    @property
    def colours(self) -> Colours:
        """Return the colours of the present scheme; those of high contrast where the desktop asks for it."""
        return self._style[0]

    @property
    def dark(self) -> bool:
        """Return True if the dark scheme is in use, by the user's choice or by the system's."""
        if self._choice is ThemeChoice.AUTO:
            return self._desktop.dark
        return self._choice is ThemeChoice.DARK

    @property
    def text_factor(self) -> float:
        """Return the text size as a multiple of the ordinary one, 1.0 to 2.0: the desktop's size, times the setting."""
        return min(max(self._desktop.text_factor * self._own_factor, tokens.TEXT_FACTOR_MIN), tokens.TEXT_FACTOR_MAX)

    @property
    def motion_ms(self) -> int:
        """Return how long an animation takes; 0 with reduced motion, by the setting or by the desktop."""
        return 0 if self._reduce_motion or self._desktop.still else tokens.MOTION_MS

    def change(
        self,
        *,
        choice: ThemeChoice | None = None,
        text_factor: float | None = None,
        reduce_motion: bool | None = None,
    ) -> None:
        """Change the choices that are given; all widgets follow at once."""
        before = (self._choice, self._own_factor, self._reduce_motion)
        self._choice = self._choice if choice is None else choice
        self._own_factor = self._own_factor if text_factor is None else text_factor
        self._reduce_motion = self._reduce_motion if reduce_motion is None else reduce_motion
        if (self._choice, self._own_factor, self._reduce_motion) != before:
            self._apply()

    def colour(self, name: str) -> QColor:
        """Return the colour of a token."""
        return QColor(getattr(self.colours, name))

    def font(self, role: Type = Type.BODY, *, bold: bool = False, tabular: bool = False) -> QFont:
        """Return the font of a role. `tabular` gives all digits one width, for numbers that change in place."""
        wanted = (role, bold, tabular, self.text_factor)
        if wanted not in self._fonts:  # a window that is laid out asks ten thousand times
            self._fonts[wanted] = self._make_font(*wanted)
        return QFont(self._fonts[wanted])

    def scaled(self, px: float) -> int:
        """Return a length scaled with the text size: icons, targets, pictures beside words."""
        return round(px * self.text_factor)

    def picture_px(self, px: float) -> int:
        """Return the height of a picture, which grows less than the text."""
        return round(px * min(self.text_factor, tokens.PICTURE_FACTOR_MAX))

    def icon(self, name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
        """Return an icon in the colour of a token, `size_px` square in logical pixels."""
        return self._icons.pixmap(name, getattr(self.colours, colour), size_px, ratio)

    def _make_font(self, role: Type, bold: bool, tabular: bool, text_factor: float) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(round(tokens.TYPE_PX[role] * text_factor))
        if bold or role in tokens.SEMIBOLD_TYPES:
            font.setWeight(QFont.Weight.DemiBold)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _apply(self) -> None:
        """Follow a choice or a wish. To style all widgets anew takes long: only where colours or sizes change."""
        if self._wanted_style() != self._style:
            self._restyle()
        self.changed.emit()

    def _wanted_style(self) -> tuple[Colours, float]:
        return tokens.scheme(dark=self.dark, contrast=self._desktop.contrast), self.text_factor

    def _restyle(self) -> None:
        self._style = self._wanted_style()
        self._app.setFont(self.font())
        self._app.setPalette(palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours, self.text_factor))
