"""The stage: figure, ring, caption, the next step, and a row of large buttons with their keys."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coach.keys import KeyTable
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.player.session_buttons import session_buttons
from hipcoach.ui.player.stage_buttons import Rows
from hipcoach.ui.player.stage_view import READY, StageView
from hipcoach.ui.theme.stage_style import LEAST_TEXT_PX, TEXT_STEPS, StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.caption import Caption
from hipcoach.ui.widgets.dot_row import DotRow
from hipcoach.ui.widgets.ring import Ring
from hipcoach.ui.widgets.room import least_size
from hipcoach.ui.widgets.session_bar import SessionBar
from hipcoach.ui.widgets.stage_label import StageLabel

FIGURE_SHARE, RING_SHARE = 55, 45  # of the width
LEAST_TEXT = {Rows.APART: 1.4, Rows.WORDS: 1.2, Rows.ICONS: 1.0}
"""Who wants larger words gets at least these rather than what comes next, or the words of the buttons."""
RING_LEAST_PX = 275  # in it a number keeps its height
RING_CALL_PX = 200  # with no number in it, or one digit, while there are other words to show
RING_SMALLER_PX, RING_TIGHT_PX = 206, 140  # in a small window with large text
RING_BESIDE_CALL_PX = 80  # there, beside a note, while the words under it say all that it shows
GAP_PX = 8  # between what stands one above the other; half of it where the buttons have two rows of words
ABOVE_MORE_PX = 8  # a button in the top line is so much higher than its words, above and below
NOTE_LEAST = 0.85  # of the user's own text size: a sentence on pain, or on what happened meanwhile
ORDINARY_WORDS = "Repetition 10 of 12"
MOST_FITS = 3  # where the size changes on the way


class UnderRing(StageLabel):
    """The line under the ring, of a height that its owner sets."""

    def hasHeightForWidth(self) -> bool:
        """Return False: else Qt would not let the ring above it be smaller."""
        return False


class Stage(QWidget):
    """Shows one `StageView`. A click beside the buttons emits `clicked`."""

    requested = Signal(object)  # PlayerCommand
    clicked = Signal()
    pause_requested = Signal()  # by another mouse button, which begins nothing

    def __init__(self, theme: Theme, figure: QWidget, keys: KeyTable) -> None:
        super().__init__()
        self._theme = theme
        self._keys = keys
        self._sizes = StageSizes(1.0)
        self._calls = False
        self._fitting = False
        self._low_ring = False  # beside a note, where it has no number of two digits
        self._above: QWidget | None = None  # in the top line
        self._fitted_for: object = ("", False, None, False)  # what takes room, or leaves it
        self._top_fits: object = None  # what the words of the top line were fitted to
        self._under_ring_fits: object = None
        self._rows = Rows.APART  # in an ordinary step
        self._rows_for: object = None  # the window that this is of
        self.figure = figure
        self.title = StageLabel(theme, bold=True)
        self.side = StageLabel(theme, "accent", bold=True)
        self.time_left = StageLabel(theme, "muted")
        self.muted = StageLabel(theme, "amber", bold=True)
        self.bar = SessionBar(theme)
        self.ring = Ring(theme)
        self.dots = DotRow(theme)
        self.under_ring = UnderRing(theme, bold=True)
        self.under_ring.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.under_ring.setWordWrap(True)
        self.note = StageLabel(theme, "amber", bold=True)
        self.note.setWordWrap(True)
        self.note.hide()
        self.caption = Caption(theme)
        self.next = StageLabel(theme, "muted")
        self._next = ""  # in full
        self._cut_for: object = None  # what it was cut for
        self.buttons = session_buttons(theme, keys, self.next)
        self.buttons.requested.connect(self.requested)
        self.why = self.buttons.button(PlayerCommand.WHY)
        self.buttons.show_button(PlayerCommand.WHY, False)
        self._lay_out()
        theme.changed.connect(self._fit)
        for part in (self.figure, self.ring):
            part.installEventFilter(self)

    def show_view(self, view: StageView) -> None:
        """Show a view."""
        self.title.setText(view.title)
        self.side.setText(view.side)
        self.time_left.setText(view.time_left)
        self.bar.show_segments(view.segments)
        self.ring.show_face(view.ring)
        self.dots.show_dots(view.dots)
        self.under_ring.setText(view.under_ring)
        self.under_ring.set_colour("accent" if view.calls else "ink")
        self._show_under_ring(calls=view.calls)
        self._fit_top()
        self.note.set_colour(view.note_tone)
        self._low_ring = bool(view.note) and (bool(view.ring.icon) or len(view.ring.text) == 1)
        fitted_for = (view.note, view.explains, view.ring.icon if view.calls else None, self._low_ring)
        if fitted_for != self._fitted_for:
            self._fitted_for = fitted_for
            self.note.setText(view.note)
            self.note.setVisible(bool(view.note))
            self.buttons.show_button(PlayerCommand.WHY, view.explains)
            self._fit()
        self._show_space(*view.space)
        self.caption.show_text(view.caption)
        cut_for = (view.next, view.space, self.buttons.width())
        if cut_for != self._cut_for:  # thirty times a second it would cost as much as the figure
            self._cut_for, self._next = cut_for, view.next
            self._show_next()

    def _show_space(self, text: str, icon: str) -> None:
        button = self.buttons.button(PlayerCommand.PAUSE)
        if button.text() != text:
            button.set_text(text)
            button.set_icon_name(icon)
            button.set_key(self._keys.cap(PlayerCommand.READY if text == READY else PlayerCommand.PAUSE))

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the sizes for the present window."""
        self._sizes = sizes
        gap = GAP_PX // 2 if self.buttons.rows is Rows.WORDS else GAP_PX
        top = sizes.px(2 * gap) - (ABOVE_MORE_PX if self._above is not None else 0)
        self._column.setContentsMargins(sizes.margin, max(0, top), sizes.margin, sizes.px(2 * gap))
        self._column.setSpacing(sizes.px(gap))
        least = round(NOTE_LEAST * LEAST_TEXT_PX * self._theme.text_factor) if sizes.text >= 1.0 else 0
        for label, px in (
            (self.muted, sizes.next_line),
            (self.note, max(sizes.next_line, least)),
            (self.next, sizes.next_line),
        ):
            label.set_px(px)
        self.bar.set_sizes(sizes)
        self.ring.set_sizes(sizes)
        self.dots.set_sizes(sizes)
        self.caption.set_sizes(sizes)
        self._show_under_ring(calls=self._calls)
        self._fit_top()

    def show_muted(self, muted: bool) -> None:
        """Show in words and by an icon that the sound is off, or on."""
        self.muted.setText("Sound off" if muted else "")
        button = self.buttons.button(PlayerCommand.MUTE)
        button.set_icon_name("mute" if muted else "sound")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let all sizes follow the window."""
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Emit `clicked`, or `pause_requested` for another button than the left one."""
        (self.clicked if event.button() is Qt.MouseButton.LeftButton else self.pause_requested).emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a click on figure or ring too."""
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            self.mousePressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def add_above(self, widget: QWidget) -> None:
        """Keep something in the top line, before the time that is left."""
        self._top.insertWidget(self._top.indexOf(self.time_left), widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._above = widget
        widget.show()
        self._fit()

    def remove_above(self) -> None:
        """Take it away again."""
        if self._above is not None:
            self._top.removeWidget(self._above)
            self._above = None
            self._fit()

    def _show_under_ring(self, *, calls: bool) -> None:
        """Set the size of the line under the ring: where it asks for something, that of a caption."""
        self._calls = calls
        fits = (self.under_ring.text(), calls, self._sizes, self.width())
        if fits == self._under_ring_fits:
            return
        self._under_ring_fits = fits
        lines = 2 if calls else 1
        room = self.width() * RING_SHARE // 100 - self._sizes.margin
        for share in TEXT_STEPS:
            self.under_ring.set_px(round((self._sizes.call if calls else self._sizes.under_ring) * share))
            metrics = self.under_ring.fontMetrics()
            words = metrics.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, self.under_ring.text())
            height = metrics.lineSpacing() * lines + Space.XXS
            if words.height() <= height and words.width() <= room:
                break
        self.under_ring.setFixedHeight(height)

    def _fit(self) -> None:
        """Let all sizes follow the window; what is tried on the way is laid out at once, and would ask for it again."""
        if self._fitting:
            return
        self._fitting = True
        for _ in range(MOST_FITS):
            size = self.size()
            self._fit_once()
            if self.size() == size:
                break
        self._show_next()
        self._fitting = False

    def _fit_once(self) -> None:
        """Let words be as large as the user wants them, or as the ring leaves room for."""
        text = self._theme.text_factor
        sizes = StageSizes.for_window(self.width(), self.height(), text)
        room = self.width() - 2 * sizes.margin
        ring = RING_CALL_PX if self._calls or self._low_ring else RING_LEAST_PX
        rows, tight = self._rows_here(), RING_TIGHT_PX
        if self._calls and text > 1.0 and not self.note.isHidden():
            ring = tight = RING_BESIDE_CALL_PX
        tried = [(ring, rows)]
        if rows is Rows.WORDS and text > 1.0:
            tried.append((RING_SMALLER_PX, rows))
        if (rows is Rows.WORDS and text > 1.0) or (rows is Rows.APART and self._calls):
            tried.append((tight, rows))  # no number is in it, or a smaller one: the buttons keep their words
        if rows is not Rows.ICONS:
            tried.append((ring, Rows.ICONS))
        if not any(self._fits(sizes, room, *each) for each in tried):
            self._fits(sizes, room, tight, Rows.ICONS, any_text=True)

    def _fits(self, sizes: StageSizes, room: int, ring_px: int, rows: Rows, *, any_text: bool = False) -> bool:
        """Look for the largest words with which all has room; `any_text`: however small.

        What comes next is left out, and the ring is smaller, before words are.
        """
        text = sizes.text
        least = 0.0 if any_text else min(text, LEAST_TEXT[rows])
        if not self.buttons.fit(sizes, room, rows) and not any_text:
            return False
        for share in TEXT_STEPS:
            if text * share < least:
                return False
            self.set_sizes(replace(sizes, text=text * share))
            self.ring.setMinimumHeight(sizes.px(ring_px))
            if least_size(self._column, self.width()).height() <= self.height():
                return True
        return False

    def _rows_here(self) -> Rows:
        """Return how the buttons stand in an ordinary step in this window.

        They stand so in every step, as far as there is room: else they would move under the pointer.
        """
        window = (self.size(), self._theme.text_factor, self._above is None)
        if window != self._rows_for:
            note, words, calls = not self.note.isHidden(), self.under_ring.text(), self._calls
            self.note.hide()
            self.under_ring.setText(ORDINARY_WORDS)
            self._calls = False
            sizes = StageSizes.for_window(self.width(), self.height(), self._theme.text_factor)
            room = self.width() - 2 * sizes.margin
            tried = [(RING_LEAST_PX, Rows.APART), (RING_LEAST_PX, Rows.WORDS)]
            if sizes.text > 1.0:  # who wants larger words gets those of the buttons rather than a large number
                tried += [(RING_SMALLER_PX, Rows.WORDS), (RING_TIGHT_PX, Rows.WORDS)]
            self._rows = next((each[1] for each in tried if self._fits(sizes, room, *each)), Rows.ICONS)
            self._rows_for = window
            self.note.setVisible(note)
            self.under_ring.setText(words)
            self._calls = calls
        return self._rows

    def _fit_top(self) -> None:
        """Keep the top line on one line: with long names its words are smaller."""
        sizes = self._sizes
        labels = (self.title, self.side, self.time_left)
        above = self._above.sizeHint().width() + Space.L if self._above is not None else 0
        fits = (*(label.text() for label in labels), self.muted.text(), above, sizes, self.width())
        if fits == self._top_fits:
            return
        self._top_fits = fits
        room = self.width() - 2 * sizes.margin - 4 * Space.L - self.muted.sizeHint().width() - above
        font = self._theme.font(Type.BODY, bold=True, tabular=True)
        advance = sum(QFontMetrics(font).horizontalAdvance(label.text()) for label in labels)
        px = min(sizes.title, int(room * font.pixelSize() / max(advance, 1)))
        for label in labels:
            label.set_px(px)

    def _lay_out(self) -> None:
        self._top = top = QHBoxLayout()
        top.setSpacing(Space.L)
        top.addWidget(self.title)
        top.addWidget(self.side)
        top.addStretch(1)
        top.addWidget(self.muted)
        top.addWidget(self.time_left)
        ring_side = QVBoxLayout()
        ring_side.addWidget(self.ring, 1)
        ring_side.addWidget(self.dots)
        ring_side.addWidget(self.under_ring)
        middle = QHBoxLayout()
        middle.addWidget(self.figure, FIGURE_SHARE)
        middle.addLayout(ring_side, RING_SHARE)
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addWidget(self.bar)
        self._column.addLayout(middle, 1)
        self._column.addWidget(self.note)
        self._column.addWidget(self.caption)
        self._column.addWidget(self.buttons)

    def _show_next(self) -> None:
        """Show what comes next, cut to the room beside the buttons as they are now: it is said in full later."""
        metrics = QFontMetrics(self.next.font())
        room_px = max(1, self.buttons.line_px)
        self.next.setText(metrics.elidedText(self._next, Qt.TextElideMode.ElideRight, room_px))
