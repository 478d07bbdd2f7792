"""The keys in one table: what each asks for, its names in window and terminal, its words for help.

The window's keys, the terminal's keys and the line that lists them, the page "Help", the list over a session and the
README's lists are made from `SESSION_KEYS` and `OUTSIDE_KEYS`. To add a key of a session, add a row here and what it
does in `ui.player.player_page` (and, if it has a meaning in the terminal, in `cli.text_player`).
The user may change every letter but P and Q: `KeyTable` has the letters in force.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from hipcoach.engine.table import CHECK
from hipcoach.settings import Settings


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
    READY = "ready"  # in a wait any key says it, in a timed change its own
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    WHY = "why"
    HELP = "help"
    SIGNS = "signs"
    LISTEN = "listen"  # for taught words, or stop that


@dataclass(frozen=True, slots=True)
class SessionKey:
    """One row: a command, or an answer (`command` None: the question itself takes the keys)."""

    command: PlayerCommand | None
    cap: str  # what stands on the key, or the keys
    help: str
    qt_keys: tuple[str, ...] = ()  # members of Qt.Key, without "Key_"
    more_keys: str = ""  # in words: those that do the same as the key in `cap`
    terminal_key: str = ""  # the character that it sends, in lower case
    terminal_cap: str = ""  # what stands on the key in the terminal, where that differs from `cap`
    terminal_help: str = ""  # empty: the terminal has no such key
    setting: str = ""  # the setting that changes the letter in `cap`; empty: it cannot be changed


MEDIA_KEYS = ("MediaPlay", "MediaPause", "MediaTogglePlayPause", "MediaStop", "MediaNext", "MediaPrevious")
CLICKER_KEYS = ("PageDown", "PageUp", "Period")  # what a presenter's clicker sends

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
        "I did not mean that: takes P or Worse back",
        ("Backspace",),
        terminal_key="\x7f",
        terminal_help="not meant",
    ),
    SessionKey(
        PlayerCommand.PAUSE,
        "Space",
        "Pause, and go on; so does a click on the picture, or a clicker",
        ("Space", *MEDIA_KEYS, *CLICKER_KEYS),
        more_keys="Page Down, Page Up, `.`, a media key",
        terminal_key=" ",
        terminal_help="pause",
    ),
    SessionKey(
        PlayerCommand.READY,
        "Enter",
        "I am ready: ends a change before its time; in a wait most keys do",
        ("Return",),
        terminal_key="\n",
        terminal_help="ready",
    ),
    SessionKey(
        PlayerCommand.SKIP,
        "N",
        "Skip this exercise",
        ("Right",),
        more_keys="→",
        terminal_key="n",
        terminal_help="skip",
        setting="key_skip",
    ),
    SessionKey(
        PlayerCommand.BACK,
        "B",
        "Back to the start of this exercise",
        ("Left",),
        more_keys="←",
        terminal_key="b",
        terminal_help="back",
        setting="key_back",
    ),
    SessionKey(
        PlayerCommand.INSTRUCTIONS,
        "I",
        "Say the instructions again",
        terminal_key="i",
        terminal_help="again",
        setting="key_instructions",
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
    SessionKey(PlayerCommand.MUTE, "M", "Mute, and unmute", setting="key_mute"),
    SessionKey(PlayerCommand.FULL_SCREEN, "F", "Fill the screen", setting="key_full_screen"),
    SessionKey(
        None,
        " ".join(answer.key for answer in CHECK.answers),
        f"After an exercise: {', '.join(answer.words for answer in CHECK.answers)}",
        terminal_help="in the check",
    ),
    SessionKey(
        None,
        "0 to 9",
        "How much it hurts; another number corrects it; for 10: 1, then 0",
    ),
    SessionKey(
        PlayerCommand.WHY, "W", "Why? The rule behind what was decided; the same key goes back", setting="key_why"
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
        more_keys="F1",
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

PAIN_ELSEWHERE = "\u0437\u0440\u03c0\u03c1\u062d\u05e4"
"""What the pain key sends to a terminal on Russian, Greek, Arabic and Hebrew layouts, and the letters that look like P.

A terminal says nothing of a key's place, and while the session waits any other character means "I am ready".
"""

OUTSIDE_KEYS = (
    ("Enter", "Does what the page's main button says; a button that has the focus is pressed instead"),
    ("Space", "Ticks, or presses, what has the focus"),
    ("Esc", "Goes back; where a page tells you to rest, goes on"),
    ("Tab", "Goes to the next control, and chooses nothing"),
    (
        "← → ↑ ↓",
        "Move and choose in a row of numbers or answers; elsewhere ↑ and ↓ scroll, as do Page Up, Page Down, Home, End",
    ),
    ("Ctrl ,", "Settings"),
    ("Ctrl Z, Ctrl Q", "Bring back what was deleted last; quit"),
)
"""The keys of every other page, with their words."""


@dataclass(frozen=True, slots=True)
class PageLetter:
    """A letter of a page outside a session: the setting that changes it, the letter, and its words."""

    setting: str
    letter: str
    help: str


PAGE_LETTERS = (
    PageLetter("key_gentle", "M", "On Today: more pain today"),
    PageLetter("key_bed", "B", "On Today: bed only"),
    PageLetter("key_no_floor", "N", "On Today: nothing on the floor"),
    PageLetter("key_why", "W", "Why? The rule behind what a page decided"),
)

LETTERS_TOGETHER = (
    tuple(row.setting for row in SESSION_KEYS if row.setting),
    tuple(letter.setting for letter in PAGE_LETTERS),
)
"""The settings of letters that are in force together: no two of a group may be the same."""


@dataclass(frozen=True)
class KeyTable:
    """The keys with the letters that the user has chosen."""

    letters: Mapping[str, str]  # by the name of the setting
    outside: bool = True  # False: single letters count in a session only

    @classmethod
    def of(cls, settings: Settings) -> "KeyTable":
        """Return the keys of these settings."""
        names = {name for group in LETTERS_TOGETHER for name in group}
        return cls({name: getattr(settings, name) for name in sorted(names)}, settings.letter_keys)

    @cached_property
    def rows(self) -> tuple[SessionKey, ...]:
        """Return the rows of a session with the letters in force; of two with the same letter the first has it."""
        taken, rows = {"P"}, []
        for row in SESSION_KEYS:
            letter = self.letters.get(row.setting, "")
            if row.setting:
                cap = "" if letter in taken else letter
                terminal_key = cap.lower() if row.terminal_key else ""
                terminal_help = row.terminal_help if cap else ""
                row = replace(row, cap=cap, terminal_key=terminal_key, terminal_help=terminal_help)
                taken.add(letter)
            rows.append(row)
        return tuple(rows)

    @cached_property
    def _commands(self) -> Mapping[str, PlayerCommand]:
        every = ((key, row.command) for row in self.rows if row.command for key in (*row.qt_keys, row.cap) if key)
        return dict(every)

    def command(self, key: str) -> PlayerCommand | None:
        """Return the command of a key in the window: a letter, or a member of Qt.Key without "Key_"."""
        return self._commands.get(key)

    def cap(self, command: PlayerCommand) -> str:
        """Return what stands on the key of a command; empty where it has none. Raises KeyError for an answer."""
        return {row.command: row.cap for row in self.rows}[command]

    @cached_property
    def terminal_commands(self) -> Mapping[str, PlayerCommand]:
        """Return the command of each character that the terminal takes."""
        pain = dict.fromkeys(PAIN_ELSEWHERE, PlayerCommand.PAIN)
        erase = {"\b": PlayerCommand.WITHDRAW}  # what Backspace sends in some terminals
        return pain | erase | {row.terminal_key: row.command for row in self.rows if row.command and row.terminal_key}

    def page_letters(self) -> dict[str, str]:
        """Return the letters of pages outside a session, by setting; each is empty where letters are off."""
        return {each.setting: self.letters[each.setting] if self.outside else "" for each in PAGE_LETTERS}

    def session_rows(self) -> list[tuple[str, str]]:
        """Return a key for everything that has one in a session, with its words."""
        return [(row.cap or row.more_keys, row.help) for row in self.rows if row.cap or row.more_keys]

    def every_session_key(self) -> list[tuple[str, str]]:
        """Return the same with all the keys that do it."""
        rows = (row for row in self.rows if row.cap or row.more_keys)
        return [(", ".join(filter(None, (row.cap, row.more_keys))), row.help) for row in rows]

    def outside_rows(self, pages: Iterable[str]) -> list[tuple[str, str]]:
        """Return the keys outside a session, with their words; `pages` are the labels of the rail, in its order."""
        letters = self.page_letters()
        on = [(letters[each.setting], each.help) for each in PAGE_LETTERS if letters[each.setting]]
        return [*general_rows(pages), *on]

    def terminal_help(self) -> str:
        """Return the line that lists the terminal's keys; neighbours with the same words share them."""
        rows = [row for row in self.rows if row.terminal_help]
        parts = [
            f"{' '.join(row.terminal_cap or row.cap for row in same)} {words}"
            for words, same in groupby(rows, key=lambda row: row.terminal_help)
        ]
        return f"Keys: {', '.join(parts)}."


DEFAULT_KEYS = KeyTable.of(Settings())


def general_rows(pages: Iterable[str]) -> list[tuple[str, str]]:
    """Return the keys outside a session that are no letters; `pages` are the labels of the rail, in its order."""
    labels = list(pages)
    return [*OUTSIDE_KEYS, (f"Ctrl 1-{len(labels)}", ", ".join(labels))]


def markdown_table(rows: Iterable[tuple[str, str]]) -> str:
    """Return keys and their words as a table in Markdown, for the README."""
    return "\n".join(["| key | does |", "|---|---|", *(f"| {cap} | {words} |" for cap, words in rows), ""])
