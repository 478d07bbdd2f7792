"""One speech engine as the window sees it: a helper that is started when it is needed, and asked twice."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hipcoach.clock import Clock
from hipcoach.voice.helper import GONE, Answer, Helper
from hipcoach.voice.protocol import VoiceInfo

RENDER_WITHIN_S = 10.0
TRIES = 2


@dataclass(frozen=True, slots=True)
class SpeechManner:
    """How phrases are spoken."""

    voice_id: str = ""  # empty: the engine's best
    rate_wpm: int = 140
    word_gap: int = 2


class EngineHelper:
    """Its methods wait, so only the renderer's thread calls them; `changed` is that thread's condition."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        clock: Clock,
        changed: threading.Condition,
        closing: Callable[[], bool],
    ) -> None:
        self.name = name
        self.driver = ""  # name and version, once it has started
        self.voices: tuple[VoiceInfo, ...] = ()
        self.problem = ""
        self.usable = True
        self._command = command
        self._clock = clock
        self._changed = changed
        self._closing = closing
        self._answers: list[Answer] = []
        self._helper: Helper | None = None

    def start(self) -> bool:
        """Start it if it does not run; return True where it is ready. Else it is not usable from now on."""
        if self._helper is not None:
            return True
        self._answers.clear()
        try:
            self._helper = Helper(self._command, self._on_answer, self._clock)
        except OSError as error:
            self._give_up(str(error))
            return False
        answer = self._wait(lambda answer: answer.get("event") in {"ready", "unusable", "gone"})
        if answer is not None and answer.get("event") == "ready":
            self.voices = tuple(VoiceInfo(**voice) for voice in answer.get("voices", ()))
            self.driver = str(answer.get("driver", ""))
            return True
        if not self._closing():
            self._give_up(str((answer or {}).get("message", "the voice did not start")))
        return False

    def has(self, voice_id: str) -> bool:
        """Return True if it has this voice, as far as it has been started."""
        return any(voice.id == voice_id for voice in self.voices)

    def speak(self, text: str, speech: SpeechManner) -> Answer:
        """Return its answer, `rendered` or what went wrong; a helper that hangs or dies is asked once more."""
        request = {"text": text, "voice": speech.voice_id, "rate_wpm": speech.rate_wpm, "word_gap": speech.word_gap}
        answer: Answer = GONE
        for _ in range(TRIES):
            if not self.start():
                break
            answer = self._ask(request)
            if answer.get("event") == "rendered" and not Path(str(answer["path"])).is_file():
                answer = {"event": "failed", "message": "the voice reported a file that is not there"}
            if answer.get("event") == "unusable":  # its model could not be loaded, which only the first phrase shows
                self._give_up(str(answer.get("message")))
            if answer.get("event") in {"rendered", "failed", "unusable"}:
                break
            self.stop()
        return answer

    def stop(self) -> None:
        """End the process; it starts again when it is needed."""
        if self._helper is not None:
            self._helper.kill()
            self._helper = None

    def _give_up(self, problem: str) -> None:
        self.problem, self.usable = problem, False
        self.stop()

    def _ask(self, request: Answer) -> Answer:
        assert self._helper is not None
        number = self._helper.send(request, RENDER_WITHIN_S)
        if number is None:
            return GONE
        answer = self._wait(lambda answer: answer.get("id") == number or answer.get("event") in {"unusable", "gone"})
        self._helper.settle(number)
        return answer or GONE

    def _wait(self, wanted: Callable[[Answer], bool]) -> Answer | None:
        """Wait for such an answer and return it; None when none comes in time or the voice is closing."""

        def found() -> Answer | None:
            return next((answer for answer in self._answers if wanted(answer)), None)

        with self._changed:
            self._changed.wait_for(lambda: self._closing() or found() is not None, RENDER_WITHIN_S)
            answer = found()
            self._answers.clear()
        return answer

    def _on_answer(self, answer: Answer) -> None:
        """Take an answer, in the helper's own thread."""
        with self._changed:
            self._answers.append(answer)
            self._changed.notify_all()
