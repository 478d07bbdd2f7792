"""The listening process: hears the words that the user taught it. `python -m hipcoach.listen.listen_process`.

It reads the model, the file of the words and the phrases that the voice plays, and writes nothing: sound is gone as
soon as it was compared.
"""

import argparse
import os
import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import numpy as np

from hipcoach.clock import Clock, SystemClock
from hipcoach.listen.embedding import ModelMissing, SpeechEmbedder
from hipcoach.listen.matching import HeardWord
from hipcoach.listen.microphone import Microphone
from hipcoach.listen.own_voice import OwnVoice, at_its_rate
from hipcoach.listen.taught_words import read_words
from hipcoach.listen.word_ear import WordEar, alike_words
from hipcoach.voice import wav
from hipcoach.voice.wire import Message, Wire, end_with_parent

NO_SOUND_S = 6.0  # from a microphone that is open: it was unplugged, or its server hangs
STOPPED = "the microphone stopped"
TOO_LATE_S = 1.0  # sound that has waited so long is left out: what was said then is not meant now
LEVEL_S, TEACHING_LEVEL_S = 0.5, 0.1


class SoundSource(Protocol):
    """Where sound comes from."""

    backend: str

    def start(self) -> None:
        """Begin. Raises RuntimeError."""


def main(
    arguments: list[str] | None = None, microphone: Callable[[Callable[[bytes], object]], SoundSource] = Microphone
) -> int:
    """Listen until the pipe closes, or the microphone is gone."""
    parser = argparse.ArgumentParser(prog="python -m hipcoach.listen.listen_process", description=__doc__)
    parser.add_argument("--parent", type=int)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--teach", action="store_true", help="listen for no word until that is asked for")
    given = parser.parse_args(arguments)
    end_with_parent(given.parent)
    wire, clock = Wire(), SystemClock()
    inbox: queue.SimpleQueue[Message | tuple[float, bytes]] = queue.SimpleQueue()
    # before the models and the microphone, so that the closed pipe ends it even where one of them is stuck
    threading.Thread(target=_pass_on, args=(wire, inbox), name="requests in", daemon=True).start()
    try:
        process = ListenProcess(given.models, given.words, wire, clock, teaching=given.teach)
        source = microphone(lambda sound: inbox.put((clock.now_s(), sound)))
        source.start()
    except (ModelMissing, ValueError) as error:
        wire.send(event="cannot", message=str(error))
        os._exit(0)  # as below: Python itself breaks off where it ends while requests are read
    except RuntimeError as error:
        wire.send(event="no_microphone", message=str(error))
        os._exit(0)
    wire.send(event="ready", backend=source.backend)
    process.serve(inbox)
    wire.send(event="no_microphone", message=STOPPED)
    os._exit(0)  # at once, whatever its device is stuck in


class ListenProcess:
    """Takes sound and requests in the order in which they come."""

    def __init__(self, models: Path, words: Path, wire: Wire, clock: Clock, *, teaching: bool) -> None:
        """Load the model and the words. Raises ModelMissing, and ValueError where no words can be listened for."""
        self._wire, self._clock = wire, clock
        self._words = words
        self._own = OwnVoice()
        self._ear = WordEar(SpeechEmbedder(models), self._on_heard)
        self._level_s = TEACHING_LEVEL_S if teaching else LEVEL_S
        self._told_s = clock.now_s()
        if not teaching:
            self._ear.listen(read_words(words))

    def serve(self, inbox: "queue.SimpleQueue[Message | tuple[float, bytes]]") -> None:
        """Work until no more sound comes."""
        heard_s = self._clock.now_s()
        while True:
            try:
                item = inbox.get(timeout=NO_SOUND_S)
            except queue.Empty:
                return
            if isinstance(item, tuple):
                heard_s = item[0]
                self.take_sound(*item)
            else:
                getattr(self, f"_do_{item['do']}")(item)
                if self._clock.now_s() - heard_s > NO_SOUND_S and inbox.empty():
                    return

    def take_sound(self, came_s: float, sound: bytes) -> None:
        """Take a piece of sound, and tell from time to time how loud it is."""
        now = self._clock.now_s()
        others = self._own.take_out(np.frombuffer(sound, np.int16), came_s)
        if now - came_s > TOO_LATE_S:
            self._ear.forget()
        else:
            self._ear.push(others, own_voice=self._own.sounds)
        if now - self._told_s >= self._level_s:
            self._told_s = now
            self._wire.send(event="level", loud=round(self._ear.loudest, 4))
            self._ear.loudest = 0.0

    def _on_heard(self, heard: HeardWord) -> None:
        self._wire.send(event="heard", word=heard.word, near=round(heard.near, 3), alone=heard.alone)

    def _do_record(self, request: Message) -> None:
        number, word = request["id"], request["word"]

        def done(rows: Sequence[str]) -> None:
            self._wire.send(id=number, event="recorded", word=word, rows=list(rows))

        self._ear.record(word, done, lambda why: self._wire.send(id=number, event="bad", word=word, message=why))

    def _do_listen(self, request: Message) -> None:
        try:
            self._ear.listen(read_words(self._words))
        except ValueError as error:
            self._wire.send(id=request["id"], event="bad", message=str(error))
        else:
            self._wire.send(id=request["id"], event="listening")

    def _do_take_out(self, request: Message) -> None:
        with suppress(OSError, ValueError):  # a file that has gone stays in the sound
            if request["cut"]:
                self._own.ends(request["number"], request["at_s"])
            else:
                spoken = wav.read(Path(request["path"]))
                samples = at_its_rate(np.array(spoken.samples) * request["volume"], spoken.rate)
                self._own.plays(request["number"], samples, request["at_s"])
        self._wire.send(id=request["id"], event="taken_out")

    def _do_compare(self, request: Message) -> None:
        try:
            pairs = alike_words(read_words(self._words))
        except ValueError:
            pairs = []
        self._wire.send(id=request["id"], event="compared", alike=pairs)


def _pass_on(wire: Wire, inbox: "queue.SimpleQueue[Message | tuple[float, bytes]]") -> None:
    for request in wire.requests():
        if request is not None:
            inbox.put(request)


if __name__ == "__main__":
    raise SystemExit(main())
