"""The helpers with the bundled eSpeak alone: quick to start, for tests that do not mind who speaks."""

from dataclasses import replace
from pathlib import Path

from hipcoach.voice.speaking import Helpers


def quick_helpers(cache: Path) -> Helpers:
    """Give the program's own helpers, without the voices that are tried before it."""
    usual = Helpers.of(cache.absolute())
    return replace(usual, engines=usual.engines[-1:])
