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
    GOOD,
    HIGH,
    PLAN,
    T0,
    D,
    H,
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
        lambda r: (
            step_up(r, "Bridge", LadderPlace(0, 0), 2, [GOOD, GOOD], last_up_at=None, now=T0).place == LadderPlace(1, 1)
        ),
    ),  # type: ignore[union-attr]  # there is one
    (
        "at most one a week for that exercise",
        lambda r: not up(r, GOOD, GOOD, last_up=T0 - 7 * D + H) and up(r, GOOD, GOOD, last_up=T0 - 7 * D),
    ),
    (
        "after 2 consecutive settled sessions",
        lambda r: (
            not up(r, GOOD) and up(r, GOOD, GOOD) and not up(r, GOOD, replace(GOOD, clean=False, had_it=False), GOOD)
        ),
    ),
    (
        "a step up then needs three settled sessions instead of two",
        lambda r: (
            not up(r, HIGH, GOOD)
            and not up(r, GOOD, HIGH)
            and up(r, HIGH, GOOD, HIGH)
            and not up(r, GOOD, GOOD, high_now=True)
            and up(r, GOOD, GOOD, GOOD, high_now=True)
            and up(r, GOOD, GOOD, HIGH)
        ),
    ),
    (
        "in which it was done in full",
        lambda r: not up(r, GOOD, replace(GOOD, in_full=False)) and up(r, GOOD, replace(GOOD, had_it=False), GOOD),
    ),
    ("no Worse", lambda r: not up(r, GOOD, replace(GOOD, better_or_same=False))),
    ("effort <=5", lambda r: not up(r, GOOD, replace(GOOD, effort=6)) and up(r, GOOD, replace(GOOD, effort=5))),
    ("Never on a missing answer", lambda r: not up(r, GOOD, replace(GOOD, effort=None))),
    ("every ladder ends at its CAP", lambda r: not up(r, GOOD, GOOD, place=LadderPlace(2, 2))),
    (
        "Step back: AMBER -1",
        lambda r: (
            step_back("Bridge", LadderPlace(2, 1), Side.LEFT).place == LadderPlace(1, 1)
            and step_back("Bridge", LadderPlace(0, 0)) is None
        ),
    ),  # type: ignore[union-attr]  # there is one
    (
        "a gap of 14 days -1, of 28 days -> START",
        lambda r: (
            [(c := after_gap(r, "Bridge", LadderPlace(2, 2), T0 - n * D, T0)) and c.place for n in (13, 14, 27, 28)]
            == [None, LadderPlace(1, 1), LadderPlace(1, 1), LadderPlace(0, 0)]
        ),
    ),
    (
        "Strength at least 48 h apart",
        lambda r: too_soon(48, 4, [T0 - 47 * H], T0) and not too_soon(48, 4, [T0 - 48 * H], T0),
    ),
    (
        "default 3 a week, cap 4",
        lambda r: (
            (r.strength_week, r.strength_week_cap) == (3, 4) and too_soon(0, 4, [T0 - n * D for n in range(1, 5)], T0)
        ),
    ),
    (
        "balance 3-5 a week",
        lambda r: (
            "stand" not in ids(session(r, balance_at=tuple(T0 - n * D for n in range(1, 6))))
            and "stand" in ids(session(r, balance_at=tuple(T0 - n * D for n in range(1, 5))))
        ),
    ),
    (
        "A plan started within those 48 h still runs, its strength exercises left out with a word why",
        lambda r: (
            ids(session(r, strength_at=(T0 - D,))) == ["rolls", "stretch", "stand", "breathe"]
            and "48 hours" in session(r, strength_at=(T0 - D,)).left_out[0].why
        ),
    ),
    (
        "if nothing is left, it is refused",
        lambda r: isinstance(session(r, plan=replace(PLAN, exercises=("bridge",)), strength_at=(T0 - D,)), Refusal),
    ),
    # -- the screen's items
    (
        "Soon (shown, never blocks)",
        lambda r: (
            not any(screen(r, (i.id,)).blocks for i in r.screen if i.tier is Tier.SOON)
            and all(screen(r, (i.id,)).why for i in r.screen if i.tier is Tier.SOON)
        ),
    ),
    (
        "Emergency: call the emergency number; the most pressing page",
        lambda r: screen(r, ("limping", "eye", "sudden_leg_weakness")).tier is Tier.EMERGENCY,
    ),
    (
        "numbness between the legs ... bladder or bowel",
        lambda r: asked(r, Tier.EMERGENCY, "between the legs", "back passage", "bladder or bowel"),
    ),
    ("sudden weakness in the legs", lambda r: asked(r, Tier.EMERGENCY, "sudden weakness in the legs")),
    (
        "chest pain, severe breathlessness, fainting, sudden trouble with speech, sight, face or arm",
        lambda r: asked(
            r, Tier.EMERGENCY, "chest pain", "severe breathlessness", "fainting", "speech, sight, face or arm"
        ),
    ),
    (
        "after a fall or jolt, even a minor one",
        lambda r: asked(
            r,
            Tier.EMERGENCY,
            "fall or jolt, even a minor one",
            "new severe neck, back or hip pain",
            "cannot put weight",
        ),
    ),
    (
        "a replaced hip with sudden severe pain or a leg that looks shorter or turned",
        lambda r: asked(r, Tier.EMERGENCY, "replaced hip", "sudden severe pain", "shorter or turned"),
    ),
    (
        "a hot, swollen, very painful joint with fever",
        lambda r: asked(r, Tier.EMERGENCY, "hot, swollen, very painful joint with fever"),
    ),
    (
        "Same day: sudden severe pain in the back or flank on one side, or with sickness or fever",
        lambda r: asked(r, Tier.SAME_DAY, "sudden severe pain in the back or flank on one side", "sickness or fever"),
    ),
    (
        "Same day: a red painful eye, light hurts, or sight is blurred",
        lambda r: asked(r, Tier.SAME_DAY, "red painful eye", "light hurts", "blurred"),
    ),
    (
        "new numbness, tingling or weakness, or new leg pain",
        lambda r: asked(r, Tier.SAME_DAY, "numbness, tingling or weakness", "new leg pain"),
    ),
    (
        "fever or unwell with hip or back pain; cannot bear weight; calf pain, swelling or heat",
        lambda r: (
            asked(r, Tier.SAME_DAY, "fever", "unwell")
            and asked(r, Tier.SAME_DAY, "put weight")
            and asked(r, Tier.SAME_DAY, "swelling or heat in a calf")
        ),
    ),
    (
        "Soon: worse for 24-48 h; night pain; weight loss; limping; locking; two weeks",
        lambda r: all(
            asked(r, Tier.SOON, words)
            for words in (
                "24 to 48 hours",
                "night pain that never eases",
                "losing weight without trying",
                "limping",
                "locks",
                "two weeks",
            )
        ),
    ),
]


@pytest.mark.parametrize(("sentence", "holds"), ROWS, ids=[sentence[:60] for sentence, _ in ROWS])
def test_the_page(rule: PainRule, sentence: str, holds: Callable[[PainRule], bool]) -> None:
    assert holds(rule), sentence
