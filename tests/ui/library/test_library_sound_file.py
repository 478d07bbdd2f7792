"""A plan's whole session as a sound file: from the button to the folder, and what is said where it cannot be."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipcoach.errors import EnvironmentProblem
from hipcoach.gallery.demo_world import World, fill, hurt
from hipcoach.paths import shipped_folder
from hipcoach.ui.library import sound_file_card
from hipcoach.ui.library.plans_page import PlansPage
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.progress_bar import ProgressBar
from hipcoach.voice import rehearsal, wav
from tests.ui.history.history_world import Chosen
from tests.ui.user import back, comes_to_say, named, press, press_opening, said, show

TIMELINE = {"duration_s": 61.0, "cues": [{"text": "", "kind": "tick", "start_s": 60.0}]}
BUTTON = "Save as a sound file"


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What rendering does, in order: waits for an event, or fails. The session is one tick after a minute."""
    steps: list[object] = []

    def rehearse(session: object, *, on_share: rehearsal.ShareDone, **_: object) -> rehearsal.Rehearsal:
        for step in steps:
            if isinstance(step, Exception):
                raise step
            while isinstance(step, threading.Event) and not step.wait(0.01):
                on_share(0.5)
        return rehearsal.Rehearsal(TIMELINE, {}, shipped_folder() / "assets" / "tones")

    monkeypatch.setattr(rehearsal, "rehearse", rehearse)
    monkeypatch.setattr(sound_file_card, "SHOWN_AFTER", 2)
    return steps


def opened(qtbot: QtBot, world: World, path: Path) -> tuple[PlansPage, Chosen]:
    ask = Chosen(path)
    page = show(qtbot, PlansPage(world.context, ask))
    press_opening(page, "First steps, ")
    return page, ask


def test_the_session_is_written_with_a_bar_and_its_folder_can_be_opened(
    qtbot: QtBot, world: World, work: list[object], tmp_path: Path
) -> None:
    go_on = threading.Event()
    work.append(go_on)
    page, ask = opened(qtbot, world, tmp_path / "walk.wav")
    press(page, BUTTON)
    bar = page.findChildren(ProgressBar)[-1]
    qtbot.waitUntil(lambda: bar.isVisible() and bar.value() == 40)
    assert not named(page, BUTTON, Button).isEnabled()
    go_on.set()
    comes_to_say(qtbot, page, "Written: 1 min.")
    assert not bar.isVisible()
    assert wav.duration_s(tmp_path / "walk.wav") == pytest.approx(61.0)
    press(page, "Open the folder")
    assert ask.shown == [tmp_path]
    assert named(page, BUTTON, Button).isEnabled()


@pytest.mark.parametrize("voice_works", [True, False])
def test_what_could_not_be_written_is_said(
    qtbot: QtBot, world: World, work: list[object], tmp_path: Path, caplog: pytest.LogCaptureFixture, voice_works: bool
) -> None:
    work += [] if voice_works else [EnvironmentProblem("No voice works here.")]
    page, _ = opened(qtbot, world, tmp_path / "no" / "walk.wav")
    press(page, BUTTON)
    comes_to_say(qtbot, page, "It could not be written.")
    why = f"{tmp_path / 'no' / 'walk.wav'}: No such file or directory" if voice_works else "No voice works here."
    assert why in said(page)
    assert caplog.messages == [f"a session could not be written as a sound: {why}"]


def test_a_page_that_is_left_gives_the_file_up(qtbot: QtBot, world: World, work: list[object], tmp_path: Path) -> None:
    work.append(threading.Event())
    page, _ = opened(qtbot, world, tmp_path / "walk.wav")
    press(page, BUTTON)
    back(page)
    qtbot.waitUntil(lambda: not [each for each in threading.enumerate() if each.name == "sound file"])
    assert not (tmp_path / "walk.wav").exists()


def test_in_a_rest_there_is_nothing_to_save(qtbot: QtBot, world: World, tmp_path: Path) -> None:
    fill(world)
    hurt(world)
    page, _ = opened(qtbot, world, tmp_path / "walk.wav")
    assert BUTTON not in said(page)
