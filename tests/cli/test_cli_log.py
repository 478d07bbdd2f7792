"""What the log of a real run holds: one line for each fallback that was taken, and nothing personal."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.clock import SystemClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.paths import Paths, find_paths
from hipcoach.planner import profile_values
from hipcoach.store.rows import NoteRow

Run = Callable[..., subprocess.CompletedProcess[str]]
SESSION = ["--text", "--speed", "1000", "--screen", "none", "--before", "4", "--answer", "same", "--after", "5"]
MARKED = "Zebedee"  # in everything that the user may write


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    found = find_paths(tmp_path / "home")
    found.create()
    return found


def logged(paths: Paths) -> list[str]:
    """Return what was logged, each line from its module's name on."""
    lines = paths.log.read_text().splitlines() if paths.log.exists() else []
    return [line.split(" ", 2)[2].removeprefix("hipcoach.") for line in lines]


def test_a_command_that_needs_no_fallback_logs_nothing(hipcoach: Run, paths: Paths) -> None:
    for words in (["today"], ["play", "first-steps", "--voice", "silent", *SESSION], ["history"]):
        assert hipcoach(*words).returncode == 0
    assert logged(paths) == []


def test_settings_with_problems_are_one_line_and_say_nothing_of_what_stands_there(hipcoach: Run, paths: Paths) -> None:
    paths.settings_file.write_text(f'[voice]\nrate_wpm = 300\nvoice_id = 7\n[{MARKED}]\nred = "{MARKED}"\n')
    assert hipcoach("play", "first-steps", "--voice", "silent", *SESSION).returncode == 0
    assert logged(paths) == ["settings_file: problems in the settings file, for which defaults are used: 3"]


def test_a_damaged_kept_catalogue_is_one_line(hipcoach: Run, paths: Paths) -> None:
    assert hipcoach("today").returncode == 0
    kept = paths.cache / "catalogue.json"
    kept.write_bytes(kept.read_bytes()[:-9])
    assert hipcoach("today").returncode == 0
    assert logged(paths) == [
        "catalogue.start_cache: the kept catalogue is damaged (ValueError): its files are read again"
    ]
    assert hipcoach("today").returncode == 0
    assert len(logged(paths)) == 1


def test_a_catalogue_that_cannot_be_kept_is_one_line(hipcoach: Run, paths: Paths) -> None:
    (paths.cache / "catalogue.json").mkdir()
    assert hipcoach("today").returncode == 0
    assert logged(paths) == [
        "catalogue.start_cache: the catalogue could not be kept for the next start: Is a directory"
    ]


def test_a_diary_brought_back_is_one_line_and_what_that_cost_another(hipcoach: Run, paths: Paths) -> None:
    assert hipcoach("play", "first-steps", "--voice", "silent", *SESSION).returncode == 0
    (paths.data / "diary.sqlite3").write_bytes(b"no diary" * 1000)
    assert hipcoach("history").returncode == 0
    assert logged(paths) == [
        "store.repair: not all pain rests of the damaged diary could be read",
        "store.repair: the diary was damaged and is set aside; a backup has been brought back",
    ]


def test_nothing_of_the_users_own_is_in_the_log(hipcoach: Run, paths: Paths) -> None:
    """A session of an own plan, by someone with a name, contacts and notes, in which much goes wrong."""
    now = SystemClock().utc()
    own = (Path(__file__).parents[2] / "sessions" / "first-steps.toml").read_text()
    own = re.sub("^title = .*$", f'title = "{MARKED}\'s morning"', own, flags=re.MULTILINE)
    (paths.user_plans / f"{MARKED.lower()}.toml").write_text(own)
    (paths.user_plans / f"{MARKED.lower()}-broken.toml").write_text(f"title = {MARKED}")
    paths.settings_file.write_text(f'[voice]\nvoice_id = "{MARKED}"\nrate_wpm = 300\n')
    with open_diary_in(paths.data, now) as store:
        profile_values.keep_answer(store, profile_values.FIRST_RUN_DONE, True, now)
        profile_values.keep_answer(store, "contacts", [[MARKED, "0700 900"]], now)
        profile_values.keep_answer(store, profile_values.ADVICE, MARKED, now)
    (paths.cache / "speech").touch()  # no phrase can be kept
    (paths.cache / "catalogue.json").mkdir()
    done = hipcoach("play", MARKED.lower(), *SESSION)
    assert done.returncode == 0, done.stderr
    assert MARKED in done.stdout
    with open_diary_in(paths.data, now) as store:
        (session,) = store.sessions.all()
        store.notes.add(NoteRow("n1", session.id, MARKED, now))
    out = paths.data.parent / f"{MARKED}.json"
    assert hipcoach("export", "--format", "json", "--out", str(out)).returncode == 0
    assert hipcoach("import", str(out)).returncode == 0
    assert MARKED in out.read_text()
    out.write_text(out.read_text().replace('"score":4', f'"score":"{MARKED}"'))
    assert hipcoach("import", str(out)).returncode == 1
    with (paths.data / "diary.sqlite3").open("r+b") as diary:
        diary.truncate(3000)
    assert hipcoach("history").returncode == 0
    text = paths.log.read_text()
    assert len(text.splitlines()) >= 4
    assert MARKED.lower() not in text.lower()
    assert str(paths.data.parent) not in text
    assert "Knee rolls" not in text
    told = " ".join(logged(paths))
    assert re.search(r"(?<![\d.:])[45](?![\d.:])", told) is None, "a number about pain"
