"""What is said about one exercise of today, part by part and in order; when it is said is the steps' business."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from hipcoach.catalogue.furniture import Setup, against, offers_a_seat, pad_beside
from hipcoach.catalogue.furniture_words import FLOOR_CHAIR, SUPPORTS, YOUR_SUPPORT
from hipcoach.catalogue.instruction import Circumstance, Instruction
from hipcoach.catalogue.positions import KNEELING
from hipcoach.catalogue.sentence import in_sentence
from hipcoach.catalogue.types import Position, Side, Sides, Thing, Work
from hipcoach.catalogue.wording import circumstances, filled, said_steps, to_fetch, way_out
from hipcoach.catalogue.words import joined
from hipcoach.engine.cue import CueKind, Meaning
from hipcoach.engine.words.blocks import Block, blocks_of
from hipcoach.engine.words.care_words import CareWords
from hipcoach.engine.words.dose_words import RULES_TOLD_SESSIONS, SIDED, DoseWords
from hipcoach.engine.words.phrase_keys import TURNS, for_hip
from hipcoach.engine.words.script import Script, SpeechDetail, sentence
from hipcoach.engine.words.waits import TimedLine, untold
from hipcoach.safety.types import Assignment, Session

UP_S = 15.0  # from a seat, back to the support, and until the user is steady
TOLD_AS_TIME = frozenset({CueKind.PLACE, CueKind.LAST, CueKind.POSITION})
"""Where only counts are said, these say how long they take instead of what is done."""
# nobody fetches these: a chair, the pad beside it and the step have steps of their own
FIXED = frozenset({Thing.MAT, *SUPPORTS, Thing.PAD, Thing.STEP, Thing.BICYCLE, Thing.POOL})


@dataclass(frozen=True, slots=True)
class ExerciseWords:
    """The words of one exercise for this session's user."""

    session: Session
    script: Script
    order: int
    setups: tuple[Setup, ...]  # of all exercises of the session

    @property
    def assignment(self) -> Assignment:
        """The exercise with today's dose."""
        return self.session.assignments[self.order]

    @property
    def setup(self) -> Setup:
        """What the exercise is done with today."""
        return self.setups[self.order]

    @property
    def explains(self) -> bool:
        """True while the exercise is explained step by step, not in one sentence."""
        return self.script.detail is SpeechDetail.FULL and self.assignment.spoken_in_full

    @property
    def done_standing(self) -> bool:
        """True where the exercise is done standing: nobody is left on one leg while they listen."""
        return self.assignment.exercise.position is Position.STANDING

    def name(self, minutes: int | None) -> TimedLine:
        """Return the announcement; `minutes` are those that are left of the session, None where that is not known."""
        count, name = len(self.session.assignments), self.assignment.exercise.name
        if count == 1:
            return TimedLine(CueKind.ANNOUNCE, self.script.text("announce_only", name=name))
        key = "announce_short" if minutes is None else "announce"
        return TimedLine(CueKind.ANNOUNCE, self.script.text(key, i=self.order + 1, n=count, name=name, minutes=minutes))

    def round(self) -> list[TimedLine]:
        """Return which round begins, where a round begins."""
        before = self.session.assignments[self.order - 1].round if self.order else 0
        now, rounds = self.assignment.round, self.session.rounds
        return (
            [TimedLine(CueKind.ANNOUNCE, self.script.text("round", n=now, rounds=rounds))]
            if now > before and rounds > 1
            else []
        )

    def new(self, *, untold: bool = False) -> list[TimedLine]:
        """Return whom to ask about an exercise that is new to the user.

        Where all of a session are new it is said once: with the first, or (`untold`) with the next if that was skipped.
        """
        new = list(map(_is_new, self.session.assignments))
        if not new[self.order] or (self.order and all(new) and not untold):
            return []
        key = "new_all" if len(new) > 1 and all(new) else "new_too" if any(new[: self.order]) else "new"
        return [TimedLine(CueKind.NEW, self.script.text(key))]

    def without(self) -> list[TimedLine]:
        """Return what to do where a thing is not there, said before anybody gets up for it."""
        return self._timed(CueKind.ANNOUNCE, self.setup.without, None)

    def side(self, block: Block) -> list[TimedLine]:
        """Return the side to begin with, where it decides how to lie, kneel or stand."""
        decides = block.text.sides is Sides.EACH or any("{" in step.say for step in block.text.place)
        found = decides and self._side_words(block.first_side)
        return [self._first_side(block, "side_begins")] if found else []

    def _first_side(self, block: Block, key: str) -> TimedLine:
        key = "side_only" if block.text.sides is Sides.EACH and self.assignment.only_side is not None else key
        return TimedLine(CueKind.SIDE, self.script.text(key, side=self._side_words(block.first_side)))

    def fetch(self) -> list[TimedLine]:
        """Return what to have at hand now that no exercise before has used, said while the user is still up."""
        before = {each.say for setup in self.setups[: self.order] for each in setup.equipment}
        exercise = replace(self.assignment.exercise, equipment=self.setup.equipment)
        found = to_fetch([exercise], self.session.declared, bed=Circumstance.BED in self._under)
        things = [each.say for each in found if not each.optional and not (each.things and each.things <= FIXED)]
        things = [each for each in things if each not in before]
        if not things or self.script.detail.counts_only:
            return []
        return [TimedLine(CueKind.EQUIPMENT, self.script.text("have_ready", things=joined(things)))]

    def place(self, block: Block, *, there: bool = False) -> list[TimedLine]:
        """Return how to get into position, each action with its time; `there`: the user stands where it is done."""
        steps = (step for step in block.text.place if not step.last)
        return self._timed(
            CueKind.PLACE, steps, block.first_side, also=frozenset({Circumstance.THERE} if there else ())
        )

    def last(self, block: Block) -> list[TimedLine]:
        """Return the steps into position that load one leg: nobody stands on it while they listen or rest."""
        return self._timed(CueKind.LAST, (step for step in block.text.place if step.last), block.first_side)

    def seat(self) -> list[TimedLine]:
        """Return the offer to sit down, between two exercises done standing."""
        exercises = [each.exercise for each in self.session.assignments]
        if not offers_a_seat(exercises, self.order):
            return []
        where = self.setup.seat or "somewhere near"
        told = offers_a_seat(exercises, self.order - 1) and self.setups[self.order - 1].seat == self.setup.seat
        key = for_hip(self.session, "seat_again" if told else "seat")
        return [TimedLine(CueKind.POSITION, self.script.text(key, where=where))]

    def up_from_the_seat(self) -> TimedLine:
        """Return how the user comes back from a seat."""
        return TimedLine(CueKind.POSITION, self.script.text(for_hip(self.session, "up_from_the_seat")), UP_S)

    def carry(self) -> list[TimedLine]:
        """Return how the chair gets to where this exercise needs it, said while the user stands."""
        lines = self._timed(CueKind.POSITION, self.setup.before, None)
        return [*lines[:-1], *(replace(line, means=Meaning(moves_chair=True)) for line in lines[-1:])]

    def may_move(self) -> list[TimedLine]:
        """Return what else may be said where exercises are skipped: how the chair gets here, and an offer to sit."""
        chairs = [FLOOR_CHAIR, *(each for each in self.setup.equipment if each.bring)]
        steps = (*(step for each in chairs for step in each.bring), *pad_beside(self.setups))
        return [*self._timed(CueKind.POSITION, steps, None), *self.seat(), self.up_from_the_seat()]

    def listen(self, block: Block) -> list[TimedLine]:
        """Return what will happen: step by step the first times, in one sentence later."""
        if self.script.detail.counts_only:
            return []
        whole = self.explains or self._under & set(block.text.move_under)  # the one sentence has no other words
        told = block.text.moves(self._under) if whole else (block.text.short,)
        texts = [self._named(filled(each, block.first_side)) for each in told]
        lines = [
            TimedLine(CueKind.LISTEN, self.script.text("just_listen")),
            *(TimedLine(CueKind.INSTRUCTION, each) for each in texts),
        ]
        if not self.explains:
            return lines
        how = self.assignment.exercise.breathing
        if how:
            lines.append(TimedLine(CueKind.BREATHING, self.script.text("breathing", how=in_sentence(how))))
        return lines

    def care(self) -> list[TimedLine]:
        """Return what to mind: the cautions for the user's own locks each time, the rest as `CareWords` says."""
        cautions = [TimedLine(CueKind.CAUTION, self._named(each)) for each in self.assignment.cautions]
        return [*cautions, *CareWords(self.session, self.script, self.order).lines()]

    def dose(self, block: Block) -> list[TimedLine]:
        """Return today's dose, and how it is counted."""
        return DoseWords(self.session, self.script, self.order).lines(block)

    def stop(self) -> list[TimedLine]:
        """Return once more how to stop, where the exercise is new or has ever made something worse."""
        if self.assignment.times_done and not self.assignment.marked_worse:
            return []
        return [TimedLine(CueKind.HOW_TO_STOP, self.script.text("how_to_stop_again"))]

    def now_side(self, side: Side | None) -> TimedLine:
        """Return the side that comes next."""
        words = self._side_words(side)
        return TimedLine(CueKind.SIDE, self.script.text("now_side", side=words)) if words else self.turn(side)

    def turn(self, side: Side | None) -> TimedLine:
        """Return the side whose turn comes next, where sides take turns: nobody takes it for a command."""
        return TimedLine(CueKind.SIDE, self.script.text(TURNS[side, self.done_standing]))

    def now_ready(self, block: Block, *, tells_side: bool) -> list[TimedLine]:
        """Return what comes just before the work: side, what loads one leg, what is taken hold of, and the count.

        Example: "Now your left side. Hold on to the chair. Wait for my count."
        """
        side_line = [self._side_before_work(block)] if tells_side and block.first_side in SIDED else []
        return [*side_line, *self.last(block), *self.reach(block), self._get_ready(block)]

    def _begins(self, block: Block) -> bool:
        """Return True if an exercise begins with this block."""
        return block == blocks_of(self.assignment, self.order)[0]

    def _side_before_work(self, block: Block) -> TimedLine:
        """Return the side, as the first one or as the next."""
        is_named_first = self._begins(block) and self._side_words(block.first_side)
        line = self._first_side(block, "side_first") if is_named_first else self.now_side(block.first_side)
        return replace(line, kind=CueKind.NOW_SIDE)

    def _get_ready(self, block: Block) -> TimedLine:
        """Return that the count follows; at the very first work, what the ticks are, too."""
        is_first = self.order == 0 and self._begins(block) and self.session.sessions_done < RULES_TOLD_SESSIONS
        explains_ticks = is_first and not self.script.detail.counts_only
        return TimedLine(CueKind.GET_READY, self.script.text("get_ready_first" if explains_ticks else "get_ready"))

    def change_side(self, block: Block, shown: Iterable[TimedLine]) -> list[TimedLine]:
        """Return the whole change to the side of `block`; `shown`: the way of an exercise of the user's own.

        A user who stands on one leg, or holds a leg up in a strap, is led out of that before the next side is named.
        """
        steps, now = self._timed(CueKind.SIDE, block.text.change_side, block.side), self.now_side(block.side)
        holds = self.done_standing or (block.text.stop is not None and block.text.reach is not None)
        off = 1 if holds and not self.script.detail.counts_only else 0
        return [*steps[:off], now, *shown, *steps[off:]]

    def leave(self, block: Block) -> list[TimedLine]:
        """Return how to come out of the position after the last set, and what is put away then."""
        return self._timed(CueKind.LEAVE, (*self._way_out(block), *self.setup.after), block.side)

    def if_still_on_it(self, block: Block) -> list[TimedLine]:
        """Return how to leave what is stood on, for a user who may have done so in a change of feet."""
        return self._timed(
            CueKind.LEAVE, [block.text.stop] if block.text.stop and self.done_standing else [], block.side
        )

    def put_back(self) -> list[TimedLine]:
        """Return where what was used goes after the exercise."""
        return self._timed(CueKind.LEAVE, self.setup.after, None)

    def sits_after(self, block: Block) -> bool:
        """Return True if the user sits down on the way out of the position."""
        return bool(self._timed(CueKind.LEAVE, (step for step in self._way_out(block) if step.sits), block.side))

    def _way_out(self, block: Block) -> tuple[Instruction, ...]:
        return way_out(block.text, stays_up=self.done_standing and bool(self.setup.after))

    def let_go(self, block: Block) -> list[TimedLine]:
        """Return what is let go of before a rest: what was taken hold of, or stood on, just before the work.

        Example: "Let go of your foot." On the knees the user sits down, with the words of a change of sides. In an
        exercise without sides it is with those of its end.
        """
        text = block.text
        if not (text.reach or any(step.last for step in text.place)):
            return []
        sits = (text.change_side[-1:] or text.leave[1:2]) if block.exercise.position in KNEELING else ()
        return self._timed(CueKind.LEAVE, text.leave[:1] + (sits if sits != text.leave[:1] else ()), block.side)

    def out_of_it(self, block: Block, *, moving: bool) -> str:
        """Return how somebody ends the movement that they are in, and lets go, in one piece."""
        down = block.text.down if moving and self.assignment.exercise.work is not Work.ACTIVITY else ""
        return " ".join(filter(None, (down, *(line.text for line in self.let_go(block)))))

    def reach(self, block: Block) -> list[TimedLine]:
        """Return how to take hold of what a stretch is held with; no line where nothing is.

        Example: "Take hold of the strap." On the feet the user keeps the foot on the floor until the count.
        """
        side = block.side if block.side in SIDED else block.first_side
        return self._timed(CueKind.REACH, [block.text.reach] if block.text.reach else [], side)[:1]

    def again(self, block: Block) -> list[TimedLine]:
        """Return all steps once more, from the side on."""
        return [*self.side(block), *self.place(block), *self.listen(block), *self.care(), *self.last(block)]

    def _side_words(self, side: Side | None) -> str:
        return filled(self.assignment.exercise.side_words, side) if side in SIDED else ""

    def _timed(
        self, kind: CueKind, steps: Iterable[Instruction], side: Side | None, also: Collection[Circumstance] = ()
    ) -> list[TimedLine]:
        # a user who stays in bed is led up from there while an exercise is done on the knees
        under = circumstances(self.session.declared, bed=self.session.plan.in_bed).union(also)
        said = said_steps(steps, side, under)
        lines = [TimedLine(kind, sentence(self._named(words)), time_s) for words, time_s in said]
        counts_only = self.script.detail.counts_only and kind in TOLD_AS_TIME
        return untold(self.script, kind, lines) if counts_only and lines else lines

    def _named(self, words: str) -> str:
        """Return the words with what is held on to today."""
        words = self.setup.named(words) if YOUR_SUPPORT in words else words
        return against(words, self.session.at_hand)

    @property
    def _under(self) -> frozenset[Circumstance]:
        bed = self.session.plan.lies_in_bed(self.assignment.exercise.position)
        return circumstances(self.session.declared, bed=bed)


def words_of(session: Session, script: Script, setups: tuple[Setup, ...] | None = None) -> tuple[ExerciseWords, ...]:
    """Return the words of each exercise; `setups` where the session has gone on otherwise than planned."""
    setups = session.setups if setups is None else setups
    return tuple(ExerciseWords(session, script, order, setups) for order in range(len(session.assignments)))


def _is_new(assignment: Assignment) -> bool:
    return not assignment.times_done and assignment.exercise.work is not Work.ACTIVITY
