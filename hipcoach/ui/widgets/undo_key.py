"""Ctrl+Z in a field: first it takes back what was typed there and not taken yet, then what the page can undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class UndoKey(QObject):
    """Watches fields for Ctrl+Z. Qt's own fields keep that key to themselves, even with nothing to take back."""

    def __init__(self, undo: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._undo = undo

    def watch(self, field: QLineEdit) -> None:
        """Watch one field."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take back what the page can, where the field has nothing of its own."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if not pressed or not isinstance(event, QKeyEvent) or not event.matches(QKeySequence.StandardKey.Undo):
            return False
        if not isinstance(watched, QLineEdit) or watched.isModified():
            return False
        self._undo()
        return True
