"""Something of every kind in a diary."""

from datetime import timedelta

from hipcoach.clock import FakeClock
from hipcoach.engine.events import SetFinished
from hipcoach.engine.questions import Request, State
from hipcoach.safety.reason import as_written, reason_text
from hipcoach.store import Store
from hipcoach.store.rows import DoseRow, NoteRow, PainRow, ProfileRow
from tests.recorder.driving import MORNING, answer_same, drive

LATER = MORNING + timedelta(days=60)  # when documents are read
TWO_SETTLED = reason_text(as_written("Two settled."))


def fill(store: Store) -> None:
    """A whole session, one that ended in pain, and something of everything else."""
    clock = FakeClock(at_utc=MORNING)
    going = drive(store, clock)
    while going.on():
        if going.engine.can(Request.ANSWER_CHECK) and not going.engine.answered:
            answer_same(going)
    first = going.recorder.session_id
    clock.jump(86_400)
    store.pains.add(PainRow("n", "next", clock.utc(), 2, first, soreness="muscle", stiffness="15"))
    going = drive(store, clock)
    going.until(SetFinished)
    going.do(going.engine.report_pain)
    going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 7, now))
    going.do(lambda now: going.engine.answer_question(State.PAIN_CONFIRM, True, now))
    going.to_the_end()
    store.notes.add(NoteRow("note", first, "=SUM(A1) is no formula,\nand “left” was stiff", clock.utc()))
    store.doses.add(DoseRow("dose", "bridge", "left", 2, MORNING, "2026-03-02", "progression", TWO_SETTLED))
    store.profile.add(ProfileRow("who", "contacts", '[["Ann","1"]]', MORNING))


# A change of what is written out, and what is said of it.
WRONG = (
    (b'"base":2', b'"base":11', "<= 10"),
    (b'"base":2', b'"base":NaN', "JSON"),
    (b'"base":2', b'"base":1e999', "out of range"),
    (b'"base":2', b'"base":true', "int"),
    (b'"base":2', b'"base":2,"base":3', 'expected "base" once'),
    (b'"base":2,', b"", "base"),
    (b'"hold_s_done":', b'"hold_s_done":-1,"x":', ">= 0"),
    (b'"finish":"completed"', b'"finish":"well"', "well"),
    (b'"local_date":"2026-03-02"', b'"local_date":"2026-13-02"', "local_date|regex"),
    (b'"started_at":"2026-03-02T09:00:00Z"', b'"started_at":"2026-03-02T09:00:00"', "timezone"),
    (b'"version":1', b'"version":2', "2"),
    (b'"payload":{}', b'"payload":"' + b"x" * 30_000 + b'"', "at most"),
)
