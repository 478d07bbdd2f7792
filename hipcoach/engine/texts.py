"""Everything that a session may say, so that it can be put into speech beforehand."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from hipcoach.catalogue.types import Position
from hipcoach.engine.body_place import BodyNow, ToldAgain
from hipcoach.engine.cue import Cue, CueKind, Priority
from hipcoach.engine.events import CueStarted
from hipcoach.engine.pain.every_report import every_report
from hipcoach.engine.pain.question_text import asked_text
from hipcoach.engine.steps import opening
from hipcoach.engine.steps.planned_time import planned_s
from hipcoach.engine.steps.shorten import at_easier_step
from hipcoach.engine.steps.unroll import StepMaker, as_minutes, unroll
from hipcoach.engine.types import CalledOff, Step, Timing
from hipcoach.engine.ways.getting_up import still_down
from hipcoach.engine.ways.places import place_of
from hipcoach.engine.ways.stop_words import after_decision, called_off_up, every_stop, pillow_out
from hipcoach.engine.ways.whereabouts import every_place
from hipcoach.engine.words.blocks import blocks_of
from hipcoach.engine.words.exercise_words import words_of
from hipcoach.engine.words.phrase_keys import CALLED_OFF, for_hip
from hipcoach.engine.words.script import Script, sentence
from hipcoach.engine.words.waits import TimedLine, every_promise
from hipcoach.safety.during import without_what_follows
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Action, Decision, PainRestKind, Session

COUNTDOWN = ("three", "two", "one")
SOON = 20  # cues of the session that come before all that is only perhaps said


def decision_texts(
    script: Script,
    decision: Decision,
    *,
    last: bool = False,
    eases: bool = False,
    up: str = "",
) -> tuple[str, ...]:
    """Return what is said of a decision, in parts with a pause between them.

    Where it ends the session, what to do and whom to call come first, then why, then how to get up. Each part is short
    enough to be taken in. Each is put into speech once, and not in every combination with the others.

    `last`: no exercise is left. `eases`: the next one is less than it was to be. `up`: how to get up, lying or
    kneeling. Where nothing was begun, the decision is on no exercise.
    """
    begun = decision.exercise is not None
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
            go_on = "pain_go_on" if begun else "pain_begin"
            key = "" if last else go_on  # the end says that it was the last
    why = decision.why if eases else without_what_follows(decision)
    told = script.text(key) if key else ""
    if decision.action.ends:
        return tuple(filter(None, (told, sentence(why), sentence(after_decision(script, decision, up)))))
    return (sentence(" ".join(filter(None, (why, told)))),)


def called_off_told(script: Script, why: CalledOff, up: str = "", first: str = "") -> tuple[str, ...]:
    """Return what is said where something from another computer ends a session.

    Then comes `first`, what the user takes off, steps down from or comes out of, and then how to get `up`.
    """
    return tuple(filter(None, (script.text(CALLED_OFF[why]), first, sentence(called_off_up(script, why, up)))))


def told_in_parts(script: Script, kind: CueKind, texts: Sequence[str], at_s: float) -> tuple[CueStarted, ...]:
    """Return what says the texts, one after the other: the voice waits for each, and pauses."""
    return tuple(CueStarted(at_s, script.cue(kind, text, 0.0, Priority.PAIN)) for text in texts)


def called_off_texts(session: Session, script: Script) -> tuple[str, ...]:
    """Return all that may be said of that in a session: on the feet, and to a user who has to get up."""
    stops = every_stop(session, script)
    told = (called_off_told(script, why, each.up, each.first) for why in CalledOff for each in stops)
    return tuple(dict.fromkeys(text for texts in told for text in texts))


def _ups(session: Session, script: Script) -> tuple[str, ...]:
    """Return how to get up from wherever a session may be stopped, each once; the first is for a user who stands."""
    return tuple(dict.fromkeys(stopped.up for stopped in every_stop(session, script)))


MOST_COUNTED = 60  # of as many as is comfortable: numbers beyond it are put into speech as they come


def texts_of(session: Session, script: Script, timing: Timing, rule: PainRule) -> tuple[str, ...]:
    """Return every text of a session once: in the order in which it is said, then what any moment may need."""
    steps = unroll(session, script, timing)
    planned = _texts(steps)
    reports = every_report(rule, session.base, session.base_from)
    asked = {asked_text(script, each): each.pending is None and not each.pending_kind for each in reports.dialogues}
    urgent = [*(text for text, names_no_answer in asked.items() if names_no_answer), script.text("withdrawn")]
    ups = _ups(session, script)
    decided = (_decision_texts(script, each, ups) for each in reports.decisions)
    pain = [*asked, *chain.from_iterable(decided)]
    firsts = [stopped.first for stopped in every_stop(session, script) if stopped.first]
    urgent += [text for first in firsts for text in (asked_text(script, reports.dialogues[0], first=first), first)]
    places, perhaps = every_place(session, script), (False, True)
    downs = [still_down(session, script, each, going_down=down) for each in places for down in perhaps]
    downs += [
        script.text("down_already"),
        *(script.text(for_hip(session, key)) for key in ("up_to_fetch", "rules_end")),
    ]
    urgent += [script.text(word) for word in COUNTDOWN]
    again = [line.text for order in range(len(session.assignments)) for line in _again(session, script, order)]
    easier = _texts(unroll(at_easier_step(session), script, timing))
    ways = tuple(_other_ways(session, script, timing))
    timed_s = max((step.duration_s for step in (*steps, *ways) if not step.waits and step.origin), default=0.0)
    named = [*_announcements(session, script, steps), *_texts(ways), *every_promise(script, timed_s)]
    pillows = {pillow_out(session, script, order) for order in range(len(session.assignments))} - {""}
    firsts += sorted(pillows)
    named += [*downs, *pillows, *(" ".join((first, down)) for first in firsts for down in downs if down)]
    named += [line.text for words in words_of(session, script) for line in (*words.may_move(), *words.fetch())]
    if timing.floor_goes_on_s is not None:  # while the chair is carried
        seconds = round(min(timing.floor_goes_on_s, timing.position_change_s))
        named.append(script.text("take_your_time", seconds=seconds))
    named += [
        words.out_of_it(block, moving=moving)
        for order, words in enumerate(words_of(session, script))
        for block in blocks_of(session.assignments[order], order)
        for moving in (False, True)
    ]
    longest_s = max((step.duration_s for step in steps if step.counted), default=0.0)
    named += [script.text("count", n=n) for n in range(1, min(round(longest_s), MOST_COUNTED) + 1)]
    return tuple(dict.fromkeys(filter(None, [*planned[:SOON], *urgent, *planned, *pain, *again, *easier, *named])))


def _announcements(session: Session, script: Script, steps: Sequence[Step]) -> Iterator[str]:
    """Yield what may be said at the start of each exercise, with a minute more or less left, or with no time told."""
    for order, words in enumerate(words_of(session, script)):
        left = as_minutes(sum(planned_s(step) for step in steps if step.order >= order))
        yield from (words.name(minutes).text for minutes in (None, max(1, left - 1), left, left + 1))


def _again(session: Session, script: Script, order: int) -> Iterator[TimedLine]:
    """Yield the steps of one exercise as they are said again, for either side."""
    words = words_of(session, script)[order]
    for block in blocks_of(session.assignments[order], order):
        yield from (*words.again(block), *words.leave(block))


def _other_ways(session: Session, script: Script, timing: Timing) -> Iterator[Step]:
    """Yield the way into each exercise, and to the end, from wherever the user may skip, go back or rest."""
    maker, known = StepMaker(session, script, timing), every_place(session, script)
    stays = (
        place_of(session, each.position, each.side) for each in known
    )  # the user may stay where they were led through
    up = (place_of(session, position) for position in (Position.STANDING, Position.SEATED))
    places = dict.fromkeys((*known, *stays, *up))
    again = (BodyNow(place, why) for why in ToldAgain for place in places)
    for body in (*map(BodyNow, places), *again):
        for order in range(len(session.assignments)):
            yield from maker.entered_from(order, body)
        yield opening.finish(session, script, body)


def _texts(steps: Iterable[Step]) -> list[str]:
    """Return what the steps say, and what they say again while they wait; a tone says nothing."""
    return [cue.text for step in steps for cue in _cues(step) if cue.text]


def _cues(step: Step) -> Iterator[Cue]:
    yield from (*step.cues, *step.meanwhile)
    if step.reminder is not None:
        yield step.reminder


def _decision_texts(script: Script, decision: Decision, ups: Sequence[str]) -> Iterator[str]:
    """Yield what is said of a decision, wherever the user may stop."""
    eased = (False, True) if decision.action is Action.GO_ON_EASIER else (False,)
    for up in ups if decision.action.ends else ("",):  # nobody is told how to get up where it goes on
        for eases in eased:
            yield from decision_texts(script, decision, eases=eases, up=up)
        yield from decision_texts(script, decision, last=True, up=up)
