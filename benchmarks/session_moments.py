"""Which words would be taken in a session, for `heard.py`: a false one counts where it asks for something.

A shipped session is run on a clock of its own, half a second at a time: somebody takes a while to get into each
position, and a while to answer. At each moment the product's own rule (`coach/spoken_words`) says what a word leads to.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from hipcoach.coach.spoken_words import SpokenWord, WordMoment, turn_of
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted
from hipcoach.engine.questions import Request, State
from hipcoach.engine.types import Timing
from hipcoach.safety.types import Response
from tests.ui.player.player_world import RULE, SCRIPT, session_of

LOOK_S = 0.5
GETS_READY_S, ANSWERS_AFTER_S = 8.0, 4.0  # after the voice
SILENT_S, SOUNDS_S = 10.0, -1.0  # since the voice: more is not told apart


@dataclass(frozen=True)
class SessionMoments:
    """How often each moment is in a session, and what can be asked for in it."""

    times: Counter[tuple[WordMoment, frozenset[Request]]]

    def taken(self, word: str, near: float, *, alone: bool) -> float:
        """Return the share of a session in which this would be taken as a request."""
        taken = sum(
            count
            for (moment, can), count in self.times.items()
            if turn_of(SpokenWord(word), near, moment, can.__contains__, alone=alone) is not None
        )
        return taken / self.times.total()


def moments_of(plan: str) -> SessionMoments:
    """Run a session to its end."""
    engine = Engine(session_of(plan), rule=RULE, timing=Timing(), script=SCRIPT)
    times: Counter[tuple[WordMoment, frozenset[Request]]] = Counter()
    now, events, voice_until_s = 0.0, engine.start(0.0), 0.0
    while engine.state is not State.ENDED:
        for event in events:
            if isinstance(event, CueStarted):
                voice_until_s = event.at_s + event.cue.duration_s
        status = engine.status(now)
        asks = status.asks if engine.state is State.RUNNING and not engine.answered else None
        since_s = SOUNDS_S if now < voice_until_s else SILENT_S
        can = frozenset(request for request in Request if engine.can(request))
        times[WordMoment(engine.state, since_s, asks), can] += 1
        now += LOOK_S
        events = engine.advance(now)
        if engine.state is State.WAITING and now > voice_until_s + GETS_READY_S:
            events += engine.in_position(now)
        elif asks is not None and now > voice_until_s + ANSWERS_AFTER_S and engine.can(Request.ANSWER_CHECK):
            events += engine.answer_check(Response.SAME, now)
    return SessionMoments(times)
