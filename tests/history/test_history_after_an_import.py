"""No import breaks tomorrow: whatever was taken in, the diary is shown, exported, and a session starts."""

import io
import json
from argparse import ArgumentParser
from datetime import UTC, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipcoach.cli import history, today
from hipcoach.cli.context import Context
from hipcoach.coach.diary import open_diary_in
from hipcoach.history.export_csv import csv_tables
from hipcoach.history.export_fhir import fhir_export
from hipcoach.history.export_json import json_export
from hipcoach.history.merge import merge
from hipcoach.history.read_json import parse_diary
from hipcoach.history.report import report
from hipcoach.paths import find_paths
from hipcoach.planner.prepare import prepare
from hipcoach.planner.read_diary import read
from hipcoach.safety.compose import Refusal
from hipcoach.safety.types import Session
from tests.history.filling import LATER
from tests.recorder.driving import CATALOGUE, MORNING, RULE

NOW = MORNING + timedelta(hours=20)
NAMES = st.sampled_from(["bridge", "knee_rolls", "first-steps", "nothing we know", "=1", "groin", "sharp", "15", "ü"])
WORDS = NAMES | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCORES = st.none() | st.integers(0, 10)
SIDES = st.sampled_from([None, "left", "right", "both"])
COUNTS = st.sampled_from([0, 1, 5, 10_000])
SECONDS = st.sampled_from([0, 0.5, 25.0, 1_000_000])
TIMES = st.integers(-30 * 24, 2 * 24 + 20).map(lambda hours: (MORNING + timedelta(hours=hours)).isoformat())
DAYS = st.sampled_from(["2026-03-02", "2026-03-04", "1990-01-01"])
IDS = st.uuids().map(str)

DOSES = st.fixed_dictionaries(
    {"sets": COUNTS, "reps": COUNTS, "hold_s": SECONDS, "rest_s": SECONDS, "minutes": SECONDS}
    | {"form": st.sampled_from(["start", "full"])}
)
EXERCISES = st.fixed_dictionaries(
    {"exercise": NAMES, "name": NAMES, "dose": DOSES, "dose_right": st.none() | DOSES}
    | {"outcome": st.sampled_from(["done", "shortened", "skipped", "pain", "left_out"])}
    | {"response": st.sampled_from([None, "better", "same", "worse"]), "note": WORDS}
)
SETS = st.fixed_dictionaries(
    {"ord": st.integers(0, 3), "exercise": NAMES, "side": st.sampled_from(["", "left", "right", "both"])}
    | {"reps_target": COUNTS, "reps_done": COUNTS, "hold_s_target": SECONDS, "hold_s_done": SECONDS}
)
DECISIONS = st.fixed_dictionaries({}, optional={"why": WORDS, "line": NAMES, "pain": SCORES, "reason": WORDS})
PAYLOADS = DECISIONS.map(lambda decision: {"decision": decision})


@st.composite
def sessions(draw: st.DrawFn) -> dict[str, Any]:
    started = draw(st.integers(-30 * 24, 20)) * timedelta(hours=1) + MORNING
    offset = draw(st.sampled_from([-840, -330, 0, 60, 840]))
    return {
        **{"id": draw(IDS), "plan": draw(NAMES), "title": draw(NAMES), "started_at": started.isoformat()},
        **{"zone": draw(NAMES), "offset_min": offset, "local_date": f"{started + timedelta(minutes=offset):%Y-%m-%d}"},
        **{"app_version": "9", "rule_version": "9", "base": draw(st.integers(0, 10)), "ended_at": draw(TIMES)},
        **{"duration_s": draw(SECONDS), "hold": draw(st.sampled_from(["none", "soft", "hold"]))},
        "finish": draw(st.sampled_from(["completed", "stopped", "pain_stop", "interrupted"])),
        "exercises": [{"ord": ord_, **each} for ord_, each in enumerate(draw(st.lists(EXERCISES, max_size=3)), -1)],
        "sets": [{"set_no": number, **each} for number, each in enumerate(draw(st.lists(SETS, max_size=3)), 1)],
        "events": [
            {"seq": seq, "at_s": 1.0, "kind": draw(st.sampled_from(["Decided", "Newer"])), "payload": payload}
            for seq, payload in enumerate(draw(st.lists(PAYLOADS, max_size=2)))
        ],
    }


PROGRAMMES = st.fixed_dictionaries(
    {"aims": st.lists(st.sampled_from(["strength", "balance", "gentle", "swim"])), "floor": st.booleans()}
    | {"minutes": st.sampled_from([1, 5, 20, 240]), "days": st.lists(st.integers(0, 6), max_size=7)}
    | {"strength_days": st.integers(0, 6), "activity": st.booleans(), "activity_plan": NAMES}
    | {"dropped": st.lists(st.tuples(DAYS, NAMES)), "added": st.lists(st.tuples(DAYS, st.just("strength")))}
    | {"swapped": st.lists(st.tuples(DAYS, st.sampled_from(["mobility", "swim"]), NAMES))}
)
SAID = {
    "first_run_done": st.booleans(),
    "usual_pain": SCORES,
    "locks": st.lists(st.sampled_from(["no_floor", "newer"])),
    "cleared": st.lists(NAMES),
    "emergency_number": WORDS,
    "contacts": st.lists(st.tuples(WORDS, WORDS)),
    "advice": WORDS,
    "turned_on": NAMES,
    "lower": st.dictionaries(NAMES, st.sampled_from([0, 1, 1_000])),
    "programme": PROGRAMMES,
    "questions": st.lists(WORDS),
    "newer": WORDS | st.lists(WORDS),
}
PROFILE = st.sampled_from(sorted(SAID)).flatmap(
    lambda name: st.fixed_dictionaries({"id": IDS, "name": st.just(name), "value": SAID[name], "at": TIMES})
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    held = draw(st.lists(sessions(), max_size=3))
    of_session = st.sampled_from([None, *(each["id"] for each in held)])
    pain = st.fixed_dictionaries(
        {
            "id": IDS,
            "question": st.sampled_from(["before", "during", "rest", "after", "next", "now", "withdrawn"]),
            "at": TIMES,
        }
        | {"score": SCORES, "session": of_session, "exercise": st.none() | NAMES, "also": WORDS, "side": SIDES}
        | dict.fromkeys(("kind", "area", "soreness", "stiffness"), st.none() | NAMES)
        | {"effort": SCORES, "at_s": st.none() | SECONDS, "open": st.booleans()}
    )
    screen = st.fixed_dictionaries({"id": IDS, "at": TIMES, "items": st.lists(NAMES), "session": of_session})
    hold = st.fixed_dictionaries(
        {"id": IDS, "kind": st.sampled_from(["soft", "hold"]), "started_at": TIMES, "triggers": st.lists(NAMES)}
        | {"side": SIDES, "base": st.integers(0, 10), "peak": SCORES, "rule_version": NAMES, "session": st.none() | IDS}
        | dict.fromkeys(("corrected_at", "released_at", "advice_at"), st.none() | TIMES)
        | {"advice": st.none() | WORDS}
    )
    step = st.fixed_dictionaries(
        {"id": IDS, "exercise": NAMES, "side": SIDES, "step": st.sampled_from([0, 3, 1_000]), "at": TIMES}
        | {"local_date": DAYS, "cause": st.sampled_from(["start", "progression", "user", "newer"]), "why": WORDS}
    )
    note = st.fixed_dictionaries({"id": IDS, "text": WORDS, "at": TIMES, "replaces": st.none() | IDS})
    return {
        **{"format": "hipcoach diary", "version": 1, "sessions": held, "pains": draw(st.lists(pain, max_size=4))},
        **{"screens": draw(st.lists(screen, max_size=2)), "holds": draw(st.lists(hold, max_size=2))},
        **{"doses": draw(st.lists(step, max_size=3)), "profile": draw(st.lists(PROFILE, max_size=4))},
        "notes": [{"session": each["id"], **draw(note)} for each in held],
    }


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_whatever_was_taken_in_everything_works_the_next_day(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    paths = find_paths(tmp_path_factory.mktemp("home"))
    paths.create()
    with open_diary_in(paths.data, NOW) as store:
        merge(store, parse_diary(json.dumps(document).encode(), "given.json", LATER))
        parse_diary(json_export(store), "back.json", LATER)
        csv_tables(store)
        fhir_export(store)
        report(store, RULE, UTC, (NOW - timedelta(days=91)).date(), (NOW + timedelta(days=1)).date(), weekly_aim=3)
        known = read(RULE, store, NOW, UTC)
        made = prepare(RULE, known, CATALOGUE, CATALOGUE.plans["first-steps"], ticked=(), b=2)
        assert isinstance(made, Session | Refusal)
    for command, words in (
        (today, ["--at", NOW.isoformat()]),
        (today, ["--json"]),
        (history, []),
        (history, ["--json"]),
    ):
        parser = ArgumentParser()
        command.add_arguments(parser)
        context = Context(paths, io.StringIO(), io.StringIO(), io.StringIO())
        assert command.run(parser.parse_args(words), context) == 0
