"""A user in front of the window, from Today into a session and out of it: presses buttons and keys, reads the pages."""

from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from hipcoach import __version__
from hipcoach.catalogue.types import SessionPlan
from hipcoach.coach.keys import DEFAULT_KEYS
from hipcoach.coach.mid_session import MidSession
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.session_settings import timing
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.engine.questions import QUESTIONS, State
from hipcoach.engine.types import StepKind
from hipcoach.gallery.demo_world import World
from hipcoach.gallery.whole_window import window_of
from hipcoach.safety.types import PainKind
from hipcoach.ui.page_table import rail_pages
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.player.running_session import PlayerParts, PlayerRunner
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.runner import SessionRunner
from hipcoach.ui.session.screen_page import ScreenPage
from hipcoach.ui.session.session_flow import SessionFlow

P = TypeVar("P", bound=QWidget)


class Sleepless(QObject):
    """A machine that says when it goes to sleep."""

    going_to_sleep = Signal()


class Display:
    """A display that notes whether it is held awake."""

    def __init__(self) -> None:
        self.held = False

    def hold(self) -> bool:
        self.held = True
        return True

    def release(self) -> None:
        self.held = False


class Wishes:
    """What pages may ask for, passed on to the flow."""

    flow: SessionFlow

    def start_plan(self, plan_id: str) -> None:
        self.flow.start_plan(plan_id)

    def go_to(self, place: str) -> None: ...

    def try_out(self, plan: SessionPlan) -> None: ...

    def answer_next_day(self) -> None:
        self.flow.ask_next_day()

    def look_at_pain_rest(self) -> None:
        self.flow.show_pain_rest()

    def ask_turn_on(self, exercise_id: str) -> None:
        self.flow.offer_turn_on(exercise_id)

    def first_run_again(self) -> None: ...


class Story:
    """The flow in a window, with hands on it."""

    def __init__(self, world: World, runner: SessionRunner | None = None) -> None:
        """`runner` plays sessions in the place of the real player."""
        self.world = world
        context = world.context
        wishes = Wishes()
        self.window = window_of(context.theme, rail_pages(context, wishes))
        self.window.show_page("today")
        self.window.resize(1366, 768)
        self.window.show()
        self.display, self.sleep = Display(), Sleepless()
        self.diary = SessionDiary(
            world.store,
            world.clock,
            context.catalogue,
            rule=lambda: context.forecast.rule,
            full_times=lambda: 2,
            app_version=__version__,
        )
        parts = PlayerParts(
            clock=world.clock,
            theme=context.theme,
            figures=context.figures,
            window=self.window,
            rule=lambda: world.rule,
            timing=lambda: timing(context.settings.current),
            script=lambda: world.script,
            voice=context.voice,
            awake=self.display,
            sleep_watch=self.sleep,  # type: ignore[arg-type]  # of it, a session uses this signal
            full_screen=lambda: False,
            who_speaks=lambda: None,
            keys=lambda: DEFAULT_KEYS,
            switch=lambda: SwitchOptions.of(
                context.settings.current, taught=answers.said if (answers := context.words()) else None
            ),
            words=context.words,
            mid_session=lambda session: MidSession(context.sharing.look, self.diary, context.forecast, session),
        )
        self.flow = wishes.flow = SessionFlow(context, self.diary, self.window, runner or PlayerRunner(parts))

    @property
    def shown(self) -> QWidget:
        """The page that fills the window."""
        shown = self.window.taken_over_by
        assert shown is not None, "the rail and its pages are shown"
        return shown

    def page(self, kind: type[P]) -> P:
        shown = self.window.taken_over_by
        assert isinstance(shown, kind), f"{type(shown).__name__} is shown, not {kind.__name__}"
        return shown

    @property
    def at_home(self) -> bool:
        return self.window.taken_over_by is None

    # -- hands

    def enter(self) -> None:
        """Press Enter on the page that is shown."""
        self.key(Qt.Key.Key_Return)

    def escape(self) -> None:
        """Press Esc on the page that is shown."""
        self.key(Qt.Key.Key_Escape)

    def key(self, key: Qt.Key) -> None:
        """Press a key on the page that is shown."""
        QTest.keyClick(self.shown, key)

    def buttons(self) -> dict[str, QAbstractButton]:
        """Every button that can be pressed now, by its words."""
        found = (each for each in self.shown.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled())
        return {each.text() or each.accessibleName(): each for each in found}

    def press(self, words: str) -> None:
        """Click the button with these words."""
        found = self.buttons()
        assert words in found, f"{words!r} is not among {sorted(found)}"
        QTest.mouseClick(found[words], Qt.MouseButton.LeftButton)

    def tick(self, *signs: str) -> None:
        """Mark signs on the screen, and go on."""
        page = self.page(ScreenPage)
        for sign in signs:
            QTest.mouseClick(page.box(sign), Qt.MouseButton.LeftButton)
        if signs:
            self.press("Go on with what I marked")
            return
        self.press("None of these")
        while self.window.taken_over_by is page:  # in a small window, once for each part that was out of sight
            before = page.frame.verticalScrollBar().value()
            self.press("None of these")
            assert self.window.taken_over_by is not page or page.frame.verticalScrollBar().value() > before

    def type_number(self, score: int) -> PainPage:
        """Type a number, without going on."""
        page = self.page(PainPage)
        QTest.keyClicks(page, str(score))
        return page

    def number(self, score: int | None) -> None:
        """Answer the number that is asked for, or (None) skip it."""
        if score is None:
            self.page(PainPage)
            self.press("Skip this question")
        else:
            asks_more = self.type_number(score).effort is not None
            self.enter()
            if asks_more:  # how hard it was, which may be left out
                self.enter()

    # -- ways

    def to_plan(self, plan_id: str, score: int | None) -> None:
        """Go through the screen and today's number."""
        self.flow.start_plan(plan_id)
        self.tick()
        self.number(score)

    def into(self, plan_id: str, score: int | None) -> PlayerPage:
        """Go through the screen and today's number into the session."""
        self.to_plan(plan_id, score)
        self.press("Start")
        return self.page(PlayerPage)

    def to(self, kind: StepKind, page: PlayerPage) -> None:
        """Let the session run until a step of this kind."""
        for _ in range(20_000):
            status = page.player.status()
            if status.state is State.ENDED or (
                status.state is State.RUNNING and status.step is not None and status.step.kind is kind
            ):
                return
            if status.state is State.WAITING:
                self.enter()
            self.world.clock.jump(min(8.0, max(0.5, status.remaining_s)))
            page.player.look()
        raise AssertionError(f"no {kind} came")

    def to_the_end(self, page: PlayerPage) -> None:
        """Let the session run to its end."""
        while page.player.state is not State.ENDED:
            if page.player.state is State.WAITING:
                self.enter()
            self.world.clock.jump(1.0)
            page.player.look()

    def report(self, page: PlayerPage, score: int, kind: PainKind) -> None:
        """Report more pain during a hold."""
        self.to(StepKind.HOLD, page)
        self.key(Qt.Key.Key_P)
        QTest.keyClicks(page, str(score))
        if page.player.state is State.PAIN_SCORE:
            self.enter()
        else:
            self.key(Qt.Key.Key_Y)
        QTest.keyClicks(page, next(each.key for each in QUESTIONS[State.PAIN_KIND].answers if each.value is kind))
        self.enter() if page.player.state is State.PAIN_KIND else self.key(Qt.Key.Key_Y)

    def cut_off(self) -> PlayerPage:
        """Begin a session, and let the program end in the midst of it."""
        page = self.into("first-steps", 3)
        self.to(StepKind.CHECK, page)
        page.player.close()
        return page

    # -- eyes

    def words(self) -> str:
        """Everything that the page says."""
        return " ".join(label.text() for label in self.shown.findChildren(QLabel) if not label.isHidden())

    def answers(self, question: str) -> list[int | None]:
        """The scores on record for one question."""
        return [row.score for row in self.world.store.pains.all() if row.question == question]

    def close(self) -> None:
        self.flow.close()
        self.window.guard_close(False)
        self.window.close()
        self.window.deleteLater()
        self.flow.deleteLater()
