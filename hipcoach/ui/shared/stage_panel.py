"""The frame of every question during a session: one large question and its answers, nothing else."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from hipcoach.ui.shared.seconds_left import with_times_in_words
from hipcoach.ui.theme.larger import LargerTheme
from hipcoach.ui.theme.stage_style import LEAST_SHARES, TEXT_STEPS, StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.arrival import as_sentences
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.icon import Icon
from hipcoach.ui.widgets.key_press import KeyPress, key_press
from hipcoach.ui.widgets.layout_items import widgets_in
from hipcoach.ui.widgets.long_text import LongText
from hipcoach.ui.widgets.press_letter import press_letter
from hipcoach.ui.widgets.room import least_size
from hipcoach.ui.widgets.spoken_as import SpokenAs
from hipcoach.ui.widgets.stage_label import StageLabel
from hipcoach.ui.widgets.tab_order import everything_in_order

PANEL_MAX_PX = 1320
TAKEN_BEFORE = "Your answer had been taken before that key."
TAKEN = f"{TAKEN_BEFORE} If it was a slip, write so as a note to this session in History."
CLOSER = 0.5  # of the gaps, before words get smaller than the user wants them


class Panel(QWidget):
    """Icon and question at the top, `body` for the answers, `foot` for other buttons. It grows with the window."""

    spoken_as = SpokenAs.QUESTION

    def __init__(self, theme: Theme, *, tone: str = "accent", ground: str = "surface", icon: str = "") -> None:
        super().__init__()
        self.theme = LargerTheme(theme, self)
        self.full_theme = LargerTheme(theme, self)  # for what never gets smaller than the user's text size
        self.sizes = StageSizes(1.0)
        self._ground = ground
        self._fitting = False
        self._long: LongText | None = None
        self._too_small_for: QSize | None = None  # a window in which nothing has room for all
        self._icon = Icon(self.theme, icon, colour=tone, size_px=48) if icon else None
        self.question = StageLabel(theme, tone if tone != "accent" else "ink", bold=True)
        self.question.setWordWrap(True)
        self.hint = StageLabel(theme, "ink")
        self.hint.setWordWrap(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.M)
        self.clock = QHBoxLayout()  # how long it waits
        self.foot = QHBoxLayout()
        self.foot.setSpacing(Space.S)
        self.waiting = StageLabel(theme, "muted")
        self.waiting.setWordWrap(True)
        self.waiting.hide()  # until it has words
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)

    def ask(self, question: str, hint: str = "") -> None:
        """Show a question and a hint; both are large enough to read from the floor."""
        self.question.setText(question)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.setAccessibleName(f"{question} {hint}".strip())
        self._too_small_for = None
        self.fit()

    def add_long(self, words: QLayout) -> None:
        """Add to the body what may be longer than a small window: it scrolls rather than get too small to read."""
        self._long = LongText(words)
        self.body.addWidget(self._long)

    def show_waiting(self, text: str) -> None:
        """Show how long the question waits, and what no answer means."""
        self.waiting.setText(text)
        self.waiting.setVisible(bool(text))

    def spoken(self) -> str:
        """Return all that is read here, and each answer with its key, for a screen reader."""
        words = []
        for widget in everything_in_order(self):
            if isinstance(widget, QLabel) and widget.isVisible():
                words.append(widget.text())
            elif isinstance(widget, Button) and widget.isVisible():
                words.append(f"{widget.accessibleName()}{f': {widget.key}' if widget.key else ''}")
        return with_times_in_words(as_sentences(words))

    def fold(self, folded: bool) -> bool:
        """Leave out what can be read elsewhere, so that the rest need not get small. Return False if nothing can."""
        return False

    def press(self, press: KeyPress) -> bool:
        """Take a key. Return True if it meant something here."""
        return False

    def take_focus(self) -> None:
        """Focus the first answer."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the sizes for the present window."""
        self.sizes = sizes
        self.theme.set_factor(sizes.panel_factor)
        self.full_theme.set_factor(max(1.0, sizes.window))
        self.question.set_px(sizes.question)
        self.hint.set_px(sizes.next_line)
        self.waiting.set_px(sizes.text_px(22))
        closer = 1.0 if sizes.least >= 1.0 else CLOSER
        across, gap = min(Space.L, sizes.px(Space.L)), min(Space.M, sizes.px(Space.M * closer))
        down = round(across * closer)
        self._across.setContentsMargins(across, down, across, down)
        self._rows.setSpacing(gap)
        self.body.setSpacing(gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let all sizes follow the window."""
        super().resizeEvent(event)
        self._column.setMaximumWidth(max(PANEL_MAX_PX, round(self.width() * 0.86)))
        self._too_small_for = None
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the words that have come meanwhile."""
        super().showEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Make the words smaller where some have come for which there is no room."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible() and not self._has_room(settled=True):
            self.fit()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the window with the ground."""
        with QPainter(self) as painter:
            painter.fillRect(QRectF(self.rect()), self.theme.colour(self._ground))

    def focusNextPrevChild(self, next: bool) -> bool:
        """Move the focus, and scroll what it comes to into view."""
        moved = super().focusNextPrevChild(next)
        focused = self.window().focusWidget()
        if self._long is not None and focused is not None and self._long.isAncestorOf(focused):
            self._long.ensureWidgetVisible(focused)
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to `press`, then to the button with its letter; else the page gets it."""
        press = key_press(event)
        if not self.press(press) and not press_letter(self, press):
            event.ignore()

    def fit(self) -> None:
        """Let all sizes follow the window: words as large as the user wants them, or as there is room for."""
        if self._fitting or self._too_small_for == self.size() or not self.isVisible():
            return
        self._fitting = True
        sizes = StageSizes.for_window(self.width(), self.height(), self.theme.text_factor)
        if not any(self._fit_or_fold(replace(sizes, least=least)) for least in LEAST_SHARES):
            self._too_small_for = self.size()
        self._fitting = False

    def _fit_or_fold(self, sizes: StageSizes) -> bool:
        self.fold(False)
        return self._fit_words(sizes) or (self.fold(True) and self._fit_words(sizes))

    def _fit_words(self, sizes: StageSizes) -> bool:
        """Look for a size at which all has room.

        What may scroll does so before words become smaller than they should.
        """
        if self._long is not None:
            self._long.set_scrolls(False)
        if any(self._try(sizes, keys=keys) for keys in (True, False)):
            return True
        if self._long is None:
            return False
        self._long.set_scrolls(True)
        return any(self._try(sizes, keys=keys) for keys in (True, False))

    def _try(self, sizes: StageSizes, *, keys: bool) -> bool:
        """Look for a size at which all has room, with the keys of the buttons at the foot or without."""
        for row in (self.foot, self.clock):
            for button in widgets_in(row):
                if isinstance(button, Button):
                    button.show_key(keys)
        scrolls = self._long is not None and self._long.scrolls
        return self._fits(sizes, TEXT_STEPS[-1]) and (scrolls or any(self._fits(sizes, share) for share in TEXT_STEPS))

    def _fits(self, sizes: StageSizes, share: float) -> bool:
        self.set_sizes(replace(sizes, share=share))
        return self._has_room()

    def _has_room(self, *, settled: bool = False) -> bool:
        margins = self._across.contentsMargins()
        room = min(self.width() - margins.left() - margins.right(), self._column.maximumWidth())
        needed = least_size(self._rows, room, settled=settled)
        return needed.width() <= room and needed.height() <= self.height() - margins.top() - margins.bottom()

    def _on_theme_changed(self) -> None:
        self._too_small_for = None
        self.fit()

    def _lay_out(self) -> None:
        self._column = QWidget()
        self._across = across = QHBoxLayout(self)
        across.addStretch(1)
        across.addWidget(self._column, 1000)
        across.addStretch(1)
        self._rows = column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
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
        self.clock.addWidget(self.waiting, 1)
        column.addLayout(self.clock)
        column.addLayout(self.foot)
