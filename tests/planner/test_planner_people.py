"""500 people over 180 days. What must never happen is asserted in `people`; here: the table, and what must happen."""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from hipcoach.catalogue.types import Catalogue
from hipcoach.planner.programme import week
from hipcoach.safety.dose import Place
from hipcoach.safety.rule import PainRule
from hipcoach.safety.standing import TRANSITIONS
from tests.planner.people import Person
from tests.planner.tempers import TEMPERS

PEOPLE = 500
DAYS = 180
STEADY = 10  # they differ in nothing, so that few are enough
COLUMNS = ("people", "session", "check_first", "rest", "blocked", "paused", "refused", "completed", "pain_stop")
MORE = ("set soft", "set hold", "released", "advice", "step up")


def lives(rule: PainRule, catalogue: Catalogue) -> dict[str, Counter[str]]:
    others = TEMPERS[1:]
    tempers = [TEMPERS[0]] * STEADY + [others[n % len(others)] for n in range(PEOPLE - STEADY)]
    table: dict[str, Counter[str]] = {temper.name: Counter() for temper in TEMPERS}
    for seed, temper in enumerate(tempers):
        person = Person(rule, catalogue, temper, Random(seed))
        person.live(DAYS)
        table[temper.name].update(person.seen)
        table[temper.name]["people"] += 1
    return table


@pytest.mark.slow
def test_five_hundred_people(rule: PainRule, catalogue: Catalogue, tell: Callable[[str], None]) -> None:
    table = lives(rule, catalogue)
    tell(f"{PEOPLE} people, {DAYS} days, pain rule version {rule.version}. {rule.reviewed}")
    tell(f"{'':<18}" + "".join(f"{name:>12}" for name in (*COLUMNS, *MORE)))
    for name, seen in table.items():
        cells = [seen.get(f"session {each}", seen.get(each, 0)) for each in (*COLUMNS, *MORE)]
        tell(f"{name:<18}" + "".join(f"{cell:>12}" for cell in cells))
    assert sum(seen["people"] for seen in table.values()) == PEOPLE
    together = sum(table.values(), Counter())
    for must in ("set soft", "set hold", "released", "advice", "step up", "refused", "paused", "blocked"):
        assert together[must] > 100, must
    assert not table["steady"]["set soft"] + table["steady"]["set hold"]


def test_what_is_done_regularly_and_settles_reaches_its_cap(rule: PainRule, catalogue: Catalogue) -> None:
    person = Person(rule, catalogue, TEMPERS[0], Random(1))
    person.live(DAYS)
    monday = person.known.today
    weekly = {due.plan for dues in week(rule, person.programme, monday).values() for due in dues}
    done = {each for plan in weekly for each in catalogue.plans[plan].exercises if each in person.known.last_done}
    assert len(done) > 6
    for each in done:
        last = len(catalogue.exercises[each].ladder) - 1
        assert person.known.places[each] == Place(last, last), each


def test_every_change_of_standing_stands_in_the_table(rule: PainRule, catalogue: Catalogue) -> None:
    seen: Counter[str] = Counter()
    for seed, temper in enumerate(TEMPERS):
        person = Person(rule, catalogue, temper, Random(seed), watching=True)
        person.live(60)
        seen.update(person.seen)
    ways = {f"{state} {happening}" for state, happening in TRANSITIONS}
    assert len(ways & seen.keys()) >= 15  # the table is lived, not only written
