"""What every page is given: one frozen value, built by `program`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipcoach.catalogue.types import Catalogue
from hipcoach.clock import Clock
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.profile import Contact, Profile, ProfileKeeper
from hipcoach.coach.week import UserWeek
from hipcoach.paths import Paths
from hipcoach.safety.rule import PainRule
from hipcoach.store import Store
from hipcoach.ui.page_changes import PageChanges
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.sharing import Sharing
from hipcoach.ui.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipcoach.ui.shared.ear import TaughtAnswers
    from hipcoach.voice.protocol import Voice

__all__ = ["Contact", "Profile", "ProfileKeeper", "UiContext"]


@dataclass(frozen=True, slots=True)
class UiContext:
    """Everything outside the window that a page may use."""

    paths: Paths
    clock: Clock
    theme: Theme
    settings: SettingsKeeper
    changes: PageChanges
    catalogue: Catalogue
    store: Store
    profile: ProfileKeeper
    forecast: Forecast
    week: UserWeek
    shipped_rule: PainRule  # its numbers as the file has them; `forecast.rule` is the one in force
    figures: FigureShelf
    sharing: Sharing
    voice: "Callable[[], Voice]"  # started when first asked for; the same one every time
    words: "Callable[[], TaughtAnswers | None]" = lambda: None  # None where no taught words are listened for
