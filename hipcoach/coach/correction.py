"""Takes a mistyped number back, with everything that followed from it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from hipcoach.safety.reason import Reason, reason_text
from hipcoach.store import Store
from hipcoach.store.rows import DoseRow


@dataclass(frozen=True, slots=True)
class DiaryMark:
    """The ids of what the diary held before an answer: what is new afterwards came from that answer."""

    pains: frozenset[str]
    pain_rests: frozenset[str]
    steps: dict[tuple[str, str | None], DoseRow]


def mark(store: Store) -> DiaryMark:
    """Return what the diary holds now."""
    return DiaryMark(
        frozenset(row.id for row in store.pains.all()),
        frozenset(row.id for row in store.pain_rests.all()),
        store.doses.current(),
    )


def take_back(store: Store, before: DiaryMark, now: datetime) -> None:
    """Mark the numbers given since `before` as not given. The pain rests and steps that they led to fall away."""
    with store.transaction():
        for row in store.pains.all():
            if row.id not in before.pains:
                store.pains.put(replace(row, score=None))
        for rest in store.pain_rests.in_force():
            if rest.id not in before.pain_rests:
                store.pain_rests.correct(rest.id, now)
        for place, dose in store.doses.current().items():
            old = before.steps.get(place)
            if old is None or old.id != dose.id:
                step = old.step if old is not None else 0
                reason = reason_text(Reason(wording="number_corrected"))
                store.doses.add(replace(dose, id=str(uuid4()), step=step, at=now, cause="user", reason=reason))
