"""Sizes of the player's stage for a window of 1366 x 768. They grow with the window, so that it reads at 3 m."""

from dataclasses import dataclass

BASE_WIDTH_PX, BASE_HEIGHT_PX = 1366, 768
# On a 14-inch screen of that size a millimetre is 4.4 px: 25 mm are 110 px, 9 mm are 40 px.
DIGIT_MIN_PX = 110
CAPTION_MIN_PX = 40

LEAST_TEXT_PX = 17  # of a word on a small window at 100 %: from the floor it cannot be read there in any case
TEXT_STEPS = (1.0, 0.9, 0.8, 0.7, 0.65, 0.6, 0.5, 0.42, 0.36)
"""Shares of the text size that is wanted, largest first: the first that has room is used."""
LEAST_SHARES = (1.0, 0.85, 0.7, 0.0)
"""Shares of the user's own text size below which no words get: they are given up one after the other."""
BUTTON_LEAST = 0.8  # of the size of a button's words: with it they are as large as other words

FRAME_MS = 50  # 20 pictures a second while something moves: what a figure may cost
QUESTION_FRAME_MS = 250  # for the seconds under a question


@dataclass(frozen=True, slots=True)
class StageSizes:
    """All sizes of one stage, in logical pixels. `window` is the part that follows the window, `text` the text size.

    `share` makes words smaller where there is no room, but none smaller than `least` of the user's own text size.
    """

    window: float = 1.0
    text: float = 1.0
    share: float = 1.0
    least: float = 0.0

    @classmethod
    def for_window(cls, width: int, height: int, text: float = 1.0) -> "StageSizes":
        """Return sizes that follow the smaller of width and height."""
        return cls(max(0.5, min(width / BASE_WIDTH_PX, height / BASE_HEIGHT_PX)), text)

    def px(self, base: float) -> int:
        """Return a length of the base window, scaled to this one."""
        return round(base * self.window)

    def text_px(self, base: float) -> int:
        """Return a text size of the base window, scaled to this one and to the user's text size."""
        wanted = max(base * self.window, min(base, LEAST_TEXT_PX)) * self.text
        return round(max(wanted * self.share, min(wanted, LEAST_TEXT_PX * self.text * self.least)))

    @property
    def panel_factor(self) -> float:
        """Return the factor from the theme's sizes to those of the answers of a question."""
        return max(1.0, self.window) * max(self.share, BUTTON_LEAST * self.least)

    @property
    def margin(self) -> int:
        """Return the margin between the stage and the edge of the window."""
        return self.px(28)

    @property
    def title(self) -> int:
        """Return the text size of the top line."""
        return self.text_px(34)

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
        return min(self.text_px(28), self.px(34))  # inside the ring there is no more room

    @property
    def under_ring(self) -> int:
        """Return the text size of the line under the ring."""
        return self.text_px(32)

    @property
    def call(self) -> int:
        """Return the text size of a line that asks for something."""
        return self.text_px(CAPTION_MIN_PX)

    @property
    def captions(self) -> tuple[int, ...]:
        """Return the text sizes of the caption, largest first; the first that fits is used."""
        least = self.px(CAPTION_MIN_PX)
        wanted = (self.text_px(base) for base in (58, 50, 44, CAPTION_MIN_PX))
        return (*(px for px in wanted if px > least), *(self.px(base) for base in (58, 50, 44)), least)

    @property
    def caption_lines(self) -> int:
        """Return the height that the caption keeps, whatever its text."""
        return round(self.px(144) * (1 + max(0.0, self.text - 1) / 2))

    @property
    def next_line(self) -> int:
        """Return the text size of the line that says what is next."""
        return self.text_px(28)

    @property
    def question(self) -> int:
        """Return the text size of a question."""
        return self.text_px(44)
