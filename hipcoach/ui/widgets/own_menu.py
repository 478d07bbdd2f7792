"""What a right click, or the menu key, offers on a card, a day or a chart."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget


def offer(widget: QWidget, words: str, act: Callable[[], object]) -> None:
    """Add a line to the menu of a widget."""
    action = QAction(words, widget)
    action.triggered.connect(lambda: act())
    widget.addAction(action)
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


def offer_copy(widget: QWidget, text: Callable[[], str]) -> None:
    """Add the line that copies what a widget says."""
    offer(widget, "Copy the words", lambda: QGuiApplication.clipboard().setText(text()))
