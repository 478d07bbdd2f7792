"""The largest file that is read, wrong at its end: it comes so near the second that it is refused alone."""

import sys
from pathlib import Path

import pytest

from hipcoach.history.read_json import LARGEST
from tests.history.hostile import HEAD, SESSION, SET, at_once_in_little_memory, refused, until

pytestmark = pytest.mark.alone  # it measures time


def ten_years_wrong_at_the_end() -> bytes:
    sets = b",".join(SET % number for number in range(1, 37))
    sessions = (SESSION % (number, sets) + b",\n" for number in range(10_000_000))
    found = until(LARGEST - 100_000, sessions)
    return HEAD + b'"sessions":[\n' + found + SESSION % (9_999_999, b'{"ord":-1}') + b"\n],\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the memory is read from Linux's /proc")
def test_ten_years_that_are_wrong_at_the_end_are_refused_at_once_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "evil.json"
    path.write_bytes(ten_years_wrong_at_the_end())
    at_once_in_little_memory(lambda: refused(path, "sets.0.", "import", str(path)))
