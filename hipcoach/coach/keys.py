"""The keys of a session in one table: what each asks for, its names in window and terminal, its words for help.

The window's keys, the terminal's keys and the line that lists them, the page "Help" and the README's list are made from
`SESSION_KEYS`. To add a key, add a row here and what it does in `ui.player.player_page` (and, if it has a meaning in
the terminal, in `cli.text_player`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from hipcoach.engine.table import CHECK


class PlayerCommand(StrEnum):
    """What a key or a button asks for while a session runs."""

    PAUSE = "pause"  # or go on, when paused
    PAIN = "pain"
    SKIP = "skip"
    BACK = "back"
    INSTRUCTIONS = "instructions"
    MORE_TIME = "more_time"
    LESS_TIME = "less_time"
    MUTE = "mute"
    FULL_SCREEN = "full_screen"
    ASK = "ask"  # pause, and ask whether to end; the terminal ends at once
    SET = "set"  # in position: no key of its own, any key says it
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    WHY = "why"


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
        PlayerCommand.PAUSE,
        "Space",
        "Pause, and go on; so does a click on the picture, or a clicker",
        ("Space", *MEDIA_KEYS, *CLICKER_KEYS),
        more_keys="Page Down, Page Up, `.`, a media key",
        terminal_key=" ",
        terminal_help="pause",
    ),
    SessionKey(
        PlayerCommand.SKIP,
        "N",
        "Skip this exercise",
        ("N", "Right"),
        more_keys="→",
        terminal_key="n",
        terminal_help="skip",
    ),
    SessionKey(
        PlayerCommand.BACK,
        "B",
        "Back to the start of this exercise",
        ("B", "Left"),
        more_keys="←",
        terminal_key="b",
        terminal_help="back",
    ),
    SessionKey(
        PlayerCommand.INSTRUCTIONS,
        "I",
        "Say the instructions again",
        ("I",),
        terminal_key="i",
        terminal_help="again",
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
    SessionKey(PlayerCommand.MUTE, "M", "Mute, and unmute", ("M",)),
    SessionKey(PlayerCommand.FULL_SCREEN, "F", "Fill the screen", ("F",)),
    SessionKey(
        None,
        " ".join(answer.key for answer in CHECK.answers),
        f"After an exercise: {', '.join(answer.words for answer in CHECK.answers)}",
        terminal_help="in the check",
    ),
    SessionKey(
        None,
        "0 to 9",
        "How much it hurts: taken after a moment; another number corrects it; for 10, press 1, then 0",
    ),
    SessionKey(PlayerCommand.WHY, "W", "Why? The rule behind what was decided; the same key goes back", ("W",)),
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

TERMINAL_COMMANDS = {row.terminal_key: row.command for row in SESSION_KEYS if row.command and row.terminal_key}
"""The command of each character that the terminal takes."""


def key_cap(command: PlayerCommand) -> str:
    """Return what stands on the key of a command. Raises KeyError where it has none."""
    return {row.command: row.cap for row in SESSION_KEYS}[command]


def help_rows(pages: Iterable[str]) -> list[tuple[str, str]]:
    """Return every key with its words, for the page "Help"; `pages` are the labels of the rail, in its order."""
    labels = list(pages)
    outside = (f"Ctrl 1-{len(labels)}", f"Outside a session: {', '.join(labels)}")
    return [*((row.cap, row.help) for row in SESSION_KEYS), outside]


def terminal_help() -> str:
    """Return the line that lists the terminal's keys; neighbours with the same words share them."""
    rows = [row for row in SESSION_KEYS if row.terminal_help]
    parts = [
        f"{' '.join(row.terminal_cap or row.cap for row in same)} {words}"
        for words, same in groupby(rows, key=lambda row: row.terminal_help)
    ]
    return f"Keys: {', '.join(parts)}."


def markdown_table() -> str:
    """Return the session's keys as a table in Markdown, for the README."""
    rows = (f"| {', '.join(filter(None, (row.cap, row.more_keys)))} | {row.help} |" for row in SESSION_KEYS)
    return "\n".join(["| key | does |", "|---|---|", *rows, ""])
