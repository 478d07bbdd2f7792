"""An answer that is typed in a terminal: where another key may correct it, Enter takes it."""

from collections.abc import Callable, Sequence

from hipcoach.engine.events import Event
from hipcoach.engine.questions import Answer, AnswerKey
from hipcoach.session_driver import Ask

ENTER = "\r\n"
Give = Callable[[Answer, float], tuple[Event, ...]]


class TypedAnswer:
    """What was typed at the question that is open, and waits for Enter."""

    def __init__(self, is_red: Callable[[int], bool], show: Callable[[str], None]) -> None:
        self._is_red, self._show = is_red, show
        self._typed = ""

    @property
    def waits(self) -> bool:
        """Return True if something was typed that Enter has not taken yet."""
        return bool(self._typed)

    def forget(self) -> None:
        """Something else is asked."""
        self._typed = ""

    def score(self, key: str, give: Give) -> Ask | None:
        """Digits, then Enter; a red score does not wait for Enter. S is "not given".

        Another digit makes another number, as in the window. Only 1, then 0, is ten.
        """
        if key == "s":
            self._typed = ""
            return lambda now: give(None, now)
        if key in ENTER and self._typed:
            score, self._typed = int(self._typed), ""
            return lambda now: give(score, now)
        if key.isascii() and key.isdigit():
            self._typed = "10" if self._typed + key == "10" else key
            if self._is_red(int(self._typed)):  # on record at its key: "Is that right?" comes then
                return self.score("\r", give)
            self._show(f"  {self._typed} (Enter)")
        return None

    def choice(self, key: str, answers: Sequence[AnswerKey], give: Give) -> Ask | None:
        """Return what the key of an answer gives: one that settles waits for Enter, and another key corrects it."""
        named = self._typed if key in ENTER else key
        chosen = next((each for each in answers if named == each.key.lower()), None)
        if chosen is None:
            return None
        if chosen.settles and key not in ENTER:
            self._typed = key
            self._show(f"  {chosen.words} (Enter)")
            return None
        return lambda now: give(chosen.value, now)
