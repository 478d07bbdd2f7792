"""docs/pain_rule.md, row by row: up to the end of a session.

A comment under each sentence of that page names its rows; a row says what must be true for it.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest

from hipcoach.safety.after import after
from hipcoach.safety.before import DayNumber, Gate, base, before, screen, usual
from hipcoach.safety.compose import Refusal
from hipcoach.safety.during import after_break
from hipcoach.safety.pain_rests import may_go_on
from hipcoach.safety.rule import PainRule, Tier, level, stricter
from hipcoach.safety.types import Action, BaseFrom, Level, PainRestKind
from tests.safety.made import (
    HOUR,
    LADDER,
    NEURO,
    NOW,
    PLACES,
    SHARP,
    WEAK,
    Pair,
    Row,
    days,
    doses,
    ends,
    freed,
    ids,
    report,
    session,
)

NUMBERS = tuple(product(range(11), repeat=2))  # every number before, and every one reported

ROWS: list[Row] = [
    # -- introduction
    (
        "every decision comes with one plain sentence that says why",
        lambda r: [((b, x, report(r, b, x).why.endswith(".")), (b, x, True)) for (b, x) in NUMBERS],
    ),
    ("its numbers live in one data file with a version", lambda r: [(r.version, "2")]),
    (
        "No clinician has reviewed it; the program says so",
        lambda r: [(r.reviewed, "No clinician has reviewed this rule.")],
    ),
    # -- what is asked
    (
        "All scores are whole numbers 0-10",
        lambda r: [((x, isinstance(level(r, 0, x), Level)), (x, True)) for x in range(11)],
    ),
    (
        "skip is always possible",
        lambda r: [(None not in (before(r, None, 2), report(r, 2, None), after(r, 2, None)), True)],
    ),
    (
        "usual = median of the first B of each of the last 7 days that had one",
        lambda r: [(usual(r, days(9, 9, 1, 1, 1, 2, 3, 3, 3), 5), 2)],
    ),
    (
        "days on which B refused a session or made it gentle are left out",
        lambda r: [
            (usual(r, [*days(1, 1, 2), *(DayNumber(6, counts=False),) * 4], 5), 1),
            (usual(r, [*days(1, 1, 2), *(DayNumber(6, counts=False),) * 5], 5), 5),
        ],
    ),
    (
        "3 needed, else usual0",
        lambda r: [((usual(r, days(1, 1), 5), usual(r, days(1, 1, 1), 5), usual(r, [], None)), (5, 1, None))],
    ),
    (
        "base = this session's B, else usual, else 0",
        lambda r: [((base(4, 2)[0], base(None, 2), base(None, None)), (4, (2, BaseFrom.USUAL), (0, BaseFrom.NOTHING)))],
    ),
    # -- one function
    ("RED if x >= 6", lambda r: [((b, x, level(r, b, x)), (b, x, Level.RED)) for b in range(11) for x in range(6, 11)]),
    (
        "or (x >= 4 and x - base >= 2)",
        lambda r: [(level(r, 2, 4), Level.RED), (level(r, 1, 3), Level.AMBER), (level(r, 3, 4), Level.AMBER)],
    ),
    ("AMBER if x > base, OK otherwise", lambda r: [(level(r, 1, 2), Level.AMBER), (level(r, 2, 2), Level.OK)]),
    (
        "A setting may lower the absolute stop from 6 to 5",
        lambda r: [(level(stricter(r), 5, 5), Level.RED), (level(r, 5, 5), Level.OK)],
    ),
    (
        ">=6 everywhere on this page then reads >=5",
        lambda r: [(before(stricter(r), 5, 5).gate, Gate.NONE), (freed(stricter(r), pain=5, usual_score=5), False)],
    ),
    # -- before
    (
        "Screen: a tick -> that page, no session today",
        lambda r: [
            ((i, screen(r, (i.id,)).blocks, screen(r, (i.id,)).tier), (i, True, i.tier))
            for i in r.screen
            if i.tier is not Tier.SOON
        ],
    ),
    ("explicit None of these", lambda r: [(screen(r, ()).blocks, False), (screen(r, None).blocks, True)]),
    (
        "A pain rest in force -> its page only",
        lambda r: [(isinstance(session(r, pain_rest=PainRestKind.FULL), Refusal), True)],
    ),
    (
        "A short rest set today -> no second guided session today",
        lambda r: [(isinstance(session(r, pain_rest=PainRestKind.SHORT, short_rest_today=True), Refusal), True)],
    ),
    (
        "where usual is not known, the lines that need it are passed over",
        lambda r: [((b, before(r, b, None).gate), (b, Gate.HALF)) for b in (4, 5)],
    ),
    (">=6 -> none today", lambda r: [((b, isinstance(session(r, b), Refusal)), (b, True)) for b in range(6, 11)]),
    (
        ">=4 and >= usual+2 -> gentle-day or rest",
        lambda r: [
            (before(r, 4, 2).gate, Gate.GENTLE),
            (before(r, 5, 3).gate, Gate.GENTLE),
            (ids(session(r, 4)), ["rolls", "breathe"]),
        ],
    ),
    (
        "5, or 4 and above usual, or 4 with usual not known -> half dose, no progression",
        lambda r: [
            ((b, u, before(r, b, u).gate, before(r, b, u).may_progress), (b, u, Gate.HALF, False))
            for (b, u) in ((5, 4), (5, 5), (5, 9), (5, None), (4, 3), (4, None))
        ],
    ),
    (
        "4 and at or below usual -> as planned",
        lambda r: [
            *(((u, before(r, 4, u).gate, before(r, 4, u).may_progress), (u, Gate.AS_USUAL, True)) for u in (4, 5, 6)),
            (doses(session(r, 4, usual_score=4, places=PLACES))["bridge"], LADDER[2]),
        ],
    ),
    (
        "0-3 -> as planned",
        lambda r: [
            *(((b, before(r, b, 0).gate), (b, Gate.PLANNED)) for b in range(4)),
            (doses(session(r, 3, places=PLACES))["bridge"], LADDER[2]),
        ],
    ),
    (
        "Not given -> START dose, no progression",
        lambda r: [
            (set(doses(session(r, None, places=PLACES)).values()), {LADDER[0]}),
            (before(r, None, 2).may_progress, False),
        ],
    ),
    # -- during
    (
        "All lines are evaluated and the strictest wins",
        lambda r: [(ends(report(r, 3, 4, NEURO, worse=2)), PainRestKind.FULL)],
    ),
    (
        "tingling, numbness, weakness, giving way -> end the session, same-day page, a pain rest",
        lambda r: [
            (
                (b, x, k, report(r, b, x, k).action, report(r, b, x, k).pain_rest),
                (b, x, k, Action.END_SAME_DAY, PainRestKind.FULL),
            )
            for b in range(11)
            for x in (None, *range(11))
            for k in (NEURO, WEAK)
        ],
    ),
    (
        "sharp or catching and still there after 30 s -> RED",
        lambda r: [
            (report(r, 3, 0, SHARP, sharp=True).level, Level.RED),
            (ends(report(r, 3, 0, SHARP, sharp=True)), PainRestKind.FULL),
        ],
    ),
    ("no answer = still there", lambda r: [(ends(report(r, 3, 0, SHARP, sharp=None)), PainRestKind.FULL)]),
    (
        "RED -> end the session; a pain rest",
        lambda r: [
            ((b, x, ends(report(r, b, x))), (b, x, PainRestKind.FULL))
            for (b, x) in NUMBERS
            if level(r, b, x) is Level.RED
        ],
    ),
    (
        "AMBER -> this exercise is over for today; break; R",
        lambda r: [
            (r.break_s, 120),
            *(
                (
                    (found, (found.action, found.pain_rest, found.exercise)),
                    (found, (Action.BREAK, PainRestKind.NONE, "bridge")),
                )
                for found in (report(r, b, x) for b, x in NUMBERS if level(r, b, x) is Level.AMBER)
            ),
        ],
    ),
    (
        "R is put through level too (RED -> a pain rest)",
        lambda r: [(ends(after_break(r, 3, exercise="bridge", reported=4, after_the_break=5)), PainRestKind.FULL)],
    ),
    (
        "R <= base -> the next exercise at its easier step",
        lambda r: [(after_break(r, 3, exercise="bridge", reported=4, after_the_break=3).action, Action.GO_ON_EASIER)],
    ),
    (
        "or (R < D and R <= 3)",
        lambda r: [
            (after_break(r, 1, exercise="bridge", reported=3, after_the_break=2).action, Action.GO_ON_EASIER),
            (ends(after_break(r, 1, exercise="bridge", reported=2, after_the_break=2)), PainRestKind.SHORT),
        ],
    ),
    (
        "Otherwise end, a short rest",
        lambda r: [(ends(after_break(r, 4, exercise="bridge", reported=5, after_the_break=5)), PainRestKind.SHORT)],
    ),
    (
        "OK -> this exercise is over for today; go on",
        lambda r: [(report(r, 3, 3).action, Action.GO_ON), (report(r, 3, 3).pain_rest, PainRestKind.NONE)],
    ),
    ("a second Worse -> end, a short rest", lambda r: [(ends(report(r, 3, 3, worse=2)), PainRestKind.SHORT)]),
    (
        "D or R not given -> end, a short rest",
        lambda r: [
            (ends(report(r, 3, None)), PainRestKind.SHORT),
            (ends(after_break(r, 3, exercise="bridge", reported=4, after_the_break=None)), PainRestKind.SHORT),
        ],
    ),
    (
        "going on is offered only if no pain report is open or RED",
        lambda r: [
            (
                may_go_on(r, started_at=NOW, now=NOW + HOUR / 6, report_open=True, pain_rest=PainRestKind.NONE).allowed,
                False,
            ),
            (
                may_go_on(
                    r, started_at=NOW, now=NOW + HOUR / 6, report_open=False, pain_rest=PainRestKind.FULL
                ).allowed,
                False,
            ),
        ],
    ),
    (
        "and the session is under 30 min old",
        lambda r: [
            (
                [
                    may_go_on(
                        r,
                        started_at=NOW,
                        now=NOW + timedelta(minutes=m),
                        report_open=False,
                        pain_rest=PainRestKind.NONE,
                    ).allowed
                    for m in (-1, 0, 29, 30)
                ],
                [False, True, True, False],
            )
        ],
    ),
    (
        "after the screen again",
        lambda r: [
            (
                may_go_on(
                    r,
                    started_at=NOW,
                    now=NOW + HOUR / 6,
                    report_open=False,
                    pain_rest=PainRestKind.NONE,
                    screened=False,
                ).allowed,
                False,
            )
        ],
    ),
    ("an open report counts as not given", lambda r: [(ends(report(r, 3, 3, None)), PainRestKind.SHORT)]),
]


@pytest.mark.parametrize(("sentence", "pairs"), ROWS, ids=[sentence[:60] for sentence, _ in ROWS])
def test_the_page(rule: PainRule, sentence: str, pairs: Callable[[PainRule], list[Pair]]) -> None:
    was, should = zip(*pairs(rule), strict=True)
    assert was == should, sentence
