"""The window and the terminal drive the same machines: the same story leaves the same diary."""

import argparse
import re
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.cli import text_player
from hipcoach.cli.context import Context
from hipcoach.cli.session import Worse
from hipcoach.cli.text_play import PlayedSession, TextPlay
from hipcoach.clock import FakeClock
from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.session_settings import script
from hipcoach.coach.way_in_questions import StartedSession
from hipcoach.engine.events import Event
from hipcoach.gallery import demo_world
from hipcoach.gallery.draw import settle
from hipcoach.recorder import Recorder
from hipcoach.safety.types import PainKind
from hipcoach.settings import Settings
from hipcoach.voice.lengths import cue_length
from hipcoach.voice.silent import SilentVoice
from tests.coach.coach_world import RULE, SHIPPED, Played, play
from tests.ui import pages_world
from tests.ui.session import story_in_terminal, story_in_window
from tests.ui.session.told_stories import Past, ToldStory, make_past, stories

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
        in_terminal = story_in_terminal.diary_after(homes[0], clock, story, played_by(clock, story))
        world = demo_world.build(theme, demo_world.paths_in(homes[1], SHIPPED))
        in_window = story_in_window.diary_after(world, now, story)
        world.close()
        settle(qapp)
        assert in_terminal == in_window, f"story {number}: {story}"
        seen.update(part for part in PARTS if any(part in row for row in in_window))
    assert [part for part in PARTS if seen[part] < 3] == [], "every way is gone more than twice"


def played_by(clock: FakeClock, story: ToldStory) -> Callable[[Context, StartedSession], PlayedSession]:
    return lambda _context, started: PlayedSession(play(clock, started, story.played))


@pytest.mark.parametrize(
    ("worse", "rest"),
    [({}, None), ({"knee_rolls": (4, PainKind.ACHE)}, 3), ({"bridge": (7, PainKind.SHARP)}, None)],
    ids=["nothing hurts", "more pain that settles", "pain that ends it"],
)
def test_a_session_that_is_played_leaves_the_same_diary_by_the_window_s_keys_and_in_the_terminal(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worse: Worse, rest: int | None
) -> None:
    story = ToldStory(
        Past.NOTHING, "first-steps", True, 20.0, (), (PainAnswer(3),), (True,), False, Played(), (PainAnswer(3),)
    )
    now = make_past(tmp_path / "terminal" / "data", Past.NOTHING)
    shutil.copytree(tmp_path / "terminal", tmp_path / "window")
    clock = FakeClock(at_s=now.at_s, at_utc=now.at_utc)
    flags = argparse.Namespace(answer="same", voice="silent", speed=1, rest=rest)
    happened: list[Event] = []

    def in_text(context: Context, started: StartedSession) -> PlayedSession:
        return TextPlay(flags, context, clock, RULE, worse, first_run_done=True).play(started)

    def note(recorder: Recorder, events: Sequence[Event]) -> None:
        happened.extend(events)
        commit(recorder, events)

    commit = Recorder.commit
    with monkeypatch.context() as terminal:
        terminal.setattr(text_player, "wait_s", clock.jump)
        terminal.setattr(Recorder, "commit", note)
        in_terminal = story_in_terminal.diary_after(tmp_path / "terminal", clock, story, in_text)
    world = demo_world.build(pages_world.theme(qapp), demo_world.paths_in(tmp_path / "window", SHIPPED), rule=RULE)
    world.script = script(SHIPPED.assets, Settings(), RULE, cue_length(SilentVoice(), Settings()))
    in_window = story_in_window.diary_after(world, now, story, happened)
    world.close()
    settle(qapp)
    assert list(map(rounded, in_window)) == list(map(rounded, in_terminal))


def rounded(row: str) -> str:
    """Whole milliseconds: a clock that is moved in other steps differs behind them.

    "Is that right?" of a number that was a flag's is nobody's answer; in the window somebody presses Yes.
    """
    row = row.replace('"question":"pain_confirm","answer":true', '"question":"pain_confirm","answer":null')
    return re.sub(r"(\.\d{3})\d+|(\d{3})\d{3}(?=, tzinfo)", r"\1\2", row)
