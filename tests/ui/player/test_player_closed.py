"""The session is ended while a question about pain is open: what was chosen counts, and what is said happens."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from hipcoach.engine.events import Finished, PainKindGiven, PainScored
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.safety.types import PainKind, PainRestKind
from hipcoach.ui.player.ask_panel import KEPT
from hipcoach.ui.player.moment import SettlingMoment
from hipcoach.ui.player.signs_panel import MARKED
from tests.ui.player.player_page_story import K, Shown

Keys = tuple[Qt.Key, ...]

REPORT = (K.Key_P,)
KIND = (*REPORT, K.Key_3, K.Key_Return)
REST = (*REPORT, K.Key_4, K.Key_Return, K.Key_1, K.Key_Return)
NEXT = "What would be asked next counts as not given."
SHORT, FULL, NONE = PainRestKind.SHORT, PainRestKind.FULL, PainRestKind.NONE
ACHE, SHARP = PainKind.ACHE, PainKind.SHARP

NOT_TAKEN_YET = [
    ((*REPORT, K.Key_2), f"You chose it, so it is taken: 2. {NEXT}", [2], [], SHORT),
    ((*REPORT, K.Key_3, K.Key_Right), f"You chose it, so it is taken: 4. {NEXT}", [4], [], SHORT),
    ((*REPORT, K.Key_6, K.Key_N, K.Key_3), f"You chose it, so it is taken: 3. {NEXT}", [6, 3], [], SHORT),
    ((*KIND, K.Key_1), f"You chose it, so it is taken: an ache. {NEXT}", [3], [ACHE], NONE),
    ((*KIND, K.Key_2), f"You chose it, so it is taken: sharp or catching. {NEXT}", [3], [SHARP], FULL),
    ((*KIND, K.Key_Backspace, K.Key_1), f"You gave 3 and chose 1: the higher counts. {NEXT}", [3, 3], [], SHORT),
    ((*REST, K.Key_2), f"You chose it, so it is taken: 2. {NEXT}", [4, 2], [ACHE], NONE),
]
"""The keys, what is said of ending then, the numbers and kinds that are on record, and the rest that follows."""

NOTHING_WAITS = [
    (REPORT, "How much it hurts then counts as not given.", [], [], SHORT),
    ((*REPORT, K.Key_6), "What you gave stands: 6.", [6], [], FULL),
    ((*REPORT, K.Key_6, K.Key_N), "What you gave stands: 6.", [6], [], FULL),
    (KIND, "What it is like then counts as not given.", [3], [], SHORT),
    ((*KIND, K.Key_Backspace), "What you gave stands: 3.", [3], [], SHORT),
    ((*KIND, K.Key_4), "What you gave stands: weak or giving way.", [3], [PainKind.WEAK], FULL),
    ((*KIND, K.Key_2, K.Key_Return), "The sharp or catching pain then counts as still there.", [3], [SHARP], FULL),
    (REST, "How much it hurts after the rest then counts as not given.", [4], [ACHE], SHORT),
]


def report(shown: Shown, keys: Keys) -> None:
    """Press these keys in a hold; a rest after a report is waited for. No moment ends by itself meanwhile."""
    shown.to(StepKind.HOLD)
    for moment in shown.page.findChildren(SettlingMoment):
        moment.length_ms = 1_000_000
    for key in keys:
        while shown.state is State.PAIN_BREAK:
            shown.pass_s(8.0)
        shown.press(key)


def on_record(shown: Shown) -> tuple[list[object], list[object], list[object]]:
    scores = [event.score for event in shown.events(PainScored)]  # type: ignore[attr-defined]
    kinds = [event.kind for event in shown.events(PainKindGiven)]  # type: ignore[attr-defined]
    return scores, kinds, [event.pain_rest for event in shown.events(Finished)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("keys", "said", "scores", "kinds", "rest"), [*NOT_TAKEN_YET, *NOTHING_WAITS])
def test_ended_by_closing_the_window(
    shown: Shown, keys: Keys, said: str, scores: list[int], kinds: list[PainKind], rest: PainRestKind
) -> None:
    report(shown, keys)
    shown.page.ask_to_end()  # as by the window's close, Ctrl+Q and Quit in the tray
    shown.look()
    assert shown.page.panels.ask.hint.text() == f"{said} {KEPT}"
    shown.press(K.Key_E)
    assert on_record(shown) == (scores, kinds, [rest])


@pytest.mark.parametrize(("keys", "scores", "kinds"), [(row[0], row[2], row[3]) for row in NOT_TAKEN_YET])
def test_the_program_ends(shown: Shown, keys: Keys, scores: list[int], kinds: list[PainKind]) -> None:
    report(shown, keys)
    shown.page.take_marked()
    assert on_record(shown) == (scores, kinds, [])


def test_beside_an_answer_that_is_taken_in_a_moment_no_answer_means_nothing(shown: Shown) -> None:
    report(shown, KIND)
    panel = shown.page.panels.of_state[State.PAIN_KIND]
    before = [each.geometry() for each in panel.findChildren(QAbstractButton) if each.isVisible()]
    assert "No answer in" in panel.spoken()
    shown.press(K.Key_1)
    assert "In a moment it is taken: an ache." in panel.spoken()
    assert "No answer in" not in panel.spoken()
    assert [each.geometry() for each in panel.findChildren(QAbstractButton) if each.isVisible()] == before


def test_a_sign_that_is_marked_over_the_session_is_neither_left_nor_covered(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_F2)
    signs = shown.page.panels.signs
    next(iter(signs.boxes.values())).setChecked(True)
    for leave in (lambda: shown.press(K.Key_Escape), shown.page.ask_to_end):
        signs.hint.setText("")
        leave()
        assert (shown.panel(), signs.hint.text(), len(signs.ticked)) == (signs, MARKED, 1)


@pytest.mark.parametrize("by", ["the pain key", "the end of the program", "too long a pause"])
def test_a_sign_that_is_marked_ends_the_session_whatever_else_comes(shown: Shown, by: str) -> None:
    """It is the stricter answer: it was lost, and the session went on."""
    shown.to(StepKind.HOLD)
    shown.press(K.Key_F2)
    id_, box = next(iter(shown.page.panels.signs.boxes.items()))
    box.setChecked(True)
    if by == "the pain key":
        shown.press(K.Key_P)
    elif by == "the end of the program":
        shown.page.take_marked()
    else:
        assert shown.page.take_signs()
    assert (shown.state, shown.page.signs) == (State.ENDED, (id_,))


def by_esc(shown: Shown) -> None:
    shown.press(K.Key_Escape)
    shown.press(K.Key_E)


def by_esc_after_a_look_back(shown: Shown) -> None:
    """The moment begins anew as the question is seen again, and is interrupted again."""
    shown.press(K.Key_Escape)
    shown.press(K.Key_Space)
    by_esc(shown)


def by_two_closes(shown: Shown) -> None:
    shown.page.ask_to_end()
    shown.page.ask_to_end()
    shown.page.panels.ask.end.emit()


@pytest.mark.parametrize("leave", [by_esc, by_esc_after_a_look_back, by_two_closes])
def test_ended_otherwise(shown: Shown, leave: Callable[[Shown], None]) -> None:
    report(shown, (*REPORT, K.Key_6, K.Key_N, K.Key_3))
    leave(shown)
    assert on_record(shown) == ([6, 3], [], [SHORT])
