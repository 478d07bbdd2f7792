"""One switch as the user has set it up, or a taught word in its place, and which keys act as the switch."""

from collections.abc import Collection
from dataclasses import dataclass

from hipcoach.coach.keys import KeyTable
from hipcoach.coach.spoken_words import SpokenWord
from hipcoach.session_keys import CLICKER_KEYS, MEDIA_KEYS, PlayerCommand
from hipcoach.settings import Settings, SwitchInput

ENTER_KEYS = ("Return", "Enter")
SPOKEN_PACE = 2.0  # times the pace of presses: a word takes longer to say, and to be heard
NEVER = frozenset({"Escape", "Tab", "Backtab", "Left", "Right", "Up", "Down", "Y", *"0123456789"})
"""Keys that move about, leave, or answer a question themselves."""
OWN_KEYS = {
    SwitchInput.SPACE: ("Space",),
    SwitchInput.ENTER: ENTER_KEYS,
    SwitchInput.CLICKER: CLICKER_KEYS,
    SwitchInput.MEDIA: MEDIA_KEYS,
    SwitchInput.MOUSE: (),
}


@dataclass(frozen=True, slots=True)
class SwitchOptions:
    """What is pressed, and how fast the answers are read."""

    input: SwitchInput = SwitchInput.ANY
    pace_s: float = 2.5
    pressed: bool = True  # False: nothing is pressed, the user says "yes"
    reads: bool = True  # False: nothing is pressed and no "yes" is taught, so no answer that is read could be taken

    @classmethod
    def of(cls, settings: Settings, *, taught: Collection[str] | None = None) -> "SwitchOptions | None":
        """Return the options in the user's settings; None where the switch is off.

        `taught` are the words that are listened for; "yes" among them does what the switch does. None: there are none.
        """
        if not settings.switch and taught is None:
            return None
        spoken = taught is not None and SpokenWord.YES in taught
        slower = SPOKEN_PACE if spoken else 1.0
        return cls(settings.switch_input, settings.switch_pace_s * slower, settings.switch, settings.switch or spoken)

    @property
    def any_click(self) -> bool:
        """True if a mouse button is the switch wherever it is pressed."""
        return self.input is SwitchInput.MOUSE

    @property
    def free_click(self) -> bool:
        """True if a click is the switch where there is no button."""
        return self.input in (SwitchInput.MOUSE, SwitchInput.ANY)

    def is_key(self, key: str, keys: KeyTable) -> bool:
        """Return True if a key of a session is the switch. A key with a meaning of its own keeps it."""
        if self.input is not SwitchInput.ANY:
            return key in OWN_KEYS[self.input]
        return key not in NEVER and keys.command(key) in (None, PlayerCommand.PAUSE, PlayerCommand.READY)
