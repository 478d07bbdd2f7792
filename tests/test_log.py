"""The log: private, bounded, one line a fallback, and nothing personal in it."""

import logging
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach.log import LARGEST_BYTES, OLD_SUFFIX, log_fault, log_to
from hipcoach.paths import Paths, find_paths

LOGGER = logging.getLogger("hipcoach.somewhere")


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[Paths]:
    found = find_paths(tmp_path)
    found.create()
    with log_to(found):
        yield found


def modes(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.glob("hipcoach.log*")}


def test_nothing_is_written_while_all_is_well(paths: Paths) -> None:
    LOGGER.info("a page was shown")
    assert not paths.log.exists()


def test_a_fallback_is_one_line_with_its_time_in_utc(paths: Paths) -> None:
    LOGGER.warning("captions only:\n%s", "no sound device\nwas found")
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARNING hipcoach\.somewhere: "
        r"captions only: no sound device was found\n",
        paths.log.read_text(),
    )


def test_the_file_is_the_users_alone_also_when_it_stood_open_and_after_its_turn(paths: Paths) -> None:
    paths.log.touch(0o644)
    paths.log.chmod(0o644)
    LOGGER.warning("first")
    assert modes(paths.data) == {"hipcoach.log": 0o600}
    paths.log.write_text("x" * (LARGEST_BYTES + 1))
    LOGGER.warning("second")
    assert modes(paths.data) == {"hipcoach.log": 0o600, "hipcoach.log" + OLD_SUFFIX: 0o600}
    assert paths.log.read_text().endswith("second\n")


def test_two_files_is_the_most_there_is(paths: Paths) -> None:
    for number in range(5):
        LOGGER.warning("%d %s", number, "x" * LARGEST_BYTES)
    assert sorted(modes(paths.data)) == ["hipcoach.log", "hipcoach.log.1"]
    assert paths.log.stat().st_size < 2 * LARGEST_BYTES


def test_the_users_folders_are_not_named(paths: Paths) -> None:
    LOGGER.warning("%s, %s, %s", paths.data / "diary", paths.cache / "speech", Path.home() / "x")
    assert paths.log.read_text().endswith(": <data>/diary, <cache>/speech, ~/x\n")


def test_a_fault_leaves_its_place_and_not_what_it_says(paths: Paths) -> None:
    try:
        try:
            raise KeyError("Doctor Marple")
        except KeyError as error:
            raise ValueError("pain 7 of Anna") from error
    except ValueError as error:
        log_fault(error)
    text = paths.log.read_text()
    assert "Traceback of ValueError:" in text
    assert "Traceback of KeyError:" in text
    assert "in test_a_fault_leaves_its_place_and_not_what_it_says" in text
    assert not re.search("Marple|Anna|pain", text)


def test_where_it_cannot_be_written_a_fallback_goes_on_and_a_fault_is_told(paths: Paths) -> None:
    paths.log.mkdir()
    LOGGER.warning("goes on")
    with pytest.raises(OSError, match="directory"):
        log_fault(ValueError())


def test_two_runs_in_one_process_write_each_line_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        paths = find_paths(tmp_path / name)
        paths.create()
        with log_to(paths):
            LOGGER.warning(name)
        assert paths.log.read_text().count("\n") == 1
    LOGGER.warning("after the end")
    assert "after" not in paths.log.read_text()
