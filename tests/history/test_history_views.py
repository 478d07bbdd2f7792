"""What the history shows: the list, a day, a session in full, the calendar, trends, the report, and the commands."""

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.engine.events import SetFinished
from hipcoach.engine.questions import State
from hipcoach.history.calendar import DayMark, calendar
from hipcoach.history.doses import dose_of
from hipcoach.history.pain_rest_periods import pain_rest_periods
from hipcoach.history.report import report
from hipcoach.history.session_detail import by_day, history_json, session_detail
from hipcoach.history.summary_line import pain_text, session_text
from hipcoach.history.trends import Amount, marked_exercises, medians, pain_points, practice, stiffness, weeks
from hipcoach.recorder import BeforeAnswers
from hipcoach.safety.reason import as_written, reason_text
from hipcoach.safety.stored_names import stored_name
from hipcoach.safety.types import PainRestKind, Question
from hipcoach.store import Store
from hipcoach.store.queries import Search
from hipcoach.store.rows import DoseRow, NoteRow, PainRestRow, PainRow, ProfileRow
from hipcoach.ui.history.pain_lines import pain_lines
from tests.recorder.driving import MORNING, RULE, drive
from tests.store.inside import connection_of

MONDAY, TUESDAY, WEDNESDAY = (MORNING.date() + timedelta(days=number) for number in range(3))
NAMES: dict[str, str] = {}


SETTLED = reason_text(as_written("Settled."))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Monday: done. Tuesday: stopped early, then stopped for pain, with a rest that ended on Friday."""
    clock = FakeClock(at_utc=MORNING)
    with open_diary_in(tmp_path / "home" / "data", MORNING) as opened:
        going = drive(opened, clock, before=BeforeAnswers(2, screen=()))
        going.to_the_end()
        NAMES["monday"] = going.recorder.session_id
        opened.pains.add(PainRow("a", "after", clock.utc(), 3, going.recorder.session_id, effort=4))
        clock.at_utc = MORNING + timedelta(days=1)
        opened.pains.add(PainRow("n", "next", clock.utc(), 1, going.recorder.session_id, stiffness="15"))
        going = drive(opened, clock, before=BeforeAnswers(None, screen=()))
        going.until(SetFinished)
        going.do(going.engine.stop)
        NAMES["stopped"] = going.recorder.session_id
        clock.jump(3600)
        going = drive(opened, clock, before=BeforeAnswers(2, screen=()))
        going.until(SetFinished)
        going.do(going.engine.report_pain)
        going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 7, now))
        going.do(lambda now: going.engine.answer_question(State.PAIN_CONFIRM, True, now))
        going.to_the_end()
        NAMES["pain"] = going.recorder.session_id
        opened.pain_rests.release(opened.pain_rests.in_force()[0].id, MORNING + timedelta(days=4))
        yield opened


def test_the_list_is_newest_first_and_grouped_by_the_user_s_own_day(store: Store) -> None:
    days = by_day(store.queries.sessions())
    assert list(days) == [TUESDAY, MONDAY]
    assert [line.id for line in days[TUESDAY]] == [NAMES["pain"], NAMES["stopped"]]
    assert [line.finish for line in days[TUESDAY]] == ["pain_stop", "stopped"]
    monday = days[MONDAY][0]
    assert (monday.pain_before, monday.pain_after, len(monday.given_later), monday.reports) == (2, 3, 1, 0)
    assert pain_text(days[TUESDAY][0], RULE) == "Pain before 2, reported 7."
    store.pains.add(PainRow("r", stored_name(Question.AFTER_BREAK), MORNING, 8, NAMES["pain"]))
    assert pain_text(store.queries.sessions()[0], RULE) == "Pain before 2, reported 8."
    minutes = round(monday.duration_s / 60)  # as long as the plan's script takes to say
    assert 5 < minutes < 30
    said = f"09:00  First steps, {minutes} min, done. Pain before 2, after 3, next day 1."
    assert session_text(monday, RULE) == said


def test_a_day_s_sessions_stay_together_when_the_user_flies_west(store: Store) -> None:
    for zone, hour in (("Pacific/Auckland", 13), ("America/Los_Angeles", 14), ("Pacific/Auckland", 15)):
        at = datetime(2026, 6, 1, hour, tzinfo=UTC)
        drive(store, FakeClock(at_utc=at, at_zone=ZoneInfo(zone))).to_the_end()
    days = by_day(store.queries.sessions(Search(since=date(2026, 6, 1))))
    assert {day: len(lines) for day, lines in days.items()} == {date(2026, 6, 2): 2, date(2026, 6, 1): 1}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search(since=TUESDAY), {"stopped", "pain"}),
        (Search(until=MONDAY), {"monday"}),
        (Search(plan="first-steps"), {"monday", "stopped", "pain"}),
        (Search(plan="other"), set()),
        (Search(exercise="bridge"), {"monday", "stopped", "pain"}),
        (Search(exercise="clam"), set()),
        (Search(finish="stopped"), {"stopped"}),
        (Search(pain_from=3), {"monday", "pain"}),
        (Search(pain_from=7), {"pain"}),
        (Search(text="STIFF"), {"monday"}),
        (Search(text="100%"), set()),
        (Search(text="SCHÖN"), {"monday"}),  # as another keyboard writes it
        (Search(text="scho\u0308n"), {"monday"}),
        (Search(text="STRASSE"), {"monday"}),
        (Search(since=MONDAY, until=TUESDAY, pain_from=2, finish="completed"), {"monday"}),
    ],
)
def test_search(store: Store, search: Search, found: set[str]) -> None:
    store.notes.add(NoteRow("x", NAMES["monday"], "Rather stiff, 100 times; scho\u0308n, Straße", MORNING))
    by_id = {name: key for key, name in NAMES.items()}
    assert {by_id[line.id] for line in store.queries.sessions(search)} == found


def test_a_session_in_full(store: Store) -> None:
    shown = session_detail(store, NAMES["pain"])
    assert (shown.finish, shown.pain_rest) == ("pain_stop", PainRestKind.FULL)
    assert (shown.pain("before"), shown.pain("during")) == (2, 7)
    first = shown.exercises[0]
    assert (first.exercise, first.outcome, first.pain) == ("knee_rolls", "pain", 7)
    assert first.dose is not None
    assert [(row.side, row.reps_done) for row in first.sets] == [("left", 4), ("right", first.dose.reps)]
    assert [each.outcome for each in shown.exercises[1:4]] == ["skipped"] * 3
    left_out = shown.exercises[-1]
    assert (left_out.exercise, left_out.name, left_out.outcome) == ("walking", "Walking", "left_out")
    assert history_json(store, RULE)["sessions"][-1]["exercises"][-1]["name"] == "Walking"
    assert len(shown.decisions) == 1
    assert "7" in shown.decisions[0]


def test_a_corrected_note_keeps_what_it_said_before(store: Store) -> None:
    given = (("1", "left", None), ("2", "right", "1"), ("3", "both", "2"), ("4", "more", None))
    elsewhere = (("5", "here", "4"), ("6", "there", "4"))  # one note corrected on two computers
    for name, text, replaces in (*given, *elsewhere):
        store.notes.add(NoteRow(name, NAMES["monday"], text, MORNING, replaces))
    notes = session_detail(store, NAMES["monday"]).notes
    assert [(note.text, [old.text for old in note.before]) for note in notes] == [
        ("both", ["left", "right"]),
        ("there", ["more", "here"]),
    ]


def test_the_documented_json(store: Store) -> None:
    found = json.loads(json.dumps(history_json(store, RULE)))["sessions"]
    assert [each["id"] for each in found] == [NAMES["monday"], NAMES["stopped"], NAMES["pain"]]
    documented = {"id", "plan", "started_at", "ended_at", "finish", "pain_before", "pain_after", "exercises"}
    assert all(documented <= set(each) for each in found)
    exercise = found[2]["exercises"][0]
    assert {"exercise", "outcome", "response", "pain", "sets"} <= set(exercise)
    assert {"side", "reps_target", "reps_done", "hold_s_target", "hold_s_done"} <= set(exercise["sets"][0])
    assert found[0]["started_at"] == "2026-03-02T09:00:00+00:00"
    assert found[1]["pain_before"] is None
    assert {each["sets"][0]["side"] for each in found[0]["exercises"] if each["sets"]} <= {
        "left",
        "right",
        "both",
        None,
    }


def test_the_calendar_tells_days_apart(store: Store) -> None:
    days = calendar(store, UTC, date(2026, 3, 1), date(2026, 3, 31))
    assert {day.day: shown.mark for day, shown in days.items()} == {
        2: DayMark.DONE,
        3: DayMark.PAIN_STOP,
        4: DayMark.REST,
        5: DayMark.REST,
        6: DayMark.REST,
    }
    assert days[TUESDAY].minutes == round(sum(line.duration_s for line in days[TUESDAY].sessions) / 60)
    assert not any(day.numbers for day in days.values()), "a session's own number is no other's"
    store.sessions.delete(NAMES["pain"])
    assert calendar(store, UTC, TUESDAY, TUESDAY)[TUESDAY].mark is DayMark.SHORTENED


def test_trends_show_numbers_as_they_were_given(store: Store) -> None:
    points = pain_points(store, RULE, MONDAY, TUESDAY)
    assert [(point.before, point.after, point.next) for point in points] == [(2, 3, 1), (None,) * 3, (2, None, None)]
    assert medians(points) == (2, 3, 1)
    assert [(week.start, week.sessions) for week in weeks(store, MONDAY - timedelta(days=7), TUESDAY)] == [
        (MONDAY - timedelta(days=7), 0),
        (MONDAY, 3),
    ]
    sunday = MONDAY - timedelta(days=1)
    from_sunday = weeks(store, sunday, TUESDAY, first_weekday=6)
    assert [(week.start, week.sessions) for week in from_sunday] == [(sunday, 3)]
    marked = marked_exercises(store, MONDAY, TUESDAY)
    assert [(each.exercise, each.times, each.highest, len(each.doses)) for each in marked] == [("knee_rolls", 1, 7, 1)]
    assert [row.stiffness for row in stiffness(store, UTC, MONDAY, WEDNESDAY)] == ["15"]
    assert [rest.until for rest in pain_rest_periods(store, UTC)] == [MORNING + timedelta(days=4)]
    assert [each.outcome for each in practice(store, "knee_rolls", MONDAY, TUESDAY)] == ["done", "shortened", "pain"]


def test_pain_before_the_first_exercise_is_on_record_as_of_none(store: Store) -> None:
    store.pains.add(PainRow("b", "during", MORNING, 6, NAMES["monday"], side="left", at_s=12.0))
    marked = marked_exercises(store, MONDAY, TUESDAY)
    assert [(each.exercise, each.name, each.side, each.times, each.highest, each.doses) for each in marked] == [
        ("", "Before the first exercise", None, 1, 6, ()),
        ("knee_rolls", "Knee rolls", "both", 1, 7, marked[1].doses),
    ]


def test_a_report_that_may_be_of_two_exercises_stands_with_both_and_once_in_a_plan_of_rounds(store: Store) -> None:
    monday = NAMES["monday"]
    rolls, chest = [row for row in store.sessions.exercises(monday) if row.ord >= 0][:2]
    store.pains.add(
        PainRow("two", "during", MORNING, 6, monday, chest.exercise, also=rolls.exercise, side="left", at_s=12.0)
    )
    connection_of(store).execute(
        "INSERT INTO exercise_record SELECT session, ord + 10, exercise, name, dose, dose_right, outcome, response, "
        "reasons FROM exercise_record WHERE ord >= 0 AND session = ?",
        (store.sessions.key(monday),),
    )
    marked = {(each.exercise, each.side): each.times for each in marked_exercises(store, MONDAY, MONDAY)}
    assert marked == {(rolls.exercise, None): 1, (chest.exercise, "left"): 1}
    detail = session_detail(store, monday)
    assert {each.exercise for each in detail.exercises if each.pain == 6} == {rolls.exercise, chest.exercise}
    assert f"{rolls.name} or {chest.name}, 12 seconds into the session: 6." in pain_lines(detail, RULE)


def test_a_dose_that_differs_by_side_is_told_of_each(store: Store) -> None:
    lower = '{"sets":1,"reps":3,"hold_s":5.0,"rest_s":0.0,"minutes":0.0,"form":"start"}'
    change = "UPDATE exercise_record SET dose_right = ? WHERE session = ? AND exercise = 'knee_rolls'"
    for name in ("monday", "pain"):
        connection_of(store).execute(change, (lower, store.sessions.key(NAMES[name])))
    done = practice(store, "knee_rolls", MONDAY, TUESDAY)
    assert [each.right_dose == each.dose for each in done] == [False, True, False]
    assert (done[0].right_dose, done[0].both) == (dose_of(lower), Amount())
    assert [(each.left.reps, each.right.reps) for each in done] == [(5, 5), (4, 5), (4, 5)]
    report_ = report(store, RULE, UTC, MONDAY, TUESDAY)
    planned = next(each for each in report_.planned if each.exercise == "knee_rolls")
    assert planned.dose_right == dose_of(lower)
    marked = store.pains.of_question("during")[0]
    store.pains.put(replace(marked, side="right"))
    assert marked_exercises(store, MONDAY, TUESDAY)[0].doses == (dose_of(lower),)
    for side in ("both", None):  # no side is named for either
        store.pains.add(replace(marked, id=str(side), side=side))
    assert [each.times for each in marked_exercises(store, MONDAY, TUESDAY)] == [2, 1]


def test_the_report_of_a_period(store: Store) -> None:
    store.profile.add(ProfileRow("q", "questions", '["May I cycle?"]', MORNING))
    store.doses.add(DoseRow("d", "bridge", None, 2, MORNING, "2026-03-02", "progression", SETTLED))
    page = report(store, RULE, UTC, MONDAY, TUESDAY, weekly_aim=3)
    assert (page.sessions, page.finishes["pain_stop"], page.weekly_aim) == (3, 1, 3)
    assert page.questions == ("May I cycle?",)
    assert [row.step for row in page.doses] == [2]
    rolls = next(each for each in page.balance if each.exercise == "knee_rolls")
    assert (rolls.left.reps, rolls.right.reps) == (13, 15)  # twice the last one on the left was not done
    assert (rolls.left.hold_s, rolls.right.hold_s) == (65, 75)
    assert (rolls.amounts, rolls.unit) == ((13, 15), "times")
    later = report(store, RULE, UTC, date(2026, 4, 1), date(2026, 4, 30))
    assert (later.sessions, later.rests, later.balance) == (0, (), ())


def test_a_pain_rest_that_began_on_a_day_without_a_session_marks_that_day_too(tmp_path: Path) -> None:
    with open_diary_in(tmp_path / "midnight", MORNING) as store:
        store.pain_rests.add(PainRestRow("h", "hold", MORNING, ("bridge",), None, 2, 7, "1"))
        days = calendar(store, UTC, MONDAY, TUESDAY)
    assert {day: shown.mark for day, shown in days.items()} == {MONDAY: DayMark.REST, TUESDAY: DayMark.REST}


def test_an_empty_diary_has_nothing_to_say(tmp_path: Path) -> None:
    with open_diary_in(tmp_path / "empty", MORNING) as store:
        assert history_json(store, RULE) == {"sessions": []}
        assert calendar(store, UTC, MONDAY, TUESDAY) == {}
        assert report(store, RULE, UTC, MONDAY, TUESDAY).sessions == 0


def test_the_commands(store: Store, tmp_path: Path, hipcoach: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    busy = hipcoach("history")
    assert (busy.returncode, busy.stderr.count("\n")) == (1, 1)
    assert "in use by another hipcoach" in busy.stderr
    store.close()
    shown = hipcoach("history", "--json", "--finish", "pain_stop")
    assert [each["id"] for each in json.loads(shown.stdout)["sessions"]] == [NAMES["pain"]]
    assert "Monday 2 March 2026" in hipcoach("history").stdout
    out, again = tmp_path / "out.json", tmp_path / "again.json"
    assert hipcoach("export", "--format", "json", "--out", str(out)).returncode == 0
    assert "Taken in: sessions 3" in hipcoach("import", str(out), home=tmp_path / "other").stdout
    assert hipcoach("import", str(out), home=tmp_path / "other").stdout == "Nothing was new.\n"
    assert hipcoach("export", "--format", "json", "--out", str(again), home=tmp_path / "other").returncode == 0
    assert again.read_bytes() == out.read_bytes()
    out.write_bytes(out.read_bytes().replace(b'"version":1', b'"version":9'))
    wrong = hipcoach("import", str(out))
    assert wrong.returncode == 1
    assert wrong.stderr.startswith(f"{out}:3: ")
    assert hipcoach("export", "--format", "csv", "--out", str(tmp_path / "tables")).returncode == 0
    assert len(list((tmp_path / "tables").glob("*.csv"))) == 8
    backups = hipcoach("backup").stdout.splitlines()
    assert len(backups) == 3
    assert hipcoach("backup", "--restore", backups[-1].split()[-1]).returncode == 0
    assert len(json.loads(hipcoach("history", "--json").stdout)["sessions"]) == 1
