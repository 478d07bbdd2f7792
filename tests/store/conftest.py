"""A diary in a folder of its own, with some sessions in it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hipcoach.coach.diary import open_diary_in
from hipcoach.store import Store
from hipcoach.store.rows import (
    DoseRow,
    EventRow,
    ExerciseRow,
    NoteRow,
    PainRestRow,
    PainRow,
    ProfileRow,
    ScreenRow,
    SessionRow,
    SetRow,
)
from tests.store.inside import connection_of

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = MORNING + timedelta(days=30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_diary_in(folder, MORNING) as opened:
        yield opened


@pytest.fixture
def kept(folder: Path) -> Path:
    """A closed diary with a backup that is as new as it is."""
    with open_diary_in(folder, MORNING) as store:
        add_one_of_each(store)
        store.back_up(MORNING + timedelta(days=13))
    return folder


@pytest.fixture
def open_again(folder: Path) -> Callable[[], Store]:
    return lambda: open_diary_in(folder, MORNING + timedelta(days=1))


def add_session(store: Store, name: str, at: datetime = MORNING, *, ended: bool = True, before: int | None = 2) -> str:
    """A small session with something in every table that belongs to it."""
    head = SessionRow(name, "first-steps", "First steps", at, "UTC", 0, at.date().isoformat(), "0.1.0", "1", 2)
    with store.transaction():
        key = store.sessions.begin(head, '{"some":"composition"}', [ExerciseRow(0, "bridge", "Bridge", '{"sets":1}')])
        store.screens.add(ScreenRow(f"{name}-screen", at, (), name))
        store.pains.add(PainRow(f"{name}-b", "before", at, before, name))
        store.sessions.add_event(key, EventRow(0, 0.0, "Started", "{}"))
        store.sessions.put_set(key, SetRow(0, "bridge", 1, "", 5, 5, 25.0, 24.5))
        store.sessions.set_outcome(key, 0, "done")
        store.sessions.set_response(key, 0, "same")
        if ended:
            store.sessions.add_event(key, EventRow(1, 480.0, "Finished", '{"finish":"completed"}'))
            store.sessions.end(key, at + timedelta(minutes=8), 480.0, "completed", "none")
        store.sessions.seal(key)
    return name


def add_hold(store: Store, name: str = "hold", session: str | None = None, at: datetime = MORNING) -> PainRestRow:
    row = PainRestRow(name, "hold", at, ("bridge",), "left", 2, 7, "1", session)
    store.pain_rests.add(row)
    return row


def add_one_of_each(store: Store) -> None:
    """A diary with a row in every table."""
    for number in range(12):
        add_session(store, f"session-{number}", MORNING + timedelta(days=number))
    add_hold(store, session="session-3")
    store.doses.add(DoseRow("dose", "bridge", None, 1, MORNING, "2026-03-02", "progression", "{}"))
    store.profile.add(ProfileRow("usual", "usual0", "2", MORNING))
    store.notes.add(NoteRow("note", "session-1", "The left side was stiff today.", MORNING))


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    tables = [name for (name,) in connection_of(store).execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {name: connection_of(store).execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in tables}
