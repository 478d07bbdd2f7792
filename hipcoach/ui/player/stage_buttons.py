"""The large buttons under the stage. Space presses the one that Tab came to; after a click it still pauses.

Where their words have no room, the buttons are icons, named for screen readers and by a tool tip. "It hurts more" keeps
its words and its size on every window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coach.keys import KeyTable
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.larger import LargerTheme
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space, Type
from hipcoach.ui.widgets.button import Button, DangerButton, PlainButton
from hipcoach.ui.widgets.key_press import ENTER
from hipcoach.ui.widgets.layout_items import widgets_in
from hipcoach.ui.widgets.room import least_size

PRESSES = ENTER | {Qt.Key.Key_Space}


@dataclass(frozen=True, slots=True)
class RowLook:
    """How much the buttons of the row show, and how large."""

    words: bool = True
    keys: bool = True
    share: float = 1.0  # of the text size


WORDS = (RowLook(), RowLook(share=0.9), RowLook(share=0.8), RowLook(share=0.75))
ICONS = (RowLook(words=False), RowLook(words=False, share=0.8), RowLook(words=False, keys=False))
SMALLER = (RowLook(words=False, keys=False, share=0.8), RowLook(words=False, keys=False, share=0.65))
LEAST = RowLook(words=False, keys=False, share=0.5)
KEYLESS = (*WORDS, RowLook(keys=False, share=0.75), RowLook(keys=False, share=0.65))
"""Words are worth more than keys, which a tool tip has too."""
QUIET_SHARE = 0.69  # of the width, for the quiet buttons; the rest is for the line beside them


class Rows(Enum):
    """How the buttons stand."""

    APART = auto()  # the quiet ones above, beside the line
    WORDS = auto()  # no line: the quiet ones beneath as icons, so that the others keep their words
    ICONS = auto()  # no line, and no words


class StageButton(Button):
    """A button that grows with the window, with narrow margins: many stand side by side."""

    def __init__(self, theme: Theme, text: str, *, key: str, icon: str, others: Sequence[tuple[str, str]] = ()) -> None:
        """`others`: the words that it may have later, each with its key, for which room is kept."""
        self._words = text
        self._others = tuple(words for words, _key in others)
        self._other_keys = tuple(key for _words, key in others)
        self._look = RowLook()
        super().__init__(theme, text, key=key, icon=icon, large=True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_text(self, text: str) -> None:
        """Change the words and the accessible name."""
        self._words = text
        super().set_text(text)
        self.show_look(self._look)

    def show_look(self, look: RowLook) -> None:
        """Show words and key, or not; what is not shown is still the button's name."""
        self._look = look
        self.setText(self._words if look.words else "")
        self.show_key(look.keys)
        self.setToolTip("" if self.text() and look.keys else f"{self.accessibleName()} ({self.key})")
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Change the key that is shown."""
        self._show_key(key)
        self.updateGeometry()

    def line_px(self, *, key: bool) -> int:
        """Return the width with any of its words on one line: what stands beside it does not move as they change."""
        metrics = QFontMetrics(self._font())
        texts = (self.text(), *self._others) if self._look.words else (self.text(),)
        more = max(map(metrics.horizontalAdvance, texts)) - metrics.horizontalAdvance(texts[0])
        return super().line_px(key=key) + more

    def room_px(self) -> int:
        """Return its width on one line."""
        return self.sizeHint().width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button with Enter and Space, at once and once; leave every other key to the session."""
        if event.key() not in PRESSES:
            event.ignore()
        elif not event.isAutoRepeat():
            self.click()

    def _target_px(self) -> int:
        """Return the height, which follows the window; where the words are higher, they decide."""
        follows = round(self.theme.scaled(tokens.TARGET_LARGE_PX) / self.theme.text_factor)
        return max(tokens.TARGET_LARGE_PX, follows) + 2 * RING_PX

    def _keys(self) -> tuple[str, ...]:
        return (self._key, *self._other_keys)

    def _padding_px(self) -> int:
        return Space.XS if self._look == LEAST else Space.S


class StagePainButton(StageButton):
    """The button "It hurts more", in red."""

    ground, text_colour, outline = DangerButton.ground, DangerButton.text_colour, DangerButton.outline
    at_once = True


class StageQuietButton(StageButton):
    """A button for what is seldom wanted: smaller words, and an outline only under the pointer or with the focus."""

    ground, outline = PlainButton.ground, PlainButton.outline

    def _font_role(self) -> Type:
        return Type.BODY


class StageButtons(QWidget):
    """A row of stage buttons, one for each command; the one for pain at its end, or beneath where there is no room.

    Quiet ones stand above them beside a line of words. Without that line they stand beneath, beside the one for pain,
    or at the end of the row.
    """

    requested = Signal(object)  # PlayerCommand

    def __init__(self, theme: Theme, keys: KeyTable, line: QWidget) -> None:
        """`line` stands beside the quiet buttons."""
        super().__init__()
        self._keys = keys
        self._theme = LargerTheme(theme, self)
        self._quiet_theme = LargerTheme(theme, self)
        self._pain_theme = LargerTheme(theme, self)  # never smaller than the user's own text size
        self._buttons: dict[PlayerCommand, StageButton] = {}
        self._pain: StageButton | None = None
        self._line = line
        self.rows = Rows.APART
        self._room_px = 0  # the width for all of it, which it has as soon as it is laid out
        self._left_out: set[QWidget] = set()
        self._spare: set[PlayerCommand] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row, self._quiet, self._beneath = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._at = self._quiet  # where the quiet buttons are
        above = QHBoxLayout()
        above.addWidget(line, 1)
        for row in (self._row, self._quiet, self._beneath):
            row.setSpacing(Space.XXS)
        above.addLayout(self._quiet)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        for row, inside in ((self._upper, self._row), (self._lower, self._beneath)):
            row.setSpacing(Space.XXS)
            row.addLayout(inside)
            row.addStretch(1)
        self._column.addLayout(above)
        self._column.addLayout(self._upper)
        self._column.addLayout(self._lower)

    def add(self, command: PlayerCommand, text: str, icon: str, *, others: Sequence[tuple[str, str]] = ()) -> Button:
        """Add a button for a command, with the command's key on it, and return it."""
        button = StageButton(self._theme, text, key=self._keys.cap(command), icon=icon, others=others)
        self._row.addWidget(button)
        return self._keep(command, button)

    def add_quiet(self, command: PlayerCommand, text: str, icon: str, *, spare: bool = False) -> Button:
        """Add a button for what is seldom wanted, and return it; a `spare` one is there where words have room."""
        if spare:
            self._spare.add(command)
        button = StageQuietButton(self._quiet_theme, text, key=self._keys.cap(command), icon=icon)
        self._quiet.addWidget(button)
        return self._keep(command, button)

    def add_pain(self, text: str) -> None:
        """Add the button for more pain."""
        command = PlayerCommand.PAIN
        self._pain = StagePainButton(self._pain_theme, text, key=self._keys.cap(command), icon="pain")
        self._keep(command, self._pain)
        self._upper.addWidget(self._pain)

    def __contains__(self, command: object) -> bool:
        """Return True if there is a button for the command."""
        return command in self._buttons

    def button(self, command: PlayerCommand) -> StageButton:
        """Return the button of a command."""
        return self._buttons[command]

    def show_button(self, command: PlayerCommand, shown: bool) -> None:
        """Show a button, or leave it out, from the next `fit` on."""
        button = self._buttons[command]
        if shown:
            self._left_out.discard(button)
        else:
            self._left_out.add(button)
        button.setVisible(shown)

    def enable(self, possible: frozenset[PlayerCommand]) -> None:
        """Enable the buttons whose command is possible now, and disable the others."""
        for command, button in self._buttons.items():
            button.setEnabled(command in possible)

    def fit(self, sizes: StageSizes, width: int, rows: Rows) -> bool:
        """Show as much of the buttons as a width has room for, and keep the height that they need.

        Return False where these rows have no room for what they are meant to show.
        """
        larger = max(1.0, sizes.window)
        self._room_px, self.rows = width, rows
        self._pain_theme.set_factor(larger)
        self._line.setVisible(rows is Rows.APART)
        pain = self._pain.sizeHint().width() + Space.XXS if self._pain is not None else 0
        fits = beside = True
        if rows is Rows.APART:
            self._place(self._quiet)
            self._fit_quiet(larger, round(width * QUIET_SHARE))
            beside = self._show_first_that_fits((*WORDS, *ICONS), larger, width - pain)
            fits = beside or self._show_first_that_fits(ICONS, larger, width)
        else:
            self._show_spare(False)
            fits = beside = rows is Rows.ICONS and self._fit_one_row(larger, width - pain)
            if not beside:
                fits = self._fit_two_rows(KEYLESS if rows is Rows.WORDS else ICONS, larger, width, width - pain)
        if not fits:
            self._place(self._row if rows is Rows.ICONS else self._at)
            self._show_first_that_fits((*ICONS, *SMALLER, LEAST), larger, width)
        if self._pain is not None:
            goal, other = (self._upper, self._lower) if beside else (self._lower, self._upper)
            other.removeWidget(self._pain)
            goal.addWidget(self._pain)
        self._lower.setContentsMargins(0, 0 if beside else Space.XXS, 0, 0)
        self.setMinimumHeight(least_size(self._column, width).height())
        return fits

    def _show_first_that_fits(self, looks: Sequence[RowLook], larger: float, room: int) -> bool:
        """Show the row in the first of these looks that has room, else in the last. Return True if one has."""
        return any(self._try_row(look, larger, room) for look in looks)

    def _fit_one_row(self, larger: float, room: int) -> bool:
        """Put the quiet buttons at the end of the row, all as icons."""
        self._place(self._row)
        return self._show_first_that_fits(ICONS, larger, room)

    def _fit_two_rows(self, looks: Sequence[RowLook], larger: float, width: int, quiet_width: int) -> bool:
        """Let the row have all of the width, with the quiet buttons beneath it as icons."""
        self._place(self._beneath)
        fits = self._show_first_that_fits(looks, larger, width)
        quiet = self._of(self._beneath)
        return fits and any(_try(quiet, self._quiet_theme, look, larger, quiet_width) for look in ICONS)

    def _fit_quiet(self, larger: float, room: int) -> None:
        """Show what there is room for of the quiet buttons, beside the line; no word is smaller than on a page."""
        for spare_shown, looks in ((True, WORDS[:1]), (False, (*WORDS[:1], *ICONS))):
            self._show_spare(spare_shown)
            if any(_try(self._of(self._quiet), self._quiet_theme, look, larger, room) for look in looks):
                return

    def _show_spare(self, shown: bool) -> None:
        for button in (self._buttons[command] for command in self._spare):
            if shown:
                self._left_out.discard(button)
            else:
                self._left_out.add(button)
            if button.isHidden() is shown:  # the page is laid out at once, and asks again
                button.setVisible(shown)

    @property
    def line_px(self) -> int:
        """Return the room for the line beside the quiet buttons."""
        return self._room_px - sum(button.room_px() + Space.XXS for button in self._of(self._quiet))

    def _place(self, goal: QHBoxLayout) -> None:
        """Put the quiet buttons beside the line, at the end of the row, or beneath it."""
        if goal is self._at:
            return
        for button in self._buttons.values():
            if isinstance(button, StageQuietButton):
                self._at.removeWidget(button)
                goal.addWidget(button)
        self._at = goal

    def _try_row(self, look: RowLook, larger: float, room: int) -> bool:
        """Set how much the row shows, with the quiet buttons where they stand in it; return True if it has room."""
        self._theme.set_factor(larger * look.share)
        theme = self._quiet_theme if self._at is self._row else self._theme
        return _try(self._of(self._row), theme, look, larger, room)

    def _of(self, row: QHBoxLayout) -> list[StageButton]:
        return [each for each in widgets_in(row) if isinstance(each, StageButton) and each not in self._left_out]

    def _keep(self, command: PlayerCommand, button: StageButton) -> Button:
        button.clicked.connect(lambda: self.requested.emit(command))
        self._buttons[command] = button
        return button


def _try(buttons: Sequence[StageButton], theme: LargerTheme, look: RowLook, larger: float, room: int) -> bool:
    """Set how much the buttons show; return True if they have room then."""
    theme.set_factor(larger * look.share)
    for button in buttons:
        button.show_look(look)
    return sum(button.room_px() + Space.XXS for button in buttons) <= room
