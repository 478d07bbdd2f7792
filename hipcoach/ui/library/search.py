"""Which exercises a search finds."""

from hipcoach.catalogue.types import Exercise
from hipcoach.coach import words
from hipcoach.store.queries import folded

SEARCH_HINT = "Search by name, position or what you need"


def fits(exercise: Exercise, wanted: str) -> bool:
    """Return True if each word that is looked for is in its names, its position or what it needs."""
    parts = (exercise.name, *exercise.aliases, words.place_of(exercise))
    text = folded(" ".join((*parts, *(each.say for each in exercise.equipment))))
    return all(word in text for word in folded(wanted).split())
