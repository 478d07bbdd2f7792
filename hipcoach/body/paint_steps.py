"""What the painter's steps hand on: all that is solid, what of it is seen, and how that looks."""

from dataclasses import dataclass

from hipcoach.body.mesh import Array
from hipcoach.body.prop_mesh import Solid
from hipcoach.body.raster import Hits


@dataclass(frozen=True, slots=True, eq=False)
class Flesh:
    """How pixels of the body look: colours before light, which part and cloth, how much they glow."""

    colour: Array  # three rows, blue first
    label: Array
    glows: Array


@dataclass(frozen=True, slots=True, eq=False)
class SceneMesh:
    """All that is solid in one picture, as one mesh: the body's vertices and faces first, then those of each thing."""

    parts: list[Solid]
    vertices: Array
    faces: Array
    lit: Array  # how bright each vertex is


@dataclass(frozen=True, slots=True, eq=False)
class SeenPixels:
    """What is seen of it: the pixels of a part of the large picture that begins at `left` and `top`."""

    hits: Hits
    triangle: Array  # of each pixel, among all faces
    flesh: Array  # True where that is the body's
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class PixelLook:
    """How these pixels look: colours before light, what they are a part of, how light they are, which are skin."""

    colour: Array  # three rows, blue first
    label: Array
    shade: Array
    skin: Array
