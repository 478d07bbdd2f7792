"""A voice that is still rendering when a session is to begin."""

from collections.abc import Sequence

from hipcoach.gallery.demo_world import SilentDemoVoice
from hipcoach.voice.protocol import FIRST_WORDS


class VoiceUnderWay(SilentDemoVoice):
    """It has rendered as many phrases as a session begins with."""

    def __init__(self) -> None:
        self.wanted: list[str] = []

    def prepare(self, texts: Sequence[str]) -> None:  # type: ignore[override]  # the gallery's takes anything
        self.wanted += texts

    def progress(self, texts: Sequence[str] | None = None) -> tuple[int, int]:
        asked = self.wanted if texts is None else texts
        return sum(text in self.wanted[:FIRST_WORDS] for text in asked), len(asked)
