"""Every decision that is shown can be asked "why?"."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import hipcoach
from hipcoach.coach.stop_text import Stop, StopText
from hipcoach.gallery.draw import settle, show
from hipcoach.gallery.scenes import Scenes
from hipcoach.gallery.states import STATES
from hipcoach.safety.load import load_rule
from hipcoach.safety.rule import PainRule, RuleLine, with_titles
from hipcoach.safety.sentence_table import PARTS, SENTENCES
from hipcoach.safety.stored_keys import BREAK_SCORE_TOO_HIGH
from hipcoach.safety.types import Question
from hipcoach.ui.shared.stage_panel import TAKEN
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.shared.why import OWN, PARTLY_OWN, Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.shared.why_dialog import WhyDialog
from hipcoach.ui.theme.theme import Theme
from tests.ui.pages_world import shipped

DECIDED = (
    "today-session",
    "today",
    "today-rest",
    "session-plan",
    "session-plan-half",
    "session-cut-off",
    "session-emergency",
    "session-same-day",
    "session-red",
    "session-enough",
    "session-summary",
    "session-summary-pain",
    "session-rest",
    "plan-refused",
    "today-day-held",
)
SEVERAL = {
    "session-plan": "Knee rolls: why?",  # what is left out, and why its user may not do it
    "plan-left-out": "Knee rolls: why?",
    "session-plan-half": "Bridge: why?",  # half of everything
    "exercises": "Not shown: why?",
    "history-pain-stop": "Decision 1: why?",
    "today-day": "First steps: why?",
}


@pytest.fixture(scope="module")
def rule() -> PainRule:
    return load_rule(shipped().sessions / "pain_rule.toml")


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.mark.parametrize("state", DECIDED)
def test_a_page_that_decides_says_why_when_asked(qapp: QApplication, made: Scenes, rule: PainRule, state: str) -> None:
    page = STATES[state](made)
    show(qapp, page, (1366, 768))
    (button,) = [each for each in page.findChildren(WhyButton) if each.accessibleName() == "Why?" and each.isVisible()]
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_W)
    settle(qapp)
    (dialog,) = page.findChildren(WhyDialog)
    assert button.why.lines[0].says in said(dialog)
    assert button.why.decision
    assert button.why.decision in said(dialog)
    assert f"Version {rule.version} of the rule. No clinician has reviewed this rule." in said(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape if state.startswith("today") else Qt.Key.Key_W)
    settle(qapp)
    assert page.findChildren(WhyDialog) == []
    page.close()
    page.deleteLater()
    settle(qapp)


def test_the_reasons_of_a_stop_are_as_large_as_the_user_wants_them(
    qapp: QApplication, theme: Theme, made: Scenes
) -> None:
    theme.change(text_factor=2.0)
    page = STATES["session-red"](made)
    show(qapp, page, (640, 480))  # its own words are smaller there
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_W)
    settle(qapp)
    (dialog,) = page.findChildren(WhyDialog)
    assert min(label.font().pixelSize() for label in dialog.findChildren(QLabel)) >= theme.font().pixelSize()
    dialog.accept()
    theme.change(text_factor=1.0)
    page.close()
    page.deleteLater()
    settle(qapp)


@pytest.mark.parametrize("state", list(SEVERAL))
def test_each_of_several_decisions_on_a_page_says_why(qapp: QApplication, made: Scenes, state: str) -> None:
    page = STATES[state](made)
    show(qapp, page, (1366, 768))
    buttons = {each.accessibleName(): each for each in page.findChildren(WhyButton)}
    assert SEVERAL[state] in buttons, sorted(buttons)
    buttons[SEVERAL[state]].click()
    settle(qapp)
    (dialog,) = page.findChildren(WhyDialog)
    assert all(line.says in said(dialog) for line in buttons[SEVERAL[state]].why.lines)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(qapp)
    assert page.findChildren(WhyDialog) == []
    page.close()
    page.deleteLater()
    settle(qapp)


@pytest.mark.parametrize(
    ("sources", "own", "expected"),
    [
        (("Gossec 2016",), False, ["Gossec 2016"]),
        ((), True, [OWN]),
        (("ACSM", "NASS"), True, ["ACSM", "NASS", PARTLY_OWN]),
    ],
)
def test_sources_and_our_own_choice_are_told_apart(
    qtbot: QtBot, theme: Theme, sources: tuple[str, ...], own: bool, expected: list[str]
) -> None:
    why = Why("You rest today.", (RuleLine("x", "Rest comes first.", sources, own),), "3", "Nobody has looked at it.")
    dialog = WhyDialog(theme, why)
    qtbot.addWidget(dialog)
    lines = said(dialog).splitlines()
    after = lines[lines.index("Where it comes from") + 1 :]
    assert after == [*expected, "Version 3 of the rule. Nobody has looked at it."]


def test_a_source_is_named_by_its_title(rule: PainRule) -> None:
    named = with_titles(rule, {"as-hip-pain": "An article on hips"})
    assert "An article on hips" in named.line("during_red").sources
    assert "Gossec 2016" in named.line("level_red_rise").sources
    assert named.numbers() == rule.numbers()


def test_its_numbers_are_those_in_force(rule: PainRule) -> None:
    assert f"{rule.release_h} hours" in Why.of(rule, "hold_release", "").lines[0].says
    with pytest.raises(KeyError):
        Why.of(rule, "no_such_line", "")


def test_every_line_that_the_program_names_is_in_the_rule(rule: PainRule) -> None:
    """A page that could not look its line up would fail in the user's hands."""
    known = {line.key for line in rule.lines}
    room = Path(hipcoach.__file__).parent
    prefixes = {key.split("_")[0] for key in known} - {"half", "locks", "level"}
    pattern = re.compile(rf'"((?:{"|".join(sorted(prefixes))})_[a-z_]+)"')
    named = {
        found
        for folder in ("safety", "planner")
        for path in (room / folder).glob("*.py")
        for found in pattern.findall(path.read_text("utf-8"))
        if path.name not in ("rule.py", "load.py")
    }
    assert len(named) > 20
    not_lines = {name for name in named - known if not name.endswith(("_at", "_h", "_s", "_min", "_days"))}
    assert not_lines <= {"after_wait_s", *SENTENCES, *PARTS, *rule.numbers(), *(each.value for each in Question)}, (
        not_lines
    )


def test_on_a_stop_page_enter_still_only_rests(qtbot: QtBot, theme: Theme, rule: PainRule) -> None:
    text = StopText(Stop.STOP, "You reported 7.", "6 or more ends a session.", "", "", "during_red")
    page = StopPage(theme, text, (), "", rule)
    qtbot.addWidget(page)
    assert [button.text() for button in page.buttons()] == ["Rest"]
    with qtbot.waitSignal(page.rested):
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert page.findChildren(WhyDialog) == []


@pytest.mark.parametrize(("line", "told"), [("during_red", 1), (BREAK_SCORE_TOO_HIGH, 1), ("screen_emergency", 0)])
def test_a_stop_page_says_once_that_a_number_comes_too_late(
    qtbot: QtBot, theme: Theme, rule: PainRule, line: str, told: int
) -> None:
    page = StopPage(theme, StopText(Stop.STOP, "You reported 5, an ache.", "", "", "", line), (), "", rule)
    qtbot.addWidget(page)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(page, key)
    assert [label.text() for label in page.findChildren(QLabel)].count(TAKEN) == told


@pytest.mark.parametrize(
    ("line", "shown"), [("during_red", "You reported 7."), ("during_not_given", "A missing answer is never fine.")]
)
def test_a_stop_page_with_little_room_shows_what_explains_the_stop(
    qtbot: QtBot, theme: Theme, rule: PainRule, line: str, shown: str
) -> None:
    """Who gave a 4 and was asked on would not know why it ends."""
    text = StopText(Stop.REST, "You reported 7.", "A missing answer is never fine.", "", "", line)
    page = StopPage(theme, text, (), "", rule)
    qtbot.addWidget(page)
    page.fold(True)
    said = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    assert [words for words in said if words in (text.reported, text.why)] == [shown]
