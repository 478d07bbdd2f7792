"""Nothing asks for what is not at hand: another exercise by the rules of a swap, or a word why not."""

from collections.abc import Collection
from datetime import datetime
from itertools import combinations, pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.catalogue.types import LYING, Catalogue, Category, Exercise, Lock, Position, Thing
from hipcoach.catalogue.uses import Surface
from hipcoach.engine.steps.shorten import fit
from hipcoach.engine.steps.unroll import effort_s
from hipcoach.engine.types import Timing
from hipcoach.engine.words.script import Script, SpeechDetail
from hipcoach.planner import profile_values
from hipcoach.planner.adapt_plan import can_do
from hipcoach.planner.prepare import limit_s, look_ahead, prepare
from hipcoach.planner.programme import DAY, MINUTES, Programme, SessionKind, day
from hipcoach.planner.today import GENTLE, DayKind, today
from hipcoach.safety.compose import Refusal
from hipcoach.safety.dose import LadderPlace
from hipcoach.safety.equipment import EVERYTHING, missing, missing_reason
from hipcoach.safety.locks import NO_WAY_DOWN, lock_reason
from hipcoach.safety.past import Past, PastExercise
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import PainRest, PainRestKind, Session
from tests.planner.at_hand import NOW, nobody
from tests.planner.diary import Diary

THINGS = st.frozensets(st.sampled_from(Thing))
LOCKS = st.frozensets(st.sampled_from(Lock))
HOME = frozenset({Thing.MAT, Thing.PILLOW, Thing.CHAIR, Thing.TABLE, Thing.WALL})


def made(rule: PainRule, catalogue: Catalogue, plan: str, at_hand: Collection[Thing], **fields: object) -> Session:
    found = look_ahead(rule, nobody(at_hand, **fields), catalogue, catalogue.plans[plan])
    assert isinstance(found, Session), found
    return found


def ids(session: Session) -> list[str]:
    return [each.exercise.id for each in session.assignments]


@pytest.mark.parametrize(
    ("exercise", "at_hand", "why"),
    [
        ("bridge", EVERYTHING, None),
        ("bridge", {Thing.PILLOW}, "It needs a mat, which you do not have at hand."),
        ("hip_hike", {Thing.WALL}, "It needs a low step, which you do not have at hand."),
        ("hip_hike", {Thing.STEP, Thing.RAIL}, None),
        ("hip_hike", {Thing.STEP}, "It needs a wall or a rail, which you do not have at hand."),
        ("step_up", {Thing.STEP, Thing.WALL}, "It needs a rail, which you do not have at hand."),
        ("chair_stand", (), "It needs a sturdy chair and a wall, which you do not have at hand."),
        ("standing_hip_extension", {Thing.TABLE}, None),
        ("figure_four", {Thing.MAT}, None),  # its pillow is "if you like"
        ("walking", (), None),
    ],
)
def test_what_is_missing_is_said(catalogue: Catalogue, exercise: str, at_hand: Collection[Thing], why: str) -> None:
    found = missing_reason(catalogue.exercises[exercise], at_hand)
    assert (found and found.sentence) == why


def test_a_bed_is_as_good_as_a_mat(catalogue: Catalogue) -> None:
    assert missing(catalogue.exercises["knee_rolls"], ()) == (frozenset({Thing.MAT}),)
    assert missing(catalogue.exercises["knee_rolls"], (), surface=Surface.BED) == ()


def test_what_a_declaration_asks_for_has_to_be_at_hand_too(catalogue: Catalogue) -> None:
    stiff, replaced = {Lock.STIFF_SPINE}, {Lock.HIP_REPLACEMENT}
    bridge, plank = catalogue.exercises["bridge"], catalogue.exercises["side_plank_knees"]
    needed = (frozenset({Thing.PILLOW}),)
    assert missing(bridge, {Thing.MAT}, declared=stiff) == needed
    assert missing(bridge, {Thing.MAT}, declared=replaced) == ()
    assert missing(bridge, (), declared=stiff, surface=Surface.BED) == (), "a bed has one for the head"
    assert missing(plank, (), declared=replaced, surface=Surface.BED) == needed, "and none for the knees"


def test_another_exercise_takes_its_place_and_says_so(rule: PainRule, catalogue: Catalogue) -> None:
    session = made(rule, catalogue, "hip-and-back", HOME - {Thing.TABLE} | {Thing.PAD})
    assert ids(session)[-1] == "standing_side_leg_lift"
    (left,) = session.left_out
    assert (left.exercise, left.line, left.name) == ("mini_squat", "equipment", "Supported mini-squat")
    assert left.why == ("It needs a table or counter, which you do not have at hand. Standing side leg lift instead.")


def test_without_one_like_it_it_is_left_out_with_its_word(rule: PainRule, catalogue: Catalogue) -> None:
    session = made(rule, catalogue, "daily-mobility", HOME)
    assert ids(session) == ["bent_knee_fallout", "knee_rolls", "knees_to_chest", "figure_four"]
    assert [left.why for left in session.left_out] == [
        "It needs a strap or long belt, which you do not have at hand."
    ], "no other stretch lies on the back, and this plan stays on the floor"


def test_one_that_hurt_or_is_locked_takes_no_place(rule: PainRule, catalogue: Catalogue) -> None:
    at_hand = HOME - {Thing.TABLE} | {Thing.PAD}
    dose = catalogue.exercises["bridge"].ladder[0]
    hurt = Past("a", "x", NOW - 5 * DAY, NOW - 5 * DAY, "completed", 1, 1, exercises=(
        PastExercise("standing_side_leg_lift", dose, response="worse"),
    ))  # fmt: skip
    session = made(rule, catalogue, "hip-and-back", at_hand, past=(hurt,))
    assert ids(session)[-1] == "standing_hip_extension"
    locks = frozenset({Lock.HIP_REPLACEMENT})
    session = made(rule, catalogue, "hip-and-back", at_hand, past=(hurt,), declared=locks)
    assert not {"standing_hip_extension", "standing_side_leg_lift", "hip_hike"} & set(ids(session))
    assert "mini_squat" in {left.exercise for left in session.left_out}


@given(THINGS, LOCKS, st.data())
def test_no_session_asks_for_what_is_not_at_hand(
    rule: PainRule, catalogue: Catalogue, at_hand: frozenset[Thing], declared: frozenset[Lock], data: st.DataObject
) -> None:
    plan = data.draw(st.sampled_from(list(catalogue.plans.values())))
    b = data.draw(st.none() | st.integers(0, 5))
    found = prepare(rule, nobody(at_hand, declared=declared), catalogue, plan, ticked=(), b=b)
    told = {left.exercise for left in found.left_out}
    if isinstance(found, Refusal):
        assert not can_do(plan, catalogue, at_hand, declared, ()) or found.line == "nothing_left"
        return
    done = [each.exercise for each in found.assignments]
    bed = found.plan.in_bed
    there = at_hand | {Thing.MAT} if bed else at_hand
    floor = not bed and any(each.position in LYING for each in done)
    assert not floor or (Thing.CHAIR in there and not NO_WAY_DOWN & declared), "a chair to get down by"
    assert all(one_of & there for each in done for one_of in each.needs)
    assert all(lock_reason(each, declared, ()) is None for each in done)
    assert len({each.id for each in done}) == len(done) <= len(plan.exercises)
    assert {each.id for each in done} | told >= set(plan.exercises), "what is missing is said"
    asked = [catalogue.exercises[each] for each in plan.exercises]
    for each in done:
        if each not in asked:
            assert stands_for_one_of(each, [one for one in asked if one.id in told])
    assert turns(done) <= turns(asked), "no position is taken once more"


def stands_for_one_of(new: Exercise, left: Collection[Exercise]) -> bool:
    return any(set(new.categories) & set(old.categories) for old in left)


def turns(exercises: Collection[Exercise]) -> int:
    return sum(a.position is not b.position for a, b in pairwise(exercises))


def rests(triggers: frozenset[str]) -> st.SearchStrategy[tuple[PainRest, ...]]:
    """No rest, a short one that waits for its answer, or one that was released: the first session of return comes."""

    def rest(kind: PainRestKind, released_at: datetime | None) -> tuple[PainRest, ...]:
        return (PainRest("h", kind, NOW - 3 * DAY, tuple(sorted(triggers)), None, 2, 6, "1", released_at=released_at),)

    return st.sampled_from([(), rest(PainRestKind.SHORT, None), rest(PainRestKind.FULL, NOW - DAY)])


@given(
    THINGS,
    LOCKS,
    st.sets(st.integers(0, 6), min_size=1),
    st.frozensets(st.sampled_from(["bent_knee_fallout", "knee_rolls", "knees_to_chest", "belly_breathing"])),
    st.data(),
)
def test_today_offers_only_plans_that_it_does_not_refuse(
    rule: PainRule,
    catalogue: Catalogue,
    at_hand: frozenset[Thing],
    declared: frozenset[Lock],
    days: set[int],
    triggers: frozenset[str],
    data: st.DataObject,
) -> None:
    floor = Lock.NO_FLOOR not in declared
    programme = Programme(at_hand=at_hand, floor=floor, days=frozenset(days), strength_days=4)
    snapshot = nobody(at_hand, declared=declared, pain_rests=data.draw(rests(triggers)))
    found = today(rule, snapshot, programme, catalogue)
    offered = (*found.others, *((found.plan,) if found.plan else ()))
    assert found.kind is not DayKind.SESSION or found.plan
    for plan in offered:
        assert isinstance(look_ahead(rule, snapshot, catalogue, catalogue.plans[plan]), Session)


def test_a_gentler_day_exists_whatever_was_declared_and_is_at_hand(rule: PainRule, catalogue: Catalogue) -> None:
    """All declarations, and all of what decides: other things no exercise of it needs, nor the way to the floor."""
    gentle, decide = catalogue.plans[GENTLE], (Thing.MAT, Thing.PILLOW, Thing.CHAIR)
    assert {thing for each in gentle.exercises for one_of in catalogue.exercises[each].needs for thing in one_of} < {
        *decide
    }
    for declared, at_hand in product(subsets(Lock), subsets(decide)):
        snapshot = nobody(at_hand, declared=declared, usual0=3)
        made = prepare(rule, snapshot, catalogue, gentle, ticked=(), b=5)
        assert isinstance(made, Session), (declared, at_hand)
        assert any(Category.MOBILITY in each.exercise.categories for each in made.assignments)
        closed = NO_WAY_DOWN & declared or not {Thing.MAT, Thing.CHAIR} <= at_hand
        assert made.plan.in_bed is bool(closed)


def subsets(of: Collection[Any]) -> list[frozenset[Any]]:
    return [frozenset(some) for n in range(len(of) + 1) for some in combinations(of, n)]


@given(st.sampled_from(MINUTES), THINGS, st.integers(0, 12), st.integers(0, 2), st.data())
def test_a_session_keeps_within_the_minutes(
    rule: PainRule,
    catalogue: Catalogue,
    script: Script,
    minutes: int,
    at_hand: frozenset[Thing],
    step: int,
    times: int,
    data: st.DataObject,
) -> None:
    plan = data.draw(st.sampled_from(list(catalogue.plans.values())))
    done = data.draw(st.dictionaries(st.sampled_from(list(catalogue.exercises)), st.just(NOW)))
    snapshot = nobody(
        at_hand,
        minutes=minutes,
        last_done=done,
        times_done=dict.fromkeys(catalogue.exercises, times),
        places={
            each.id: LadderPlace(step, max(0, step - 1)).capped(each.ladder) for each in catalogue.exercises.values()
        },
    )
    session = look_ahead(rule, snapshot, catalogue, plan)
    if isinstance(session, Refusal):
        return
    fitted = fit(rule, session, script, Timing(), limit_s(rule, snapshot), snapshot.last_done)
    assert fitted.assignments
    efforts_s = [effort_s(fitted, order, script, Timing()) for order in range(len(fitted.assignments))]
    assert sum(efforts_s) <= minutes * 60 <= 20 * 60
    gone = set(ids(session)) - set(ids(fitted))
    assert gone == {left.exercise for left in fitted.left_out} - {left.exercise for left in session.left_out}
    kept = [each.exercise.id for each in fitted.assignments]
    assert not any(name in done for name in kept) or not any(name not in done for name in gone), "they take turns"
    for each in fitted.assignments:
        before = next(one for one in session.assignments if one.exercise is each.exercise)
        assert (each.dose.sets, each.dose.reps, each.dose.minutes) <= (
            before.dose.sets, before.dose.reps, before.dose.minutes,
        )  # fmt: skip
        assert ("session_cap" in each.lines) == (each.dose != before.dose or each.dose_right != before.dose_right)


@pytest.fixture(scope="module")
def script(rule: PainRule) -> Script:
    from hipcoach.catalogue.phrases import load_phrases
    from hipcoach.engine.words.cue_length import estimate_s
    from tests.planner.lengths import PHRASES

    return Script(load_phrases(PHRASES), estimate_s, rule, SpeechDetail.FULL)


def test_without_a_mat_the_week_lies_on_the_bed(rule: PainRule) -> None:
    programme = Programme(at_hand=EVERYTHING - {Thing.MAT})
    found = [day(rule, programme, NOW.date().replace(day=n)) for n in (2, 3)]
    assert [due.plan for dues in found for due in dues if due.kind is SessionKind.MOBILITY] == ["morning-in-bed"] * 2
    assert [due.plan for dues in found for due in dues if due.kind is SessionKind.STRENGTH] == ["no-floor"]


def test_a_week_from_before_things_were_asked_for_reads_as_it_was(diary: Diary) -> None:
    old = {**profile_values.programme_to(Programme()), "minutes": 30}
    del old["at_hand"], old["twice"]
    with diary.store.transaction():
        profile_values.keep_answer(diary.store, profile_values.PROGRAMME, old, diary.clock.utc())
    found = profile_values.programme(diary.store)
    assert (found.at_hand, found.minutes, found.twice) == (EVERYTHING, 20, True)
    old["minutes"] = 20
    assert not profile_values.programme_from(old).twice
    assert diary.snapshot().at_hand == EVERYTHING
    assert diary.snapshot().minutes == 20


def test_what_is_chosen_is_kept_with_the_week(diary: Diary) -> None:
    chosen = Programme(at_hand=HOME, minutes=10)
    with diary.store.transaction():
        profile_values.keep_answer(
            diary.store, profile_values.PROGRAMME, profile_values.programme_to(chosen), diary.clock.utc()
        )
    assert profile_values.programme(diary.store) == chosen
    assert (diary.snapshot().at_hand, diary.snapshot().minutes) == (HOME, 10)
    session = diary.prepare("steady")
    assert isinstance(session, Session)
    assert all(each.exercise.position is Position.STANDING for each in session.assignments)
    assert "hip_hike" in {left.exercise for left in session.left_out}
    assert all(Category.BALANCE in each.exercise.categories for each in session.assignments)
