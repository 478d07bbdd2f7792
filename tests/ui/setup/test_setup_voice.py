"""Choosing the voice: asked for when wanted, never waited for, heard as it changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import SilentDemoVoice, World
from hipcoach.ui.context import UiContext
from hipcoach.ui.setup.settings_page import SettingsPage
from hipcoach.ui.setup.voice_choice import LONGEST_POLLS, VoiceChoice
from hipcoach.ui.setup.voice_sample import PREVIEW, SENTENCE, VoiceSample
from hipcoach.voice.protocol import VoiceInfo, VoiceState
from tests.ui.user import press, settled, show

AMERICA = VoiceInfo("us", "English (America)", "en-us")
SCOTLAND = VoiceInfo("sc", "English (Scotland)", "en-gb-scotland")
SHAVIAN = VoiceInfo("sh", "English (Shavian alphabet)", "en-shaw")


@dataclass
class Speaker(SilentDemoVoice):
    """Tells its voices when it is ready, and notes what it is told to do."""

    offered: tuple[VoiceInfo, ...] = ()
    sound: bool = True
    starting: bool = False
    looked_at: int = 0
    log: list[str] = field(default_factory=list)

    def voices(self) -> tuple[VoiceInfo, ...]:
        return self.offered

    def state(self) -> VoiceState:
        self.looked_at += 1
        if self.sound:
            return VoiceState("espeak", True, "", "Somebody speaks.")
        return VoiceState("captions", False, "No sound here.", starting=self.starting)

    def prepare(self, texts: Sequence[str]) -> None:  # type: ignore[override]  # the gallery's takes anything
        self.log += [f"prepare {text}" for text in texts]

    def say(self, text: str, *, priority: int = 2) -> None:
        self.log.append(f"say {text}")

    def tone(self, name: str) -> None:
        self.log.append(f"tone {name}")


@pytest.fixture
def speaker() -> Speaker:
    return Speaker()


@pytest.fixture
def context(world: World, speaker: Speaker) -> UiContext:
    return replace(world.context, voice=lambda: speaker)


@pytest.fixture
def choice(qtbot: QtBot, context: UiContext) -> VoiceChoice:
    return show(qtbot, VoiceChoice(context), (700, 400))


def test_it_asks_without_waiting_and_offers_what_is_told_later(choice: VoiceChoice, speaker: Speaker) -> None:
    press(choice, "Choose a voice")
    assert choice.row is None
    assert choice.line.text() == "Asking what there is on this computer."
    speaker.offered = (AMERICA, SHAVIAN, SCOTLAND)
    choice.poll()
    assert choice.row is not None
    assert choice.row.value == ""
    assert [choice.row.offers(each) for each in ("", "us", "sc", "sh")] == [True, True, True, False]
    assert choice.line.text() == "Somebody speaks. Each is heard as you choose it."


def test_a_choice_is_a_setting_at_once(choice: VoiceChoice, speaker: Speaker, context: UiContext) -> None:
    speaker.offered = (AMERICA, SCOTLAND)
    press(choice, "Choose a voice")
    assert choice.row is not None
    press(choice, "English (Scotland)")
    assert context.settings.current.voice_id == "sc"
    press(choice, "The best one found")
    assert context.settings.current.voice_id == ""


def test_a_voice_that_has_gone_is_named(choice: VoiceChoice, speaker: Speaker, context: UiContext) -> None:
    context.settings.change(voice_id="Old voice")
    assert choice.line.text() == "Chosen: Old voice"
    speaker.offered = (AMERICA,)
    press(choice, "Choose a voice")
    assert choice.line.text() == "Old voice is not on this computer."
    assert choice.row is not None
    assert choice.row.value == ""


def test_a_voice_that_has_only_begun_to_start_is_waited_for(choice: VoiceChoice, speaker: Speaker) -> None:
    speaker.sound, speaker.starting = False, True
    press(choice, "Choose a voice")
    assert choice.line.text() == "Asking what there is on this computer."
    speaker.offered = (AMERICA,)
    choice.poll()
    assert choice.row is not None


def test_where_nothing_sounds_it_says_so(choice: VoiceChoice, speaker: Speaker) -> None:
    speaker.sound = False
    press(choice, "Choose a voice")
    assert choice.line.text() == "There is no other voice to choose here. No sound here."


def test_it_does_not_ask_for_ever(choice: VoiceChoice) -> None:
    press(choice, "Choose a voice")
    for _ in range(LONGEST_POLLS):
        choice.poll()
    assert choice.line.text() == "There is no other voice to choose here."


@pytest.mark.parametrize(
    "change", [{"voice_id": "us"}, {"rate_wpm": 170}, {"voice_volume": 0.4}, {"word_gap": 5}], ids=str
)
def test_each_change_of_the_voice_is_heard(
    qtbot: QtBot, context: UiContext, speaker: Speaker, change: dict[str, object]
) -> None:
    test = VoiceSample(context, previews=True)
    qtbot.addWidget(test)
    test.show()
    context.settings.change(**change)
    assert speaker.log == []  # several quick changes are heard once, when they have settled
    qtbot.waitUntil(lambda: f"say {PREVIEW}" in speaker.log, timeout=60_000)
    assert speaker.log == [f"prepare {PREVIEW}", f"say {PREVIEW}"]
    assert test.line.text().endswith("Somebody speaks.")


def test_a_sentence_waits_for_a_voice_that_is_starting(qtbot: QtBot, context: UiContext, speaker: Speaker) -> None:
    speaker.sound, speaker.starting = False, True
    test = show(qtbot, VoiceSample(context), (700, 400))
    press(test, "Say a sentence")
    qtbot.waitUntil(lambda: speaker.looked_at > 0)
    settled()
    assert test.line.text() == "The voice is getting ready."
    speaker.sound, speaker.starting = True, False
    qtbot.waitUntil(lambda: f"say {SENTENCE}" in speaker.log, timeout=60_000)
    assert test.line.text() == f"You should hear: {SENTENCE} Somebody speaks."


def test_the_volume_of_the_tones_is_heard_as_a_tone(qtbot: QtBot, context: UiContext, speaker: Speaker) -> None:
    test = VoiceSample(context, previews=True)
    qtbot.addWidget(test)
    test.show()
    context.settings.change(tone_volume=0.2)
    qtbot.waitUntil(lambda: bool(speaker.log), timeout=60_000)
    assert speaker.log == ["tone start"]


def test_what_does_not_concern_the_voice_is_not_heard_nor_is_anything_behind_another_page(
    qtbot: QtBot, context: UiContext
) -> None:
    test = VoiceSample(context, previews=True)
    qtbot.addWidget(test)
    context.settings.change(rate_wpm=150)
    test.show()
    context.settings.change(breath_s=6.0)
    assert not any(timer.isActive() for timer in test.findChildren(QTimer))


def test_the_page_does_not_wake_the_voice_by_being_looked_at(qtbot: QtBot, context: UiContext) -> None:
    def woken() -> Speaker:
        raise AssertionError("the voice was started")

    page = SettingsPage(replace(context, voice=woken))
    qtbot.addWidget(page)
    page.show()
    assert page.findChild(VoiceChoice) is not None
