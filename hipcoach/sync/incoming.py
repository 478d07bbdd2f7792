"""Takes into a diary what the account of all devices has more: all of it or nothing, and twice is once."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import reduce
from typing import Any
from uuid import uuid4

from hipcoach.clock import Uptime
from hipcoach.history.document_rows import profile_row, row_of
from hipcoach.history.merge import write_session
from hipcoach.planner import profile_values
from hipcoach.safety.pain_rest_versions import strictest
from hipcoach.store import Store
from hipcoach.store.pain_rest_uptime import keep_uptime
from hipcoach.store.rows import DoseRow, NoteRow, PainRestRow, PainRow, ScreenRow
from hipcoach.sync.causality import not_superseded
from hipcoach.sync.fold import Fold, Version
from hipcoach.sync.shared_record import RecordKind
from hipcoach.sync.stricter import settled_profile, settled_steps

JUST_AFTER = timedelta(milliseconds=1)  # what the diary keeps of a time


Progress = Callable[[int, int], None]
"""Told how many sessions are taken over by now, of how many; it must not take long."""
TOLD_EVERY = 100  # sessions


def take_in(
    store: Store, account: Fold, now: datetime, uptime: Uptime, progress: Progress = lambda _done, _of: None
) -> Mapping[str, int]:
    """Write into the diary what it lacks; return how many sessions and rests came, and how many went."""
    changed: Counter[str] = Counter()
    with store.transaction():
        _take_holds(store, account, now, uptime, changed)
        _take_sessions(store, account, changed, progress)
        here = store.sessions.ids(ended=True)
        of_sessions: Sequence[tuple[RecordKind, Any, Any]] = (
            (RecordKind.PAIN, store.pains, PainRow),
            (RecordKind.SCREEN, store.screens, ScreenRow),
            (RecordKind.NOTE, store.notes, NoteRow),
        )
        for kind, records, row in of_sessions:
            latest = (versions[-1].body for versions in account.versions(kind).values())
            _take_rows(records, (row_of(row, each) for each in latest if each.session is None or each.session in here))
        doses = (versions[-1].body for versions in account.versions(RecordKind.DOSE).values())
        _take_rows(store.doses, (row_of(DoseRow, each) for each in doses))
        profile = (versions[-1].body for versions in account.versions(RecordKind.PROFILE).values())
        _take_rows(store.profile, map(profile_row, profile))
    return changed


def settle_apart(store: Store, account: Fold, now: datetime, today: date) -> bool:
    """Write what counts where devices changed the same apart, as a change of this device that knows all of them.

    Return True if anything was written.
    """
    written = False
    with store.transaction():
        for name, value in settled_profile(account).items():
            if profile_values.value(store, name, None) != value:
                newest = max((row.at for row in store.profile.history(name)), default=now)
                profile_values.keep_answer(store, name, value, max(now, newest + JUST_AFTER))
                written = True
        current = store.doses.current()
        for exercise, sides in settled_steps(account).items():
            written = _settle_steps(store, current, exercise, sides, now, today) or written
    return written


def _settle_steps(
    store: Store,
    current: Mapping[tuple[str, str | None], DoseRow],
    exercise: str,
    sides: tuple[Any, Any],
    now: datetime,
    today: date,
) -> bool:
    both = current.get((exercise, None))
    rows: list[tuple[str, Any]] = []
    for side, counts in zip(("left", "right"), sides, strict=True):
        mine = current.get((exercise, side), both)
        if counts is not None and (mine is None or mine.step != counts.step):
            rows.append((side, counts))
    newest = max((row.at for row in store.doses.where("exercise = ?", (exercise,))), default=now)
    for place, counts in rows:
        chosen = row_of(DoseRow, counts)
        at = max(now, newest + JUST_AFTER)
        store.doses.add(replace(chosen, id=str(uuid4()), side=place, at=at, local_date=today.isoformat(), newer=None))
    return bool(rows)


def _take_rows(records: Any, rows: Iterable[Any]) -> None:
    for row in rows:
        mine = records.find(row.id)
        if mine is None:
            records.add(row)
        elif mine != row:
            records.put(row)


def _take_sessions(store: Store, account: Fold, changed: Counter[str], progress: Progress) -> None:
    here = store.sessions.ids(ended=False)
    new = sum(account.is_live(each) and each not in here for each in account.versions(RecordKind.SESSION))
    for session, versions in account.versions(RecordKind.SESSION).items():
        live = account.is_live(session)
        if live and session not in here:
            if store.sessions.is_deleted(session):
                store.sessions.undelete(session)
            else:
                write_session(store, versions[-1].body)
            changed["sessions"] += 1
            if changed["sessions"] % TOLD_EVERY == 0:
                progress(changed["sessions"], new)
        elif not live and session in here:
            store.sessions.delete(session)
            changed["deleted"] += 1


def _take_holds(store: Store, account: Fold, now: datetime, uptime: Uptime, changed: Counter[str]) -> None:
    """Bring in rests: each is over only where a record says so of this very one.

    One that is first read here counts its hours from now, where it began earlier.
    """
    mine = {row.id: row for row in store.pain_rests.all()}
    for rest, versions in account.versions(RecordKind.PAIN_REST).items():
        theirs = _ended(_strictest(versions), account)
        if rest not in mine:
            if theirs.in_force:
                theirs = replace(theirs, started_at=max(theirs.started_at, now))
                keep_uptime(store, rest, uptime, now)
                changed["rests"] += 1
            store.pain_rests.add(theirs)
            continue
        kept = _ended(replace(theirs, started_at=mine[rest].started_at), account)
        if kept != mine[rest]:
            changed["ended"] += mine[rest].in_force and not kept.in_force
            store.pain_rests.put(kept)


def _strictest(versions: list[Version]) -> PainRestRow:
    """Return the strictest of the versions that were made apart; one that was made knowing another stands.

    Advice counts where every one of them has it: that which came first.
    """
    by_record = {each.record.id: each for each in versions}
    apart = [row_of(PainRestRow, by_record[each.id].body) for each in not_superseded(each.record for each in versions)]
    advised = [row for row in apart if row.advice_at is not None]
    all_advised = len(advised) == len(apart)
    counts = min(advised, key=lambda row: (row.advice_at, row.advice or "")) if all_advised else None
    return replace(
        reduce(strictest, apart),
        corrected_at=None,
        released_at=None,
        advice=counts.advice if counts is not None else None,
        advice_at=counts.advice_at if counts is not None else None,
    )


def _ended(rest: PainRestRow, account: Fold) -> PainRestRow:
    """Return a rest with the first record that ends it, if there is one."""

    def first(ends: list[Version]) -> datetime | None:
        return max(min(each.body.at for each in ends), rest.started_at) if ends else None

    return replace(
        rest,
        corrected_at=first(account.corrections.get(rest.id, [])),
        released_at=first(account.releases.get(rest.id, [])),
    )
