"""Every colour and size of the window: no other file defines one."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme. `x_soft` is the ground for text in `x` or `ink`."""

    surface: str  # the page
    raised: str  # cards
    ink: str
    muted: str
    accent: str  # action; the ring while working
    accent_soft: str
    on_accent: str
    rest: str  # rests, position changes
    rest_soft: str
    amber: str  # pain went up; always with icon and words
    amber_soft: str
    red: str  # stop; always with icon and words
    red_soft: str
    line: str  # hairlines and empty tracks; never the only sign of anything
    edge: str  # the outline of fields and handles: 3:1 or better
    shadow: str


LIGHT = Colours(
    surface="#FBFAF7",
    raised="#FFFFFF",
    ink="#1C2526",
    muted="#445053",
    accent="#0A555C",
    accent_soft="#DCEDEC",
    on_accent="#FFFFFF",
    rest="#2A4676",
    rest_soft="#E3EAF6",
    amber="#6B3F00",
    amber_soft="#FFF1D6",
    red="#861818",
    red_soft="#FDE7E4",
    line="#DAD8D1",
    edge="#7F8684",
    shadow="#1C2526",
)

DARK = Colours(
    surface="#12181A",
    raised="#1B2326",
    ink="#F1F4F3",
    muted="#B7C3C4",
    accent="#7FD6CF",
    accent_soft="#17393B",
    on_accent="#0B1F21",
    rest="#A9C4F5",
    rest_soft="#1A2740",
    amber="#FFCF87",
    amber_soft="#3A2A0C",
    red="#FFB4A8",
    red_soft="#3F1512",
    line="#364145",
    edge="#7B898D",
    shadow="#000000",
)

# For a desktop that asks for high contrast: plain colours, every pair 7:1 or better, every outline 7:1 or better.
CONTRAST_LIGHT = Colours(
    surface="#FFFFFF",
    raised="#FFFFFF",
    ink="#000000",
    muted="#000000",
    accent="#00305A",
    accent_soft="#FFFFFF",
    on_accent="#FFFFFF",
    rest="#1A1A80",
    rest_soft="#FFFFFF",
    amber="#5A3200",
    amber_soft="#FFFFFF",
    red="#8A0000",
    red_soft="#FFFFFF",
    line="#949494",
    edge="#000000",
    shadow="#000000",
)

CONTRAST_DARK = Colours(
    surface="#000000",
    raised="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    accent="#FFFF00",
    accent_soft="#000000",
    on_accent="#000000",
    rest="#9FD0FF",
    rest_soft="#000000",
    amber="#FFC040",
    amber_soft="#000000",
    red="#FF9A9A",
    red_soft="#000000",
    line="#5E5E5E",
    edge="#FFFFFF",
    shadow="#FFFFFF",
)

# On paper: dark on white, for any printer; no shade carries a meaning alone.
PAPER = Colours(
    surface="#FFFFFF",
    raised="#FFFFFF",
    ink="#000000",
    muted="#404040",
    accent="#0A555C",
    accent_soft="#FFFFFF",
    on_accent="#FFFFFF",
    rest="#555555",
    rest_soft="#FFFFFF",
    amber="#000000",
    amber_soft="#FFFFFF",
    red="#000000",
    red_soft="#FFFFFF",
    line="#BBBBBB",
    edge="#666666",
    shadow="#FFFFFF",
)

TEXT_PAIRS = (
    ("ink", "surface"),
    ("ink", "raised"),
    ("ink", "accent_soft"),
    ("ink", "rest_soft"),
    ("ink", "amber_soft"),
    ("ink", "red_soft"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("accent", "surface"),
    ("accent", "raised"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("rest", "surface"),
    ("rest", "raised"),
    ("rest", "rest_soft"),
    ("amber", "surface"),
    ("amber", "raised"),
    ("amber", "amber_soft"),
    ("red", "surface"),
    ("red", "raised"),
    ("red", "red_soft"),
    ("raised", "red"),
)
"""Which colour may stand as text on which: the tests hold each pair to 7:1 in both schemes."""

MIN_CONTRAST = 7.0
PLAIN_CONTRAST = 15.0  # a palette of black or white with text like this was forced by a high-contrast desktop
MIN_EDGE_CONTRAST = 3.0


class Space(IntEnum):
    """Spacing, in logical pixels."""

    XXS = 4
    XS = 8
    S = 12
    M = 16
    L = 24
    XL = 32
    XXL = 48


class Type(StrEnum):
    """Roles of text; `TYPE_PX` has their sizes."""

    SMALL = "small"
    BODY = "body"
    LEAD = "lead"
    SECTION = "section"
    TITLE = "title"
    DISPLAY = "display"


TYPE_PX = {
    Type.SMALL: 15.0,  # one step below body would be 13.6; nothing on these pages may be that small
    Type.BODY: 17.0,
    Type.LEAD: 21.25,
    Type.SECTION: 21.25,
    Type.TITLE: 33.2,
    Type.DISPLAY: 51.9,
}
SEMIBOLD_TYPES = frozenset({Type.SECTION, Type.TITLE, Type.DISPLAY})

CORNER_PX = 12
CORNER_SMALL_PX = 8
SHADOW_PX = 4
SHADOW_ALPHA = 7  # of 255, for each of the shadow's layers
TARGET_PX = 44
TARGET_LARGE_PX = 64
FOCUS_PX = 3
FOCUS_GAP_PX = 2
RING_PX = FOCUS_PX + FOCUS_GAP_PX  # every control, card and line of text keeps this free at its left
ICON_PX = 24
CONTENT_MAX_PX = 960
COLUMN_MAX_PX = 760  # of two beside one another
SCROLL_PX = 16  # the scroll bar; kept free where there is none, so that content does not move from page to page
MEASURE_CHARS = 70
MOTION_MS = 160
PICTURE_FACTOR_MAX = 1.3  # pictures grow with the text, but not over the page
TEXT_FACTOR_MIN, TEXT_FACTOR_MAX = 1.0, 2.0
ORDINARY_FONT_PX = {"windows": 12.0, "cocoa": 13.0}
"""The text size of a desktop on which nothing was changed, by Qt's name of the platform: `TYPE_PX` stands for it."""
ORDINARY_FONT_ELSEWHERE_PX = 14.7  # 11 points, the size of GNOME; others have less


def scheme(*, dark: bool, contrast: bool) -> Colours:
    """Return the colours of one scheme."""
    if contrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def desktop_factor(font_px: float, platform: str) -> float:
    """Return how much larger than the ordinary one a desktop's text is; 1.0 where it is smaller."""
    return max(1.0, font_px / ORDINARY_FONT_PX.get(platform, ORDINARY_FONT_ELSEWHERE_PX))


def is_forced(ground: str, text: str) -> bool:
    """Return True if a palette with this ground and text is one of a high-contrast desktop."""
    return ground.upper() in ("#000000", "#FFFFFF") and contrast(text, ground) >= PLAIN_CONTRAST


def luminance(colour: str) -> float:
    """Return the relative luminance of `#RRGGBB` (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
