"""A number of the pain rule that is shown or said comes from the rule in force: here the rule has other numbers."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.coach import rule_texts
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import Timing
from hipcoach.gallery.draw import settle
from hipcoach.gallery.scenes import Scenes, scenes
from hipcoach.gallery.states import STATES
from hipcoach.paths import find_paths
from hipcoach.planner.prepare import look_ahead
from hipcoach.planner.read_diary import read
from hipcoach.safety.load import load_rule
from hipcoach.safety.rule import number_fields
from hipcoach.safety.sentence_parts import number, span
from hipcoach.safety.types import Session
from hipcoach.settings import Settings, setting_rules
from hipcoach.ui.help.help_page import HelpPage
from hipcoach.ui.widgets.choice_row import ChoiceRow
from tests.ui.pages_world import shipped
from tests.ui.pages_world import theme as make_theme

SHIPPED = load_rule(find_paths().sessions / "pain_rule.toml")
RULE = replace(SHIPPED, red_absolute=6)
OTHER = {  # wherever a number stands with its unit; the stop at 5 is a setting
    **{"after_wait_s": 180, "break_s": 240, "sharp_wait_s": 20, "crash_minutes": 25, "session_cap_min": 19},
    **{"from_h": 13, "to_h": 47, "release_h": 25, "prompt_h": 47, "strength_gap_h": 50},
    **{"pause_days": 6, "pause_window_days": 15, "step_days": 8, "gap_days": 13, "restart_days": 27},
    **{"return_sessions": 4, "settled_needed": 4},
}
UNITS = {"minutes": "minutes", "min": "minutes", "h": "hours", "days": "days", "sessions": "sessions"}


def _shown(name: str) -> Iterator[str]:
    """How the shipped number would be shown or said."""
    value, unit = SHIPPED.numbers()[name], name.rsplit("_", 1)[-1]
    if unit == "s":
        yield from (span(value), f"{value} seconds")
    elif unit in UNITS:
        yield from (f"{value} {UNITS[unit]}", f"{number(value)} {UNITS[unit]}")


STALE = re.compile(
    r"\b(?:(?:6|six) (?:or (?:more|higher|above)|of 10)|(?:above|over) (?:5|five)|half an hour"
    rf"|{'|'.join(form for name in OTHER for form in _shown(name))})\b",
    re.IGNORECASE,
)

OTHERS = re.compile(  # of the calendar, of a source, of how long a way takes, and of what the gallery makes up
    r"This week's aim: seven days|A week of 7 days|2 rests in 14 days|every 20 to 30 minutes"
    r"|24 to 48 hours|No better after two weeks|the way up, about two minutes"
)


def texts(page: QWidget) -> Iterator[str]:
    """Everything that can be read or heard, seen or not; the choice of the stop itself names both numbers."""
    offered = {part for row in page.findChildren(ChoiceRow) for part in row.findChildren(QWidget)}
    for widget in page.findChildren(QWidget):
        if widget in offered:
            continue
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()


@pytest.fixture(scope="module")
def made(qapp: QApplication) -> Iterator[Scenes]:
    with scenes(make_theme(qapp), shipped(), Settings(pain_stop=5), replace(SHIPPED, **OTHER)) as found:
        yield found


@pytest.mark.parametrize("name", list(STATES))
def test_no_page_names_a_number_of_the_shipped_rule(qapp: QApplication, made: Scenes, name: str) -> None:
    page = STATES[name](made)
    found = [text for text in texts(page) if STALE.search(text) and not OTHERS.search(text)]
    shown = list(texts(page))
    page.close()
    page.deleteLater()
    settle(qapp)
    assert found == []
    assert shown


def test_nothing_that_is_said_names_a_number_of_the_shipped_rule(made: Scenes) -> None:
    world = made.empty
    snapshot = read(world.rule, world.store, world.clock.utc(), world.clock.zone())
    session = look_ahead(world.rule, snapshot, world.context.catalogue, world.context.catalogue.plans["first-steps"])
    assert isinstance(session, Session)
    said = texts_of(session, world.script, Timing(), world.rule)
    assert [text for text in said if STALE.search(OTHERS.sub("", text))] == []
    assert any("In three minutes two short questions" in text for text in said)
    assert any("or worse a second time, stop" in text for text in said)
    at_once = replace(world.script, rule=replace(world.rule, worse_ends=1))
    assert any("or worse at all, stop" in text for text in texts_of(session, at_once, Timing(), at_once.rule))


def test_help_names_the_stop_in_force_and_follows_a_change_of_it(qtbot: QtBot, made: Scenes) -> None:
    context = made.empty.context
    page = HelpPage(context, ["Help"])
    qtbot.addWidget(page)
    assert any("If the number is 5 or more" in text for text in texts(page))
    context.settings.change(pain_stop=6)
    page.refresh()
    assert any(f"If the number is {context.shipped_rule.red_absolute} or more" in text for text in texts(page))
    context.settings.change(pain_stop=5)


def test_the_settings_offer_the_two_stops_of_the_rule() -> None:
    (stop,) = (each for each in number_fields() if each.name == "red_absolute")
    assert setting_rules()["pain_stop"].choices == (stop.metadata["high"], RULE.strict_absolute)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"red_absolute": 5}, "If the number is 5 or more, or 4 or more and at least 2 above"),
        ({"red_with_rise": 3, "rise": 1}, "or 3 or more and at least 1 above where you began"),
        ({"break_s": 180}, "You rest for three minutes and are asked again"),
        ({"worse_ends": 1}, "Any report ends the session."),
    ],
)
def test_help_follows_the_rule(changed: dict[str, int], words: str) -> None:
    assert words in " ".join(rule_texts.pain_rule(replace(RULE, **changed)))
    assert words not in " ".join(rule_texts.pain_rule(RULE))


def test_other_sentences_follow_the_rule() -> None:
    assert rule_texts.let_it_settle(RULE) == "Rest for two minutes."
    assert rule_texts.let_it_settle(replace(RULE, after_wait_s=60)) == "Rest for one minute."
    assert rule_texts.not_settled(RULE).startswith("Your pain has not settled for two days:")
    assert rule_texts.not_settled(replace(RULE, prompt_h=24)).startswith("Your pain has not settled for one day:")
    assert rule_texts.not_settled(replace(RULE, prompt_h=36)).startswith("Your pain has not settled for 36 hours:")
    assert rule_texts.before_again(()) == "before you try again"
    assert rule_texts.before_again(("Bridge", "Clam")) == "before you try Bridge and Clam again"
    some = "before you try these exercises again: Bridge, Clam and Heel slides"
    assert rule_texts.before_again(("Bridge", "Clam", "Heel slides")) == some
    three = "You come back in three sessions, each at half. The first is mobility only. "
    off = "What started the rest stays off until you have had advice and turn it on again."
    assert rule_texts.coming_back(RULE) == three + off
    assert "in four sessions, each at half" in rule_texts.coming_back(replace(RULE, return_sessions=4))
    assert "only after two sessions in a row" in rule_texts.how_it_grows(RULE)
    assert "at most one in seven days" in rule_texts.how_it_grows(RULE)
    assert "or three where your pain before one of them, or today, was 4 or more" in rule_texts.how_it_grows(RULE)
    grows = rule_texts.how_it_grows(replace(RULE, settled_needed=3, settled_as_usual=4, step_days=8))
    assert all(part in grows for part in ("one in eight days", "after three sessions in a row", "or four where"))


def test_the_pages_to_read_give_the_days_of_the_rule() -> None:
    text = (find_paths().assets / "reading" / "moving.toml").read_text("utf-8")
    assert f"Strength, {number(RULE.strength_week_min)} to {number(RULE.strength_week_cap)} days a week" in text
    assert f"Balance, {number(RULE.balance_week_min)} to {number(RULE.balance_week_cap)} days a week" in text
    assert RULE.settled_needed == 2, "moving.toml says: when an exercise has gone well at least twice"
