"""What things and locks are called: one table for each, with a form for every place where they are named.

Not here: what a script says of one thing in one exercise ("a pillow for your head"), which stands in its file.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hipcoach.catalogue.types import Lock, Thing


@dataclass(frozen=True, slots=True)
class ThingWords:
    """What a thing is called. A longer form is for somebody who is asked for it, and has to know what will do."""

    in_sentence: str  # "It needs a mat, which you do not have at hand."
    at_hand: str  # to tick, where it is asked what is at hand
    to_hold: str = ""  # what is fetched to hold on to: it must bear weight, so it is described more closely
    held: str = ""  # the same in an instruction: "Rest your hands on the counter."


@dataclass(frozen=True, slots=True)
class LockWords:
    """What a lock is called: in the user's voice to tick, in ours to explain."""

    declared: str  # to tick
    in_sentence: str  # "You said that you cannot kneel."
    caution: str  # before a sentence of care that is for them alone
    possible: str = ""  # the position it is about, to tick where it is asked what is possible


THINGS: Mapping[Thing, ThingWords] = {
    Thing.MAT: ThingWords("a mat", "A mat or carpet"),
    Thing.PILLOW: ThingWords("a pillow", "A pillow"),
    Thing.CHAIR: ThingWords("a sturdy chair", "A sturdy chair", to_hold="a sturdy chair", held="the back of the chair"),
    Thing.TABLE: ThingWords(
        "a table or counter", "A table or counter", to_hold="a counter or a heavy table", held="the counter"
    ),
    Thing.WALL: ThingWords("a wall", "A free wall", to_hold="a wall", held="the wall"),
    Thing.RAIL: ThingWords("a rail", "A rail", to_hold="a fixed rail", held="the rail"),
    Thing.STEP: ThingWords("a low step", "A low step"),
    Thing.PAD: ThingWords("a pad for the knees", "A pad for the knees"),
    Thing.STRAP: ThingWords("a strap or long belt", "A strap or long belt"),
    Thing.BICYCLE: ThingWords("a stationary bicycle", "A stationary bicycle"),
    Thing.POOL: ThingWords("a pool", "A pool"),
}

LOCKS: Mapping[Lock, LockWords] = {
    Lock.HIP_REPLACEMENT: LockWords(
        declared="A hip has been replaced",
        in_sentence="you have a replaced hip",
        caution="With a replaced hip",
    ),
    Lock.STIFF_SPINE: LockWords(
        declared="My spine or neck is fused or very stiff",
        in_sentence="your spine or neck is fused or very stiff",
        caution="With a fused or very stiff spine or neck",
    ),
    Lock.OSTEOPOROSIS: LockWords(
        declared="Osteoporosis, or a broken vertebra in the past",
        in_sentence="you have osteoporosis or had a spinal fracture",
        caution="With osteoporosis, or a broken vertebra in the past",
    ),
    Lock.BALANCE: LockWords(
        declared="Trouble with balance, or falls",
        in_sentence="you have trouble with balance or falls",
        caution="With trouble with balance, or falls",
    ),
    Lock.NO_KNEELING: LockWords(
        declared="I cannot kneel",
        in_sentence="you cannot kneel",
        caution="If you cannot kneel",
        possible="Kneeling",
    ),
    Lock.NO_PRONE: LockWords(
        declared="I cannot lie on my front",
        in_sentence="you cannot lie on your front",
        caution="If you cannot lie on your front",
        possible="Lying on your front",
    ),
    Lock.NO_FLOOR: LockWords(
        declared="I cannot get down to the floor and up again",
        in_sentence="you cannot get to the floor",
        caution="If you cannot get down to the floor and up again",
        possible="Getting down to the floor",
    ),
}
