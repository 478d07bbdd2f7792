"""The window and the terminal drive the same machines: the same story leaves the same diary."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.clock import FakeClock
from hipcoach.gallery import demo_world
from hipcoach.gallery.draw import settle
from tests.coach.coach_world import SHIPPED
from tests.ui import pages_world
from tests.ui.session import story_in_terminal, story_in_window
from tests.ui.session.told_stories import Past, make_past, stories

pytestmark = pytest.mark.long

COUNT = 200
PARTS = (
    "finish='stopped'",
    "finish='pain_stop'",
    "finish='interrupted'",
    "kind='soft'",
    "kind='hold'",
    "question='next'",
    "question='after'",
    "effort=4",
    "stiffness='more'",
    "soreness='joint'",
    "plan='gentle-day'",
    "session=None",
    "corrected_at=datetime",
)


def test_two_hundred_stories_leave_the_same_diary_in_window_and_terminal(qapp: QApplication, tmp_path: Path) -> None:
    clocks = {past: make_past(tmp_path / past / "data", past) for past in Past}
    theme = pages_world.theme(qapp)
    seen: Counter[str] = Counter()
    for number, story in enumerate(stories(COUNT)):
        homes = [tmp_path / f"{number}-{driver}" for driver in ("terminal", "window")]
        for home in homes:
            shutil.copytree(tmp_path / story.past, home)
        now = clocks[story.past]
        clock = FakeClock(at_s=now.at_s, at_utc=now.at_utc)
        in_terminal = story_in_terminal.diary_after(homes[0], clock, story)
        world = demo_world.build(theme, demo_world.paths_in(homes[1], SHIPPED))
        in_window = story_in_window.diary_after(world, now, story)
        world.close()
        settle(qapp)
        assert in_terminal == in_window, f"story {number}: {story}"
        seen.update(part for part in PARTS if any(part in row for row in in_window))
    assert [part for part in PARTS if seen[part] < 3] == [], "every way is gone more than twice"
