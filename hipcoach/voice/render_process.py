"""The render helper: speaks phrases into files, one request a line. `python -m hipcoach.voice.render_process`."""

import argparse
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from hipcoach.clock import SystemClock
from hipcoach.voice.cache import Cache, Phrase
from hipcoach.voice.engines import ESPEAK, SYSTEM, Manner, SpeechEngine, Unusable, start_engine
from hipcoach.voice.wire import Message, Wire, end_with_parent

CLEAN_EVERY = 64  # phrases


def main(arguments: list[str] | None = None) -> int:
    """Serve requests until the pipe closes."""
    parser = argparse.ArgumentParser(prog="python -m hipcoach.voice.render_process", description=__doc__)
    parser.add_argument("--engine", choices=(SYSTEM, ESPEAK), default=ESPEAK)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--parent", type=int)
    given = parser.parse_args(arguments)
    end_with_parent(given.parent)
    os.umask(0o077)
    wire = Wire()
    try:
        engine = start_engine(given.engine, given.cache.absolute())
    except Unusable as error:
        wire.send(event="unusable", message=str(error))
        return 0
    voices = [asdict(voice) for voice in engine.voices]
    wire.send(event="ready", engine=engine.name, driver=engine.driver, voice=engine.default_voice, voices=voices)
    serve(engine, Cache(given.cache.absolute()), wire.requests(), wire.send)
    return 0


def serve(engine: SpeechEngine, cache: Cache, requests: Iterable[Message | None], send: Callable[..., None]) -> None:
    """Answer each request with the file and its length, or with what went wrong."""
    clock = SystemClock()
    for count, request in enumerate(filter(None, requests)):
        if count % CLEAN_EVERY == 0:
            cache.clean(clock.utc().timestamp())
        try:
            path, duration_s = _rendered(engine, cache, request)
        except (RuntimeError, OSError) as error:
            send(id=request["id"], event="failed", message=str(error), disk=isinstance(error, OSError))
        else:
            send(id=request["id"], event="rendered", path=str(path), duration_s=duration_s)


def _rendered(engine: SpeechEngine, cache: Cache, request: Message) -> tuple[Path, float]:
    known = any(voice.id == request["voice"] for voice in engine.voices)
    voice = request["voice"] if known else engine.default_voice  # it may be another machine's, or another engine's
    manner = Manner(voice, request["rate_wpm"], request["word_gap"])
    phrase = Phrase(request["text"], manner.voice, manner.rate_wpm, manner.word_gap, engine.driver)
    kept_s = cache.find(phrase)
    if kept_s is not None:
        return cache.path(phrase), kept_s
    sound = engine.render(phrase.text, manner)
    return cache.keep(phrase, sound), sound.duration_s


if __name__ == "__main__":
    raise SystemExit(main())
