"""A user in front of the window, with an empty diary."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.gallery import demo_world
from hipcoach.gallery.draw import settle
from tests.ui import pages_world
from tests.ui.session.session_story import Story


@pytest.fixture
def story(qapp: QApplication, tmp_path: Path) -> Iterator[Story]:
    paths = demo_world.paths_in(tmp_path, pages_world.shipped())
    world = demo_world.build(pages_world.theme(qapp), paths)
    world.say(first_run_done=True, usual_pain=3, emergency_number="112")
    made = Story(world)
    yield made
    made.close()
    settle(qapp)
    world.close()
