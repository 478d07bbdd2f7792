"""Why something was decided, as it is stored: a line of the rule and values. The sentence is made when it is shown."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hipcoach.safety.sentences import Value, sentence

AS_WRITTEN = "as_written"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `values` hold the rule's numbers too, so that a past decision keeps its own."""

    line: str = ""  # key of the rule's line, for "why?"; empty: the user's own choice, or a word of care
    wording: str = ""  # key of the sentence where it is not the line's
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The reason in words; empty where there is nothing to say."""
        return sentence(self.wording or self.line, self.values)


NO_REASON = Reason()


class HasReason:
    """What has a `reason`: its sentence and its line of the rule."""

    __slots__ = ()
    reason: Reason

    @property
    def why(self) -> str:
        """The sentence that says why."""
        return self.reason.sentence

    @property
    def line(self) -> str:
        """Key of the rule's line."""
        return self.reason.line


def as_written(text: str, line: str = "") -> Reason:
    """Return the reason of a sentence that no wording of ours makes: of an older diary, or corrected by hand."""
    return Reason(line, AS_WRITTEN, {"text": text})


def in_sentences(reasons: Iterable[Reason]) -> str:
    """Return several reasons in words, one sentence after the other."""
    return " ".join(filter(None, (each.sentence for each in reasons)))


def reason_text(reason: Reason) -> str:
    """Return a reason as JSON, for the diary."""
    return _json(_plain(reason))


def reasons_text(reasons: Iterable[Reason]) -> str:
    """Return several reasons as a JSON list, for the diary."""
    return _json([_plain(each) for each in reasons])


def reason_from(text: str) -> Reason:
    """Return the reason that `reason_text` wrote."""
    return reason_of(json.loads(text))


def reasons_from(text: str) -> tuple[Reason, ...]:
    """Return the reasons that `reasons_text` wrote."""
    return tuple(map(reason_of, json.loads(text)))


def reason_of(found: Mapping[str, Any]) -> Reason:
    """Return the reason in a JSON object; one of an older diary may name no line."""
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in found["values"].items()}
    return Reason(found.get("line", ""), found["wording"], values)


def decision_in_words(decision: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stored decision with its sentence and line in the place of its reason, as documents have it."""
    if "reason" not in decision:
        return dict(decision)
    reason = decision["reason"]
    rest = {name: value for name, value in decision.items() if name != "reason"}
    line = {"line": reason["line"]} if "line" in reason else {}
    return {**rest, "why": reason_of(reason).sentence, **line}


def _plain(reason: Reason) -> dict[str, object]:
    return {"line": reason.line, "wording": reason.wording, "values": dict(reason.values)}


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
