"""Notices, in a session, that sound is lost, missing or back; each is told once."""

from enum import StrEnum

from hipcoach.voice.protocol import VoiceState

BACK_WITHIN_S = 3.0  # a speech helper that died is back within this, and nothing need be said of that


class Noticed(StrEnum):
    """What the user should be told, as the sentence that says it."""

    LOST = "The sound was lost, so the session was paused. It can go on with captions only."
    MISSING = "There is no sound here. Every word is shown."
    BACK = "There is sound again."


class Hearing:
    """Follows a voice's states. Times are of any clock in real seconds."""

    def __init__(self, state: VoiceState) -> None:
        self._recoveries = state.recoveries
        self._heard = False
        self._told = False
        self._silent_since_s: float | None = None

    def look(self, state: VoiceState, now_s: float) -> Noticed | None:
        """What there is to tell now; nothing where silence was asked for."""
        if state.sound:
            back = self._told or state.recoveries > self._recoveries
            self._heard, self._told, self._silent_since_s = True, False, None
            self._recoveries = state.recoveries
            return Noticed.BACK if back else None
        if self._silent_since_s is None:
            self._silent_since_s = now_s
        if self._told or not state.message or now_s - self._silent_since_s < BACK_WITHIN_S:
            return None
        self._told = True
        return Noticed.LOST if self._heard else Noticed.MISSING
