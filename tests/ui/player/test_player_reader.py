"""What a screen reader is told in a session: one voice at a time, each thing once, pain by both."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.engine.types import StepKind
from hipcoach.settings import WhoSpeaks
from hipcoach.ui.player import narrator
from tests.ui.player.player_page_story import Shown

K = Qt.Key


class Heard:
    """A session, and what was announced since it was last asked."""

    def __init__(self, app: QApplication, patch: pytest.MonkeyPatch, who_speaks: WhoSpeaks | None) -> None:
        self._said: list[str] = []
        self.urgent: list[str] = []
        patch.setattr(narrator, "announce", self._note)
        self.shown = Shown(app, who_speaks=who_speaks)

    def _note(self, _page: QWidget, text: str, *, urgent: bool = False) -> None:
        self._said.append(text)
        self.urgent += [text] if urgent else []

    def said(self) -> list[str]:
        said, self._said[:] = self._said[:], []
        return said

    def spoken(self) -> list[str]:
        """What hipcoach's own voice was asked to say."""
        return [line.removeprefix("said ") for line in self.shown.played.log if line.startswith("said ")]


@pytest.fixture
def heard(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    made = Heard(qapp, monkeypatch, getattr(request, "param", WhoSpeaks.READER))
    yield made
    made.shown.close()


@pytest.mark.parametrize(
    ("heard", "hipcoach", "reader"),
    [
        (None, True, False),
        (WhoSpeaks.HIPCOACH, True, False),
        (WhoSpeaks.READER, False, True),
        (WhoSpeaks.BOTH, True, True),
        (WhoSpeaks.ASK, True, True),
    ],
    indirect=["heard"],
)
def test_cues_are_said_by_whom_the_user_chose_and_pain_by_both(heard: Heard, hipcoach: bool, reader: bool) -> None:
    heard.shown.to(StepKind.HOLD)
    cue = heard.shown.played.player.status().caption
    assert (cue in heard.spoken(), cue in heard.said()) == (hipcoach, reader)
    heard.shown.press(K.Key_P)
    asked = " ".join(heard.urgent)
    assert "How much does it hurt now?" in asked
    assert "No answer in 2 minutes counts as not given" in asked
    assert any("How much does it hurt now" in each for each in heard.spoken())


@pytest.mark.parametrize("heard", [WhoSpeaks.HIPCOACH], indirect=True)
def test_the_reader_speaks_where_hipcoach_is_not_heard(heard: Heard) -> None:
    heard.shown.played.player.set_muted(True)
    heard.shown.to(StepKind.HOLD)
    assert heard.shown.played.player.status().caption in heard.said()


@pytest.mark.parametrize("heard", [WhoSpeaks.HIPCOACH], indirect=True)
def test_what_hipcoach_does_not_say_itself_is_always_announced(heard: Heard) -> None:
    heard.shown.to(StepKind.HOLD)
    heard.said()
    heard.shown.press(K.Key_Space)
    assert heard.said() == [f"Paused: {heard.shown.page.stage.caption.text.removeprefix('Paused: ')}"]
    heard.shown.press(K.Key_Escape)
    (asked,) = heard.said()
    assert asked.startswith("Paused. End the session here?")
    assert "End the session: E." in asked
    heard.shown.press(K.Key_Space)
    assert heard.said() == ["Going on"]
    heard.shown.page.show_keys()
    assert "It hurts more" in " ".join(heard.said())


def test_nothing_is_said_every_second_and_the_end_of_a_question_once(heard: Heard) -> None:
    heard.shown.to(StepKind.CHECK)
    heard.said()
    for _ in range(int(heard.shown.played.player.status().remaining_s)):
        heard.shown.pass_s(1.0)
    (said,) = heard.said()
    assert re.fullmatch(r"Goes on in \d+ seconds; no answer is recorded as not answered\.", said)


def test_the_figure_says_its_movement_and_its_side(heard: Heard) -> None:
    heard.shown.to(StepKind.HOLD)
    assignment = heard.shown.played.player.session.assignments[0]
    figure = heard.shown.page.figure
    assert figure.accessibleName().startswith(f"Picture: {assignment.exercise.name}")
    assert figure.accessibleDescription().startswith(assignment.exercise.text(assignment.dose.form).short)


def test_a_report_that_is_taken_back_is_told_by_its_cue_alone(heard: Heard) -> None:
    heard.shown.to(StepKind.HOLD)
    heard.shown.press(K.Key_P)
    heard.said()
    heard.shown.press(K.Key_Backspace)
    said = heard.said()
    assert sum("aken back" in each for each in said) == 1, said


def test_time_that_was_added_is_announced_once(heard: Heard) -> None:
    heard.shown.to(StepKind.REST)
    heard.said()
    heard.shown.press(K.Key_Plus)
    heard.shown.look()
    assert [each for each in heard.said() if "more" in each] == ["15 seconds more"]
