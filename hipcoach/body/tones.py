"""The picture's colours, light and dark: clothes, skin, things, and the muscles: amber works, violet is stretched."""

from collections.abc import Mapping
from dataclasses import dataclass

Colour = tuple[int, int, int]

SKINS: Mapping[str, tuple[Colour, Colour]] = {  # skin, lips
    "light": ((232, 190, 164), (222, 170, 149)),
    "medium": ((198, 148, 114), (184, 128, 106)),
    "dark": ((150, 104, 78), (138, 90, 73)),
}
HAIRS: Mapping[str, Colour] = {
    "woman": (92, 66, 50), "man": (74, 60, 52), "older_woman": (176, 172, 168), "older_man": (150, 148, 146),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tones:
    """Colours of one theme."""

    shirt: Colour
    shorts: Colour
    works: Colour
    works_rim: Colour
    stretches: Colour
    stretches_rim: Colour
    materials: Mapping[str, Colour]
    mat: Colour
    mat_edge: Colour
    floor: Colour
    wall: Colour
    skirting: Colour
    grout: Colour
    water: Colour
    outline: Colour
    ghost: Colour  # of where the body began
    shadow: float
    light: float  # brightness of all that is lit


LIGHT = Tones(
    shirt=(134, 163, 188),
    shorts=(50, 84, 124),
    works=(255, 190, 84),
    works_rim=(232, 116, 24),
    stretches=(180, 142, 246),
    stretches_rim=(116, 66, 198),
    materials={
        "wood": (214, 184, 146), "panel": (222, 226, 229), "pillow": (236, 233, 244), "pad": (172, 200, 176),
        "sheet": (240, 240, 244), "strap": (24, 116, 116), "float": (236, 196, 92),
        "metal": (178, 186, 192), "rubber": (92, 98, 108),
    },
    mat=(206, 226, 228),
    mat_edge=(164, 192, 197),
    floor=(232, 229, 222),
    wall=(232, 231, 228),
    skirting=(206, 204, 198),
    grout=(238, 237, 232),
    water=(92, 178, 216),
    outline=(44, 38, 36),
    ghost=(92, 132, 182),
    shadow=0.28,
    light=1.0,
)  # fmt: skip
DARK = Tones(
    shirt=(116, 146, 172),
    shorts=(62, 98, 142),
    works=(255, 190, 88),
    works_rim=(232, 120, 32),
    stretches=(180, 142, 246),
    stretches_rim=(126, 78, 206),
    materials={
        "wood": (150, 124, 94), "panel": (84, 94, 100), "pillow": (128, 124, 146), "pad": (92, 120, 98),
        "sheet": (120, 124, 136), "strap": (88, 190, 182), "float": (196, 160, 70),
        "metal": (104, 114, 122), "rubber": (56, 62, 68),
    },
    mat=(48, 72, 78),
    mat_edge=(30, 48, 53),
    floor=(34, 43, 47),
    wall=(36, 45, 50),
    skirting=(58, 70, 76),
    grout=(62, 84, 96),
    water=(44, 92, 116),
    outline=(8, 10, 12),
    ghost=(112, 138, 164),
    shadow=0.48,
    light=0.93,
)  # fmt: skip


def tones(dark: bool) -> Tones:
    """Return the colours of a theme."""
    return DARK if dark else LIGHT
