"""Small exercises, rests and sessions for the tests of the pain rule."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hipcoach.catalogue.instruction import Instruction
from hipcoach.catalogue.types import Category, Dose, Exercise, Form, FormText, Position, SessionPlan, Side, Sides, Work
from hipcoach.catalogue.uses import Surface
from hipcoach.safety.before import DayNumber, before, screen
from hipcoach.safety.compose import Refusal, compose
from hipcoach.safety.dose import FIRST_STEP, LadderPlace
from hipcoach.safety.during import ReportAnswers, after_report
from hipcoach.safety.equipment import EVERYTHING
from hipcoach.safety.facts import DoneFacts, DoseFacts, Facts, PainFacts, UserFacts
from hipcoach.safety.pain_rests import release
from hipcoach.safety.past import NextAnswer, Past
from hipcoach.safety.progression import ExerciseInSession, step_up
from hipcoach.safety.rule import PainRule, Tier
from hipcoach.safety.types import Decision, PainKind, PainRest, PainRestKind, Session

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ACHE, SHARP, NEURO, WEAK = PainKind.ACHE, PainKind.SHARP, PainKind.NEURO, PainKind.WEAK
PLACE = (Instruction("Bend both knees.", 4.0),)
TEXT = FormText(
    place=PLACE,
    move=("You will do it.",),
    short="You do it.",
    up="Up.",
    hold="Hold it there.",
    down="Down.",
    sides=Sides.BOTH,
)
LADDER = (
    Dose(sets=1, reps=5, hold_s=5.0, rest_s=0.0),
    Dose(sets=1, reps=6, hold_s=5.0, rest_s=0.0),
    Dose(sets=2, reps=10, hold_s=5.0, rest_s=60.0),
)


def exercise(name: str, *categories: Category, **changes: object) -> Exercise:
    made = Exercise(
        id=name,
        name=name,
        aliases=(),
        position=Position.SUPINE,
        equipment=(),
        categories=categories,
        work=Work.REPETITIONS,
        forms={Form.FULL: TEXT},
        breathing="",
        feel="",
        not_feel="",
        cautions=(),
        ladder=LADDER,
        locks=frozenset(),
        off_until_cleared=False,
        both_hands=False,
        loads_side=False,
        sources=(),
        dose_note="",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names of its fields


ALL = {
    each.id: each
    for each in (
        exercise("rolls", Category.MOBILITY),
        exercise("stretch", Category.STRETCH),
        exercise("bridge", Category.STRENGTH),
        exercise("stand", Category.BALANCE, position=Position.STANDING, both_hands=True),
        exercise("breathe", Category.BREATHING, work=Work.BREATHS),
    )
}
PLAN = SessionPlan(
    id="plan",
    title="Plan",
    summary="",
    exercises=tuple(ALL),
    surface=Surface.FLOOR,
    start_position=Position.SUPINE,
    daily=True,
)


def report(
    rule: PainRule,
    b: int,
    score: int | None,
    kind: PainKind | None = ACHE,
    *,
    sharp: bool | None = None,
    worse: int = 1,
) -> Decision:
    return after_report(
        rule,
        ReportAnswers(base=b, exercise="bridge", reported=score, kind=kind, sharp_persists=sharp, worse_count=worse),
    )


def ends(decision: Decision) -> PainRestKind | None:
    """Return the pain rest with which a decision ends the session; None where it does not end."""
    return decision.pain_rest if decision.action.ends else None


def rest(kind: PainRestKind = PainRestKind.FULL, at: datetime = NOW, **changes: object) -> PainRest:
    made = PainRest(
        id=str(at),
        kind=kind,
        started_at=at,
        triggers=("bridge",),
        side=None,
        base=3,
        peak=6,
        rule_version="1",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names of its fields


def freed(
    rule: PainRule,
    *,
    at: datetime = NOW + DAY,
    pain: int | None = 3,
    usual_score: int | None = 2,
    ticked: tuple[str, ...] | None = (),
    confirmed: bool = True,
) -> bool:
    return release(rule, [rest()], now=at, pain=pain, usual=usual_score, ticked=ticked, confirmed=confirmed).allowed


NOTHING_KNOWN: dict[type, dict[str, Any]] = {
    PainFacts: {
        "pain_rest": PainRestKind.NONE,
        "pain_rest_reason": None,
        "pain_kind": None,
        "short_rest_today": False,
        "paused": None,
        "refused": None,
        "next_day_higher": False,
        "returning": None,
        "switched_off": frozenset(),
        "over_today": frozenset(),
    },
    UserFacts: {"declared": frozenset(), "cleared": frozenset(), "sore_buttock": False, "at_hand": EVERYTHING},
    DoseFacts: {
        "places": {},
        "steps_up": {},
        "steps_less": {},
        "turned_on_again": frozenset(),
        "lower_on_sheet": frozenset(),
    },
    DoneFacts: {
        "times_done": {},
        "marked_worse": frozenset(),
        "sessions_done": 0,
        "full_times": 2,
        "strength_at": (),
        "balance_at": (),
    },
}


def facts_of(now: datetime = NOW, **known: object) -> Facts:
    """Return the facts of a user of whom nothing else is known: no pain, no lock, everything at hand."""
    names = {name for group in NOTHING_KNOWN.values() for name in group}
    assert known.keys() <= names, known.keys() - names
    pain, user, doses_known, done = (
        group(**{name: known.get(name, mild) for name, mild in values.items()})
        for group, values in NOTHING_KNOWN.items()
    )
    return Facts(now=now, pain=pain, user=user, doses=doses_known, done=done)


def session(
    rule: PainRule,
    b: int | None = 2,
    *,
    plan: SessionPlan = PLAN,
    ticked: tuple[str, ...] | None = (),
    sore: Side | None = None,
    usual_score: int | None = 2,
    **facts: object,
) -> Session | Refusal:
    return compose(
        rule, plan, ALL, facts_of(**facts), screen(rule, ticked), before(rule, b, usual_score), sore_side=sore
    )


def days(*scores: int) -> list[DayNumber]:
    return [DayNumber(score) for score in scores]


def ids(made: Session | Refusal) -> list[str]:
    assert isinstance(made, Session), made
    return [each.exercise.id for each in made.assignments]


def doses(made: Session | Refusal) -> dict[str, Dose]:
    assert isinstance(made, Session), made
    return {each.exercise.id: each.dose for each in made.assignments}


def up(
    rule: PainRule,
    *sessions: ExerciseInSession,
    last_up: datetime | None = None,
    place: LadderPlace = FIRST_STEP,
    high_now: bool = False,
) -> bool:
    return step_up(rule, "Bridge", place, 2, sessions, last_up_at=last_up, now=NOW, as_usual=high_now) is not None


def settled(rule: PainRule, *answers: tuple[timedelta, int | None], base: int = 3) -> bool:
    """Whether a session has settled, of which so long after its end these numbers were given."""
    nexts = tuple(NextAnswer(NOW + since, score) for since, score in answers)
    past = Past(
        id="a",
        plan="strength",
        started_at=NOW,
        ended_at=NOW,
        finish="completed",
        base=base,
        before=base,
        nexts=nexts,
    )
    return past.settled(rule)


GOOD = ExerciseInSession(clean=True, effort=4, had_it=True, in_full=True, better_or_same=True)
HIGH = replace(GOOD, as_usual=True)
PLACES = {name: LadderPlace(2, 2) for name in ALL}
Pair = tuple[object, object]  # what is decided, and what should be
Row = tuple[str, Callable[[PainRule], list[Pair]]]  # a sentence of the page, and what must be so for it


def asked(rule: PainRule, tier: Tier, *words: str) -> bool:
    """One sign of this tier has all of the words."""
    return any(item.tier is tier and all(each in item.says.lower() for each in words) for item in rule.screen)
