"""Version 2 of the diary: a stored sentence becomes its line of the rule and values. An import uses it, too."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from hipcoach.store.digest import all_session_digests, row_digest, rows_of
from hipcoach.store.sentences_v1 import Found, as_written, read_notes, read_sentence

_LINE_OF_CAUSE = {"progression": "progress_step", "step_back": "progress_back"}  # the user's own changes have none
_LINES_OF_WORDING = {
    "first_step_today": ("before_soft_open", "next_amber", "before_not_given", "before_more_than_usual"),
    "half_today": ("before_half", "return_mode"),
}


def sentences_to_reasons(connection: sqlite3.Connection) -> None:
    """Turn every stored sentence of an open diary into a reason, and write the checksums again."""
    connection.create_function("exercise_reasons", 2, exercise_reasons, deterministic=True)
    connection.create_function("step_reason", 2, step_reason, deterministic=True)
    connection.create_function("unfinished_session", 1, unfinished_session, deterministic=True)
    connection.execute("UPDATE exercise_record SET reasons = exercise_reasons(reasons, ord)")
    connection.execute("UPDATE dose SET reason = step_reason(reason, cause)")
    connection.execute("UPDATE composition SET body = unfinished_session(body)")
    doses = list(rows_of(connection.execute("SELECT * FROM dose")))
    for row in doses:
        connection.execute("UPDATE dose SET digest = ? WHERE key = ?", (row_digest(row), row["key"]))
    for row in list(rows_of(connection.execute("SELECT * FROM event WHERE kind = 'Decided'"))):
        row["payload"] = decided_payload(str(row["payload"]))
        connection.execute(
            "UPDATE event SET payload = ?, digest = ? WHERE session = ? AND seq = ?",
            (row["payload"], row_digest(row), row["session"], row["seq"]),
        )
    for key, digest in all_session_digests(connection).items():
        connection.execute("UPDATE session SET digest = ? WHERE key = ?", (digest, key))


def exercise_reasons(note: str, order: int) -> str:
    """Return what was said of an exercise as a JSON list of reasons. Below order 0 it was left out."""
    return _json(read_notes(note) if order >= 0 or not note else [read_sentence("left_out", note)])


def step_reason(why: str, cause: str) -> str:
    """Return why an exercise changed its step as a JSON reason."""
    return _json(_on_line(read_sentence("step", why), _LINE_OF_CAUSE.get(cause, "")))


def decided_payload(payload: str) -> str:
    """Return the payload of a Decided event with a reason in place of its sentence; unchanged where it has none."""
    found = json.loads(payload)
    decision = found.get("decision") if isinstance(found, dict) else None
    if not isinstance(decision, dict):
        return payload
    if decision.pop("reason", None) is not None:  # a document that was made by hand
        payload = _json(found, in_order=True)
    if not isinstance(decision.get("why"), str):
        return payload
    rest = {name: value for name, value in decision.items() if name not in ("why", "line")}
    said = {name: decision[name] for name in ("why", "line") if name in decision}
    if _json({**found, "decision": {**rest, **said}}, in_order=True) != payload:
        return payload  # not as the program writes it: kept byte for byte
    reason = _on_line(read_sentence("decision", decision["why"]), str(decision.get("line", "")))
    if "line" not in decision:
        del reason["line"]
    return _json({**found, "decision": {**rest, "reason": reason}}, in_order=True)


def unfinished_session(body: str) -> str:
    """Return a session that can still go on with reasons in the place of its sentences."""
    found = json.loads(body)
    for assignment in found.get("assignments", ()):
        assignment["notes"] = _with_lines(read_notes(assignment.pop("note", "")), assignment.pop("lines", ()))
    for left_out in found.get("left_out", ()):
        reason = read_sentence("left_out", left_out.pop("why", ""))
        left_out["reason"] = _on_line(reason, left_out.pop("line", ""))
    return _json(found, in_order=True)


def _on_line(reason: Found, line: str) -> Found:
    """Return a reason with the line that stood beside the sentence. The sentence stays the same."""
    return {**reason, "line": line, "wording": reason["wording"] or ("" if line == reason["line"] else reason["line"])}


def _with_lines(notes: list[Found], lines: Iterable[str]) -> list[Found]:
    """Return the notes with the lines of the rule that stood beside them all."""
    for note in notes:
        of_wording = _LINES_OF_WORDING.get(note["wording"], ())
        note["line"] = next((line for line in lines if line in of_wording), note["line"])
    known = {note["line"] for note in notes}
    return notes + [{**as_written(""), "line": line} for line in lines if line not in known]


def _json(value: list[Found] | Mapping[str, Any], *, in_order: bool = False) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=not in_order)
