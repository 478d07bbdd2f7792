"""The render helper: speaks phrases into files, one request a line. `python -m hipcoach.voice.render_process`."""

import argparse
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from hipcoach.clock import SystemClock
from hipcoach.voice.cache import Cache, Phrase
from hipcoach.voice.drivers import Unusable
from hipcoach.voice.engines import ESPEAK, NATURAL, SYSTEM, Manner, SpeechEngine, start_engine
from hipcoach.voice.last_voice import LastVoice, last_voice
from hipcoach.voice.wire import Message, Wire, end_with_parent

CLEAN_EVERY = 64  # phrases


def main(arguments: list[str] | None = None) -> int:
    """Serve requests until the pipe closes."""
    parser = argparse.ArgumentParser(prog="python -m hipcoach.voice.render_process", description=__doc__)
    parser.add_argument("--engine", choices=(NATURAL, SYSTEM, ESPEAK), default=NATURAL)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--voices", type=Path)
    parser.add_argument("--parent", type=int)
    given = parser.parse_args(arguments)
    end_with_parent(given.parent)
    os.umask(0o077)
    wire = Wire()
    try:
        engine = start_engine(given.engine, given.cache.absolute(), given.voices)
    except Unusable as error:
        wire.send(event="unusable", message=str(error))
        return 0
    voices = [asdict(voice) for voice in engine.voices]
    wire.send(event="ready", engine=engine.name, driver=engine.driver, voice=engine.default_voice, voices=voices)
    serve(engine, Cache(given.cache.absolute()), wire.requests(), wire.send)
    return 0


def serve(engine: SpeechEngine, cache: Cache, requests: Iterable[Message | None], send: Callable[..., None]) -> None:
    """Answer each request with the file and its length, or with what went wrong."""
    clock, last = SystemClock(), last_voice(cache.folder)
    for count, request in enumerate(filter(None, requests)):
        if count % CLEAN_EVERY == 0:
            cache.clean(clock.utc().timestamp())
        try:
            phrase = _phrase(engine, request)
            path, duration_s = _rendered(engine, cache, phrase)
            if not request["stands_in"]:
                last = _noted(cache, last, LastVoice.of(engine.name, request, phrase))
        except Unusable as error:
            send(event="unusable", message=str(error))
            return
        except (RuntimeError, OSError) as error:
            send(id=request["id"], event="failed", message=str(error), disk=isinstance(error, OSError))
        else:
            send(id=request["id"], event="rendered", path=str(path), duration_s=duration_s)


def _phrase(engine: SpeechEngine, request: Message) -> Phrase:
    known = any(voice.id == request["voice"] for voice in engine.voices)
    voice = request["voice"] if known else engine.default_voice  # it may be another machine's, or another engine's
    word_gap = request["word_gap"] if engine.has_word_gap else 0
    return Phrase(request["text"], voice, request["rate_wpm"], word_gap, engine.driver_of(voice))


def _rendered(engine: SpeechEngine, cache: Cache, phrase: Phrase) -> tuple[Path, float]:
    kept_s = cache.find(phrase)
    if kept_s is not None:
        return cache.path(phrase), kept_s
    sound = engine.render(phrase.text, Manner(phrase.voice, phrase.rate_wpm, phrase.word_gap))
    return cache.keep(phrase, sound), sound.duration_s


def _noted(cache: Cache, last: LastVoice | None, now: LastVoice) -> LastVoice:
    """Write into the cache folder which voice spoke, if it is not the one before. Raises OSError."""
    if now != last:
        now.write(cache.folder)
    return now


if __name__ == "__main__":
    raise SystemExit(main())
