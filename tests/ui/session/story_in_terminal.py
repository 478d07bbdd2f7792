"""A told story in the terminal: every question is read from the screen, and its answer typed as a line."""

import argparse
import io
from collections.abc import Callable
from pathlib import Path
from typing import TextIO, cast

from hipcoach.cli.context import Context
from hipcoach.cli.prompts import Questions
from hipcoach.cli.text_play import PlayedSession
from hipcoach.cli.text_questions import TextAnswers
from hipcoach.cli.text_session import TextSession
from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.coach.pain_question import (
    AREA_TEXT,
    AREAS,
    EFFORT_TEXT,
    SIDE_TEXT,
    SIDES,
    SORENESS,
    SORENESS_TEXT,
    STIFFNESS,
    STIFFNESS_TEXT,
)
from hipcoach.coach.way_in_questions import StartedSession
from hipcoach.gallery.demo_world import paths_in
from tests.coach.coach_world import RULE, SHIPPED, diary_of, forecast_of, rows
from tests.ui.session.told_stories import Teller, ToldStory

NO_FLAGS = argparse.Namespace(before=None, next=None, after=None)
YES, NO = "y", "n"


class Typist(io.StringIO):
    """Reads the last line on the screen, and types the story's answer to it."""

    def __init__(self, screen: io.StringIO, teller: Teller) -> None:
        super().__init__()
        self._screen, self._teller = screen, teller

    def readline(self, size: int | None = -1, /) -> str:
        typed = f"{self._answer(self._screen.getvalue().splitlines()[-1])}\n"
        self._screen.write(typed)  # as a terminal does
        return typed

    def _answer(self, asked: str) -> str:
        teller, now = self._teller, self._teller.now
        if asked.startswith("Go on with it?"):
            return YES if teller.story.goes_on else NO
        if asked.startswith("Their numbers"):
            ids = [item.id for item in RULE.screen]
            return " ".join(str(ids.index(sign) + 1) for sign in teller.screen()) or "none"
        if "Is that right?" in asked:
            return YES if teller.right() else NO
        if asked.startswith(("Change your usual number?", "Have you had advice?")):
            return NO
        if asked.startswith("A gentler day?"):
            return YES if teller.story.gentler else NO
        if "how much does it hurt now?" in asked.lower():
            return _typed(teller.number().score)
        if asked.startswith(EFFORT_TEXT):
            return _typed(now.effort)
        for text, choices, chosen in (
            (AREA_TEXT, list(AREAS), now.area),
            (SIDE_TEXT, list(SIDES), now.side),
            (SORENESS_TEXT, list(SORENESS), now.soreness),
            (STIFFNESS_TEXT, list(STIFFNESS), now.stiffness),
        ):
            if asked.startswith(text):
                return "" if chosen is None else str(choices.index(chosen) + 1)
        raise AssertionError(f"no answer to {asked!r}")


def diary_after(
    home: Path, clock: FakeClock, story: ToldStory, play: Callable[[Context, StartedSession], PlayedSession]
) -> list[str]:
    """Walk the story, in which `play` plays the session; return every row of the diary then."""
    screen, teller = io.StringIO(), Teller(story, clock)
    typist = cast("TextIO", Typist(screen, teller))

    def played(started: StartedSession) -> PlayedSession:
        stop = play(context, started)
        teller.ended = True
        return stop

    with open_diary_in(home / "data", clock.utc()) as store:
        context = Context(paths_in(home, SHIPPED), typist, screen, screen)
        answers = TextAnswers(NO_FLAGS, None, Questions(typist, screen))
        TextSession(context, diary_of(store, clock), forecast_of(store, clock), answers, played).run(story.plan)
        return rows(store)


def _typed(number: int | None) -> str:
    return "" if number is None else str(number)
