"""Taking a mistyped number back: where the diary stood before it, and what falls away with it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from hipcoach.store import Store
from hipcoach.store.rows import DoseRow


@dataclass(frozen=True, slots=True)
class DiaryMark:
    """Where the diary stood before an answer, so that a mistyped one can be taken back."""

    pains: frozenset[str]
    holds: frozenset[str]
    steps: dict[tuple[str, str | None], DoseRow]


def mark(store: Store) -> DiaryMark:
    """Remember where the diary stands."""
    return DiaryMark(
        frozenset(row.id for row in store.pains.all()),
        frozenset(row.id for row in store.holds.all()),
        store.doses.current(),
    )


def take_back(store: Store, before: DiaryMark, now: datetime) -> None:
    """The number given since `before` was mistyped: its rest and its steps fall away, the number is not given."""
    with store.transaction():
        for row in store.pains.all():
            if row.id not in before.pains:
                store.pains.put(replace(row, score=None))
        for hold in store.holds.in_force():
            if hold.id not in before.holds:
                store.holds.correct(hold.id, now)
        for place, dose in store.doses.current().items():
            old = before.steps.get(place)
            if old is None or old.id != dose.id:
                step = old.step if old is not None else 0
                why = "The number was corrected, so it stays where it was."
                store.doses.add(replace(dose, id=str(uuid4()), step=step, at=now, cause="user", why=why))
