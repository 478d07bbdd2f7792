"""The helpers with the bundled eSpeak alone: quick to start, for tests that do not mind who speaks."""

from __future__ import annotations  # pytest is not needed where windows are started

from dataclasses import replace
from typing import TYPE_CHECKING

from hipcoach.voice import speaker
from hipcoach.voice.speaking import Helpers

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def quick_helpers(cache: Path) -> Helpers:
    """Give the program's own helpers, without the voices that are tried before it."""
    usual = Helpers.of(cache.absolute())
    return replace(usual, engines=usual.engines[-1:])


def be_patient(patch: pytest.MonkeyPatch) -> None:
    """Let no player be replaced because this machine holds it up: where nothing is to happen to it."""
    for name in ("ANSWER_WITHIN_S", "SILENT_WITHIN_S", "DONE_WITHIN_S"):
        patch.setattr(speaker, name, 60.0)
