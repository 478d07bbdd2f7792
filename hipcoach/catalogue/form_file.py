"""The words of one form of an exercise: getting into position, what will happen, changing side, and leaving it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from hipcoach.catalogue.fields import TomlTable, short_repr
from hipcoach.catalogue.instruction import Circumstance, Instruction
from hipcoach.catalogue.types import LYING, FormText, Position, Sides, Work

MOST_WORDS = 3  # in a word said within the movement
PHASE_S = 3.0  # of a movement at the default tempo: its count and its word are said in it
LONGEST_COUNT = "Seven."
STEPS = 'a list of steps such as { say = "Bend both knees.", time_s = 4 }'
SHORTEST_S = 3.0  # to do what a step asks for
SaysS = Callable[[str], float]
"""Text -> the seconds that the default voice takes to say it."""

_FILLED_IN = ("{side}", "{other}")
_LIMB = "foot|leg|knee|hand|arm|side|hip|thigh|heel|ankle|forearm|elbow|buttock|shoulder"
_NO_SIDE = re.compile(rf"\bother\b|\bone (?:\w+ )?(?:{_LIMB})\b|\bone of\b", re.IGNORECASE)
_ON_THE_FLOOR = re.compile(r"\b(mat|floor|ground)\b", re.IGNORECASE)
_THING = "chair|wall|rail|table|counter"
_SEVERAL = re.compile(rf"\b(?:{_THING}) or (?:the |a )?(?:{_THING})\b", re.IGNORECASE)
_TIRING = re.compile(r"(?:Shift your weight|Step up|Prop yourself|Stand on your)\b")  # before all that is listened to
_GRASPED = re.compile(r"(?:Take hold of|Grasp|Hold) (?:your|both)\b")
_ON_FLOOR = re.compile(r"(?:Stand|Sit|Walk|Carry|Go|Step)\b")
_NOT_FROM: Mapping[Position, re.Pattern[str]] = {
    Position.SEATED: re.compile(r"(?:Stand|Lie|Roll|Kneel|Walk|Carry|Go|Step)\b"),
    Position.STANDING: re.compile(r"(?:Lie|Roll|Kneel|Sit|Slide)\b"),
}
"""What nobody can do from a position: a first word that belongs to another one. On the floor: `_ON_FLOOR`."""
_TOLD = re.compile(r"(?:Then )?(?:you|your|both|each|the|it|they|this)\b", re.IGNORECASE)


def read_form(words: TomlTable, work: Work, position: Position, says_s: SaysS | None = None) -> FormText:
    """Read the words of one form of an exercise in `position`. With `says_s` its verbs have to fit their time."""
    lying = position in LYING
    moves = work in (Work.REPETITIONS, Work.HOLDS)
    sides = words.choice("sides", Sides)
    text = FormText(
        place=_place(words, lying=lying, required=work is not Work.ACTIVITY),
        move=_descriptions(words, "move", lying=lying),
        move_under={
            each: told
            for each in Circumstance
            if each not in (Circumstance.THERE, Circumstance.NO_MAT)  # they are about the way there
            and (told := _descriptions(words, f"move_{each}", lying=lying, required=False))
        },
        move_one_side=_descriptions(words, "move_one_side", lying=lying, required=False),
        short=words.text("short"),
        short_one_side=words.text("short_one_side", required=False),
        up=_verb(words, "up", says_s, required=moves),
        hold=_verb(words, "hold", says_s, required=False, most=40),
        down=_verb(words, "down", says_s, required=moves),
        sides=sides,
        change_side=_instructions(words, "change_side", lying=lying, required=sides is Sides.EACH),
        leave=_leave(words, lying=lying),
        reach=_one(words, "reach", lying=lying),
        stop=_one(words, "stop", lying=lying),
        least_way_s=words.number("least_way_s", 0, 10, 0.0),
    )
    check_text(words, "short", text.short, lying=lying, told=True)
    check_text(words, "short_one_side", text.short_one_side or text.short, lying=lying, told=True)
    _check_steps(words, text, position)
    if sides is not Sides.EACH and text.change_side:
        words.problem("change_side", f'expected no "change_side": the sides are "{sides}"')
    words.refuse_unread_keys()
    return text


def check_text(table: TomlTable, key: str | int, text: str, *, lying: bool, told: bool = False) -> None:
    """Note what is wrong with a sentence that is said in a session."""
    left = text
    for filled_in in _FILLED_IN:
        left = left.replace(filled_in, "")
    if "{" in left or "}" in left:
        table.problem(key, f"expected only {{side}} and {{other}} in braces, found {short_repr(text)}")
    if found := _NO_SIDE.search(left):
        table.problem(key, f"expected a side to be named, with {{side}} or {{other}}, found {short_repr(found[0])}")
    if found := _SEVERAL.search(left):
        table.problem(key, f'expected one thing, or "your support" for what is chosen, found {short_repr(found[0])}')
    if lying and (found := _ON_THE_FLOOR.search(left)):
        table.problem(key, f"expected words that are true in bed, too, found {short_repr(found[0])}")
    if told and text and not _TOLD.match(text):
        table.problem(key, f"expected what will happen, not what to do now, found {short_repr(text)}")


def _check_steps(words: TomlTable, text: FormText, position: Position) -> None:
    """Note what cannot be done from the position, and what tires somebody, or is held for long, while they listen."""
    not_here = _NOT_FROM.get(position, _ON_FLOOR)
    for key, steps in (("place", text.place), ("change_side", text.change_side), ("leave", text.leave)):
        for step in steps:
            for said in (step.say, *step.instead.values()):
                if found := not_here.match(said):
                    problem = f"expected what can be done in the position {position}, found {short_repr(found[0])}"
                    words.problem(key, problem)
                if key == "place" and not step.last and (_TIRING.match(said) or _GRASPED.match(said)):
                    problem = 'expected "last = true" or "reach" for what is held while listening, found '
                    words.problem(key, problem + short_repr(said))


def _descriptions(words: TomlTable, key: str, *, lying: bool, required: bool = True) -> tuple[str, ...]:
    """Read what will happen: a list of sentences that nobody would take for a command."""
    texts = words.texts(key, least=1, required=required)
    listed = TomlTable(words.document, {}, (*words.path, key))
    for index, text in enumerate(texts):
        check_text(listed, index, text, lying=lying, told=True)
    return texts


def _instructions(words: TomlTable, key: str, *, lying: bool, required: bool) -> tuple[Instruction, ...]:
    """Read a list of steps, each one action with its time."""
    return tuple(read_instruction(step, lying=lying) for step in words.tables(key, STEPS, required=required))


def _place(words: TomlTable, *, lying: bool, required: bool) -> tuple[Instruction, ...]:
    """Read the steps into position. Those that come just before the work stand at their end."""
    tables = words.tables("place", STEPS, required=required)
    lasts = [step.flag("last") for step in tables]
    if lasts != sorted(lasts):
        words.problem("place", 'expected steps with "last" after all others')
    read = (read_instruction(step, lying=lying) for step in tables)
    return tuple(replace(step, last=last) for step, last in zip(read, lasts, strict=True))


def _leave(words: TomlTable, *, lying: bool) -> tuple[Instruction, ...]:
    """Read the steps out of the position, and in which of them one sits down."""
    tables = words.tables("leave", STEPS, required=False)
    sits = [step.flag("sits") for step in tables]
    read = (read_instruction(step, lying=lying) for step in tables)
    return tuple(replace(step, sits=each) for step, each in zip(read, sits, strict=True))


def _one(words: TomlTable, key: str, *, lying: bool) -> Instruction | None:
    """Read a single step, where there is one."""
    step = words.table(key, required=False)
    return read_instruction(step, lying=lying) if step else None


def read_instruction(step: TomlTable, *, lying: bool) -> Instruction:
    """Read one step: what is said, the time to do it, and other words for some circumstances."""
    others = {each: step.text(each.value, required=False) for each in Circumstance}
    instead = {each: text for each, text in others.items() if each.value in step}
    say = step.text("say", required=not any(instead.values()))
    instruction = Instruction(say, step.number("time_s", SHORTEST_S, 60), instead)
    step.refuse_unread_keys()
    for key, text in (("say", say), *instead.items()):
        check_text(step, key, text, lying=lying and (key != "say" or Circumstance.BED not in instead))
    return instruction


def _verb(words: TomlTable, key: str, says_s: SaysS | None, *, required: bool, most: int = 24) -> str:
    """Read what is said within a movement. With `says_s`, it has to fit the movement's time."""
    text = words.text(key, required=required, most=most)
    if key != "hold" and len(text.split()) > MOST_WORDS:
        words.problem(key, f'expected at most {MOST_WORDS} words for "{key}", found {short_repr(text)}')
    elif says_s is not None and text:
        said = f"{LONGEST_COUNT} {text}" if key == "up" else text
        if (takes_s := says_s(said)) > PHASE_S:
            found = f"{short_repr(said)}: {takes_s:.1f} s"
            words.problem(key, f"expected what can be said in the {PHASE_S:g} s of its movement, found {found}")
    return text
