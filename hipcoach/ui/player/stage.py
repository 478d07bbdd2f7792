"""The stage: figure, ring, caption, the next step, and a row of large buttons with their keys."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hipcoach.coach.keys import KeyTable, PlayerCommand
from hipcoach.ui.player.stage_buttons import StageButtons, StagePainButton
from hipcoach.ui.player.stage_view import StageView
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.caption import Caption
from hipcoach.ui.widgets.ring import Ring
from hipcoach.ui.widgets.session_bar import SessionBar
from hipcoach.ui.widgets.stage_label import StageLabel

FIGURE_SHARE, RING_SHARE = 55, 45  # of the width


class Stage(QWidget):
    """Shows one `StageView`. A click beside the buttons emits `clicked`."""

    requested = Signal(object)  # PlayerCommand
    clicked = Signal()

    def __init__(self, theme: Theme, figure: QWidget, keys: KeyTable) -> None:
        super().__init__()
        self._theme = theme
        self._keys = keys
        self._sizes = StageSizes(1.0)
        self._under_lines = 1
        self.figure = figure
        self.title = StageLabel(theme, bold=True)
        self.side = StageLabel(theme, "accent", bold=True)
        self.time_left = StageLabel(theme, "muted")
        self.muted = StageLabel(theme, "amber", bold=True)
        self.bar = SessionBar(theme)
        self.ring = Ring(theme)
        self.under_ring = StageLabel(theme, bold=True)
        self.under_ring.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.under_ring.setWordWrap(True)
        self.note = StageLabel(theme, "amber", bold=True)
        self.note.setWordWrap(True)
        self.why = self._make_why(theme)
        self.caption = Caption(theme)
        self.next = StageLabel(theme, "muted")
        self.buttons = self._make_buttons(theme)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        for part in (self.figure, self.ring):
            part.installEventFilter(self)

    def show_view(self, view: StageView) -> None:
        """Show a view."""
        self.title.setText(view.title)
        self.side.setText(view.side)
        self.time_left.setText(view.time_left)
        self.bar.show_segments(view.segments)
        self.ring.show_face(view.ring)
        self.under_ring.setText(view.under_ring)
        self.under_ring.set_colour("accent" if view.calls else "ink")
        self._under_lines = 2 if view.calls else 1
        self._fit_under_ring()
        self.note.setText(view.note)
        self.note.setVisible(bool(view.note) or view.explains)  # keeps "why?" at the right
        self.note.set_colour(view.note_tone)
        self.why.setVisible(view.explains)
        self._show_space(*view.space)
        self.caption.show_text(view.caption)
        self.next.setText(self._shortened(view.next))

    def _show_space(self, text: str, icon: str) -> None:
        button = self.buttons.button(PlayerCommand.PAUSE)
        if button.text() != text:
            button.set_text(text)
            button.set_icon_name(icon)

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the sizes for the present window."""
        self._sizes = sizes
        self._column.setContentsMargins(sizes.margin, sizes.px(16), sizes.margin, sizes.px(14))
        self._column.setSpacing(sizes.px(8))
        for label, px in (
            (self.title, sizes.title),
            (self.side, sizes.title),
            (self.time_left, sizes.title),
            (self.muted, sizes.next_line),
            (self.under_ring, sizes.under_ring),
            (self.note, sizes.next_line),
            (self.next, sizes.next_line),
        ):
            label.set_px(px)
        self.bar.set_sizes(sizes)
        self.ring.set_sizes(sizes)
        self.caption.set_sizes(sizes)
        self.buttons.set_sizes(sizes)
        self.why.set_sizes(sizes)
        self._fit_under_ring()

    def show_muted(self, muted: bool) -> None:
        """Show in words and by an icon that the sound is off, or on."""
        self.muted.setText("Sound off" if muted else "")
        button = self.buttons.button(PlayerCommand.MUTE)
        button.set_icon_name("mute" if muted else "sound")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let all sizes follow the window."""
        super().resizeEvent(event)
        self._on_theme_changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Emit `clicked`."""
        self.clicked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Emit `clicked` for a click on figure or ring too."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self.clicked.emit()
            return True
        return super().eventFilter(watched, event)

    def _fit_under_ring(self) -> None:
        self.under_ring.setFixedHeight(self.under_ring.fontMetrics().lineSpacing() * self._under_lines + Space.XXS)

    def _on_theme_changed(self) -> None:
        self.set_sizes(StageSizes.for_window(self.width(), self.height(), self._theme.text_factor))

    def _make_buttons(self, theme: Theme) -> StageButtons:
        row = StageButtons(theme, self._keys)
        row.add(PlayerCommand.PAUSE, "Pause", "pause")
        row.add(PlayerCommand.BACK, "Back", "back")
        row.add(PlayerCommand.SKIP, "Skip", "skip")
        row.add(PlayerCommand.INSTRUCTIONS, "Again", "again")
        row.add(PlayerCommand.MORE_TIME, "Time", "clock").setAccessibleName("More time")
        row.add(PlayerCommand.MUTE, "", "sound").setAccessibleName("Sound on or off")
        row.row.addStretch(1)
        pain = row.add(PlayerCommand.PAIN, "It hurts more", "pain", StagePainButton)
        pain.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # never narrowed for the others
        row.requested.connect(self.requested)
        return row

    def _make_why(self, theme: Theme) -> StageButtons:
        """Return the button "Why?" beside the note, hidden until there is something to explain."""
        row = StageButtons(theme, self._keys)
        row.add(PlayerCommand.WHY, "Why?", "help")
        row.requested.connect(self.requested)
        row.hide()
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
        ring_side.addWidget(self.under_ring)
        middle = QHBoxLayout()
        middle.addWidget(self.figure, FIGURE_SHARE)
        middle.addLayout(ring_side, RING_SHARE)
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addWidget(self.bar)
        self._column.addLayout(middle, 1)
        note_row = QHBoxLayout()
        note_row.setSpacing(Space.M)
        note_row.addWidget(self.note, 1)
        note_row.addWidget(self.why, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(note_row)
        self._column.addWidget(self.caption)
        self._column.addWidget(self.next)
        self._column.addWidget(self.buttons)

    def _shortened(self, text: str) -> str:
        """Return a text cut to one line: it is said in full later."""
        room = max(1, self.width() - 2 * self._column.contentsMargins().left())
        return QFontMetrics(self.next.font()).elidedText(text, Qt.TextElideMode.ElideRight, room)
