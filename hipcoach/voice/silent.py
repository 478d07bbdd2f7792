"""The voice that says nothing: captions only."""

from collections.abc import Sequence

from hipcoach.voice.protocol import VoiceInfo, VoiceState


class SilentVoice:
    """Takes every request and makes no sound; for `--voice silent`, and for speeds other than 1."""

    def __init__(self, message: str = "") -> None:
        """`message` says why nothing is heard, where that was not asked for."""
        self._message = message

    def prepare(self, texts: Sequence[str]) -> None:
        """Do nothing: there is nothing to render."""

    def progress(self, texts: Sequence[str] | None = None) -> tuple[int, int]:
        """Return (0, 0): nothing is asked for."""
        return 0, 0

    def length_s(self, text: str) -> float | None:
        """Return None: nothing is rendered."""
        return None

    def say(self, text: str, *, priority: int = 2) -> None:
        """Say nothing."""

    def tone(self, name: str) -> None:
        """Play nothing."""

    def silence(self) -> None:
        """Do nothing: nothing sounds."""

    def state(self) -> VoiceState:
        """Return captions and no sound."""
        return VoiceState("captions", False, self._message)

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return no voices."""
        return ()

    def close(self) -> None:
        """Do nothing: nothing runs."""
