"""A stream that lets no control character through: a note, a title or a path may hold what a terminal acts on."""

from typing import Any, TextIO, cast

from hipcoach.errors import shown_text


class ShownStream:
    """Writes to a stream what can be shown; in all else it is that stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text, with a mark in the place of each character that a terminal would act on."""
        return self._stream.write(shown_text(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def shown_on(stream: TextIO) -> TextIO:
    """Return a stream that writes to this one only what can be shown."""
    return cast("TextIO", ShownStream(stream))
