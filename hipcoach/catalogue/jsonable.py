"""The catalogue as plain data, for `list --json` and `show --json`."""

from typing import Any

from hipcoach.catalogue.instruction import Instruction
from hipcoach.catalogue.loader import LoadedCatalogue
from hipcoach.catalogue.types import Catalogue, Dose, Exercise, Form, FormText, PlanEntry, SessionPlan
from hipcoach.catalogue.wording import POSITION_STEPS, parts_of
from hipcoach.catalogue.words import caution


def loaded_data(loaded: LoadedCatalogue) -> dict[str, Any]:
    """Return everything in short: exercises, plans, and what is wrong in the user's own files."""
    return {
        "exercises": [exercise_line(exercise) for exercise in loaded.catalogue.exercises.values()],
        "plans": [plan_line(plan) for plan in loaded.catalogue.plans.values()],
        "problems": list(loaded.problems),
    }


def exercise_line(exercise: Exercise) -> dict[str, Any]:
    """Return one exercise in short."""
    return {
        "id": exercise.id,
        "name": exercise.name,
        "aliases": list(exercise.aliases),
        "position": exercise.position.value,
        "categories": [category.value for category in exercise.categories],
        "locks": sorted(lock.value for lock in exercise.locks),
        "off_until_cleared": exercise.off_until_cleared,
    }


def plan_line(plan: SessionPlan) -> dict[str, Any]:
    """Return one plan in short."""
    return {
        "id": plan.id,
        "title": plan.title,
        "summary": plan.summary,
        "exercises": list(plan.exercises),
        "daily": plan.daily,
        "own": plan.own,
    }


def exercise_data(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """Return one exercise in full, for JSON."""
    return {
        **exercise_line(exercise),
        "equipment": [each.say for each in exercise.equipment if each.lock is None],
        "needs": [sorted(one_of) for one_of in exercise.needs],
        "work": exercise.work.value,
        "forms": {form.value: _form(exercise, form, text) for form, text in exercise.forms.items()},
        "side_text": exercise.side_words,
        "changeover_s": max(sum(step.time_s for step in text.change_side) for text in exercise.forms.values()),
        "breathing": exercise.breathing,
        "feel": exercise.feel,
        "not_feel": exercise.not_feel,
        "said_by": dict(exercise.said_by),
        "cautions": [caution(each) for each in exercise.cautions],
        "ladder": [_dose(dose) for dose in exercise.ladder],
        "dose_note": exercise.dose_note,
        "both_hands": exercise.both_hands,
        "loads_side": exercise.loads_side,
        "lies_on_worked_side": exercise.lies_on_worked_side,
        "put": [each.put for each in exercise.equipment if each.lock is None],
        "caution_locks": [each.lock and each.lock.value for each in exercise.cautions],
        "sources": {key: catalogue.sources.get(key, "") for key in exercise.sources},
    }


def plan_data(plan: SessionPlan, catalogue: Catalogue) -> dict[str, Any]:
    """Return one plan in full, with the first dose of each of its exercises."""
    return {
        **plan_line(plan),
        "surface": plan.surface.value,
        "start_position": plan.start_position.value,
        "reading": plan.reading,
        "path": plan.path,
        "start_doses": {key: _dose(catalogue.exercises[key].ladder[0]) for key in plan.exercises},
        "entries": [_entry(each) for each in plan.entries],
        "rounds": plan.rounds,
        "days": sorted(plan.days),
        "times_a_day": plan.times_a_day,
        "sheet": plan.sheet,
        "sheet_date": plan.sheet_date,
    }


def _entry(entry: PlanEntry) -> dict[str, Any]:
    return {
        "exercise": entry.exercise,
        "dose": entry.dose and _dose(entry.dose),
        "right": entry.right and _dose(entry.right),
        "word": entry.word,
        "repeats": entry.repeats,
        "only_side": entry.only_side,
    }


def _form(exercise: Exercise, form: Form, text: FormText) -> dict[str, Any]:
    return {
        "sides": text.sides.value,
        "setup": POSITION_STEPS[exercise.position],
        "steps": [step for part in parts_of(exercise, form) for step in part.steps],
        "place": [_instruction(step) for step in text.place],
        "move": list(text.move),
        "move_one_side": list(text.move_one_side),
        "short_one_side": text.short_one_side,
        "move_under": {str(each): list(texts) for each, texts in text.move_under.items()},
        "change_side": [_instruction(step) for step in text.change_side],
        "leave": [_instruction(step) for step in text.leave],
        "short": text.short,
        "up": text.up,
        "hold": text.hold,
        "down": text.down,
        "reach": text.reach and _instruction(text.reach),
        "stop": text.stop and _instruction(text.stop),
        "least_way_s": text.least_way_s,
    }


def _instruction(step: Instruction) -> dict[str, Any]:
    instead = {key.value: text for key, text in step.instead.items()}
    return {"say": step.say, "time_s": step.time_s, "instead": instead, "last": step.last}


def _dose(dose: Dose) -> dict[str, Any]:
    return {
        "sets": dose.sets,
        "reps": dose.reps,
        "hold_s": dose.hold_s,
        "rest_s": dose.rest_s,
        "minutes": dose.minutes,
        "form": dose.form.value,
        "within_s": dose.within_s,
        "breaths": dose.breaths,
        "up_s": dose.up_s,
        "down_s": dose.down_s,
    }
