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

    @property
    def given(self) -> str:
        """The number and the kind: "7, sharp or catching pain,"."""
        number = "more pain" if self.score is None else str(self.score)
        return f"{number}, {KINDS[self.kind]}," if self.kind is not None else number


class ReportLog:
    """Follows the events of one session; keeps its reports, each with its decision."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._reports: list[PainReport] = []

    @property
    def _report(self) -> PainReport:
        """The last report that stands."""
        return self._reports[-1] if self._reports else PainReport()

    @property
    def _before(self) -> PainReport:
        """The report before that one."""
        return self._reports[-2] if len(self._reports) > 1 else PainReport()

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
        report = self._report
        match event:
            case PainReported(exercise=None):
                self._reports.append(PainReport("before the first exercise"))
            case PainReported(exercise=str(exercise)):
                self._reports.append(PainReport(f"in {self._names.get(exercise, exercise)}"))
            case ReportWithdrawn():
                del self._reports[-1:]
            case PainScored(question=Question.AFTER_BREAK, score=score):
                self._change(replace(report, after_break=score))
            case PainScored(score=score):
                self._change(replace(report, score=score))
            case QuestionAnswered(answer=answer) if answer == NUMBER_WRONG:
                self._change(replace(report, at_least=report.score))
            case PainKindGiven(kind=kind):
                self._change(replace(report, kind=kind))
            case PainRestBegun(triggers=marked):
                names = tuple(self._names[each] for each in marked if each in self._names)
                self._change(replace(report, marked=names))
            case Decided(decision=decision):
                self._change(replace(report, decision=decision))

    def _change(self, report: PainReport) -> None:
        self._reports[-1:] = [report]

    def sentence(self) -> str:
        """Return what was reported: "You reported 7, sharp or catching pain, in Bridge.".

        A report that another followed before it was decided on is said with it: "You reported 3, sharp or catching
        pain, then 2, an ache, in Bridge."
        """
        report, before = self._report, self._before
        if not report.where:
            return ""
        followed = before.where and before.decision is None
        said = f"{before.given} then {report.given}" if followed else report.given
        rest = f", and {report.after_break} after the rest" if report.after_break is not None else ""
        return f"You reported {said} {report.where}{rest}."

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
