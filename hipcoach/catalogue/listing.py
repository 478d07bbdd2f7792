"""The catalogue as lines of text, for `list` and `show` in a terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from hipcoach.catalogue.sentence import sentence
from hipcoach.catalogue.things_and_locks import LOCKS
from hipcoach.catalogue.types import CANNOT, CLEARABLE, LYING, Catalogue, Exercise, Form, Lock, PlanEntry, SessionPlan
from hipcoach.catalogue.wording import parts_of, to_fetch
from hipcoach.catalogue.words import (
    CATEGORIES,
    DAYS,
    caution,
    dose,
    dose_of_both,
    equipment,
    from_sheet,
    joined,
    place_of,
    read_as_breaths,
)

WIDTH = 88
_FORM_WORDS = {Form.START: "How to begin with it", Form.FULL: "How to do it in full"}


def list_text(catalogue: Catalogue) -> Iterator[str]:
    """Yield all plans and exercises, a line each."""
    yield "Session plans"
    wide = max(map(len, (*catalogue.plans, *catalogue.exercises)), default=0)
    for plan in catalogue.plans.values():
        yield f"  {plan.id:<{wide}}  {plan.title}{' (your own)' if plan.own else ''}"
    yield ""
    yield "Exercises"
    for exercise in catalogue.exercises.values():
        off = " (off until a clinician has cleared it)" if exercise.off_until_cleared else ""
        yield f"  {exercise.id:<{wide}}  {exercise.name}, {place_of(exercise)}{off}"


def exercise_text(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    """Yield the lines that describe one exercise in full."""
    yield exercise.name + (f" (also known as: {', '.join(exercise.aliases)})" if exercise.aliases else "")
    categories = ", ".join(CATEGORIES[category] for category in exercise.categories)
    yield f"{exercise.id} · {categories} · {place_of(exercise)}"
    if exercise.off_until_cleared:
        yield "Off for everyone until a clinician has cleared it."
    if exercise.equipment:
        yield from _paragraph("You need", equipment(to_fetch((exercise,))))
    for form in exercise.forms:
        yield ""
        yield from _form(_FORM_WORDS[form] if len(exercise.forms) > 1 else "How to do it", exercise, form)
    yield ""
    yield from _paragraph("Breathing", exercise.breathing)
    yield from _paragraph("You should feel", exercise.feel)
    yield from _paragraph("You should not feel", exercise.not_feel)
    yield from _list("Take care", map(caution, exercise.cautions))
    yield ""
    yield from _ladder(exercise)
    on_bed = {Lock.NO_FLOOR} if exercise.position in LYING else frozenset[Lock]()
    for title, locks in (
        ("Hidden, unless a clinician cleared it, from those who say", exercise.locks.intersection(CLEARABLE)),
        ("Left out for those who say", exercise.locks.intersection(CANNOT) - on_bed),
        ("Done on the bed by those who say", exercise.locks & on_bed),
    ):
        yield from _list(title, sorted(LOCKS[lock].declared for lock in locks))
    yield from _list("Sources", (f"{key}: {catalogue.sources.get(key, '')}" for key in exercise.sources))


def plan_text(plan: SessionPlan, catalogue: Catalogue) -> Iterator[str]:
    """Yield the lines that describe one plan in full."""
    yield plan.title
    yield from textwrap.wrap(plan.summary, WIDTH)
    often = "every day" if plan.daily else "not every day"
    first = " · every exercise at its first step" if plan.gentle else ""
    yield f"{plan.id} · {'on a bed' if plan.in_bed else 'on the floor or a chair'} · {often}{first}"
    yield ""
    for number, entry in enumerate(plan.entries_of(), 1):
        exercise = catalogue.exercises[entry.exercise]
        yield f"  {number}. {exercise.name}, {place_of(exercise)}"
        off = " (off until a clinician has cleared it)" if exercise.off_until_cleared else ""
        yield f"     {_planned(exercise, entry)}{off}"
        if entry.word:
            yield f"     {entry.word}"
    yield from _when(plan, catalogue)
    for paragraph in plan.reading.split("\n\n") if plan.reading else ():
        yield ""
        yield from textwrap.wrap(paragraph, WIDTH)
    if plan.own:
        yield ""
        yield f"Your own plan: {plan.path}"


def _planned(exercise: Exercise, entry: PlanEntry) -> str:
    """Return the dose that a plan has for an exercise: the sheet's, or where its ladder starts."""
    if entry.dose is None:
        return f"to start: {dose(exercise, exercise.ladder[0])}"
    return f"as on your sheet: {dose_of_both(exercise, entry.dose, entry.right, entry.only_side)}"


def _when(plan: SessionPlan, catalogue: Catalogue) -> Iterator[str]:
    """Yield what else a sheet says: rounds, days, whose it is."""
    around = [str(number) for number, entry in enumerate(plan.entries, 1) if entry.repeats]
    if around:
        yield f"  {plan.rounds} rounds of {joined(around)}"
    often = f", {plan.times_a_day} times a day" if plan.times_a_day > 1 else ""
    if plan.days:
        yield f"  On {joined(DAYS[day] for day in sorted(plan.days))}{often}"
    elif often:
        yield f"  {sentence(often.removeprefix(', '))}"
    if found := from_sheet(plan):
        yield f"  {found}"
    for told in read_as_breaths(plan, catalogue.exercises):
        yield f"  {told}"


def _form(title: str, exercise: Exercise, form: Form) -> Iterator[str]:
    yield title
    for part in parts_of(exercise, form):
        yield f"  {part.title}"
        for number, step in enumerate(part.steps, 1):
            yield from textwrap.wrap(step, WIDTH, initial_indent=f"    {number}. ", subsequent_indent="       ")


def _ladder(exercise: Exercise) -> Iterator[str]:
    yield "Dose, one step at a time"
    for number, step in enumerate(exercise.ladder, 1):
        beginning = " (the form to begin with)" if step.form is Form.START else ""
        yield f"  {number}. {dose(exercise, step)}{beginning}"
    yield from textwrap.wrap(exercise.dose_note, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _paragraph(title: str, text: str) -> Iterator[str]:
    if text:
        yield from textwrap.wrap(f"{title}: {text}", WIDTH, subsequent_indent="  ")


def _list(title: str, items: Iterable[str]) -> Iterator[str]:
    lines = [
        line for item in items for line in textwrap.wrap(item, WIDTH, initial_indent="  - ", subsequent_indent="    ")
    ]
    if lines:
        yield title
        yield from lines
