"""The keys that are in force: `session_keys` with the user's letters, the answers' own, and the pages' keys.

`KeyTable` has what window, terminal and help ask: which command a key is, and which keys there are, with their words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from hipcoach.engine.questions import STEP_QUESTIONS
from hipcoach.session_keys import LETTERS_TOGETHER, PAGE_LETTERS, SESSION_KEYS, PlayerCommand, SessionKey
from hipcoach.settings import Settings

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


ASKS_SESSION = frozenset(row.command for row in SESSION_KEYS if row.command and row.request)
KEPT_IN_A_WAIT = ASKS_SESSION | {
    PlayerCommand.PAIN,
    PlayerCommand.ASK,
    PlayerCommand.HELP,
    PlayerCommand.SIGNS,
    PlayerCommand.LISTEN,
    PlayerCommand.MUTE,
    PlayerCommand.FULL_SCREEN,
}
KEPT_WHERE_IT_GOES_ON = frozenset({PlayerCommand.PAUSE, PlayerCommand.MORE_TIME, PlayerCommand.LESS_TIME})


def in_a_wait(command: PlayerCommand | None, *, goes_on: bool) -> PlayerCommand:
    """Return what a key means while the session waits for the user: its own request, also where that is not possible.

    Skip leaves the exercise out, Back must not lead forward, and what concerns sound and screen alone leads nowhere.
    Every other key says "I am ready"; where the wait `goes_on` by itself, it can be paused and given time, too.
    """
    kept = KEPT_IN_A_WAIT | (KEPT_WHERE_IT_GOES_ON if goes_on else frozenset())
    return command if command in kept else PlayerCommand.READY


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
        taken, rows = {letter for row in SESSION_KEYS for letter in row.fixed_letters}, list[SessionKey]()
        for row in SESSION_KEYS:
            if row.of_check:
                rows += _answer_rows(row)
                continue
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


def _answer_rows(row: SessionKey) -> Iterator[SessionKey]:
    """Yield the row of each question after an exercise; the terminal's line names the keys of the first."""
    for n, question in enumerate(STEP_QUESTIONS.values()):
        keys = " ".join(answer.key for answer in question.answers)
        words = ", ".join(answer.words for answer in question.answers)
        terminal_help = "" if n else row.terminal_help
        yield replace(row, cap=keys, help=row.help.format(answers=words), terminal_help=terminal_help)


def general_rows(pages: Iterable[str]) -> list[tuple[str, str]]:
    """Return the keys outside a session that are no letters; `pages` are the labels of the rail, in its order."""
    labels = list(pages)
    return [*OUTSIDE_KEYS, (f"Ctrl 1-{len(labels)}", ", ".join(labels))]


def markdown_table(rows: Iterable[tuple[str, str]]) -> str:
    """Return keys and their words as a table in Markdown, for the README."""
    return "\n".join(["| key | does |", "|---|---|", *(f"| {cap} | {words} |" for cap, words in rows), ""])
