"""How much time there is, and what is promised of it: each rule is a function from a script to what breaks it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from hipcoach.catalogue.types import LYING, Position
from hipcoach.engine.cue import Cue
from hipcoach.engine.questions import StepQuestion
from hipcoach.engine.types import WORK_KINDS, Phase, Step, StepKind
from hipcoach.engine.words.cue_layout import end_s
from tests.engine.script_told import Rule, Told

MOST_SILENT_S = 15.0
LEAST_ANSWER_S = 12.0
SHORT_CHECK_S = 20.0  # from the second on
LEAST_APART_S = 0.8  # what is to be done where it is worse, the way up, and the signs
MOST_AT_ONCE_S = 12.0  # of what is to be done, without a pause
MOST_RULES_S = 70.0  # before anything moves
FETCH_S = 7.9


def no_silence_without_a_promise(script: Told) -> Iterator[object]:
    """In a wait and in a timed change, nobody hears nothing for more than 15 s; a time over 12 s is named."""
    for step in script.steps:
        if not (step.waits or step.ready_ends):
            continue
        kinds = {cue.kind for cue in step.cues}
        if step.waits and "wait" not in kinds:
            yield step
        changes = step.kind in (StepKind.POSITION_CHANGE, StepKind.CHANGEOVER) and not step.waits
        if changes and step.duration_s > 12.0 and not {"time", "ten_seconds"} <= kinds:
            yield step
        yield from _silences(step)


def _silences(step: Step) -> Iterator[Cue]:
    said = (*step.cues, *step.meanwhile)
    last = step.reminder.offset_s if step.reminder else step.goes_on_s or step.duration_s
    begins = [*(cue.offset_s for cue in said[1:]), last]
    for cue, begin in zip(said, begins, strict=True):
        if begin - cue.offset_s - cue.duration_s > MOST_SILENT_S:
            yield cue


def no_wait_needs_a_key_out_of_reach(script: Told) -> Iterator[object]:
    """But for somebody who stands, greeted or up from the floor, a wait goes on by itself, said at once and again."""
    for step in script.steps:
        if not step.waits or (step.index == 0 and step.position not in LYING):
            continue
        if step.position is Position.STANDING and takes_up(step):
            advice = any("contact your doctor" in cue.text for cue in step.meanwhile)
            enough = step.leaves_out and advice and (step.goes_on_s or 0.0) - end_s(step.cues) > 119.9
            told, bed = said(step), script.session.plan.in_bed and step.origin in LYING
            yield from () if enough and "press Enter" in told and bed == ("on the bed" in told) else (step,)
            continue
        carries = step.kind is StepKind.ANNOUNCE and step.position is Position.STANDING  # and can walk to the keys
        kneels = step.position in (Position.TALL_KNEELING, Position.HALF_KNEELING)  # a minute is long on the knees
        in_bed = step.index == 0  # where each thing had its time before
        seated = step.kind is StepKind.POSITION_CHANGE and step.position is Position.SEATED
        wait_s, words = (30.0, "thirty") if kneels or in_bed or carries or seated else (60.0, "sixty")
        if step.goes_on_s is None or step.goes_on_s - end_s(step.cues) < wait_s - 0.01:
            yield step
        elif f"I go on in {words} seconds" not in step.cues[-1].text:
            yield step.cues[-1]
        elif step.meanwhile[-1].text != "I go on in ten seconds." or step.meanwhile[-1].offset_s > step.goes_on_s - 10:
            yield step.meanwhile


def there_is_time_to_answer(script: Told) -> Iterator[object]:
    """A check says how long it has, and leaves that time after its words; how to answer is said once."""
    checks = [step for step in script.steps if step.asks is StepQuestion.CHECK]
    ends_of = (checks[0], checks[-1]) if checks else ()  # between them, a warning sign is what the first has told
    for step in checks:
        text, (question, *rest) = said(step), step.cues
        if step.duration_s - end_s(step.cues) < LEAST_ANSWER_S - 0.01 or "I go on in" not in text:
            yield step
        if "worse?" not in question.text or rest[0].offset_s - end_s([question]) < 2.9:  # to feel it
            yield step
        yield from (cue for cue, after in pairwise(rest) if after.offset_s - end_s([cue]) < LEAST_APART_S - 0.01)
        yield from (cue for cue in rest if cue.duration_s > MOST_AT_ONCE_S)
        ends = (
            ("contact your doctor", "emergency number") if step is checks[-1] else ("has not eased", "stop for today")
        )
        signs = (
            ("sharp", "burn", "tingl", "numb", "weak", "(gives|giving) way") if step in ends_of else ("warning sign",)
        )
        wanted = ("If it is worse, (come up with me, but )?rest", *signs, *ends)
        if not all(re.search(each, text) for each in wanted):
            yield text
        if ("through the next exercise" in text) != (step is not checks[-1]):
            yield text
    yield from (step for step in checks if ("press one" in said(step)) != (step is checks[0]))
    yield from (step for step in checks[1:-1] if sum(cue.duration_s for cue in step.cues) > SHORT_CHECK_S)


def said(step: Step) -> str:
    """Return all that a step says."""
    return " ".join(cue.text for cue in step.cues)


def whoever_is_worse_is_told_how_far_to_come(script: Told) -> Iterator[object]:
    """Whoever leaves an exercise out comes up with the others, and half is half of something."""
    checks = {step.order: (i, step) for i, step in enumerate(script.steps) if step.asks is StepQuestion.CHECK}
    for order, (index, step) in list(checks.items())[:-1]:
        text = said(step)
        moves = [each for each in script.steps[index:] if each.order == order + 1 and each.origin is not None]
        up = bool(moves) and takes_up(moves[0])
        lies = not up and step.position in LYING
        if up != ("come up with me" in text) or lies != ("To get up now" in text):
            yield text
        left = [cue.text for each in script.of(order) for cue in each.cues if cue.kind == "leave"]
        if step.position is Position.TALL_KNEELING and not any("onto your hip" in each for each in left):
            yield left  # nobody kneels through a question
        of_what = re.search("about half of the one after", text)
        if bool(of_what) != (order + 2 in script.orders):
            yield text


def takes_up(step: Step) -> bool:
    """Return True if a change of position leads up from the floor or out of a bed."""
    down = (*LYING, Position.TALL_KNEELING, Position.HALF_KNEELING)
    return step.origin in down and step.position not in down


def the_ticks_are_explained_once(script: Told) -> Iterator[object]:
    """Before they are first heard, in the first sessions; and numbers count repetitions and the end of a hold alone."""
    told = [i for i, step in enumerate(script.steps) for cue in step.cues if "ticks" in cue.text]
    ticks = [i for i, step in enumerate(script.steps) for cue in step.cues if cue.tone]
    if told != (ticks[:1] if script.session.sessions_done < 3 else []):
        yield told
    announced = script.session.sessions_done >= 3
    for step, after in pairwise((*script.steps, script.steps[-1])):
        announced = announced or any("last three seconds" in cue.text for cue in step.cues)
        if any(cue.kind == "countdown" for cue in step.cues) and (step.kind is not StepKind.HOLD or not announced):
            yield step
        tones = [cue.tone for cue in step.cues if cue.tone]
        if tones and after.kind not in WORK_KINDS:
            yield step  # the ticks mean: now
        if tones not in ([], ["rise_1", "rise_2", "rise_3"]):
            yield tones


def repetitions_have_a_pause(script: Told) -> Iterator[object]:
    """One repetition does not run into the next, held or not."""
    for before, step in zip(script.steps, script.steps[1:], strict=False):
        if step.kind is StepKind.REPETITION and step.phase in (Phase.UP, Phase.UP_DOWN) and before.kind in WORK_KINDS:
            yield step


def nobody_stands_for_long_without_a_seat(script: Told) -> Iterator[object]:
    """Between two exercises done standing there is time to sit down, and to come back."""
    stood = 0
    for order in script.orders:
        standing = script.session.assignments[order].exercise.position is Position.STANDING
        offered = any("sit down" in cue.text for step in script.of(order) if step.waits for cue in step.cues)
        stood = 0 if offered or not standing else stood
        stood += standing
        if stood > 1:
            yield order


def nobody_hears_nothing_for_long(script: Told) -> Iterator[object]:
    """From the first word to the last, but for a rest or an activity, whose time is named."""
    begins, ended = 0.0, 0.0
    for step in script.steps:
        for cue in (*step.cues, *step.meanwhile):
            named = step.kind in (StepKind.REST, StepKind.ACTIVITY)
            if begins + cue.offset_s - ended > MOST_SILENT_S + 0.5 and not named:
                yield step, cue
            ended = begins + cue.offset_s + cue.duration_s
        begins = ended + step.duration_s if step.reminder else begins + (step.goes_on_s or step.duration_s)


def each_thing_has_its_time_and_the_rules_are_few(script: Told) -> Iterator[object]:
    """In the first sessions there is time to fetch each thing; the rest of how to stop is told when it is needed."""
    greeting, rules = script.steps[:2]
    if script.session.sessions_done < 3:
        for cue, after in pairwise(greeting.cues):
            if (
                cue.text.startswith(("Lay ", "Put ", "Keep "))
                and after.kind != "wait"
                and after.offset_s - cue.offset_s - cue.duration_s < FETCH_S
            ):
                yield cue
        fetching = [
            cue.offset_s for cue in greeting.cues if cue.text.startswith(("If anything is missing", "Push the covers"))
        ]
        if greeting.position in LYING and not 50.0 < fetching[-1] - fetching[0] < 70.0:
            yield fetching  # "about a minute"
        if any("sturdy" in cue.text for cue in greeting.cues) != any("no wheels" in cue.text for cue in greeting.cues):
            yield greeting.cues
    if end_s(rules.cues) > MOST_RULES_S:
        yield rules


PACE_RULES: tuple[Rule, ...] = (
    no_silence_without_a_promise,
    no_wait_needs_a_key_out_of_reach,
    there_is_time_to_answer,
    whoever_is_worse_is_told_how_far_to_come,
    the_ticks_are_explained_once,
    repetitions_have_a_pause,
    nobody_stands_for_long_without_a_seat,
    nobody_hears_nothing_for_long,
    each_thing_has_its_time_and_the_rules_are_few,
)
