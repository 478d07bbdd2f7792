"""Started from a menu or a file: the file is taken in, the menu is offered once, and what fails is shown."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hipcoach.app import COULD_NOT_OPEN
from hipcoach.errors import EnvironmentProblem
from hipcoach.gallery.demo_world import World
from hipcoach.installation.desktop_files import is_installed, remove, user_folders
from hipcoach.ui.crash_page import TITLE, CrashPage
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.library.plans_page import PlansPage
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.setup.menu_offer import NOT_NOW, OFFER, YES
from hipcoach.ui.start_requests import StartRequests
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.rail import RailPage
from tests.ui.pages_world import today_window
from tests.ui.user import press, said, settled, visible

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="freedesktop.org's menus")


@pytest.fixture
def window(qtbot: QtBot, world: World) -> MainWindow:
    context = world.context
    plans = RailPage("plans", "Plans", "plans", takes_files=(".toml",))
    history = RailPage("history", "History", "history", takes_files=("",))
    window = today_window(world, {plans: lambda: PlansPage(context), history: lambda: HistoryPage(context)})
    qtbot.addWidget(window)
    window.show_page("today")
    window.show()
    return window


def requests_of(qapp: QApplication, world: World, window: MainWindow) -> StartRequests:
    """Of a start with the user's own folders, as in a checkout."""
    return StartRequests(qapp, window, replace(world.context.paths, home=None), window)


def test_the_menu_is_offered_once_and_after_what_has_the_whole_window(
    qapp: QApplication, world: World, window: MainWindow
) -> None:
    window.take_over(QLabel("the first questions"))
    requests_of(qapp, world, window).open_file(None)
    assert OFFER not in said(window)
    window.give_back()
    settled()
    assert OFFER not in said(window), "the first page that is seen is not covered"
    requests_of(qapp, world, window).open_file(None)
    settled()
    assert OFFER in said(window)
    (words,) = (label for label in visible(window, QLabel) if label.text() == OFFER)
    answers = [button for button in visible(window, QuietButton) if button.text() in (YES, NOT_NOW)]
    assert isinstance(words.parentWidget().parentWidget(), Card), "in a frame of its own"
    assert [each.x() - words.geometry().right() < each.width() + 2 * Space.XL for each in answers] == [True] * 2
    press(window, YES)
    assert is_installed(user_folders())
    settled()
    assert "hipcoach is in your menu now." in said(window)
    remove(user_folders())
    window.take_back_problem()
    requests_of(qapp, world, window).open_file(None)
    settled()
    assert OFFER not in said(window), "it was offered before"


def test_a_menu_that_cannot_be_written_is_one_clear_line(
    qapp: QApplication, world: World, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    told: list[Exception] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(error))
    requests_of(qapp, world, window).open_file(None)
    press(window, YES)
    (error,) = told
    assert isinstance(error, EnvironmentProblem)
    assert str(error).endswith("(Not a directory)")


def test_a_plan_is_asked_about_and_kept(qapp: QApplication, world: World, window: MainWindow, tmp_path: Path) -> None:
    plans = world.context.paths.user_plans
    plans.mkdir(parents=True, exist_ok=True)
    shipped = (world.context.paths.sessions / "first-steps.toml").read_text("utf-8")
    mine = tmp_path / "My Morning.hipcoach.toml"
    mine.write_text(shipped.replace("First steps", "My morning"), "utf-8")
    requests = requests_of(qapp, world, window)
    window.take_over(QLabel("a session"))
    requests.open_file(mine)
    window.give_back()
    settled()
    assert "Add My morning to your plans?" in said(window)
    press(window, "Leave it")
    assert list(plans.iterdir()) == []
    requests.open_file(mine)
    press(window, "Add it")
    assert [each.name for each in plans.iterdir()] == ["my-morning.toml"]
    settled()
    assert "Start My morning" in {button.text() for button in visible(window, PrimaryButton)}, "it is there at once"
    requests.open_file(mine)
    settled()
    assert "My morning is among your plans already." in said(window)
    kept = (plans / "my-morning.toml").read_bytes()
    mine.write_text(mine.read_text("utf-8") + "times_a_day = 2\n", "utf-8")
    requests.open_file(mine)
    settled()
    assert "You have a plan of this name. That one stays as it is." in said(window)
    press(window, "Add it as My morning 2")
    assert (plans / "my-morning.toml").read_bytes() == kept
    mine.write_text("title = 3", "utf-8")
    requests.open_file(mine)
    settled()
    assert "This plan was not added." in said(window)


def test_a_diary_is_asked_about_where_diaries_are_taken_in(
    qapp: QApplication, world: World, window: MainWindow, tmp_path: Path
) -> None:
    requests_of(qapp, world, window).open_file(tmp_path / "hipcoach-json-2026-01-01.json")
    settled()
    assert "Take in the diary in hipcoach-json-2026-01-01.json?" in said(window)


def test_the_crash_page_offers_the_log_and_copies_nothing_personal(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    shown: list[Path] = []
    log = tmp_path / "hipcoach.log"
    page = CrashPage(f"{Path.home()}/diary cannot be read.", log, shown.append)
    qtbot.addWidget(page)
    page.show()
    press(page, "Copy for a bug report")
    assert qapp.clipboard().text().splitlines()[1:] == ["~/diary cannot be read.", "Nothing in the log."]
    log.write_text("".join(f"line {number}\n" for number in range(100)), "utf-8")
    press(page, "Copy for a bug report")
    assert qapp.clipboard().text().splitlines()[2::59] == ["line 40", "line 99"]
    press(page, "Open the folder of the log")
    assert shown == [tmp_path]
    with qtbot.waitSignal(page.closed):
        press(page, "Close")


FAILS_FROM_MENU = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from hipcoach.cli import main
import hipcoach.app

def fails(self):
    QTimer.singleShot(0, lambda: look(self.window))
    raise RuntimeError("a note of the user's")

def look(window):
    print(window.isVisible(), *(label.text() for label in window.findChildren(QLabel)), sep="|")
    next(button for button in window.findChildren(QPushButton) if button.text() == "Close").click()

hipcoach.app.Startup._open_program = fails
sys.exit(main(["--from-menu", "--in-tray", "--home", sys.argv[1], "--open"]))
"""


def test_what_fails_in_a_start_from_the_menu_is_shown_in_the_window(tmp_path: Path) -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-c", FAILS_FROM_MENU, str(tmp_path)]
    run = subprocess.run(words, env=env, capture_output=True, text=True, timeout=120, check=False)
    log = tmp_path / "data" / "hipcoach.log"
    assert (run.returncode, log.read_text("utf-8").count("Traceback")) == (COULD_NOT_OPEN, 1), run.stderr
    assert run.stdout.startswith(f"True|{TITLE}|Something went wrong in hipcoach")
    assert str(log) in run.stdout
    assert "a note of" not in run.stdout
