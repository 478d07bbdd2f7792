"""500 people over 180 days. What must never happen is asserted in `people`; here: the table, and what must happen."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.catalogue.types import Catalogue
from hipcoach.planner.prepare import limit_s, prepare
from hipcoach.planner.programme import Programme, SessionKind, drop, move, week
from hipcoach.safety.dose import LadderPlace
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session
from tests.planner.lengths import Lengths
from tests.planner.people import Person
from tests.planner.programmes import CHANGES, PROGRAMMES, keeps_the_rules
from tests.planner.programmes import MONDAY as MADE_FOR
from tests.planner.standing_table import TRANSITIONS
from tests.planner.tempers import TEMPERS, Temper

pytestmark = pytest.mark.long

PEOPLE = 500
DAYS = 180
STEADY = 10  # they differ in nothing, so that few are enough
COLUMNS = ("people", "session", "check_first", "rest", "blocked", "paused", "refused", "completed", "pain_stop")
GATES = ("gate planned", "gate as_usual", "gate half", "gate gentle", "gate none")
USUAL = tuple(f"usual pain {n}" for n in range(7))
MORE = ("set short", "set full", "released", "advice", "step up", "another week", "not at hand", "over time")
COLUMN = 13


@pytest.fixture(scope="module")
def lengths() -> Lengths:
    return Lengths()


def lives(rule: PainRule, catalogue: Catalogue) -> dict[str, Counter[str]]:
    others = TEMPERS[1:]  # each of them with each usual pain
    numbers = range(PEOPLE - STEADY)
    tempers = [replace(others[n % len(others)], usual=n % len(USUAL)) for n in numbers]
    tempers = [TEMPERS[0]] * STEADY + tempers
    table: dict[str, Counter[str]] = {name: Counter() for name in (*(each.name for each in TEMPERS), *USUAL)}
    lengths = Lengths()
    for seed, temper in enumerate(tempers):
        person = Person(rule, catalogue, temper, Random(seed), lengths)
        person.live(DAYS)
        for row in (temper.name, USUAL[temper.usual])[: 1 if temper is TEMPERS[0] else 2]:
            table[row].update(person.seen)
            table[row]["people"] += 1
    return table


@pytest.mark.slow
def test_five_hundred_people(rule: PainRule, catalogue: Catalogue, tell: Callable[[str], None]) -> None:
    table = lives(rule, catalogue)
    tell(f"{PEOPLE} people, {DAYS} days, pain rule version {rule.version}. {rule.reviewed}")
    tell(f"{'':<18}" + "".join(f"{name:>{COLUMN}}" for name in (*COLUMNS, *GATES, *MORE)))
    for name, seen in table.items():
        cells = [seen.get(f"session {each}", seen.get(each, 0)) for each in (*COLUMNS, *GATES, *MORE)]
        tell(f"{name:<18}" + "".join(f"{cell:>{COLUMN}}" for cell in cells))
    together = sum((table[temper.name] for temper in TEMPERS), Counter())
    assert together["people"] == PEOPLE
    for must in (*MORE, "refused", "paused", "blocked", "weeks lowered"):
        assert together[must] > 100, must
    assert not table["steady"]["set short"] + table["steady"]["set full"]
    ups = [table[row]["step up"] for row in USUAL]
    assert ups[3] > ups[4] > ups[5] >= ups[6]  # three settled sessions for one step, then half, then none
    assert [table[row]["gate as_usual"] > table[row]["gate half"] for row in USUAL] == [
        row == USUAL[4] for row in USUAL
    ]


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("pain", range(7))
def test_nobody_whose_four_is_usual_stays_at_half(rule: PainRule, catalogue: Catalogue, pain: int, told: bool) -> None:
    """Whoever has the same number every day; `told`: it was given in the first run, too."""
    person = Person(rule, catalogue, replace(TEMPERS[0], usual=pain), Random(1), Lengths())
    if not told:
        person.snapshot = replace(person.snapshot, usual0=None)
    person.live(40)
    gates = {name.removeprefix("gate "): count for name, count in person.seen.items() if name.startswith("gate")}
    expected = {4: {"as_usual"}, 5: {"half"}, 6: {"none"}}.get(pain, {"planned"})
    if pain == 4 and not told:
        assert gates.pop("half") <= 2 * rule.usual_needs  # on so many days it is not known what is usual
    assert set(gates) == expected
    assert (person.seen["step up"] > 3) == (pain <= 4)


def over_time(person: Person, exercise: str, plans: Iterable[str]) -> bool:
    """Whether one step more of an exercise would make a session longer than it may be."""
    places = {**person.snapshot.places, exercise: person.snapshot.places[exercise].raised()}
    later = replace(person.snapshot, now=person.snapshot.now + timedelta(days=10), places=places)
    for plan in plans:
        session = prepare(person.rule, later, person.catalogue, person.catalogue.plans[plan], ticked=(), b=1)
        assert isinstance(session, Session)
        if exercise in (each.exercise.id for each in session.assignments):
            return sum(person.lengths(session)) > limit_s(person.rule, later)
    return False


def test_what_is_done_regularly_and_settles_reaches_its_cap(rule: PainRule, catalogue: Catalogue) -> None:
    person = Person(rule, catalogue, TEMPERS[0], Random(1), Lengths())
    person.live(DAYS)
    monday = person.snapshot.today
    weekly = {due.plan for dues in week(rule, person.programme, monday).values() for due in dues}
    done = {each for plan in weekly for each in catalogue.plans[plan].exercises if each in person.snapshot.last_done}
    assert len(done) > 6
    at_cap = 0
    for each in done:
        ladder, place = catalogue.exercises[each].ladder, person.snapshot.places[each]
        if place == LadderPlace(len(ladder) - 1, len(ladder) - 1):
            at_cap += 1
        else:
            assert over_time(person, each, weekly), each
    assert at_cap > 3


def test_every_change_of_standing_stands_in_the_table(rule: PainRule, catalogue: Catalogue) -> None:
    seen: Counter[str] = Counter()
    for seed, temper in enumerate(TEMPERS):
        person = Person(rule, catalogue, temper, Random(seed), Lengths(), watching=True)
        person.live(60)
        seen.update(person.seen)
    ways = {f"{state} {happening}" for state, happening in TRANSITIONS}
    assert len(ways & seen.keys()) >= 15  # the table is lived, not only written


DAYS_TOGETHER = 12


@settings(max_examples=60)
@given(st.sampled_from(TEMPERS), st.integers(0, 2**32), st.lists(PROGRAMMES, min_size=1, max_size=4), CHANGES)
def test_no_sequence_of_choices_and_days_breaks_a_rule(
    rule: PainRule,
    catalogue: Catalogue,
    lengths: Lengths,
    temper: Temper,
    seed: int,
    programmes: list[Programme],
    changes: Sequence[tuple[str, date, date, SessionKind]],
) -> None:
    """Aims, minutes, days and what is at hand chosen anew, days moved and dropped, answers missed, zones changed.

    Whatever must not happen is asserted as the person lives.
    """
    hasty = replace(temper, travels=0.2, silent=max(temper.silent, 0.1), worse=max(temper.worse, 0.1))
    person = Person(rule, catalogue, hasty, Random(seed), lengths)
    for number, programme in enumerate(programmes):
        person.choose(programme)
        person.live(DAYS_TOGETHER, since=number * DAYS_TOGETHER)
        for what, on, to, kind in changes[number::2]:
            on, to = on - MADE_FOR + person.snapshot.today, to - MADE_FOR + person.snapshot.today
            changed = drop(person.programme, on, kind) if what == "drop" else move(rule, person.programme, on, to, kind)
            if isinstance(changed, Programme):
                person.choose(changed)
            keeps_the_rules(rule, person.programme, person.snapshot.today)
