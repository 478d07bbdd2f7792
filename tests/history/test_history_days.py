"""Days in the history: those that the user's own clock showed, around changes of clocks and far from Greenwich."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.engine.questions import State
from hipcoach.history.calendar import DayMark, calendar
from hipcoach.history.pain_rest_periods import first_and_last_day, pain_rest_periods
from hipcoach.history.report import report
from hipcoach.history.session_detail import session_detail
from hipcoach.history.trends import stiffness
from hipcoach.recorder import BeforeAnswers
from hipcoach.safety.types import Area
from hipcoach.store.rows import PainRestRow, PainRow, ScreenRow
from hipcoach.ui.charts.chart_labels import bands_of, day_label
from hipcoach.ui.report.report_lines import pain_rest_words, signs_lines
from hipcoach.ui.shared.day_marks import calendar_marks
from hipcoach.ui.widgets.month import CalendarMark
from tests.recorder.driving import RULE, drive


@pytest.mark.parametrize(
    ("name", "begun", "released", "first", "last"),
    [  # UTC; a session just before midnight, and "how is it now?" just after one
        ("America/Los_Angeles", "2026-03-08T07:30", "2026-03-10T07:30", "2026-03-07", "2026-03-10"),
        ("Europe/Berlin", "2026-03-28T22:30", "2026-03-30T22:30", "2026-03-28", "2026-03-31"),
        ("Europe/Berlin", "2026-10-24T21:30", "2026-10-26T22:30", "2026-10-24", "2026-10-26"),
        ("Pacific/Kiritimati", "2026-03-01T09:30", "2026-03-03T10:30", "2026-03-01", "2026-03-04"),
        ("Asia/Kathmandu", "2026-03-01T18:10", "2026-03-03T18:20", "2026-03-01", "2026-03-04"),
        ("Australia/Lord_Howe", "2026-04-04T12:50", "2026-04-06T13:15", "2026-04-04", "2026-04-06"),
    ],
)
def test_calendar_report_and_bands_have_the_days_of_the_user_s_own_clock(
    tmp_path: Path, name: str, begun: str, released: str, first: str, last: str
) -> None:
    """Wherever it is looked at afterwards, and whatever the offset is then."""
    at, end = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (begun, released))
    since, until = date.fromisoformat(first), date.fromisoformat(last)
    with open_diary_in(tmp_path / "there", at) as store:
        going = drive(
            store, FakeClock(at_utc=at, at_zone=ZoneInfo(name)), before=BeforeAnswers(2, Area.GROIN, screen=())
        )
        going.do(going.engine.report_pain)
        going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 7, now))
        going.do(lambda now: going.engine.answer_question(State.PAIN_CONFIRM, True, now))
        going.to_the_end()
        next_day = PainRow("n", "next", at + timedelta(minutes=1), 2, going.recorder.session_id, stiffness="15")
        store.pains.add(next_day)
        store.pain_rests.release(store.pain_rests.in_force()[0].id, end)
        store.pains.add(PainRow("now", "now", end, 3))
        store.pains.add(PainRow("left", "now", end + timedelta(days=3)))
        for here in (ZoneInfo(name), ZoneInfo("Pacific/Apia"), UTC):
            (rest,) = pain_rest_periods(store, here)
            assert first_and_last_day(store, here) == (since, until), "a number that was not given counts for nothing"
            assert (rest.since.date(), rest.until and rest.until.date()) == (since, until)
            assert [int(band.since) for band in bands_of((rest,), since, until)] == [since.toordinal()]
            days = calendar(store, here, since - timedelta(days=5), until + timedelta(days=5))
            assert (min(days), max(days), days[until].mark) == (since, until, DayMark.REST)
            assert pain_rest_words(rest) == f"Rest from {day_label(since)}, to {day_label(until)}"
            page = report(store, RULE, here, since, since)
            assert (page.sessions, page.areas, page.rests) == (1, (("groin or front of hip", 1),), (rest,))
            assert [row.at.date() for row in stiffness(store, here, since, since)] == [since]
            assert report(store, RULE, here, until + timedelta(days=1), until + timedelta(days=9)).rests == ()
            detail = session_detail(store, going.recorder.session_id)
            assert (detail.started_at.date(), store.queries.sessions()[0].day) == (since, since)


def test_a_day_of_a_pain_rest_stays_one_whatever_is_answered_on_it(tmp_path: Path) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with open_diary_in(tmp_path / "there", at) as store:
        store.pain_rests.add(PainRestRow("h", "hold", at - timedelta(days=1), (), None, 2, 8, "1"))
        store.pain_rests.release("h", at)
        store.pains.add(PainRow("b", "before", at + timedelta(hours=1), 2))
        day = calendar(store, UTC, at.date(), at.date())[at.date()]
        assert (day.mark, [row.score for row in day.numbers]) == (DayMark.REST, [2])


def test_signs_that_no_session_followed_are_on_their_day(tmp_path: Path) -> None:
    at = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    berlin = ZoneInfo("Europe/Berlin")
    with open_diary_in(tmp_path / "there", at) as store:
        store.screens.add(ScreenRow("none", at, ()))
        assert calendar(store, berlin, at.date(), date(2026, 3, 3)) == {}, "none of them is no answer to show"
        store.screens.add(ScreenRow("s", at, ("limping",)))
        assert first_and_last_day(store, berlin) == (date(2026, 3, 3), date(2026, 3, 3))
        day = calendar(store, berlin, date(2026, 3, 1), date(2026, 3, 4))[date(2026, 3, 3)]
        assert (day.mark, [row.items for row in day.signs]) == (DayMark.ANSWERS, [("limping",)])
        store.screens.add(ScreenRow("t", at + timedelta(days=1), ("limping", "saddle_bladder_bowel")))
        page = report(store, RULE, berlin, date(2026, 3, 1), date(2026, 3, 9))
        says = {item.id: item.says for item in RULE.screen}
        assert signs_lines(page) == [
            f"{says['saddle_bladder_bowel']}: 1×, last on 4 March 2026.",
            f"{says['limping']}: 2×, last on 4 March 2026.",
        ]
        assert signs_lines(replace(page, signs=page.signs * 3))[-1] == "2 more in the diary."


def test_a_number_that_no_session_followed_is_on_its_day(tmp_path: Path) -> None:
    """A high one ends the day before it began: whoever reads the history sees it, though nothing was done."""
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with open_diary_in(tmp_path / "there", at) as store:
        store.pains.add(PainRow("b", "before", at, 8))
        assert first_and_last_day(store, UTC) == (at.date(), at.date())
        day = calendar(store, UTC, at.date(), at.date())[at.date()]
        assert [(row.question, row.score) for row in day.numbers] == [("before", 8)]
        assert calendar_marks({at.date(): day})[at.date()] == (CalendarMark.ASKED, "answers, no session")
        store.pains.add(PainRow("n", "now", at + timedelta(hours=1), 2))
        day = calendar(store, UTC, at.date(), at.date())[at.date()]
        assert [(row.question, row.score) for row in day.numbers] == [("before", 8), ("now", 2)]
        assert [row.score for row in report(store, RULE, UTC, at.date(), at.date()).outside] == [8, 2]
