"""Merging an exported diary into this one by the ids of its records; doing it twice changes nothing more."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

import msgspec

from hipcoach.history import diary_document as doc
from hipcoach.history.document_rows import head_row, part_rows, profile_row, row_of, session_doc, step_doc
from hipcoach.history.progress import Progress, no_progress, with_progress
from hipcoach.store import Store
from hipcoach.store.rows import DoseRow, NoteRow, PainRestRow, PainRow, ScreenRow


def merge(store: Store, diary: doc.Diary, progress: Progress = no_progress) -> Mapping[str, int]:
    """Merge a document into the diary, all or nothing; return how many records of each kind changed.

    Of two versions of one record the same one is kept whichever came first; of holds the strictest in force.
    """
    changed: Counter[str] = Counter()
    with store.transaction():
        for session in with_progress(diary.sessions, progress):
            changed["sessions"] += _merge_session(store, session)
        changed["holds"] += store.merge_pain_rests([row_of(PainRestRow, each) for each in diary.holds])
        changed["pains"] += _merge_rows(store.pains, [row_of(PainRow, each) for each in diary.pains])
        changed["screens"] += _merge_rows(store.screens, [row_of(ScreenRow, each) for each in diary.screens])
        changed["doses"] += _merge_rows(store.doses, [row_of(DoseRow, each) for each in diary.doses])
        changed["profile"] += _merge_rows(store.profile, [profile_row(each) for each in diary.profile])
        changed["notes"] += _merge_rows(store.notes, [row_of(NoteRow, each) for each in diary.notes])
    return changed


def _merge_rows(records: Any, rows: Iterable[Any]) -> int:
    """Merge rows into one of the store's kinds of records; return how many changed."""
    known = {row.id: row for row in records.all()}
    changed = 0
    for row in rows:
        mine = known.get(row.id)
        if mine is None:
            records.add(row)
        elif _weight(row) > _weight(mine):
            records.put(row)
        else:
            continue
        known[row.id] = row
        changed += 1
    return changed


def _weight(row: Any) -> tuple[bool, bytes]:
    """Return a sort key: any fixed order will do, if every machine then keeps the same version, and loses nothing."""
    return row.newer is not None, msgspec.json.encode(step_doc(row) if isinstance(row, DoseRow) else asdict(row))


def _session_weight(session: doc.SessionDoc) -> tuple[bool, bytes]:
    return session.newer is not None, msgspec.json.encode(session)


def _merge_session(store: Store, theirs: doc.SessionDoc) -> int:
    try:
        head = store.sessions.get(theirs.id)
    except KeyError:
        write_session(store, theirs)
        return 1
    mine_counts = head.ended_at is not None and not store.sessions.is_deleted(theirs.id)
    if mine_counts and _session_weight(theirs) <= _session_weight(session_doc(store, head)):
        return 0
    _replace_session(store, theirs.id, lambda: write_session(store, theirs))
    return 1


def _replace_session(store: Store, session: str, write: Callable[[], None]) -> None:
    """Replace our version of a session; its answers and notes, which are merged one by one, stay."""
    pains, screens = store.pains.of_session(session), store.screens.of_session(session)
    notes = store.notes.of_session(session)
    store.sessions.remove(session)
    write()
    for pain in pains:
        store.pains.add(pain)
    for screen in screens:
        store.screens.add(screen)
    for note in notes:
        store.notes.add(note)


def write_session(store: Store, session: doc.SessionDoc) -> None:
    """Write a session with its parts."""
    exercises, sets, events = part_rows(session)
    key = store.sessions.begin(head_row(session), "{}", exercises)
    store.sessions.put_sets(key, sets)
    for event in events:
        store.sessions.add_event(key, event)
    store.sessions.seal(key)
