"""What the user reported in one session, in words: for the note beside the figure and for the stop that ends it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hipcoach.coach.stop_text import Stop, StopText, stop_text
from hipcoach.engine.events import (
    Decided,
    Event,
    PainKindGiven,
    PainReported,
    PainRestBegun,
    PainScored,
    QuestionAnswered,
    ReportWithdrawn,
)
from hipcoach.engine.questions import NUMBER_WRONG
from hipcoach.safety.sentence_table import PARTS
from hipcoach.safety.types import Action, Decision, PainKind, PainRestKind, Question

KINDS = {PainKind.ACHE: "an ache"} | {PainKind(name): words for name, words in PARTS["kind"].items()}
EITHER = "{other} came just before: either may have done it, so both are named."


@dataclass(frozen=True, slots=True)
class PainReport:
    """One report of more pain, as far as it was answered."""

    where: str = ""  # "in Bridge"; empty: nothing was reported
    score: int | None = None
    after_break: int | None = None
    kind: PainKind | None = None
    decision: Decision | None = None
    marked: tuple[str, ...] = ()  # names of the exercises that the pain rest is about
    at_least: int | None = None  # a number that was said to be wrong: none below it counts


class ReportLog:
    """Follows the events of one session; keeps the last report and the last decision."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._report = self._before = PainReport()

    @property
    def decision(self) -> Decision | None:
        """The last decision; None while a report is open."""
        return self._report.decision

    @property
    def number(self) -> int | None:
        """The number that counts in the last report, before any break; None: not given yet."""
        return self._report.score

    @property
    def at_least(self) -> int | None:
        """The number of the last report that was said to be wrong; None: none was."""
        return self._report.at_least

    def take(self, event: Event) -> None:
        """Take one event."""
        match event:
            case PainReported(exercise=None):
                self._before, self._report = self._report, PainReport("before the first exercise")
            case PainReported(exercise=str(exercise)):
                self._before, self._report = self._report, PainReport(f"in {self._names.get(exercise, exercise)}")
            case ReportWithdrawn():
                self._report = self._before
            case PainScored(question=Question.AFTER_BREAK, score=score):
                self._report = replace(self._report, after_break=score)
            case PainScored(score=score):
                self._report = replace(self._report, score=score)
            case QuestionAnswered(answer=answer) if answer == NUMBER_WRONG:
                self._report = replace(self._report, at_least=self._report.score)
            case PainKindGiven(kind=kind):
                self._report = replace(self._report, kind=kind)
            case PainRestBegun(triggers=marked):
                names = tuple(self._names[each] for each in marked if each in self._names)
                self._report = replace(self._report, marked=names)
            case Decided(decision=decision):
                self._report = replace(self._report, decision=decision)

    def sentence(self) -> str:
        """Return what was reported: "You reported 7, sharp or catching pain, in Bridge."."""
        report = self._report
        if not report.where:
            return ""
        number = "more pain" if report.score is None else str(report.score)
        kind = f", {KINDS[report.kind]}," if report.kind is not None else ""
        rest = f", and {report.after_break} after the rest" if report.after_break is not None else ""
        return f"You reported {number}{kind} {report.where}{rest}."

    def stop_text(self) -> StopText | None:
        """Return the words of the stop that pain ended the session with; None where pain did not end it."""
        report, decision = self._report, self.decision
        if decision is None or not decision.action.ends:
            return None
        kind = Stop.STOP if decision.pain_rest is PainRestKind.FULL else Stop.REST
        if decision.action is Action.END_SAME_DAY:
            kind = Stop.SAME_DAY
        text = stop_text(kind, self.sentence(), decision.why, decision.line, report.marked)
        return replace(text, named=self._why_both())

    def _why_both(self) -> str:
        """Say why two exercises are named after one report: it came before any work of the second."""
        report, first = self._report, not self._before.where
        others = [each for each in report.marked if report.where != f"in {each}"]
        return EITHER.format(other=others[0]) if first and len(report.marked) == 2 and len(others) == 1 else ""
