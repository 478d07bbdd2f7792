"""Hands at a page's keyboard."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from hipcoach.gallery.draw import settle
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.choice_row import ChoiceButton
from hipcoach.ui.widgets.nrs_row import NrsKey
from hipcoach.ui.widgets.pressable import Pressable
from tests.ui import audit

BOXES = (CheckRow, ChoiceButton, NrsKey)  # what Enter leaves alone


@dataclass
class Hands:
    """A page with the keyboard, and every button that was pressed on it."""

    app: QApplication
    page: QWidget
    pressed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for button in (*self.page.findChildren(QAbstractButton), *self.page.findChildren(CardButton)):
            button.clicked.connect(lambda _checked=False, button=button: self.pressed.append(name_of(button)))

    def key(self, key: Qt.Key, focus: QWidget | None = None, modifier: Qt.KeyboardModifier | None = None) -> list[str]:
        """Press a key with the focus there; return what was pressed by it."""
        if focus is not None:
            focus.setFocus(Qt.FocusReason.TabFocusReason)
        self.pressed.clear()
        QTest.keyClick(focus or self.app.focusWidget() or self.page, key, modifier or Qt.KeyboardModifier.NoModifier)
        for dialog in self.page.findChildren(QDialog):
            dialog.close()
            settle(self.app)
            self.page.activateWindow()
        return list(self.pressed)

    def controls(self) -> list[QWidget]:
        return list(audit.controls(self.page))

    def boxes(self) -> list[Pressable]:
        return [each for each in self.controls() if isinstance(each, BOXES)]

    def ticked(self) -> list[str]:
        every = self.page.findChildren(QAbstractButton)
        return [name_of(button) for button in every if button.isCheckable() and button.isChecked()]

    def words(self) -> list[str]:
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
