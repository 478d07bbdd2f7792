"""What the desktop asks for: light or dark, high contrast, the size of its text, less motion."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication

from hipcoach.ui.theme import tokens


class DesktopWishes(Protocol):
    """The wishes of a desktop that the theme follows."""

    changed: Any  # a signal: light or dark, the contrast, or less motion

    @property
    def dark(self) -> bool:
        """Return True for dark; a desktop that does not say is taken for light."""

    @property
    def contrast(self) -> bool:
        """Return True for high contrast."""

    @property
    def text_factor(self) -> float:
        """Return how much larger than the ordinary one its text is, 1.0 or more."""

    @property
    def still(self) -> bool:
        """Return True if less motion is wanted."""


class MotionWish(Protocol):
    """Asks the desktop whether it wants less motion, and follows that."""

    changed: Any  # a signal: True for less motion

    def start(self) -> None:
        """Ask, without waiting for the answer."""


class DesktopLook(QObject):
    """The wishes of this desktop, as Qt knows them; that for less motion comes from `motion`."""

    changed = Signal()

    def __init__(self, *, forced_palette: bool = False, motion: Callable[[], MotionWish] | None = None) -> None:
        """`forced_palette`: the palette that the program began with was one of high contrast."""
        super().__init__()
        self._forced_palette = forced_palette
        self._make_motion = motion
        self._motion: MotionWish | None = None
        self._still = False
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self.changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self.changed)
        # That of the platform: the application's own font is set by the theme.
        px = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
        self._text_factor = tokens.desktop_factor(px, QGuiApplication.platformName())

    @property
    def dark(self) -> bool:
        """Return True for dark; a desktop that does not say is taken for light."""
        return self._hints.colorScheme() is Qt.ColorScheme.Dark

    @property
    def contrast(self) -> bool:
        """Return True for high contrast."""
        wish = self._hints.accessibility().contrastPreference()
        return self._forced_palette or wish is Qt.ContrastPreference.HighContrast

    @property
    def text_factor(self) -> float:
        """Return how much larger than the ordinary one its text is, 1.0 or more."""
        return self._text_factor

    @property
    def still(self) -> bool:
        """Return True if less motion is wanted. The desktop is asked once something is about to move."""
        if self._motion is None and self._make_motion is not None:
            self._motion = self._make_motion()
            self._motion.changed.connect(self._on_motion_changed)
            self._motion.start()
        return self._still

    def _on_motion_changed(self, still: bool) -> None:
        self._still = still
        self.changed.emit()
