"""What a session says of its chairs and supports: what they are called, where they stand, how they get there.

These sentences stand here, not in `assets/phrases/en.toml`: they belong to the things that `furniture` chooses from,
and the start of the program finds them without reading a TOML file.
"""

from dataclasses import replace

from hipcoach.catalogue.instruction import Circumstance, Instruction
from hipcoach.catalogue.types import Equipment, Lock, Thing
from hipcoach.catalogue.uses import Spot, Use

YOUR_SUPPORT = "your support"
SUPPORTS = (Thing.CHAIR, Thing.RAIL, Thing.TABLE, Thing.WALL)
"""What may be held on to; the first that is at hand is chosen."""
FIRST_CHAIR = "the back of the first chair"
CARRIES_NOTHING = (Circumstance.BALANCE, Circumstance.STIFF_SPINE, Circumstance.OSTEOPOROSIS)
"""Who slides a chair, or has somebody put it there."""
NO_WALL = (("a wall or a cupboard", "a heavy cupboard"), ("a wall", "a heavy cupboard"), ("the wall", "the cupboard"))
"""What a chair stands against instead, for one who has no free wall."""
OFF_THE_MAT = "on the floor, straight across the mat from the chair, a hand-length from the mat"
"""Where a thing lies that is wanted lying: within reach, and not where one moves back on the knees."""
BESIDE_IN_BED = "beside where your hips will lie, away from where you get in"
AT_A_WALL = "Put the chair with its back against a wall."
CALLED = "Choose a counter where you can hear me; I call it that, even if it is a table."
NEAR_THE_COUNTER = "Put the chair with its back against a wall, near the counter."
SECOND_CHAIR = Equipment(
    "a second chair to sit on",
    put="Put the second chair two steps away, to sit down on at any time, its back against a wall. The one that faces "
    "the wall is called the first chair.",
)
SOMETHING_TO_SIT_ON = Equipment("something to sit on", put="Put what you will sit on near you, where it cannot slide.")
CUSHION = Equipment(
    "a firm cushion for each seat that is low",
    put="If a seat is low, put a cushion on it, so that your hips stay above your knees.",
    lock=Lock.HIP_REPLACEMENT,
    use=Use.SEAT,
)
CHAIR_AT_THE_COUNTER = Equipment(
    "a second sturdy chair",
    put="If you have the second chair, find a place where its back is against a wall or a cupboard, and the counter a "
    "step in front of it. Without such a place, leave that chair out.",
    put_next="Put the second chair there, facing the counter, so that you can stand between them.",
    optional=True,
)
SECOND_CHAIRS = (SECOND_CHAIR, CHAIR_AT_THE_COUNTER)
_LEFT_OUT = "If no second chair stands at the counter, leave this one out, and rest on the first chair."
WITHOUT_SECOND_CHAIR = (
    Instruction(
        _LEFT_OUT, 3.0, {Circumstance.HIP_REPLACEMENT: f"{_LEFT_OUT} To sit, let yourself down with your arms."}
    ),
)

_ON_THE_STEP = (
    "This one is done on the step. Without a step, and something fixed beside it, rest on a seat until it is over."
)
WITHOUT_STEP = (
    Instruction(
        _ON_THE_STEP, 3.0, {Circumstance.HIP_REPLACEMENT: f"{_ON_THE_STEP} To sit, let yourself down with your arms."}
    ),
)


def _brought(place: str) -> tuple[Instruction, ...]:
    """Return how the chair gets to a place at a wall, for somebody who carries it or for one who slides it."""
    slid = f"Hold the back of the chair with both hands, and slide it to {place}."
    carry = f"Keep your eyes open, and carry the chair to {place}."
    return (
        Instruction(carry, 12.0, dict.fromkeys(CARRIES_NOTHING, slid)),
        Instruction("Put its back against the wall.", 6.0),
    )


TO_A_WALL = _brought("a wall")
"""How the chair gets to where one sits down on it, or kneels at it."""
FLOOR_CHAIR = Equipment(
    say="a sturdy chair",
    things=frozenset({Thing.CHAIR}),
    put="Put the chair where you can hear me, its back against a wall. Lay the mat's long side a "
    "forearm's length from the seat, the chair at its middle. The mat must not slip.",
    stands=Spot.WALL,
    bring=_brought("the middle of the mat's long side"),
)
"""What getting down to the floor and up again needs."""
BESIDE_THE_CHAIR = "to the right of the chair, as you face it, close to the wall, lying flat"
PAD_BESIDE = (Instruction(f"Put the pad {BESIDE_THE_CHAIR}.", 14.0),)
"""How the pad gets beside a chair that is brought later."""
KNEELER_CHAIR = replace(FLOOR_CHAIR, put=AT_A_WALL, bring=TO_A_WALL)
"""The same where nobody lies on a mat."""
WITHOUT_CHAIR = {
    Thing.MAT: "Lay the mat along a wall, with room for a chair between them. The mat must not slip.",
    Thing.PAD: "Have the pad, or a folded blanket as wide as both your knees, near a wall.",
}
"""Where a thing waits for the chair."""
