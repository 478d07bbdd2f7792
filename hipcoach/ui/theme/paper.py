"""Colours and sizes on paper: dark on white, for any printer. Lengths are tenths of a point: fonts have whole sizes."""

from hipcoach.ui.theme.tokens import Colours

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
    flesh="#0A555C",
    prop="#999999",
)

UNITS_PER_POINT = 10
UNITS_PER_INCH = 72 * UNITS_PER_POINT
MARGIN = 360
GAP = 110
TITLE, HEAD, TEXT, SMALL = 170, 105, 85, 75
RULE = 6
ROW_GAP, CELL_GAP = 22, 40
FIGURE = 340  # the height of a small figure
WRITING_LINE = 200  # between the lines left free for writing
