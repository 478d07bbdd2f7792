"""The patterns in which people write doses, in English and German; each captures its numbers by name."""

import re

from hipcoach.catalogue.types import Position

# ruff: noqa: E501  # a pattern is read on one line

WORD_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60,
}  # fmt: skip
_WORD = "|".join(WORD_NUMBERS)
_N = rf"(?:\d+(?:[.,]\d+)?|{_WORD})"  # a number
_T = rf"(?:\d+\s?½|\d+\s1/2|½|1/2|half\sa|an?(?=\sminute)|{_N})"  # of seconds or minutes
_UNIT = r"(?:seconds?|secs?|sekunden|sek|s|\"|''|minutes?|mins?|minuten)(?![a-z])\.?"
_X = r"\s*(?:x|\*)\s*"
_REPS = r"(?:repetitions?|reps?|rep\.|wiederholungen|wdh\.?|times|mal)(?![a-z])"
_SETS = r"(?:sets?|sätze?n?|serien?)(?![a-z])"
_A_DAY = r"(?:a|per|each|every|am|pro|/)?\s*(?:day|daily|tag|täglich)(?![a-z])"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:days?|\.)?(?![a-z])"
_SIDE = r"(?:left|right|links|rechts|lt|rt|[lr])(?![a-z])(?:\s+(?:side|leg|seite|bein))?"
_LIMB = r"(?:(?:sides?|legs?|knees?|hips?|foot|feet|ankles?|arms?|way|seiten?|beine?|knie|hüften?|fuß)(?![^\W\d_]))"
_BETWEEN = rf"(?:in\s+)?(?:between|zwischen)(?:\s+(?:each|the|all|every|den))?(?:\s+{_SETS})?"
_EACH_TIME = rf"(?P<each_time>\s+each(?![\s-]*{_LIMB}))?"  # after the seconds of each hold, and before no limb
_DOSE = rf"(?:(?P<sets_{{0}}>{_N}){_X})?(?P<amount_{{0}}>{_N})\s*(?P<unit_{{0}}>{_UNIT})?(?:\s*{_REPS})?"


def _either_side(first: str, second: str) -> str:
    """Return a pattern for a dose of each side, the side before it or after it."""
    gap = r"\s*(?:[,/;&+]|and|und)?\s*"
    one, two = _DOSE.format(first), _DOSE.format(second)
    return rf"(?:{one}\s*(?:on\s(?:the\s)?)?(?P<side_{first}>{_SIDE}){gap}{two}\s*(?:on\s(?:the\s)?)?(?P<side_{second}>{_SIDE}))"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,/]){text}(?![\w½])", re.IGNORECASE)


SIDES_AFTER = _pattern(_either_side("a", "b"))
SIDES_BEFORE = _pattern(
    rf"(?P<side_a>{_SIDE})\s*:?\s*{_DOSE.format('a')}\s*(?:[,/;&+]|and|und)?\s*(?P<side_b>{_SIDE})\s*:?\s*{_DOSE.format('b')}"
)

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("week", _pattern(rf"(?P<weekly>{_N}|once|twice)\s*(?:x|times|mal|days?)?\s*(?:a|per|each|pro|/)\s*(?:week|woche)")),
    ("week", _pattern(rf"(?P<weekly>{_N}\s*(?:x|times|mal)?|once|twice)\s*(?:weekly|wöchentlich)")),
    ("day", _pattern(rf"(?P<often>once|twice|(?:[1-4]|one|two|three|four)\s*(?:x|times|mal))\s*{_A_DAY}")),
    ("day", _pattern(rf"(?P<often>{_N}\s*(?:x|times|mal))\s*(?:(?:a|per|pro|am|/)\s*(?:day|tag)|daily|täglich)")),
    ("day", _pattern(r"(?P<often>b\.?d\.?|b\.?i\.?d\.?|t\.?d\.?s\.?|t\.?i\.?d\.?|q\.?d\.?s\.?|q\.?i\.?d\.?)")),
    ("alternate", _pattern(r"(?:every|each)\s+(?:other|second|2nd)\s+day|(?:on\s+)?alternate\s+days|jeden\s+(?:zweiten|2\.)\s+tag")),
    ("day", _pattern(r"daily|every\s+day|each\s+day|täglich|jeden\s+tag")),
    ("days", _pattern(rf"(?:on\s+)?{_DAY}(?:\s*(?:,|&|\+|/|and|und)\s*{_DAY})*")),
    ("rounds", _pattern(rf"(?P<rounds>{_N})\s*(?:rounds?|runden?)")),
    ("tempo", _pattern(rf"(?P<up>{_N})\s*{_UNIT}\s*up\s*(?:,|and|/)?\s*(?P<down>{_N})\s*{_UNIT}\s*down")),
    ("rest", _pattern(rf"(?:rest|pause|break)(?:\s+(?:for|of))?\s*:?\s*(?P<rest>{_T})\s*(?P<rest_unit>{_UNIT})(?:\s+{_BETWEEN})?")),
    ("rest", _pattern(rf"(?P<rest>{_T})\s*(?P<rest_unit>{_UNIT})\s*(?:(?:rest|pause|break)(?:\s+{_BETWEEN})?|{_BETWEEN})")),
    ("within", _pattern(rf"as\s+many\s+as\s+(?:is\s+)?(?:comfortable|possible|you\s+can)?\s*(?:in|within|for)\s*(?P<within>{_T})\s*(?P<within_unit>{_UNIT})")),
    ("breaths", _pattern(rf"(?:hold\s+(?:for\s+)?)?(?P<breaths>{_N})\s*(?:slow\s+|deep\s+)*(?:breaths?|atemzüge)")),
    ("sides", SIDES_AFTER),
    ("sides", SIDES_BEFORE),
    ("set_rep_hold", _pattern(rf"(?P<sets>{_N}){_X}(?P<reps>{_N}){_X}(?P<hold>{_T})\s*(?P<hold_unit>{_UNIT})")),
    ("hold", _pattern(rf"(?:hold|holding|halten)(?:\s+(?:for|each|it))*\s*:?\s*(?P<hold>{_T})\s*(?P<hold_unit>{_UNIT}){_EACH_TIME}")),
    ("hold", _pattern(rf"(?:with\s+)?(?P<hold>{_T})\s*-?\s*(?P<hold_unit>{_UNIT})\s*(?:holds?|halten){_EACH_TIME}")),
    ("sets_of", _pattern(rf"(?P<sets>{_N})\s*{_SETS}\s*(?:of|x|à|a|mit|,|:)?\s*(?P<amount>{_T})\s*(?P<unit>{_UNIT}|{_REPS})?")),
    ("sets_of", _pattern(rf"(?P<amount>{_N})\s*(?P<unit>{_REPS})\s*(?:x|,|in|for)?\s*(?P<sets>{_N})\s*{_SETS}")),
    ("sets_of", _pattern(rf"{_SETS}\s*:?\s*(?P<sets>{_N})\s*[,;|/]?\s*(?:repetitions?|reps?)\s*:?\s*(?P<amount>{_N})(?P<unit>\s*{_REPS})?")),
    ("times", _pattern(rf"(?P<amount>{_T})\s*(?P<unit>{_UNIT}){_X}(?P<times>{_N})(?:\s*{_REPS}|\s*{_SETS})?")),
    ("times", _pattern(rf"(?P<times>{_N})\s*(?:x|\*|mal|times)\s*(?P<amount>{_T})\s*(?P<unit>{_UNIT})")),
    ("sets_of", _pattern(rf"(?P<sets>{_N}){_X}(?P<amount>{_N})\s*(?P<unit>{_REPS})?")),
    ("reps", _pattern(rf"(?P<reps>{_N})\s*(?:{_REPS}|x(?=[\s,;)]|$))")),
    ("reps", _pattern(rf"(?:x\s*|reps?\s*:?\s*)(?P<reps>{_N})")),
    ("sets", _pattern(rf"(?P<sets>{_N})\s*{_SETS}")),
    ("reps", _pattern(rf"(?P<reps>{_N})(?=\s*(?:on\s+)?(?:each|per|both|either|pro|je|beids))")),
    ("time", _pattern(rf"(?:for\s+)?(?P<amount>{_T})\s*(?P<unit>{_UNIT}){_EACH_TIME}")),
    ("each", _pattern(rf"(?<=\0)\s*(?:on\s+)?(?:each|per|every|pro|je|jede[srn]?)[\s-]*{_LIMB}")),  # no part of a name
    ("each", re.compile(r"/\s*(?:side|leg|seite|bein)(?![\w½])", re.IGNORECASE)),
    ("each", _pattern(
        r"(?:on\s+)?(?:(?:each|per|both|either|every|pro|je|jede|beide)\s*(?:side|leg|sides|legs|seite|bein|seiten|beine|way)|"
        r"(?:left|l)\s*(?:and|&|\+|/|und)\s*(?:right|r)|beidseits|e/s|(?:each|ea\.?)(?:\s+(?:side|leg))?)"
    )),
)  # fmt: skip
"""What a piece of a line is, in the order in which they are looked for."""

RANGE = re.compile(
    rf"(?<![\w.,/-])(?P<low>{_N})\s*(?:-|to|bis)\s*(?P<high>{_N})(?![\w½.,/]*[\d½-])(?!\w)", re.IGNORECASE
)
EITHER = _pattern(rf"{_N}\s*(?:-|to|bis|or|oder)\s*{_N}")  # nobody knows which of them
ONE_SIDE = _pattern(rf"(?:only\s+|nur\s+)?{_SIDE}(?:\s+(?:side|leg|arm|knee|hip))?(?:\s+(?:only|alone|nur))?")
PLACE_FOLLOWS = re.compile(r"\b(?:on|onto|to|towards|with|over|the|your|auf|nach|zur|mit|der|die)$", re.IGNORECASE)
"""What stands before a side that may be the one to lie on, or the way to turn, and no leg that works."""

LYING = re.compile(r"lying|liegen|lage\b|side[ -]sit|seitsitz", re.IGNORECASE)
NO_NUMBER = re.compile(r"\b(?:all[ -]fours|(?:4|four)[ -]point(?:[ -]kneeling)?)\b", re.IGNORECASE)
"""Hands and knees, which are no four of anything."""

_INTO = r"(?:(?:in|on|from|im|auf)\s+)?(?:(?:a|the|your|dem|den)\s+)?"
_LIE = (
    r"(?:lie|lying|laid|liegen)\s+(?:flat\s+|face\s+down\s+)?on\s+(?:your|the|one|my|his|her)\s+(?:left\s+|right\s+)?"
)
_NAMED = {
    Position.SUPINE: rf"supine(?:\s+lying)?|crook[ -]lying|{_LIE}back|rückenlage",
    Position.SIDE_LYING: rf"side[ -]?lying|{_LIE}side|seiten?lage",
    Position.PRONE: rf"prone(?:\s+lying)?|face[ -]down|{_LIE}(?:front|stomach|tummy|belly)|bauchlage",
    Position.TALL_KNEELING: r"(?<!half[ -])(?<!point[ -])(?:(?:tall|high|upright)[ -])?kneel(?:ing)?|(?<!halber )kniestand|knien",
    Position.HALF_KNEELING: r"half[ -]kneel(?:ing)?|halber kniestand|halbkniestand",
    Position.ALL_FOURS: r"(?:kneel(?:ing)?\s+(?:on|in)\s+)?(?:hands\s+(?:and|&)\s+knees|quadruped|vierfüßlerstand|allen\s+vieren)(?:\s+position)?",
    Position.FLOOR_SITTING: r"long[ -]sitting|sitting\s+on\s+the\s+floor|langsitz",
    Position.SIDE_SITTING: r"side[ -]sitting|seitsitz",
}
POSITIONS = {each: re.compile(rf"\b{_INTO}(?:{named})(?!\w)", re.IGNORECASE) for each, named in _NAMED.items()}
"""How sheets name a position that somebody may have said they cannot take; on a chair or standing, all can be done."""
OR_NOT = re.compile(
    r"\b(?:or|not|no|non|never|without|avoid(?:ing)?|instead|rather|than|cannot|can't|can not|don't|dont|if|unless|unable|"
    r"oder|nicht|kein\w*|nie|ohne|statt|wenn|falls)\b",
    re.IGNORECASE,
)
"""What stands beside a position that is not meant, or may not be."""

NOT_DONE = re.compile(
    r"(?:leave\s+out|leaving\s+out|omit|skip|hold\s+off|stop|pause|exclude|drop|auslassen|weglassen)\b", re.IGNORECASE
)
"""What a line begins with that says of an exercise that it is not to be done."""

UNKNOWN_SIDE = re.compile(
    r"\b(?:affected|unaffected|operated|operative|surgical|injured|bad|sore|painful|weaker|weak|stronger|strong|good|"
    r"betroffene\w*|operierte\w*|schlechte\w*|gute\w*)\s+(?:side|leg|hip|knee|seite|bein|hüfte|knie)\b",
    re.IGNORECASE,
)
"""A side that only the user knows."""

LOOSE = re.compile(
    rf"\b(?P<word>up to|at least|no more than|about|around|approx(?:imately|\.)?|max(?:imum)?\.?|ca\.?|circa|bis zu|"
    rf"mindestens|höchstens|etwa)\s+(?P<number>{_N})(?!\w)",
    re.IGNORECASE,
)
"""A number that is not quite one: it is taken, and the word is said with it."""

NO_NAME = frozenset(
    ("repeat", "repeats", "perform", "relax", "return", "and", "then", "hold", "lower", "rest", "reps", "repetitions")
) | {"sets", "wiederholen", "wiederhole", "halten", "und", "dann"}
"""What a line begins with that goes on from the one before, and names no exercise."""

NAMES_LEG = re.compile(r"\b(?:leg|knee|hip|arm|bein)\b", re.IGNORECASE)
PROSE = frozenset(
    (
        *(
            "if",
            "not",
            "don't",
            "dont",
            "no",
            "never",
            "stop",
            "until",
            "more",
            "less",
            "than",
            "should",
            "must",
            "you",
        ),
        *(
            "pain",
            "call",
            "phone",
            "tel",
            "telephone",
            "appointment",
            "clinic",
            "page",
            "name",
            "date",
            "dob",
            "review",
        ),
        *("week", "weeks", "these", "exercises", "try", "remember", "please", "do", "your"),
    )
)
"""Words of sentences about the exercises: a line that has one before its dose is none itself."""

OTHER_NAMES = {
    "walk": "walking", "a walk": "walking", "sit to stand": "chair_stand", "sit-to-stand": "chair_stand",
    "exercise bike": "stationary_cycling", "stationary bike": "stationary_cycling", "cycling": "stationary_cycling",
    "bike": "stationary_cycling", "swim": "swimming", "single leg stand": "single_leg_stand",
    "one leg stand": "single_leg_stand", "bridging": "bridge",
}  # fmt: skip
"""How sheets call what is shipped, where nothing else could be meant."""

MAY_MEAN = {
    "side plank": "side_plank_knees", "side planks": "side_plank_knees", "squat": "mini_squat", "squats": "mini_squat",
    "hip flexor stretch": "kneeling_hip_flexor_stretch", "hip flexor stretches": "kneeling_hip_flexor_stretch",
    "quad stretch": "standing_quad_stretch", "quads stretch": "standing_quad_stretch",
}  # fmt: skip
"""Names of more than one exercise, of which one is shipped: they stay the user's own, and that is said."""
