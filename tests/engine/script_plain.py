"""What one who does literally what is said wonders about: each rule is a function from a script to what breaks it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from hipcoach.catalogue.types import LYING, Position
from hipcoach.engine.words.waits import HEARD
from tests.engine.script_pace import takes_up
from tests.engine.script_told import Rule, Told

MOST_WORDS_A_MINUTE = 190.5


def what_is_only_heard_leaves_time_to_take_it_in(script: Told) -> Iterator[object]:
    """No line of it has more words a minute, up to the next one, than can be followed."""
    for step in script.steps:
        for cue, after in pairwise(step.cues):
            words_a_minute = len(cue.text.split()) / (after.offset_s - cue.offset_s) * 60.0
            if cue.kind in HEARD and words_a_minute > MOST_WORDS_A_MINUTE:
                yield round(words_a_minute), cue.text


def nobody_rolls_against_the_chair(script: Told) -> Iterator[object]:
    """Whoever rolls onto a side from the back, on the mat, has moved first: neither to it, nor off the mat."""
    for step in script.steps:
        texts = [cue.text for cue in step.cues]
        rolls = [n for n, text in enumerate(texts) if text.startswith("Roll onto your") and step.origin in LYING]
        on_a_mat = not any("bed" in text for text in texts) and not script.session.plan.in_bed
        if on_a_mat and step.origin is Position.SUPINE and step.position is not Position.PRONE:
            room = [
                n
                for n, text in enumerate(texts)
                if re.search("huffle (away from the chair|a little to your .* into the middle of the mat)", text)
            ]
            yield from (texts[n] for n in rolls if not any(at < n for at in room))


def whoever_has_stopped_and_come_up_may_stay_on_the_seat(script: Told) -> Iterator[object]:
    """They were led up with the others: while all wait there, their part is told, too."""
    for step in script.steps:
        if takes_up(step) and step.position is Position.SEATED:
            yield from () if any("stopped for today, stay sitting" in cue.text for cue in step.meanwhile) else (step,)


def eyes_may_be_shut_from_when_one_lies(script: Told) -> Iterator[object]:
    """It is said in the first sessions, while one waits for those who are not down yet; and only there."""
    told = [step for step in script.steps if any("shut your eyes" in cue.text for cue in (*step.cues, *step.meanwhile))]
    first = next((step for step in script.steps if step.position in LYING and step.waits), None)
    if told != ([first] if first is not None and script.session.sessions_done < 3 else []):
        yield told


PLAIN_RULES: tuple[Rule, ...] = (
    what_is_only_heard_leaves_time_to_take_it_in,
    nobody_rolls_against_the_chair,
    whoever_has_stopped_and_come_up_may_stay_on_the_seat,
    eyes_may_be_shut_from_when_one_lies,
)
