"""What stands beside an exercise's name on a sheet and makes it another exercise than the shipped one of that name.

Somebody whose sheet says "Clamshell, sitting on a chair" must not be led to the floor.
"""

import re

from hipcoach.catalogue.types import Exercise, Position
from hipcoach.sheet.pieces import UnreadProblem

_LIES = frozenset({Position.SUPINE, Position.PRONE, Position.SIDE_LYING})
_ON = r"\bon\s+(?:your|the|one|a|my)\s+(?:left\s+|right\s+)?"
_POSITIONS: tuple[tuple[str, frozenset[Position]], ...] = (  # how it is said, and which positions that may be
    (
        r"\bseated\b|(?<!side[ -])(?<!long[ -])\bsitting\b(?!\s+on\s+the\s+floor)|\bsits?\s+(?:on|in)\b"
        r"|\bin\s+(?:a|the|your)\s+chair\b|^on\s+(?:a|the|your)\s+chair$|\bim\s+sitzen\b|\bsitzend\b",
        frozenset({Position.SEATED}),
    ),
    (r"\bstanding\b(?!\s+up)|\bim\s+stehen\b|\bstehend\b", frozenset({Position.STANDING})),
    (rf"{_ON}back\b(?!\s+of)", frozenset({Position.SUPINE})),
    (rf"{_ON}(?:front|tummy|stomach|belly)\b(?!\s+of)", frozenset({Position.PRONE})),
    (rf"{_ON}side\b(?!\s+of)", frozenset({Position.SIDE_LYING})),
    (r"\b(?:lying|lie)\b|\bim\s+liegen\b", _LIES),
)
_BESIDE = tuple((re.compile(said, re.IGNORECASE), positions) for said, positions in _POSITIONS)
_ONE_LEG = re.compile(
    r"\b(?:one|single|1)[ -]leg(?:ged)?\b(?!\s+at\s+a\s+time)|\bauf\s+einem\s+bein\b|\beinbeinig\b", re.IGNORECASE
)
_EYES_SHUT = re.compile(
    r"\beyes?\s+(?:are\s+)?(?:closed|shut)\b|\b(?:closed?|closing|shut)\s+(?:your\s+|the\s+|both\s+)?eyes\b"
    r"|\baugen\s+(?:zu|geschlossen)\b|\bgeschlossene[nr]?\s+augen\b",
    re.IGNORECASE,
)
_THING = r"(?:an?\s+|the\s+|your\s+)?(?:\w+\s+)?"  # before a thing: "a soft", "the gym"
_NO_HOLD = re.compile(
    r"\bno\s+(?:hands?|support|hold(?:ing)?)\b|\bhands?[ -](?:off|free)\b|\bunsupported\b|\barms\s+(?:crossed|folded)\b"
    r"|\bhold(?:ing)?\s+(?:on\s+to\s+)?nothing\b"
    r"|\b(?:without|not)\s+(?:any\s+|your\s+|using\s+)*(?:hands?|support|holding|hold)\b|\bohne\s+(?:festhalten|halt|hände)\b",
    re.IGNORECASE,
)
_UNSTEADY = re.compile(
    rf"\bon\s+{_THING}(?:cushion|foam|pillow|ball|(?:wobble|balance)[ -]?(?:board|pad|cushion))\b",
    re.IGNORECASE,
)
_OTHER_WAY = re.compile(
    rf"\bover\s+{_THING}edge\b|\bbent\s+over\b|\boff\s+{_THING}(?:step|stair|edge)\b|\b(?:up|against)\s+{_THING}wall\b"
    rf"|\bbackwards?\b|\bmarching\b|\b(?:feet|foot)\s+on\s+{_THING}(?:ball|chair|cushion|stool|bed|step|wall)\b",
    re.IGNORECASE,
)
_BOTH_AT_ONCE = re.compile(
    r"\bboth\s+knees\b|\b(?:both|legs)\s+(?:legs\s+)?together\b|^together$|\bat\s+once\b|\bat\s+the\s+same\s+time\b",
    re.IGNORECASE,
)
_RESTS = re.compile(
    r"\b(?:lying|lie|seated|sitting|sit)\b|\bon\s+(?:your|the|my)\s+(?:back|front|side|stomach)\b|\bim\s+(?:liegen|sitzen)\b",
    re.IGNORECASE,
)


def refuse_unsafe(exercise: Exercise | None, line: str) -> None:
    """Raise UnreadProblem for standing with the eyes shut or with nothing to hold, wherever in a line that is said.

    Neither is guided. An exercise of one's own (None) may be done standing, unless its line says that one lies or sits;
    what is held in it was shown by somebody.
    """
    stands = exercise.position is Position.STANDING if exercise is not None else not _RESTS.search(line)
    if stands and _EYES_SHUT.search(line):
        raise UnreadProblem("standing with the eyes closed is not guided")
    if exercise is not None and stands and _NO_HOLD.search(line):
        raise UnreadProblem("standing without a hold is not guided")


def is_another(exercise: Exercise, beside: str) -> bool:
    """Return True if what is said beside a name does not fit the exercise of that name: the sheet means another.

    Examples: "sitting on a chair" beside one that is done lying; "one leg" beside one that is done with both, and
    "both knees" beside one that is done with one leg at a time; "on a cushion" beside one that is done standing.
    """
    if _ONE_LEG.search(beside) and not exercise.has_sides:
        return True
    parts = beside.split("; ")
    if any(_OTHER_WAY.search(part) or (exercise.has_sides and _BOTH_AT_ONCE.search(part)) for part in parts):
        return True
    if exercise.position is Position.STANDING and any(_UNSTEADY.search(part) for part in parts):
        return True
    return any(said.search(part) and exercise.position not in may_be for part in parts for said, may_be in _BESIDE)
