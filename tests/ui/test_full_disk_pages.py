"""A full disk outside a session: each page says so in one sentence, loses nothing of what is on it, and tries again."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from hipcoach import settings_file
from hipcoach.errors import EnvironmentProblem
from hipcoach.gallery.demo_world import DAY, NOW, World, to_now
from hipcoach.gallery.whole_window import window_of
from hipcoach.history.report import QUESTIONS
from hipcoach.planner import profile_values
from hipcoach.store.diary import FULL, NOT_KEPT
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.page_table import rail_pages
from hipcoach.ui.setup.first_run_page import FirstRunPage
from tests.ui.history.history_world import open_session
from tests.ui.session.session_story import Wishes
from tests.ui.user import back, fill_in, part, press, press_opening, said, settled, show, type_into

SENTENCE = NOT_KEPT.format(why=FULL)


def opened(qtbot: QtBot, world: World) -> MainWindow:
    world.say(first_run_done=True)
    world.do("first-steps", NOW - 3 * DAY)
    to_now(world)
    window, changes = window_of(world.context.theme, rail_pages(world.context, Wishes())), world.context.changes
    changes.failed.connect(lambda problem: window.tell(problem, buttons={"Try again": changes.try_again}))
    changes.all_made.connect(window.take_back_problem)
    window.show_page("today")
    return show(qtbot, window)


def first_run(world: World, window: MainWindow) -> None:
    page = FirstRunPage(world.context)
    page.finished.connect(window.give_back)
    window.take_over(page)
    for name in ("Go on without a number", "None of these", "Next", "Next"):
        press(window, name)
    press(window, "10")
    press(window, "Done")


def settings(world: World, window: MainWindow, name: str) -> None:
    window.show_page("settings")
    press(window, name)


def contact(world: World, window: MainWindow) -> None:
    window.show_page("settings")
    fill_in(window, "Emergency number", "999")


def week(world: World, window: MainWindow) -> None:
    press(window, "Change your week")
    press(window, "10")


def day(world: World, window: MainWindow) -> None:
    press_opening(window, "Saturday")
    press(window, "Daily mobility: leave it out")


def note(world: World, window: MainWindow) -> None:
    session(world, window)
    type_into(part(window.page("history"), QPlainTextEdit), "Slept badly.")
    press(window, "Keep the note")


def session(world: World, window: MainWindow) -> None:
    window.show_page("history")
    page = window.page("history")
    assert isinstance(page, HistoryPage)
    open_session(page, world.store.sessions.all()[-1])


def deletion(world: World, window: MainWindow) -> None:
    session(world, window)
    press(window, "Delete this session")


def questions(world: World, window: MainWindow) -> None:
    window.show_page("history")
    press(window, "Report")
    type_into(part(window.page("history"), QPlainTextEdit), "May I run?")
    press(window, "Keep the questions")


def on_record(world: World) -> str:
    store, settings = world.store, world.context.paths.settings_file
    return repr(
        (
            world.context.profile.read(),
            profile_values.programme(store),
            profile_values.value(store, QUESTIONS, []),
            [each.text for each in store.notes.all()],
            f"sessions: {len(store.sessions.all())}",
            settings.read_text() if settings.exists() else "",
        )
    )


@pytest.mark.parametrize(
    ("act", "then"),
    [
        (first_run, "minutes=10"),
        (partial(settings, name="My spine or neck is fused or very stiff"), "stiff_spine"),
        (partial(settings, name="10"), "minutes=10"),
        (partial(settings, name="Dark"), 'theme = "dark"'),
        (contact, "'999'"),
        (week, "minutes=10"),
        (day, "dropped=frozenset({("),
        (note, "Slept badly."),
        (deletion, "sessions: 0"),
        (questions, "May I run?"),
    ],
)
def test_what_cannot_be_kept_stays_on_its_page(
    qtbot: QtBot,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[World, MainWindow], None],
    then: str,
) -> None:
    window = opened(qtbot, world)
    before = on_record(world)
    assert then not in before
    fill_disk(world, monkeypatch)
    act(world, window)
    assert said(window).count("could not be") == 1
    press(window, "Try again")
    assert said(window).count("could not be") == 1
    assert on_record(world) == before
    monkeypatch.undo()
    press(window, "Try again")
    settled()
    assert then in on_record(world)
    assert "could not be" not in said(window)


def fill_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_goes_in(*_: Any, **__: Any) -> None:
        raise EnvironmentProblem(SENTENCE)

    def no_file(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(world.store, "transaction", nothing_goes_in)
    monkeypatch.setattr(settings_file, "save", no_file)


def test_what_waits_on_a_page_that_is_left_is_let_go(
    qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(qtbot, world)
    fill_disk(world, monkeypatch)
    week(world, window)
    assert SENTENCE in said(window)
    back(window.page("today"))
    assert SENTENCE not in said(window)
    assert world.context.changes.try_again()
