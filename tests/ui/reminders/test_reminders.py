"""Reminders from the tray: asked for, at their time, once, and never into a rest or a session."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import DAY, NOW, World, fill, hurt
from hipcoach.ui.desktop.tray import Tray
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.reminders.background import Background
from hipcoach.ui.reminders.reminder_timer import Reminders, last_time
from hipcoach.ui.reminders.sitting_timer import SittingTimer
from hipcoach.ui.session.screen_page import ScreenPage
from tests.ui.pages_world import today_window
from tests.ui.pages_world import world as make_world
from tests.ui.user import said

SAID = "First steps, whenever it suits you today."


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    with make_world(qapp, tmp_path) as made:
        made.say(first_run_done=True)
        made.clock.jump((NOW.replace(hour=18, minute=0) - made.clock.utc()).total_seconds())  # a Friday
        yield made


class Desktop:
    """Hears what is shown."""

    def __init__(self, world: World) -> None:
        self.said: list[str] = []
        self.busy = False
        context = world.context
        self.reminders = Reminders(
            world.clock,
            lambda: context.settings.current,
            context.paths.reminded,
            what=context.forecast.reminder,
            busy=lambda: self.busy,
            notify=self.said.append,
        )


@pytest.fixture
def desktop(world: World) -> Desktop:
    return Desktop(world)


def test_nothing_comes_until_it_is_asked_for(world: World, desktop: Desktop) -> None:
    desktop.reminders.check()
    assert desktop.said == []
    world.context.settings.change(reminders=True)
    desktop.reminders.check()
    assert desktop.said == [SAID]


def test_it_comes_once_also_after_a_restart(world: World, desktop: Desktop) -> None:
    world.context.settings.change(reminders=True)
    for _ in range(30):
        desktop.reminders.check()
        world.clock.jump(60)
    again = Desktop(world)
    again.reminders.check()
    assert desktop.said + again.said == [SAID]
    world.clock.jump(timedelta(days=3).total_seconds())  # a Monday; Saturday's and Sunday's time is another
    again.reminders.check()
    assert again.said == [SAID]


def test_a_day_has_a_time_of_its_own(world: World, desktop: Desktop) -> None:
    world.context.settings.change(reminders=True, reminder_saturday="9:15")
    world.clock.jump((NOW.replace(hour=9, minute=20) + DAY - world.clock.utc()).total_seconds())
    desktop.reminders.check()
    assert desktop.said == [SAID]


def test_never_into_a_session(world: World, desktop: Desktop) -> None:
    world.context.settings.change(reminders=True)
    desktop.busy = True
    desktop.reminders.check()
    assert desktop.said == []
    desktop.busy = False
    desktop.reminders.check()
    assert desktop.said == [SAID]


def test_never_during_a_rest_and_not_after_a_session(qapp: QApplication, tmp_path: Path) -> None:
    with make_world(qapp, tmp_path / "rest") as resting:
        fill(resting)
        hurt(resting)
        desktop = Desktop(resting)
        resting.context.settings.change(reminders=True)
        for _ in range(6 * 24):  # six days: as long as nobody says that it has settled
            resting.clock.jump(3600)
            desktop.reminders.check()
        assert desktop.said == []
    with make_world(qapp, tmp_path / "done") as done:
        done.say(first_run_done=True)
        done.do("first-steps", NOW.replace(hour=17, minute=30))
        desktop = Desktop(done)
        done.context.settings.change(reminders=True)
        done.clock.jump((NOW.replace(hour=18, minute=5) - done.clock.utc()).total_seconds())
        desktop.reminders.check()
        assert desktop.said == []


def test_what_cannot_be_remembered_is_not_said(
    world: World, desktop: Desktop, caplog: pytest.LogCaptureFixture
) -> None:
    world.context.settings.change(reminders=True)
    world.context.paths.reminded.mkdir()
    desktop.reminders.check()
    assert desktop.said == []
    assert caplog.messages == ["no reminder is shown: that it was could not be written down (it is no plain file)"]


def test_a_memory_that_cannot_be_read_is_no_memory(tmp_path: Path) -> None:
    assert last_time(tmp_path / "none") is None
    (tmp_path / "bad").write_bytes(b"\xff\xfe")
    assert last_time(tmp_path / "bad") is None


def sitting(world: World, said: list[str], busy: list[bool]) -> SittingTimer:
    context = world.context
    return SittingTimer(
        world.clock,
        lambda: context.settings.current,
        what=context.forecast.sitting_reminder,
        busy=lambda: bool(busy),
        notify=said.append,
    )


def test_long_sitting_is_said_to_those_who_want_it(world: World) -> None:
    said: list[str] = []
    busy: list[bool] = []
    timer = sitting(world, said, busy)

    def minutes(count: int) -> int:
        """Let minutes pass, and return how often it was said in them."""
        said.clear()
        for _ in range(count):
            world.clock.jump(60)
            timer.check()
        return len(said)

    timer.check()
    assert minutes(200) == 0, "off until asked for"
    world.context.settings.change(sitting=True)
    timer.set_on(True)
    assert (minutes(29), minutes(1), minutes(29), minutes(1)) == (0, 1, 0, 1)
    assert "stand up and move a little" in said[0]
    busy.append(True)
    assert minutes(100) == 0, "never into a session"
    busy.clear()
    assert (minutes(29), minutes(1)) == (0, 1), "counted from the session's end"
    minutes(20)
    world.clock.jump(3600)  # the machine slept
    assert (minutes(30), minutes(1)) == (0, 1)
    world.context.settings.change(sitting_minutes=45)
    assert (minutes(44), minutes(1)) == (0, 1)


def test_long_sitting_is_not_said_during_a_rest(qapp: QApplication, tmp_path: Path) -> None:
    with make_world(qapp, tmp_path / "rest") as resting:
        fill(resting)
        hurt(resting)
        resting.context.settings.change(sitting=True)
        said: list[str] = []
        timer = sitting(resting, said, [])
        for _ in range(200):
            resting.clock.jump(60)
            timer.check()
        assert said == []


class TestTray:
    @pytest.fixture
    def window(self, qtbot: QtBot, world: World) -> MainWindow:
        window = today_window(world)
        qtbot.addWidget(window)
        window.show_page("today")
        return window

    @pytest.fixture
    def raised(self) -> list[bool]:
        return []

    @pytest.fixture
    def background(
        self, qapp: QApplication, world: World, window: MainWindow, raised: list[bool], monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Background]:
        monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
        monkeypatch.setattr(QSystemTrayIcon, "setVisible", lambda icon, on: None)  # there is no desktop here
        yield Background(qapp, world.context, window, lambda: raised.append(True), window)
        qapp.setQuitOnLastWindowClosed(True)

    def test_the_program_stays_only_while_reminders_are_on(self, background: Background, world: World) -> None:
        timer = background.reminders.findChild(QTimer)
        assert not background.tray.stays
        world.context.settings.change(reminders=True)
        assert background.tray.stays
        assert timer.isActive()
        world.context.settings.change(reminders=False)
        assert not background.tray.stays
        assert not timer.isActive()
        world.context.settings.change(sitting=True)
        assert background.tray.stays
        assert background.sitting.findChild(QTimer).isActive()

    def test_without_a_tray_closing_ends_the_program(
        self, qapp: QApplication, world: World, window: MainWindow, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
        tray = Tray(qapp, world.context.theme, window, window)
        tray.set_on(True)
        assert not tray.stays
        tray.notify("A session is due.")  # the window asks to be looked at instead

    def test_open_looks_at_today_anew_and_quit_asks_a_session_first(
        self, qtbot: QtBot, background: Background, window: MainWindow, raised: list[bool]
    ) -> None:
        with qtbot.waitSignal(window.page_shown) as shown:
            background.tray.menu.actions()[0].trigger()
        assert shown.args == ["today"]
        assert raised == [True]
        session = QWidget()
        window.take_over(session)
        window.guard_close(True)
        background.tray.menu.actions()[0].trigger()
        assert window.taken_over_by is session
        with qtbot.waitSignal(window.close_requested):
            background.tray.menu.actions()[1].trigger()
        assert raised == 3 * [True], "what is asked is seen"
        window.guard_close(False)

    def test_quit_says_first_what_becomes_final(
        self,
        qapp: QApplication,
        background: Background,
        world: World,
        window: MainWindow,
        raised: list[bool],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        ended: list[bool] = []
        monkeypatch.setattr(qapp, "quit", lambda: ended.append(True))
        world.context.settings.change(reminders=True)
        page = ScreenPage(world.context.theme, world.rule.screen)
        window.take_over(page)
        page.box("saddle_bladder_bowel").setChecked(True)
        window.show()
        window.close()
        assert not window.isVisible(), "in the tray nothing is lost"
        background.tray.menu.actions()[1].trigger()
        assert (raised, ended) == ([True], [])
        window.show()
        assert "What you marked is not kept yet. Choose Quit again to end hipcoach." in said(window)
        background.tray.menu.actions()[1].trigger()
        assert ended == [True]


def test_as_many_times_a_day_as_are_wanted_until_a_session_is_done(world: World, desktop: Desktop) -> None:
    world.context.settings.change(reminders=True, reminder_friday="18:00, 20:00, 21:30", reminder_saturday="")
    for _ in range(130):
        desktop.reminders.check()
        world.clock.jump(60)
    assert desktop.said == [SAID, SAID]
    world.do("first-steps", world.clock.utc())
    for _ in range(36 * 60):  # over a Saturday without any
        desktop.reminders.check()
        world.clock.jump(60)
        if world.clock.utc().weekday() == 6:
            break
    assert desktop.said == [SAID, SAID]
