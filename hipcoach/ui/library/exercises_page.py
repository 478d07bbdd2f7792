"""The exercises page: every exercise that is open to this user, by category, with a search."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.broken_files import BrokenFile, broken_files
from hipcoach.catalogue.instruction import Circumstance
from hipcoach.catalogue.start_cache import OwnFiles
from hipcoach.catalogue.types import LYING, Category, Exercise
from hipcoach.catalogue.wording import circumstances
from hipcoach.coach import words
from hipcoach.coach.rule_texts import how_it_grows
from hipcoach.safety.locks import bed_reason, lock_reason
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser, FileDialogs
from hipcoach.ui.library.broken_file_card import BrokenFileCard
from hipcoach.ui.library.change_detail import CHANGES, Change, fill_change, open_changes
from hipcoach.ui.library.exercise_detail import RepetitionPlayer, fill_exercise
from hipcoach.ui.library.search import SEARCH_HINT, fits
from hipcoach.ui.shared.exercise_picture import ExercisePicture
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.empty_state import EmptyState
from hipcoach.ui.widgets.flow_layout import GridFlow
from hipcoach.ui.widgets.label import Heading, Label, MutedLabel
from hipcoach.ui.widgets.list_and_detail import ListAndDetail
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from hipcoach.ui.library.own_exercise_editor import OwnExerciseEditor

CARD_PX = 210
PICTURE_PX = 110
ALL = "all"


class ExercisesPage(ListAndDetail):
    """The page; the search and the category narrow its cards, and a card opens its exercise."""

    place_requested = Signal(str)

    def __init__(self, context: UiContext, ask: FileChooser | None = None, *, parent: QWidget | None = None) -> None:
        self._frame = PageFrame(context.theme, "Exercises")
        super().__init__(context.theme, self._frame, parent=parent)
        self._context, self._ask = context, ask or FileDialogs()
        self._files = OwnFiles.of(context.paths)
        self._editor: OwnExerciseEditor | None = None
        self.search = SearchField(context.theme, SEARCH_HINT, "Search the exercises")
        self.search.textChanged.connect(self.refresh)
        categories = [Choice(ALL, "All")] + [Choice(c.value, name) for c, name in words.CATEGORIES.items()]
        self.categories = ChoiceRow(context.theme, "Category", categories)
        self.categories.set_values((ALL,))
        self.categories.changed.connect(self.refresh)
        self._frame.body.addWidget(self.search)
        self._frame.body.addWidget(self.categories)
        self._fixed = self._frame.body.count()
        self._grids: list[GridFlow] = []
        context.theme.changed.connect(self._on_theme_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the exercises that match the search and the category and that no lock hides."""
        self._files.look_again(self._context.catalogue)
        self._frame.clear_body(keep=self._fixed)
        self._grids.clear()
        profile = self._context.profile.read()
        everything = self._context.catalogue.exercises.values()
        open_to_user = [e for e in everything if lock_reason(e, profile.locks, profile.cleared) is None]
        found = [e for e in open_to_user if self._fits(e)]
        for category, name in words.CATEGORIES.items():
            broken = self._broken() if category is Category.OWN else ()
            self._add_group(name, [e for e in found if e.categories[0] is category], broken)
        if not found:
            self._frame.body.addWidget(
                EmptyState(self.theme, "search", "Nothing fits", "Try another word, or choose All.")
            )
        changes = open_changes(profile.locks)
        if changes and not self.search.text().strip() and (self.categories.value or ALL) == ALL:
            self._add_changes(changes)
        self._add_hidden_note(len(everything) - len(open_to_user))

    def open_exercise(self, exercise_id: str) -> None:
        """Show one exercise in full."""
        exercise, self._editor = self._context.catalogue.exercises[exercise_id], None
        frame = self.detail_frame(exercise.name, "All exercises")
        context, times = self._context, self._context.settings.current
        player = RepetitionPlayer(self.theme, context.clock, context.figures, times.up_s, times.down_s)
        growth = how_it_grows(context.forecast.rule)
        fill_exercise(
            frame,
            self.theme,
            context.figures,
            exercise,
            context.catalogue.sources,
            player,
            growth,
            self._circumstances(exercise),
        )
        if exercise.own:
            change = QuietButton(self.theme, "Change it")
            change.clicked.connect(lambda: self.change_exercise(exercise))
            frame.body.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        self.open_detail(frame)

    def change_exercise(self, exercise: Exercise) -> None:
        """Show an exercise of the user's own to be changed; each change is kept at once."""
        from hipcoach.ui.library.own_exercise_editor import OwnExerciseEditor  # only where there is one

        frame = self.detail_frame(exercise.name, "All exercises")
        self._editor = OwnExerciseEditor(self._context, self._files, self._ask, exercise)
        frame.body.addWidget(self._editor)
        self.open_detail(frame)

    def close_detail(self) -> None:
        """Go back to the cards: each change is kept already."""
        self._editor = None
        super().close_detail()

    def undo_last(self) -> bool:
        """Take back the last change of an exercise of the user's own that is open."""
        return self._editor is not None and self._editor.undo()

    def _circumstances(self, exercise: Exercise) -> frozenset[Circumstance]:
        locks, at_hand = self._context.profile.read().locks, self._context.week.programme.at_hand
        return circumstances(locks, bed=exercise.position in LYING and bed_reason(locks, at_hand) is not None)

    def open_change(self, change: Change) -> None:
        """Show how to get from one position to another."""
        frame = self.detail_frame(CHANGES[change], "All exercises")
        fill_change(frame, self.theme, self._context.clock, self._context.figures, change)
        self.open_detail(frame)

    def _add_changes(self, changes: Sequence[Change]) -> None:
        holder = QWidget()
        grid = GridFlow(holder, column_px=self.theme.scaled(CARD_PX), gap=Space.XXS)
        for change in changes:
            card = CardButton(self.theme, CHANGES[change])
            card.body.addWidget(Label(self.theme, CHANGES[change], bold=True))
            card.body.addStretch(1)
            card.clicked.connect(partial(self.open_change, change))
            grid.addWidget(card)
        self._frame.body.addWidget(Heading(self.theme, "Changing position"))
        self._frame.body.addWidget(holder)
        self._grids.append(grid)

    def _fits(self, exercise: Exercise) -> bool:
        chosen = self.categories.value or ALL
        if chosen != ALL and Category(chosen) not in exercise.categories:
            return False
        return fits(exercise, self.search.text())

    def _broken(self) -> tuple[BrokenFile, ...]:
        """Return the user's own files that could not be read, where nothing narrows the page."""
        if self.search.text().strip() or (self.categories.value or ALL) not in (ALL, Category.OWN):
            return ()
        return broken_files(self._context.catalogue.problems, self._context.paths.user_exercises)

    def _add_group(self, name: str, exercises: list[Exercise], broken: Sequence[BrokenFile] = ()) -> None:
        if not exercises and not broken:
            return
        self._frame.body.addWidget(Heading(self.theme, name))
        holder = QWidget()
        grid = GridFlow(holder, column_px=self.theme.scaled(CARD_PX), gap=Space.XXS)
        for exercise in exercises:
            grid.addWidget(self._card(exercise))
        for file in broken:
            grid.addWidget(BrokenFileCard(self.theme, self._ask, file))
        self._grids.append(grid)
        self._frame.body.addWidget(holder)

    def _card(self, exercise: Exercise) -> CardButton:
        position = words.place_of(exercise)
        card = CardButton(self.theme, f"{exercise.name}, {position}")
        card.body.addWidget(ExercisePicture(self.theme, self._context.figures, exercise, height_px=PICTURE_PX))
        card.body.addWidget(Label(self.theme, exercise.name, bold=True))
        card.body.addWidget(MutedLabel(self.theme, words.sentence(position), role=Type.SMALL))
        card.body.addStretch(1)
        card.clicked.connect(lambda: self.open_exercise(exercise.id))
        return card

    def _add_hidden_note(self, hidden: int) -> None:
        if not hidden:
            return
        title = f"{words.count(hidden, 'exercise is', 'exercises are')} not shown to you"
        why = "Some stay out until a clinician has cleared them, some because of what you said applies to you."
        notice = Notice(self.theme, NoticeKind.INFO, title, why)
        button = QuietButton(self.theme, "What applies to me")
        button.clicked.connect(lambda: self.place_requested.emit("settings"))
        locks = Why.of(self._context.forecast.rule, "locks", f"{title}.")
        notice.add_button(ButtonRow(button, WhyButton(self.theme, locks, about="Not shown")))
        self._frame.body.addWidget(notice)

    def _on_theme_changed(self) -> None:
        for grid in self._grids:
            grid.set_column_px(self.theme.scaled(CARD_PX))
