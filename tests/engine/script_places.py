"""Scripts in their places: what is asked for that is not there, and where nobody who declared something may be led."""

import re
from collections.abc import Iterator
from itertools import pairwise

from hipcoach.catalogue.furniture_words import YOUR_SUPPORT
from hipcoach.catalogue.types import LYING, Lock, Position, Thing
from hipcoach.safety.locks import NO_WAY_DOWN
from tests.engine.script_told import Told

DECLARED = [(), *((each,) for each in Lock), tuple(Lock)]
DONE = frozenset({"position", "place", "last", "side", "reach", "leave", "finish"})  # what is asked of the body
ONE_HAND = re.compile(r"\b[Cc]arry\b|\b(a|your (left|right)) hand\b", re.IGNORECASE)
HEAVY = re.compile(r"\bcarry\b|\blift the\b|\bsomething heavy\b|^turn the chair\b", re.IGNORECASE)
NO_HEAVY = {Lock.BALANCE, Lock.STIFF_SPINE, Lock.OSTEOPOROSIS}
KNEELS = {Position.TALL_KNEELING, Position.HALF_KNEELING}
FORBIDS = {
    Lock.NO_KNEELING: KNEELS,
    Lock.HIP_REPLACEMENT: KNEELS,
    Lock.NO_PRONE: {Position.PRONE},
    Lock.NO_FLOOR: {each for each in Position if each.on_floor},
}
OVER = re.compile(r"\bonto (your (left|right) side|your front|whichever side is easier)\b")
DEEP = re.compile(
    r"\b[Ll]ean over\b|^Hold on to the seat with|\bknee up towards you\b|\bsole of your (left|right) foot\."
)
SITS = re.compile(r"\b(sit down|stand up)\b", re.IGNORECASE)
NAMES = {each: rf"\b{each}\b" for each in Thing} | {
    Thing.TABLE: r"\bcounter\b",
    Thing.CHAIR: r"\bchair\b|\bthe seat\b",
    Thing.PILLOW: r"(?<!your )(?<!any )\bpillow\b(?! for)",  # your own is on the bed
    Thing.STEP: r"\bthe step\b",
    Thing.RAIL: r"\bthe rail\b",
}


def not_there(script: Told) -> Iterator[str]:
    """Yield what is asked to be done with a thing that the greeting does not name."""
    session = script.session
    there = {thing for each in session.things for thing in each.things}
    walls = any("wall" in each.put for each in session.things)  # where a chair stands at one
    missing = "|".join(
        words
        for thing, words in NAMES.items()
        if not (thing in there or (thing is Thing.WALL and walls) or (thing is Thing.RAIL and Thing.POOL in there))
    )
    said = (cue.text for step in script.steps for cue in step.cues if cue.kind in DONE)
    yield from (f"not there: {text}" for text in said if re.search(missing, text))


def out_of_place(script: Told) -> Iterator[str]:
    """Yield what nobody with these declarations may hear: a position, a mat in bed, a weight, one hand, a bend."""
    session = script.session
    bed = session.plan.in_bed
    for step in script.steps:
        floor = {Lock.NO_FLOOR} if bed and step.position in LYING else set()
        if any(step.position in FORBIDS.get(each, set()) for each in session.declared - floor):
            yield f"forbidden: {step.position}"
        if bed and step.position in LYING and any(re.search(r"\b(mat|floor)\b", cue.text) for cue in step.cues):
            yield f"not in bed: {[cue.text for cue in step.cues]}"
    yield from (
        each.exercise.id for each in session.assignments if each.exercise.locks & session.declared - {Lock.NO_FLOOR}
    )
    heavy = (cue.text for step in script.steps for cue in step.cues if HEAVY.search(cue.text))
    yield from (f"heavy: {text}" for text in heavy if NO_HEAVY & session.declared)
    said = ((step.position, cue.text) for step in script.steps for cue in step.cues if cue.kind in DONE)
    for position, text in said:
        if Lock.BALANCE in session.declared and position not in LYING and ONE_HAND.search(text):
            yield f"one hand: {text}"
        if Lock.HIP_REPLACEMENT in session.declared and SITS.search(text) and "arms" not in text:
            yield f"without the arms: {text}"
        if NO_WAY_DOWN & session.declared and re.search(r"[Kk]neel|hands and knees|[Cc]rawl", text):
            yield f"over kneeling: {text}"
    yield from (cue.text for step in script.steps for cue in step.cues if YOUR_SUPPORT in cue.text)
    yield from not_there(script)
    yield from bends_or_crosses(script)


def bends_or_crosses(script: Told) -> Iterator[str]:
    """Yield what would bend a replaced hip past a right angle, or cross the legs."""
    if Lock.HIP_REPLACEMENT not in script.session.declared:
        return
    pillow = bent = False  # the pillow is between the knees; they are bent, and so within reach
    said = [cue.text for step in script.steps for cue in step.cues if cue.kind in DONE]
    for before, text in pairwise(["", *said]):
        bent = bent or bool(re.search("[Bb]end both knees", text))
        if (
            DEEP.search(text)
            or (re.search("eep the pillow between", text) and not pillow)
            or (OVER.search(text) and not pillow and ", the pillow between" not in text)
            or (text == "Push up onto both elbows." and pillow)
            or (
                re.match("(?!If you lie, ).*push up onto your elbows", text) and "pillow out" not in before
            )  # lies anyhow
            or ("Put the pillow between" in text and not bent)
        ):
            yield f"bends or crosses: {text}"
        pillow = "pillow between" in text or (pillow and "out from between" not in text)
        bent = bent and not re.search("[Ss]traighten", text)
