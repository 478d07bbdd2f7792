"""What the user may set: each setting with its type, range and default. `settings_file` reads and writes them."""

from contextlib import suppress
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from hipcoach.clock import times_of_day
from hipcoach.session_keys import PAGE_LETTERS, SESSION_KEYS, KeyLetters


class SpeechAmount(StrEnum):
    """How much is said."""

    FULL = "full"
    SHORT = "short"
    COUNTS = "counts"
    TONES = "tones"


class WhoSpeaks(StrEnum):
    """Which of the two voices speaks in a session where a screen reader runs."""

    ASK = "ask"  # not asked yet
    HIPCOACH = "hipcoach"
    READER = "reader"
    BOTH = "both"


class ThemeChoice(StrEnum):
    """Which colours: the system's choice, or one of ours whatever the system says."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class ShownBy(StrEnum):
    """Who shows the exercises."""

    WOMAN = "woman"
    MAN = "man"
    OLDER_WOMAN = "older_woman"
    OLDER_MAN = "older_man"


class SwitchInput(StrEnum):
    """What is pressed by somebody who answers with one switch."""

    ANY = "any"  # whatever has no meaning of its own
    SPACE = "space"
    ENTER = "enter"
    CLICKER = "clicker"  # a presenter's
    MEDIA = "media"  # a key for music
    MOUSE = "mouse"  # any of its buttons, wherever it points


class SkinTone(StrEnum):
    """The tone of their skin."""

    LIGHT = "light"
    MEDIUM = "medium"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class SettingRule:
    """What a setting's value must be, and in which table of the file it stands."""

    table: str
    kind: type[Any]
    low: float = 0
    high: float = 0
    choices: tuple[object, ...] = ()
    times: bool = False  # a text that holds times of day
    letter: bool = False  # a key of its own

    def expected(self) -> str:
        """Return in words what is expected."""
        if self.choices:
            return "one of " + ", ".join(f'"{c}"' if isinstance(c, str) else str(c) for c in self.choices)
        if self.kind is bool:
            return "true or false"
        if self.times:
            return 'times of day such as "18:00" or "8:00, 18:00", or "" for none'
        if self.letter:
            return "one letter from A to Z, but not P or Q"
        if self.kind is str:
            return "a line of text of at most 300 characters"
        number = "a whole number" if self.kind is int else "a number"
        return f"{number} from {self.low:g} to {self.high:g}"

    def accept(self, value: object) -> Any:
        """Return the value in the setting's own type. Raises ValueError where it does not fit."""
        if self.kind is float and type(value) is int:
            value = float(value)
        fits = type(value) is self.kind or (issubclass(self.kind, StrEnum) and isinstance(value, str))
        if fits and self.choices:
            fits = value in self.choices
        elif fits and isinstance(value, str):
            fits = len(value) <= 300 and value.isprintable()
        elif fits and isinstance(value, int | float) and self.kind is not bool:
            fits = self.low <= value <= self.high  # false for a NaN too
        if fits and self.letter:
            value = str(value).upper()
            fits = len(value) == 1 and "A" <= value <= "Z" and value not in "PQ"
        if fits and self.times:
            with suppress(ValueError):
                return ", ".join(f"{each:%H:%M}" for each in times_of_day(str(value)))
            fits = False
        if not fits:
            raise ValueError(f"expected {self.expected()}")
        return self.kind(value)


LETTER = SettingRule("keys", str, letter=True)


def _flag(table: str) -> dict[str, SettingRule]:
    return {"rule": SettingRule(table, bool)}


def _text(table: str) -> dict[str, SettingRule]:
    return {"rule": SettingRule(table, str)}


def _whole(table: str, low: int, high: int) -> dict[str, SettingRule]:
    return {"rule": SettingRule(table, int, low, high)}


def _number(table: str, low: float, high: float) -> dict[str, SettingRule]:
    return {"rule": SettingRule(table, float, low, high)}


def _times(table: str) -> dict[str, SettingRule]:
    return {"rule": SettingRule(table, str, times=True)}


def _choice(table: str, *choices: object) -> dict[str, SettingRule]:
    return {"rule": SettingRule(table, type(choices[0]), choices=choices)}


FULL_TIMES = 2
"""How often an exercise is explained in full before the short sentence takes over, until the user says otherwise."""


@dataclass(frozen=True, slots=True)
class Settings(KeyLetters):
    """All settings with their defaults, those of letters from `KeyLetters`. Anything out of range raises ValueError."""

    voice_id: str = field(default="", metadata=_text("voice"))  # empty: the best one found
    rate_wpm: int = field(default=140, metadata=_whole("voice", 110, 190))
    voice_volume: float = field(default=1.0, metadata=_number("voice", 0, 1))
    tone_volume: float = field(default=0.7, metadata=_number("voice", 0, 1))
    word_gap: int = field(default=2, metadata=_whole("voice", 0, 10))  # hundredths of a second more between words
    speech: SpeechAmount = field(default=SpeechAmount.FULL, metadata=_choice("voice", *SpeechAmount))
    full_instructions_times: int = field(default=FULL_TIMES, metadata=_whole("voice", 0, 50))
    who_speaks: WhoSpeaks = field(default=WhoSpeaks.ASK, metadata=_choice("voice", *WhoSpeaks))
    lower_others: bool = field(default=True, metadata=_flag("voice"))  # where the sound server does that by itself

    theme: ThemeChoice = field(default=ThemeChoice.AUTO, metadata=_choice("look", *ThemeChoice))
    text_scale: float = field(default=1.0, metadata=_number("look", 1, 2))
    reduce_motion: bool = field(default=False, metadata=_flag("look"))
    full_screen: bool = field(default=False, metadata=_flag("look"))
    shown_by: ShownBy = field(default=ShownBy.WOMAN, metadata=_choice("look", *ShownBy))
    skin_tone: SkinTone = field(default=SkinTone.LIGHT, metadata=_choice("look", *SkinTone))

    pain_stop: int = field(default=6, metadata=_choice("pain", 6, 5))  # may be lowered, never raised

    up_s: float = field(default=3.0, metadata=_number("times", 1, 10))
    down_s: float = field(default=3.0, metadata=_number("times", 1, 10))
    breath_s: float = field(default=8.0, metadata=_number("times", 3, 12))
    lead_in_s: float = field(default=5.0, metadata=_number("times", 3, 30))
    reach_s: float = field(default=5.0, metadata=_number("times", 3, 20))  # to grasp what a stretch is held with
    between_holds_s: float = field(default=3.0, metadata=_number("times", 2, 30))
    changeover_s: float = field(default=8.0, metadata=_number("times", 5, 60))
    position_change_s: float = field(default=30.0, metadata=_number("times", 10, 180))
    floor_waits: bool = field(default=True, metadata=_flag("times"))  # to and from the floor: wait for a key
    floor_settle_s: float = field(default=5.0, metadata=_number("times", 5, 120))
    goes_on: bool = field(default=True, metadata=_flag("times"))  # False: no change of position ends without a key
    floor_goes_on_s: float = field(default=60.0, metadata=_number("times", 30, 600))  # then it goes on without a key
    floor_timed_s: float = field(default=45.0, metadata=_number("times", 20, 240))  # where floor_waits is off
    check_s: float = field(default=12.0, metadata=_number("times", 12, 60))
    question_limits: bool = field(default=True, metadata=_flag("times"))  # False: a question waits for its answer

    no_answers: bool = field(default=False, metadata=_flag("answers"))  # in a session: nothing waits, nothing is asked
    switch: bool = field(default=False, metadata=_flag("answers"))  # answers are read out, and a press takes one
    switch_input: SwitchInput = field(default=SwitchInput.ANY, metadata=_choice("answers", *SwitchInput))
    switch_pace_s: float = field(default=2.5, metadata=_number("answers", 1.5, 5))  # an answer; numbers are quicker
    taught_words: bool = field(default=False, metadata=_flag("answers"))  # a session listens for the user's own words
    floor_offer: bool = field(default=True, metadata=_flag("answers"))  # the page Today may offer such a way, once

    reminders: bool = field(default=False, metadata=_flag("reminders"))  # off until asked for
    reminder_monday: str = field(default="18:00", metadata=_times("reminders"))
    reminder_tuesday: str = field(default="18:00", metadata=_times("reminders"))
    reminder_wednesday: str = field(default="18:00", metadata=_times("reminders"))
    reminder_thursday: str = field(default="18:00", metadata=_times("reminders"))
    reminder_friday: str = field(default="18:00", metadata=_times("reminders"))
    reminder_saturday: str = field(default="10:00", metadata=_times("reminders"))
    reminder_sunday: str = field(default="10:00", metadata=_times("reminders"))
    sitting: bool = field(default=False, metadata=_flag("reminders"))  # a word after long sitting, until asked for
    sitting_minutes: int = field(default=30, metadata=_whole("reminders", 15, 120))  # an NHS leaflet: 20 to 30

    letter_keys: bool = field(default=True, metadata=_flag("keys"))  # outside a session; in one they always count

    def __post_init__(self) -> None:
        for name, rule in setting_rules().items():
            try:
                object.__setattr__(self, name, rule.accept(getattr(self, name)))  # 2 becomes 2.0, "dark" Theme.DARK
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from None


def setting_rules() -> dict[str, SettingRule]:
    """Return each setting's rule by name: what a page or a command needs to offer it."""
    own = {f.name: f.metadata["rule"] for f in fields(Settings) if f.metadata}
    return own | {f.name: LETTER for f in fields(KeyLetters)}


REMINDER_DAYS = tuple(name for name in setting_rules() if name.startswith("reminder_"))  # Monday first
SETTING_NAMES = {
    "speech": "How much is said",
    "full_instructions_times": "Full instructions",
    "rate_wpm": "Speed",
    "voice_volume": "Voice volume",
    "tone_volume": "Tone volume",
    "word_gap": "Pause between words",
    "who_speaks": "Beside a screen reader, in a session",
    "lower_others": "Lower other sound",
    "theme": "Colours",
    "text_scale": "Text size",
    "reduce_motion": "Reduce motion",
    "shown_by": "Who shows the exercises",
    "skin_tone": "Their skin",
    "full_screen": "Sessions fill the screen",
    "pain_stop": "Stop at",
    "up_s": "The way up",
    "down_s": "The way down",
    "breath_s": "One breath",
    "lead_in_s": "Before an exercise begins",
    "reach_s": "To take hold before a stretch",
    "between_holds_s": "Between holds",
    "changeover_s": "To change sides",
    "position_change_s": "To change position",
    "floor_waits": "Wait for a key when getting down or up",
    "floor_settle_s": "To settle after that key",
    "goes_on": "Go on by itself to the next position",
    "floor_goes_on_s": "Without a key, go on after",
    "floor_timed_s": "The fixed time for getting down or up",
    "check_s": "To answer after an exercise",
    "question_limits": "Questions in a session have a time limit",
    "no_answers": "I will not answer in a session",
    "switch": "One switch",
    "switch_input": "The switch is",
    "switch_pace_s": "Time for each answer",
    "taught_words": "Words that you have taught",
    "reminders": "Remind me",
    "sitting": "Remind me after long sitting",
    "sitting_minutes": "After this long",
    "letter_keys": "Single letters as keys",
    **{name: f"Reminders on {name.removeprefix('reminder_').title()}" for name in REMINDER_DAYS},
    **{row.setting: row.help for row in SESSION_KEYS if row.setting},
    **{each.setting: each.help for each in PAGE_LETTERS},
}
"""What a setting is called where the user meets it: on the settings page, and where another computer changed it."""
CAUTIOUS = Settings(pain_stop=5)
