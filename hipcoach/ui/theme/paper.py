"""Sizes on paper. Lengths are tenths of a point: fonts have whole sizes."""

UNITS_PER_POINT = 10
UNITS_PER_INCH = 72 * UNITS_PER_POINT
MARGIN = 360
GAP = 110
TITLE, HEAD, TEXT, SMALL = 170, 105, 85, 75
RULE = 6
ROW_GAP, CELL_GAP = 22, 40
FIGURE, FIGURE_WIDTH = 270, 400  # of a small figure
LARGE, LARGE_WIDTH = 740, 1100  # of a figure on a leaflet
NAME, READ = 125, 100  # a leaflet lies further from the eye than a report
BOX = 130  # to tick
NOTE_LINE = 165  # of a table to write numbers into
WRITING_LINE = 200  # between the lines left free for writing
