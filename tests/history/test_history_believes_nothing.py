"""An import believes nothing: each value has the type, range and relation that reading it later relies on."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hipcoach.coach import profile
from hipcoach.errors import InputError
from hipcoach.history import report
from hipcoach.history.check_values import AHEAD
from hipcoach.history.diary_document import Diary
from hipcoach.history.export_json import json_export
from hipcoach.history.import_diary import import_diary
from hipcoach.history.merge import merge
from hipcoach.history.profile_shapes import PROFILE_SHAPES, shaped
from hipcoach.history.read_json import parse_diary
from hipcoach.planner import profile_values
from hipcoach.planner.programme import Programme, SessionKind, drop, swap
from hipcoach.planner.read_diary import read
from hipcoach.store import Store
from hipcoach.store.pain_rest_uptime import REST_BEGAN
from hipcoach.store.rows import PainRestRow, ScreenRow
from tests.history.filling import LATER, fill
from tests.recorder.driving import MORNING, RULE

PROGRAMME = profile_values.programme_to(Programme())
ESCAPE, TURNED = "\x1b[31m", "\u202e"


def parse(document: dict[str, Any]) -> Diary:
    return parse_diary(json.dumps(document).encode(), "given.json", LATER)


@pytest.fixture
def document(store: Store) -> dict[str, Any]:
    fill(store)
    found: dict[str, Any] = json.loads(json_export(store))
    return found


def said(name: str, value: object) -> dict[str, Any]:
    return {"id": "said", "name": name, "value": value, "at": "2026-03-02T09:00:00Z"}


WRONG_SAID = {
    "first_run_done": 1,
    "usual_pain": 11,
    "locks": {"no_floor": True},
    "cleared": [1],
    "emergency_number": 112,
    "contacts": [["Ann"]],
    "advice": None,
    "advice_taken_back": None,
    "turned_on": ["bridge"],
    "lower": {"bridge": -1},
    "programme": [],
    "questions": "May I cycle?",
    "rest_began": {"rest": "h", "boot": "b", "seconds": 1e12},
}


@pytest.mark.parametrize("name", PROFILE_SHAPES)
def test_every_key_of_the_profile_has_a_shape(name: str, document: dict[str, Any]) -> None:
    document["profile"] = [said(name, WRONG_SAID[name])]
    with pytest.raises(InputError, match=r"given.json:\d+: Expected .* \(at profile\[0\]\.value\)"):
        parse(document)


def test_every_name_under_which_something_is_said_is_known() -> None:
    names = {
        profile_values.USUAL,
        profile_values.LOCKS,
        profile_values.CLEARED,
        profile_values.ADVICE,
        profile_values.ADVICE_TAKEN_BACK,
        profile_values.TURNED_ON,
        profile_values.STEPS_LESS,
        profile_values.PROGRAMME,
    }
    names |= {profile_values.FIRST_RUN_DONE, profile.EMERGENCY_NUMBER, profile.CONTACTS, report.QUESTIONS, REST_BEGAN}
    assert set(PROFILE_SHAPES) == names == set(WRONG_SAID)


def test_a_programme_as_it_is_saved_has_its_shape() -> None:
    changed = drop(Programme(), MORNING.date(), SessionKind.STRENGTH)
    swapped = swap(changed, MORNING.date(), SessionKind.MOBILITY, "gentle-day", frozenset({SessionKind.MOBILITY}))
    assert isinstance(swapped, Programme)
    shaped(profile_values.PROGRAMME, json.dumps(profile_values.programme_to(swapped)).encode())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"days": [7]}, "<= 6"),
        ({"minutes": 0}, ">= 1"),
        ({"minutes": "20"}, "int"),
        ({"dropped": [["2026-02-30", "strength"]]}, "day of the calendar"),
        ({"added": [["9999-12-31", "strength"]]}, "day of the calendar"),
        ({"swapped": [["2026-03-02", "strength"]]}, "length 3"),
        ({"aims": "strength"}, "array"),
    ],
)
def test_a_programme_of_another_shape_is_refused(
    change: dict[str, object], expected: str, document: dict[str, Any]
) -> None:
    document["profile"] = [said("programme", {**PROGRAMME, **change})]
    with pytest.raises(InputError, match=expected):
        parse(document)


def _in_session(**change: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: document["sessions"][0].update(change)


def _decided(payload: object) -> Callable[[dict[str, Any]], object]:
    event = {"seq": 900, "at_s": 1.0, "kind": "Decided", "payload": payload}
    return lambda document: document["sessions"][0]["events"].append(event)


def _no_dose(document: dict[str, Any]) -> None:
    next(each for each in document["sessions"][0]["exercises"] if each["ord"] >= 0)["dose"] = None


WRONG = {
    "a day that does not exist": (_in_session(local_date="2026-02-30"), "day of the calendar"),
    "the day of another moment": (_in_session(local_date="2026-03-09"), "day of the calendar from 2026-03-01"),
    "an offset of a day": (_in_session(offset_min=24 * 60), "<= 840"),
    "year 1": (_in_session(started_at="0001-01-01T00:00:00+14:00"), "a time from 1990"),
    "year 9999": (_in_session(ended_at="9999-12-31T23:59:59-12:00"), "a time from 1990"),
    "escapes in a title": (_in_session(title=f"{ESCAPE}First"), "without control"),
    "a mark of direction in a name": (_in_session(plan=f"{TURNED}snalp"), "without control"),
    "two lines in a name": (_in_session(zone="UTC\n"), "without control"),
    "no decision": (_decided({}), "decision"),
    "a decision that is a list": (_decided({"decision": []}), "object"),
    "a reason that is none": (_decided({"decision": {"why": 3}}), "str"),
    "a number of 10,000 digits": (_decided({"decision": {"pain": 10**4_000}}), "numbers of usual size"),
    "a number beyond all": (_decided({"decision": {"pain": 10**30}}), "numbers of usual size"),
    "a value nested too deeply": (_decided(json.loads("[" * 40 + "]" * 40)), "levels of nesting"),
    "no dose": (_no_dose, "the dose of an exercise"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_reading_it_later_could_not_use_is_refused_in_one_line(name: str, document: dict[str, Any]) -> None:
    change, expected = WRONG[name]
    change(document)
    with pytest.raises(InputError, match=expected) as refused:
        parse(document)
    [problem] = refused.value.problems
    assert problem.startswith("given.json:1: ")
    assert problem.isprintable()
    assert len(problem) < 500


@pytest.mark.parametrize(("at", "taken"), [(LATER + AHEAD, True), (LATER + AHEAD + timedelta(seconds=1), False)])
def test_a_clock_may_have_been_two_days_ahead(at: datetime, taken: bool, document: dict[str, Any]) -> None:
    document["screens"] = [{"id": "s", "at": at.isoformat(), "items": [], "session": None}]
    if taken:
        parse(document)
        return
    with pytest.raises(InputError, match=r"a time from 1990 .*`hipcoach backup --restore` \(at screens\[0\]\.at"):
        parse(document)


@pytest.mark.parametrize("years", [1, 74, 7_000])
def test_a_diary_whose_clock_was_ahead_takes_its_own_export(empty: Store, tmp_path: Path, years: int) -> None:
    ahead = LATER.replace(year=LATER.year + years)
    empty.screens.add(ScreenRow("s", ahead, ()))
    empty.pain_rests.add(PainRestRow("h", "soft", ahead, ("bridge",), None, 2, 4, "1"))
    out, before = tmp_path / "own.json", json_export(empty)
    out.write_bytes(before)
    assert import_diary(empty, out, LATER) == {}
    assert json_export(empty) == before


def test_a_sign_of_a_newer_version_is_kept_and_counts_as_marked(empty: Store, document: dict[str, Any]) -> None:
    document["screens"] = [{"id": "s", "at": LATER.isoformat(), "items": ["new_sign"], "session": None}]
    document["holds"] = []
    merge(empty, parse(document))
    known = read(RULE, empty, LATER, MORNING.tzinfo)
    assert known.refused is not None
    assert known.refused.line == "screen_same_day"
    assert b'"new_sign"' in json_export(empty)


def test_what_a_newer_version_knows_is_kept_and_passed_over(empty: Store, document: dict[str, Any]) -> None:
    newer = {**PROGRAMME, "aims": ["strength", "swimming"], "dropped": [["2026-03-02", "swim"]], "pool": True}
    document["profile"] = [said("programme", newer), {**said("shoe_size", 43), "id": "other"}]
    merge(empty, parse(document))
    assert profile_values.programme(empty).aims == {"strength"}
    assert profile_values.programme(empty).dropped == frozenset()
    assert b'"pool":true' in json_export(empty)
    assert b'"shoe_size"' in json_export(empty)
