"""The user's answers about themselves, kept in the diary."""

from dataclasses import dataclass, field
from typing import Any

from hipcoach.catalogue.types import Lock
from hipcoach.clock import Clock
from hipcoach.planner import profile_values
from hipcoach.store import Store

EMERGENCY_NUMBER = "emergency_number"  # a text
CONTACTS = "contacts"  # a list of [name, number]


@dataclass(frozen=True, slots=True)
class Contact:
    """A person to call, by name and number."""

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
            first_run_done=profile_values.value(store, profile_values.FIRST_RUN_DONE, False),
            usual_pain=profile_values.value(store, profile_values.USUAL, None),
            locks=profile_values.locks(profile_values.value(store, profile_values.LOCKS, [])),
            cleared=frozenset(profile_values.value(store, profile_values.CLEARED, [])),
            emergency_number=profile_values.value(store, EMERGENCY_NUMBER, ""),
            contacts=tuple(Contact(name, number) for name, number in profile_values.value(store, CONTACTS, [])),
        )

    def write(self, profile: Profile) -> None:
        """Write what differs from before, all of it or nothing. Raise EnvironmentProblem where it cannot be written."""
        before, after = _values(self.read()), _values(profile)
        now = self._clock.utc()
        with self._store.transaction():
            for name, value in after.items():
                if value != before[name]:
                    profile_values.keep_answer(self._store, name, value, now)


def _values(profile: Profile) -> dict[str, Any]:
    return {
        profile_values.FIRST_RUN_DONE: profile.first_run_done,
        profile_values.USUAL: profile.usual_pain,
        profile_values.LOCKS: sorted(profile.locks),
        profile_values.CLEARED: sorted(profile.cleared),
        EMERGENCY_NUMBER: profile.emergency_number,
        CONTACTS: [[contact.name, contact.number] for contact in profile.contacts],
    }
