"""What a newer version says more than this one knows is kept through import, merge and export, and never refused."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hipcoach.clock import FakeClock
from hipcoach.engine import events
from hipcoach.engine.questions import Request, State
from hipcoach.errors import InputError
from hipcoach.history import read_json
from hipcoach.history.event_shapes import EVENT_SHAPES, event_problem
from hipcoach.history.export_json import json_export
from hipcoach.history.merge import merge
from hipcoach.history.read_json import parse_diary, read_diary
from hipcoach.recorder.codec import payload_text, stored_event_name
from hipcoach.recorder.entry import NOT_JOURNALLED
from hipcoach.safety.types import PainKind
from hipcoach.store import Store
from hipcoach.store.rows import ScreenRow
from tests.history.filling import LATER, fill
from tests.recorder.driving import MORNING, drive
from tests.store.inside import faults_of

MORE = {"colour": "réd", "shades": [1, 2.5, None, {"deep": True}]}
KINDS = ("sessions", "pains", "screens", "holds", "doses", "profile", "notes")


@pytest.fixture
def old(store: Store) -> dict[str, Any]:
    """A document as this version writes it."""
    fill(store)
    store.screens.add(ScreenRow("s", MORNING, ("new_sign",)))
    found: dict[str, Any] = json.loads(json_export(store))
    return found


@pytest.fixture
def newer(old: dict[str, Any]) -> dict[str, Any]:
    """The same as a newer version might write it: more is said in every place, and there is a new kind of event."""
    document: dict[str, Any] = json.loads(json.dumps(old))
    for kind in KINDS:
        for record in document[kind]:
            record.update(MORE)
    for session in document["sessions"]:
        for part in (*session["exercises"], *session["sets"], *session["events"]):
            part.update(MORE)
        for exercise in session["exercises"]:
            if exercise["dose"]:
                exercise["dose"].update(MORE)
        session["events"].append({"seq": 900, "at_s": 1.0, "kind": "Stretched", "payload": ["by", 3.5]})
        session["events"].append({"seq": 901, "at_s": 1.0, "kind": "Paused", "payload": {"gap_s": 1.0, **MORE}})
    return document


def parse(document: dict[str, Any]) -> Any:
    return parse_diary(json.dumps(document).encode(), "given.json", LATER)


def test_all_that_a_newer_version_says_is_written_out_where_it_stood(newer: dict[str, Any], empty: Store) -> None:
    assert all(newer[kind] for kind in KINDS)
    merge(empty, parse(newer))
    out = json_export(empty)
    assert json.loads(out) == newer
    again = parse_diary(out, "out.json", LATER)
    assert sum(merge(empty, again).values()) == 0
    assert json_export(empty) == out
    assert faults_of(empty) == ()


def test_a_large_diary_is_read_with_the_same_answer(
    newer: dict[str, Any], empty: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge(empty, parse(newer))
    path, out = tmp_path / "out.json", json_export(empty)
    path.write_bytes(out)
    monkeypatch.setattr(read_json, "LARGEST_AT_ONCE", 100)
    assert read_diary(path, LATER) == parse_diary(out, "out.json", LATER)


@pytest.mark.parametrize("newer_first", [True, False])
def test_it_outlives_a_document_that_lacks_it(
    newer_first: bool, newer: dict[str, Any], old: dict[str, Any], empty: Store
) -> None:
    documents = (newer, old) if newer_first else (old, newer)
    for document in documents:
        merge(empty, parse(document))
    assert json.loads(json_export(empty)) == newer


@pytest.mark.parametrize(
    ("value", "said"),
    [("x" * 30_000, "at most"), (json.loads("[" * 40 + "]" * 40), "levels of nesting"), (10**30, "usual size")],
)
def test_what_could_not_be_kept_is_refused(value: object, said: str, old: dict[str, Any]) -> None:
    old["sessions"][0]["exercises"][0]["colour"] = value
    with pytest.raises(InputError, match=rf"what this version does not know: .*{said}.* \(at sessions\[0\]\)"):
        parse(old)


# -- events


@pytest.fixture
def heard(store: Store) -> list[events.Event]:
    """The events of a session with an easier exercise, a red number taken back, and a pain stop."""
    going = drive(store, FakeClock(at_utc=MORNING))
    engine = going.engine
    going.until(events.SetFinished)
    going.do(engine.pause)
    going.do(partial(engine.ask, Request.RESUME))
    going.until(events.StepStarted, 2)
    going.do(engine.report_pain)
    for question, answer in (
        (State.PAIN_SCORE, 7),
        (State.PAIN_CONFIRM, False),
        (State.PAIN_SCORE, 3),
        (State.PAIN_KIND, PainKind.ACHE),
    ):
        going.do(lambda now, question=question, answer=answer: engine.answer_question(question, answer, now))
    going.to_the_end()
    return going.heard


def test_every_event_that_is_kept_has_a_shape_and_fits_it(heard: list[events.Event]) -> None:
    bases = (events.Event, events.VitalEvent)
    names = {kind.__name__ for base in bases for kind in base.__subclasses__()} - {"VitalEvent"}
    kept = (getattr(events, name) for name in names - {kind.__name__ for kind in NOT_JOURNALLED})
    assert set(EVENT_SHAPES) == set(map(stored_event_name, kept))
    said = [each for each in heard if not isinstance(each, NOT_JOURNALLED)]
    assert {stored_event_name(type(each)) for each in said} >= {
        "HoldSet",
        "HoldCorrected",
        "PainKindGiven",
        "Paused",
    }
    assert {event_problem(stored_event_name(type(each)), payload_text(each).encode()) for each in said} == {""}


WRONG = {
    "Paused": {"gap_s": -1},
    "TimeAdded": {"seconds": 1e9},
    "WentBack": {"exercise": ""},
    "PainReported": {"exercise": 3},
    "PainScored": {"question": "during", "score": 11},
    "PainKindGiven": {"kind": "blue"},
    "QuestionAnswered": {"question": "pain_confirm", "answer": []},
    "HoldSet": {"kind": "hold", "triggers": "bridge", "base": 2, "peak": 7},
    "Finished": {"finish": "well", "hold": "none"},
    "Started": [],
    "StepStarted": {"step": 3},
    "SetFinished": {"exercise": "bridge"},
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_known_event_that_says_something_else_is_refused(kind: str, old: dict[str, Any]) -> None:
    old["sessions"][0]["events"].append({"seq": 900, "at_s": 1.0, "kind": kind, "payload": WRONG[kind]})
    with pytest.raises(InputError, match=r"(Expected|Invalid|Object) .* \(at sessions\[0\]\.events\[\d+\]\.payload\)"):
        parse(old)
