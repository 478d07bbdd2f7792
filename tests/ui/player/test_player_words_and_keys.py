"""Each taught word in every state of a session: it asks the engine for what its key asks for, or for nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.coach.spoken_words import SpokenWord
from hipcoach.engine.engine import Engine
from hipcoach.engine.questions import QUESTIONS, Request, State
from hipcoach.engine.state_machine import IllegalRequest
from hipcoach.engine.types import StepKind
from hipcoach.safety.types import PainKind
from tests.ui.player.lying_story import Lying
from tests.ui.player.player_page_story import K
from tests.ui.player.player_world import RULE

W = SpokenWord
KEYS = {
    W.HURTS: K.Key_P, W.PAUSE: K.Key_Space, W.GO_ON: K.Key_Space, W.READY: K.Key_Return, W.SKIP: K.Key_N,
    W.AGAIN: K.Key_I, W.MORE_TIME: K.Key_Plus, W.BETTER: K.Key_1, W.SAME: K.Key_2, W.WORSE: K.Key_3, W.YES: K.Key_Y,
    W.NO: K.Key_N, W.NOT_MEANT: K.Key_Backspace,
}  # fmt: skip
KEPT = {W.NO, W.NOT_MEANT}  # count when "yes" keeps them; the key counts at once
ACTS: dict[object, set[SpokenWord]] = {
    State.WAITING: {W.HURTS, W.PAUSE, W.READY, W.SKIP, W.AGAIN},
    StepKind.HOLD: {W.HURTS, W.PAUSE, W.SKIP, W.AGAIN},
    StepKind.REST: {W.HURTS, W.PAUSE, W.SKIP, W.AGAIN, W.MORE_TIME},
    StepKind.CHECK: {W.HURTS, W.PAUSE, W.SKIP, W.AGAIN, W.MORE_TIME, W.BETTER, W.SAME, W.WORSE},
    State.PAUSED: {W.HURTS, W.GO_ON, W.SKIP},
    State.RESUMING: {W.HURTS, W.PAUSE},
    State.PAIN_SCORE: {W.MORE_TIME, W.NOT_MEANT},
    State.PAIN_CONFIRM: {W.MORE_TIME, W.YES},
    State.PAIN_KIND: {W.MORE_TIME},
    State.KIND_CONFIRM: {W.MORE_TIME, W.YES},
    State.SHARP_WAIT: {W.HURTS},
    State.SHARP_QUESTION: {W.MORE_TIME, W.YES, W.NO},
    State.PAIN_BREAK: {W.HURTS},
    State.BREAK_SCORE: {W.MORE_TIME},
    State.ENDED: set(),
}
"""What does anything where: a state, or a kind of step of one that runs."""
BY_WORD_ALONE: dict[object, list[tuple[object, ...]]] = {(State.WAITING, W.PAUSE): [(Request.PAUSE,)]}
"""Until the user is ready, Space says that they are; a word may pause there, too."""
ASKED = {
    "pause": Request.PAUSE,
    "in_position": Request.IN_POSITION,
    "count_one": Request.COUNT,
    "more_time": Request.MORE_TIME,
    "report_pain": Request.REPORT_PAIN,
    "answer_check": Request.ANSWER_CHECK,
    "answer_question": Request.ANSWER,
}


@contextmanager
def asked_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[object, ...]]]:
    """Note what is asked of the engine and possible then; nothing of it is done."""
    asked: list[tuple[object, ...]] = []

    def noted(request: Request | None) -> Callable[..., tuple[()]]:
        def note(engine: Engine, *what: object) -> tuple[()]:
            meant, given = (request, what[:-1]) if request is not None else (Request(str(what[0])), ())
            if not engine.can(meant):
                raise IllegalRequest(engine.state, meant)
            asked.append((meant, *given))
            return ()

        return note

    with monkeypatch.context() as patch:
        for name, request in ASKED.items():
            patch.setattr(Engine, name, noted(request))
        patch.setattr(Engine, "ask", noted(None))
        yield asked


def told_apart(lying: Lying, here: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Say every word and press every word's key, and compare what they ask for."""
    lying.look()
    with asked_of(monkeypatch) as asked:
        for word, key in KEYS.items():
            lying.switch.spoken_until.at_s = float("-inf")
            lying.spoken.take(word, 0.3, alone=True)
            if word in KEPT and word in ACTS[here]:
                assert asked == [], "it is not kept yet"
                lying.switch.spoken_until.at_s = float("-inf")
                lying.spoken.take(W.YES, 0.3, alone=True)
            said = asked.copy()
            asked.clear()
            lying.press(key)
            pressed = asked.copy()
            asked.clear()
            same = BY_WORD_ALONE.get((here, word), pressed)
            assert said == (same if word in ACTS[here] else []), (here, word)
            assert bool(said) is (word in ACTS[here]), (here, word)


def test_in_every_state_a_word_asks_for_what_its_key_asks_for_or_for_nothing(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying = Lying(qapp)
    player, here = lying.played.player, set[object]()

    def compare(place: object) -> None:
        assert player.state is place or player.status().step.kind is place  # type: ignore[union-attr]
        told_apart(lying, place, monkeypatch)
        here.add(place)

    def answer(given: object) -> None:
        assert player.answer_question(player.state, given)  # type: ignore[arg-type]

    compare(State.WAITING)
    for kind in (StepKind.HOLD, StepKind.REST, StepKind.CHECK):
        lying.played.to(kind)
        compare(kind)
        if kind is StepKind.HOLD:
            player.pause()
            compare(State.PAUSED)
            player.ask(Request.RESUME)
            compare(State.RESUMING)
    player.report_pain()
    compare(State.PAIN_SCORE)
    answer(7)
    compare(State.PAIN_CONFIRM)
    answer(False)
    answer(4)
    compare(State.PAIN_KIND)
    answer(PainKind.WEAK)
    compare(State.KIND_CONFIRM)
    answer(False)
    answer(PainKind.SHARP)
    compare(State.SHARP_WAIT)
    lying.pass_s(QUESTIONS[State.SHARP_WAIT].wait_s(RULE))
    compare(State.SHARP_QUESTION)
    answer(False)
    compare(State.PAIN_BREAK)
    lying.pass_s(QUESTIONS[State.PAIN_BREAK].wait_s(RULE))
    compare(State.BREAK_SCORE)
    player.stop()
    compare(State.ENDED)
    assert here >= set(State) - {State.READY, State.RUNNING}
    lying.close()
