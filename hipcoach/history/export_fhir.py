"""The diary as HL7 FHIR R4: one Bundle of Observations, for other health software.

Pain scores are LOINC 72514-3 (0-10 verbal numeric rating, reported); durations are LOINC 55411-3. What LOINC has no
code for carries a code of our own. There is no Patient: the file says nothing about who it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import msgspec

from hipcoach.history.diary_document import PainDoc, SessionDoc
from hipcoach.history.document_rows import document_of
from hipcoach.history.later_numbers import hours_between
from hipcoach.history.private_file import write_private_file
from hipcoach.history.progress import Progress, no_progress, part_of, with_progress
from hipcoach.store import Store

COLLECTED, MADE = 0.3, 0.75  # shares of the time after which the diary has been read and put into FHIR
OWN_CODES = "urn:uuid:0f6a1c5e-6f0b-5d0e-9a53-2f6f0f0c6b11"  # names our code system; there is nothing to fetch
_NAMES = UUID("0f6a1c5e-6f0b-5d0e-9a53-2f6f0f0c6b11")

PAIN = {
    "system": "http://loinc.org",
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
DURATION = {"system": "http://loinc.org", "code": "55411-3", "display": "Exercise duration"}
_WHEN = {
    "before": "before a session",
    "during": "more pain reported during a session",
    "rest": "after a rest during a session",
    "after": "after a session",
    "now": "during a rest",
}
_ABSENT = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
            "code": "asked-declined",
            "display": "Asked But Declined",
        }
    ]
}


def write_fhir(store: Store, out: Path, progress: Progress = no_progress) -> Sequence[Path]:
    """Write the file and return its path. Raises OSError where it cannot be written."""
    return [write_private_file(out, fhir_export(store, progress))]


def fhir_export(store: Store, progress: Progress = no_progress) -> bytes:
    """Return the Bundle as JSON."""
    diary = document_of(store, part_of(progress, 0.0, COLLECTED))
    sessions = with_progress(diary.sessions, part_of(progress, COLLECTED, MADE))
    ends = {session.id: session.ended_at for session in diary.sessions}
    observations = [
        *(observation for session in sessions for observation in _session(session)),
        *(_pain(pain, ends) for pain in diary.pains if pain.question != "withdrawn"),  # a wrong key is no observation
    ]
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in observations],
    }
    if not observations:
        del bundle["entry"]  # FHIR knows no empty lists
    return msgspec.json.format(msgspec.json.encode(bundle), indent=1) + b"\n"


def _session(session: SessionDoc) -> Iterator[dict[str, Any]]:
    times = {"start": _time(session.started_at), "end": _time(max(session.ended_at, session.started_at))}
    yield {
        **_head(session.id, DURATION, f"Guided session: {session.title}"),
        "effectivePeriod": times,
        "valueQuantity": {
            "value": round(session.duration_s / 60, 2),
            "unit": "min",
            "system": "http://unitsofmeasure.org",
            "code": "min",
        },
        "component": [_text("finish", "How it ended", session.finish)],
    }
    for each in session.exercises:
        if each.outcome == "left_out":
            continue
        done = [one for one in session.sets if one.ord == each.ord]
        parts = [_text("outcome", "How it went", each.outcome)]
        if each.response is not None:
            parts.append(_text("response", "Answer after it", each.response))
        for one in done:
            side = f" {one.side}" if one.side else ""
            parts.append(_count("reps", f"Set {one.set_no}{side}: repetitions done", one.reps_done))
        yield {
            **_head(f"{session.id} {each.ord}", _own("exercise", "Exercise done"), each.name or each.exercise),
            "effectivePeriod": times,
            "valueString": each.exercise,
            "component": parts,
        }


def _when(pain: PainDoc, ends: Mapping[str, datetime]) -> str:
    """Return when an answer was given; one to the next-day question may have come sooner, or much later."""
    if pain.question != "next":
        return _WHEN[pain.question]
    ended = ends.get(pain.session or "")
    hours = "some" if ended is None else f"{hours_between(ended, pain.at):g}"
    return f"{hours} hours after a session"


def _pain(pain: PainDoc, ends: Mapping[str, datetime]) -> dict[str, Any]:
    found: dict[str, Any] = {
        **_head(pain.id, PAIN, f"Pain {_when(pain, ends)}"),
        "effectiveDateTime": _time(pain.at),
    }
    if pain.score is None:
        found["dataAbsentReason"] = _ABSENT
    else:
        found["valueInteger"] = pain.score
    words = {
        "exercise": ("Exercise", pain.exercise),
        "kind": ("What it is like", pain.kind),
        "area": ("Where", pain.area),
        "side": ("Side", pain.side),
        "soreness": ("Soreness of", pain.soreness),
        "stiffness": ("Morning stiffness, minutes", pain.stiffness),
    }
    parts = [_text(code, display, value) for code, (display, value) in words.items() if value]
    if pain.effort is not None:
        parts.append(_count("effort", "Effort, 0-10", pain.effort))
    if parts:
        found["component"] = parts
    return found


def _head(name: str, coding: Mapping[str, str], text: str) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": str(uuid5(_NAMES, name)),
        "status": "final",
        "category": [
            {
                "coding": [
                    {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"},
                ]
            }
        ],
        "code": {"coding": [dict(coding)], "text": text},
    }


def _own(code: str, display: str) -> dict[str, str]:
    return {"system": OWN_CODES, "code": code, "display": display}


def _text(code: str, display: str, value: str) -> dict[str, Any]:
    return {"code": {"coding": [_own(code, display)], "text": display}, "valueString": value}


def _count(code: str, display: str, value: int) -> dict[str, Any]:
    return {"code": {"coding": [_own(code, display)], "text": display}, "valueInteger": value}


def _time(at: object) -> object:
    return msgspec.to_builtins(at)
