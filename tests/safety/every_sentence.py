"""Every sentence that explains a decision, listed behind the case that it was made for: `every_sentence/<part>.txt`.

Which case has which sentence shows in the difference of a list.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.types import Category, Equipment, Lock, Side, Thing
from hipcoach.engine.steps.shorten import fit_by
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.programme import Aim, Programme, RuleConflict, SessionKind, move, swap
from hipcoach.planner.rule_facts import pain_rest_reason
from hipcoach.planner.steps import chosen_less, declined, steps_back, turned_on
from hipcoach.safety.after import Soreness, after, next_day
from hipcoach.safety.before import before, screen
from hipcoach.safety.compose import compose
from hipcoach.safety.dose import LadderPlace
from hipcoach.safety.during import ReportAnswers, after_break, after_report
from hipcoach.safety.equipment import missing_reason
from hipcoach.safety.load import load_rule
from hipcoach.safety.locks import lock_reason
from hipcoach.safety.pain_rests import may_go_on, release
from hipcoach.safety.past import Past
from hipcoach.safety.progression import after_gap, step_back, step_up
from hipcoach.safety.returning import Returning, pause_reason
from hipcoach.safety.rule import PainRule, stricter
from hipcoach.safety.types import BaseFrom, PainKind, PainRestKind, Session
from tests.safety.made import ALL, DAY, GOOD, HOUR, NOW, PLACES, PLAN, exercise, facts_of, rest

SESSIONS = Path(__file__).parents[2] / "sessions"
MAYBE = (None, 0, 2, 3, 4, 5, 6, 9)
Case = tuple[str, str]
RAIL_AND_PAD = (Equipment("a rail", frozenset({Thing.RAIL, Thing.WALL})), Equipment("a pad", frozenset({Thing.PAD})))
MAT_AND_MORE = (Equipment("a mat", frozenset({Thing.MAT})), Equipment("a thing", frozenset(Thing)))


LISTS = Path(__file__).with_name("every_sentence")
MADE_ANEW = "where each difference is meant, `python -m tests.safety.every_sentence` writes the lists anew"


def made_now(part: str, rule: PainRule) -> list[str]:
    """Return the cases of a part in which something is said, each with its sentence."""
    return [f"{case} => {said}" for case, said in PARTS[part](rule) if said]


def listed(part: str) -> list[str]:
    """Return the cases of a part as they stand in its list."""
    return (LISTS / f"{part}.txt").read_text(encoding="utf-8").splitlines()


def sentences() -> list[str]:
    """Return every sentence of the lists once, in the order of the alphabet."""
    return sorted({line.partition(" => ")[2] for part in PARTS for line in listed(part)})


def _during(rule: PainRule) -> Iterator[Case]:
    for strict, base, score, kind, source in product((False, True), (0, 3), MAYBE, (None, *PainKind), BaseFrom):
        for sharp, worse in ((None, 1), (True, 1), (False, 1), (False, 2), (False, 3)):
            found = after_report(
                stricter(rule) if strict else rule,
                ReportAnswers(
                    base=base,
                    exercise="bridge",
                    reported=score,
                    kind=kind,
                    sharp_persists=sharp,
                    worse_count=worse,
                    base_from=source,
                ),
            )
            yield (
                f"report {strict=} {base=} {score=} kind={kind} from={source} {sharp=} {worse=} {found.line}",
                found.why,
            )
    for base, d, r, source in product((0, 3), (1, 4), MAYBE, BaseFrom):
        rested = after_break(rule, base, exercise=None, reported=d, after_the_break=r, base_from=source)
        yield f"rest {base=} before={d} now={r} from={source} {rested.line}", rested.why


def _after(rule: PainRule) -> Iterator[Case]:
    for base, a, source in product((0, 3), MAYBE, BaseFrom):
        found = after(rule, base, a, base_from=source)
        yield f"after {base=} after={a} from={source} {found.line}", found.why
    for base, n, hours, running, soreness in product((0, 3), MAYBE, (1, 24), (0, 1, 3), (None, *Soreness)):
        found = next_day(rule, base, n, since=timedelta(hours=hours), ambers_before=running, soreness=soreness).decision
        yield f"next {base=} next={n} {hours=} ambers={running} soreness={soreness} {found.line}", found.why
    for n, hours in product((2, 3, 4), (1, 24)):
        found = next_day(rule, 3, n, since=timedelta(hours=hours), higher_before=True).decision
        yield f"next base=3 next={n} {hours=} after a higher one {found.line}", found.why
    for source, n, hours, running in product((BaseFrom.USUAL, BaseFrom.NOTHING), (3, 5, 9), (1, 24), (0, 1)):
        given = {"since": timedelta(hours=hours), "ambers_before": running, "base_from": source}
        found = next_day(rule, 3, n, **given).decision
        yield f"next base=3 next={n} {hours=} ambers={running} from={source} {found.line}", found.why


def _before(rule: PainRule) -> Iterator[Case]:
    for strict, b, usual in product((False, True), MAYBE, (None, 0, 3, 4)):
        found = before(stricter(rule) if strict else rule, b, usual)
        yield f"before {strict=} before={b} {usual=} {found.line}", found.why
    for ticked in (None, (), *((item.id,) for item in rule.screen), ("eye", "calf"), ("limping", "eye")):
        screened = screen(rule, ticked)
        yield f"screen {ticked} {screened.line}", screened.why


def _rests(rule: PainRule) -> Iterator[Case]:
    for pain, usual, hours, ticked, confirmed in product(
        (None, 2, 4, 7), (None, 5), (1, 30), (None, (), ("eye",)), (False, True)
    ):
        found = release(
            rule, [rest()], now=NOW + hours * HOUR, pain=pain, usual=usual, ticked=ticked, confirmed=confirmed
        )
        yield f"release {pain=} {usual=} {hours=} {ticked=} {confirmed=}", f"{found.why} | {len(found.missing)}"
    for reported, kind, minutes, screened in product((False, True), PainRestKind, (5, 90), (False, True)):
        may = may_go_on(
            rule,
            started_at=NOW,
            now=NOW + timedelta(minutes=minutes),
            report_open=reported,
            pain_rest=kind,
            screened=screened,
        )
        yield f"go on {reported=} rest={kind} {minutes=} {screened=} {may.line}", may.why
    yield "paused long", _said(pause_reason(rule, [rest()], (), NOW + 7 * DAY))
    yield (
        "paused often",
        _said(pause_reason(rule, [rest(released_at=NOW + DAY), rest(at=NOW + 9 * DAY)], (), NOW + 9 * DAY)),
    )
    three = [rest(at=NOW + n * 13 * DAY, released_at=NOW + (n * 13 + 1) * DAY) for n in (0, 1.2, 2)]
    yield "paused in four weeks", _said(pause_reason(rule, three, (), NOW + 26 * DAY))
    yield "rest page without a number", _said(pain_rest_reason((rest(peak=None),), ()))
    for kind, peak in product(PainKind, (6, None)):
        yield f"rest page {kind} {peak}", _said(pain_rest_reason((rest(peak=peak, pain_kind=kind),), ()))
    for kind, given, base in product((None, PainKind.SHARP, PainKind.NEURO), (2, None), (2, 0)):
        began = Past("a", "strength", NOW, NOW, "stopped", base, given)
        found = pain_rest_reason((rest(pain_kind=kind, session_id="a", base=base),), (began,))
        yield f"rest page {kind} before={given} base={base}", _said(found)


def _composed(rule: PainRule) -> Iterator[Case]:
    exercises = {
        **ALL,
        "side": exercise("side", Category.STRENGTH, loads_side=True),
        "wants": exercise("wants", Category.MOBILITY, equipment=RAIL_AND_PAD),
    }
    plan = replace(PLAN, exercises=tuple(exercises))
    days: dict[str, dict[str, object]] = {
        "plain": {},
        "hold": {"pain_rest": PainRestKind.FULL},
        "soft": {"pain_rest": PainRestKind.SHORT},
        "soft today": {"pain_rest": PainRestKind.SHORT, "short_rest_today": True},
        "eased": {"next_day_higher": True},
        "first of return": {"returning": Returning(1, 3)},
        "second of return": {"returning": Returning(2, 3), "turned_on_again": frozenset({"rolls"})},
        "off": {"switched_off": frozenset({"bridge"})},
        "locks": {"declared": frozenset({Lock.BALANCE, Lock.NO_FLOOR})},
        "strength yesterday": {"strength_at": (NOW - DAY,)},
        "balance every day": {"balance_at": tuple(NOW - n * DAY for n in range(5))},
        "steps up": {"places": PLACES, "steps_up": {"bridge": LadderPlace(1, 1)}},
        "nothing at hand": {"at_hand": frozenset[Thing]()},
    }
    for (name, facts), b, ticked, sore in product(days.items(), (2, 4, 6, None), ((), ("eye",)), (None, *Side)):
        known = facts_of(**facts)
        made = compose(rule, plan, exercises, known, screen(rule, ticked), before(rule, b, 2), sore_side=sore)
        case = f"compose {name}, before={b} {ticked=} sore={sore}"
        if not isinstance(made, Session):
            yield f"{case}: {made.line}", made.why
            continue
        for each in made.assignments:
            yield f"{case}: {each.exercise.id} {' '.join(each.lines)}", each.note
        for left in made.left_out:
            yield f"{case}: not {left.exercise} {left.line}", left.why


def _fitted(rule: PainRule) -> Iterator[Case]:
    known = facts_of(places=PLACES, steps_up={"bridge": LadderPlace(2, 2)}, declared=frozenset({Lock.BALANCE}))
    made = compose(rule, PLAN, ALL, known, screen(rule, ()), before(rule, 2, 2))
    assert isinstance(made, Session)

    def lengths(session: Session) -> list[float]:
        return [each.dose.sets * each.dose.reps * 10.0 for each in session.assignments]

    for limit_s in (700, 600, 300, 120, 60):
        fitted = fit_by(rule, lengths, made, float(limit_s), {})
        for each in fitted.assignments:
            yield f"fit {limit_s}: {each.exercise.id} {' '.join(each.lines)}", each.note
        for left in fitted.left_out:
            yield f"fit {limit_s}: not {left.exercise} {left.line}", left.why


def _steps(rule: PainRule) -> Iterator[Case]:
    found = {
        "up": step_up(rule, "Bridge", LadderPlace(0, 0), 2, [GOOD, GOOD], last_up_at=None, now=NOW),
        "back": step_back("Bridge", LadderPlace(1, 1)),
        "gap": after_gap(rule, "Bridge", LadderPlace(2, 2), NOW - 15 * DAY, NOW),
        "long gap": after_gap(rule, "Bridge", LadderPlace(2, 2), NOW - 30 * DAY, NOW),
    }
    for case, change in found.items():
        assert change is not None
        yield f"{case} {change.line}", change.why
    exercises = load(SESSIONS).catalogue.exercises
    known = DiarySnapshot(NOW, places={"bridge": LadderPlace(2, 2)}, steps_less={"bridge": 1})
    yield "turned on", turned_on(ALL["bridge"]).why
    yield "declined", declined(known, exercises["bridge"]).why
    yield "less", chosen_less(known, exercises["bridge"]).why
    yield "moved", steps_back(known, ["bridge"], exercises)[0].why


def _week(rule: PainRule) -> Iterator[Case]:
    monday, programme = date(2026, 3, 2), Programme(aims=frozenset({Aim.STRENGTH, Aim.BALANCE}))
    for on, to, kind in product(range(7), range(7), SessionKind):
        found = move(rule, programme, monday + on * DAY, monday + to * DAY, kind)
        if isinstance(found, RuleConflict):
            yield f"move {kind} {on} to {to}", found.why
    swapped = swap(programme, monday, SessionKind.MOBILITY, "strength", frozenset({SessionKind.STRENGTH}))
    assert isinstance(swapped, RuleConflict)
    yield "swap", swapped.why


def _things(rule: PainRule) -> Iterator[Case]:
    catalogue = load(SESSIONS).catalogue
    for each in catalogue.exercises.values():
        yield f"needs {each.id}", _said(missing_reason(each, ()))
        for lock in Lock:
            yield f"lock {lock} {each.id}", _said(lock_reason(each, {lock}, ()))
    yield "bed", _said(missing_reason(exercise("x", equipment=MAT_AND_MORE), ()))


def _said(reason: object) -> str:
    return "" if reason is None else str(getattr(reason, "sentence", reason))


def _left_open(rule: PainRule) -> Iterator[Case]:
    for kind in PainKind:
        found = after_report(
            rule,
            ReportAnswers(
                base=3,
                exercise=None,
                reported=3,
                kind=kind,
                sharp_persists=False,
                worse_count=1,
                left_open="answer_not_given",
            ),
        )
        yield f"report with an open question {kind} {found.line}", found.why


PARTS: Mapping[str, Callable[[PainRule], Iterator[Case]]] = {
    "during": _during,
    "after": _after,
    "before": _before,
    "rests": _rests,
    "composed": _composed,
    "fitted": _fitted,
    "steps": _steps,
    "week": _week,
    "things": _things,
    "left_open": _left_open,
}
"""The name of each list, and what makes it."""

if __name__ == "__main__":
    rule_now = load_rule(SESSIONS / "pain_rule.toml")
    for name in PARTS:
        (LISTS / f"{name}.txt").write_text("".join(f"{line}\n" for line in made_now(name, rule_now)), encoding="utf-8")
