"""Words that load a limb, and those that free it again."""

import re

LOADED = {  # words that load a limb, and what frees it again
    "Step up sideways": "Step down",
    "Prop yourself": "Lie down from",
    "Shift your weight onto|Foot up": "on both feet|[Ff]oot down|[Bb]oth feet down",
    "Raise your (left|right) leg": "Lower your (left|right) leg|take the strap off",
    "knee up towards you|[Bb]ring your (left|right) knee up": "[Ff]oot down|Lower your|Let go|Slide away",
    "hug both": "feet down",
    "ankles": "Let go",
    "onto (both|your) knees": "on(to)? your hip|both arms on the seat|hips down|Rest, in the way",
    "foot forward, until": "knee down",
    "[Cc]ome onto your hands and knees": "hips down|Rest, in the way",
}


def loaded(said: str) -> list[str]:
    """Return what somebody who does all this is left in at its end."""
    last = {up: max((m.end() for m in re.finditer(up, said)), default=-1) for up in LOADED}
    return [up for up, at in last.items() if at >= 0 and not re.search(LOADED[up], said[at:])]
