"""What else stands in the lines of a sheet, in English and German: ranges, sides, positions, names, and plain prose."""

import re

from hipcoach.catalogue.types import Position
from hipcoach.sheet.languages import words_for
from hipcoach.sheet.piece_rows import NUMBER, SIDE, between_words

_TO = words_for("to")
_ONLY = words_for("only")

RANGE = re.compile(
    rf"(?<![\w.,/-])(?P<low>{NUMBER})\s*(?:-|{_TO})\s*(?P<high>{NUMBER})(?![\w½.,/]*[\d½-])(?!\w)", re.IGNORECASE
)
EITHER = between_words(rf"{NUMBER}\s*(?:-|{_TO}|or|oder)\s*{NUMBER}")  # nobody knows which of them
ONE_SIDE = between_words(rf"(?:(?:{_ONLY})\s+)?{SIDE}(?:\s+(?:side|leg|arm|knee|hip))?(?:\s+(?:{_ONLY}|alone))?")
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
    Position.TALL_KNEELING: (
        r"(?<!half[ -])(?<!point[ -])(?:(?:tall|high|upright)[ -])?kneel(?:ing)?|(?<!halber )kniestand|knien"
    ),
    Position.HALF_KNEELING: r"half[ -]kneel(?:ing)?|halber kniestand|halbkniestand",
    Position.ALL_FOURS: (
        r"(?:kneel(?:ing)?\s+(?:on|in)\s+)?(?:hands\s+(?:and|&)\s+knees|quadruped|vierfüßlerstand|allen\s+vieren)"
        r"(?:\s+position)?"
    ),
    Position.FLOOR_SITTING: r"long[ -]sitting|sitting\s+on\s+the\s+floor|langsitz",
    Position.SIDE_SITTING: r"side[ -]sitting|seitsitz",
}
POSITIONS = {each: re.compile(rf"\b{_INTO}(?:{named})(?!\w)", re.IGNORECASE) for each, named in _NAMED.items()}
"""How sheets name a position that somebody may have said they cannot take; on a chair or standing, all can be done."""
OR_NOT = re.compile(
    r"\b(?:or|not|no|non|never|without|avoid(?:ing)?|instead|rather|than|cannot|can't|can not|don't|dont|if|unless"
    r"|unable|oder|nicht|kein\w*|nie|ohne|statt|wenn|falls)\b",
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
    rf"mindestens|höchstens|etwa)\s+(?P<number>{NUMBER})(?!\w)",
    re.IGNORECASE,
)
"""A number that is not quite one: it is taken, and the word is said with it."""

NO_NAME = frozenset(
    ("repeat", "repeats", "perform", "relax", "return", "and", "then", "hold", "lower", "rest", "reps", "repetitions")
) | {"sets", "wiederholen", "wiederhole", "halten", "und", "dann"}
"""What a line begins with that goes on from the one before, and names no exercise."""

NAMES_LEG = re.compile(r"\b(?:leg|knee|hip|arm|bein)\b", re.IGNORECASE)
PROSE = frozenset((
    "if", "not", "don't", "dont", "no", "never", "stop", "until", "more", "less", "than", "should", "must", "you",
    "pain", "call", "phone", "tel", "telephone", "appointment", "clinic", "page", "name", "date", "dob", "review",
    "week", "weeks", "these", "exercises", "try", "remember", "please", "do", "your",
))  # fmt: skip
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
