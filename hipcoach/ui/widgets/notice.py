"""A message that must not be missed: always with an icon and words, never by colour alone."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.icon import Icon
from hipcoach.ui.widgets.label import BodyText, Label
from hipcoach.ui.widgets.spoken_as import SpokenAs


class NoticeKind(StrEnum):
    """How urgent a message is."""

    INFO = "info"
    REST = "rest"
    AMBER = "amber"
    RED = "red"


_LOOK = {
    NoticeKind.INFO: ("info", "accent", "accent_soft"),
    NoticeKind.REST: ("rest", "rest", "rest_soft"),
    NoticeKind.AMBER: ("warning", "amber", "amber_soft"),
    NoticeKind.RED: ("stop", "red", "red_soft"),
}


class Notice(Card):
    """Icon, a bold line, and what to do; widgets may be added to `words`."""

    spoken_as = SpokenAs.GROUP

    def __init__(
        self, theme: Theme, kind: NoticeKind, title: str, text: str = "", *, parent: QWidget | None = None
    ) -> None:
        icon, colour, ground = _LOOK[kind]
        super().__init__(theme, ground=ground, pad=Space.L, parent=parent)
        self.setAccessibleName(f"{title} {text}".strip())
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(Icon(theme, icon, colour=colour, size_px=tokens.ICON_PX), 0, Qt.AlignmentFlag.AlignTop)
        self.words = QVBoxLayout()
        self.words.setSpacing(Space.XXS)
        self.words.addWidget(Label(theme, title, colour=colour, bold=True))
        self._title = title
        self._text = BodyText(theme, text)
        if not text:
            self._text.hide()
        self.words.addWidget(self._text)
        row.addLayout(self.words, 1000)
        row.addStretch(1)
        self.body.addLayout(row)

    def say(self, text: str) -> None:
        """Change what stands under the bold line."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{self._title} {text}".strip())

    def add_button(self, button: QWidget) -> None:
        """Add a button under the words."""
        if not isinstance(button, PlainButton):  # that one has a margin of its own
            self.words.addSpacing(Space.XS)
        self.words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
