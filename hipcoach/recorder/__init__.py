"""From the engine's events to the diary, as they happen."""

from hipcoach.recorder.journal import Recorder
from hipcoach.recorder.start import Before, begin
from hipcoach.recorder.unfinished import Unfinished, go_on, keep, unfinished

__all__ = ["Before", "Recorder", "Unfinished", "begin", "go_on", "keep", "unfinished"]
