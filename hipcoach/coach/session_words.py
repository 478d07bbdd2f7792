"""What is said of a session before it begins, in the window and the terminal alike."""

from collections.abc import Iterator

from hipcoach.coach import words
from hipcoach.safety.types import Session

ON_BED = "On your bed"
NEW = "New to you: {names}. If you are unsure about one of them, ask your doctor or physiotherapist first."
NEW_ONE = "New to you: {names}. If you are unsure about it, ask your doctor or physiotherapist first."


def new_to_you(session: Session) -> str:
    """Name the exercises that have not been done before; empty where there are none."""
    names = [each.exercise.name for each in session.assignments if not each.times_done]
    return (NEW_ONE if len(names) == 1 else NEW).format(names=words.joined(names)) if names else ""


def before_lines(session: Session) -> Iterator[str]:
    """Yield the sentences that go for the whole session."""
    if session.on_bed is not None:
        yield session.on_bed.sentence
    if new := new_to_you(session):
        yield new
