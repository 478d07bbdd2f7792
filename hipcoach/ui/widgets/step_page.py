"""A page with one question: its content, and below it a bar with the ways on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.breaking_row import BreakingRow
from hipcoach.ui.widgets.button import Button, PrimaryButton, QuietButton
from hipcoach.ui.widgets.key_press import key_press
from hipcoach.ui.widgets.label import Label, MutedLabel
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.painting import RING_PX
from hipcoach.ui.widgets.press_letter import press_letter
from hipcoach.ui.widgets.scroll_keys import MOVES
from hipcoach.ui.widgets.spoken_as import SpokenAs
from hipcoach.ui.widgets.tab_order import follow_layout
from hipcoach.ui.widgets.title_ring import TitleRing

FRAME_LEAST_PX = 700
BAR_SHARE = 0.5  # of the page's height: a bar that is higher scrolls with the content


def _across(right_px: int) -> QHBoxLayout:
    """Return the row of the bar, in the middle between two stretches."""
    row = QHBoxLayout()
    row.setContentsMargins(Space.L, 0, right_px, 0)
    row.addStretch(1)
    row.addStretch(1)
    return row


class StepPage(QWidget):
    """Add content to `body`.

    Enter presses the last button of the bar, which leads on, when it is enabled; Esc goes back.
    """

    spoken_as = SpokenAs.GROUP

    left = Signal()

    def __init__(
        self, theme: Theme, title: str, *, leave: str = "Not now", wide: bool = False, centred: bool = False
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.theme = theme
        self.frame = PageFrame(theme, title, centred=centred)
        self.body = self.frame.body
        self._ring = TitleRing(theme, self.frame.title)
        width = tokens.CONTENT_MAX_PX + (6 * Space.XXL if wide else 0)
        column_widget = self.body.parentWidget()
        if column_widget is not None:
            column_widget.setMaximumWidth(width)
        bar = BreakingRow()
        self._bar_holder, self._width = bar, width
        self.bar = bar.row
        self.bar.setContentsMargins(0, Space.S, 0, Space.M)
        self._fixed, self._scrolled = _across(Space.L + tokens.SCROLL_PX), _across(Space.L)
        self.frame.add_foot(self._scrolled)
        self._fixed.insertWidget(1, bar, 1000)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.frame, 1000)
        self._missing_line = Label(theme, bold=True)
        self._missing_line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._missing_line.hide()
        above = _across(Space.L + tokens.SCROLL_PX)  # in the middle above the bar, however wide the window is
        above.insertWidget(1, self._missing_line, 1000)
        column.addLayout(above)
        column.addLayout(self._fixed)
        column.addStretch(1)
        if leave:
            self._esc: Button | None = self.add_button(QuietButton(theme, leave, key="Esc", large=True))
            self._esc.clicked.connect(self.leave)
        else:
            self._esc = None
        self.bar.addStretch(1)
        self.frame.height_changed.connect(self._fit_frame)
        theme.changed.connect(self._fit_bar)
        self._fit_bar()
        self._primary: Button | None = None
        self._missing = ""  # what Enter says while it leads nowhere

    def leave(self) -> None:
        """Leave the page, as its button and Esc do."""
        self.left.emit()

    def _fit_frame(self, content_px: int) -> None:
        """Keep the bar near the words of a short page on a high window, and at the foot of a low one."""
        self.frame.setMaximumHeight(max(content_px, self.theme.scaled(FRAME_LEAST_PX)))

    def _fit_bar(self) -> None:
        """Widen the bar with the text size, so that each of its buttons stays on one line."""
        self._bar_holder.setMaximumWidth(self.theme.scaled(self._width))
        self._place_bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar in view, or let it scroll with the content where it would hide most of it."""
        super().resizeEvent(event)
        self._place_bar()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the page itself has the focus, as on arrival: no key chooses anything yet."""
        super().focusInEvent(event)
        self._ring.show_ring(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that something on the page has it."""
        super().focusOutEvent(event)
        self._ring.show_ring(False)

    def _place_bar(self) -> None:
        bar = self._bar_holder
        wanted = self._scrolled if bar.heightForWidth(bar.width()) > BAR_SHARE * self.height() else self._fixed
        if wanted.indexOf(bar) < 0:
            wanted.insertWidget(1, bar, 1000)

    def say_beneath(self, text: str) -> None:
        """Show a sentence beneath the content; an empty one shows nothing."""
        if text:
            self.body.addWidget(MutedLabel(self.theme, text))

    def add_button(self, button: Button) -> Button:
        """Add a button at the right end of the bar, and return it."""
        self.bar.addWidget(button)
        return button

    def add_primary(self, text: str, *, icon: str = "") -> Button:
        """Add the button that leads on, pressed by Enter, and return it."""
        primary = PrimaryButton(self.theme, text, key="Enter", icon=icon, large=True)
        self.frame.keep_in_view(primary)  # where the bar scrolls with the content
        self._primary = self.add_button(primary)
        return self._primary

    def add_back(self) -> Button:
        """Add the button that goes back by one page, beside the one that leaves, and return it."""
        back = QuietButton(self.theme, "Back", icon="left", large=True)
        self.bar.insertWidget(1, back)
        return back

    def make_primary(self, button: Button) -> None:
        """Let Enter press this button of the bar."""
        self._primary = button
        if isinstance(button, PrimaryButton):
            self.frame.keep_in_view(button)

    def press_on_esc(self, button: Button) -> None:
        """Let Esc press this button, where the page has no "Not now"."""
        self._esc = button

    def say_above_bar(self, text: str) -> None:
        """Show a sentence between content and bar, and tell it to a screen reader; empty takes one away."""
        self._missing_line.setText(text)
        self._missing_line.setVisible(bool(text))
        if text:
            announce(self, text)

    def say_of(self, row: QWidget, text: str) -> None:
        """Show a sentence above the bar about something in view, which stays there beside it."""
        self.say_above_bar(text)
        if (layout := self.layout()) is not None:
            layout.activate()  # the sentence takes its height of the page now
        self.frame.ensureWidgetVisible(row, 0, RING_PX)

    def say_missing(self, missing: str) -> None:
        """Set what Enter says instead of pressing the main button; empty where it presses it."""
        self._missing = missing
        if not missing:
            self._missing_line.hide()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Move the focus through the content first, from what is in view on, then through the bar."""
        follow_layout(self)
        moved = (next and self.hasFocus() and self.frame.focus_in_view()) or super().focusNextPrevChild(next)
        if moved:
            self.frame.show_focus()
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Esc and on by Enter, once however long it is held; press the button of a letter."""
        press = key_press(event)
        if press.repeated and press.key not in MOVES:
            return
        if press.key == Qt.Key.Key_Escape and self._esc is not None and not self._esc.isHidden():
            self._esc.click()
        elif press.is_enter and self._missing:
            self.say_above_bar(self._missing)
        elif press.is_enter and self._primary is not None:
            self._primary.click()
        elif not press_letter(self, press):
            super().keyPressEvent(event)
