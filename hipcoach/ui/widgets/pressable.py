"""The keys of everything that is pressed: Space and, but for a box, Enter. Arrows belong to the row."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton

from hipcoach.ui.widgets.key_press import ARROW_STEPS, ENTER

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Pressable(QAbstractButton):
    """A button without a look. Qt's own would move the focus by arrows, and on some desktops press a box by Enter."""

    enter_presses = True  # False for a box or a number: there Enter is the page's
    at_once = False  # True: takes a press however soon it follows another (`second_press`)
    leaves_out = False  # True: leaves an answer out, and is not pressed by who goes on pressing one spot

    left_nothing_out = Signal()  # it was pressed so, and the press did nothing

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Press by Enter once, however long it is held. On a box Enter is left to the page, and so is every arrow."""
        if event.key() in ENTER:
            if not self.enter_presses:
                event.ignore()
            elif not event.isAutoRepeat():
                self.click()
        elif event.key() in ARROW_STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)
