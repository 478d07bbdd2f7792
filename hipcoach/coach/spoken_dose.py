"""What a session says of an exercise's dose, for somebody who puts a plan together."""

from collections.abc import Iterator

from hipcoach.engine.words.blocks import blocks_of
from hipcoach.engine.words.exercise_words import words_of
from hipcoach.engine.words.script import Script
from hipcoach.safety.types import Session


def spoken_doses(session: Session, script: Script) -> Iterator[tuple[str, str]]:
    """Yield the id of each exercise, and what is said when it begins: its name, its dose, the word of its sheet."""
    for words, assignment in zip(words_of(session, script), session.assignments, strict=True):
        if assignment.round <= 1:
            first = blocks_of(assignment, words.order)[0]
            lines = [words.name(None), *words.dose(first)]
            yield assignment.exercise.id, " ".join(line.text for line in lines)
