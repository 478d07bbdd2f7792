"""A problem at the foot of the window, whatever page is open, with a way to try again where there is one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.notice import Notice, NoticeKind


class ProblemBar(QWidget):
    """One sentence, and buttons to try again and to close it."""

    try_again = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, problem: str, *, again: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 0, Space.L, Space.S)
        notice = Notice(theme, NoticeKind.AMBER, problem)
        row = ButtonRow()
        for text, wanted, asks in (("Try again", again, self.try_again), ("Close", True, self.closed)):
            if wanted:
                button = QuietButton(theme, text)
                button.setAccessibleDescription(problem)
                button.clicked.connect(asks)
                row.add(button)
        notice.add_button(row)
        column.addWidget(notice)
        self._problem = problem

    def say(self) -> None:
        """Say the sentence to a screen reader, once the bar is in its window."""
        announce(self, self._problem)
