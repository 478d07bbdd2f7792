"""A told story in the window: every page that comes is answered by its buttons and keys."""

from collections.abc import Callable

from PySide6.QtTest import QTest

from hipcoach.clock import FakeClock
from hipcoach.coach.pain_question import AREAS, SIDES, SORENESS, STIFFNESS
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in_questions import StartedSession
from hipcoach.gallery.demo_world import World
from hipcoach.safety.types import Session
from hipcoach.ui.session.choice_page import ChoicePage, ConfirmPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.plan_page import PlanPage
from hipcoach.ui.session.rest_page import RestPage
from hipcoach.ui.session.screen_page import ScreenPage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.shared.stop_page import StopPage
from tests.coach.coach_world import play, rows
from tests.ui.session.session_story import Story
from tests.ui.session.told_stories import Teller, ToldStory

MOST_PAGES = 40


class ToldRunner:
    """Plays what the story says happens in the session."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller

    def prepare(self, session: Session) -> Callable[[], tuple[int, int]]:
        return lambda: (0, 0)

    def run(
        self,
        started: StartedSession,
        ended: Callable[[StopText | None], None],
        signs_marked: Callable[[tuple[str, ...]], None],
        *,
        muted: bool = False,
    ) -> None:
        stop = play(self._teller.clock, started, self._teller.story.played)
        self._teller.ended = True
        ended(stop)

    def close(self) -> None: ...


def diary_after(world: World, clock: FakeClock, told: ToldStory) -> list[str]:
    """Walk the story; return every row of the diary then."""
    world.clock.at_s, world.clock.at_utc = clock.at_s, clock.at_utc
    teller = Teller(told, world.clock)
    story = Story(world, ToldRunner(teller))
    try:
        story.flow.start_plan(told.plan)
        for _ in range(MOST_PAGES):
            if story.at_home:
                return rows(world.store)
            answer(story, teller)
        raise AssertionError(f"{type(story.shown).__name__} comes again and again")
    finally:
        story.close()


def answer(story: Story, teller: Teller) -> None:
    """Answer the page that is shown."""
    match story.shown:
        case ScreenPage():
            story.tick(*teller.screen())
        case PainPage():
            number(story, teller)
        case ConfirmPage():
            story.press("Yes, that is right" if teller.right() else "No, correct it")
        case ChoicePage():
            choose(story, teller.story)
        case PlanPage():
            story.press("Start")
        case SettlePage():
            story.press("Answer now")
        case StopPage() | SummaryPage():
            story.enter()
        case RestPage():
            story.escape()
        case shown:
            raise AssertionError(f"no answer to {type(shown).__name__}")


def number(story: Story, teller: Teller) -> None:
    now = teller.number()
    if now.score is None:
        story.number(None)
        return
    page = story.type_number(now.score)
    for row, words in (
        (page.areas, AREAS.get(now.area) if now.area else None),
        (page.sides, SIDES.get(now.side) if now.side else None),
        (page.soreness, SORENESS.get(now.soreness) if now.soreness else None),
        (page.stiffness, STIFFNESS.get(now.stiffness) if now.stiffness else None),
    ):
        if row is not None and words is not None:
            story.press(words)
    if page.effort is not None and now.effort is not None:
        QTest.keyClicks(page.effort, str(now.effort))
    story.enter()


def choose(story: Story, told: ToldStory) -> None:
    buttons = story.buttons()
    if "Keep what was done" in buttons:
        story.press("Go on" if told.goes_on and "Go on" in buttons else "Keep what was done")
    else:
        story.press("A gentler day" if told.gentler else "Rest today")
