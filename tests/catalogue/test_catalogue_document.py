"""A file is untrusted: read within limits, a syntax error alone, and never for long."""

import contextlib
import os
from pathlib import Path

import pytest

from hipcoach.catalogue.toml_document import MOST_BYTES, parse, read
from hipcoach.errors import InputError


def problems(raw: bytes | str) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        parse("a.toml", raw.encode() if isinstance(raw, str) else raw)
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = \nc = 3\n", "a.toml:2: expected valid TOML: invalid value"),
        ("a = 1\nb 2\n", "a.toml:2: expected valid TOML: expected '=' after a key in a key/value pair"),
        ("a = [1,\n2\n", "a.toml:3: expected valid TOML: unclosed array"),
        ('a = "x\n', "a.toml:1: expected valid TOML: illegal character '\\n'"),
        ("a = 1\na = 2\n", "a.toml:2: expected valid TOML: cannot overwrite a value"),
        ("a = " + "9" * 5000, "a.toml:1: expected valid TOML: a number or a nesting is beyond what can be read"),
    ],
)
def test_a_syntax_error_stands_alone_with_its_line(text: str, line: str) -> None:
    assert problems(text) == (line,)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"a = 1\nb = '\xff'\n", "a.toml:2: expected UTF-8 text"),
        (b" " * (MOST_BYTES + 1), "a.toml:1: expected at most 64 KB"),
        (b"\na = " + b"[" * 30_000, "a.toml:2: expected at most 8 levels of nesting"),
        (b"a = " + b"{a=" * 20_000, "a.toml:1: expected at most 8 levels of nesting"),
        (b"a" + b".a" * 30_000 + b" = 1", "a.toml:1: expected at most 8 parts in a dotted key"),
        (b"[a" + b" . a" * 15_000 + b"]", "a.toml:1: expected at most 8 parts in a dotted key"),
    ],
)
def test_a_hostile_file_is_refused_in_one_line(raw: bytes, line: str) -> None:
    assert problems(raw) == (line,)


@pytest.mark.parametrize(
    "text",
    [
        'a = "' + '\\"' * 30_000,
        'a = "' + '\\"' * 30_000 + "\\\n",
        '"""\\' * 15_000,
        '"""' + '\\"""' * 15_000,
        "'''" * 20_000,
        "a" * 60_000,
        "#" * 60_000,
        "[" + "a" * 60_000,
        "a = 0x" + "f" * 60_000,
        "\n".join(f"[a.b.c.d.e.f.g.h{i}]" for i in range(3000)),
        " \t" * 30_000,
    ],
)
def test_no_text_within_the_limit_takes_long(text: str) -> None:
    """A quadratic pattern would take minutes here; the suite's own patience is the limit."""
    with contextlib.suppress(InputError):
        parse("a.toml", text.encode()).line(("nowhere",))


def test_dots_and_brackets_inside_texts_are_no_structure() -> None:
    text = 'a = "One. Two. Three. Four. Five. Six. Seven. Eight. Nine. [[[[[[[[[[[["\n# [[[[[[[[[ a.a.a.a.a.a.a.a.a.a\n'
    assert parse("a.toml", text.encode()).data["a"].startswith("One.")


def test_line_ends_and_the_mark_of_other_systems_are_accepted() -> None:
    document = parse("a.toml", b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    assert document.data == {"a": 1, "b": 2}
    assert document.line(("b",)) == 2


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")  # reading it would wait for ever
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    for name in ("pipe.toml", "folder.toml", "loop.toml", "missing.toml", "\0.toml"):
        with pytest.raises(InputError) as caught:
            read(tmp_path / name)
        assert len(caught.value.problems) == 1
        assert ":1: expected a file that can be read" in caught.value.problems[0]


def test_problems_come_in_the_order_of_the_file_once_each_and_not_without_end() -> None:
    document = parse("a.toml", b"a = 1\nb = 2\n")
    for path, message in ((("b",), "expected more"), (("a",), "expected less"), (("b",), "expected more")):
        document.problem(path, message)
    assert document.problems() == ["a.toml:1: expected less", "a.toml:2: expected more"]
    for number in range(1000):
        document.problem(("b",), f"expected {number:04}")
    assert len(document.problems()) == 101
    assert document.problems()[-1] == "a.toml:1: expected fewer problems: 902 more are not listed"
