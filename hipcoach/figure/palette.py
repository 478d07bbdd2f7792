"""The figure's own colours, light and dark: warm skin, quiet clothes, one orange that says "feel it here"."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QLinearGradient

Tones = tuple[str, str, str, str]  # from shade to light
TONE_STEPS = 8  # how finely far limbs are greyed; coarse enough for Qt to keep its gradients
GRADIENT = ((0.0, 2), (0.22, 3), (0.62, 2), (0.85, 1), (1.0, 0))  # place across a limb, tone


@dataclass(frozen=True, slots=True, eq=False)
class Palette:
    """Colours of one theme. There are two of them, so they are compared by identity, which costs nothing."""

    skin: Tones
    shorts: Tones
    shirt: Tones
    hair: Tones
    wood: tuple[str, str, str]  # top, front, side
    panel: tuple[str, str, str]
    pillow: tuple[str, str]  # light, edge
    pad: tuple[str, str]
    mat: str
    mat_edge: str
    floor: str
    wall: str
    wall_edge: str
    outline: str
    finger_edge: str
    far: str  # what far limbs are greyed towards
    shadow: str
    shadow_alpha: tuple[int, int]  # near the ground, touching it
    glow: str
    arrow: str
    halo: str  # round arrows and discs
    disc: str
    disc_text: str
    strap: str
    eye: str
    sign: str  # pictograms
    sign_far: str
    sign_things: str


LIGHT = Palette(
    skin=("#A98A74", "#C6A68E", "#DDC0A8", "#E9D1BC"),
    shorts=("#3B5168", "#486381", "#557596", "#6486A8"),
    shirt=("#6F8296", "#8699AD", "#9DAFC1", "#B1C1D0"),
    hair=("#3B2F2B", "#4A3B35", "#5A4940", "#66534A"),
    wood=("#D9C6AC", "#C6AF90", "#AE9472"),
    panel=("#E3E6E8", "#D5DADD", "#C2C9CD"),
    pillow=("#EDEBF3", "#BDB9CC"),
    pad=("#B7CBB8", "#8EA791"),
    mat="#D5E2E6",
    mat_edge="#B4C8CF",
    floor="#E6EAEC",
    wall="#E9EBEE",
    wall_edge="#C9D0DA",
    outline="#3A3234",
    finger_edge="#6E5748",
    far="#55606E",
    shadow="#22304A",
    shadow_alpha=(30, 74),
    glow="#F2542D",
    arrow="#1F3B5C",
    halo="#FDFCFA",
    disc="#1D6FB8",
    disc_text="#FFFFFF",
    strap="#7A4FA3",
    eye="#2A2326",
    sign="#4F6B80",
    sign_far="#8DA3B3",
    sign_things="#B9C6CE",
)
DARK = Palette(
    skin=("#8E7462", "#AC8F7A", "#C7AA94", "#D8BEA9"),
    shorts=("#34506E", "#42648A", "#5078A2", "#608BB6"),
    shirt=("#5B6D80", "#718497", "#889AAD", "#9DAEBF"),
    hair=("#4A3A33", "#5A473E", "#6A554A", "#776054"),
    wood=("#8A745A", "#735F48", "#5C4B38"),
    panel=("#3A444B", "#303A40", "#273035"),
    pillow=("#6D6A7C", "#45424F"),
    pad=("#4C6650", "#33473A"),
    mat="#2F444B",
    mat_edge="#22343A",
    floor="#1D272B",
    wall="#212B31",
    wall_edge="#39454C",
    outline="#0B0E10",
    finger_edge="#3A2D25",
    far="#141A22",
    shadow="#000000",
    shadow_alpha=(64, 145),
    glow="#FF6B3D",
    arrow="#E8EEF5",
    halo="#12181A",
    disc="#6FB6F2",
    disc_text="#0E1A24",
    strap="#B58BE0",
    eye="#1A1416",
    sign="#9DB6C8",
    sign_far="#647A89",
    sign_things="#42535D",
)


def palette(dark: bool) -> Palette:
    """The colours of a theme."""
    return DARK if dark else LIGHT


def mix(a: str, b: str, share: float) -> QColor:
    """A colour between two others."""
    p, q = QColor(a), QColor(b)
    return QColor(
        round(p.red() + (q.red() - p.red()) * share),
        round(p.green() + (q.green() - p.green()) * share),
        round(p.blue() + (q.blue() - p.blue()) * share),
    )


@lru_cache(maxsize=128)
def shading(tones: Tones, far: str, step: int) -> QLinearGradient:
    """The gradient of a limb, greyed by a number of steps, with no ends: a copy is given its own."""
    share, gradient = 0.24 * step / TONE_STEPS, QLinearGradient()
    gradient.setStops([(place, mix(tones[tone], far, share)) for place, tone in GRADIENT])
    return gradient
