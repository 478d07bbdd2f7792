"""Where every key stands, for messages that name the line."""

import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.catalogue.keymap import KeyPath, key_lines

TEXT = '''\
# a comment with [brackets] and = signs
title = "one"  # and after it
list = [
  "a",  # first
  { reps = 5, hold_s = 3 }, { reps = 6 },
]
"quoted key" = 'x'
a.b = 1

[table]
text = """
looks = "like a key"
[not_a_table]
"""
after = true
[table.below]
x = 1.5

[[many]]
k = 1
[[many]]
k = 2
[many.inner]
z = 1979-05-27 07:32:00
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("list",), 3),
        (("list", 0), 4),
        (("list", 1, "hold_s"), 5),
        (("list", 2, "reps"), 5),
        (("quoted key",), 7),
        (("a", "b"), 8),
        (("table",), 10),
        (("table", "text"), 11),
        (("table", "after"), 15),
        (("table", "below", "x"), 17),
        (("many", 0, "k"), 20),
        (("many", 1), 21),
        (("many", 1, "k"), 22),
        (("many", 1, "inner", "z"), 24),
    ],
)
def test_a_key_is_found_where_it_stands(path: KeyPath, line: int) -> None:
    assert key_lines(TEXT)[path] == line


def test_nothing_inside_a_text_counts_as_a_key() -> None:
    lines = key_lines(TEXT)
    assert ("table", "looks") not in lines
    assert ("not_a_table",) not in lines


def paths_of(value: Any, path: KeyPath = ()) -> set[KeyPath]:
    found = {path} if path else set()
    if isinstance(value, dict):
        pairs: Any = value.items()
    else:
        pairs = enumerate(value) if isinstance(value, list) else ()
    for key, item in pairs:
        found |= paths_of(item, (*path, key))
    return found


keys = st.text("ab-_.é \"'\\=[]{}#", min_size=1, max_size=5)
scalars = st.one_of(st.integers(-99, 99), st.booleans(), st.text("ab=[]{}#,\"'\\\n\té", max_size=12), st.dates())
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(keys, values, max_size=5))
def test_every_key_of_any_document_has_a_line_and_no_other_has(data: dict[str, Any]) -> None:
    text = tomlkit.dumps(data)
    assert set(key_lines(text)) == paths_of(tomllib.loads(text))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_lines_are_right_whatever_stands_between(blanks: list[int]) -> None:
    text = ""
    expected = {}
    for i, blank in enumerate(blanks):
        text += "\n# k0 = 1\n" * blank
        expected[(f"k{i}",)] = text.count("\n") + 1
        text += f'k{i} = """\nx = 1\n"""\n'
    assert key_lines(text) == expected
