"""How the user gets up by themselves after a stop on the floor or in bed: told in one piece, as nobody leads them."""

from hipcoach.catalogue.types import Position, Thing
from hipcoach.engine.body_place import BodyPlace
from hipcoach.engine.types import Timing
from hipcoach.engine.ways.places import first_place, leads_up, place_of, places_down
from hipcoach.engine.words.phrase_keys import OUT_OF_BED, OUT_OF_BED_NOW, for_hip
from hipcoach.engine.words.script import Script
from hipcoach.safety.locks import NO_WAY_DOWN
from hipcoach.safety.types import Session

ON_THE_KNEES = (Position.TALL_KNEELING, Position.HALF_KNEELING)
TELLS_FROM_S = 60.0  # a wait as long as this has room to say what is needed on the floor
OVER_THE_BACK = (Position.SIDE_LYING, Position.PRONE)  # from here the way out of bed leads over the back


def way_up(session: Session, script: Script, when: str, place: BodyPlace) -> str:
    """Return how to get up from a place, with the phrase `when` first; "" on the feet or on a seat.

    In one session somebody may lie on the bed and kneel on the floor: it is the place that counts.
    """
    if not place.position.on_floor:
        return ""
    if place.bed:
        key = OUT_OF_BED[place.position not in OVER_THE_BACK, session.hip_replaced]
    elif place.lies:
        key = "get_up_from_floor_front" if place.position is Position.PRONE else "get_up_from_floor"
    else:
        kneels = place.position in ON_THE_KNEES
        key = for_hip(session, "get_up_from_knees" if kneels else "get_up_from_hands_and_knees")
    return script.text(key, when=script.text(when))


def still_down(session: Session, script: Script, place: BodyPlace, *, going_down: bool = False) -> str:
    """Return how to get up for a user who may be up already, or (`going_down`) not down yet; "" from a seat.

    Example: "If you still kneel, hold the seat with both hands, and stand up slowly."
    """
    kneels = "if_a_knee_is_down" if going_down else "if_you_kneel"
    return way_up(session, script, "if_you_lie" if place.lies else kneels, place)


def up_as_shown(session: Session, script: Script) -> str:
    """Return how to get up, for a user who may lie for an exercise that they were shown; "" where nobody knows how.

    Where nothing else is done lying, who has a replaced hip lies on a bed, and others get up at the session's chair.
    """
    lies = next((place for place in places_down(session) if place.lies), None)
    at_chair = session.declared.isdisjoint(NO_WAY_DOWN) and any(Thing.CHAIR in each.things for each in session.things)
    if lies is None and (session.hip_replaced or at_chair):
        lies = BodyPlace(Position.SUPINE, bed=session.hip_replaced)
    return way_up(session, script, "if_you_lie", lies) if lies is not None else ""


def way_up_now(session: Session, script: Script, place: BodyPlace) -> str:
    """Return in few words how to get up at once after a stop while lying; "" where the user does not lie."""
    if not place.lies:
        return ""
    if place.bed:
        return script.text(OUT_OF_BED_NOW[place.position not in OVER_THE_BACK, session.hip_replaced])
    on_the_front = place.position is Position.PRONE
    return script.text("get_up_now_from_floor_front" if on_the_front else "get_up_now_from_floor")


def staying_down(session: Session, script: Script, place: BodyPlace, order: int = 0) -> tuple[str, ...]:
    """Return how to stop without a key, and how to get up, for a user who is down at a place in exercise `order`."""
    places = [place_of(session, each.exercise.position) for each in session.assignments]
    up = (n for n in range(order + 1, len(places)) if leads_up(places[n - 1], places[n]))
    before = next(up, None)  # after a stop the user then knows how long they lie
    when = script.phrases.say("up_at_end") if before is None else script.phrases.say("up_before", n=before + 1)
    return script.text("without_keys", when=when), way_up(session, script, "get_up_before_end", place)


def told_in_a_wait(session: Session, timing: Timing) -> bool:
    """Return True if `staying_down` is said in the wait after getting down, and not before the session.

    A user who ends that wait sooner, and so does not hear it, has a key in reach.
    """
    on_s = timing.floor_goes_on_s
    waits = timing.floor_waits and on_s is not None and on_s >= TELLS_FROM_S
    return waits and not first_place(session).lies
