"""Until when the voice speaks, by the lengths of the words that were handed to it."""

from hipcoach.engine.cue import Priority

PART_S = 1.0  # of silence between two parts of what is said of pain, which wait for one another


class SpokenUntil:
    """The moment from which nothing is spoken any more; before the first word it is long ago."""

    def __init__(self) -> None:
        self.at_s = float("-inf")
        self._of_pain = False  # what is spoken is a part of what is said of pain

    def say(self, length_s: float, priority: Priority, now: float) -> None:
        """Note words that are spoken now: at once, or after the part of a stop that is still being said."""
        of_pain = priority.is_urgent
        waits = of_pain and self._of_pain and now < self.at_s
        self.at_s = (self.at_s + PART_S if waits else now) + length_s
        self._of_pain = of_pain

    def silence(self, now: float) -> None:
        """Note that all was silenced."""
        self.at_s, self._of_pain = now, False
