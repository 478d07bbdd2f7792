"""What is said of a session before it begins, in the window and the terminal alike."""

from collections.abc import Iterator, Sequence

from hipcoach.coach import words
from hipcoach.safety.rule import Tier
from hipcoach.safety.types import Session

ON_BED = "On your bed"
SIGN_HEADINGS = {Tier.EMERGENCY: "Sudden or severe", Tier.SAME_DAY: "New, or true today", Tier.SOON: "And lately?"}
NEW = "New to you: {names}. If you are unsure about one of them, ask your doctor or physiotherapist first."
TURN_ON = "I have had advice: turn it on"
NEW_ONE = "New to you: {names}. If you are unsure about it, ask your doctor or physiotherapist first."


def turn_on_title(exercise: str) -> str:
    """Return the question whether an exercise is turned on again."""
    return f"Turn {exercise} on again?"


def turn_on_text(exercise: str) -> str:
    """Say why an exercise is off, and what has to come before it is turned on again."""
    return (
        f"{exercise} is off since you reported more pain in a session with it. Turn it on again once your doctor or "
        "physiotherapist has advised you about it. It then begins at its first step."
    )


def off_text(exercises: Sequence[str], *, advised: bool = False) -> str:
    """Name the exercises that are off since a pain rest. `advised`: advice was noted, and the rest goes on."""
    until = "the rest is over and you turn them on again" if advised else "you have had advice"
    return f"Off until {until}: {words.joined(exercises)}."


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
