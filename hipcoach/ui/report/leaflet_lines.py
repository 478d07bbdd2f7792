"""The sentences of a plan's leaflet: its exercises as they would be done today, when to stop, and whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass

from hipcoach.catalogue.instruct import circumstances, parts_of
from hipcoach.catalogue.types import Category, Exercise, Form
from hipcoach.catalogue.words import DAYS, from_sheet
from hipcoach.coach import words
from hipcoach.coach.profile import Profile
from hipcoach.coach.stop_text import CALL_BEFORE, CALL_IF, CALL_TODAY
from hipcoach.safety.rule import PainRule, Tier
from hipcoach.safety.types import Assignment, Session
from hipcoach.ui.shared.exercise_card import dose_text, note_text

SHOWN_PARTS = ("Get into position", "What happens", "To change sides")
TO_WRITE = ("Doctor or physiotherapist:", "Emergency number:")
STRENGTH = "Leave at least {hours} hours between sessions with strength exercises."


@dataclass(frozen=True, slots=True)
class LeafletExercise:
    """One exercise: its dose, how it is done, and what to mind."""

    exercise: Exercise
    form: Form
    dose: str
    how: str
    mind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A plan on paper, in words. `days`: when it is due, Monday 0; empty: no days are set."""

    title: str
    about: tuple[str, ...]
    days: frozenset[int]
    times_a_day: int
    exercises: tuple[LeafletExercise, ...]
    stops: tuple[str, ...]
    calls: tuple[tuple[str, tuple[str, ...]], ...]  # how soon, and for what
    contacts: tuple[str, ...]


def leaflet_of(session: Session, rule: PainRule, profile: Profile) -> Leaflet:
    """Return the leaflet of a plan as it would be done today. `rule`: the one in force."""
    plan = session.plan
    return Leaflet(
        title=plan.title,
        about=tuple(filter(None, (plan.summary, *_facts(session, rule)))),
        days=plan.days,
        times_a_day=plan.times_a_day,
        exercises=tuple(_exercise(each, session) for each in session.listed),
        stops=stops(rule),
        calls=_calls(rule, profile.emergency_number),
        contacts=(
            *([f"{each.name}: {each.number}" for each in profile.contacts] or TO_WRITE[:1]),
            f"Emergency number: {profile.emergency_number}" if profile.emergency_number else TO_WRITE[1],
        ),
    )


def _facts(session: Session, rule: PainRule) -> Sequence[str]:
    plan = session.plan
    whose = from_sheet(plan)
    strength = any(Category.STRENGTH in each.exercise.categories for each in session.assignments)
    times = f", {plan.times_a_day} times a day" if plan.times_a_day > 1 else ""
    days = "Every day" if len(plan.days) == len(DAYS) else words.joined(DAYS[day] for day in sorted(plan.days))
    left_out = [f"Left out: {each.name}. {each.why}" for each in session.left_out]
    return (
        f"{whose}." if whose else "",
        f"{days}{times}." if plan.days else "",
        f"Have ready: {words.equipment(session.things).lower()}." if session.things else "",
        STRENGTH.format(hours=rule.strength_gap_h) if strength and not plan.on_sheet else "",
        *left_out,
    )


def _exercise(assignment: Assignment, session: Session) -> LeafletExercise:
    exercise, form = assignment.exercise, assignment.dose.form
    under = circumstances(session.declared, bed=session.plan.surface == "bed")
    parts = {part.title: part.steps for part in parts_of(exercise, form, under)}
    how = " ".join(step for title in SHOWN_PARTS for step in _led(title, parts.get(title, ())))
    feel = f"You may feel: {words.sentence(exercise.feel)}" if exercise.feel else ""
    not_feel = f"You should not feel: {words.sentence(exercise.not_feel)}" if exercise.not_feel else ""
    rest_s = max(
        (dose.rest_s for dose in (assignment.dose, assignment.dose_right) if dose and dose.sets > 1), default=0
    )
    rests = f"{rest_s:g} seconds of rest between sets." if rest_s else ""
    care = " ".join((*exercise.cautions_for_all, *assignment.cautions))
    return LeafletExercise(
        exercise,
        form,
        dose=" ".join(filter(None, (f"{dose_text(assignment).rstrip('.')}.", rests, note_text(assignment, session)))),
        how=how,
        mind=tuple(filter(None, (exercise.breathing, feel, not_feel, f"Take care: {care}" if care else ""))),
    )


def _led(title: str, steps: tuple[str, ...]) -> tuple[str, ...]:
    return (f"{title}:", *steps) if steps and title == "To change sides" else steps


def stops(rule: PainRule) -> tuple[str, ...]:
    """Return when to stop, as the pain rule has it; where a screen would ask, the stricter way."""
    red, high, rise = rule.red_absolute, rule.red_with_rise, rule.rise
    minutes = words.count(rule.break_s / 60, "minute")
    return (
        f"Before you begin, rate your pain from 0 to 10, and write it down. At {red} or more, do nothing today.",
        f"If it hurts more than before, stop this exercise, and leave it out for today. Rest for {minutes}. "
        "If it still hurts more then, stop for today.",
        "If a second exercise hurts more, stop for today.",
        f"If your pain is {red} or more, or {high} or more and at least {rise} above what it was, stop for today. "
        f"Rest until it has settled. {CALL_BEFORE}",
        f"If a sharp or catching pain is still there after {rule.sharp_wait_s} seconds, do the same.",
        f"If there is burning, tingling or numbness, weakness, or a leg gives way, stop. {CALL_TODAY}",
        f"If it hurts more on the next day than before, rest on that day. {CALL_IF}",
    )


def _calls(rule: PainRule, number: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_tier = {tier: tuple(each.says for each in rule.screen if each.tier is tier) for tier in Tier}
    emergency = f"Call your emergency number, {number}, for" if number else "Call your emergency number for"
    return (
        (f"{emergency}:", by_tier[Tier.EMERGENCY]),
        ("Do not exercise, and have this looked at today:", by_tier[Tier.SAME_DAY]),
    )
