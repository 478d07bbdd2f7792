"""The sentences of a plan's leaflet: its exercises as they would be done today, when to stop, and whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hipcoach.catalogue.furniture import Setup
from hipcoach.catalogue.types import Category, Exercise, Form
from hipcoach.catalogue.wording import circumstances, parts_of
from hipcoach.catalogue.words import DAYS, from_sheet
from hipcoach.coach import words
from hipcoach.coach.profile import Profile
from hipcoach.coach.stop_text import CALL_BEFORE, CALL_IF, CALL_TODAY
from hipcoach.engine.steps.opening import GreetingWords
from hipcoach.engine.types import Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule, Tier
from hipcoach.safety.types import Assignment, Session
from hipcoach.ui.report.leaflet_afterwards import afterwards
from hipcoach.ui.report.leaflet_setting import chair_stands, on_paper, set_out, without_voice
from hipcoach.ui.report.leaflet_ways import ways_of
from hipcoach.ui.shared.exercise_card import dose_text, note_text

FIRST = ("Get into position", "What happens")
THEN = {"To change sides": "To change sides: ", "Afterwards": "To end: "}
"""The parts of an exercise that have a paragraph of their own, and how it begins."""
TO_WRITE = ("Doctor or physiotherapist:", "Emergency number:")
ON_THE_BED = "On the bed."
STRENGTH = "Leave at least {hours} hours between sessions with strength exercises."


@dataclass(frozen=True, slots=True)
class LeafletExercise:
    """One exercise: its dose, how it is done, and what to mind."""

    exercise: Exercise
    form: Form
    on_bed: bool  # it is done lying there, and drawn so
    dose: str
    how: str
    mind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A plan on paper, in words. `days`: when it is due, Monday 0; empty: no days are set."""

    title: str
    about: tuple[str, ...]
    set_out: tuple[str, ...]  # what stands where, and what lying work is done on
    days: frozenset[int]
    times_a_day: int
    exercises: tuple[LeafletExercise, ...]
    ways: tuple[str, ...]  # down and up again; none where nobody goes down
    afterwards: tuple[str, ...]
    stops: tuple[str, ...]
    calls: tuple[tuple[str, tuple[str, ...]], ...]  # how soon, and for what
    contacts: tuple[str, ...]


def leaflet_of(session: Session, rule: PainRule, profile: Profile, script: Script) -> Leaflet:
    """Return the leaflet of a plan as it would be done today. `rule`: the one in force."""
    plan = session.plan
    return Leaflet(
        title=plan.title,
        about=tuple(filter(None, (plan.summary, *_facts(session, rule)))),
        set_out=(*set_out(session), *_kept_near(session, script)),
        days=plan.days,
        times_a_day=plan.times_a_day,
        exercises=tuple(
            _exercise(each, setup, session)
            for each, setup in zip(session.assignments, session.setups, strict=True)
            if each in session.listed
        ),
        ways=ways_of(session, script),
        afterwards=afterwards(rule),
        stops=stops(rule),
        calls=_calls(rule, profile.emergency_number),
        contacts=(
            *([f"{each.name}: {each.number}" for each in profile.contacts] or TO_WRITE[:1]),
            f"Emergency number: {profile.emergency_number}" if profile.emergency_number else TO_WRITE[1],
        ),
    )


def _kept_near(session: Session, script: Script) -> Sequence[str]:
    """Return what a session has everybody put within reach the first times: shoes for the way up, a telephone."""
    greeting = GreetingWords(replace(session, sessions_done=0), script, Timing())
    return [without_voice(each.text) for each in (*greeting.shoes(), greeting.telephone())]


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


def _exercise(assignment: Assignment, setup: Setup, session: Session) -> LeafletExercise:
    exercise, form = assignment.exercise, assignment.dose.form
    lies_in_bed = session.plan.lies_in_bed(exercise.position)
    under = circumstances(session.declared, bed=session.plan.in_bed)
    parts = {part.title: part.steps for part in parts_of(exercise, form, under)}
    where = ON_THE_BED if lies_in_bed else chair_stands(exercise, setup)
    told = {title: " ".join(on_paper(each, setup) for each in steps) for title, steps in parts.items()}
    first = " ".join(filter(None, (on_paper(where, setup), *(told.get(title, "") for title in FIRST))))
    how = "\n".join((first, *(lead + told[title] for title, lead in THEN.items() if title in told)))
    feel = f"You may feel: {words.sentence(exercise.feel)}" if exercise.feel else ""
    not_feel = f"You should not feel: {words.sentence(exercise.not_feel)}" if exercise.not_feel else ""
    rest_s = max(
        (dose.rest_s for dose in (assignment.dose, assignment.dose_right) if dose and dose.sets > 1), default=0
    )
    rests = f"{rest_s:g} seconds of rest between sets." if rest_s else ""
    care = " ".join(on_paper(each, setup) for each in (*exercise.cautions_for_all, *assignment.cautions))
    return LeafletExercise(
        exercise,
        form,
        lies_in_bed,
        dose=" ".join(filter(None, (f"{dose_text(assignment).rstrip('.')}.", rests, note_text(assignment, session)))),
        how=how,
        mind=tuple(filter(None, (exercise.breathing, feel, not_feel, f"Take care: {care}" if care else ""))),
    )


def stops(rule: PainRule) -> tuple[str, ...]:
    """Return when to stop, as the pain rule has it; where a screen would ask, the stricter way."""
    red, high, rise = rule.red_absolute, rule.red_with_rise, rule.rise
    minutes = words.count(rule.break_s / 60, "minute")
    return (
        f"Before you begin, rate your pain from 0 to 10, and write it down. At {red} or more, do nothing today.",
        *_less(rule),
        "If it hurts more than before, end this exercise as is said there, and leave it out today. "
        f"Rest for {minutes}. "
        "If it still hurts more then, or a second exercise hurts more, stop for today.",
        f"If your pain is {red} or more, or {high} or more and at least {rise} above what it was, or if a sharp or "
        f"catching pain is still there after {rule.sharp_wait_s} seconds, stop for today. Rest until it has settled: "
        f"for at least {rule.release_h} hours, and until it is no more than before, or than is usual. {CALL_BEFORE}",
        f"If there is burning, tingling or numbness, weakness, or a leg gives way, stop. {CALL_TODAY}",
        CALL_IF,
    )


def _less(rule: PainRule) -> Sequence[str]:
    """Return when only half is done, or nothing after all; without a line where everything so high refuses it."""
    numbers = [str(number) for number in range(rule.half_from, rule.red_absolute)]
    usual = [str(number) for number in range(rule.half_from, min(rule.half_always_from, rule.red_absolute))]
    if not numbers:
        return ()
    half = (
        f"At {words.joined(numbers, 'or')}, do half, never more than stands there: one round, one set, half of the "
        f"times or breaths, but at least {rule.reps_min}; a stretch as often, for half of the seconds, but at least "
        f"{rule.hold_min_s}; half of any minutes."
    )
    as_usual = f"If {words.joined(usual, 'or')} is no more than usual for you, do all of it." if usual else ""
    more = (
        f"At {rule.more_from} or more, and at least {rule.more_rise} above your usual number, rest today, or do a "
        "gentler day instead."
    )
    return " ".join(filter(None, (half, as_usual))), more


def _calls(rule: PainRule, number: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_tier = {tier: tuple(each.says for each in rule.screen if each.tier is tier) for tier in Tier}
    emergency = f"Call your emergency number, {number}, for" if number else "Call your emergency number for"
    return (
        (f"{emergency}:", by_tier[Tier.EMERGENCY]),
        ("Do not exercise, and have this looked at today:", by_tier[Tier.SAME_DAY]),
    )
