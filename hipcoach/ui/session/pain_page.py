"""The question how much it hurts now, before a session, after it, the day after, or during a pain rest."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.types import Side
from hipcoach.coach.pain_question import (
    AREA_TEXT,
    AREAS,
    EFFORT_TEXT,
    NOT_PAIN,
    SIDE_TEXT,
    SIDES,
    SORENESS,
    SORENESS_HINT,
    SORENESS_TEXT,
    STIFFNESS,
    STIFFNESS_TEXT,
    NumberQuestion,
    PainAnswer,
)
from hipcoach.safety.after import Soreness
from hipcoach.safety.types import Area
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.key_press import key_press
from hipcoach.ui.widgets.label import Heading, Lead, MutedLabel
from hipcoach.ui.widgets.nrs_row import EFFORT_WORDS, IN_VIEW_NOW, NrsRow
from hipcoach.ui.widgets.seen_questions import MAY_BE_LEFT_OUT, SeenQuestions
from hipcoach.ui.widgets.step_page import StepPage

V = TypeVar("V", bound=str)
GO_ON, NEXT, BACK = "Go on", "Next", "Back"
NOT_KEPT = "The {score} that you chose is not kept yet"
EFFORT_NOT_KEPT = "How hard it was, {score}, is not kept yet"
LEAVE_AGAIN = "{not_kept}: go on with it, or choose “{way}” again to leave without it."
SKIP, LEAVE_OUT, EFFORT_ALONE = "Skip this question", "Leave the number out", "Go on with how hard it was"
IT_STANDS = "Leave it as it was"  # after "No": what was given stands
LEFT_OUT = "No number is chosen any more."
SAME_SPOT = "Nothing was skipped: that was still the press for the page before. Press again to skip."
NO_NUMBER = "No number is chosen yet: type it, or choose it with the arrow keys."


class PainPage(StepPage):
    """Asks for the number first; the rest is shown once there is a number. Skipping is always possible."""

    answered = Signal(object)  # PainAnswer
    back_asked = Signal()

    def __init__(self, theme: Theme, question: NumberQuestion, *, leave: str = "Not now") -> None:
        """`leave` names the way back, where there is one."""
        super().__init__(theme, question.text, leave=leave)
        self._question, self._leave = question, leave
        self._kept: PainAnswer | None = None  # what was answered before
        self._told: tuple[str, PainAnswer] | None = None  # on which way it was said that this is not kept
        where, next_day = question.where, question.next_day
        self.body.setSpacing(Space.XS)
        if question.lead:
            self.body.addWidget(Lead(theme, question.lead))
        self.body.addWidget(MutedLabel(theme, NOT_PAIN))
        self.row = NrsRow(theme, question.keys)
        self.row.changed.connect(self._on_row_changed)
        self.row.came_into_view.connect(lambda: self.say_of(self.row, IN_VIEW_NOW))
        self.body.addWidget(self.row)
        self._more = QWidget()
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(Space.XXS)  # all on one page of 768
        self._seen = SeenQuestions(self)
        self.areas = self._choices(more, AREA_TEXT, AREAS) if where else None
        self.sides = self._choices(more, SIDE_TEXT, SIDES) if where else None
        if self.areas is not None:
            self.areas.changed.connect(self._on_area_changed)
        self.soreness = self._choices(more, SORENESS_TEXT, SORENESS, SORENESS_HINT) if next_day else None
        self.stiffness = self._choices(more, STIFFNESS_TEXT, STIFFNESS) if next_day else None
        self.effort: NrsRow | None = None
        self._effort_reached = False
        if question.effort:
            heading = Heading(theme, EFFORT_TEXT)
            more.addWidget(heading)
            self.effort = NrsRow(theme, "Effort, 0 to 10", words=EFFORT_WORDS)
            self.effort.changed.connect(self._on_effort_changed)
            more.addWidget(self.effort)
            self._seen.add(heading, self.effort, lambda: self.effort is not None and self.effort.value is None)
        self.body.addWidget(self._more)
        self._more.setVisible(question.effort)
        self._skip = QuietButton(theme, SKIP if question.given is None else IT_STANDS, large=True)
        self.bar.insertWidget(1 if leave else 0, self._skip)  # under no button that the page before ended with
        self._skip.leaves_out = True
        self._skip.left_nothing_out.connect(lambda: self.say_above_bar(SAME_SPOT))
        self._skip.clicked.connect(self._on_skip_clicked)
        self._go_on = self.add_primary(GO_ON if self.effort is None else NEXT)
        self._go_on.setEnabled(False)
        self.say_missing(NO_NUMBER)
        self._go_on.clicked.connect(self._on_go_on_clicked)
        self.frame.verticalScrollBar().rangeChanged.connect(self._show_numbers)
        if question.given is not None:  # the number was wrong, and nothing was said of the rest
            self._fill_in_rest(question.given)
            self._kept = self.answer()

    def offer_back(self) -> None:
        """Offer to go back by one page."""
        self.add_back().clicked.connect(lambda: self._ask_or(BACK, self.back_asked.emit))

    def leave(self) -> None:
        """Leave; where a number is chosen, only once it was said that it is not kept."""
        self._ask_or(self._leave, super().leave)

    def becomes_final(self) -> str:
        """Return that the number that is chosen is not kept, as the window closes."""
        return f"{self._not_kept}." if self._chosen_anew else ""

    def take_marked(self) -> None:
        """Answer with what is chosen, how hard it was by itself as well."""
        if self._chosen_anew:
            self.answered.emit(self.answer())

    @property
    def _chosen(self) -> int | None:
        """The number that is chosen; where there is none, how hard it was."""
        effort = self.effort.value if self.effort is not None else None
        return effort if self.row.value is None else self.row.value

    @property
    def _not_kept(self) -> str:
        return (EFFORT_NOT_KEPT if self.row.value is None else NOT_KEPT).format(score=self._chosen)

    @property
    def _chosen_anew(self) -> bool:
        return self._chosen is not None and self.answer() != self._kept

    def _ask_or(self, way: str, go: Callable[[], object]) -> None:
        """Go this way; where that would lose a number, say so first."""
        if self._chosen_anew and self._told != (way, self.answer()):
            self._told = way, self.answer()
            self.say_above_bar(LEAVE_AGAIN.format(not_kept=self._not_kept, way=way))
        else:
            go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let digits answer the question about pain, and correct it, until Enter or Tab has led to the next one."""
        press = key_press(event)
        if press.digit is None or not self.row.press(press):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Move the focus; from how hard it was, the main button leads off the page."""
        moved = super().focusNextPrevChild(next)
        if self.effort is not None and self.effort.isAncestorOf(self.window().focusWidget()):
            self._reach_effort()
        return moved

    def _reach_effort(self) -> None:
        """Let the main button lead on from here: how hard it was has been come to, and may be left out."""
        self._effort_reached = True
        self._go_on.set_text(GO_ON)

    def _go_to_effort(self, effort: NrsRow) -> None:
        """Lead from the number to how hard it was."""
        self._reach_effort()
        self.say_above_bar(f"{EFFORT_TEXT} {MAY_BE_LEFT_OUT}")
        self.frame.ensureWidgetVisible(effort, 0, RING_PX)
        effort.take_focus()

    def _show_numbers(self) -> None:
        """Keep all numbers in view, on a small window with large text too, until one is chosen."""
        if self.row.value is not None:
            return
        if self.frame.from_top_px(self.row, self.row.numbers.bottom()) <= self.frame.seen_px:
            self.frame.to_top()  # the question is read before its numbers
        else:
            self.frame.ensureWidgetVisible(self.row, 0, RING_PX)

    def _on_go_on_clicked(self) -> None:
        if self.effort is not None and not self._effort_reached:
            self._go_to_effort(self.effort)
        elif not self._seen.show_next():
            self.submit()

    def answer(self) -> PainAnswer:
        """Return what is chosen now."""
        area, side, soreness = _value(self.areas), _value(self.sides), _value(self.soreness)
        return self._question.answer(
            self.row.value,
            area=Area(area) if area else None,
            side=Side(side) if side else None,
            soreness=Soreness(soreness) if soreness else None,
            stiffness=_value(self.stiffness),
            effort=self.effort.value if self.effort is not None else None,
        )

    def _choices(self, layout: QVBoxLayout, text: str, choices: Mapping[V, str], hint: str = "") -> ChoiceRow:
        row = ChoiceRow(self.theme, text, tuple(Choice(value, words) for value, words in choices.items()))
        heading = Heading(self.theme, text)
        layout.addWidget(heading)
        if hint:
            layout.addWidget(MutedLabel(self.theme, hint))
            row.setAccessibleDescription(hint)
        row.changed.connect(self._on_answered)
        layout.addWidget(row)
        self._seen.add(heading, row, lambda: row.value is None)
        return row

    def _on_row_changed(self, score: int) -> None:
        self._go_on.setEnabled(True)
        self._skip.set_text(LEAVE_OUT)  # a number is not thrown away by what seems to leave out the questions after it
        self.say_missing("")
        asks_on_zero = self.effort is not None or self.stiffness is not None
        self._more.setVisible(score > 0 or asks_on_zero)

    def _on_skip_clicked(self) -> None:
        """Skip. Where a number is chosen, only that is left out, and it is said: the next press skips."""
        if self.row.value is None:
            self.answered.emit(self.answer())
            return
        self.row.set_value(None)
        self._skip.set_text(self._skip_words)
        self._go_on.setEnabled(False)
        self._more.setVisible(self._question.effort)
        self.say_missing(NO_NUMBER)
        self.say_above_bar(LEFT_OUT)
        self.frame.ensureWidgetVisible(self.row, 0, RING_PX)

    def _on_answered(self) -> None:
        """Take away what was said of a question that may be left out: it is answered."""
        if self.row.value is not None:
            self.say_missing("")

    def _on_area_changed(self) -> None:
        """Let Enter lead to the side first, where that is out of view: who names a place has one in mind."""
        if self.sides is not None:
            self._seen.ask_anew(self.sides)

    @property
    def _skip_words(self) -> str:
        """What leaves the number out: where it was said how hard it was, that is kept, and nothing is skipped."""
        if self._question.given is not None:
            return IT_STANDS
        return SKIP if self.effort is None or self.effort.value is None else EFFORT_ALONE

    def _on_effort_changed(self, _effort: int) -> None:
        self._reach_effort()
        if self.row.value is None:
            self._skip.set_text(self._skip_words)
        self._on_answered()

    def choose(self, score: int) -> None:
        """Choose the number, as its key does."""
        self.row.set_value(score)
        self._on_row_changed(score)

    def choose_effort(self, effort: int) -> None:
        """Choose how hard it was, where that is asked."""
        if self.effort is not None:
            self.effort.set_value(effort)
            self._reach_effort()

    def fill_in(self, pain: PainAnswer) -> None:
        """Show what was answered before."""
        if pain.score is None:
            return
        self._kept = pain
        self.choose(pain.score)
        self._fill_in_rest(pain)

    def _fill_in_rest(self, pain: PainAnswer) -> None:
        """Show what was answered besides the number."""
        if pain.effort is not None:
            self.choose_effort(pain.effort)
        for row, value in (
            (self.areas, pain.area),
            (self.sides, pain.side),
            (self.soreness, pain.soreness),
            (self.stiffness, pain.stiffness),
        ):
            if row is not None and value is not None:
                row.set_values((value,))

    def submit(self) -> None:
        """Answer with what is chosen, once there is a number."""
        if self.row.value is not None:
            self.answered.emit(self.answer())


def _value(row: ChoiceRow | None) -> str | None:
    return row.value if row is not None else None
