"""A problem at the foot of the window, whatever page is open, with a way to try again where there is one."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.breaking_row import BreakingRow
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.label import Label
from hipcoach.ui.widgets.notice import Notice, NoticeKind


class ProblemBar(QWidget):
    """One sentence, a button for each thing that is offered, and one to close it."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        problem: str,
        offers: Mapping[str, Callable[[], object]],
        *,
        close: str = "Close",
        gives_way: bool = False,
    ) -> None:
        """`close`: what the button says that takes it away.

        `gives_way`: it is an offer, one line high, and takes no room from a session or its questions.
        """
        super().__init__()
        self.gives_way = gives_way
        self._problem = problem
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 0, Space.L, Space.S)
        buttons = []
        for text, does in {**offers, close: self.closed.emit}.items():
            button = QuietButton(theme, text)
            button.setAccessibleDescription(problem)
            button.clicked.connect(lambda _checked=False, does=does: does())
            buttons.append(button)
        if gives_way:
            card, line, words = Card(theme, pad=Space.S), BreakingRow(gap=Space.M), Label(theme, problem)
            words.setWordWrap(False)
            line.row.addWidget(words, 0, Qt.AlignmentFlag.AlignVCenter)
            for button in buttons:
                line.row.addWidget(button)
            line.row.addStretch(1)  # the answers stand beside what they answer
            card.body.addWidget(line)
            column.addWidget(card)
        else:
            notice = Notice(theme, NoticeKind.AMBER, problem)
            notice.add_button(ButtonRow(*buttons))
            column.addWidget(notice)

    def say(self) -> None:
        """Say the sentence to a screen reader, once the bar is in its window."""
        announce(self, self._problem)
