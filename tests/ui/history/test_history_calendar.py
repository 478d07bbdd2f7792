"""The history page: its days, month and year, and the way to one session."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.types import Dose
from hipcoach.coach.way_out import SessionSummary
from hipcoach.gallery.demo_world import NOW, World, to_now
from hipcoach.history.session_detail import session_detail
from hipcoach.safety.types import PainRestKind
from hipcoach.store.rows import ScreenRow, SetRow
from hipcoach.ui.history.session_view import fill_session
from hipcoach.ui.history.year import YearView
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.month import CalendarMark, Month
from hipcoach.ui.widgets.page_frame import PageFrame
from tests.ui.history.history_world import DAY, open_session, read, show_history
from tests.ui.user import comes_to_say, key, part, press, said, show


def test_it_opens_on_the_newest_day_and_a_session_opens_in_full(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    assert "Friday 20 March 2026" in said(page)
    QTest.keyClick(page.findChildren(CardButton)[0], Qt.Key.Key_Return)
    text = said(page)
    assert "Stopped for pain" in text
    assert "Bridge: ended because it hurt more" in text
    assert "You marked: worse, pain 7." in text
    assert "Side-lying leg raise: not done" in text


def test_what_was_done_stands_beside_what_was_planned(qtbot: QtBot, world: World) -> None:
    done = world.do("first-steps", NOW - DAY, before=2, after=3)
    to_now(world)
    page = show_history(qtbot, world)
    open_session(page, world.store.sessions.get(done))
    text = said(page)
    assert "Planned: 5 times, 3 seconds each" in text
    assert "Done: 5 of 5, 15 of 15 seconds held" in text
    assert "Planned: 3 times, 5 seconds each, on each side, in turn" in text


def test_signs_are_shown_on_their_day_and_with_their_session(qtbot: QtBot, world: World) -> None:
    done = world.do("first-steps", NOW - DAY, before=2)
    to_now(world)
    (answered,) = world.store.screens.of_session(done)
    world.store.screens.put(replace(answered, items=("limping",)))
    world.store.screens.add(ScreenRow("later", NOW, ("limping",)))
    page = show_history(qtbot, world)
    says = next(item.says for item in world.rule.screen if item.id == "limping")
    assert f", you marked: {says}" in said(page)
    assert "A rest for pain." not in said(page)
    open_session(page, world.store.sessions.get(done))
    assert f"Before it, you marked: {says}" in said(page)


def test_what_the_user_counted_is_said_with_its_time(qtbot: QtBot, world: World) -> None:
    detail = session_detail(world.store, world.do("first-steps", NOW - DAY, before=2))
    counts = ((1, 0, 14), (2, 1, 1), (3, 0, 1))  # of the second only the time was kept
    sets = tuple(SetRow(2, "bridge", n, "both", target, reps, 30.0, 30.0) for n, target, reps in counts)
    bridge = replace(detail.exercises[2], dose=Dose(3, 1, within_s=30.0), sets=sets)
    detail = replace(detail, exercises=(bridge,))
    frame = PageFrame(world.context.theme, "A session")
    fill_session(frame, world.context.theme, detail, world.context.catalogue, world.rule, lambda: None)
    show(qtbot, frame)
    assert "Planned: 3 sets of as many as is comfortable in 30 seconds" in said(frame)
    assert "Done, set 1: 14 counted, in 30 of 30 seconds" in said(frame)
    assert "Done, set 2: 30 of 30 seconds" in said(frame)
    assert "Done, set 3: 1 counted, in 30 of 30 seconds" in said(frame)
    summary = SessionSummary(detail, "", "after_ok", PainRestKind.NONE, "", "")
    assert "14 and 1 counted, in 90 seconds" in said(show(qtbot, SummaryPage(world.context, summary, world.rule)))


def test_days_differ_by_shape_and_tell_it_in_words(qtbot: QtBot, full: World) -> None:
    month = part(show_history(qtbot, full), Month)
    marks = {day: month.button(date(2026, 3, day)).mark for day in (2, 6, 20, 21)}
    assert marks == {2: CalendarMark.DONE, 6: CalendarMark.SHORT, 20: CalendarMark.PAIN, 21: None}
    assert month.button(date(2026, 3, 6)).accessibleName() == "Friday 6 March 2026: Daily mobility, stopped early"


def test_arrows_go_from_day_to_day_and_months_turn(qtbot: QtBot, world: World) -> None:
    world.do("first-steps", NOW - timedelta(days=30), before=2)
    world.do("first-steps", NOW - 4 * DAY, before=2)
    world.do("daily-mobility", NOW - 2 * DAY, before=2)
    to_now(world)
    page = show_history(qtbot, world)
    month = part(page, Month)
    month.button(date(2026, 3, 18)).setFocus()
    key(page, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is month.button(date(2026, 3, 16))
    key(page, Qt.Key.Key_Space)
    comes_to_say(qtbot, page, "Monday 16 March 2026")
    press(page, "Earlier month")
    assert "February 2026" in said(page)
    assert month.button(date(2026, 2, 18)).mark is CalendarMark.DONE
    press(page, "Later month")
    assert "March 2026" in said(page)


def test_with_nothing_done_it_says_where_to_begin(qtbot: QtBot, world: World) -> None:
    page = show_history(qtbot, world)
    with qtbot.waitSignal(page.place_requested) as asked:
        press(page, "See the plans")
    assert asked.args == ["plans"]


def test_every_month_has_its_name_or_its_letter(qtbot: QtBot, full: World) -> None:
    year = part(show_history(qtbot, full), YearView)
    year.resize(700, year.height())
    font = QFont(year.font())
    for px, names in ((14, "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"), (30, "J F M A M J J A S O N D")):
        font.setPixelSize(px)
        assert " ".join(name for name, _left in year.month_names(QFontMetrics(font))) == names


def test_a_day_of_the_year_is_reached_by_key_and_by_click(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    year = part(page, YearView)
    year.setFocus()
    key(page, Qt.Key.Key_Left)
    assert year.accessibleDescription() == "Friday 13 March 2026: nothing"
    key(page, Qt.Key.Key_Left)
    key(page, Qt.Key.Key_Return)
    assert year.accessibleDescription() == "Friday 6 March 2026: Daily mobility, stopped early"
    assert "Friday 6 March 2026" in read(page)
    place: QPointF = year.place_of(date(2026, 3, 9))
    QTest.mouseClick(year, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert year.accessibleDescription() == "Monday 9 March 2026: rest for pain"
    assert "A rest for pain." in read(page)
