"""Every state of every page by its name. Each page of the rail has one named by its id; its feature adds others."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from hipcoach.gallery.help_states import HELP_STATES
from hipcoach.gallery.history_states import HISTORY_STATES
from hipcoach.gallery.library_states import LIBRARY_STATES
from hipcoach.gallery.scenes import Builder, Scenes, window_at, window_with
from hipcoach.gallery.session_states import SESSION_STATES, SessionBuilder
from hipcoach.gallery.setup_states import FIRST_RUN_STATES, SETTINGS_STATES
from hipcoach.gallery.today_states import TODAY_STATES
from hipcoach.ui.page_table import PAGES


def _session_state(builder: SessionBuilder) -> Builder:
    def build(scenes: Scenes) -> QWidget:
        return window_with(scenes.full, builder(scenes.full, scenes.hurt))

    return build


def _plain_state(page_id: str, scenes: Scenes) -> QWidget:
    return window_at(scenes.full, page_id)


STATES: Mapping[str, Builder] = {
    **{page.id: partial(_plain_state, page.id) for page in PAGES},  # a new page is looked at without being named here
    **FIRST_RUN_STATES,
    **TODAY_STATES,
    **LIBRARY_STATES,
    **SETTINGS_STATES,
    **HELP_STATES,
    **HISTORY_STATES,
    **{name: _session_state(builder) for name, builder in SESSION_STATES.items()},
}
