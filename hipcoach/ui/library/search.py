"""Which exercises a search finds."""

from collections.abc import Iterable, Sequence

from hipcoach.catalogue.types import Exercise
from hipcoach.coach import words
from hipcoach.store.queries import folded

SEARCH_HINT = "Search by name, position or what you need"


def found(exercises: Iterable[Exercise], wanted: str) -> list[Exercise]:
    """Return the exercises that a search finds, those with a name like it first; the others keep their order."""
    words_wanted = folded(wanted).split()

    def place(exercise: Exercise) -> int:
        name, *others = (folded(each) for each in (exercise.name, *exercise.aliases))
        if name.startswith(" ".join(words_wanted)):
            return 0
        return next((n for n, each in enumerate((name, " ".join(others)), 1) if _has(each, words_wanted)), 3)

    return sorted((each for each in exercises if fits(each, wanted)), key=place)


def fits(exercise: Exercise, wanted: str) -> bool:
    """Return True if each word that is looked for is in its names, its position or what it needs."""
    parts = (exercise.name, *exercise.aliases, words.place_of(exercise))
    text = folded(" ".join((*parts, *(each.say for each in exercise.equipment))))
    return _has(text, folded(wanted).split())


def _has(text: str, wanted: Sequence[str]) -> bool:
    return all(word in text for word in wanted)
