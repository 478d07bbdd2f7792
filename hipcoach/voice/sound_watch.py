"""Notices during a session that sound is lost, missing or back. Each is reported once."""

from enum import StrEnum

from hipcoach.voice.protocol import VoiceState

BACK_WITHIN_S = 3.0  # a speech helper that died is back within this, and its loss is not reported
STAYS_S = 1.0  # sound counts as back after so long: a server that has just recovered may fail once more


class SoundNotice(StrEnum):
    """A change in the sound that the user should know of, as the sentence shown."""

    LOST = "The sound was lost, so the session was paused. It can go on with captions only."
    AWAITED = "The sound was lost, so the session was paused. It goes on by itself once there is sound again."
    MISSING = "There is no sound here. Every word is shown."
    BACK = "There is sound again."


class SoundWatch:
    """Follows a voice's states. Times are of any clock in real seconds."""

    def __init__(self, state: VoiceState) -> None:
        self._recoveries = state.recoveries
        self._heard = False
        self._reported = False  # that there is no sound
        self._silent_since_s: float | None = None
        self._back_since_s: float | None = None

    def look(self, state: VoiceState, now_s: float) -> SoundNotice | None:
        """Return the change to show now, if any; never one where silence was asked for."""
        return self._with_sound(state, now_s) if state.sound else self._without(state, now_s)

    def _with_sound(self, state: VoiceState, now_s: float) -> SoundNotice | None:
        self._heard, self._silent_since_s = True, None
        if not self._reported and state.recoveries == self._recoveries:
            return None
        if self._back_since_s is None:
            self._back_since_s = now_s
        if now_s - self._back_since_s < STAYS_S:
            return None
        self._reported, self._recoveries, self._back_since_s = False, state.recoveries, None
        return SoundNotice.BACK

    def _without(self, state: VoiceState, now_s: float) -> SoundNotice | None:
        self._back_since_s = None
        if self._silent_since_s is None:
            self._silent_since_s = now_s
        if self._reported or not state.message or now_s - self._silent_since_s < BACK_WITHIN_S:
            return None
        self._reported = True
        return SoundNotice.LOST if self._heard else SoundNotice.MISSING
