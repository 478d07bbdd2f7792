"""A process that does a session in a diary until it is killed; it says each commit that has returned.

Reads lines `FOLDER` from stdin, forks a child for each, and prints `PID` and then, from the child, one number after
each commit: how many events the diary has acknowledged.
"""

import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.engine.events import SetFinished, StepStarted
from hipcoach.engine.questions import Request, State
from hipcoach.recorder.entry import NOT_JOURNALLED
from hipcoach.safety.types import PainKind, Session
from tests.answering import give
from tests.recorder.driving import MORNING, Drive, answer_same, drive, session_of
from tests.store.inside import connection_of


def short_session() -> Session:
    """The first two exercises of First steps."""
    session = session_of()
    return replace(session, assignments=session.assignments[:2])


def do_session(going: Drive) -> None:
    """With a pause, an AMBER that settles, and an end."""
    going.until(SetFinished)
    going.do(going.engine.pause)
    going.do(partial(going.engine.ask, Request.RESUME))
    while going.engine.state is not State.RUNNING:
        going.on()
    going.do(going.engine.report_pain)
    going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 3, now))
    going.do(lambda now: give(going.engine, State.PAIN_KIND, PainKind.ACHE, now))
    while going.engine.state is not State.BREAK_SCORE:
        going.on()
    going.do(lambda now: going.engine.answer_question(State.BREAK_SCORE, 2, now))
    going.until(StepStarted)
    while not going.engine.can(Request.ANSWER_CHECK):
        going.on()
    answer_same(going)
    going.to_the_end()


class Saying(Drive):
    """Says what has been committed as soon as the commit has returned."""

    def do(self, request):  # type: ignore[no-untyped-def]
        events = super().do(request)
        kept = sum(not isinstance(event, NOT_JOURNALLED) for event in self.heard)
        os.write(1, f"{kept}\n".encode())
        return events


def run_session(folder: Path, synchronous: str = "") -> None:
    """A whole session in a diary of its own, every commit said; `synchronous` is for showing what FULL is for."""
    clock = FakeClock(at_utc=MORNING)
    store = open_diary_in(folder, clock.utc())
    if synchronous:
        connection_of(store).execute(f"PRAGMA synchronous={synchronous}")
    started = drive(store, clock, short_session())
    going = Saying(started.engine, started.recorder, clock, started.heard)
    do_session(going)
    os.write(1, b"end\n")


def main() -> None:
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.write(1, f"{os.getpid()}\n".encode())
            run_session(Path(line.strip()))
            os._exit(0)
        os.waitpid(pid, 0)
        os.write(1, b"gone\n")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        run_session(Path(sys.argv[1]), *sys.argv[2:])
    else:
        main()
