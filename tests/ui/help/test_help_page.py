"""Help: a card opens its page, Esc goes back to where one was; where the data is, and every key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hipcoach import __version__
from hipcoach.gallery.demo_world import World
from hipcoach.ui.help.about_card import COPIED, COPY
from hipcoach.ui.help.help_page import HelpPage
from hipcoach.ui.shared.reading_detail import REVIEWED
from hipcoach.ui.widgets.card import CardButton
from tests.ui.history.history_world import Chosen
from tests.ui.user import back, key, press, said, show


def test_a_card_opens_its_page_and_esc_goes_back(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, HelpPage(world.context, ["Today", "Help"]))
    cards = page.findChildren(CardButton)
    assert len(cards) == 12
    cards[9].setFocus()
    key(page, Qt.Key.Key_Return)
    detail = page.detail
    assert detail is not None
    texts = [label.text() for label in detail.findChildren(QLabel)]
    assert "Hip or back?" in texts
    assert any("hipcoach never tells you which it is" in each for each in texts)
    assert world.context.catalogue.sources["hip-arthritis-back-pain"] in texts
    assert texts[-1] == REVIEWED
    cell = next(label for label in detail.findChildren(QLabel) if label.text() == "Often eases it")
    assert cell.accessibleName() == "Sitting, More like the hip: Often eases it"
    back(page)
    assert page.detail is None
    assert QApplication.focusWidget() is cards[9]


def test_the_page_on_who_to_call_has_every_sign_of_the_rule(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, HelpPage(world.context, ["Today", "Help"]))
    page.open_reading("who-to-call")
    detail = page.detail
    assert detail is not None
    texts = [label.text() for label in detail.findChildren(QLabel)]
    assert [f"{item.says}." for item in world.rule.screen if f"{item.says}." not in texts] == []


def test_the_page_on_who_to_call_has_the_number_that_was_typed(qtbot: QtBot, world: World) -> None:
    world.say(emergency_number="112")
    page = show(qtbot, HelpPage(world.context, ["Today", "Help"]))
    page.open_reading("who-to-call")
    words = said(page)
    assert words.index("Now: the emergency number") < words.index("Your emergency number: 112.")
    assert words.index("Your emergency number: 112.") < words.index(world.rule.screen[0].says)


def test_help_says_where_the_data_is_and_every_key(qtbot: QtBot, world: World) -> None:
    asked = Chosen(None)
    page = show(qtbot, HelpPage(world.context, ["Today", "Help"], asked))
    assert str(world.context.paths.data) in said(page)
    press(page, "Open the folder")
    assert asked.shown == [world.context.paths.data]
    assert f"hipcoach {__version__}" in said(page)
    press(page, COPY)
    assert QApplication.clipboard().text().startswith(f"hipcoach {__version__}, Python ")
    assert COPIED in said(page)
    keys = {widget.accessibleName() for widget in page.findChildren(QWidget)}
    wanted = ["P", "Space", "N", "B", "I", "+", "-", "M", "F", "1 2 3", "Esc"]
    assert {f"Key: {each}" for each in wanted} <= keys
