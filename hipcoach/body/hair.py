"""How light hair is: strands fall from the crown, and shine at one height."""

import numpy as np

from hipcoach.body.mesh import CLOTHS, F32, Array, Mesh

HAIR = CLOTHS.index("hair") + 1  # the number of the cloth, where 0 is skin
CROWN_BACK = -0.004  # body heights of the crown from the joint of the head
STRANDS = ((37.0, 0.9, 0.05), (83.0, 2.1, 0.045), (19.0, 4.0, 0.04))  # turns round the head, phase, how much lighter
LEAN = 3.0  # by which strands go aside on their way down
GLOSS_AT, GLOSS_WIDE, GLOSS = 0.75, 0.16, 0.16  # where hair shines, as a height on the head


def from_crown(mesh: Mesh) -> Array:
    """Return where each vertex of the standing body is: forward and left of the crown, up from neck (0) to top (1)."""
    neck, top = mesh.joint("head"), float(mesh.vertices[:, 2].max())
    found: Array = (mesh.vertices - [CROWN_BACK + neck[0], 0, neck[2]]).astype(F32)
    found[:, 2] /= top - neck[2]
    return found


def strands(places: Array) -> Array:
    """Return how light hair is at such places."""
    turn, height = np.arctan2(places[:, 1], places[:, 0]), places[:, 2]
    light = 1 + GLOSS * np.exp(-(((height - GLOSS_AT) / GLOSS_WIDE) ** 2))
    for turns, phase, amount in STRANDS:
        light += amount * np.sin(turns * turn + phase + LEAN * height)
    found: Array = light.astype(F32)
    return found
