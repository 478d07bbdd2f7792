"""From the engine's events to the diary, as they happen."""

from hipcoach.recorder.recorder import Recorder
from hipcoach.recorder.start import BeforeAnswers, begin
from hipcoach.recorder.unfinished import Unfinished, go_on, keep, unfinished

__all__ = ["BeforeAnswers", "Recorder", "Unfinished", "begin", "go_on", "keep", "unfinished"]
