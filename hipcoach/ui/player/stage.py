"""The stage: figure, ring, caption, the next step, and a row of large buttons with their keys."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coach.keys import KeyTable
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.player.stage_buttons import StageButtons
from hipcoach.ui.player.stage_view import READY, SPACE, StageView
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
LARGE_TEXT = 1.4  # who wants larger words gets them rather than what comes next
RING_LEAST_PX = 275  # in it a number keeps its height
RING_CALL_PX = 200  # with no number in it, or one digit, while there are other words to show
RING_TIGHT_PX = 140  # in a small window with large text
NOTE_LEAST = 0.85  # of the user's own text size: a sentence on pain, or on what happened meanwhile
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
        self._fitted_for = ("", False, False, False)  # what takes room, or leaves it
        self._top_fits: object = None  # what the words of the top line were fitted to
        self._under_ring_fits: object = None
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
        self.buttons = self._make_buttons(theme)
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
        fitted_for = (view.note, view.explains, view.calls, self._low_ring)
        if fitted_for != self._fitted_for:
            self._fitted_for = fitted_for
            self.note.setText(view.note)
            self.note.setVisible(bool(view.note))
            self.buttons.show_button(PlayerCommand.WHY, view.explains)
            self._fit()
        self._show_space(*view.space)
        self.caption.show_text(view.caption)
        self._next = view.next
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
        self._column.setContentsMargins(sizes.margin, sizes.px(16), sizes.margin, sizes.px(14))
        self._column.setSpacing(sizes.px(8))
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
        before = ((RING_TIGHT_PX, True),) if self._calls else ()  # no number is in it: the buttons keep their words
        last = (RING_TIGHT_PX, False)
        for ring_px, apart in ((ring, True), *before, (ring, False), last):
            self.buttons.fit(sizes, room, apart=apart)
            for share in TEXT_STEPS:
                least = min(text, LARGE_TEXT) if apart else 1.0
                if (ring_px, apart) != last and text * share < least:
                    break  # what comes next is left out, and the ring is smaller, before words are
                self.set_sizes(replace(sizes, text=text * share))
                self.ring.setMinimumHeight(sizes.px(ring_px))
                if least_size(self._column, self.width()).height() <= self.height():
                    return

    def _fit_top(self) -> None:
        """Keep the top line on one line: with long names its words are smaller."""
        sizes = self._sizes
        labels = (self.title, self.side, self.time_left)
        fits = (*(label.text() for label in labels), self.muted.text(), sizes, self.width())
        if fits == self._top_fits:
            return
        self._top_fits = fits
        room = self.width() - 2 * sizes.margin - 4 * Space.L - self.muted.sizeHint().width()
        font = self._theme.font(Type.BODY, bold=True, tabular=True)
        advance = sum(QFontMetrics(font).horizontalAdvance(label.text()) for label in labels)
        px = min(sizes.title, int(room * font.pixelSize() / max(advance, 1)))
        for label in labels:
            label.set_px(px)

    def _make_buttons(self, theme: Theme) -> StageButtons:
        row = StageButtons(theme, self._keys, self.next)
        row.add_quiet(PlayerCommand.WHY, "Why?", "help")
        row.add_quiet(PlayerCommand.MUTE, "Sound", "sound").setAccessibleName("Sound on or off")
        row.add_quiet(PlayerCommand.FULL_SCREEN, "Full screen", "screen")
        row.add_quiet(PlayerCommand.SIGNS, "Signs", "warning").setAccessibleName("Signs that end a session")
        row.add_quiet(PlayerCommand.HELP, "Keys", "keys", spare=True).setAccessibleName("Keys during a session")
        row.add_quiet(PlayerCommand.ASK, "End", "close").setAccessibleName("End the session")
        row.add(PlayerCommand.PAUSE, "Pause", "pause", others=[words for words, _icon in SPACE.values()]).at_once = True
        row.add(PlayerCommand.BACK, "Back", "back")
        row.add(PlayerCommand.SKIP, "Skip", "skip")
        row.add(PlayerCommand.INSTRUCTIONS, "Again", "again")
        row.add(PlayerCommand.MORE_TIME, "Time", "clock").setAccessibleName("More time")
        row.add_pain("It hurts more")
        row.requested.connect(self.requested)
        return row

    def _lay_out(self) -> None:
        top = QHBoxLayout()
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
