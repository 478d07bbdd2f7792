"""The states of the first run and the settings."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from hipcoach.gallery.demo_world import SilentDemoVoice, World
from hipcoach.gallery.scenes import Builder, Scenes, window_at, window_with
from hipcoach.ui.setup.first_run_page import FirstRunPage
from hipcoach.ui.setup.teach_words_page import TeachWordsPage
from hipcoach.ui.setup.voice_choice import VoiceChoice
from hipcoach.ui.setup.who_speaks_page import WhoSpeaksPage
from hipcoach.voice.protocol import VoiceInfo

STEPS = 5


class _ThreeVoices(SilentDemoVoice):
    """A voice that can sound in three ways."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the three."""
        names = (
            ("Heart (natural, America)", "en-us"),
            ("English (Great Britain)", "en-gb"),
            ("English (Scotland)", "en-gb-scotland"),
        )
        return tuple(VoiceInfo(tag, name, tag) for name, tag in names)


def _with_voices(world: World) -> World:
    voice = _ThreeVoices()
    return replace(world, context=replace(world.context, voice=lambda: voice))


def _choose_voice(page: QWidget) -> None:
    for choice in page.findChildren(VoiceChoice):
        choice.ask()


def _not_saved(world: World) -> QWidget:
    window = window_at(world, "settings")
    window.tell(
        "Your settings could not be saved (No space left). They last until hipcoach closes.",
        buttons={"Try again": lambda: None},
    )
    return window


def _first_run(step: int, scenes: Scenes) -> QWidget:
    page = FirstRunPage(scenes.empty.context)
    page.go_to(step)
    if step == 1:
        assert page.usual_row is not None
        page.usual_row.press_digit(3)
    return window_with(scenes.empty, page)


FIRST_RUN_STATES: Mapping[str, Builder] = {f"first-run-{step + 1}": partial(_first_run, step) for step in range(STEPS)}

SETTINGS_STATES: Mapping[str, Builder] = {
    "who-speaks": lambda s: window_with(s.empty, WhoSpeaksPage(s.empty.context.theme)),
    "settings-voices": lambda s: window_at(_with_voices(s.full), "settings", _choose_voice),
    "settings-teach-words": lambda s: window_with(s.full, TeachWordsPage(s.full.context)),
    "settings-not-saved": lambda s: _not_saved(s.full),
}
