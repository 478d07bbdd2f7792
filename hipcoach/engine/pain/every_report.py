"""Every way through a report of pain, found by walking: each dialogue is given each answer that its row has, and none.

All that a session may say is put into speech beforehand, so what a report may ask and what may be decided must not be
a list that somebody keeps: a new question, answer or line of the rule is met here by itself.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from hipcoach.engine.pain.pain_dialogue import PainDialogue, PainTurn, give_up, take_answer, time_out
from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.questions import QUESTIONS
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import BaseFrom, Decision

ANY_EXERCISE = ""  # no word of a decision names it; but where none was begun, there are others


@dataclass(frozen=True, slots=True)
class EveryReport:
    """What may be asked in any report of a session, and what may be decided in one, each once."""

    dialogues: tuple[PainDialogue, ...]
    decisions: tuple[Decision, ...]


def every_report(rule: PainRule, base: int, base_from: BaseFrom) -> EveryReport:
    """Walk every report of a session, from the first to the one that ends it by their number."""
    dialogues = dict[Hashable, PainDialogue]()
    decisions = dict[Hashable, Decision]()
    for reports in range(1, rule.worse_ends + 1):
        to_walk = [
            PainDialogue(PainMarks(marked, reports, sharp=sharp), base, base_from)
            for marked in ((), (ANY_EXERCISE,))
            for sharp in {False, reports > 1}
        ]
        while to_walk:
            pain = to_walk.pop()
            if (known := _what_matters(pain)) in dialogues:
                continue
            dialogues[known] = pain
            for turn in turns_from(pain, rule):
                if turn.decision is not None:
                    decisions.setdefault(_said_of(turn.decision), turn.decision)
                if turn.dialogue is not None:
                    to_walk.append(turn.dialogue)
    return EveryReport(tuple(dialogues.values()), tuple(decisions.values()))


def turns_from(pain: PainDialogue, rule: PainRule) -> Iterator[PainTurn]:
    """Yield what follows from each answer, from none, and from the end of the session."""
    yield time_out(pain, rule, 0.0)
    yield give_up(pain, rule, 0.0)
    for answer in QUESTIONS[pain.state].every_answer:
        yield take_answer(pain, answer, rule, 0.0)


def _what_matters(pain: PainDialogue) -> Hashable:
    """Return what decides which words may follow. A test walks without this, and finds nothing more."""
    answers = pain.state, pain.score, pain.kind, pain.break_score, pain.part, pain.asked_again
    return pain.marks, *answers


def _said_of(decision: Decision) -> Hashable:
    reason = decision.reason
    begun = decision.exercise is not None
    return begun, decision.action, decision.pain_rest, reason.line, reason.wording, tuple(sorted(reason.values.items()))
