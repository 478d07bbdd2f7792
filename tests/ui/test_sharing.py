"""Another computer, in the window: a folder is chosen, and a rest that was made there comes before a session here."""

import errno
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hipcoach import settings_file
from hipcoach.gallery.demo_world import World
from hipcoach.settings import Settings
from hipcoach.sync import incoming
from hipcoach.sync.device import shared_folder
from hipcoach.sync.result_words import ALONE, PAIN_REST
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.setup.sharing_form import SHOW_REPLACED, SharingForm
from hipcoach.ui.share_moments import ShareMoments
from hipcoach.ui.widgets.progress_bar import ProgressBar
from hipcoach.ui.widgets.work_strip import WorkStrip
from tests.sync.devices import SimulatedDevice, devices
from tests.ui.history.history_world import Chosen
from tests.ui.pages_world import today_window
from tests.ui.user import press, said, settled, show


@pytest.fixture
def other(tmp_path: Path, world: World) -> Iterator[SimulatedDevice]:
    """The other computer; both have the same folder."""
    with devices(tmp_path / "other", [timedelta()]) as made:
        made[0].world.now = world.clock.utc()
        yield made[0]


@pytest.fixture
def window(qtbot: QtBot, world: World) -> MainWindow:
    window = today_window(world)
    qtbot.addWidget(window)
    window.show_page("today")
    window.show()
    return window


def test_a_folder_is_chosen_used_and_left(qtbot: QtBot, world: World, other: SimulatedDevice) -> None:
    ask = Chosen(None)
    form = show(qtbot, SharingForm(world.context, ask))
    assert "No folder is chosen." in said(form)
    press(form, "Choose a folder")
    assert shared_folder(world.store.folder) is None, "the dialog was closed"
    ask.path = other.folder
    press(form, "Choose a folder")
    settled()
    assert f"Shared through {other.folder}" in said(form)
    assert ALONE in said(form)
    other.session()
    other.exchange()
    press(form, "Bring together now")
    assert "1 session came from your other computer." in said(form)
    press(form, "Bring together now")
    assert "Nothing new." in said(form)
    assert SHOW_REPLACED not in said(form)
    for device in (world.store.folder, other.data):
        (device / "plans").mkdir(exist_ok=True)
        (device / "plans" / "mine.toml").write_text(str(device), "utf-8")
    other.exchange()
    press(form, "Bring together now")
    press(form, SHOW_REPLACED)
    [older] = ask.shown
    assert [path.read_text("utf-8") for path in older.iterdir()] == [str(world.store.folder)]
    press(form, "Stop sharing")
    settled()
    assert "No folder is chosen." in said(form)
    assert world.context.sharing.exchange() == ()


def test_many_sessions_show_how_far_they_are_at_the_foot_of_the_window(
    qapp: QApplication, world: World, window: MainWindow, other: SimulatedDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "TOLD_EVERY", 1)
    painted: list[tuple[str, float, bool]] = []
    paint = ProgressBar.paintEvent

    def note(bar: ProgressBar, event: QPaintEvent) -> None:
        paint(bar, event)
        strip = bar.parentWidget()
        painted.append((said(strip), bar.value() / bar.maximum(), window.rect().contains(strip.geometry())))

    monkeypatch.setattr(ProgressBar, "paintEvent", note)
    world.context.sharing.share_through(other.folder)
    for _ in range(2):
        other.session()
    other.exchange()
    ShareMoments(qapp, window, world.context, window).begin()
    ways = {(words, share) for words, share, inside in painted if inside}
    assert ways >= {(f"{done} of 2 sessions have come over from your other computer.", done / 2) for done in (1, 2)}
    settled()
    assert window.findChildren(WorkStrip) == [], "it goes when the work is done"
    assert "2 sessions came from your other computer." in said(window)


def test_a_pain_rest_from_the_other_computer_holds_on_return_to_the_window_but_not_into_a_session(
    qapp: QApplication, world: World, window: MainWindow, other: SimulatedDevice
) -> None:
    sharing = world.context.sharing
    sharing.share_through(other.folder)
    moments = ShareMoments(qapp, window, world.context, window)
    other.choose(pain_stop=5)
    hold = other.hold()
    other.exchange()
    window.take_over(QLabel("a session"))
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert world.store.pain_rests.in_force() == ()
    window.give_back()
    settled()
    assert [row.id for row in world.store.pain_rests.in_force()] == [hold]
    assert PAIN_REST in said(window)
    assert "rest" in said(window).lower()
    assert world.context.settings.current.pain_stop == 5
    window.take_back_problem()
    other.store.pain_rests.release(hold, other.utc())
    other.exchange()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert world.store.pain_rests.in_force() == ()
    del moments


def test_a_folder_that_is_gone_is_told_once_and_again_there(
    qapp: QApplication, world: World, window: MainWindow, other: SimulatedDevice
) -> None:
    sharing = world.context.sharing
    sharing.share_through(other.folder)
    ShareMoments(qapp, window, world.context, window)
    away = other.folder.with_name("away")
    other.folder.rename(away)
    sharing.exchange()
    settled()
    assert "Nothing was changed." in said(window)
    window.take_back_problem()
    sharing.exchange()
    settled()
    assert "Nothing was changed." not in said(window)
    away.rename(other.folder)
    sharing.exchange()
    assert sharing.exchange() == (), "nothing is read where nothing has changed"


def test_settings_that_cannot_be_saved_are_told_and_a_lower_stop_holds_meanwhile(
    world: World, other: SimulatedDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    sharing, keeper = world.context.sharing, world.context.settings
    sharing.share_through(other.folder)
    sharing.exchange()
    other.choose(pain_stop=5, up_s=4.0)
    other.file("plans/mine.toml", b"theirs")
    other.exchange()

    def full(_path: Path, _settings: Settings) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(settings_file, "save", full)
        assert sharing.look(), "the diary was read"
        assert keeper.current == Settings(pain_stop=5)
        assert sharing.exchange()[-1].startswith("Your settings could not be saved (No space left on device).")
    sharing.exchange()
    assert keeper.current == Settings(pain_stop=5, up_s=4.0)
    assert settings_file.load(world.context.paths.settings_file).settings == keeper.current
    other.exchange()
    assert other.settings == keeper.current


def test_a_settings_file_in_doubt_stays_as_it_is_until_the_user_changes_something(
    world: World, other: SimulatedDevice
) -> None:
    sharing, keeper = world.context.sharing, world.context.settings
    doubtful = "[voice]\nrate = 1\n"
    sharing.share_through(other.folder)
    sharing.exchange()
    world.context.paths.settings_file.write_text(doubtful, "utf-8")
    other.choose(pain_stop=5, up_s=4.0)
    other.exchange()
    sharing.exchange()
    assert keeper.current == Settings(pain_stop=5, up_s=4.0)
    assert world.context.paths.settings_file.read_text("utf-8") == doubtful
    keeper.change(up_s=3.5)
    sharing.exchange()
    other.exchange()
    assert other.settings == Settings(pain_stop=5, up_s=3.5)


def test_what_was_replaced_in_the_midst_of_a_session_is_named_after_it(world: World, other: SimulatedDevice) -> None:
    sharing = world.context.sharing
    sharing.share_through(other.folder)
    plan = world.context.paths.data / "plans" / "mine.toml"
    plan.parent.mkdir(exist_ok=True)
    plan.write_bytes(b"mine")
    sharing.exchange()
    other.exchange()
    other.file("plans/mine.toml", None)
    other.exchange()
    assert sharing.look()
    assert sharing.exchange()[0].startswith("Your other computer took away mine.toml. The older is kept: ")
    assert sharing.exchange() == ()
