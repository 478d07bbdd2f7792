"""The screening: every sign on one page, before every session, with an explicit "None of these"."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coach.session_words import SIGN_HEADINGS
from hipcoach.safety.rule import ScreenItem, Tier
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.flow_layout import GridFlow
from hipcoach.ui.widgets.label import BodyText, Heading, MutedLabel
from hipcoach.ui.widgets.read_to_end import ReadToEnd
from hipcoach.ui.widgets.step_page import StepPage

NOTHING_MARKED = "Mark what applies, or go to “None of these” by Shift and Tab."
NOT_KEPT = "What you marked is not kept yet."
LEAVE_AGAIN = f"{NOT_KEPT[:-1]}: go on with it, or choose “Not now” again to leave without it."
MORE_SIGNS = "Read these signs too, then answer."
COLUMN_PX = 350  # three beside each other on 1366: all on one page


class ScreenPage(StepPage):
    """Nothing is preselected. "None of these" is an answer of its own, and Enter gives it only with the focus on it."""

    answered = Signal(object)  # tuple of ids; () is "None of these"

    def __init__(self, theme: Theme, items: Sequence[ScreenItem], *, leave: str = "Not now", lead: str = "") -> None:
        super().__init__(theme, "Are any of these new, or true today?", leave=leave, wide=True)
        self.body.setSpacing(Space.S)
        if lead:
            self.body.addWidget(BodyText(theme, lead))
        self._boxes: dict[str, CheckRow] = {}
        holder = QWidget()
        columns = GridFlow(holder, column_px=theme.scaled(COLUMN_PX), gap=Space.L)
        for tier in Tier:
            columns.addWidget(self._column([item for item in items if item.tier is tier], SIGN_HEADINGS[tier]))
        self.body.addWidget(holder)
        self._ticked_line = MutedLabel(theme, "")
        self._ticked_line.setWordWrap(False)
        self.bar.addWidget(self._ticked_line, 0, Qt.AlignmentFlag.AlignVCenter)
        self._go_on = self.add_primary("Go on with what I marked")
        self._go_on.clicked.connect(self._submit)
        self._none = self.add_button(PrimaryButton(theme, "None of these", large=True))
        self._none.clicked.connect(self._on_none_clicked)
        self._read = ReadToEnd(self, MORE_SIGNS)
        self._told_not_kept: tuple[str, ...] = ()  # what was marked as that was said
        self._show_ways()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the signs marked, in the order shown."""
        return tuple(id_ for id_, box in self._boxes.items() if box.isChecked())

    def tick(self, ids: Sequence[str]) -> None:
        """Mark signs that were marked before."""
        for id_ in ids:
            self._boxes[id_].setChecked(True)

    def box(self, id_: str) -> CheckRow:
        """Return the box of one sign."""
        return self._boxes[id_]

    def leave(self) -> None:
        """Leave; where something is marked, only once it was said that it is not kept."""
        if self.ticked and self.ticked != self._told_not_kept:
            self._told_not_kept = self.ticked
            self.say_above_bar(LEAVE_AGAIN)
        else:
            super().leave()

    def becomes_final(self) -> str:
        """Return that marked signs are lost as the window closes: only going on answers with them."""
        return NOT_KEPT if self.ticked else ""

    def take_marked(self) -> None:
        """Answer with what is marked. Where nothing is, do nothing: "None of these" has to be said."""
        self._submit()

    def _column(self, items: Sequence[ScreenItem], heading: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Heading(self.theme, heading))
        for item in items:
            column.addWidget(self._box(item))
        column.addStretch(1)
        return holder

    def _box(self, item: ScreenItem) -> CheckRow:
        box = CheckRow(self.theme, item.says)
        box.toggled.connect(lambda _on: self._on_box_toggled())
        self._boxes[item.id] = box
        return box

    def _on_box_toggled(self) -> None:
        self._show_ways()
        if self._told_not_kept:  # that was of other marks
            self._told_not_kept = ()
            self.say_above_bar("")
        announce(self, f"{len(self.ticked)} marked")

    def _show_ways(self) -> None:
        marked = len(self.ticked)
        self._none.setVisible(not marked)
        self._go_on.setVisible(bool(marked))
        self.make_primary(self._go_on)
        self.say_missing("" if marked else NOTHING_MARKED)
        self._ticked_line.setText(f"{marked} marked" if marked else "")

    def _on_none_clicked(self) -> None:
        """Answer that there are none. Where some have not been in view, show the next of them first."""
        if not self._read.show_next(tuple(self._boxes.values())):
            self.answered.emit(())

    def _submit(self) -> None:
        if self.ticked:
            self.answered.emit(self.ticked)
