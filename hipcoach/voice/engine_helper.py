"""One speech engine as the window sees it: a helper that is started when it is needed, and asked a second time."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os.path import isfile  # False where a folder may not be looked into; Path.is_file raises there

from hipcoach.clock import Clock, wait_until
from hipcoach.voice.helper import GONE, Answer, Helper
from hipcoach.voice.protocol import VoiceInfo

RENDER_WITHIN_S = 10.0
LOAD_WITHIN_S = 20.0  # more for the first phrase of a helper, which may load a model on a busy machine
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
        self._has_spoken = False  # since its process was started

    def start(self) -> bool:
        """Start the helper if it does not run. Return True where it is ready; else it is not usable from now on."""
        if self._helper is not None:
            return True
        self._answers.clear()
        due_s = self._clock.now_s() + RENDER_WITHIN_S
        try:
            self._helper = Helper(self._command, self._on_answer, self._clock)
        except OSError as error:
            self._give_up(str(error))
            return False
        answer = self._wait(lambda answer: answer.get("event") in {"ready", "unusable", "gone"}, due_s)
        if answer is not None and answer.get("event") == "ready":
            self.voices = tuple(VoiceInfo(**voice) for voice in answer.get("voices", ()))
            self.driver = str(answer.get("driver", ""))
            return True
        if not self._closing():
            self._give_up(str((answer or {}).get("message", "the voice did not start")))
        return False

    def has(self, voice_id: str) -> bool:
        """Return True if it has this voice; False too while it has not been started."""
        return any(voice.id == voice_id for voice in self.voices)

    def speak(self, text: str, speech: SpeechManner, *, stands_in: bool = False) -> Answer:
        """Return its answer: `rendered`, or what went wrong. A helper that hangs or dies is asked once more."""
        request = {
            "text": text,
            "voice": speech.voice_id,
            "rate_wpm": speech.rate_wpm,
            "word_gap": speech.word_gap,
            "stands_in": stands_in,
        }
        answer: Answer = GONE
        for _ in range(TRIES):
            if not self.start():
                break
            answer = self._ask(request)
            if answer.get("event") == "rendered" and not isfile(str(answer["path"])):
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
            self._helper, self._has_spoken = None, False

    def _give_up(self, problem: str) -> None:
        self.problem, self.usable = problem, False
        self.stop()

    def _ask(self, request: Answer) -> Answer:
        assert self._helper is not None
        within_s = RENDER_WITHIN_S if self._has_spoken else RENDER_WITHIN_S + LOAD_WITHIN_S
        due_s = self._clock.now_s() + within_s
        number = self._helper.send(request, within_s)
        if number is None:
            return GONE
        ends = {"unusable", "gone"}
        answer = self._wait(lambda answer: answer.get("id") == number or answer.get("event") in ends, due_s)
        self._has_spoken = answer is not None
        self._helper.settle(number)
        return answer or GONE

    def _wait(self, wanted: Callable[[Answer], bool], due_s: float) -> Answer | None:
        """Wait for such an answer and return it; None when none comes in time, or the voice is closing."""

        def found() -> Answer | None:
            return next((answer for answer in self._answers if wanted(answer)), None)

        with self._changed:
            wait_until(self._clock, due_s, self._changed, lambda: self._closing() or found() is not None)
            answer = found()
            self._answers.clear()
        return answer

    def _on_answer(self, answer: Answer) -> None:
        """Take an answer, in the helper's own thread."""
        with self._changed:
            self._answers.append(answer)
            self._changed.notify_all()
