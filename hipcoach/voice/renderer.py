"""The window's side of rendering: phrases asked for become files, by the best engine that works."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hipcoach.clock import Clock
from hipcoach.voice.helper import GONE, Answer, Helper
from hipcoach.voice.protocol import RenderedPhrase, VoiceInfo

logger = logging.getLogger(__name__)

RENDER_WITHIN_S = 10.0
TRIES = 2
FAILURES_OF_AN_ENGINE = 3  # phrases in a row; then the next engine is tried


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a phrase is not there."""

    message: str
    disk: bool  # there was no room for it, or no right: no fault of the engine, and worth another try


@dataclass(frozen=True, slots=True)
class SpeechManner:
    """How phrases are spoken."""

    voice_id: str = ""  # empty: the engine's best
    rate_wpm: int = 140
    word_gap: int = 2


class Renderer:
    """One thread that asks a render helper for one phrase after the other. No method waits for it."""

    def __init__(
        self,
        engines: Sequence[tuple[str, Sequence[str]]],
        speech: SpeechManner,
        on_spoken: Callable[[RenderedPhrase], None],
        clock: Clock,
    ) -> None:
        """`engines`: name and helper command of each, best first."""
        self._engines = list(engines)
        self._speech = speech
        self._on_spoken = on_spoken
        self._clock = clock
        self._changed = threading.Condition()
        self._wanted: dict[str, None] = {}  # ordered, each once
        self._spoken: dict[str, RenderedPhrase] = {}
        self._failed: dict[str, Failure] = {}
        self._answers: list[Answer] = []
        self._closing = False
        self._engine: str | None = None
        self._settled = False  # an engine was found, or none is left
        self._problem = self._passed_over = ""
        self._voices: tuple[VoiceInfo, ...] = ()
        self._driver = ""
        self._helper: Helper | None = None
        self._thread = threading.Thread(target=self._run, name="renderer", daemon=True)
        self._thread.start()

    def prepare(self, texts: Sequence[str]) -> None:
        """Want these phrases, after those already wanted."""
        with self._changed:
            self._wanted.update(dict.fromkeys(texts))
            self._changed.notify_all()

    def again(self, text: str) -> None:
        """Render a phrase anew: its file has gone."""
        with self._changed:
            self._spoken.pop(text, None)
            self._failed.pop(text, None)
            self._changed.notify_all()

    def retry(self, text: str) -> bool:
        """Return True if this phrase could not be rendered; if the disk was the reason, try it again."""
        with self._changed:
            failure = self._failed.get(text)
            if failure is not None and failure.disk:
                del self._failed[text]
                self._changed.notify_all()
            return failure is not None

    def adjust(self, speech: SpeechManner) -> None:
        """Speak another way from now on: everything wanted is rendered anew."""
        with self._changed:
            if speech != self._speech:
                self._speech = speech
                self._spoken.clear()
                self._failed.clear()
                self._changed.notify_all()

    def spoken(self, text: str) -> RenderedPhrase | None:
        """Return the rendered phrase, if there is one."""
        return self._spoken.get(text)

    def progress(self) -> tuple[int, int]:
        """Return the number of phrases dealt with (rendered, or given up) and of phrases wanted."""
        with self._changed:
            if self._settled and self._engine is None:
                return len(self._wanted), len(self._wanted)
            return sum(text in self._spoken or text in self._failed for text in self._wanted), len(self._wanted)

    @property
    def engine(self) -> str | None:
        """Return the engine that speaks; None while it is looked for, or when there is none."""
        return self._engine

    @property
    def driver(self) -> str:
        """Return name and version of the driver that speaks; empty while it is looked for, or when there is none."""
        return self._driver if self._engine is not None else ""

    @property
    def problem(self) -> str:
        """Return one sentence on what does not work; empty when all is well."""
        with self._changed:
            if self._settled and self._engine is None:
                return f"No voice: {self._problem}." if self._problem else "No voice."
            wanted = [failure for text, failure in self._failed.items() if text in self._wanted]
            number = "1 phrase" if len(wanted) == 1 else f"{len(wanted)} phrases"
            return f"{number} could not be spoken: {wanted[-1].message}." if wanted else ""

    @property
    def passed_over(self) -> str:
        """Return why a better engine is not used; empty where the best one is."""
        return self._passed_over

    @property
    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the English voices of the engine that speaks; empty while it is looked for."""
        return self._voices

    def close(self) -> None:
        """End the helper and the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    # --- in the thread ---

    def _run(self) -> None:
        for engine, command in self._engines:
            if self._start(command):
                self._engine, self._settled = engine, True
                self._work(command)
            self._stop()
            if self._closing:
                return
            logger.warning("the speech engine %r is not used: %s", engine, self._problem)
            self._engine, self._passed_over = None, self._problem
        self._settled = True
        logger.warning("no speech engine works: tones are played instead")

    def _work(self, command: Sequence[str]) -> None:
        """Render what is wanted until closing, or until the engine fails too often."""
        failures = 0
        while failures < FAILURES_OF_AN_ENGINE:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or self._next() is not None)
                text, speech = self._next(), self._speech
            if self._closing or text is None:
                return
            answer = self._ask_twice(command, text, speech)
            with self._changed:
                if speech != self._speech:
                    continue
                if answer.get("event") == "rendered":
                    failures = 0
                    spoken = RenderedPhrase(text, float(answer["duration_s"]), str(answer["path"]))
                    self._spoken[text] = spoken
                else:
                    failure = Failure(str(answer.get("message", "the voice did not answer")), bool(answer.get("disk")))
                    if failure.message != self._problem:  # one line for a full disk, not one for each phrase
                        logger.warning("phrases could not be spoken: %s", failure.message)
                    self._failed[text], self._problem, spoken = failure, failure.message, None
                    failures += not failure.disk
            if spoken is not None:
                self._on_spoken(spoken)
        with self._changed:
            self._failed.clear()  # the next engine may do better

    def _next(self) -> str | None:
        pending = (text for text in self._wanted if text not in self._spoken and text not in self._failed)
        return next(pending, None)

    def _ask_twice(self, command: Sequence[str], text: str, speech: SpeechManner) -> Answer:
        request = {"text": text, "voice": speech.voice_id, "rate_wpm": speech.rate_wpm, "word_gap": speech.word_gap}
        answer: Answer = GONE
        for _ in range(TRIES):
            if self._helper is None and not self._start(command):
                break
            answer = self._ask(request)
            if answer.get("event") == "rendered" and not Path(str(answer["path"])).is_file():
                answer = {"event": "failed", "message": "the voice reported a file that is not there"}
            if answer.get("event") in {"rendered", "failed"}:
                break
            self._stop()
        return answer

    def _start(self, command: Sequence[str]) -> bool:
        """Start the helper and wait; return True when it is ready."""
        self._answers.clear()
        try:
            self._helper = Helper(command, self._on_answer, self._clock)
        except OSError as error:
            self._problem = str(error)
            return False
        answer = self._wait(lambda answer: answer.get("event") in {"ready", "unusable", "gone"})
        if answer is not None and answer.get("event") == "ready":
            self._voices = tuple(VoiceInfo(**voice) for voice in answer.get("voices", ()))
            self._driver = str(answer.get("driver", ""))
            if self._speech.voice_id and all(voice.id != self._speech.voice_id for voice in self._voices):
                logger.warning("the chosen voice is not here: the engine's default speaks")
            return True
        self._problem = str((answer or {}).get("message", "the voice did not start"))
        self._stop()
        return False

    def _ask(self, request: Answer) -> Answer:
        assert self._helper is not None
        number = self._helper.send(request, RENDER_WITHIN_S)
        if number is None:
            return GONE
        answer = self._wait(lambda answer: answer.get("id") == number or answer is GONE)
        self._helper.settle(number)
        return answer or GONE

    def _wait(self, wanted: Callable[[Answer], bool]) -> Answer | None:
        """Wait for such an answer and return it; None when none comes in time or we are closing."""

        def found() -> Answer | None:
            return next((answer for answer in self._answers if wanted(answer)), None)

        with self._changed:
            self._changed.wait_for(lambda: self._closing or found() is not None, RENDER_WITHIN_S)
            answer = found()
            self._answers.clear()
        return answer

    def _stop(self) -> None:
        if self._helper is not None:
            self._helper.kill()
            self._helper = None

    def _on_answer(self, answer: Answer) -> None:
        with self._changed:
            self._answers.append(answer)
            self._changed.notify_all()
