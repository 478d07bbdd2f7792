"""What is lain on, what a thing of an exercise is for, and where it has to stand."""

from enum import StrEnum


class Surface(StrEnum):
    """What the lying exercises of a plan are done on: to a bed nobody has to get down to the floor."""

    FLOOR = "floor"
    BED = "bed"


class Spot(StrEnum):
    """Where a chair has to stand."""

    WALL = "wall"  # its back against a wall
    TURNED = "turned"  # the front of its seat against a wall: one stands behind it, and it cannot slide
    COUNTER = "counter"  # a step from the counter, its seat towards it


class Use(StrEnum):
    """What a pillow or a cushion is for; a session says other things where there is one for it."""

    HEAD = "head"  # the head rests on it
    KNEES = "knees"  # it lies between or under the knees
    SEAT = "seat"  # it makes a low seat higher
