"""The user's answers about themselves, kept in the diary."""

from dataclasses import dataclass, field
from typing import Any

from hipcoach.catalogue.types import Lock
from hipcoach.clock import Clock
from hipcoach.planner import saved
from hipcoach.store import Store

EMERGENCY_NUMBER = "emergency_number"  # a text
CONTACTS = "contacts"  # a list of [name, number]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody whom the user may want to call."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers of the first run; changed any time in the settings."""

    first_run_done: bool = False
    usual_pain: int | None = None
    locks: frozenset[Lock] = frozenset()
    cleared: frozenset[str] = frozenset()  # exercise ids that a clinician cleared
    emergency_number: str = ""
    contacts: tuple[Contact, ...] = field(default=())


class ProfileKeeper:
    """Reads and writes the profile."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def read(self) -> Profile:
        """Read what is on record now."""
        store = self._store
        return Profile(
            first_run_done=saved.value(store, saved.FIRST_RUN_DONE, False),
            usual_pain=saved.value(store, saved.USUAL, None),
            locks=saved.locks(saved.value(store, saved.LOCKS, [])),
            cleared=frozenset(saved.value(store, saved.CLEARED, [])),
            emergency_number=saved.value(store, EMERGENCY_NUMBER, ""),
            contacts=tuple(Contact(name, number) for name, number in saved.value(store, CONTACTS, [])),
        )

    def write(self, profile: Profile) -> None:
        """Write what differs from before, all of it or nothing. Raise EnvironmentProblem where it cannot be."""
        before, after = _values(self.read()), _values(profile)
        now = self._clock.utc()
        with self._store.transaction():
            for name, value in after.items():
                if value != before[name]:
                    saved.keep_answer(self._store, name, value, now)


def _values(profile: Profile) -> dict[str, Any]:
    return {
        saved.FIRST_RUN_DONE: profile.first_run_done,
        saved.USUAL: profile.usual_pain,
        saved.LOCKS: sorted(profile.locks),
        saved.CLEARED: sorted(profile.cleared),
        EMERGENCY_NUMBER: profile.emergency_number,
        CONTACTS: [[contact.name, contact.number] for contact in profile.contacts],
    }
