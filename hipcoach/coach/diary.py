"""Opens the diary with the pain rule's function for rests: the store itself decides nothing about pain."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from hipcoach.safety.hold_versions import strictest
from hipcoach.store import Store, open_store
from hipcoach.store.schema import STEPS, SchemaStep


def open_diary_in(folder: Path, now: datetime, steps: Sequence[SchemaStep] = STEPS) -> Store:
    """Open the diary in `folder`, made if it is not there. Raises EnvironmentProblem where it cannot be used."""
    return open_store(folder, now, strictest, steps)
