"""The window's side of rendering: phrases become files, each by the best engine that can speak it."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hipcoach.clock import Clock, wait_until
from hipcoach.voice.engine_helper import EngineHelper, SpeechManner
from hipcoach.voice.protocol import RenderedPhrase, VoiceInfo

logger = logging.getLogger(__name__)

FAILURES_OF_AN_ENGINE = 3  # phrases in a row; then it is asked for one that every voice can say
PLAIN_PHRASE = "Ready."
IDLE_S = 60.0  # then the helpers end; they are back in a second


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a phrase is not there."""

    message: str
    disk: bool  # there was no room for it, or no right: no fault of the engine, and worth another try


class Renderer:
    """One thread that has one phrase after the other rendered. No method waits for it.

    The chosen voice's engine speaks, or the first that works. A phrase that it cannot speak goes to the next one.
    """

    def __init__(
        self,
        engines: Sequence[tuple[str, Sequence[str]]],
        speech: SpeechManner,
        on_spoken: Callable[[RenderedPhrase], None],
        clock: Clock,
    ) -> None:
        """`engines`: name and helper command of each, best first."""
        self._speech = speech
        self._on_spoken = on_spoken
        self._clock = clock
        self._changed = threading.Condition()
        self._wanted: dict[str, None] = {}  # ordered, each once
        self._spoken: dict[str, RenderedPhrase] = {}
        self._failed: dict[str, Failure] = {}
        self._closing = False
        self._engines = [EngineHelper(*each, clock, self._changed, lambda: self._closing) for each in engines]
        self._current: EngineHelper | None = None
        self._settled = False  # an engine was found, or none is left
        self._problem = self._passed_over = ""
        self._listing = self._listed = False
        self._thread = threading.Thread(target=self._run, name="renderer", daemon=True)
        self._thread.start()

    def prepare(self, texts: Sequence[str]) -> None:
        """Want these phrases in their order, before those already wanted: who asks last needs them first."""
        with self._changed:
            self._wanted = {**dict.fromkeys(texts), **self._wanted}
            self._changed.notify_all()

    def again(self, text: str) -> None:
        """Render a phrase anew: its file has gone."""
        with self._changed:
            self._spoken.pop(text, None)
            self._failed.pop(text, None)
            self._changed.notify_all()

    def retry(self, text: str) -> bool:
        """Return True if this phrase could not be rendered. If the disk was the reason, try it again."""
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
                self._settled = self._settled and speech.voice_id == self._speech.voice_id
                self._speech = speech
                self._spoken.clear()
                self._failed.clear()
                self._changed.notify_all()

    def spoken(self, text: str) -> RenderedPhrase | None:
        """Return the rendered phrase, if there is one."""
        return self._spoken.get(text)

    def progress(self, texts: Sequence[str] | None = None) -> tuple[int, int]:
        """Return how many of these phrases, or of all wanted, are rendered or given up, and how many there are."""
        with self._changed:
            asked = self._wanted if texts is None else texts
            return sum(self._dealt_with(text) for text in asked), len(asked)

    @property
    def engine(self) -> str | None:
        """Return the engine that speaks; None while it is looked for, or when there is none."""
        current = self._current
        return current.name if current is not None else None

    @property
    def driver(self) -> str:
        """Return name and version of the driver that speaks; empty while it is looked for, or when there is none."""
        current = self._current
        return current.driver if current is not None else ""

    @property
    def chosen(self) -> str:
        """Return the name of the voice that the user chose; empty where none was, or it is not here."""
        voices = self._current.voices if self._current is not None else ()
        return next((voice.name for voice in voices if voice.id == self._speech.voice_id), "")

    @property
    def problem(self) -> str:
        """Return one sentence on what does not work; empty when all is well."""
        with self._changed:
            if self._settled and self._current is None:
                return f"No voice: {self._problem}." if self._problem else "No voice."
            wanted = [failure for text, failure in self._failed.items() if text in self._wanted]
            number = "1 phrase" if len(wanted) == 1 else f"{len(wanted)} phrases"
            return f"{number} could not be spoken: {wanted[-1].message}." if wanted else ""

    @property
    def passed_over(self) -> str:
        """Return why a better engine is not used; empty where the best one is."""
        return self._passed_over

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the English voices of all engines, best first; empty until they are known. Asking has them listed."""
        with self._changed:
            if not self._listing:
                self._listing = True
                self._changed.notify_all()
            usable = [engine for engine in self._engines if engine.usable]
            every = {voice.id: voice for engine in reversed(usable) for voice in reversed(engine.voices)}
            return tuple(reversed(every.values())) if self._listed else ()

    def close(self) -> None:
        """End the helpers and the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    # --- in the thread, but for `_dealt_with` ---

    def _dealt_with(self, text: str) -> bool:
        none_left = self._settled and self._current is None
        return none_left or text in self._spoken or text in self._failed

    def _run(self) -> None:
        failures = 0
        while not self._closing:
            if not self._settled:
                self._choose()
                failures = 0
                continue
            with self._changed:
                busy = wait_until(self._clock, self._clock.now_s() + IDLE_S, self._changed, self._has_work)
            if not busy:
                self._stop_helpers()  # without the lock, which their last answers need
            with self._changed:
                self._changed.wait_for(self._has_work)
                text, speech, listing = self._next(), self._speech, self._listing and not self._listed
            if self._closing or not self._settled:
                continue
            if listing:
                self._list_voices()
            elif text is not None:
                failures = 0 if self._render(text, speech) else failures + 1
                if failures == FAILURES_OF_AN_ENGINE:
                    failures = 0
                    self._examine(speech)
        self._stop_helpers()

    def _has_work(self) -> bool:
        return self._closing or not self._settled or self._next() is not None or (self._listing and not self._listed)

    def _next(self) -> str | None:
        if self._current is None:
            return None
        pending = (text for text in self._wanted if text not in self._spoken and text not in self._failed)
        return next(pending, None)

    def _choose(self) -> None:
        """Find the engine that has the chosen voice, else the first that works."""
        voice_id, first, found = self._speech.voice_id, None, None
        for engine in self._engines:
            if not self._started(engine):
                if self._closing:
                    return
                continue
            first = first or engine
            if not voice_id or engine.has(voice_id):
                found = engine
                break
        if first is not None and found is None:
            logger.warning("the chosen voice is not here: the engine's default speaks")
        elif first is None:
            logger.warning("no speech engine works: tones are played instead")
        with self._changed:
            if voice_id != self._speech.voice_id:
                return
            self._current = found or first
            better = self._engines[: self._engines.index(first)] if first is not None else []
            self._passed_over = "; ".join(engine.problem for engine in better)
            self._settled = True
        self._stop_helpers(but=self._current)

    def _started(self, engine: EngineHelper) -> bool:
        """Return True if it runs, started now if need be."""
        if engine.usable and not engine.start() and not self._closing:
            self._tell(engine)
        return engine.usable and not self._closing

    def _tell(self, engine: EngineHelper) -> None:
        self._problem = engine.problem
        logger.warning("the speech engine %r is not used: %s", engine.name, engine.problem)

    def _render(self, text: str, speech: SpeechManner) -> bool:
        """Have a phrase rendered; return False where the engine that should speak it could not."""
        failure: Failure | None = None
        for engine in self._able():
            answer = engine.speak(text, speech, stands_in=engine is not self._current)
            if self._closing:
                return True
            if not engine.usable:
                self._tell(engine)
                if engine is self._current:
                    self._look_again()
                    return True  # it is tried again, by the next engine
                continue
            if answer.get("event") == "rendered":
                spoken = RenderedPhrase(text, float(answer["duration_s"]), str(answer["path"]))
                with self._changed:
                    if speech != self._speech:
                        return True
                    self._spoken[text] = spoken
                self._on_spoken(spoken)
                return failure is None
            engine.problem = str(answer.get("message", "the voice did not answer"))
            failure = failure or Failure(engine.problem, bool(answer.get("disk")))
            if failure.disk:
                break
        assert failure is not None
        with self._changed:
            if speech == self._speech:
                if failure.message != self._problem:  # one line for a full disk, not one for each phrase
                    logger.warning("phrases could not be spoken: %s", failure.message)
                self._failed[text], self._problem = failure, failure.message
        return failure.disk

    def _able(self) -> Iterator[EngineHelper]:
        """Yield the engine that speaks, then those that stand in for it."""
        if self._current is not None:
            yield self._current
            yield from (engine for engine in self._engines if engine is not self._current and engine.usable)

    def _examine(self, speech: SpeechManner) -> None:
        """Stop using the present engine if it cannot say even a plain phrase."""
        engine = self._current
        if engine is not None and engine.speak(PLAIN_PHRASE, speech).get("event") != "rendered" and not self._closing:
            engine.usable = False
            self._tell(engine)
            self._look_again()

    def _look_again(self) -> None:
        """Choose anew: the engine that spoke has failed."""
        with self._changed:
            self._failed.clear()  # the next engine may do better
            self._settled, self._current = False, None

    def _list_voices(self) -> None:
        for engine in self._engines:
            self._started(engine)
        self._stop_helpers(but=self._current)
        with self._changed:
            self._listed = True

    def _stop_helpers(self, but: EngineHelper | None = None) -> None:
        for engine in self._engines:
            if engine is not but:
                engine.stop()
