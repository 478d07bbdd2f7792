"""A told story in the window: every page that comes is answered by its buttons and keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipcoach.clock import FakeClock
from hipcoach.coach.pain_question import AREAS, SIDES, SORENESS, STIFFNESS
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in_questions import StartedSession
from hipcoach.engine.events import Answered, Event, PainKindGiven, PainScored, PositionTaken
from hipcoach.engine.questions import QUESTIONS, STEP_QUESTIONS, State, StepQuestion
from hipcoach.gallery.demo_world import World
from hipcoach.safety.types import Session
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.session.choice_page import ChoicePage, ConfirmPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.pain_rest_page import PainRestPage
from hipcoach.ui.session.plan_page import PlanPage
from hipcoach.ui.session.screen_page import ScreenPage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.shared.stop_page import StopPage
from tests.coach.coach_world import play, rows
from tests.ui.session.session_story import Story
from tests.ui.session.told_stories import Teller, ToldStory

MOST_PAGES = 40
LOOKS_EVERY_S = 4.0


class ToldRunner:
    """Plays what the story says happens in the session."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller

    @property
    def said_until_s(self) -> float:
        return float("-inf")

    def prepare(self, session: Session) -> Callable[[], tuple[int, int]]:
        return lambda: (0, 0)

    def run(
        self,
        started: StartedSession,
        ended: Callable[[StopText | None], None],
        signs_marked: Callable[[tuple[str, ...]], None],
        left_off: Callable[[], object],
        *,
        muted: bool = False,
    ) -> None:
        stop = play(self._teller.clock, started, self._teller.story.played)
        self._teller.ended = True
        ended(stop)

    def close(self) -> None: ...


def diary_after(world: World, clock: FakeClock, told: ToldStory, happened: Sequence[Event] | None = None) -> list[str]:
    """Walk the story; return every row of the diary then.

    With `happened` the player itself plays the session; the keys behind these events are pressed when they happened.
    """
    world.clock.at_s, world.clock.at_utc = clock.at_s, clock.at_utc
    teller = Teller(told, world.clock)
    story = Story(world, ToldRunner(teller) if happened is None else None)
    try:
        story.flow.start_plan(told.plan)
        for _ in range(MOST_PAGES):
            if story.at_home:
                return rows(world.store)
            if isinstance(story.shown, PlayerPage):
                play_by_keys(story, story.page(PlayerPage), happened or ())
                teller.ended = True
            else:
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
        case PainRestPage():
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
    if page.effort is not None:
        if (
            page.effort.value is None
        ):  # where the number alone was wrong, what was said stands there, and Enter keeps it
            story.enter()  # leads on to it
        if now.effort is not None:
            QTest.keyClicks(page.effort, str(now.effort))
    story.enter()


def choose(story: Story, told: ToldStory) -> None:
    buttons = story.buttons()
    if "Keep what was done" in buttons:
        story.press("Go on" if told.goes_on and "Go on" in buttons else "Keep what was done")
    else:
        story.press("A gentler day" if told.gentler else "Rest today")


def play_by_keys(story: Story, page: PlayerPage, happened: Sequence[Event]) -> None:
    """Play a session to its end, and press the keys that lead to these events when they happened."""
    began_s = story.world.clock.at_s
    for event in happened:
        keys = _keys(event)
        if keys or isinstance(event, PositionTaken):
            pass_time(story, page, began_s + event.at_s)
            QTest.keyClicks(page, keys)
            if page.player.state in (State.PAIN_CONFIRM, State.KIND_CONFIRM):
                story.key(Qt.Key.Key_Y)
            elif isinstance(event, PositionTaken | PainScored | PainKindGiven):
                QTest.keyClick(page, Qt.Key.Key_Return)
    pass_time(story, page, began_s + happened[-1].at_s)


def _keys(event: Event) -> str:
    match event:
        case Answered(response=response):
            return next(each.key for each in STEP_QUESTIONS[StepQuestion.CHECK].answers if each.value is response)
        case PainScored(score=score):
            return str(score)
        case PainKindGiven(kind=kind):
            return next(each.key for each in QUESTIONS[State.PAIN_KIND].answers if each.value is kind)
        case _:
            return ""


def pass_time(story: Story, page: PlayerPage, until_s: float) -> None:
    while (left_s := until_s - story.world.clock.at_s) > 0 and page.player.state is not State.ENDED:
        story.world.clock.jump(min(LOOKS_EVERY_S, left_s))
        page.player.look()
