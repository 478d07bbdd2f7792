"""From the engine's events to the diary, as they happen.

`begin` writes the head of a session and returns its `Recorder`. The player hands each batch of events to
`Recorder.commit`, which returns when they are on the disk: as events, and as the records that they mean (sets, answers
about pain, pain rests). After a crash `find_unfinished` reads a session that has no end; then `go_on` returns a
recorder that carries on, or `keep` ends it as it was. `codec` turns values into JSON and back. Read `recorder.py`
first.

If the disk is full the session goes on, and says so; what could not be written is kept and tried again. `entry` says
what comes first: the room that is left, and a reserve, are for pain, pain rests and the session's end, and steps wait.
Where a session was cut off and something of it may be missing, the next start begins a pain rest, and says why.
"""

from hipcoach.recorder.recorder import Recorder
from hipcoach.recorder.start import BeforeAnswers, begin
from hipcoach.recorder.unfinished_session import UnfinishedSession, find_unfinished, go_on, keep

__all__ = [
    "BeforeAnswers",
    "Recorder",
    "UnfinishedSession",
    "begin",
    "find_unfinished",
    "go_on",
    "keep",
]
