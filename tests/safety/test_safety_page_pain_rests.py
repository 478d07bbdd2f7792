"""docs/pain_rule.md, row by row: after a session, pain rests and coming back.

A comment under each sentence of that page names its rows; a row says what must be true for it.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from hipcoach.catalogue.types import (
    Dose,
    Work,
)
from hipcoach.safety.after import Soreness, after, next_day
from hipcoach.safety.dose import LadderPlace, half
from hipcoach.safety.pain_rests import ask_to_contact, in_force, triggers
from hipcoach.safety.progression import step_back
from hipcoach.safety.returning import Returning, no_steps_yet, pause_reason, returning, switched_off
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import PainRestKind
from tests.safety.made import (
    ALL,
    DAY,
    GOOD,
    HOUR,
    LADDER,
    NOW,
    PLACES,
    Pair,
    Row,
    doses,
    freed,
    ids,
    rest,
    session,
    settled,
    up,
)

ROWS: list[Row] = [
    # -- after, and next day
    ("A: RED -> a pain rest", lambda r: [(after(r, 3, 5).pain_rest, PainRestKind.FULL)]),
    ("A: AMBER -> a short rest", lambda r: [(after(r, 3, 4).pain_rest, PainRestKind.SHORT)]),
    (
        "A: AMBER is any number above the base, however low both are",
        lambda r: [([after(r, b, b + 1).pain_rest for b in range(6)], [PainRestKind.SHORT] * 5 + [PainRestKind.FULL])],
    ),
    (
        "A: missing -> no progression",
        lambda r: [(after(r, 3, None).line, "after_missing"), (up(r, GOOD, replace(GOOD, clean=False)), False)],
    ),
    (
        "N's base is the earlier session's",
        lambda r: [(settled(r, (DAY, 3)), True), (settled(r, (DAY, 3), base=2), False)],
    ),
    (
        "asked under 12 h it never settles or clears anything",
        lambda r: [
            ((n, settled(r, (11 * HOUR, n)) or next_day(r, 3, n, since=11 * HOUR).ends_short_rest), (n, False))
            for n in range(11)
        ],
    ),
    (
        "N: OK -> settled (clears a short rest)",
        lambda r: [
            (settled(r, (12 * HOUR, 3)), True),
            (settled(r, (11 * HOUR, 4), (12 * HOUR, 3)), False),
            (next_day(r, 3, 3, since=12 * HOUR).ends_short_rest, True),
        ],
    ),
    (
        "N: AMBER -> rest day or mobility at START without the trigger",
        lambda r: [
            (next_day(r, 3, 4, since=DAY).eases, True),
            (ids(session(r, next_day_higher=True, switched_off=frozenset({"bridge"}), places=PLACES)), ["rolls"]),
            (doses(session(r, next_day_higher=True, places=PLACES))["rolls"], LADDER[0]),
        ],
    ),
    ("and one step lower", lambda r: [(step_back("Bridge", LadderPlace(2, 2)).place, LadderPlace(1, 1))]),  # type: ignore[union-attr]  # there is one
    (
        "two AMBER next-days running -> a pain rest",
        lambda r: [(next_day(r, 3, 4, since=DAY, ambers_before=1).decision.pain_rest, PainRestKind.FULL)],
    ),
    (
        "or RED -> a pain rest",
        lambda r: [
            (next_day(r, 3, 5, since=DAY).decision.pain_rest, PainRestKind.FULL),
            (next_day(r, 3, 6, since=HOUR).decision.pain_rest, PainRestKind.FULL),
        ],
    ),
    (
        "Only muscle soreness changes the words, never the level",
        lambda r: [
            *(
                (
                    (n, s, next_day(r, 3, n, since=DAY, soreness=s).decision.level),
                    (n, s, next_day(r, 3, n, since=DAY).decision.level),
                )
                for n in range(11)
                for s in Soreness
            ),
            (
                next_day(r, 3, 4, since=DAY, soreness=Soreness.MUSCLE).decision.why
                != next_day(r, 3, 4, since=DAY).decision.why,
                True,
            ),
        ],
    ),
    (
        "A short rest lasts until N is OK at >=12 h",
        lambda r: [
            (next_day(r, 3, 4, since=9 * DAY).ends_short_rest, False),
            (next_day(r, 3, None, since=9 * DAY).ends_short_rest, False),
        ],
    ),
    (
        "unanswered, only START mobility is offered, from the next day on",
        lambda r: [
            (ids(session(r, pain_rest=PainRestKind.SHORT, places=PLACES)), ["rolls"]),
            (doses(session(r, pain_rest=PainRestKind.SHORT, places=PLACES))["rolls"], LADDER[0]),
        ],
    ),
    # -- pain rest
    (
        "none marked Worse -> the one last added or progressed",
        lambda r: [(triggers((), ("rolls",), ("bridge", "rolls"), ("bridge",)), ("rolls",))],
    ),
    ("trigger exercise(s)", lambda r: [(triggers(("a", "b", "a"), ("c",), ("a", "b", "c"), ()), ("a", "b"))]),
    (
        "No exercise marked and no single last one -> all strength exercises of that session",
        lambda r: [
            (triggers((), ("rolls", "bridge"), ("rolls", "bridge", "squat"), ("bridge", "squat")), ("bridge", "squat"))
        ],
    ),
    ("else the last one done", lambda r: [(triggers((), (), ("rolls", "breathe"), ()), ("breathe",))]),
    (
        "Released only if >=24 h",
        lambda r: [(freed(r, at=NOW + 23 * HOUR), False), (freed(r, at=NOW + 24 * HOUR), True)],
    ),
    (
        "pain now <= max(base, usual)",
        lambda r: [(freed(r, pain=3), True), (freed(r, pain=4), False), (freed(r, pain=5, usual_score=5), True)],
    ),
    ("and below the absolute stop", lambda r: [(freed(r, pain=6, usual_score=7), False)]),
    (
        "no screen item",
        lambda r: [
            (freed(r, ticked=("eye",)), False),
            (freed(r, ticked=None), False),
            (freed(r, ticked=("limping",)), True),
        ],
    ),
    ("the user confirms", lambda r: [(freed(r, confirmed=False), False)]),
    ("Never by time alone", lambda r: [(freed(r, at=NOW + 3650 * DAY, pain=None, confirmed=False), False)]),
    (
        "48 h not settled -> a stronger prompt to contact",
        lambda r: [
            (ask_to_contact(r, [rest()], NOW + 47 * HOUR), False),
            (ask_to_contact(r, [rest()], NOW + 48 * HOUR), True),
        ],
    ),
    (
        "7 days -> paused",
        lambda r: [
            (pause_reason(r, [rest()], (), NOW + 7 * DAY) is not None, True),
            (pause_reason(r, [rest()], (), NOW + 6 * DAY), None),
        ],
    ),
    (
        "or 2 pain rests in 14 days",
        lambda r: [
            (
                pause_reason(r, [rest(released_at=NOW + DAY), rest(at=NOW + 14 * DAY)], (), NOW + 14 * DAY) is not None,
                True,
            ),
            (pause_reason(r, [rest(released_at=NOW + DAY), rest(at=NOW + 15 * DAY)], (), NOW + 15 * DAY), None),
        ],
    ),
    (
        "or 3 in 28",
        lambda r: [
            (
                pause_reason(
                    r,
                    [
                        rest(
                            at=NOW + n * 14 * DAY + n * HOUR - 2 * HOUR * (n == 2), released_at=NOW + (n * 14 + 1) * DAY
                        )
                        for n in range(3)
                    ],
                    (),
                    NOW + 40 * DAY,
                )
                is not None,
                True,
            )
        ],
    ),
    (
        "until the user records I have had advice",
        lambda r: [
            (pause_reason(r, [rest()], (NOW + 7 * DAY,), NOW + 8 * DAY), None),
            (pause_reason(r, [rest()], (NOW + DAY,), NOW + 8 * DAY) is not None, True),
        ],
    ),
    (
        "After every released pain rest come 3 sessions of return",
        lambda r: [
            (
                [
                    returning(r, [rest(released_at=NOW + DAY)], [NOW + (n + 2) * DAY for n in range(k)])
                    for k in range(4)
                ],
                [Returning(1, 3), Returning(2, 3), Returning(3, 3), None],
            )
        ],
    ),
    (
        "the trigger off until the user records advice and turns it on again",
        lambda r: [
            (switched_off([rest()], (), {"bridge": NOW + DAY}), {"bridge"}),
            (switched_off([rest()], (NOW + DAY,), {}), {"bridge"}),
            (switched_off([rest()], (NOW + DAY,), {"bridge": NOW + 2 * DAY}), frozenset()),
        ],
    ),
    (
        "then at START; the others at half",
        lambda r: [
            (
                doses(session(r, returning=Returning(2, 3), turned_on_again=frozenset({"bridge"}), places=PLACES)),
                {**dict.fromkeys(ALL, Dose(1, 5, 5.0, 0.0))},
            )
        ],
    ),
    ("the first mobility only", lambda r: [(ids(session(r, returning=Returning(1, 3), places=PLACES)), ["rolls"])]),
    (
        "no progression until 2 in a row settled",
        lambda r: [
            (
                [
                    no_steps_yet(r, [rest(released_at=NOW)], [(NOW + n * DAY, ok) for n, ok in enumerate(run)])
                    for run in ((True,), (True, False), (True, True), (True, False, True, True))
                ],
                [True, True, False, False],
            )
        ],
    ),
    (
        "Half: 1 set; counted work ceil(reps/2), at least 3, its hold unchanged",
        lambda r: [
            (
                [half(r, ALL["bridge"], Dose(s, n, 5.0, 60.0)) for s, n in ((3, 10), (1, 5), (2, 3), (1, 2))],
                [Dose(1, n, 5.0, 0.0) for n in (5, 3, 3, 2)],
            )
        ],
    ),
    (
        "stretches half the hold, at least 5 s",
        lambda r: [
            (
                [
                    half(r, replace(ALL["stretch"], work=Work.HOLDS), Dose(3, 2, t, 10.0)).hold_s
                    for t in (30.0, 10.0, 5.0, 3.0)
                ],
                [15.0, 5.0, 5.0, 3.0],
            )
        ],
    ),
    (
        "breaths ceil(n/2), at least 3",
        lambda r: [([half(r, ALL["breathe"], Dose(1, n)).reps for n in (10, 5, 3)], [5, 3, 3])],
    ),
    (
        "activities half the minutes, rounded up",
        lambda r: [
            (
                [
                    half(r, replace(ALL["bridge"], work=Work.ACTIVITY), Dose(1, 1, 0, 0, m)).minutes
                    for m in (10.0, 15.0)
                ],
                [5.0, 8.0],
            )
        ],
    ),
    ("never above the present dose", lambda r: [(half(r, ALL["bridge"], Dose(1, 2, 1.0, 0.0)), Dose(1, 2, 1.0, 0.0))]),
    (
        "the strictest in force counts",
        lambda r: [(in_force([rest(PainRestKind.SHORT), rest(), rest(released_at=NOW)]), PainRestKind.FULL)],
    ),
]


@pytest.mark.parametrize(("sentence", "pairs"), ROWS, ids=[sentence[:60] for sentence, _ in ROWS])
def test_the_page(rule: PainRule, sentence: str, pairs: Callable[[PainRule], list[Pair]]) -> None:
    was, should = zip(*pairs(rule), strict=True)
    assert was == should, sentence
