"""When the cues of a step are said: how long they take, and which of them fit.

Some steps wait until all is said, so that no cue is lost: only their end is needed (`end_s`). A repetition or a hold
has a fixed length, so cues that do not fit it are left out (`cues_that_fit`). The larger `Priority` wins.
"""

from collections.abc import Iterable

from hipcoach.engine.cue import Cue

FIT_S = 0.05  # a cue that must fit keeps this far from the next


def end_s(cues: Iterable[Cue]) -> float:
    """Return the seconds after which the last of these cues has been said; 0 for none."""
    return max((cue.offset_s + cue.duration_s for cue in cues), default=0.0)


def cues_that_fit(candidates: Iterable[Cue], length_s: float) -> tuple[Cue, ...]:
    """Return the cues that fit a step of `length_s` without overlap, in the order of their start.

    Of two that overlap the one with the larger `Priority` is kept, of equal ones the earlier.
    """
    kept: list[Cue] = []
    for cue in sorted(candidates, key=lambda cue: (-cue.priority, cue.offset_s)):
        cue_end = cue.offset_s + cue.duration_s
        if cue.offset_s < 0 or cue_end > length_s + 1e-9:
            continue
        if all(
            cue_end + FIT_S <= other.offset_s or other.offset_s + other.duration_s + FIT_S <= cue.offset_s
            for other in kept
        ):
            kept.append(cue)
    return tuple(sorted(kept, key=lambda cue: cue.offset_s))
