"""docs/pain_rule.md, row by row: steps up and back, and the screen.

A comment under each sentence of that page names its rows; a row says what must be true for it.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from hipcoach.catalogue.types import (
    Side,
)
from hipcoach.safety.before import screen
from hipcoach.safety.compose import Refusal
from hipcoach.safety.dose import LadderPlace
from hipcoach.safety.progression import after_gap, step_back, step_up, too_soon
from hipcoach.safety.rule import PainRule, Tier
from tests.safety.made import (
    DAY,
    GOOD,
    HIGH,
    HOUR,
    NOW,
    PLAN,
    Pair,
    Row,
    asked,
    ids,
    session,
    up,
)

ROWS: list[Row] = [
    # -- progression
    (
        "One step of one exercise's ladder",
        lambda r: [
            (
                step_up(r, "Bridge", LadderPlace(0, 0), 2, [GOOD, GOOD], last_up_at=None, now=NOW).place,
                LadderPlace(1, 1),
            )
        ],
    ),  # type: ignore[union-attr]  # there is one
    (
        "at most one a week for that exercise",
        lambda r: [
            (up(r, GOOD, GOOD, last_up=NOW - 7 * DAY + HOUR), False),
            (up(r, GOOD, GOOD, last_up=NOW - 7 * DAY), True),
        ],
    ),
    (
        "after 2 consecutive settled sessions",
        lambda r: [
            (up(r, GOOD), False),
            (up(r, GOOD, GOOD), True),
            (up(r, GOOD, replace(GOOD, clean=False, had_it=False), GOOD), False),
        ],
    ),
    (
        "a step up then needs three settled sessions instead of two",
        lambda r: [
            (up(r, HIGH, GOOD), False),
            (up(r, GOOD, HIGH), False),
            (up(r, HIGH, GOOD, HIGH), True),
            (up(r, GOOD, GOOD, high_now=True), False),
            (up(r, GOOD, GOOD, GOOD, high_now=True), True),
            (up(r, GOOD, GOOD, HIGH), True),
        ],
    ),
    (
        "in which it was done in full",
        lambda r: [
            (up(r, GOOD, replace(GOOD, in_full=False)), False),
            (up(r, GOOD, replace(GOOD, had_it=False), GOOD), True),
        ],
    ),
    ("no Worse", lambda r: [(up(r, GOOD, replace(GOOD, better_or_same=False)), False)]),
    (
        "effort <=5",
        lambda r: [(up(r, GOOD, replace(GOOD, effort=6)), False), (up(r, GOOD, replace(GOOD, effort=5)), True)],
    ),
    ("Never on a missing answer", lambda r: [(up(r, GOOD, replace(GOOD, effort=None)), False)]),
    ("every ladder ends at its CAP", lambda r: [(up(r, GOOD, GOOD, place=LadderPlace(2, 2)), False)]),
    (
        "Step back: AMBER -1",
        lambda r: [
            (step_back("Bridge", LadderPlace(2, 1), Side.LEFT).place, LadderPlace(1, 1)),
            (step_back("Bridge", LadderPlace(0, 0)), None),
        ],
    ),  # type: ignore[union-attr]  # there is one
    (
        "a gap of 14 days -1, of 28 days -> START",
        lambda r: [
            (
                [
                    (c := after_gap(r, "Bridge", LadderPlace(2, 2), NOW - n * DAY, NOW)) and c.place
                    for n in (13, 14, 27, 28)
                ],
                [None, LadderPlace(1, 1), LadderPlace(1, 1), LadderPlace(0, 0)],
            )
        ],
    ),
    (
        "Strength at least 48 h apart",
        lambda r: [(too_soon(48, 4, [NOW - 47 * HOUR], NOW), True), (too_soon(48, 4, [NOW - 48 * HOUR], NOW), False)],
    ),
    (
        "default 3 a week, cap 4",
        lambda r: [
            ((r.strength_week, r.strength_week_cap), (3, 4)),
            (too_soon(0, 4, [NOW - n * DAY for n in range(1, 5)], NOW), True),
        ],
    ),
    (
        "balance 3-5 a week",
        lambda r: [
            ("stand" not in ids(session(r, balance_at=tuple(NOW - n * DAY for n in range(1, 6)))), True),
            ("stand" in ids(session(r, balance_at=tuple(NOW - n * DAY for n in range(1, 5)))), True),
        ],
    ),
    (
        "A plan started within those 48 h still runs, its strength exercises left out with a word why",
        lambda r: [
            (ids(session(r, strength_at=(NOW - DAY,))), ["rolls", "stretch", "stand", "breathe"]),
            ("48 hours" in session(r, strength_at=(NOW - DAY,)).left_out[0].why, True),
        ],
    ),
    (
        "if nothing is left, it is refused",
        lambda r: [
            (isinstance(session(r, plan=replace(PLAN, exercises=("bridge",)), strength_at=(NOW - DAY,)), Refusal), True)
        ],
    ),
    # -- the screen's items
    (
        "Soon (shown, never blocks)",
        lambda r: [
            *(((i, screen(r, (i.id,)).blocks), (i, False)) for i in r.screen if i.tier is Tier.SOON),
            *(((i, bool(screen(r, (i.id,)).why)), (i, True)) for i in r.screen if i.tier is Tier.SOON),
        ],
    ),
    (
        "Emergency: call the emergency number; the most pressing page",
        lambda r: [(screen(r, ("limping", "eye", "sudden_leg_weakness")).tier, Tier.EMERGENCY)],
    ),
    (
        "numbness between the legs ... bladder or bowel",
        lambda r: [(asked(r, Tier.EMERGENCY, "between the legs", "back passage", "bladder or bowel"), True)],
    ),
    ("sudden weakness in the legs", lambda r: [(asked(r, Tier.EMERGENCY, "sudden weakness in the legs"), True)]),
    (
        "chest pain, severe breathlessness, fainting, sudden trouble with speech, sight, face or arm",
        lambda r: [
            (
                asked(
                    r, Tier.EMERGENCY, "chest pain", "severe breathlessness", "fainting", "speech, sight, face or arm"
                ),
                True,
            )
        ],
    ),
    (
        "after a fall or jolt, even a minor one",
        lambda r: [
            (
                asked(
                    r,
                    Tier.EMERGENCY,
                    "fall or jolt, even a minor one",
                    "new severe neck, back or hip pain",
                    "cannot put weight",
                ),
                True,
            )
        ],
    ),
    (
        "a replaced hip with sudden severe pain or a leg that looks shorter or turned",
        lambda r: [(asked(r, Tier.EMERGENCY, "replaced hip", "sudden severe pain", "shorter or turned"), True)],
    ),
    (
        "a hot, swollen, very painful joint with fever",
        lambda r: [(asked(r, Tier.EMERGENCY, "hot, swollen, very painful joint with fever"), True)],
    ),
    (
        "Same day: sudden severe pain in the back or flank on one side, or with sickness or fever",
        lambda r: [
            (asked(r, Tier.SAME_DAY, "sudden severe pain in the back or flank on one side", "sickness or fever"), True)
        ],
    ),
    (
        "Same day: a red painful eye, light hurts, or sight is blurred",
        lambda r: [(asked(r, Tier.SAME_DAY, "red painful eye", "light hurts", "blurred"), True)],
    ),
    (
        "new numbness, tingling or weakness, or new leg pain",
        lambda r: [(asked(r, Tier.SAME_DAY, "numbness, tingling or weakness", "new leg pain"), True)],
    ),
    (
        "fever or unwell with hip or back pain; cannot bear weight; calf pain, swelling or heat",
        lambda r: [
            (asked(r, Tier.SAME_DAY, "fever", "unwell"), True),
            (asked(r, Tier.SAME_DAY, "put weight"), True),
            (asked(r, Tier.SAME_DAY, "swelling or heat in a calf"), True),
        ],
    ),
    (
        "Soon: worse for 24-48 h; night pain; weight loss; limping; locking; two weeks",
        lambda r: [
            ((words, asked(r, Tier.SOON, words)), (words, True))
            for words in (
                "24 to 48 hours",
                "night pain that never eases",
                "losing weight without trying",
                "limping",
                "locks",
                "two weeks",
            )
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "pairs"), ROWS, ids=[sentence[:60] for sentence, _ in ROWS])
def test_the_page(rule: PainRule, sentence: str, pairs: Callable[[PainRule], list[Pair]]) -> None:
    was, should = zip(*pairs(rule), strict=True)
    assert was == should, sentence
