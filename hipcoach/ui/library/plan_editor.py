"""A plan put together in the window: its exercises, their doses, its days; checked and counted as it changes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hipcoach.catalogue.entry_file import ROUNDS
from hipcoach.catalogue.plan_file import TIMES_A_DAY
from hipcoach.catalogue.sentence import sentence
from hipcoach.catalogue.toml_document import toml_value
from hipcoach.catalogue.types import Exercise, PlanEntry
from hipcoach.catalogue.words import count, dose_of_both
from hipcoach.coach import words
from hipcoach.coach.spoken_dose import spoken_doses
from hipcoach.safety.compose import Refusal
from hipcoach.safety.types import Session
from hipcoach.sheet.keep import names_taken, with_new
from hipcoach.sheet.plan_change import PlanDraft
from hipcoach.sheet.plan_text import as_typed, free_name, slug
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.library.dose_form import DoseForm
from hipcoach.ui.library.exercise_finder import ExerciseFinder
from hipcoach.ui.library.keep_plan import keep_plan, what_is_unusual
from hipcoach.ui.library.own_exercise_form import OwnExerciseForm
from hipcoach.ui.library.reorder_list import ReorderList
from hipcoach.ui.shared.week_effects import WEEKDAYS
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.desktop_habits import as_in_a_week
from hipcoach.ui.widgets.label import BodyText, Heading, Label, Lead, MutedLabel
from hipcoach.ui.widgets.stepper import Stepper
from hipcoach.ui.widgets.undo_key import UndoKey

if TYPE_CHECKING:
    from hipcoach.catalogue.start_cache import OwnFiles


class PlanEditor(QWidget):
    """Shows a draft; each change is a new one, and the one before comes back by Undo."""

    kept = Signal(str, str)  # the plan's id, and what is unusual about it
    try_wanted = Signal(object)  # a SessionPlan of one exercise

    def __init__(
        self, context: UiContext, own: "OwnFiles", draft: PlanDraft, ask: FileChooser, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._own, self.draft, self._ask = context, own, draft, ask
        self._first, self._before = draft, list[tuple[PlanDraft, int]]()
        self._typed_in: QLineEdit | None = None  # the letters typed there one after the other are one change
        self._undo_key = UndoKey(self.undo, self)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self.title = self._field("Name of the plan", 60, lambda draft, text: draft.named(text))
        self._total = Lead(context.theme)
        self._total.setAccessibleName("Length")
        column.addWidget(self._total)
        self._add_list()
        self._add_chosen()
        column.addSpacing(Space.M)
        column.addWidget(Heading(context.theme, "Add an exercise"))
        self.finder = ExerciseFinder(context)
        self.finder.added.connect(self._on_added)
        self.finder.named.connect(self._on_named)
        self._undo_key.watch(self.finder.search)
        column.addWidget(self.finder)
        self._add_when()
        self.whose = self._field(
            "Whose sheet it is, where it is from one", 60, lambda draft, text: draft.from_sheet_of(text)
        )
        self._unusual = MutedLabel(context.theme)
        self._problem = BodyText(context.theme)
        self.keep_button = PrimaryButton(context.theme, "Keep this plan", icon="check", key="Enter")
        self.keep_button.clicked.connect(self._keep)
        for label in (self._unusual, self._problem):
            column.addWidget(label)
        column.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(0)

    # -- what may be asked of it

    @property
    def has_changes(self) -> bool:
        """Return True if something would be lost by leaving."""
        return self.draft != self._first

    def undo(self) -> bool:
        """Take back the last change. Return False where there is none."""
        if not self._before:
            return False
        self.draft, row = self._before.pop()
        self._typed_in = None
        self._show(row)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the plan by Enter, from wherever Enter has no other meaning."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.keep_button.click()
        else:
            super().keyPressEvent(event)

    # -- its parts

    def _field(self, title: str, most: int, change: Callable[[PlanDraft, str], PlanDraft]) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(title)
        field.setMaxLength(most)
        field.textEdited.connect(lambda text: self._on_typed(field, change(self.draft, as_typed(text))))
        field.editingFinished.connect(lambda: field.setCursorPosition(0))  # a long name is seen from its beginning
        self._undo_key.watch(field)
        self._column.addWidget(Label(self._context.theme, title))
        self._column.addWidget(field)
        return field

    def _add_list(self) -> None:
        theme = self._context.theme
        self._column.addSpacing(Space.S)
        self._column.addWidget(Heading(theme, "Exercises"))
        self.rows = ReorderList(theme, "Exercises of the plan, in order")
        self.rows.move_wanted.connect(self._on_moved)
        self.rows.remove_wanted.connect(self._on_removed)
        self.rows.currentRowChanged.connect(self._show_chosen)
        self._column.addWidget(self.rows)
        self._move_earlier = QuietButton(theme, "Earlier")
        self._move_later = QuietButton(theme, "Later")
        self._take_out = QuietButton(theme, "Take it out")
        self._undo_last = QuietButton(theme, "Undo", key="Ctrl+Z")
        self._move_earlier.clicked.connect(lambda: self._on_moved(self.rows.currentRow(), self.rows.currentRow() - 1))
        self._move_later.clicked.connect(lambda: self._on_moved(self.rows.currentRow(), self.rows.currentRow() + 1))
        self._take_out.clicked.connect(lambda: self._on_removed(self.rows.currentRow()))
        self._undo_last.clicked.connect(self.undo)
        self._column.addWidget(ButtonRow(self._move_earlier, self._move_later, self._take_out, self._undo_last))
        self._column.addWidget(MutedLabel(theme, "Or drag it, or press Alt with an arrow, or Delete."))

    def _add_chosen(self) -> None:
        theme = self._context.theme
        self._card = Card(theme)
        self._name = Heading(theme, "")
        self.dose = DoseForm(theme, self._undo_key)
        self.dose.changed.connect(lambda entry: self._change(self.draft.changed(self.rows.currentRow(), entry)))
        self._spoken = BodyText(theme)
        self._try_out = QuietButton(theme, "Try it out", icon="play")
        self._try_out.clicked.connect(self._on_try)
        self.described = OwnExerciseForm(self._context, self._ask)
        self.described.changed.connect(lambda each, files: self._change(self.draft.described(each, files)))
        for widget in (self._name, self.described, self.dose, self._spoken):
            self._card.body.addWidget(widget)
        self._card.body.addWidget(self._try_out, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._card)

    def _add_when(self) -> None:
        theme = self._context.theme
        self._column.addSpacing(Space.M)
        self._column.addWidget(Heading(theme, "When"))
        self.days = ChoiceRow(
            theme,
            "On which days?",
            as_in_a_week([Choice(str(n), text) for n, text in enumerate(WEEKDAYS)]),
            several=True,
        )
        self.days.changed.connect(self._on_when)
        self._column.addWidget(self.days)
        self._times = self._stepper("Times on each of these days", TIMES_A_DAY)
        self._times.changed.connect(self._on_when)
        self._rounds = self._stepper("Rounds", ROUNDS)
        self._rounds.changed.connect(lambda n: self._change(self.draft.in_rounds(int(n))))

    def _stepper(self, title: str, limits: tuple[int, int]) -> Stepper:
        stepper = Stepper(self._context.theme, title, value=limits[0], low=limits[0], high=limits[1], step=1)
        self._column.addWidget(Label(self._context.theme, title))
        self._column.addWidget(stepper, 0, Qt.AlignmentFlag.AlignLeft)
        return stepper

    # -- what its user does

    def _change(self, draft: PlanDraft, row: int | None = None) -> None:
        """Take a changed draft, and mark a row of it."""
        now = max(0, self.rows.currentRow())
        if draft != self.draft:
            self._before.append((self.draft, now))
            self.draft, self._typed_in = draft, None
            self._show(now if row is None else row)

    def _on_typed(self, field: QLineEdit, draft: PlanDraft) -> None:
        """Take what a field says now; the letters typed there one after the other are one change."""
        goes_on = self._typed_in is field and draft != self.draft
        self._change(draft)
        if goes_on:
            self._before.pop()
        self._typed_in = field
        field.setModified(False)

    def _on_added(self, exercise: str) -> None:
        self._change(self.draft.added(exercise), len(self.draft.entries))

    def _on_named(self, name: str) -> None:
        """Add an exercise of the user's own: its name is enough."""
        exercise = free_name(slug(name, "_"), names_taken(self._exercises, self._context.paths.user_exercises))
        file = f"name = {toml_value(name)}\n"
        self._change(self.draft.added(exercise, file), len(self.draft.entries))

    def _on_removed(self, row: int) -> None:
        if 0 <= row < len(self.draft.entries):
            self._change(self.draft.without(row), row)

    def _on_moved(self, row: int, to: int) -> None:
        if 0 <= to < len(self.draft.entries):
            self._change(self.draft.moved(row, to), to)

    def _on_when(self) -> None:
        self._change(self.draft.on_days(frozenset(map(int, self.days.values)), int(self._times.value)))

    def _on_try(self) -> None:
        entry = replace(self.draft.entries[self.rows.currentRow()], repeats=False)
        alone = replace(self.draft.plan, id="try-out", rounds=1, days=frozenset(), times_a_day=1, reading="")
        name = self._exercises[entry.exercise].name
        self.try_wanted.emit(
            replace(alone, title=f"{name}, tried out", exercises=(entry.exercise,), entries=(entry,), own=True)
        )

    def _keep(self) -> None:
        draft = self.draft
        kept = keep_plan(self._context, self._own, draft.files(self._exercises), over=bool(draft.file))
        if kept.problem:
            self._problem.setText(kept.problem)
        else:
            self.kept.emit(kept.plan_id, kept.unusual)

    # -- what is shown

    @property
    def _exercises(self) -> Mapping[str, Exercise]:
        known = self._context.catalogue.exercises
        return with_new({key: text for key, text in self.draft.new.items() if key not in known}, known)

    def _show(self, row: int) -> None:
        """Show the draft, and mark a row."""
        draft, exercises = self.draft, self._exercises
        session = self._context.forecast.session_for(draft.plan, exercises) if draft.entries else None
        self._said = list(spoken_doses(session, self._context.forecast.script)) if isinstance(session, Session) else []
        self._left_out = {each.exercise: each.why for each in session.left_out} if session is not None else {}
        for field, text in ((self.title, draft.plan.title), (self.whose, draft.plan.sheet)):
            if as_typed(field.text()) != text:  # what is typed keeps its last blank
                field.setText(text)
                field.setCursorPosition(0)
        self._total.setText(self._length(session))
        self.rows.set_rows([self._row(each, exercises[each.exercise]) for each in draft.entries], row)
        self.days.set_values([str(day) for day in draft.plan.days])
        self._times.set_value(draft.plan.times_a_day)
        self._rounds.set_value(draft.plan.rounds)
        problem = draft.check(self._context.catalogue, exercises)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.keep_button.setEnabled(not problem)
        unusual = "" if problem else what_is_unusual(self._context, draft.plan, exercises)
        self._unusual.setText(unusual)
        self._unusual.setVisible(bool(unusual))
        self._enable(self._undo_last, on=bool(self._before))
        self._show_chosen(self.rows.currentRow())

    def _enable(self, button: QuietButton, *, on: bool) -> None:
        """Let a button be pressed or not; one that had the focus leaves it to the list that it works on."""
        if not on and button.hasFocus():
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        button.setEnabled(on)

    def _length(self, session: Session | Refusal | None) -> str:
        exercises = count(len(self.draft.entries), "exercise")
        if session is None:
            return "No exercise yet."
        if isinstance(session, Refusal):
            return f"{exercises}. Not today: {session.why}"
        forecast = self._context.forecast
        return f"{exercises}, {words.minutes(forecast.seconds(forecast.fitted(session)))} as it would be done today."

    def _row(self, entry: PlanEntry, exercise: Exercise) -> str:
        dose = "as hipcoach begins it"
        if entry.dose is not None:
            dose = dose_of_both(exercise, entry.dose, entry.right, entry.only_side)
        rounds = f", in each of {self.draft.plan.rounds} rounds" if entry.repeats else ""
        return f"{exercise.name}: {dose}{rounds}"

    def _show_chosen(self, row: int) -> None:
        """Show the exercise of the marked row in full."""
        entries, exercises = self.draft.entries, self._exercises
        self._card.setVisible(0 <= row < len(entries))
        self._enable(self._take_out, on=row >= 0)
        self._enable(self._move_earlier, on=row > 0)
        self._enable(self._move_later, on=0 <= row < len(entries) - 1)
        if not 0 <= row < len(entries):
            return
        entry = entries[row]
        self._name.setText(exercises[entry.exercise].name)
        is_new = entry.exercise not in self._context.catalogue.exercises
        self.described.setVisible(is_new)
        if is_new:
            self.described.show_exercise(exercises[entry.exercise], self.draft.photographs)
        self.dose.show_entry(entry, exercises[entry.exercise], rounds=self.draft.plan.rounds)
        why = self._left_out.get(entry.exercise, "")
        self._spoken.setText(f"Left out today: {why}" if why else self._spoken_of(row))
        self._try_out.setEnabled(not why and entry.exercise in self._context.catalogue.exercises and bool(self._said))

    def _spoken_of(self, row: int) -> str:
        """Return what will be said of the exercise in a row: the same one may come several times."""
        name = self.draft.entries[row].exercise
        nth = sum(each.exercise == name for each in self.draft.entries[:row])
        said = [text for exercise, text in self._said if exercise == name]
        return f"You will hear: {sentence(said[nth])}" if nth < len(said) else ""
