"""Which phrase is said to whom: every choice between keys of `assets/phrases/en.toml` that hangs on the session's user.

The keys stand here in full, so that a search for one finds where it is said. Other words for another way of answering
(`_switch`, `_words`) are chosen by `Script.text`, for every phrase alike.
"""

from collections.abc import Mapping

from hipcoach.catalogue.types import Position, Side
from hipcoach.engine.types import CalledOff
from hipcoach.safety.types import Session

WITH_A_REPLACED_HIP: Mapping[str, str] = {
    "on_bed": "on_bed_hip",
    "shoes": "shoes_hip",
    "seat": "seat_hip",
    "seat_again": "seat_again_hip",
    "up_from_the_seat": "up_from_the_seat_hip",
    "up_to_fetch": "up_to_fetch_hip",
    "rules_end": "rules_end_hip",
    "done_at_chair": "done_at_chair_hip",
    "kneels_for": "kneels_for_hip",
    "on_all_fours_for": "on_all_fours_for_hip",
    "get_up_from_knees": "get_up_from_knees_hip",
    "get_up_from_hands_and_knees": "get_up_from_hands_and_knees_hip",
}
"""What is told another way with a replaced hip: it bends no further than a right angle, and never with a twist."""


def for_hip(session: Session, key: str) -> str:
    """Return the key of a phrase for this user: with a replaced hip that of its own wording."""
    return WITH_A_REPLACED_HIP[key] if session.hip_replaced else key


# how to get up: (lies on the back, with a replaced hip) -> key. The way out of bed leads over the back. On the side
# or the front a pillow is between the knees with a replaced hip.
OUT_OF_BED: Mapping[tuple[bool, bool], str] = {
    (True, False): "get_up_from_bed",
    (True, True): "get_up_from_bed_hip",
    (False, False): "get_up_from_bed_front",
    (False, True): "get_up_from_bed_pillow",
}
OUT_OF_BED_NOW: Mapping[tuple[bool, bool], str] = {
    (True, False): "get_up_now_from_bed",
    (True, True): "get_up_now_from_bed_hip",
    (False, False): "get_up_now_from_bed_front",
    (False, True): "get_up_now_from_bed_pillow",
}

WHERE_IT_IS_DONE: Mapping[Position, str] = {
    Position.SUPINE: "to_supine",
    Position.SIDE_LYING: "to_side_lying",
    Position.PRONE: "to_prone",
    Position.TALL_KNEELING: "to_tall_kneeling",
    Position.HALF_KNEELING: "to_half_kneeling",
    Position.ALL_FOURS: "to_all_fours",
    Position.FLOOR_SITTING: "to_floor_sitting",
    Position.SIDE_SITTING: "to_side_sitting",
    Position.SEATED: "to_seated",
    Position.STANDING: "to_standing",
    Position.AS_SHOWN: "to_as_shown",
}
"""Before the way into a position."""

STAYING_THERE: Mapping[Position, str] = {
    Position.SUPINE: "stay_supine",
    Position.SIDE_LYING: "stay_side_lying",
    Position.PRONE: "stay_prone",
    Position.TALL_KNEELING: "stay_tall_kneeling",
    Position.HALF_KNEELING: "stay_half_kneeling",
    Position.ALL_FOURS: "stay_all_fours",
    Position.FLOOR_SITTING: "stay_floor_sitting",
    Position.SIDE_SITTING: "stay_side_sitting",
    Position.SEATED: "stay_seated",
    Position.STANDING: "stay_standing",
    Position.AS_SHOWN: "stay_as_shown",
}
"""Before an exercise in the position that the body is in already."""

TURNS: Mapping[tuple[Side | None, bool], str] = {
    (Side.LEFT, False): "turn_left",
    (Side.RIGHT, False): "turn_right",
    (Side.LEFT, True): "turn_left_standing",
    (Side.RIGHT, True): "turn_right_standing",
}
"""(The side that is next, on one's feet) -> key, where sides take turns."""

IF_IT_IS_WORSE: Mapping[tuple[bool, bool], str] = {
    (False, False): "check_worse",
    (False, True): "check_worse_half",
    (True, False): "check_worse_up",
    (True, True): "check_worse_up_half",
}
"""(The next way leads up, more exercises follow the next one) -> key: what to do where no key is in reach."""

ON_EACH_SIDE: Mapping[str, str] = {
    "dose_reps": "dose_reps_each",
    "dose_reps_hold": "dose_reps_hold_each",
    "dose_holds": "dose_holds_each",
    "dose_breaths": "dose_breaths_each",
    "dose_held_breaths": "dose_held_breaths_each",
    "dose_holds_breaths": "dose_holds_breaths_each",
    "dose_within": "dose_within_each",
}
"""A dose that is that of either side."""

CALLED_OFF: Mapping[CalledOff, str] = {
    CalledOff.EMERGENCY: "called_off_emergency",
    CalledOff.SAME_DAY: "called_off_same_day",
    CalledOff.STOP: "called_off_stop",
    CalledOff.REST: "called_off_rest",
    CalledOff.CHANGED: "called_off_changed",
}
