"""The figures' render helper: paints one picture a request. `python -m hipcoach.body.render_process`."""

import argparse
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from hipcoach.body.artist import Artist
from hipcoach.body.frame_folder import clean
from hipcoach.body.picture import PictureKey
from hipcoach.errors import InputError
from hipcoach.voice.wire import Message, Wire, end_with_parent

NICE = 5
CLEAN_EVERY = 64  # pictures


def main(arguments: list[str] | None = None) -> int:
    """Serve requests until the pipe closes."""
    parser = argparse.ArgumentParser(prog="python -m hipcoach.body.render_process", description=__doc__)
    parser.add_argument("--figures", type=Path, required=True)
    parser.add_argument("--frames", type=Path, required=True)
    parser.add_argument("--parent", type=int)
    given = parser.parse_args(arguments)
    end_with_parent(given.parent)
    os.umask(0o077)
    if hasattr(os, "nice"):
        os.nice(NICE)  # window and voice come first
    wire = Wire()
    serve(Artist(given.figures, given.frames), given.frames, wire.requests(), wire.send)
    return 0


def serve(artist: Artist, frames: Path, requests: Iterable[Message | None], send: Callable[..., None]) -> None:
    """Answer each request when its picture is in its file, or with what went wrong."""
    for count, request in enumerate(filter(None, requests), start=1):
        try:
            key = PictureKey.of(request["key"])
            if request["what"] == "still":
                artist.still(key, float(request["share"]))
            elif request["what"] == "film":
                artist.film(key)
            else:
                artist.frame(key, int(request["frame"]))
        except (InputError, OSError, ValueError, KeyError, TypeError, IndexError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)  # a file's name tells the exercise
            send(id=request["id"], event="failed", message=why)
        else:
            send(id=request["id"], event="painted")
        if count % CLEAN_EVERY == 0:
            clean(frames, key.folder)


if __name__ == "__main__":
    raise SystemExit(main())
