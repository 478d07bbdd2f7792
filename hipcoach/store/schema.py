"""The steps from an empty file to today's schema, in order. A step that has shipped is never edited."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

APPLICATION_ID = 0x68697063  # "hipc"


@dataclass(frozen=True, slots=True)
class SchemaStep:
    """One named change of the schema; `statements` are run in order, then `convert` changes the records."""

    name: str
    statements: tuple[str, ...]
    convert: Callable[[sqlite3.Connection], None] | None = None


_FIRST = SchemaStep(
    "first schema",
    (
        """CREATE TABLE session(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, plan TEXT NOT NULL, title TEXT NOT NULL,
            started_at TEXT NOT NULL, zone TEXT NOT NULL, offset_min INTEGER NOT NULL, local_date TEXT NOT NULL,
            app_version TEXT NOT NULL, rule_version TEXT NOT NULL, base INTEGER NOT NULL,
            ended_at TEXT, duration_s REAL, finish TEXT, hold TEXT,
            deleted INTEGER NOT NULL DEFAULT 0, digest TEXT NOT NULL) STRICT""",
        "CREATE INDEX session_started ON session(started_at)",
        """CREATE TABLE composition(
            session INTEGER PRIMARY KEY REFERENCES session(key) ON DELETE CASCADE, body TEXT NOT NULL) STRICT""",
        """CREATE TABLE event(
            session INTEGER NOT NULL REFERENCES session(key) ON DELETE CASCADE, seq INTEGER NOT NULL,
            at_s REAL NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL, digest TEXT NOT NULL,
            PRIMARY KEY(session, seq)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE exercise_record(
            session INTEGER NOT NULL REFERENCES session(key) ON DELETE CASCADE, ord INTEGER NOT NULL,
            exercise TEXT NOT NULL, name TEXT NOT NULL, dose TEXT NOT NULL, dose_right TEXT,
            outcome TEXT, response TEXT, note TEXT NOT NULL,
            PRIMARY KEY(session, ord)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX exercise_record_exercise ON exercise_record(exercise)",
        """CREATE TABLE set_record(
            session INTEGER NOT NULL REFERENCES session(key) ON DELETE CASCADE, ord INTEGER NOT NULL,
            exercise TEXT NOT NULL, set_no INTEGER NOT NULL, side TEXT NOT NULL,
            reps_target INTEGER NOT NULL, reps_done INTEGER NOT NULL,
            hold_s_target REAL NOT NULL, hold_s_done REAL NOT NULL,
            PRIMARY KEY(session, ord, set_no, side)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE pain(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            session TEXT REFERENCES session(id) ON DELETE CASCADE, question TEXT NOT NULL, at TEXT NOT NULL,
            score INTEGER CHECK(score BETWEEN 0 AND 10), exercise TEXT, also TEXT NOT NULL, kind TEXT, area TEXT,
            side TEXT, soreness TEXT, stiffness TEXT, effort INTEGER CHECK(effort BETWEEN 0 AND 10), at_s REAL,
            open INTEGER NOT NULL, digest TEXT NOT NULL) STRICT""",
        "CREATE INDEX pain_session ON pain(session, question, score)",
        "CREATE INDEX pain_question ON pain(question, at)",
        """CREATE TABLE screen(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            session TEXT REFERENCES session(id) ON DELETE CASCADE,
            at TEXT NOT NULL, items TEXT NOT NULL, digest TEXT NOT NULL) STRICT""",
        # No reference to its session: a hold outlives it.
        """CREATE TABLE hold(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK(kind IN ('soft', 'hold')),
            started_at TEXT NOT NULL, triggers TEXT NOT NULL, side TEXT, base INTEGER NOT NULL, peak INTEGER,
            rule_version TEXT NOT NULL, session TEXT, corrected_at TEXT, released_at TEXT, advice TEXT,
            advice_at TEXT, digest TEXT NOT NULL) STRICT""",
        """CREATE TABLE dose(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, exercise TEXT NOT NULL, side TEXT,
            step INTEGER NOT NULL CHECK(step >= 0), at TEXT NOT NULL, local_date TEXT NOT NULL, cause TEXT NOT NULL,
            why TEXT NOT NULL, digest TEXT NOT NULL) STRICT""",
        "CREATE INDEX dose_exercise ON dose(exercise, at)",
        """CREATE TABLE profile(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, value TEXT NOT NULL,
            at TEXT NOT NULL, digest TEXT NOT NULL) STRICT""",
        "CREATE INDEX profile_name ON profile(name, at)",
        """CREATE TABLE note(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE,
            text TEXT NOT NULL, at TEXT NOT NULL, replaces TEXT, digest TEXT NOT NULL) STRICT""",
        "CREATE INDEX note_session ON note(session)",
        "CREATE INDEX screen_session ON screen(session)",
    ),
)


def _sentences_to_reasons(connection: sqlite3.Connection) -> None:
    from hipcoach.store.reasons_v2 import sentences_to_reasons  # 3 ms that a start with today's schema does without

    sentences_to_reasons(connection)


_REASONS = SchemaStep(
    "a line of the rule and values in the place of each sentence",
    (
        "ALTER TABLE dose RENAME COLUMN why TO reason",  # JSON
        "ALTER TABLE exercise_record RENAME COLUMN note TO reasons",  # a JSON list
    ),
    _sentences_to_reasons,
)

_KINDS = SchemaStep("what the pain was like, beside each rest", ("ALTER TABLE hold ADD COLUMN pain_kind TEXT",))

_NEWER = SchemaStep(
    "what a newer version says beyond this one, beside each record",
    tuple(
        f"ALTER TABLE {table} ADD COLUMN newer TEXT"  # JSON
        for table in ("session", "pain", "screen", "hold", "dose", "profile", "note")
    ),
)

STEPS: Sequence[SchemaStep] = (_FIRST, _REASONS, _KINDS, _NEWER)
