"""Everything that a session may say, so that it can be put into speech beforehand."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from hipcoach.catalogue.types import Position
from hipcoach.engine import opening
from hipcoach.engine.blocks import blocks_of
from hipcoach.engine.exercise_words import words_of
from hipcoach.engine.fit import at_easier_step
from hipcoach.engine.pain_dialogue import PainDialogue, PainMarks
from hipcoach.engine.position_changes import Mover, block_place, first_place, place_of, still_down
from hipcoach.engine.promises import TimedLine
from hipcoach.engine.question_text import question_text
from hipcoach.engine.script import Script, sentence
from hipcoach.engine.stops import after_decision, called_off_up, every_stop, pillow_out, settled_up
from hipcoach.engine.table import QUESTIONS, State
from hipcoach.engine.types import CalledOff, Step, Timing
from hipcoach.engine.underway import every_place, passed_between
from hipcoach.engine.unroll import announcements, unroll
from hipcoach.safety.during import after_break, after_report, with_none_begun, without_what_follows
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Action, Decision, PainKind, PainRestKind, Session

SCORES = (*range(11), None)
COUNTDOWN = ("three", "two", "one")
SOON = 20  # cues of the session that come before all that is only perhaps said


def decision_text(
    script: Script,
    decision: Decision,
    *,
    last: bool = False,
    eases: bool = False,
    up: str = "",
    begun: bool = True,
) -> str:
    """Return what is said of a decision: its own sentence, and what happens now.

    `last`: no exercise is left. `eases`: the next one is less than it was to be. `up`: how to get up, for one who lies
    or kneels. `begun` False: it was reported before the first exercise.
    """
    decision = decision if begun else with_none_begun(decision)
    match decision.action, decision.pain_rest:
        case Action.END_SAME_DAY, _:
            key = "pain_end_same_day"
        case Action.END, PainRestKind.FULL:
            key = "pain_end_hold" if begun else "pain_end_hold_none_begun"
        case Action.END, _:
            key = "pain_end_soft"
        case Action.BREAK, _:
            key = "pain_break"
        case _:
            key = "" if last else "pain_go_on"  # the end says that it was the last
    why = decision.why if eases else without_what_follows(decision)
    words = (why, script.text(key) if key else "", after_decision(script, decision, up))
    return sentence(" ".join(filter(None, words)))


def called_off_text(script: Script, why: CalledOff, up: str = "") -> str:
    """Return what is said where something from another computer ends a session, and how to get up."""
    up = called_off_up(script, why, up)
    return sentence(" ".join(filter(None, (script.text(f"called_off_{why.value}"), up))))


def called_off_texts(session: Session, script: Script) -> tuple[str, ...]:
    """Return all that may be said of that in a session, to somebody who stands, and to one who has to get up."""
    return tuple(called_off_text(script, why, up) for why in CalledOff for up in _ups(session, script))


def _ups(session: Session, script: Script) -> tuple[str, ...]:
    """Return how to get up from wherever a session may be stopped, each once; the first is for somebody who stands."""
    return tuple(dict.fromkeys(stopped.up for stopped in every_stop(session, script)))


MOST_COUNTED = 60  # of as many as is comfortable: numbers beyond it are put into speech as they come


def texts_of(session: Session, script: Script, timing: Timing, rule: PainRule) -> tuple[str, ...]:
    """Return every text of a session, each once: first what is said first, then what may be needed at any moment."""
    steps = unroll(session, script, timing)
    planned = _texts(steps)
    asked = [state for state, question in QUESTIONS.items() if question.spoken and "{" not in question.words]
    urgent = [*(question_text(script, state) for state in asked), script.text("withdrawn")]
    firsts = [stopped.first for stopped in every_stop(session, script) if stopped.first]
    urgent += [text for first in firsts for text in (question_text(script, State.PAIN_SCORE, first=first), first)]
    places, perhaps = every_place(session, script), (False, True)
    downs = [still_down(session, script, each, going_down=down) for each in places for down in perhaps]
    downs += [script.text("down_already")]
    urgent += [script.text(word) for word in COUNTDOWN]
    pain = _pain_texts(session, script, rule)
    again = [line.text for order in range(len(session.assignments)) for line in _again(session, script, order)]
    easier = _texts(unroll(at_easier_step(session), script, timing))
    named = [*announcements(session, script, steps), *_texts(_other_ways(session, script, timing))]
    pillows = {pillow_out(session, script, order) for order in range(len(session.assignments))} - {""}
    firsts += sorted(pillows)
    named += [*downs, *pillows, *(" ".join((first, down)) for first in firsts for down in downs if down)]
    named += [line.text for words in words_of(session, script) for line in (*words.may_move(), *words.fetch())]
    named += [
        words.out_of_it(block, moving=moving)
        for order, words in enumerate(words_of(session, script))
        for block in blocks_of(session.assignments[order], order)
        for moving in (False, True)
    ]
    longest_s = max((step.duration_s for step in steps if step.counted), default=0.0)
    named += [script.text("count", n=n) for n in range(1, min(round(longest_s), MOST_COUNTED) + 1)]
    return tuple(dict.fromkeys(filter(None, [*planned[:SOON], *urgent, *planned, *pain, *again, *easier, *named])))


def _again(session: Session, script: Script, order: int) -> Iterator[TimedLine]:
    """Yield the steps of one exercise as they are said again, for either side."""
    words = words_of(session, script)[order]
    for block in blocks_of(session.assignments[order], order):
        yield from (*words.again(block), *words.leave(block))


def _other_ways(session: Session, script: Script, timing: Timing) -> Iterator[Step]:
    """Yield the ways into each exercise for somebody who has left out those before it."""
    mover = Mover(session, script, timing)
    up = (place_of(session, position) for position in (Position.STANDING, Position.SEATED))
    places = dict.fromkeys((first_place(session), *up))
    for order, assignment in enumerate(session.assignments):
        blocks = blocks_of(assignment, order)
        target = block_place(session, blocks[0])
        places |= dict.fromkeys(
            each for place in tuple(places) for each in passed_between(session, script, place, target)
        )
        for place in (*places, *(replace(place, anew=True) for place in places)):
            step = mover.step(place, target, assignment.exercise.id, order)
            if step is not None:
                yield step
        places |= dict.fromkeys(block_place(session, block) for block in blocks)
    yield from (opening.finish(session, script, timing, place) for place in places)


def _texts(steps: Iterable[Step]) -> list[str]:
    """Return what the steps say, and what they say again while they wait; a tone says nothing."""
    cues = (cue for step in steps for cue in (*step.cues, *step.meanwhile, step.reminder) if cue is not None)
    return [cue.text for cue in cues if cue.text]


def _pain_texts(session: Session, script: Script, rule: PainRule) -> Iterator[str]:
    """Yield the confirmations, and what can be decided in this session at every score."""
    base, base_from = session.base, session.base_from
    ups, before = _ups(session, script), settled_up(session, script, first_place(session))
    for score in range(11):
        yield question_text(script, State.PAIN_CONFIRM, score=score)
    for same_day in (each for each in PainKind if each.same_day):
        chosen = PainDialogue(PainMarks(), base, state=State.KIND_CONFIRM, kind=same_day)
        yield question_text(script, State.KIND_CONFIRM, kind=chosen.pending_kind)
    yield from _decision_texts(script, _left_open(session, rule), ups)
    for count in (1, rule.worse_ends):
        for score in SCORES:
            for kind, persists in _kinds():
                decision = after_report(
                    rule,
                    base,
                    exercise=None,
                    score=score,
                    kind=kind,
                    sharp_persists=persists,
                    worse_count=count,
                    base_from=base_from,
                )
                yield from _decision_texts(script, decision, ups)
                yield from (
                    decision_text(script, decision, up=up, begun=False) for up in dict.fromkeys((ups[0], before))
                )
                if decision.action is Action.BREAK and kind is PainKind.ACHE and score is not None:
                    for r in SCORES:
                        found = after_break(rule, base, exercise=None, d=score, r=r, base_from=base_from)
                        yield from _decision_texts(script, found, ups)
                        yield from _none_begun_texts(script, found, {ups[0], before})


def _kinds() -> Iterator[tuple[PainKind | None, bool | None]]:
    """Yield each answer to what the pain is like, with each to whether sharp pain stays; None where there is none."""
    for kind in (*PainKind, None):
        yield from ((kind, persists) for persists in ((False, True, None) if kind is PainKind.SHARP else (None,)))


def _decision_texts(script: Script, decision: Decision, ups: Sequence[str]) -> Iterator[str]:
    """Yield what is said of a decision wherever somebody may stop."""
    if decision.action.ends:
        yield from (decision_text(script, decision, up=up) for up in ups)
        return
    eased = (False, True) if decision.action is Action.GO_ON_EASIER else (False,)
    yield from (decision_text(script, decision, eases=eases) for eases in eased)
    yield decision_text(script, decision, last=True)


def _none_begun_texts(script: Script, decision: Decision, ups: Collection[str]) -> Iterator[str]:
    """Yield what is said of a decision before the first exercise."""
    for up, last in product(sorted(ups), (False, True)):
        yield decision_text(script, decision, last=last, up=up, begun=False)


def _left_open(session: Session, rule: PainRule) -> Decision:
    """Return what is decided where a question is left open after answers that would let the session go on."""
    return after_report(
        rule,
        session.base,
        exercise=None,
        score=0,
        kind=PainKind.ACHE,
        sharp_persists=None,
        worse_count=1,
        base_from=session.base_from,
        left_open="answer_not_given",
    )
