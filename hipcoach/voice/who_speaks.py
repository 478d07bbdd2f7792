"""One voice at a time: which of hipcoach and a screen reader says something in a session."""

from typing import NamedTuple

from hipcoach.settings import WhoSpeaks


class Share(NamedTuple):
    """Who says it."""

    hipcoach: bool
    reader: bool


def share(chosen: WhoSpeaks | None, *, urgent: bool, audible: bool) -> Share:
    """Return who says something; `chosen` is None where no screen reader runs.

    What is `urgent`, pain and stops, is said by both. Where hipcoach's own voice cannot be heard, the reader speaks.
    """
    if chosen is None:
        return Share(hipcoach=True, reader=False)
    if urgent or chosen in (WhoSpeaks.BOTH, WhoSpeaks.ASK):
        return Share(hipcoach=True, reader=True)
    if chosen is WhoSpeaks.READER:
        return Share(hipcoach=False, reader=True)
    return Share(hipcoach=True, reader=not audible)
