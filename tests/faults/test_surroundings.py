"""What surrounds the program and is not its own: locales, names of folders, the screen, the streams, zones, dates."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.locale_names import LOCALES
from tests.faults.runs import COMMAND, LIMIT_S, Answer, run_alone
from tests.faults.verdict import of_any_run

NO_SCREEN = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "XDG_SESSION_TYPE": ""}


def run(line: str, home: Path | bytes, **env: str) -> Answer:
    answer = run_alone([*line.split(), "--home", os.fsencode(home)], **env)
    assert of_any_run(answer) == [], answer
    return answer


@pytest.mark.parametrize("locale", ["C", "one that does not exist"])
@pytest.mark.parametrize("line", ["today", "export --format json --out {}/ö.json", "export --format csv --out {}/ö"])
def test_a_locale_changes_no_status_and_no_name(line: str, locale: str, tmp_path: Path) -> None:
    answer = run(line.format(tmp_path), tmp_path / "hö", **LOCALES[locale])
    assert (answer.status, answer.err) == (0, "")
    assert (tmp_path / "hö" / "data" / "diary.sqlite3").is_file()
    assert {path.name for path in tmp_path.iterdir()} <= {"hö", "ö", "ö.json"}


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_a_figure_goes_where_it_was_asked_for(locale: str, tmp_path: Path) -> None:
    answer = run(f"figure bridge --out {tmp_path}/ö.png", tmp_path / "home", **LOCALES[locale])
    assert answer.status == 0
    assert (tmp_path / "ö.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", [b"\xff\xfe", "ö \u202e".encode(), b"a\nb", b"-"], ids=ascii)
@pytest.mark.parametrize("line", ["today", "history", "list", "export --format json --out /dev/null/x"])
def test_any_name_that_a_folder_can_have_is_a_home(line: str, name: bytes, tmp_path: Path) -> None:
    home = os.fsencode(tmp_path) + b"/" + name
    answer = run(line, home)
    assert answer.status == (1 if "export" in line else 0)
    assert os.path.isdir(home + b"/data") == (line != "list")


@pytest.mark.parametrize("platform", ["nonsense", "xcb", "wayland"])
@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="the window"),
        "play first-steps",
        "figure bridge --out {}/x.png",
        "gallery --only figure-bridge --out {}/pictures",
    ],
)
def test_a_screen_that_is_not_there_is_one_line(line: str, platform: str, tmp_path: Path) -> None:
    answer = run(line.format(tmp_path), tmp_path / "home", **NO_SCREEN, QT_QPA_PLATFORM=platform)
    assert answer.status == 1
    assert len(answer.err.splitlines()) == 1


@pytest.mark.parametrize("line", ["today", "list", "export --format json --out /dev/null/x"])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_fault(line: str, closed: str, tmp_path: Path) -> None:
    command = f"{COMMAND} {line} --home {tmp_path}/home {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=LIMIT_S)
    assert done.returncode == (1 if "export" in line else 0)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("zone", ["nonsense", ":/nowhere", "", "<+99>-99", "<-20>20"])
@pytest.mark.parametrize("line", ["today", "history"])
def test_a_zone_that_is_none_is_no_fault(line: str, zone: str, tmp_path: Path) -> None:
    assert run(line, tmp_path / "home", TZ=zone).status == 0


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00", "9999-12-31T23:59-05:00", "1989-12-31T23:59", "2200-01-01T00:00"],
)
def test_a_moment_at_the_end_of_all_dates_is_wrong_usage(moment: str, zone: str, tmp_path: Path) -> None:
    answer = run(f"today --at {moment}", tmp_path / "home", TZ=zone)
    assert answer.status == 2
    assert answer.err.splitlines()[-1].endswith(f"expected a time such as 2026-03-02T09:00, not {moment}")


def test_a_working_folder_that_was_deleted_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    command = f"rmdir {tmp_path}/gone; {COMMAND} today --home {tmp_path}/home"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path / "gone", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


CATEGORIES = "CTYPE COLLATE MONETARY NUMERIC MESSAGES PAPER NAME ADDRESS TELEPHONE MEASUREMENT IDENTIFICATION"
UNDER_QT = """
import sys, time
from PySide6.QtGui import QGuiApplication
from hipcoach.cli import main

app = QGuiApplication([])  # it takes the system's language for the whole process
print(time.strftime("%A", time.gmtime(0)))
main(["today", "--at", "2026-03-02T09:00", "--home", sys.argv[1]])
"""


def test_a_day_has_its_english_name_in_another_language(tmp_path: Path) -> None:
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales/de_DE").exists():
        pytest.skip("needs the rules of another language: apt-get install locales")
    copies = {name: "POSIX" for name in CATEGORIES.split()} | {"TIME": "de_DE"}  # its order of letters takes seconds
    (tmp_path / "days").write_text("".join(f'LC_{n}\ncopy "{o}"\nEND LC_{n}\n' for n, o in copies.items()))
    made = [
        "localedef",
        "-c",
        "-i",
        str(tmp_path / "days"),
        "-f",
        "UTF-8",
        "--no-archive",
        str(tmp_path / "de_DE.UTF-8"),
    ]
    subprocess.run(made, capture_output=True, check=False)
    done = subprocess.run(
        [sys.executable, "-c", UNDER_QT, str(tmp_path / "home")],
        env={**os.environ, "LOCPATH": str(tmp_path), "LC_ALL": "de_DE.UTF-8", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    theirs, ours = done.stdout.splitlines()[:2]
    assert theirs == "Donnerstag", "the language is not in force: this test tests nothing"
    assert ours.startswith("Monday 2 March")
