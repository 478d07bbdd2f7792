"""The way into a session and out of it, as its user's story; every answer read back from the diary."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.types import Catalogue
from hipcoach.coach.desk import Desk
from hipcoach.engine.types import State, StepKind, Timing
from hipcoach.gallery import demo_world as gallery_world
from hipcoach.gallery.demo_world import DAY, World, fill, hurt
from hipcoach.gallery.draw import settle
from hipcoach.safety.types import PainKind
from hipcoach.ui.main_window import window_of
from hipcoach.ui.page_table import rail_pages
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.player.running_session import Equipment
from hipcoach.ui.session.choice_page import ChoicePage, ConfirmPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.plan_page import PlanPage
from hipcoach.ui.session.prepare_page import PreparePage
from hipcoach.ui.session.rest_page import RestPage
from hipcoach.ui.session.screen_page import ScreenPage
from hipcoach.ui.session.session_flow import SessionFlow
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.shared.stop_page import StopPage
from tests.ui import pages_world

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

    def answer_next_day(self) -> None:
        self.flow.ask_next_day()

    def look_at_rest(self) -> None:
        self.flow.show_rest()

    def first_run_again(self) -> None: ...


class Story:
    """The flow in a window, with hands on it."""

    def __init__(self, world: World) -> None:
        self.world = world
        context = world.context
        wishes = Wishes()
        self.window = window_of(context.theme, rail_pages(context, wishes))
        self.window.show_page("today")
        self.window.resize(1366, 768)
        self.window.show()
        self.display, self.sleep = Display(), Sleepless()
        self.desk = Desk(
            world.store,
            world.clock,
            context.catalogue,
            rule=lambda: world.rule,
            full_times=lambda: 2,
            app_version="test",
        )
        equipment = Equipment(
            clock=world.clock,
            theme=context.theme,
            figures=context.figures,
            window=self.window,
            rule=lambda: world.rule,
            timing=Timing,
            script=lambda: world.script,
            voice=context.voice,
            awake=self.display,
            sleep_watch=self.sleep,  # type: ignore[arg-type]  # of it, a session uses this signal
            full_screen=lambda: False,
        )
        self.flow = wishes.flow = SessionFlow(context, self.desk, equipment)

    def page(self, kind: type[P]) -> P:
        shown = self.window.taken_over_by
        assert isinstance(shown, kind), f"{type(shown).__name__} is shown, not {kind.__name__}"
        return shown

    @property
    def at_home(self) -> bool:
        return self.window.taken_over_by is None

    def enter(self) -> None:
        """Press Enter on the page that is shown."""
        shown = self.window.taken_over_by
        assert shown is not None
        QTest.keyClick(shown, Qt.Key.Key_Return)

    def number(self, score: int) -> None:
        page = self.page(PainPage)
        for digit in str(score):
            page.row.press_key(digit)
        page.answered.emit(page.answer())

    def into(self, plan_id: str, score: int | None) -> PlayerPage:
        """Through the screen and today's number into the session."""
        self.flow.start_plan(plan_id)
        self.page(ScreenPage).answered.emit(())
        if score is None:
            self.page(PainPage).answered.emit(self.page(PainPage).answer())
        else:
            self.number(score)
        self.page(PlanPage).started.emit()
        return self.page(PlayerPage)

    def to(self, kind: StepKind, page: PlayerPage) -> None:
        for _ in range(20_000):
            status = page.player.status()
            if status.state is State.ENDED or (
                status.state is State.RUNNING and status.step is not None and status.step.kind is kind
            ):
                return
            if status.state is State.WAITING:
                page.player.in_position()
            self.world.clock.jump(0.5)
            page.player.look()
        raise AssertionError(f"no {kind} came")

    def to_the_end(self, page: PlayerPage) -> None:
        while page.player.state is not State.ENDED:
            if page.player.state is State.WAITING:
                page.player.in_position()
            self.world.clock.jump(1.0)
            page.player.look()

    def words(self) -> str:
        shown = self.window.taken_over_by
        assert shown is not None
        return " ".join(label.text() for label in shown.findChildren(QLabel) if not label.isHidden())

    def close(self) -> None:
        self.flow.close()
        self.window.guard_close(False)
        self.window.close()
        self.window.deleteLater()
        self.flow.deleteLater()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(pages_world.shipped().sessions).catalogue


@pytest.fixture
def story(qapp: QApplication, tmp_path: Path, catalogue: Catalogue) -> Iterator[Story]:
    paths = gallery_world.paths_in(tmp_path, pages_world.shipped())
    world = gallery_world.build(pages_world.theme(qapp), paths, catalogue=catalogue)
    world.say(first_run_done=True, usual_pain=3, emergency_number="112")
    made = Story(world)
    yield made
    made.close()
    settle(qapp)
    world.close()


def answers(story: Story, question: str) -> list[int | None]:
    return [row.score for row in story.world.store.pains.all() if row.question == question]


def test_the_screen_is_answered_only_in_words(story: Story) -> None:
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    assert page.ticked == ()
    shown = {page.box(item.id).text() for item in story.world.rule.screen}
    assert shown == {item.says for item in story.world.rule.screen}, "every sign, on one page"
    story.enter()  # None of these
    story.page(PainPage)


@pytest.mark.parametrize(
    ("sign", "says"),
    [("sudden_leg_weakness", "112"), ("fever_unwell", "today")],
)
def test_a_sign_stops_before_the_session_and_is_logged(story: Story, sign: str, says: str) -> None:
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    page.box(sign).click()
    page.answered.emit(page.ticked)
    story.page(StopPage)
    assert says in story.words()
    assert [row.items for row in story.world.store.screens.all()] == [(sign,)]
    story.enter()
    assert story.at_home
    story.flow.start_plan("first-steps")
    story.page(RestPage)  # no session today
    assert story.world.store.sessions.not_ended() == ()


def test_enter_goes_on_with_what_is_marked_and_never_says_none_of_these(story: Story) -> None:
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    page.box("sudden_leg_weakness").click()
    story.enter()
    assert "Call your emergency number now" in story.words()
    assert story.world.store.screens.all()[-1].items == ("sudden_leg_weakness",)


def test_no_emergency_number_is_guessed(story: Story) -> None:
    story.world.say(emergency_number="")
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    page.box("chest_breath_stroke").click()
    page.answered.emit(page.ticked)
    words = story.words()
    assert "You have not set an emergency number" in words
    assert not any(number in words for number in ("112", "999", "911", "000"))


def test_a_sign_to_mention_soon_is_shown_and_does_not_block(story: Story) -> None:
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    page.box("limping").click()
    page.answered.emit(page.ticked)
    story.number(2)
    story.page(PlanPage)
    assert "limping" in story.words()


@pytest.mark.parametrize(
    ("score", "says"),
    [(2, "As planned"), (4, "Half of everything today"), (None, "The first step of everything today")],
)
def test_what_today_allows_is_said_with_its_sentence(story: Story, score: int | None, says: str) -> None:
    story.flow.start_plan("first-steps")
    story.page(ScreenPage).answered.emit(())
    if score is None:
        story.page(PainPage).answered.emit(story.page(PainPage).answer())
    else:
        story.number(score)
    story.page(PlanPage)
    assert says in story.words()


def test_a_high_number_is_no_session_and_stays_so_today(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.page(ScreenPage).answered.emit(())
    story.number(6)
    story.page(StopPage)
    assert "You reported 6" in story.words()
    assert answers(story, "before") == [6]
    story.enter()
    story.flow.start_plan("first-steps")
    story.page(RestPage)


def test_more_than_usual_is_a_gentler_day_or_rest(story: Story) -> None:
    story.flow.start_plan("strength")
    story.page(ScreenPage).answered.emit(())
    story.number(5)
    page = story.page(ChoicePage)
    page.chosen.emit("gentle")
    story.page(PlanPage)
    assert "A gentler day" in story.words()


def test_nothing_is_preselected_and_where_is_asked_once_there_is_pain(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.page(ScreenPage).answered.emit(())
    page = story.page(PainPage)
    assert page.row.value is None
    assert any(label.text() == "A stretch or a pull is not pain." for label in page.findChildren(QLabel))
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert story.page(PainPage) is page, "Enter alone answers nothing"
    page.row.press_key("3")
    assert page.areas is not None
    assert page.sides is not None
    assert (page.areas.value, page.sides.value) == (None, None)
    page.areas.button("groin").click()
    page.sides.button("right").click()
    QTest.keyClick(page, Qt.Key.Key_Return)
    story.page(PlanPage).started.emit()
    row = story.world.store.pains.all()[-1]
    assert (row.question, row.score, row.area, row.side) == ("before", 3, "groin", "right")


def test_a_whole_session_to_its_summary(story: Story) -> None:
    page = story.into("first-steps", 3)
    assert story.display.held
    story.to_the_end(page)
    assert not story.display.held
    settle = story.page(SettlePage)
    story.world.clock.jump(121.0)
    settle.look()  # the question comes by itself
    after = story.page(PainPage)
    assert after.effort is not None
    after.row.press_key("2")
    after.effort.press_key("4")
    after.answered.emit(after.answer())
    story.page(SummaryPage)
    words = story.words()
    for said in ("Pain before: 3. Pain after: 2.", "no increase", "Bridge: done", "The next session is due"):
        assert said in words
    assert [(r.score, r.effort) for r in story.world.store.pains.all() if r.question == "after"] == [(2, 4)]
    story.enter()
    assert story.at_home


def test_an_after_that_is_not_given_is_kept_as_not_given(story: Story) -> None:
    story.to_the_end(story.into("first-steps", 3))
    story.page(SettlePage).settled.emit()
    story.page(PainPage).answered.emit(type(story.page(PainPage).answer())())
    assert "nothing is stepped up" in story.words()
    assert answers(story, "after") == [None]


def test_red_after_a_session_is_a_rest_before_it_is_confirmed(story: Story) -> None:
    story.to_the_end(story.into("first-steps", 3))
    story.page(SettlePage).settled.emit()
    story.number(8)
    confirm = story.page(ConfirmPage)
    assert [row.kind for row in story.world.store.holds.in_force()] == ["hold"]
    confirm.corrected.emit()
    assert story.world.store.holds.in_force() == ()
    assert answers(story, "after") == [None]
    story.number(3)
    assert answers(story, "after") == [None, 3]
    story.page(SummaryPage)


def test_confirmed_red_leaves_rest_as_the_only_way(story: Story) -> None:
    story.to_the_end(story.into("first-steps", 3))
    story.page(SettlePage).settled.emit()
    story.number(8)
    story.page(ConfirmPage).confirmed.emit()
    story.page(StopPage)
    story.enter()
    assert story.at_home
    story.flow.start_plan("daily-mobility")
    story.page(RestPage)


def report(story: Story, page: PlayerPage, score: int, kind: PainKind) -> None:
    story.to(StepKind.HOLD, page)
    page.player.report_pain()
    page.player.answer_pain(score)
    if page.player.state is State.PAIN_CONFIRM:
        page.player.confirm_pain(True)
    page.player.answer_kind(kind)


def test_after_red_there_is_no_way_on_but_rest(story: Story) -> None:
    page = story.into("first-steps", 3)
    report(story, page, 7, PainKind.ACHE)
    stop = story.page(StopPage)
    assert [button.text() for button in stop.buttons()] == ["Rest"]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_N, Qt.Key.Key_P):
        QTest.keyClick(stop, key)
        assert story.page(StopPage) is stop
    assert "Contact your doctor or physiotherapist" in story.words()
    story.enter()
    assert story.at_home
    story.flow.start_plan("first-steps")
    story.page(RestPage)


def test_amber_that_does_not_settle_is_a_short_rest_and_still_asks_after(story: Story) -> None:
    page = story.into("first-steps", 3)
    report(story, page, 4, PainKind.ACHE)
    while page.player.state is State.PAIN_REST:
        story.world.clock.jump(5.0)
        page.player.look()
    page.player.answer_rest(4)
    story.page(StopPage)
    assert [row.kind for row in story.world.store.holds.in_force()] == ["soft"]
    story.enter()
    story.page(SettlePage)


def test_the_next_day_question_is_asked_with_the_number_before(story: Story) -> None:
    fill(story.world)
    story.flow.start_plan("daily-mobility")
    story.page(ScreenPage).answered.emit(())
    page = story.page(PainPage)
    assert page.soreness is not None
    assert page.stiffness is not None
    assert "Compared with before your last session" in story.words()
    story.number(1)
    story.page(PlanPage).started.emit()
    assert answers(story, "next")[-1] == 1
    assert answers(story, "before")[-1] == 1


def test_a_higher_next_day_number_is_said_before_the_session_it_is_given_for(story: Story) -> None:
    fill(story.world)
    story.flow.start_plan("daily-mobility")
    story.page(ScreenPage).answered.emit(())
    story.number(2)
    story.page(PlanPage)
    words = story.words()
    assert "More pain than before your last session" in words
    assert "You reported 1 before your last session and 2 now" in words
    assert "As planned" not in words


def test_the_next_day_question_by_itself(story: Story) -> None:
    fill(story.world)
    story.flow.ask_next_day()
    story.number(1)
    assert "settled" in story.words()
    story.page(ChoicePage).chosen.emit("close")
    assert story.at_home


def test_a_rest_ends_only_as_the_rule_says(story: Story) -> None:
    fill(story.world)
    hurt(story.world)
    story.flow.show_rest()
    story.page(RestPage).asked_now.emit()
    story.number(1)
    story.page(ScreenPage).answered.emit(())
    story.page(RestPage)
    assert "Less than 24 hours" in story.words()
    story.world.clock.jump(2 * DAY.total_seconds())
    story.page(RestPage).asked_now.emit()
    story.number(1)
    story.page(ScreenPage).answered.emit(())
    story.page(ChoicePage).chosen.emit("rest")
    assert story.world.store.holds.in_force() != (), "not without the user's own word"
    story.flow.show_rest()
    story.page(RestPage).asked_now.emit()
    story.number(1)
    story.page(ScreenPage).answered.emit(())
    story.page(ChoicePage).chosen.emit("back")
    assert story.world.store.holds.in_force() == ()


def test_the_machine_s_sleep_pauses_and_the_display_may_sleep(story: Story) -> None:
    page = story.into("first-steps", 3)
    story.to(StepKind.HOLD, page)
    story.sleep.going_to_sleep.emit()
    assert page.player.state is State.PAUSED
    assert not story.display.held
    page.player.resume()
    assert story.display.held


def test_closing_the_window_in_mid_session_asks(story: Story) -> None:
    page = story.into("first-steps", 3)
    story.to(StepKind.HOLD, page)
    story.window.close()
    assert story.window.isVisible()
    assert page.visible_widget is page.panels.ask


def cut_off(story: Story) -> PlayerPage:
    page = story.into("first-steps", 3)
    story.to(StepKind.CHECK, page)
    page.player.close()
    return page


def test_a_session_cut_off_goes_on_paused_after_the_screen(story: Story) -> None:
    cut_off(story)
    assert story.flow.offer_unfinished()
    assert "half an hour" in story.words()
    story.page(ChoicePage).chosen.emit("go_on")
    story.page(ScreenPage).answered.emit(())
    again = story.page(PlayerPage)
    assert again.player.state is State.PAUSED
    again.player.resume()
    story.to_the_end(again)
    assert [row.finish for row in story.world.store.sessions.all()] == ["completed"]


def test_a_sign_on_the_way_back_keeps_what_was_done(story: Story) -> None:
    cut_off(story)
    story.flow.offer_unfinished()
    story.page(ChoicePage).chosen.emit("go_on")
    story.page(ScreenPage).answered.emit(("calf",))
    story.page(StopPage)
    assert [row.finish for row in story.world.store.sessions.all()] == ["interrupted"]


def test_a_session_cut_off_long_ago_is_only_kept(story: Story) -> None:
    cut_off(story)
    story.world.clock.jump(timedelta(hours=1).total_seconds())
    story.flow.offer_unfinished()
    assert "more than 30 minutes ago" in story.words()
    story.enter()
    story.page(SummaryPage)
    assert "Cut off" in story.words()


def test_a_report_that_was_open_is_never_gone_on_from(story: Story) -> None:
    page = story.into("first-steps", 3)
    story.to(StepKind.HOLD, page)
    page.player.report_pain()
    page.player.close()
    story.flow.offer_unfinished()
    assert "never counts as fine" in story.words()
    story.enter()
    assert [row.finish for row in story.world.store.sessions.all()] == ["pain_stop"]
    assert [row.kind for row in story.world.store.holds.in_force()] == ["soft"]


def test_nothing_is_offered_where_nothing_was_cut_off(story: Story) -> None:
    assert not story.flow.offer_unfinished()


def test_the_voice_never_holds_up_the_start(qapp: QApplication, story: Story) -> None:
    done: list[bool] = []
    page = PreparePage(story.world.context.theme, lambda: (3, 80))
    page.ready.connect(done.append)
    for _ in range(99):
        page.look()
    assert done == []
    page.look()  # ten seconds
    assert done == [True]
    page.deleteLater()
