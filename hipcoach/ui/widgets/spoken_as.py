"""What a screen reader is told about a painted widget. The widget names its kind; `accessible` makes a role of it."""

from enum import StrEnum
from typing import NamedTuple, Protocol, runtime_checkable


class SpokenAs(StrEnum):
    """The kinds of painted widgets. What has none is spoken as Qt knows it: a label, a field, a list."""

    HEADING = "heading"
    BUTTON = "button"
    RADIO = "radio button"
    CHECK = "check box"
    GROUP = "group"
    TAB = "tab"
    TABS = "tabs"
    PICTURE = "picture"
    PROGRESS = "progress"
    TEXT = "text"
    QUESTION = "question"
    ALERT = "alert"
    DECORATION = "decoration"  # beside words that say the same: not spoken


class SpokenRange(NamedTuple):
    """A value within its limits."""

    value: float
    low: float
    high: float
    step: float = 1.0


@runtime_checkable
class HasRange(Protocol):
    """A widget with a value that is spoken: a bar, a ring."""

    def spoken_range(self) -> SpokenRange:
        """Return the present value with its limits."""
