"""Opens the diary with the pain rule's function for pain rests: the store itself decides nothing about pain."""

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from hipcoach.errors import EnvironmentProblem
from hipcoach.safety.pain_rest_versions import strictest
from hipcoach.safety.stored_names import pain_rest_kind, stored_name
from hipcoach.safety.types import PainRestKind
from hipcoach.store import Store, open_store
from hipcoach.store.merge_pain_rests import PainRestRule
from hipcoach.store.rows import PainRestRow
from hipcoach.store.schema import STEPS, SchemaStep

logger = logging.getLogger(__name__)

LACKS = (
    "The disk was full in the last session, so what you reported in it may be missing. "
    "Stop and rest until it has settled."
)


def open_diary_in(folder: Path, now: datetime, steps: Sequence[SchemaStep] = STEPS) -> Store:
    """Open the diary in `folder`, made if it is not there. Raises EnvironmentProblem where it cannot be used."""
    store = open_store(folder, now, PainRestRule(strictest, pain_rest_in_doubt), steps)
    pain_rest_after_full_disk(store, now)
    return store


def pain_rest_after_full_disk(store: Store, now: datetime) -> None:
    """Begin a pain rest where a session was cut off on a full disk: what was reported in it may be missing.

    Where its red score is on record, that score's rest is in force already. A second one would count as a second
    report, and pause the plan.
    """
    if not store.may_lack or store.read_only:
        return
    try:
        if store.sessions.not_ended():
            store.notices += () if LACKS in store.notices else (LACKS,)
            if not any(pain_rest_kind(row.kind) is PainRestKind.FULL for row in store.pain_rests.in_force()):
                with store.transaction():
                    store.merge_pain_rests((pain_rest_in_doubt(now),))
        store.nothing_lacks()
    except EnvironmentProblem:  # the disk is still full: the next session, or the next start, looks again
        logger.warning("a rest in doubt could not be written")


def pain_rest_in_doubt(now: datetime) -> PainRestRow:
    """Return the rest that begins where a diary was damaged, and nobody knows whether a rest was in force.

    What is not known never counts as fine. There is one such rest a day, however often that happens.
    """
    from uuid import NAMESPACE_URL, uuid5  # 2 ms that a start without damage does not need

    number = uuid5(NAMESPACE_URL, f"hipcoach: a rest in doubt, {now:%Y-%m-%d}")
    return PainRestRow(str(number), stored_name(PainRestKind.FULL), now, (), None, 0, None, "")
