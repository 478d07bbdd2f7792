"""Sizes of the player's stage for a window of 1366 x 768. They grow with the window, so that it reads at 3 m."""

from dataclasses import dataclass

BASE_WIDTH_PX, BASE_HEIGHT_PX = 1366, 768
# On a 14-inch screen of that size a millimetre is 4.4 px: 25 mm are 110 px, 9 mm are 40 px.
DIGIT_MIN_PX = 110
CAPTION_MIN_PX = 40

MAX_STAGE_TEXT_FACTOR = 1.15  # the stage is large already
MAX_PANEL_TEXT_FACTOR = 1.5
SMALLEST_BUTTON = 0.75

FRAME_MS = 50  # 20 pictures a second while something moves: what a figure may cost
QUESTION_FRAME_MS = 250  # for the seconds under a question


@dataclass(frozen=True, slots=True)
class StageSizes:
    """All sizes of one stage, in logical pixels."""

    factor: float
    window: float = 1.0  # the part of it that comes from the window

    @classmethod
    def for_window(cls, width: int, height: int, text_factor: float = 1.0) -> "StageSizes":
        """Return sizes that follow the smaller of width and height, with larger text where there is space for it."""
        window = min(width / BASE_WIDTH_PX, height / BASE_HEIGHT_PX)
        window = max(0.5, window)
        return cls(window * min(text_factor, MAX_STAGE_TEXT_FACTOR), window)

    def px(self, base: float) -> int:
        """Return a length of the base window, scaled to this one."""
        return round(base * self.factor)

    def button_factor(self, text_factor: float) -> float:
        """Return the factor from the theme's button to a stage button: below 1 it falls faster, as padding stays."""
        return max(SMALLEST_BUTTON, self.window if self.window >= 1 else self.window**2) / text_factor

    def panel_factor(self, text_factor: float) -> float:
        """Return the factor from the theme's sizes to those of the answers of a question."""
        return max(1.0, self.window) * min(text_factor, MAX_PANEL_TEXT_FACTOR) / text_factor

    @property
    def margin(self) -> int:
        """Return the margin between the stage and the edge of the window."""
        return self.px(28)

    @property
    def title(self) -> int:
        """Return the text size of the top line."""
        return self.px(34)

    @property
    def segments(self) -> int:
        """Return the height of the bar of the whole session."""
        return self.px(10)

    @property
    def digits(self) -> int:
        """Return the height of a digit in the ring."""
        return self.px(118)

    @property
    def ring_line(self) -> int:
        """Return the thickness of the ring."""
        return self.px(16)

    @property
    def unit(self) -> int:
        """Return the text size of the unit under the number."""
        return self.px(28)

    @property
    def under_ring(self) -> int:
        """Return the text size of the line under the ring."""
        return self.px(32)

    @property
    def captions(self) -> tuple[int, ...]:
        """Return the text sizes of the caption, largest first; the first that fits is used."""
        return (self.px(58), self.px(50), self.px(44), self.px(CAPTION_MIN_PX))

    @property
    def caption_lines(self) -> int:
        """Return the height that the caption keeps, whatever its text."""
        return self.px(144)

    @property
    def next_line(self) -> int:
        """Return the text size of the line that says what is next."""
        return self.px(28)

    @property
    def question(self) -> int:
        """Return the text size of a question."""
        return self.px(44)
