"""Two versions of one pain rest, as a backup, an import or a damaged file may bring them: the stricter counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from hipcoach.safety.stored_names import pain_rest_kind
from hipcoach.safety.types import PainKind


class PainRestVersion(Protocol):
    """The fields that one version of a pain rest must have; a frozen dataclass has them."""

    @property
    def kind(self) -> str:
        """Its stored name."""

    @property
    def started_at(self) -> datetime:
        """When it began."""

    @property
    def triggers(self) -> Sequence[str]:
        """Exercises that it is about."""

    @property
    def base(self) -> int:
        """The score before."""

    @property
    def peak(self) -> int | None:
        """The highest score; None: not given."""

    @property
    def in_force(self) -> bool:
        """Return True if it holds sessions back."""

    @property
    def advice(self) -> str | None:
        """What the user noted as advice."""

    @property
    def advice_at(self) -> datetime | None:
        """When that was noted."""

    @property
    def pain_kind(self) -> str | None:
        """What the pain was like."""

    @property
    def newer(self) -> str | None:
        """What a newer version says of it."""


H = TypeVar("H", bound=PainRestVersion)


def strictest(one: H, other: H) -> H:
    """Return a pain rest in every part as strict as the stricter of its two versions, in whichever order given."""
    if one == other:
        return one
    first, second = sorted((one, other), key=_weight, reverse=True)
    latest = max((first, second), key=lambda rest: (rest.advice_at is not None, rest.advice_at or rest.started_at))
    changed: dict[str, Any] = {
        "kind": max(first.kind, second.kind, key=_rank),
        "started_at": max(first.started_at, second.started_at),
        "triggers": tuple(sorted({*first.triggers, *second.triggers})),
        "base": min(first.base, second.base),
        "peak": max((rest.peak for rest in (first, second) if rest.peak is not None), default=None),
        "pain_kind": max((one.pain_kind, other.pain_kind), key=_pressing),
        "advice": latest.advice,
        "advice_at": latest.advice_at,
        "newer": max(one.newer or "", other.newer or "") or None,
    }
    return replace(first, **changed)  # type: ignore[type-var]  # the first says whether the rest is in force


def _rank(kind: str) -> int:
    return pain_rest_kind(kind).rank


def _pressing(pain_kind: str | None) -> int:
    return -1 if pain_kind is None else PainKind(pain_kind).rank


def _weight(rest: PainRestVersion) -> tuple[bool, int, int, str]:
    """Return a value that is larger for a stricter rest; its last part makes the choice independent of the order."""
    return rest.in_force, _rank(rest.kind), -1 if rest.peak is None else rest.peak, repr(rest)
