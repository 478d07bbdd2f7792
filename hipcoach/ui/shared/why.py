"""The reasons for one decision: its lines of the rule, their sources, and who has reviewed the rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from hipcoach.safety.rule import PainRule, RuleLine

OWN = "A choice of this program: somebody had to pick it, and no source proves it."
PARTLY_OWN = "In part a choice of this program: somebody had to pick the number, and no source proves it."


@dataclass(frozen=True, slots=True)
class Why:
    """A decision and the lines of the rule that it rests on."""

    decision: str  # the sentence that the page shows already
    lines: tuple[RuleLine, ...]
    version: str
    reviewed: str

    @classmethod
    def of(cls, rule: PainRule, line: str, decision: str) -> "Why":
        """Return the reasons from one line of the rule, by its key. Raises KeyError."""
        return cls(decision, (rule.line(line),), rule.version, rule.reviewed)

    @classmethod
    def known(cls, rule: PainRule, lines: Iterable[str], decision: str) -> "Why | None":
        """Return the reasons from the lines that this rule has, or None if it has none (as for an older diary)."""
        keys = {line.key for line in rule.lines}
        found = tuple(rule.line(key) for key in dict.fromkeys(lines) if key in keys)
        return cls(decision, found, rule.version, rule.reviewed) if found else None

    @property
    def rule_note(self) -> str:
        """Return the version of the rule, and who has reviewed it."""
        return f"Version {self.version} of the rule. {self.reviewed}"


def line_sources(line: RuleLine) -> tuple[str, ...]:
    """Return the sources of a line, and whether it is a choice of this program."""
    own = ((PARTLY_OWN if line.sources else OWN),) if line.own else ()
    return (*line.sources, *own)
