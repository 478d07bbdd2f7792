"""How people write the pieces of a dose: a row for each way, in the order in which they are looked for.

The order matters: what an earlier row takes is gone for the later ones. So each row says what it `takes`, and a test
finds that this row takes it and no earlier one would.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from hipcoach.sheet import pieces
from hipcoach.sheet.languages import words_for
from hipcoach.sheet.pieces import WORD_NUMBERS, Pieces

NUMBER = rf"(?:\d+(?:[.,]\d+)?|{'|'.join(WORD_NUMBERS)})"
TIME = rf"(?:\d+\s?½|\d+\s1/2|½|1/2|half\sa|an?(?=\sminute)|{NUMBER})"  # of seconds or minutes: the number alone
UNIT = rf"(?:{words_for('second_or_minute')}|\"|'')(?![a-z])\.?"
BY = r"\s*(?:x|\*)\s*"
REPS = rf"(?:{words_for('repetitions')})(?![a-z])"
SETS = rf"(?:{words_for('sets')})(?![a-z])"
TIMES = rf"(?:x|{words_for('times')})"
A = rf"(?:{words_for('a')}|/)"
DAY = rf"(?:{words_for('day')})"
DAILY = rf"(?:{words_for('daily')})"
REST = rf"(?:{words_for('rest')})"
AND = words_for("joins")
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:days?|\.)?(?![a-z])"
LEG = rf"(?:{words_for('leg')})"
SIDE = rf"(?:{words_for('side')})(?![a-z])(?:\s+{LEG})?"
LIMB = rf"(?:(?:{words_for('limb')})(?![^\W\d_]))"
BETWEEN = rf"(?:in\s+)?(?:{words_for('between')})(?:\s+(?:{words_for('between_which')}))?(?:\s+{SETS})?"
EACH_TIME = rf"(?P<each_time>\s+each(?![\s-]*{LIMB}))?"  # after the seconds of each hold, and before no limb


def between_words(text: str) -> re.Pattern[str]:
    """Return a pattern that neither begins nor ends within a word or a number."""
    return re.compile(rf"(?<![\w.,/]){text}(?![\w½])", re.IGNORECASE)


def _dose(one: str) -> str:
    """Return a pattern for the dose of one side; its groups end in `one`."""
    return rf"(?:(?P<sets_{one}>{NUMBER}){BY})?(?P<amount_{one}>{NUMBER})\s*(?P<unit_{one}>{UNIT})?(?:\s*{REPS})?"


def _side_after(one: str) -> str:
    return rf"{_dose(one)}\s*(?:on\s(?:the\s)?)?(?P<side_{one}>{SIDE})"


def _side_before(one: str) -> str:
    return rf"(?P<side_{one}>{SIDE})\s*:?\s*{_dose(one)}"


_BOTH_SIDES = rf"\s*(?:[,/;&+]|{AND})?\s*"  # between the one and the other


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One way to write one piece of a dose. The groups of its pattern hold the numbers; `read` knows these groups."""

    read: Callable[[re.Match[str]], Pieces]
    pattern: re.Pattern[str]
    takes: tuple[str, ...]  # examples


def _row(read: Callable[[re.Match[str]], Pieces], pattern: str, *takes: str) -> PieceRow:
    return PieceRow(read, between_words(pattern), takes)


PIECE_ROWS = (
    _row(
        pieces.days_a_week,
        rf"(?P<weekly>{NUMBER}|once|twice)\s*(?:{TIMES}|days?)?\s*(?:a|per|each|pro|/)\s*(?:{words_for('week')})",
        "3 times a week",
        "once a week",
        "2x pro Woche",
    ),
    _row(
        pieces.days_a_week,
        rf"(?P<weekly>{NUMBER}\s*{TIMES}?|once|twice)\s*(?:{words_for('weekly')})",
        "twice weekly",
        "3x wöchentlich",
    ),
    _row(
        pieces.times_a_day,
        rf"(?P<often>once|twice|(?:[1-4]|one|two|three|four)\s*{TIMES})\s*{A}?\s*(?:{DAY}|{DAILY})(?![a-z])",
        "twice a day",
        "once daily",
        "2 mal am Tag",
    ),
    _row(
        pieces.times_a_day,
        rf"(?P<often>{NUMBER}\s*{TIMES})\s*(?:(?:a|per|pro|am|/)\s*{DAY}|{DAILY})",
        "5 times a day",
        "6x täglich",
    ),
    _row(
        pieces.times_a_day,
        r"(?P<often>b\.?d\.?|b\.?i\.?d\.?|t\.?d\.?s\.?|t\.?i\.?d\.?|q\.?d\.?s\.?|q\.?i\.?d\.?)",
        "b.d.",
        "tds",
        "qid",
    ),
    _row(
        pieces.every_other_day,
        words_for("every_other_day"),
        "every other day",
        "on alternate days",
        "jeden zweiten Tag",
    ),
    _row(
        pieces.times_a_day,
        rf"{words_for('daily')}|{words_for('every_day')}",
        "daily",
        "every day",
        "täglich",
        "jeden Tag",
    ),
    _row(
        pieces.named_days,
        rf"(?:on\s+)?{WEEKDAY}(?:\s*(?:,|&|\+|/|{AND})\s*{WEEKDAY})*",
        "Mon, Wed and Fri",
        "on Tuesdays",
    ),
    _row(pieces.rounds, rf"(?P<rounds>{NUMBER})\s*(?:{words_for('rounds')})", "3 rounds", "2 Runden"),
    _row(
        pieces.tempo,
        rf"(?P<up>{NUMBER})\s*{UNIT}\s*up\s*(?:,|and|/)?\s*(?P<down>{NUMBER})\s*{UNIT}\s*down",
        "2 sec up, 4 sec down",
    ),
    _row(
        pieces.rest,
        rf"{REST}(?:\s+(?:for|of))?\s*:?\s*(?P<rest>{TIME})\s*(?P<rest_unit>{UNIT})(?:\s+{BETWEEN})?",
        "rest for 30 seconds",
        "Pause: 1 min zwischen den Sätzen",
    ),
    _row(
        pieces.rest,
        rf"(?P<rest>{TIME})\s*(?P<rest_unit>{UNIT})\s*(?:{REST}(?:\s+{BETWEEN})?|{BETWEEN})",
        "60 s rest between sets",
        "1 minute between sets",
        "30 Sekunden Pause",
    ),
    _row(
        pieces.within_time,
        r"as\s+many\s+as\s+(?:is\s+)?(?:comfortable|possible|you\s+can)?\s*(?:in|within|for)\s*"
        rf"(?P<within>{TIME})\s*(?P<within_unit>{UNIT})",
        "as many as is comfortable in 30 seconds",
        "as many as is comfortable within 1 minute",
    ),
    _row(
        pieces.breaths,
        rf"(?:hold\s+(?:for\s+)?)?(?P<breaths>{NUMBER})\s*(?:slow\s+|deep\s+)*(?:{words_for('breaths')})",
        "hold for 5 breaths",
        "5 slow breaths",
        "6 Atemzüge",
    ),
    _row(
        pieces.both_sides,
        rf"(?:{_side_after('a')}{_BOTH_SIDES}{_side_after('b')})",
        "10 left, 12 right",
        "3 x 10 on the left and 2 x 10 on the right",
        "8 links 10 rechts",
    ),
    _row(
        pieces.both_sides,
        rf"{_side_before('a')}{_BOTH_SIDES}{_side_before('b')}",
        "left 10, right 12",
        "links: 8 rechts: 10",
    ),
    _row(
        pieces.sets_reps_hold,
        rf"(?P<sets>{NUMBER}){BY}(?P<reps>{NUMBER}){BY}(?P<hold>{TIME})\s*(?P<hold_unit>{UNIT})",
        "3 x 10 x 5 s",
    ),
    _row(
        pieces.hold,
        rf"(?:{words_for('hold')})(?:\s+(?:for|each|it))*\s*:?\s*(?P<hold>{TIME})\s*(?P<hold_unit>{UNIT}){EACH_TIME}",
        "hold for 10 seconds",
        "holding 5 s each",
        "halten 5 Sek",
    ),
    _row(
        pieces.hold,
        rf"(?:with\s+)?(?P<hold>{TIME})\s*-?\s*(?P<hold_unit>{UNIT})\s*(?:{words_for('holds')}){EACH_TIME}",
        "10 second hold",
        "with 5-second holds",
        "5 Sekunden halten",
    ),
    _row(
        pieces.sets_of,
        rf"(?P<sets>{NUMBER})\s*{SETS}\s*(?:of|x|à|a|mit|,|:)?\s*(?P<amount>{TIME})\s*(?P<unit>{UNIT}|{REPS})?",
        "3 sets of 10",
        "3 sets of 30 s",
        "2 Sätze à 12",
    ),
    _row(
        pieces.sets_of,
        rf"(?P<amount>{NUMBER})\s*(?P<unit>{REPS})\s*(?:x|,|in|for)?\s*(?P<sets>{NUMBER})\s*{SETS}",
        "10 reps x 3 sets",
        "12 Wdh in 3 Sätzen",
    ),
    _row(
        pieces.sets_of,
        rf"{SETS}\s*:?\s*(?P<sets>{NUMBER})\s*[,;|/]?\s*(?:repetitions?|reps?)\s*:?\s*"
        rf"(?P<amount>{NUMBER})(?P<unit>\s*{REPS})?",
        "sets: 3, reps: 10",
    ),
    _row(
        pieces.reps_of_time,
        rf"(?P<amount>{TIME})\s*(?P<unit>{UNIT}){BY}(?P<times>{NUMBER})(?:\s*{REPS}|\s*{SETS})?",
        "30 s x 3",
        "1 minute x 2 sets",
    ),
    _row(
        pieces.reps_of_time,
        rf"(?P<times>{NUMBER})\s*(?:\*|{TIMES})\s*(?P<amount>{TIME})\s*(?P<unit>{UNIT})",
        "3 x 30 s",
        "4 mal 20 Sekunden",
    ),
    _row(pieces.sets_of, rf"(?P<sets>{NUMBER}){BY}(?P<amount>{NUMBER})\s*(?P<unit>{REPS})?", "3 x 10", "3x10 reps"),
    _row(pieces.reps, rf"(?P<reps>{NUMBER})\s*(?:{REPS}|x(?=[\s,;)]|$))", "10 reps", "10 x", "12 Wiederholungen"),
    _row(pieces.reps, rf"(?:x\s*|reps?\s*:?\s*)(?P<reps>{NUMBER})", "x 10", "reps: 12"),
    _row(pieces.sets, rf"(?P<sets>{NUMBER})\s*{SETS}", "3 sets", "2 Sätze"),
    _row(
        pieces.reps,
        rf"(?P<reps>{NUMBER})(?=\s*(?:on\s+)?(?:each|per|both|either|pro|je|beids))",
        "10 each",
        "8 pro Seite",
    ),
    _row(
        pieces.time_alone,
        rf"(?:for\s+)?(?P<amount>{TIME})\s*(?P<unit>{UNIT}){EACH_TIME}",
        "for 30 seconds",
        "½ min",
        "10 s each",
        "2 Minuten",
    ),
    _row(pieces.each_side, rf"(?<=\0)\s*(?:on\s+)?(?:{words_for('each')})[\s-]*{LIMB}", "\0 each knee", "\0 pro Knie"),
    PieceRow(pieces.each_side, re.compile(rf"/\s*{LEG}(?![\w½])", re.IGNORECASE), ("/side", "/ Bein")),
    _row(
        pieces.each_side,
        rf"(?:on\s+)?(?:(?:{words_for('both')})\s*(?:{words_for('leg')}|sides|legs|seiten|beine|way)"
        rf"|(?:left|l)\s*(?:&|\+|/|{AND})\s*(?:right|r)|beidseits|e/s|(?:each|ea\.?)(?:\s+(?:side|leg))?)",
        "each side",
        "on both legs",
        "left and right",
        "e/s",
        "beidseits",
    ),
)
