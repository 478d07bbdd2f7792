"""What every page is given: one frozen value, built by `app`, so that no page has to look for anything."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from hipcoach.catalogue.types import Catalogue, Lock, SessionPlan
from hipcoach.clock import Clock
from hipcoach.paths import Paths
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipcoach.catalogue.phrases import Phrases
    from hipcoach.safety.types import Session
    from hipcoach.voice.protocol import Voice


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody whom the user may want to call."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the user said about themselves on the first run; changed any time in the settings."""

    first_run_done: bool = False
    usual_pain: int | None = None
    locks: frozenset[Lock] = frozenset()
    cleared: frozenset[str] = frozenset()  # exercise ids that a clinician cleared
    emergency_number: str = ""
    contacts: tuple[Contact, ...] = field(default=())


class ProfileKeeper(Protocol):
    """Where the profile is kept (the diary)."""

    def read(self) -> Profile:
        """What is on record now."""

    def write(self, profile: Profile) -> None:
        """Record what differs from before; returns when it is on disk."""


@dataclass(frozen=True, slots=True)
class UiContext:
    """The outside world, as far as pages may see it."""

    paths: Paths
    clock: Clock
    theme: Theme
    settings: SettingsKeeper
    catalogue: Catalogue
    profile: ProfileKeeper
    phrases: "Callable[[], Phrases]"  # read when first asked for
    voice: "Callable[[], Voice]"  # started when first asked for; the same one every time
    session_for: "Callable[[SessionPlan], Session]"  # the plan as it would be done now: today's doses and locks
    estimate_s: "Callable[[Session], float]"  # how long it takes
