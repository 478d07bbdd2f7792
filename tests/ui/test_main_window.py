"""The window: pages are built when they are first seen, and a session has all of it."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.gallery.whole_window import window_of
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.widgets.problem_bar import ProblemBar
from hipcoach.ui.widgets.rail import RailPage
from tests.ui.audit import words
from tests.ui.pages_world import theme
from tests.ui.user import settled

IDS = ("today", "plans", "exercises", "history", "settings", "help")


class Counting(QLabel):
    """A page that counts how often it was told to look again."""

    def __init__(self, place: str, built: list[str]) -> None:
        super().__init__(place)
        self.looked = 0
        built.append(place)

    def refresh(self) -> None:
        self.looked += 1


def opened(qtbot: QtBot, app: QApplication) -> tuple[MainWindow, list[str]]:
    built: list[str] = []
    pages = {RailPage(id, id.capitalize(), id): partial(Counting, id, built) for id in IDS}
    window = window_of(theme(app), pages)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window, built


def test_a_page_is_built_when_it_is_first_shown_and_looks_again_later(qtbot: QtBot, qapp: QApplication) -> None:
    window, built = opened(qtbot, qapp)
    assert built == []
    window.show_page("today")
    window.show_page("plans")
    window.show_page("today")
    assert built == ["today", "plans"]
    page = window.page("today")
    assert isinstance(page, Counting)
    assert page.looked == 1


def test_the_rail_goes_everywhere_by_click_by_key_and_by_number(qtbot: QtBot, qapp: QApplication) -> None:
    window, _ = opened(qtbot, qapp)
    window.show_page("today")
    with qtbot.waitSignal(window.page_shown) as shown:
        qtbot.mouseClick(window.rail.button("help"), Qt.MouseButton.LeftButton)
    assert shown.args == ["help"]
    for number, id in enumerate(IDS):
        with qtbot.waitSignal(window.page_shown) as shown:
            QTest.keyClick(window, Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.ControlModifier)
        assert shown.args == [id]
    window.rail.button("today").setFocus()
    QTest.keyClick(window.rail.button("today"), Qt.Key.Key_Down)
    with qtbot.waitSignal(window.page_shown) as shown:
        QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_Return)
    assert shown.args == ["plans"]


def test_what_takes_over_has_the_whole_window_and_leaves_nothing_behind(qtbot: QtBot, qapp: QApplication) -> None:
    window, _ = opened(qtbot, qapp)
    window.show_page("today")
    session = QWidget()
    with qtbot.waitSignal(session.destroyed):
        window.take_over(session)
        assert window.taken_over_by is session
        assert session.size() == window.size()
        assert not window.rail.isVisible()
        with qtbot.assertNotEmitted(window.page_shown):
            QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        window.give_back()
    assert window.taken_over_by is None
    assert window.rail.isVisible()
    page = window.page("today")
    assert isinstance(page, Counting)
    assert page.looked == 1


def test_what_takes_over_may_be_followed_by_something_else(qtbot: QtBot, qapp: QApplication) -> None:
    window, built = opened(qtbot, qapp)
    first, second = QWidget(), QLabel("second")
    window.take_over(first)
    with qtbot.waitSignal(first.destroyed):
        window.take_over(second)
    assert window.taken_over_by is second
    window.give_back()
    assert built == ["today"]  # the first place, though no page had been shown before


class Taking(QLabel):
    """A page that takes files."""

    taken: Path | None = None

    def take_file(self, path: Path) -> None:
        self.taken = path


def drop(app: QApplication, window: MainWindow, path: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    for kind in (QDragEnterEvent, QDropEvent):
        place = QPoint(5, 5) if kind is QDragEnterEvent else QPointF(5, 5)
        button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        app.sendEvent(window, kind(place, Qt.DropAction.CopyAction, files, button, no_key))


def test_a_dropped_file_goes_to_the_page_that_takes_files_but_not_in_a_session(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    pages = {RailPage("today", "Today", "today"): QLabel, RailPage("in", "In", "today", takes_files=(".toml",)): Taking}
    window = window_of(theme(qapp), pages)
    qtbot.addWidget(window)
    window.show_page("today")
    page = window.page("in")
    assert isinstance(page, Taking)
    window.take_over(QLabel("a session"))
    plan = tmp_path / "A plan.TOML"
    drop(qapp, window, plan)
    assert page.taken is None
    window.give_back()
    drop(qapp, window, tmp_path / "a diary.json")
    assert page.taken is None
    drop(qapp, window, plan)
    assert page.taken == plan


class Deleted(QLabel):
    """A page with something that becomes final."""

    def becomes_final(self) -> str:
        return "A session is deleted."


def test_closing_says_once_what_becomes_final(qtbot: QtBot, qapp: QApplication) -> None:
    window = window_of(theme(qapp), {RailPage("history", "History", "history"): Deleted})
    qtbot.addWidget(window)
    window.show_page("history")
    window.show()
    assert not window.close()
    assert "A session is deleted. Close the window again to end hipcoach." in words(window)
    assert window.close()


def test_closing_asks_first_while_it_is_guarded(qtbot: QtBot, qapp: QApplication) -> None:
    window, _ = opened(qtbot, qapp)
    window.guard_close(True)
    with qtbot.waitSignal(window.close_requested):
        window.close()
    assert window.isVisible()
    window.guard_close(False)
    window.close()
    assert not window.isVisible()


def test_a_key_before_there_is_a_page_does_nothing(qtbot: QtBot) -> None:
    window = MainWindow(QWidget())
    qtbot.addWidget(window)
    window.show()
    with qtbot.captureExceptions() as errors:
        QTest.keyClick(window, Qt.Key.Key_A)
        QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert errors == []


def test_what_needs_pages_says_so_before_there_are_any(qtbot: QtBot) -> None:
    window = MainWindow(QWidget())
    qtbot.addWidget(window)
    for needs_pages in (partial(window.show_page, "today"), partial(window.tell, "The disk is full.")):
        with pytest.raises(RuntimeError, match="add_pages comes first"):
            needs_pages()
    window.refresh_page()
    window.take_over(QLabel("A question"))
    window.give_back()
    assert window.taken_over_by is None


def test_an_offer_gives_way_to_a_session_and_a_problem_does_not(qtbot: QtBot, qapp: QApplication) -> None:
    window, _ = opened(qtbot, qapp)

    def told() -> bool:
        settled()
        return any(bar.isVisible() for bar in window.findChildren(ProblemBar))

    window.tell("Put it into the menu?", buttons={"Put it there": window.take_back_problem}, gives_way=True)
    assert told()
    (bar,) = window.findChildren(ProblemBar)
    assert bar.height() < 2 * bar.findChildren(QAbstractButton)[0].height(), "one line"
    window.take_over(QLabel("A session"))
    assert not told()
    window.give_back()
    window.tell("Put it into the menu?", buttons={"Put it there": window.take_back_problem}, gives_way=True)
    window.show_page("plans")
    assert not told(), "it stands on the page that was open, alone"
    window.tell("The disk is full.", buttons={"Try again": window.take_back_problem})
    window.take_over(QLabel("Its questions"))
    assert told()
    window.tell("Something went wrong.", buttons={"Show the log": window.take_back_problem})
    window.take_over(QLabel("The next question"))
    assert told()
