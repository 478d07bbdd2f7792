"""How bright a limb is drawn by where it is: the arm and the leg on the far side of the body are a little darker."""

from dataclasses import dataclass

import numpy as np

from hipcoach.body.mesh import F32, Array, Mesh, soft_step

FAR_DARK = 0.15  # how much darker they are
FAR_FROM, FAR_WHOLLY = 0.30, 0.75  # where 1 is a body seen from its side and 0 one seen from before or behind
LIMBS = (  # the bones of a limb, and the one at which it begins
    (("upperleg", "lowerleg", "foot", "toe"), "upperleg01"),
    (("upperarm", "lowerarm", "wrist", "finger"), "upperarm01"),
)


@dataclass(frozen=True, slots=True, eq=False)
class LimbPair:
    """Two limbs, left and right: how much each vertex is of them, and the vertices at which they begin."""

    share: tuple[Array, Array]
    root: tuple[Array, Array]


def pairs_of_limbs(mesh: Mesh) -> tuple[LimbPair, ...]:
    """Return the legs and the arms."""
    out = []
    for stems, first in LIMBS:
        bones = [[name for name in mesh.bones if name.startswith(stems) and name.endswith(s)] for s in (".L", ".R")]
        left, right = (soft_step(mesh.weight_of(*names), 0.2, 0.9) for names in bones)
        near_left, near_right = (np.flatnonzero(mesh.weight_of(first + s) > 0.5) for s in (".L", ".R"))
        out.append(LimbPair((left, right), (near_left, near_right)))
    return tuple(out)


def nearness(vertices: Array, limbs: tuple[LimbPair, ...], towards: Array) -> Array:
    """Return how bright each vertex is drawn, 1 or less; `towards` is the direction to the viewer.

    Which limb is the far one is told by where the two begin: a leg that crosses the other is not darkened on its way.
    """
    out = np.ones(len(vertices), F32)
    for pair in limbs:
        left, right = (vertices[root].mean(0) for root in pair.root)
        across = left - right
        seen = float(towards @ across) / max(float(np.linalg.norm(across)), 1e-6)  # above 0 the left one is nearer
        far = pair.share[1 if seen > 0 else 0]
        out -= far * (FAR_DARK * soft_step(np.array(abs(seen), F32), FAR_FROM, FAR_WHOLLY))
    return out
