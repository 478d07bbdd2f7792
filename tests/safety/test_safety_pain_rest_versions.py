"""Two versions of one rest: what counts is as strict as the stricter of them, in whichever order they come."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.safety.pain_rest_versions import strictest
from hipcoach.store.rows import PainRestRow

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TIMES = st.datetimes(min_value=MORNING.replace(tzinfo=None), max_value=MORNING.replace(year=2027, tzinfo=None)).map(
    lambda at: at.replace(tzinfo=MORNING.tzinfo)
)
HOLDS = st.builds(
    PainRestRow,
    id=st.just("one"),
    kind=st.sampled_from(["soft", "hold"]),
    started_at=TIMES,
    triggers=st.lists(st.sampled_from(["bridge", "clam", "heel_slide"]), unique=True).map(tuple),
    side=st.sampled_from([None, "left", "right"]),
    base=st.integers(0, 10),
    peak=st.none() | st.integers(0, 10),
    rule_version=st.just("1"),
    corrected_at=st.none() | TIMES,
    released_at=st.none() | TIMES,
    advice=st.none() | st.just("Go on gently."),
    advice_at=st.none() | TIMES,
    pain_kind=st.sampled_from([None, "ache", "sharp", "neuro", "weak"]),
)


@given(HOLDS, HOLDS, HOLDS)
def test_bringing_holds_together_knows_no_order_and_never_loses_one_in_force(
    one: PainRestRow, two: PainRestRow, three: PainRestRow
) -> None:
    both = strictest(one, two)
    assert both == strictest(two, one)
    assert strictest(both, one).in_force == both.in_force
    assert both.in_force == (one.in_force or two.in_force)
    assert both.kind == ("hold" if "hold" in (one.kind, two.kind) else "soft")
    assert both.base == min(one.base, two.base)
    order = [None, "ache", "sharp", "neuro", "weak"]
    assert both.pain_kind == max(one.pain_kind, two.pain_kind, key=order.index)
    assert set(both.triggers) == {*one.triggers, *two.triggers}
    assert strictest(strictest(one, two), three).in_force == strictest(one, strictest(two, three)).in_force
    assert strictest(one, one) == one
