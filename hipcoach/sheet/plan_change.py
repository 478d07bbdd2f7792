"""A plan while it is put together: exercises come, go and change places, and every change can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from hipcoach.catalogue.entry_file import REST_BETWEEN_SETS_S
from hipcoach.catalogue.own_exercise import exercise_text
from hipcoach.catalogue.plan_file import MOST_EXERCISES
from hipcoach.catalogue.sentence import sentence
from hipcoach.catalogue.types import Catalogue, Dose, Exercise, Form, PlanEntry, Position, SessionPlan
from hipcoach.catalogue.uses import Surface
from hipcoach.errors import InputError
from hipcoach.sheet.keep import made, with_new
from hipcoach.sheet.plan_text import PlanFiles, plan_text, slug

SUMMARY = "A plan of your own."


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan that is not kept yet, and the files of those of its exercises that are not there yet, by id."""

    plan: SessionPlan
    new: Mapping[str, str] = field(default_factory=dict)
    photographs: Mapping[str, bytes] = field(default_factory=dict)  # of these exercises, by the names of their files
    file: str = ""  # the id of the user's own plan that it is kept as; empty: it becomes a new one

    @classmethod
    def empty(cls) -> "PlanDraft":
        """Return a plan without exercises."""
        return cls(SessionPlan("", "", SUMMARY, (), Surface.FLOOR, Position.STANDING, daily=False))

    @classmethod
    def of(cls, plan: SessionPlan) -> "PlanDraft":
        """Return a plan to be changed; a shipped one as a copy, with another title."""
        entries = tuple(
            replace(each, repeats=each.repeats or (plan.rounds > 1 and not plan.entries)) for each in plan.entries_of()
        )
        plan = replace(plan, entries=entries)
        return cls(plan, file=plan.id) if plan.own else cls(replace(plan, title=f"{plan.title}, mine"[:60]))

    @property
    def entries(self) -> tuple[PlanEntry, ...]:
        """Return its exercises with their doses."""
        return self.plan.entries

    def named(self, title: str) -> "PlanDraft":
        """Return it with another title."""
        return replace(self, plan=replace(self.plan, title=title))

    def from_sheet_of(self, whose: str) -> "PlanDraft":
        """Return it as a plan from somebody's sheet."""
        return replace(self, plan=replace(self.plan, sheet=whose))

    def on_days(self, days: frozenset[int], times_a_day: int) -> "PlanDraft":
        """Return it due on other days."""
        return replace(self, plan=replace(self.plan, days=days, times_a_day=times_a_day))

    def in_rounds(self, rounds: int) -> "PlanDraft":
        """Return it gone through so often; what was done once before there were rounds is part of them."""
        first = rounds > 1 and self.plan.rounds == 1
        entries = tuple(replace(each, repeats=rounds > 1 and (first or each.repeats)) for each in self.entries)
        return replace(self._with(entries), plan=replace(self.plan, entries=entries, rounds=rounds))

    def added(self, exercise: str, file: str = "") -> "PlanDraft":
        """Return it with one exercise more at its end; `file` is that of one that is not there yet."""
        entry = PlanEntry(exercise, repeats=self.plan.rounds > 1)
        changed = self._with((*self.entries, entry))
        return replace(changed, new={**self.new, exercise: file}) if file else changed

    def described(self, exercise: Exercise, photographs: Mapping[str, bytes]) -> "PlanDraft":
        """Return it with one of its new exercises changed; one that is counted otherwise now gets another dose."""
        before = with_new({exercise.id: self.new[exercise.id]}, {})[exercise.id]
        afresh = (before.work, before.forms[Form.FULL].sides) != (exercise.work, exercise.forms[Form.FULL].sides)
        entries = tuple(
            replace(each, dose=first_dose(exercise), right=None)
            if afresh and each.exercise == exercise.id and each.dose is not None
            else each
            for each in self.entries
        )
        new = {**self.new, exercise.id: exercise_text(exercise)}
        return replace(self._with(entries), new=new, photographs={**self.photographs, **photographs})

    def without(self, place: int) -> "PlanDraft":
        """Return it without the exercise at a place."""
        return self._with((*self.entries[:place], *self.entries[place + 1 :]))

    def moved(self, place: int, to: int) -> "PlanDraft":
        """Return it with the exercise at a place moved to another."""
        entries = list(self.entries)
        entries.insert(to, entries.pop(place))
        return self._with(tuple(entries))

    def changed(self, place: int, entry: PlanEntry) -> "PlanDraft":
        """Return it with something else at a place."""
        return self._with((*self.entries[:place], entry, *self.entries[place + 1 :]))

    def _with(self, entries: tuple[PlanEntry, ...]) -> "PlanDraft":
        plan = replace(self.plan, entries=entries, exercises=tuple(each.exercise for each in entries))
        return replace(self, plan=plan)

    def files(self, exercises: Mapping[str, Exercise]) -> PlanFiles:
        """Return its files. `exercises`: all of them, with the new ones."""
        name = self.file or slug(self.plan.title, "-")
        used = {key: text for key, text in self.new.items() if key in self.plan.exercises}
        shown = {name for key in used for name in exercises[key].photographs}
        kept = {name: content for name, content in self.photographs.items() if name in shown}
        works = {key: exercises[key].work for key in self.plan.exercises}
        return PlanFiles(name, plan_text(self.plan, works), used, kept)

    def check(self, catalogue: Catalogue, exercises: Mapping[str, Exercise]) -> str:
        """Return what has to be mended before it can be kept, as a sentence; empty where nothing has."""
        if not self.entries:
            return "Add at least one exercise."
        if len(self.entries) > MOST_EXERCISES:
            return f"A plan holds at most {MOST_EXERCISES} exercises: this one has {len(self.entries)}."
        repeats = [each.repeats for each in self.entries]
        if self.plan.rounds > 1 and not any(repeats):
            return "Choose what is done in each round."
        if [repeats for repeats, _ in groupby(repeats)].count(True) > 1:
            return "Put the exercises that are done in each round one after the other."
        if not self.plan.title.strip():
            return "Give the plan a name."
        files = self.files(exercises)
        if not self.file and files.plan_id in catalogue.plans:
            return "There is a plan of this name already: give it another name."
        try:
            made(files, exercises)
        except InputError as error:
            return f"{sentence(error.problems[0].partition(': ')[2])}."
        return ""


def first_dose(exercise: Exercise) -> Dose:
    """Return the dose that a sheet's begins with: the first of the exercise's own."""
    first = exercise.ladder[0]
    return replace(first, form=Form.FULL, rest_s=REST_BETWEEN_SETS_S if first.sets > 1 else 0.0)


def in_sets(dose: Dose, sets: int, rest_s: float) -> Dose:
    """Return a dose in so many sets; one alone has no rest."""
    return replace(dose, sets=sets, rest_s=rest_s if sets > 1 else 0.0)
