"""Where a leaflet's exercises are done: what stands where, what is held on to, and steps that need no voice."""

import re

from hipcoach.catalogue.furniture import Setup, put_order
from hipcoach.catalogue.furniture_words import CARRIES_NOTHING
from hipcoach.catalogue.sentence import in_sentence
from hipcoach.catalogue.types import Equipment, Exercise, Thing
from hipcoach.catalogue.uses import Use
from hipcoach.catalogue.wording import circumstances
from hipcoach.coach import words
from hipcoach.safety.types import Session

ON_YOUR_BED = "On your bed: {why}"
LIES_IN_BED = "On your bed: all that is done lying is done there."
BED_HEIGHT = "Sitting on its edge, your hips should be higher than your knees: if it is low, put a firm cushion there."
TURN_TOGETHER = (
    "Turn over with body and legs together{pillow}. Up and down, push with your arms, and do not lean far forward."
)
STURDY = (
    "A chair has four legs and no wheels. Push it where it stands before you use it: if it slides or tips, leave out "
    "what is done with it."
)
SLIDE_IT = "Slide the chair into its place, or have somebody put it there."
SUPPORT = "What you hold on to must not slide or tip: {supports}."
COUNTER = "What is called the counter here may be a heavy table, too."
VOICED = re.compile(r"until I call you(?:r next position| up)?")  # on paper nobody calls, and nobody counts
COUNTED = re.compile(r" on my count, not before")
HEARD = re.compile(r",? where you can hear me(?=[,;:.])")


def set_out(session: Session) -> tuple[str, ...]:
    """Return the bed where there is one and why, each thing's place, and what is held on to; each once."""
    things = session.things
    chair = any(Thing.CHAIR in each.things for each in things)
    supports = list(dict.fromkeys(each.support for each in session.setups if each.support))
    lines = [
        *_bed(session),
        STURDY if chair else "",
        SLIDE_IT if chair and circumstances(session.declared).intersection(CARRIES_NOTHING) else "",
        *(_put(each) for each in sorted(things, key=put_order)),
        SUPPORT.format(supports=words.joined(supports)) if supports else "",
    ]
    return tuple(without_voice(each) for each in dict.fromkeys(lines) if each)


def _put(thing: Equipment) -> str:
    """Return where a thing goes; on paper nobody calls anything a counter."""
    return COUNTER if thing.things == {Thing.TABLE} else " ".join(filter(None, (thing.put, thing.put_next)))


def _bed(session: Session) -> tuple[str, ...]:
    if not session.plan.in_bed:
        return ()
    why = session.on_bed.sentence if session.on_bed is not None else ""
    bed = ON_YOUR_BED.format(why=in_sentence(why)) if why else LIES_IN_BED
    if not session.hip_replaced:
        return (bed,)
    pillow = any(each.use is Use.KNEES for each in session.things)
    return bed, BED_HEIGHT, TURN_TOGETHER.format(pillow=", a pillow between your knees" if pillow else "")


def chair_stands(exercise: Exercise, setup: Setup) -> str:
    """Return where the chair has to stand for one exercise, which may not be where it stood for the one before."""
    chairs = (each.put for each in exercise.equipment if Thing.CHAIR in each.things)
    return next(chairs, "") if setup.spot is not None else ""


def on_paper(text: str, setup: Setup) -> str:
    """Return a step as it reads without a voice, with what is held on to for "your support"."""
    return setup.named(without_voice(text))


def without_voice(text: str) -> str:
    """Return a step that waits for no call and no count."""
    return HEARD.sub("", COUNTED.sub("", VOICED.sub("for as long as you need", text)))
