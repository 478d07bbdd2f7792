"""The frame of every question during a session: one large question and its answers, nothing else."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.ui.theme.larger import LargerTheme
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import press_letter
from hipcoach.ui.widgets.icon import Icon
from hipcoach.ui.widgets.key_press import KeyPress, key_press
from hipcoach.ui.widgets.stage_label import StageLabel

PANEL_MAX_PX = 1180


class Panel(QWidget):
    """Icon and question at the top, `body` for the answers, `foot` for other buttons. It grows with the window."""

    def __init__(self, theme: Theme, *, tone: str = "accent", ground: str = "surface", icon: str = "") -> None:
        super().__init__()
        self.theme = LargerTheme(theme, self)
        self.sizes = StageSizes(1.0)
        self._ground = ground
        self._icon = Icon(self.theme, icon, colour=tone, size_px=48) if icon else None
        self.question = StageLabel(theme, tone if tone != "accent" else "ink", bold=True)
        self.question.setWordWrap(True)
        self.hint = StageLabel(theme, "ink")
        self.hint.setWordWrap(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.M)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(Space.S)
        self.waiting = StageLabel(theme, "muted")
        self._lay_out()
        theme.changed.connect(self._on_base_changed)

    def ask(self, question: str, hint: str = "") -> None:
        """Show a question and a hint; both are large enough to read from the floor."""
        self.question.setText(question)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.setAccessibleName(f"{question} {hint}".strip())

    def show_waiting(self, text: str) -> None:
        """Show how long the question waits, and what no answer means."""
        self.waiting.setText(text)

    def press(self, press: KeyPress) -> bool:
        """Take a key. Return True if it meant something here."""
        return False

    def take_focus(self) -> None:
        """Focus the first answer."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the sizes for the present window."""
        self.sizes = sizes
        self.theme.set_factor(sizes.panel_factor(self.theme.text_factor))
        self.question.set_px(sizes.question)
        self.hint.set_px(sizes.next_line)
        self.waiting.set_px(sizes.px(22))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let all sizes follow the window."""
        super().resizeEvent(event)
        self._column.setMaximumWidth(max(PANEL_MAX_PX, round(self.width() * 0.86)))
        self._on_base_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the window with the ground."""
        with QPainter(self) as painter:
            painter.fillRect(QRectF(self.rect()), self.theme.colour(self._ground))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to `press`, then to the button with its letter; else the page gets it."""
        press = key_press(event)
        if not self.press(press) and not press_letter(self, press):
            event.ignore()

    def _on_base_changed(self) -> None:
        self.set_sizes(StageSizes.for_window(self.width(), self.height(), self.theme.text_factor))

    def _lay_out(self) -> None:
        self._column = QWidget()
        across = QHBoxLayout(self)
        across.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        across.addStretch(1)
        across.addWidget(self._column, 1000)
        across.addStretch(1)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addStretch(2)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        if self._icon is not None:
            head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.question, 1)
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addLayout(self.body)
        column.addStretch(3)
        column.addWidget(self.waiting)
        column.addLayout(self.foot)
