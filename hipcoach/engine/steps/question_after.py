"""What is asked after an exercise. And what the user does if it has hurt, and no key is in reach."""

from dataclasses import dataclass

from hipcoach.catalogue.types import Position, Work
from hipcoach.engine.body_place import BodyPlace
from hipcoach.engine.cue import CueKind
from hipcoach.engine.pain.question_text import FEEL_S
from hipcoach.engine.types import Step, StepKind, Timing
from hipcoach.engine.ways.getting_up import way_up_now
from hipcoach.engine.ways.places import block_place, leads_up
from hipcoach.engine.words.blocks import blocks_of
from hipcoach.engine.words.cue_layout import end_s
from hipcoach.engine.words.phrase_keys import IF_IT_IS_WORSE
from hipcoach.engine.words.script import GAP_S, Script
from hipcoach.engine.words.waits import WORSE_AT_THE_END, TimedLine, line_cues
from hipcoach.safety.types import Session

TAKEN_IN_S = 0.8  # of silence after what is to be done where it is worse, so that it is heard by itself


@dataclass(frozen=True, slots=True)
class QuestionAfter:
    """Makes the step that ends an exercise: a question, or where nothing is asked the words in its place."""

    session: Session
    script: Script
    timing: Timing

    def step(self, order: int, place: BodyPlace, *, stays_as_worked: bool) -> Step:
        """Return the question after exercise `order`, asked of somebody at `place`.

        `stays_as_worked`: they have not left the position of the exercise, nor sat down.
        """
        asks, answer_s = self.timing.asks, self.timing.check_s
        exercise = self.session.assignments[order].exercise
        feel_s = 0.0 if "switch" in self.script.ways else FEEL_S  # its answers are read out later
        question = TimedLine(CueKind.CHECK, self._question(order, place, stays_as_worked=stays_as_worked), feel_s)
        lines = [question, *(TimedLine(CueKind.CHECK, text, TAKEN_IN_S) for text in self._said_with_it(order, place))]
        cues = line_cues(self.script, lines)
        return Step(
            kind=StepKind.CHECK if asks else StepKind.UNASKED,
            exercise=exercise.id,
            duration_s=end_s(cues) + (answer_s if asks else GAP_S),
            cues=cues,
            position=place.position,
            order=order,
        )

    def _question(self, order: int, place: BodyPlace, *, stays_as_worked: bool) -> str:
        """Return the words of the question; a user who still stands may sit down for it."""
        stands = stays_as_worked and place.position is Position.STANDING
        guided = self.session.assignments[order].exercise.work is not Work.ACTIVITY
        if not self.timing.asks:
            question = self.script.text("notice")
        else:
            question = self.script.text("check_again" if order else "check")
        return f"{self.script.text('check_standing')} {question}" if stands and guided else question

    def _said_with_it(self, order: int, place: BodyPlace) -> list[str]:
        """Return what is said with the question: what to do where it is worse, and how it goes on."""
        said = self._if_worse(order, place)
        if order == 0 and self.session.next_order(order) is not None:
            said.append(self.script.text("warning_signs"))
        if self.timing.asks:
            goes_on = "check_goes_on" if self.timing.question_limits else "check_waits"
            said.append(self.script.text(goes_on, seconds=round(self.timing.check_s)))
        return said

    def _if_worse(self, order: int, here: BodyPlace) -> list[str]:
        """Return what the user does if it is worse, with no key in reach; they still get up for what comes next."""
        following = self.session.next_order(order)
        if following is None:
            return [self.script.text(key) for key in WORSE_AT_THE_END]
        first = blocks_of(self.session.assignments[following], following)[0]
        guided = first.exercise.work is not Work.ACTIVITY  # nobody is led into an activity
        gets_up = guided and leads_up(here, block_place(self.session, first))
        later = any(not each.over for each in self.session.assignments[following + 1 :])
        again = ["not_again"] if self.session.comes_again(order) else []
        keys = (IF_IT_IS_WORSE[gets_up, later], *again, "stop_for_today_again")
        worse = " ".join(self.script.text(key) for key in keys)
        now = "" if gets_up else way_up_now(self.session, self.script, here)
        return [worse, now] if now else [worse]
