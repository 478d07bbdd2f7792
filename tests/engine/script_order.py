"""What is said, and in which order: each rule is a function from a script to what breaks it."""

import re
from collections.abc import Iterator

from hipcoach.catalogue.types import LYING, Lock, Position, Side, Sides, Work
from hipcoach.engine.types import Phase, StepKind
from tests.engine.script_pace import takes_up
from tests.engine.script_told import SCRIPT, Rule, Told

RANKS = (
    ("announce",), ("new",), ("keys",), ("side",), ("equipment",), ("time", "position", "wait", "ten_seconds"),
    ("place",),
    ("listen",), ("instruction",), ("breathing",), ("caution", "feel", "not_feel", "note"), ("dose",), ("how_to_stop",),
    ("now_side",), ("last",), ("reach", "get_ready"), ("rise_1",), ("rise_2",), ("rise_3",),
)  # fmt: skip
RANK = {kind: rank for rank, kinds in enumerate(RANKS) for kind in kinds}
DOWN_THERE = ("To stop: rest, let me talk on", "To get up sooner, ")
UNNAMED = re.compile(r"\bother (side|leg|knee|foot|hand|arm|way)\b|\bone (leg|knee|foot|side)\b", re.IGNORECASE)
SIDED = (Side.LEFT, Side.RIGHT)


def in_order(script: Told) -> Iterator[object]:
    """One exercise: name, side, way, place, listen, dose, count."""
    for order in script.orders:
        kinds = []
        for step in script.of(order):
            if step.kind in (StepKind.REPETITION, StepKind.BREATH, StepKind.ACTIVITY):
                break
            kinds += [cue.kind for cue in step.cues]
        ranks = [RANK[kind] for kind in kinds]
        if ranks != sorted(ranks) or not {"announce", "dose", "get_ready", "rise_3"} <= set(kinds):
            yield kinds


def nothing_is_commanded_while_listening(script: Told) -> Iterator[object]:
    """What will happen is told of the body, not asked of it."""
    for step in script.steps:
        for cue in step.cues:
            if cue.kind == "instruction" and not re.match(r"(Your?|Both|The|Then|It|All|With|There)\b", cue.text):
                yield cue.text
            if cue.kind in ("place", "position") and (step.kind is StepKind.ANNOUNCE) and not step.ready_ends:
                yield cue.text


def side_comes_first(script: Told) -> Iterator[object]:
    """Nobody is told to lie, kneel or put a strap somewhere before the side was named, unless sides only take turns."""
    for order in script.orders:
        assignment = script.session.assignments[order]
        takes_turns = assignment.exercise.text(assignment.dose.form).sides is Sides.ALTERNATING
        named = not assignment.exercise.side_words or takes_turns
        for cue in (cue for step in script.of(order) for cue in step.cues if cue.kind != "equipment"):
            named = named or cue.kind == "side"
            if not named and cue.kind != "announce" and re.search(r"\b(left|right)\b(?! angle)", cue.text):
                yield cue.text


def nobody_is_led_where_they_cannot_go(script: Told) -> Iterator[object]:
    """No kneeling with a replaced hip or where it is impossible; no mat and no floor in bed; a way has its steps."""
    declared, bed = script.session.declared, script.session.plan.in_bed
    for step in script.steps:
        if step.kind is StepKind.POSITION_CHANGE and sum(cue.kind == "position" for cue in step.cues) < 2:
            yield step
        for cue in step.cues:
            if declared & {Lock.HIP_REPLACEMENT, Lock.NO_KNEELING, Lock.NO_FLOOR} and "kneel" in cue.text.lower():
                yield cue.text
            if bed and step.position in LYING and re.search(r"\b(mat|floor)\b", cue.text):
                yield cue.text


def everything_is_fetched_first(script: Told) -> Iterator[object]:
    """The greeting names it all, and nobody who lies is asked to fetch anything."""
    greeting = " ".join(cue.text for cue in script.steps[0].cues)
    if script.session.plan.in_bed and "bed" not in greeting:
        yield "a bed"
    for assignment in script.session.assignments:
        bed = script.session.plan.in_bed
        for each in assignment.exercise.equipment:
            if each.lock is not None and each.lock not in script.session.declared:
                continue
            known = re.search(r"\b(mat|wall)\b", each.say) and (bed or "wall" in each.say)
            if not known and not any(thing in greeting for thing in (each.say, *(str(one) for one in each.things))):
                yield each.say
    yield from (each.put for each in script.session.things if each.put not in greeting)
    for step in script.steps[1:]:
        if step.position in LYING and any(cue.kind == "equipment" for cue in step.cues):
            yield step


def every_side_has_its_name(script: Told) -> Iterator[object]:
    """Left and right, never "the other"."""
    said = (cue for step in script.steps for cue in step.cues if cue.kind not in ("greeting", "announce"))
    yield from (cue.text for cue in said if UNNAMED.search(cue.text))


def every_repetition_has_its_word(script: Told) -> Iterator[object]:
    """And the last one of several says so."""
    for step in script.steps:
        if step.kind is StepKind.REPETITION and step.phase in (Phase.UP, Phase.UP_DOWN) and step.repetition:
            assignment = script.session.assignments[step.order]
            text = assignment.exercise.text(assignment.dose.form)
            said = step.cues[0].text
            if text.up not in said or ("Last one" in said) != (step.repetition == step.reps_target > 1):
                yield said
        if step.kind is StepKind.BREATH and ("Last one" in step.cues[0].text) != (step.repetition == step.reps_target):
            yield step.cues


def the_body_is_told_before_the_keys(script: Told) -> Iterator[object]:
    """How to stop begins with what the body does, which needs no key; what is needed lying there comes there."""
    told = [cue.text for cue in script.steps[1].cues]
    first, greeting = script.session.sessions_done < 3, [cue.text for cue in script.steps[0].cues]
    wanted = (
        "needs a key",
        "if it pinches, make it smaller",
        "ease back",
        "stop for today",
        "sharp, burning, tingling, numbness, weakness, or giving way",
        "contact your doctor",
        "call your emergency number",
        "rest at any time",
        "press P",
    )
    short = ("ease back", "press P", "rest", "stop for today")
    at = [" ".join(told).find(words) for words in (wanted if first else short)]
    lies = any(each.exercise.position in LYING for each in script.session.assignments)
    before = [step for step in script.steps if step.order <= 0 and step.kind is not StepKind.REPETITION]
    early = [*told, *(cue.text for step in before for cue in step.meanwhile)]
    if first and lies and not all(any(words in text for text in early) for words in DOWN_THERE):
        yield early
    up = next((n for n in script.orders if any(takes_up(step) for step in script.of(n))), None)  # how long one lies
    when = "at the end" if up is None else f"before exercise {SCRIPT.phrases.number(up + 1)}"
    if first and lies and not any(f"lead the way, {when}." in text for text in early):
        yield when, early
    yield from (text for text in script.texts if "skips" in text and not (first and text in greeting))
    spaces = [text for text in (*greeting, *told) if "Space" in text]
    if len(spaces) != first:
        yield spaces
    if script.steps[1].order != -1 or -1 in at or at != sorted(at):
        yield told
    for order in script.orders:
        kinds = {cue.kind for step in script.of(order) for cue in step.cues}
        if script.session.assignments[order].times_done == 0 and "how_to_stop" not in kinds:
            yield order


def whoever_stays_is_not_moved(script: Told) -> Iterator[object]:
    """Nobody is told to stay who has just been led, nor to get into a place from one where they are not."""
    here = script.session.plan.start_position  # the greeting leads into bed
    for order in script.orders:
        steps = script.of(order)
        moved = any(step.kind is StepKind.POSITION_CHANGE for step in steps)
        position = script.session.assignments[order].exercise.position
        work = script.session.assignments[order].exercise.work
        stays = [cue.text for step in steps for cue in step.cues if cue.text.startswith("Stay ")]
        if work is not Work.ACTIVITY and ((moved and (stays or here == position)) or (not moved and here != position)):
            yield order, stays, here
        here = position


def the_first_repetition_has_its_side(script: Told) -> Iterator[object]:
    """Before each set its side is named last thing: with the count, or by a short change of side."""
    for before, step in zip(script.steps, script.steps[1:], strict=False):
        if step.kind is StepKind.LEAD_IN and step.cues[-1].tone and step.side in SIDED:
            near = before.cues if before.kind is StepKind.CHANGEOVER and before.duration_s <= 12.0 else ()
            said = [cue.text for cue in (*near, *step.cues) if cue.kind in ("side", "now_side")]
            if not any(f"{step.side}" in text for text in said):
                yield step


def one_leg_is_loaded_last(script: Told) -> Iterator[object]:
    """Nobody listens, rests or counts on one leg: it comes just before the ticks, and no heel is held before them."""
    for step in script.steps:
        late = [cue for cue in step.cues if cue.kind in ("last", "reach") and "both knees" not in cue.text]
        if late and (
            step.kind is not StepKind.LEAD_IN
            or step.duration_s - late[0].offset_s > (25.0 if step.position is Position.STANDING else 30.0)
        ):
            yield step
        held = [cue for cue in late if cue.kind == "reach" and step.position is Position.STANDING]
        if any("foot stays down until I count" not in cue.text for cue in held):
            yield step
        if step.kind is StepKind.LEAD_IN and step.cues[-1].tone and step.exercise is not None:
            assignment = script.session.assignments[step.order]
            place = assignment.exercise.text(assignment.dose.form).place
            if any(each.last for each in place) and "last" not in {cue.kind for cue in step.cues}:
                yield step


def each_new_exercise_is_called_new(script: Told) -> Iterator[object]:
    """In full the first time, in a few words after that; where all are new, once for all."""
    said = [cue.text for step in script.steps for cue in step.cues if cue.kind == "new"]
    new = [each for each in script.session.assignments if not each.times_done]
    all_new = len(new) == len(script.orders) > 1
    if len(said) != (1 if all_new else sum(each.exercise.work is not Work.ACTIVITY for each in new)):
        yield said
    yield from (text for text in said[:1] if "physiotherapist" not in text or ("All" in text) != all_new)
    yield from (text for text in said[1:] if "also new" not in text)


def breaths_are_counted_and_none_is_held(script: Told) -> Iterator[object]:
    """Each breath has its number, 3 s in and 5 out; in a hold of five seconds or more, breathing is named."""
    for step in script.steps:
        if step.kind is StepKind.HOLD and step.duration_s >= 5.0 and "breathe" not in {cue.kind for cue in step.cues}:
            yield step
        if step.kind is StepKind.BREATH and (step.cues[0].text.startswith("Breathe") or step.cues[1].offset_s != 3.0):
            yield step


ORDER_RULES: tuple[Rule, ...] = (
    in_order,
    nothing_is_commanded_while_listening,
    side_comes_first,
    nobody_is_led_where_they_cannot_go,
    everything_is_fetched_first,
    every_side_has_its_name,
    every_repetition_has_its_word,
    the_body_is_told_before_the_keys,
    whoever_stays_is_not_moved,
    the_first_repetition_has_its_side,
    one_leg_is_loaded_last,
    each_new_exercise_is_called_new,
    breaths_are_counted_and_none_is_held,
)
