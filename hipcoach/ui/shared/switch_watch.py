"""Notices the presses of the user's switch on a page, before any of its controls do."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from hipcoach.coach.keys import KeyTable
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.ui.widgets.key_press import key_press

_T = QEvent.Type
KEYS = frozenset({_T.KeyPress, _T.KeyRelease})
CLICKS = frozenset({_T.MouseButtonPress, _T.MouseButtonDblClick, _T.MouseButtonRelease})
WATCHED = KEYS | CLICKS


class SwitchWatch(QObject):
    """Takes the presses out of the events of a page. It lives as long as the page."""

    pressed = Signal()

    def __init__(self, page: QWidget, options: SwitchOptions, keys: KeyTable) -> None:
        super().__init__(page)
        self._page = page
        self._options = options
        self._keys = keys
        self.on = True  # False while the page shows something that is answered by other keys
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what the switch sends to the page or to anything on it; a key that is held down counts once."""
        kind = event.type()
        if kind not in WATCHED or not self.on or not isinstance(watched, QWidget) or not self._shows(watched):
            return False
        if kind in KEYS:
            key = event if isinstance(event, QKeyEvent) else None
            taken = key is not None and self._is_switch(key)
            counts = taken and key is not None and kind is _T.KeyPress and not key.isAutoRepeat()
        else:
            taken = self._options.any_click or (self._options.free_click and not isinstance(watched, QAbstractButton))
            counts = taken and kind is not _T.MouseButtonRelease
        if counts:
            self.pressed.emit()
        return taken

    def _shows(self, widget: QWidget) -> bool:
        return widget is self._page or self._page.isAncestorOf(widget)

    def _is_switch(self, event: QKeyEvent) -> bool:
        press = key_press(event)
        name = str(press.digit) if press.digit is not None else press.key.name.removeprefix("Key_")
        return not press.combined and self._options.is_key(name, self._keys)
