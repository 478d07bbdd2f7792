"""The keys of a session and the letters that the user may change: a row each, with its words for help.

The window's keys, the terminal's keys and the line that lists them, the page "Help", the list over a session, the
README's lists and the settings of letters are made from what stands here (`coach.keys` makes them). To add a key of a
session: its command, its row and, for a letter, the field that keeps it, all here. Window and terminal make the row's
request of the session; what is no request is done in `ui.player.player_page`.
"""

from dataclasses import dataclass
from enum import StrEnum


class PlayerCommand(StrEnum):
    """What a key or a button asks for while a session runs."""

    PAUSE = "pause"  # or go on, when paused
    PAIN = "pain"
    WITHDRAW = "withdraw"  # the report of pain that is open was a mistake
    SKIP = "skip"
    BACK = "back"
    INSTRUCTIONS = "instructions"
    MORE_TIME = "more_time"
    LESS_TIME = "less_time"
    MUTE = "mute"
    FULL_SCREEN = "full_screen"
    ASK = "ask"  # pause, and ask whether to end; the terminal ends at once
    READY = "ready"  # in a wait most keys say it, in a timed change its own
    WHY = "why"
    HELP = "help"
    SIGNS = "signs"
    LISTEN = "listen"  # for taught words, or stop that


MEDIA_KEYS = ("MediaPlay", "MediaPause", "MediaTogglePlayPause", "MediaStop", "MediaNext", "MediaPrevious")
CLICKER_KEYS = ("PageDown", "PageUp", "Period")  # what a presenter's clicker sends
KEY_WORDS = {
    "PageDown": "Page Down",
    "PageUp": "Page Up",
    "Period": "`.`",
    "Right": "→",
    "Left": "←",
    "F1": "F1",
    **dict.fromkeys(MEDIA_KEYS, "a media key"),
}
"""What keys are called that do the same as the one in a row's `cap`."""


@dataclass(frozen=True, slots=True)
class SessionKey:
    """One row: a command, or an answer (`command` None: the question itself takes the keys)."""

    command: PlayerCommand | None
    cap: str  # what stands on the key, or the keys; empty for a letter that the user may change
    help: str
    qt_keys: tuple[str, ...] = ()  # members of Qt.Key, without "Key_"
    terminal_key: str = ""  # the character that it sends, in lower case
    terminal_cap: str = ""  # what stands on the key in the terminal, where that differs from `cap`
    terminal_help: str = ""  # empty: the terminal has no such key
    setting: str = ""  # the field of `KeyLetters` that has its letter
    request: str = ""  # what it asks the session for, a `Request` of `engine.questions`; empty: the page does it
    of_check: bool = False  # the keys and words of the question after an exercise: `coach.keys` fills them in

    @property
    def fixed_letters(self) -> frozenset[str]:
        """Return the letters that this row has whatever the user chooses: no other row can have them."""
        return frozenset(key for key in self.qt_keys if len(key) == 1)

    @property
    def more_keys(self) -> str:
        """Return in words what does the same as the key in `cap`.

        The README names them all. The list in a session and Help have room for one key a row, and show these only
        where `cap` is empty.
        """
        words = (KEY_WORDS.get(key, "") for key in self.qt_keys)
        return ", ".join(dict.fromkeys(word for word in words if word))


SESSION_KEYS = (
    SessionKey(
        PlayerCommand.PAIN,
        "P",
        "It hurts more: everything stops at once",
        ("P",),
        terminal_key="p",
        terminal_help="it hurts more",
    ),
    SessionKey(
        PlayerCommand.WITHDRAW,
        "Backspace",
        "I did not mean that: takes P or Worse back; after the number: it was higher",
        ("Backspace",),
        terminal_key="\x7f",
        terminal_help="not meant",
        request="withdraw_report",
    ),
    SessionKey(
        PlayerCommand.PAUSE,
        "Space",
        "Pause, and go on; so does a click on the picture, or a clicker",
        ("Space", *CLICKER_KEYS, *MEDIA_KEYS),
        terminal_key=" ",
        terminal_help="pause",
    ),
    SessionKey(
        PlayerCommand.READY,
        "Enter",
        "I am ready: ends a change before its time; in a wait most keys do. Where you count, it counts one",
        ("Return",),
        terminal_key="\n",
        terminal_help="ready",
    ),
    SessionKey(
        PlayerCommand.SKIP,
        "",
        "Skip this exercise",
        ("Right",),
        terminal_key="n",
        terminal_help="skip",
        setting="key_skip",
        request="skip",
    ),
    SessionKey(
        PlayerCommand.BACK,
        "",
        "Back to the start of this exercise",
        ("Left",),
        terminal_key="b",
        terminal_help="back",
        setting="key_back",
        request="back",
    ),
    SessionKey(
        PlayerCommand.INSTRUCTIONS,
        "",
        "Say the instructions again",
        terminal_key="i",
        terminal_help="again",
        setting="key_instructions",
        request="repeat_instructions",
    ),
    SessionKey(
        PlayerCommand.MORE_TIME,
        "+",
        "More time",
        ("Plus", "Equal"),  # = is the same key on many keyboards
        terminal_key="+",
        terminal_help="time",
    ),
    SessionKey(PlayerCommand.LESS_TIME, "-", "Less time", ("Minus",), terminal_key="-", terminal_help="time"),
    SessionKey(PlayerCommand.MUTE, "", "Mute, and unmute", setting="key_mute"),
    SessionKey(PlayerCommand.FULL_SCREEN, "", "Fill the screen", setting="key_full_screen"),
    SessionKey(
        None,
        "",
        "After an exercise: {answers}",
        terminal_help="in the check",
        of_check=True,
    ),
    SessionKey(
        None,
        "0 to 9",
        "How much it hurts; another number corrects it; for 10: 1, then 0",
    ),
    SessionKey(
        PlayerCommand.WHY, "", "Why? The rule behind what was decided; the same key goes back", setting="key_why"
    ),
    SessionKey(
        PlayerCommand.SIGNS,
        "F2",
        "The signs that end a session and the day",
        ("F2",),
        terminal_key="!",
        terminal_cap="!",
        terminal_help="signs",
    ),
    SessionKey(PlayerCommand.LISTEN, "F4", "Stop listening for your words, and listen again", ("F4",)),
    SessionKey(
        PlayerCommand.HELP,
        "?",
        "Show these keys; outside a session, Help",
        ("Question", "F1"),
    ),
    SessionKey(
        PlayerCommand.ASK,
        "Esc",
        "Pause and ask whether to stop",
        ("Escape",),
        terminal_key="q",
        terminal_cap="Q",
        terminal_help="end",
    ),
)


@dataclass(frozen=True, slots=True)
class PageLetter:
    """A letter of a page outside a session: the field of `KeyLetters` that has it, and its words."""

    setting: str
    help: str


PAGE_LETTERS = (
    PageLetter("key_gentle", "On Today: more pain today"),
    PageLetter("key_bed", "On Today: bed only"),
    PageLetter("key_no_floor", "On Today: nothing on the floor"),
    PageLetter("key_why", "Why? The rule behind what a page decided"),
)


@dataclass(frozen=True, slots=True)
class KeyLetters:
    """The letters that the user may change, each with its default: every letter but P and Q."""

    key_skip: str = "N"
    key_back: str = "B"
    key_instructions: str = "I"
    key_mute: str = "M"
    key_full_screen: str = "F"
    key_why: str = "W"
    key_gentle: str = "M"
    key_bed: str = "B"
    key_no_floor: str = "N"


LETTERS_TOGETHER = (
    tuple(row.setting for row in SESSION_KEYS if row.setting),
    tuple(letter.setting for letter in PAGE_LETTERS),
)
"""The settings of letters that are in force together: no two of a group may be the same."""
