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
_RESTS = re.compile(
    r"\b(?:lying|lie|seated|sitting|sit)\b|\bon\s+(?:your|the|my)\s+(?:back|front|side|stomach)\b|\bim\s+(?:liegen|sitzen)\b",
    re.IGNORECASE,
)


def refuse_eyes_shut(exercise: Exercise | None, line: str) -> None:
    """Raise UnreadProblem for standing with the eyes shut, which is not guided, wherever in a line that is said.

    An exercise of one's own (None) may be done standing, unless its line says that one lies or sits.
    """
    stands = exercise.position is Position.STANDING if exercise is not None else not _RESTS.search(line)
    if stands and _EYES_SHUT.search(line):
        raise UnreadProblem("standing with the eyes closed is not guided")


def is_another(exercise: Exercise, beside: str) -> bool:
    """Return True if what is said beside a name does not fit the exercise of that name: the sheet means another.

    Examples: "sitting on a chair" beside one that is done lying; "one leg" beside one that is done with both.
    """
    if _ONE_LEG.search(beside) and not exercise.has_sides:
        return True
    return any(
        said.search(part) and exercise.position not in may_be for part in beside.split("; ") for said, may_be in _BESIDE
    )
