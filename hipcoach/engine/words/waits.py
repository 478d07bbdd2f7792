"""No silence without a promise: what is said while a step waits for the user, or gives them a time."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from hipcoach.engine.cue import NOTHING_MEANT, Cue, CueKind, Meaning, Priority
from hipcoach.engine.types import Step, Wait
from hipcoach.engine.words.cue_layout import end_s
from hipcoach.engine.words.script import GAP_S, Script

REMIND_AFTER_S = 15.0  # of the first words of a wait
TOLD_OVER_S = 12.0  # a time longer than this is named
LEFT_OUT_AFTER_S = 120.0  # of the way up to standing: long enough to grow steady, and to walk to the keys
AFTER_WORDS_S = 0.5  # of silence after what is only listened to
TEN_S = 10.0  # before its end, "ten seconds more"
MOST_SILENT_S = 15.0  # in a timed change
ROUND_S = 5.0  # a time that is named is a multiple of this
NO_HURRY = ("no_hurry", "no_hurry_longer")
STILL_WAITS = ("no_hurry", "no_hurry_still", "no_hurry_longer")  # where it does wait
# a user who leaves the last exercise out hears here when to ring a doctor; elsewhere its question says so
WORSE_AT_THE_END = ("check_worse_last", "check_worse_today", "check_worse_call")
TOLD_TO_ONE_WHO_SITS = ("no_hurry", "no_hurry_still", *WORSE_AT_THE_END, "no_hurry_still", "no_hurry")
HEARD = frozenset(
    {
        CueKind.EQUIPMENT,
        CueKind.HOW_TO_STOP,
        CueKind.LISTEN,
        CueKind.INSTRUCTION,
        CueKind.BREATHING,
        CueKind.CAUTION,
        CueKind.FEEL,
        CueKind.NOT_FEEL,
        CueKind.NOTE,
        CueKind.DOSE,
    }
)
"""What is only listened to: a silence after it leaves the time to take it in."""
MOST_WORDS_S = 190 / 60  # of such words a second
WORD_S = 0.5  # of a word, for a time that is named: it is the same with every voice


@dataclass(frozen=True, slots=True)
class TimedLine:
    """One thing to say, and the seconds after it to do it in."""

    kind: CueKind
    text: str
    time_s: float = 0.0
    means: Meaning = NOTHING_MEANT


def line_cues(script: Script, lines: Sequence[TimedLine], start_s: float = 0.0) -> tuple[Cue, ...]:
    """Say the lines one after the other, with the time of each after its words."""
    cues: list[Cue] = []
    at_s = start_s
    for line in lines:
        if line.text:
            priority = Priority.SIDE if line.kind is CueKind.SIDE else Priority.NAME
            cues.append(replace(script.cue(line.kind, line.text, at_s, priority), means=line.means))
            at_s = end_s(cues) + max(_silence_s(line, cues[-1].duration_s), line.time_s)
    return tuple(cues)


def _silence_s(line: TimedLine, said_s: float) -> float:
    """Return how long nothing is said after a line, at the least."""
    return max(GAP_S, len(line.text.split()) / MOST_WORDS_S - said_s if line.kind in HEARD else 0.0)


def step_with_lines(step: Step, script: Script, lines: Sequence[TimedLine]) -> Step:
    """Return the step as one that says its lines and gives each its time; "ready" ends it."""
    cues = line_cues(script, lines)
    last_s = lines[-1].time_s if lines else 0.0
    return replace(step, duration_s=end_s(cues) + max(GAP_S, last_s), cues=cues, ready_ends=True)


def line_by_line(step: Step, script: Script, lines: Sequence[TimedLine]) -> Iterator[Step]:
    """Yield the step as one that says its lines and gives each its time; none where there is nothing to say."""
    if any(line.text for line in lines):
        yield step_with_lines(step, script, lines)


def spoken(step: Step, script: Script, lines: Sequence[TimedLine]) -> Iterator[Step]:
    """Yield the step as one that the user only listens to; none where there is nothing to say."""
    cues = line_cues(script, lines)
    if cues:
        yield replace(step, duration_s=end_s(cues) + AFTER_WORDS_S, cues=cues)


def waiting(step: Step, script: Script, lines: Sequence[TimedLine], settle_s: float, ready: str = "tell_ready") -> Step:
    """Return the step as one that says its lines, and then waits until the user is ready, however long that takes.

    `ready` is the phrase that says how they tell.
    """
    cues = line_cues(script, [*lines, TimedLine(CueKind.WAIT, script.text(ready, skip=script.skip_key))])
    at_s = max(cues[-1].offset_s + REMIND_AFTER_S, end_s(cues) + GAP_S)
    reminder = script.cue(CueKind.WAIT, script.text("still_waiting"), at_s)
    return replace(step, duration_s=settle_s, cues=cues, wait=Wait(reminder=reminder))


def patient(
    step: Step,
    script: Script,
    lines: Sequence[TimedLine],
    settle_s: float,
    patience_s: float | None,
    told: Sequence[str] = (),
) -> Step:
    """Return the step as one that waits so long after its words, and then goes on by itself: no key may be in reach.

    With `patience_s` None it waits until the user is ready, however long that takes. `told` is said while it waits.
    """
    if patience_s is None:
        return waiting(step, script, lines, settle_s)
    cues = line_cues(
        script, [*lines, TimedLine(CueKind.WAIT, script.text("take_your_time", seconds=round(patience_s)))]
    )
    goes_on_s = end_s(cues) + patience_s
    if told:
        meanwhile = _spread(script, CueKind.WAIT, told, end_s(cues), goes_on_s - TEN_S)
    else:
        meanwhile = _no_hurry(script, CueKind.WAIT, STILL_WAITS, end_s(cues), goes_on_s - TEN_S)
    meanwhile += (script.cue(CueKind.WAIT, script.text("going_on"), goes_on_s - TEN_S),)
    return replace(step, duration_s=settle_s, cues=cues, wait=Wait(meanwhile=meanwhile, goes_on_s=goes_on_s))


def leaving_out(step: Step, script: Script, lines: Sequence[TimedLine], settle_s: float) -> Step:
    """Return the step with a wait so long that a user who only sits down is led on, past this exercise."""
    told = script.text("tell_ready_up_or_not", skip=script.skip_key, minutes=round(LEFT_OUT_AFTER_S / 60))
    cues = line_cues(script, [*lines, TimedLine(CueKind.WAIT, told)])
    goes_on_s = end_s(cues) + LEFT_OUT_AFTER_S
    meanwhile = _spread(
        script, CueKind.WAIT, [script.text(key) for key in TOLD_TO_ONE_WHO_SITS], end_s(cues), goes_on_s - TEN_S
    )
    meanwhile += (script.cue(CueKind.WAIT, script.text("leaving_out"), goes_on_s - TEN_S),)
    wait = Wait(meanwhile=meanwhile, goes_on_s=goes_on_s, leaves_out=True)
    return replace(step, duration_s=settle_s, cues=cues, wait=wait)


def timed(
    step: Step,
    script: Script,
    lines: Sequence[TimedLine],
    least_s: float,
    *,
    first_only: bool = False,
    aim: TimedLine | None = None,
) -> Step:
    """Return the step as one that gives a time, says how long that is, and when it is nearly over; "ready" ends it.

    With `first_only` only the first line is said; the time is the same. The time is named after the `aim`, which says
    what it is for; without one after the first line.
    """
    plain_s, said = step_with_lines(step, script, lines).duration_s, lines[:1] if first_only else lines
    if max(least_s, plain_s) <= TOLD_OVER_S:
        return replace(step_with_lines(step, script, said), duration_s=max(least_s, plain_s))
    named_s = _named_s(lines, least_s)
    promise = TimedLine(CueKind.TIME, script.text("timed", seconds=round(named_s)))
    named_at = said.index(aim) + 1 if aim in said else 1
    cues = line_cues(script, [*said[:named_at], promise, *said[named_at:]])
    length_s = max(named_s, end_s(cues) + GAP_S + TEN_S)
    cues += _no_hurry(script, CueKind.TIME, NO_HURRY, end_s(cues), length_s - TEN_S)
    ten = script.cue(CueKind.TEN_SECONDS, script.text("ten_seconds"), length_s - TEN_S)
    return replace(step, duration_s=length_s, cues=(*cues, ten), ready_ends=True)


def every_promise(script: Script, most_s: float) -> Iterator[str]:
    """Yield each time that may be promised for a part of a way, where all of it takes `most_s`."""
    for parts in range(math.ceil(TOLD_OVER_S / ROUND_S), math.ceil(most_s / ROUND_S) + 1):
        yield script.text("timed", seconds=round(parts * ROUND_S))


def untold(script: Script, kind: CueKind, lines: Sequence[TimedLine]) -> list[TimedLine]:
    """Return, in the place of the lines, how long they take, and when that is nearly over."""
    seconds = math.ceil(sum(line.time_s for line in lines) / ROUND_S) * ROUND_S
    promise = TimedLine(kind, script.text("timed", seconds=round(seconds)), seconds)
    if seconds <= TOLD_OVER_S:
        return [promise]
    pieces = math.ceil((seconds - TEN_S) / MOST_SILENT_S)
    meanwhile = [script.text(key) for key, _ in zip(cycle(NO_HURRY), range(pieces - 1), strict=False)]
    each_s = (seconds - TEN_S) / pieces
    parts = [replace(promise, time_s=each_s), *(TimedLine(kind, text, each_s) for text in meanwhile)]
    return [*parts, TimedLine(kind, script.text("ten_seconds"), TEN_S)]


def _no_hurry(script: Script, kind: CueKind, keys: Sequence[str], from_s: float, until_s: float) -> tuple[Cue, ...]:
    """Part a silence that would be too long."""
    pieces = math.ceil((until_s - from_s) / MOST_SILENT_S)
    begins = [from_s + (until_s - from_s) * piece / pieces for piece in range(1, pieces)]
    return tuple(script.cue(kind, script.text(key), at_s) for key, at_s in zip(cycle(keys), begins, strict=False))


def _spread(script: Script, kind: CueKind, texts: Sequence[str], from_s: float, until_s: float) -> tuple[Cue, ...]:
    """Say the texts with equal silences between them."""
    cues = [script.cue(kind, text) for text in texts]
    silence_s = max(GAP_S, (until_s - from_s - sum(cue.duration_s for cue in cues)) / (len(cues) + 1))
    at_s, placed = from_s + silence_s, []
    for cue in cues:
        placed.append(replace(cue, offset_s=at_s))
        at_s += cue.duration_s + silence_s
    return tuple(placed)


def _named_s(lines: Sequence[TimedLine], least_s: float) -> float:
    """Return the time that is named."""
    words = sum(len(line.text.split()) for line in lines)
    needed_s = words * WORD_S + sum(max(GAP_S, line.time_s) for line in lines[:-1])
    return max(least_s, math.ceil((needed_s + TEN_S) / ROUND_S) * ROUND_S)
