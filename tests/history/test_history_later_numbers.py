"""Numbers given after a session: none hides another, and none is called the next day's that does not count as it."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

import pytest

from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.history.export_csv import csv_tables
from hipcoach.history.export_fhir import fhir_export
from hipcoach.history.later_numbers import later_words
from hipcoach.history.report import report
from hipcoach.history.session_detail import SessionDetail, history_json, session_detail
from hipcoach.history.summary_line import pain_text, session_text
from hipcoach.history.trends import medians
from hipcoach.recorder import BeforeAnswers
from hipcoach.store import Store
from hipcoach.store.rows import PainRow
from hipcoach.ui.charts.answer_chart import pain_chart
from hipcoach.ui.history.pain_lines import pain_lines
from tests.project.doc_pages import page
from tests.recorder.driving import MORNING, RULE, drive

SOON, SHORT_OF, COUNTS, NEXT, LATE = (
    timedelta(minutes=5),
    timedelta(hours=11, minutes=59),
    timedelta(hours=12),
    timedelta(hours=30),
    timedelta(hours=49),
)
HOURS = {SOON: 0.08, SHORT_OF: 11.98, COUNTS: 12.0, NEXT: 30.0, LATE: 49.0}
DAYS = MORNING.date(), MORNING.date() + timedelta(days=3)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A session that began with a 2, by a clock in UTC."""
    with open_diary_in(tmp_path_factory.mktemp("later"), MORNING) as opened:
        going = drive(opened, FakeClock(at_utc=MORNING), before=BeforeAnswers(2, screen=()))
        going.to_the_end()
        for n in range(2):
            opened.pains.add(PainRow(f"n{n}", "next", MORNING, None, going.recorder.session_id))
        yield opened


def given(store: Store, *answers: tuple[timedelta, int]) -> SessionDetail:
    """The session, after which exactly these numbers were given."""
    (session,) = store.sessions.all()
    assert session.ended_at is not None
    for n in range(2):
        after, score = answers[n] if n < len(answers) else (SOON, None)
        store.pains.put(PainRow(f"n{n}", "next", session.ended_at + after, score, session.id))
    return session_detail(store, session.id)


def clock_of(detail: SessionDetail, after: timedelta) -> str:
    assert detail.ended_at is not None
    return f"{detail.ended_at + after:%H:%M}"


CASES: tuple[tuple[tuple[tuple[timedelta, int], ...], str], ...] = (
    (((SOON, 1),), "later that day 1 at {0}"),
    (((SOON, 1), (SHORT_OF, 7)), "later that day 1 at {0}, then 7 at {1}"),
    (((SOON, 7), (SHORT_OF, 1)), "later that day 7 at {0}, then 1 at {1}"),
    (((SHORT_OF, 1),), "later that day 1 at {0}"),
    (((COUNTS, 1),), "next day 1"),
    (((SOON, 5), (COUNTS, 1)), "later that day 5 at {0}, next day 1"),
    (((SHORT_OF, 1), (NEXT, 5)), "later that day 1 at {0}, next day 5"),
    (((COUNTS, 5), (NEXT, 2)), "next day 5, then 2"),
    (((NEXT, 2), (LATE, 3)), "next day 2, then 3"),
    (((NEXT, 2), (LATE, 1)), "next day 2, which settled it, then 1"),
    (((NEXT, 5), (LATE, 4)), "next day 5, then 4"),
    (((NEXT, 1),), "next day 1"),
    (((LATE, 1),), "next day 1"),
)


@pytest.mark.parametrize(("answers", "said"), CASES)
def test_each_number_is_told_in_its_order_everywhere(
    store: Store, answers: tuple[tuple[timedelta, int], ...], said: str
) -> None:
    detail = given(store, *answers)
    said = said.format(*(clock_of(detail, after) for after, _ in answers))
    (line,) = store.queries.sessions()
    assert pain_text(line, RULE) == f"Pain before 2, {said}."
    assert session_text(line, RULE).endswith(f"Pain before 2, {said}.")
    counted = [score for after, score in answers if after >= COUNTS]
    early = [score for after, score in answers if after < COUNTS]

    (shown,) = history_json(store, RULE)["sessions"]  # type: ignore[misc]
    kept: Any = shown
    assert [(each["score"], each["next_day"]) for each in kept["pain_later"]] == [
        (score, after >= COUNTS) for after, score in answers
    ]
    settling = counted[:1] if all(score <= 2 for _, score in answers) else []
    assert [each["score"] for each in kept["pain_later"] if each["settles"]] == settling
    assert kept["pain_next"] == max(counted, default=None)
    documented = page("your_data.md").replace("\n", " ")
    assert all(f"`{key}`" in documented for key in kept["pain_later"][0])

    data = report(store, RULE, UTC, *DAYS)
    assert medians(data.pain) == (2, None, max(counted, default=None)), "the curve is of next-day answers alone"
    chart = pain_chart(data.pain, data.rests, *DAYS, data.outside)
    drawn = {series.name: [point.value for point in series.points] for series in chart.series}
    assert drawn["next day"] == ([max(counted)] if counted else [])
    assert drawn.get("reported in a session, or without one", []) == early
    columns = chart.table.columns
    rows = [dict(zip(columns, row, strict=True)) for row in chart.table.rows]
    assert rows[0]["Next day"] == (said.partition("next day ")[2] or "not given")
    assert [(row["When"], row["Reported"]) for row in rows[1:]] == [
        (f"2 March 2026, at {clock_of(detail, after)}, in the hours after a session", str(score))
        for after, score in answers
        if after < COUNTS
    ]
    assert any(f"next day {rows[0]['Next day']}" in spot.text for spot in chart.spots)

    lines = [text for text in pain_lines(detail, RULE) if text.startswith(("Later that day", "Next day"))]
    told = [text for text in lines if text.startswith("Later that day")]
    assert told == [
        f"Later that day, {clock_of(detail, after)}: {score}." for after, score in answers if after < COUNTS
    ]
    assert len(lines) - len(told) == (len(counted) if len(counted) > 1 else 0)
    assert [", which settled it." in text for text in lines[len(told) :]].count(True) == (
        len(settling) if len(counted) > 1 else 0
    )

    table = csv.DictReader(io.StringIO(csv_tables(store)["pain"].removeprefix("\ufeff")))
    hours = [float(row["hours_after"]) for row in table if row["question"] == "next" and row["score"]]
    assert hours == [HOURS[after] for after, _ in answers]
    observed = [entry["resource"] for entry in json.loads(fhir_export(store))["entry"]]
    texts = [each["code"]["text"] for each in observed if "valueInteger" in each]
    assert [text for text in texts if "hours after" in text] == [
        f"Pain {HOURS[after]:g} hours after a session" for after, _ in answers
    ]


def test_a_number_after_midnight_is_not_of_that_day(store: Store) -> None:
    detail = given(store)
    evening = MORNING.replace(hour=22)
    pains = tuple(PainRow(str(n), "next", evening + timedelta(hours=n), n, detail.id) for n in (1, 3))
    night = replace(detail, ended_at=evening, pains=pains)
    assert list(pain_lines(night, RULE)) == ["Later that day, 23:00: 1.", "In the hours after, 01:00: 3."]
    said = ("in the hours after 1 at 23:00, then 3 at 01:00",)
    assert later_words(night.later(RULE), "{:%H:%M}".format) == said
    alone = replace(night, pains=(replace(pains[0], at=evening + NEXT, soreness="muscle"),))
    assert list(pain_lines(alone, RULE)) == ["Next day: 1, muscle soreness."]
