"""Somebody who has only some things at hand."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from hipcoach.catalogue.types import Thing
from hipcoach.planner.diary_snapshot import DiarySnapshot

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def nobody(at_hand: Collection[Thing], **fields: object) -> DiarySnapshot:
    """Return the diary of somebody who has done nothing yet."""
    return replace(DiarySnapshot(NOW), at_hand=frozenset(at_hand), **fields)  # type: ignore[arg-type]  # names of its fields
