from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.settings import Settings, setting_rules

anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=400), st.lists(st.integers(), max_size=2)
)


def test_a_session_has_time_as_installed() -> None:
    new = Settings()
    assert (new.up_s, new.down_s, new.breath_s, new.lead_in_s, new.reach_s, new.between_holds_s) == (3, 3, 8, 5, 5, 3)
    assert (new.position_change_s, new.floor_goes_on_s, new.goes_on, new.check_s) == (30, 60, True, 12)


@given(st.sampled_from(list(setting_rules())), anything)
def test_no_settings_exist_outside_their_ranges(name: str, value: object) -> None:
    rule = setting_rules()[name]
    try:
        made = replace(Settings(), **{name: value})
    except ValueError as error:
        assert str(error) == f"{name}: expected {rule.expected()}"  # noqa: PT017 - both ways are looked at
        return
    kept = getattr(made, name)
    assert kept == value or rule.times
    assert type(kept) is rule.kind
    if rule.choices:
        assert kept in rule.choices
    elif isinstance(kept, int | float) and rule.kind is not bool:
        assert rule.low <= kept <= rule.high
