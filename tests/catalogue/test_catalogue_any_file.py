"""Whatever an exercise or plan file holds, problems come out, each a line with its file, and nothing else ever."""

import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.errors import InputError
from tests.catalogue.conftest import EXERCISE, PLAN, SHIPPED
from tests.catalogue.one_file import read_text

SHIPPED_TEXTS = [path.read_bytes() for path in sorted((*SHIPPED.glob("*.toml"), *SHIPPED.glob("exercises/*.toml")))]
spoiling = st.tuples(st.integers(0, 10**6), st.integers(0, 6), st.binary(max_size=6))


def only_input_errors(read: Callable[[], object]) -> None:
    """Fail on any other exception, and on a problem that is not one line with its file."""
    found: tuple[str, ...] = ("none.toml:1: read without a problem",)
    try:
        read()
    except InputError as error:
        found = error.problems
    assert found
    assert all(re.fullmatch(r"[a-z]+\.toml:\d+: [^\n]+", problem) for problem in found)


@given(st.binary(max_size=300), st.sampled_from(["bridge.toml", "plan.toml"]))
def test_any_bytes_at_all_give_problems_and_nothing_else(raw: bytes, name: str) -> None:
    only_input_errors(lambda: read_text(raw, name))


@settings(max_examples=150)
@given(st.sampled_from(SHIPPED_TEXTS), st.lists(spoiling, min_size=1, max_size=4), st.booleans())
def test_a_spoiled_file_gives_problems_and_nothing_else(
    raw: bytes, spoils: list[tuple[int, int, bytes]], as_plan: bool
) -> None:
    for at, cut, put in spoils:
        at %= len(raw) + 1
        raw = raw[:at] + put + raw[at + cut :]
    only_input_errors(lambda: read_text(raw, "plan.toml" if as_plan else "bridge.toml"))


toml_values = st.recursive(
    st.sampled_from(["1", "-7", "nan", "inf", "1e308", "true", '"x"', '""', "1979-05-27", "07:32:00", '"\\u0007"']),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(inner, max_size=2).map(
            lambda items: "{" + ", ".join(f"k{i} = {v}" for i, v in enumerate(items)) + "}"
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(st.sampled_from([EXERCISE, PLAN]), st.data())
def test_any_value_in_any_place_gives_problems_and_nothing_else(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    places = [i for i, line in enumerate(lines) if " = " in line and not line.startswith((" ", "ladder"))]
    at = data.draw(st.sampled_from(places))
    lines[at] = f"{lines[at].partition(' = ')[0]} = {data.draw(toml_values)}"
    only_input_errors(lambda: read_text("\n".join(lines), "plan.toml" if text is PLAN else "bridge.toml"))
