"""One action in words, and the other words that it may have for some people."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Circumstance(StrEnum):
    """Why a step may have another wording. Where several are true, the first in this order decides."""

    BALANCE = "balance"
    HIP_REPLACEMENT = "hip_replacement"
    STIFF_SPINE = "stiff_spine"
    OSTEOPOROSIS = "osteoporosis"
    THERE = "there"  # one has just been led to what the exercise is done at, and stands there
    NO_MAT = "no_mat"  # nobody lies on the floor today: one kneels on what is there
    BED = "bed"  # a lying exercise is done on the bed: nothing says mat or floor


@dataclass(frozen=True, slots=True)
class Instruction:
    """One action, in words that may name {side} (the side that works) and {other}, and the time it takes."""

    say: str
    time_s: float  # to do it, from the end of the words
    instead: Mapping[Circumstance, str] = field(default_factory=dict)  # other words; empty: the step is left out
    last: bool = False  # in `place`: it loads one leg, so it comes after all that is explained, before every set
    sits: bool = False  # in `leave`: one sits down in it
    arrives: bool = False  # on a way: after it one is where this link leads, whatever else is told of it

    def words(self, under: Collection[Circumstance] = ()) -> str:
        """Return what is said under these circumstances; empty where the step is left out."""
        return next((self.instead[each] for each in Circumstance if each in under and each in self.instead), self.say)
