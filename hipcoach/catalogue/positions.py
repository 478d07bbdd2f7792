"""What positions have in common: which are on the knees, on the floor alone, or have a left and a right."""

from hipcoach.catalogue.types import Position

KNEELING = frozenset[str]({Position.TALL_KNEELING, Position.HALF_KNEELING, Position.ALL_FOURS})
FLOOR_ONLY = frozenset[str]({*KNEELING, Position.FLOOR_SITTING, Position.SIDE_SITTING})
"""No bed will do for these, and the way to them leads over kneeling."""
ONE_SIDED = frozenset[str]({Position.SIDE_LYING, Position.HALF_KNEELING, Position.SIDE_SITTING})
"""Positions with a left and a right: an exercise in one of them is done on each side by itself."""
