"""What the user reported in one session, in words: for the note beside the figure and for the stop that ends it."""

from collections.abc import Mapping

from hipcoach.coach.stop_text import Stop, StopText, stop_text
from hipcoach.engine.events import Decided, Event, PainKindGiven, PainReported, PainScored
from hipcoach.safety.types import Action, Decision, HoldKind, PainKind, Question

KINDS = {
    PainKind.ACHE: "an ache",
    PainKind.SHARP: "sharp or catching pain",
    PainKind.NEURO: "burning, tingling or numbness",
    PainKind.WEAK: "weakness or giving way",
}


class ReportLog:
    """Follows the events of one session; keeps the last report and the last decision."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._exercise = ""
        self._score: int | None = None
        self._after_rest: int | None = None
        self._kind: PainKind | None = None
        self.decision: Decision | None = None

    def take(self, event: Event) -> None:
        """Take one event."""
        match event:
            case PainReported():
                self._exercise = self._names.get(event.exercise or "", "")
                self._score = self._after_rest = self._kind = self.decision = None
            case PainScored():
                if event.question is Question.REST:
                    self._after_rest = event.score
                else:
                    self._score = event.score
            case PainKindGiven():
                self._kind = event.kind
            case Decided():
                self.decision = event.decision

    def sentence(self) -> str:
        """Return what was reported: "You reported 7, sharp or catching pain, in Bridge."."""
        if not self._exercise:
            return ""
        number = "more pain" if self._score is None else str(self._score)
        kind = f", {KINDS[self._kind]}," if self._kind is not None else ""
        rest = f", and {self._after_rest} after the rest" if self._after_rest is not None else ""
        return f"You reported {number}{kind} in {self._exercise}{rest}.".replace(",,", ",")

    def stop_text(self) -> StopText | None:
        """Return the words of the stop that pain ended the session with; None where pain did not end it."""
        decision = self.decision
        if decision is None or decision.action not in (Action.END, Action.END_SAME_DAY):
            return None
        kind = Stop.STOP if decision.hold is HoldKind.HOLD else Stop.REST
        if decision.action is Action.END_SAME_DAY:
            kind = Stop.SAME_DAY
        return stop_text(kind, self.sentence(), decision.why, decision.line)
