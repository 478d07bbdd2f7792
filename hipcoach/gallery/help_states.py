"""The states of the help page: each page to read."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from hipcoach.gallery.scenes import Builder, Scenes, window_at
from hipcoach.ui.help.help_page import HelpPage

READING = (
    "moving",
    "conditions",
    "sleep",
    "sitting-standing-stairs",
    "posture",
    "walking",
    "physiotherapist",
    "food-weight-smoking",
    "leg-pain",
    "hip-or-back",
    "who-to-call",
    "what-it-is-not",
)


def _reading(page_id: str, scenes: Scenes) -> QWidget:
    def act(page: QWidget) -> None:
        if isinstance(page, HelpPage):
            page.open_reading(page_id)

    return window_at(scenes.full, "help", act)


HELP_STATES: Mapping[str, Builder] = {f"help-{page_id}": partial(_reading, page_id) for page_id in READING}
