"""A dialog with the reasons for one decision. It only shows text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hipcoach.ui.shared.why import Why, line_sources
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import CONTENT_MAX_PX, Space
from hipcoach.ui.widgets.arrival import say_arrival
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.key_press import key_press
from hipcoach.ui.widgets.label import BodyText, Label, Lead, MutedLabel
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.scroll_keys import scroll_by_key
from hipcoach.ui.widgets.second_press import SecondPresses

WIDTH_PX, HEIGHT_PX = 680, 560


class WhyDialog(QDialog):
    """Closed by Esc, Enter, its button (so by Space), and by the letter that opened it."""

    def __init__(self, theme: Theme, why: Why, *, letter: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme.at_full_size  # over a page that has made its own words smaller
        self._letter = letter
        self.setWindowTitle("Why?")
        self.setAccessibleName("Why?")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        frame = PageFrame(theme, "Why?")
        body = frame.body
        body.setSpacing(Space.XXS)
        body.addWidget(Lead(theme, why.decision))
        for line in why.lines:
            for title, texts in (("The rule behind it", (line.says,)), ("Where it comes from", line_sources(line))):
                body.addSpacing(Space.M)
                body.addWidget(Label(theme, title, bold=True))
                for text in texts:
                    body.addWidget(BodyText(theme, text))
        body.addSpacing(Space.M)
        body.addWidget(MutedLabel(theme, why.rule_note))
        close = PrimaryButton(theme, "Close", key="Esc")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.M)
        column.addWidget(frame, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
        room = parent.size() if parent is not None else None
        width, height = theme.scaled(WIDTH_PX), theme.scaled(HEIGHT_PX)
        if room is not None:
            width, height = min(width, room.width()), min(height, room.height())
        self.resize(min(width, CONTENT_MAX_PX), height)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        SecondPresses(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Have all of it spoken."""
        super().showEvent(event)
        say_arrival(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Enter and on the letter; Qt closes on Esc. What is longer than the dialog is scrolled."""
        press = key_press(event)
        if not press.repeated and (press.is_enter or (press.letter and press.letter == self._letter)):
            self.accept()
        elif not scroll_by_key(self, press.key):
            super().keyPressEvent(event)
