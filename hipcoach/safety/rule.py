"""The pain rule's numbers and its one function, `level`. The numbers come from `sessions/pain_rule.toml`."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, replace
from enum import StrEnum
from functools import cache
from typing import Any

from hipcoach.safety.types import Level


class Tier(StrEnum):
    """How soon a sign of the screening needs a health professional."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    SOON = "soon"  # shown, never blocks


@dataclass(frozen=True, slots=True)
class ScreenItem:
    """One sign that is asked about before every session."""

    id: str
    tier: Tier
    says: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line of the rule in plain words, for "why?"."""

    key: str
    says: str  # a template in the file, filled in by `PainRule.line`
    sources: tuple[str, ...]
    own: bool  # a choice of this product, or partly so


def _in(table: str, low: int, high: int) -> Any:
    """Return the dataclass field of one number: the table of the file that it stands in, and its range."""
    return field(metadata={"table": table, "low": low, "high": high})


@dataclass(frozen=True, slots=True)
class PainRule:
    """Every number of the rule; the fields' order is the file's. The ranges let a file be stricter, never milder."""

    version: str
    reviewed: str  # the sentence about review

    red_absolute: int = _in("level", 5, 6)
    strict_absolute: int = _in("level", 5, 5)
    red_with_rise: int = _in("level", 1, 4)
    rise: int = _in("level", 1, 2)

    score_timeout_s: int = _in("questions", 10, 600)
    kind_timeout_s: int = _in("questions", 10, 600)
    confirm_timeout_s: int = _in("questions", 10, 600)
    sharp_timeout_s: int = _in("questions", 10, 600)
    after_wait_s: int = _in("questions", 10, 600)
    usual_of: int = _in("questions", 1, 31)
    usual_needs: int = _in("questions", 1, 31)

    more_from: int = _in("before", 1, 4)
    more_rise: int = _in("before", 1, 2)
    half_from: int = _in("before", 1, 4)
    half_always_from: int = _in("before", 1, 5)
    answers_minutes: int = _in("before", 1, 60)

    break_s: int = _in("during", 120, 600)
    sharp_wait_s: int = _in("during", 1, 30)
    break_settles_at: int = _in("during", 0, 3)
    worse_ends: int = _in("during", 1, 2)
    crash_minutes: int = _in("during", 1, 30)

    from_h: int = _in("next_day", 12, 24)
    to_h: int = _in("next_day", 24, 48)
    amber_running: int = _in("next_day", 1, 2)

    release_h: int = _in("pain_rest", 24, 168)
    prompt_h: int = _in("pain_rest", 24, 48)
    pause_days: int = _in("pain_rest", 1, 7)
    pause_rests: int = _in("pain_rest", 1, 2)
    pause_window_days: int = _in("pain_rest", 14, 90)
    pause_rests_long: int = _in("pain_rest", 1, 3)
    pause_window_long_days: int = _in("pain_rest", 28, 180)
    return_sessions: int = _in("pain_rest", 3, 10)
    return_settled: int = _in("pain_rest", 2, 10)

    reps_min: int = _in("half", 1, 3)
    hold_min_s: int = _in("half", 1, 5)
    breaths_min: int = _in("half", 1, 3)

    settled_needed: int = _in("progress", 2, 10)
    settled_as_usual: int = _in("progress", 3, 10)
    step_days: int = _in("progress", 7, 60)
    effort_max: int = _in("progress", 0, 5)
    gap_days: int = _in("progress", 1, 14)
    restart_days: int = _in("progress", 1, 28)
    strength_gap_h: int = _in("progress", 48, 168)
    strength_week_min: int = _in("progress", 1, 4)
    strength_week: int = _in("progress", 1, 4)
    strength_week_cap: int = _in("progress", 1, 4)
    balance_week_min: int = _in("progress", 1, 5)
    balance_week_cap: int = _in("progress", 1, 5)
    session_cap_min: int = _in("progress", 6, 20)

    lines: tuple[RuleLine, ...] = ()
    screen: tuple[ScreenItem, ...] = ()

    def line(self, key: str) -> RuleLine:
        """Return one line, its numbers filled in as they are in force. Raises KeyError."""
        for line in self.lines:
            if line.key == key:
                return replace(line, says=line.says.format_map(self.numbers()))
        raise KeyError(key)

    def numbers(self) -> dict[str, int]:
        """Return every number by its name in the file."""
        return {f.name: getattr(self, f.name) for f in number_fields()}


@cache
def number_fields() -> tuple[Field[Any], ...]:
    """Return the fields that are numbers of the data file, each with its `table`, `low` and `high` as metadata."""
    return tuple(f for f in fields(PainRule) if "table" in f.metadata)


def stricter(rule: PainRule) -> PainRule:
    """Return the rule with the lower absolute stop that the user may choose; nothing raises it."""
    return replace(rule, red_absolute=min(rule.red_absolute, rule.strict_absolute))


def with_titles(rule: PainRule, titles: Mapping[str, str]) -> PainRule:
    """Return the rule with each source's title in the place of its key."""
    lines = (replace(line, sources=tuple(titles.get(each, each) for each in line.sources)) for line in rule.lines)
    return replace(rule, lines=tuple(lines))


ALL_SCORES = tuple(range(11))
"""Every pain score, from no pain to the worst that can be imagined."""


def check_score(score: object) -> int:
    """Return the score. Raises ValueError unless it is a whole number from 0 to 10 (a NaN would pass every `>=`)."""
    if type(score) is not int or score not in ALL_SCORES:
        raise ValueError(f"a pain score is a whole number from 0 to 10, not {score!r}")
    return score


def level(rule: PainRule, base: int, x: int) -> Level:
    """Return where `x` stands against `base`: the one function for the scores during, after and the day after."""
    check_score(base)
    check_score(x)
    if x >= rule.red_absolute or (x >= rule.red_with_rise and x - base >= rule.rise):
        return Level.RED
    return Level.AMBER if x > base else Level.OK
