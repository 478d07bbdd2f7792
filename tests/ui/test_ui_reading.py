"""Help: a card opens its page, Esc goes back to where one was."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hipcoach.ui.help.help_page import HelpPage
from hipcoach.ui.shared.reading_detail import REVIEWED
from hipcoach.ui.widgets.card import CardButton
from tests.ui.pages_world import world as make_world


def test_a_card_opens_its_page_and_esc_goes_back(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    with make_world(qapp, tmp_path) as world:
        page = HelpPage(world.context, ["Today", "Help"])
        qtbot.addWidget(page)
        page.resize(1100, 700)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        cards = page.findChildren(CardButton)
        assert len(cards) == 6
        cards[3].setFocus()
        QTest.keyClick(cards[3], Qt.Key.Key_Return)
        detail = page.detail
        assert detail is not None
        said = [label.text() for label in detail.findChildren(QLabel)]
        assert "Hip or back?" in said
        assert any("hipcoach never tells you which it is" in each for each in said)
        assert world.context.catalogue.sources["hip-arthritis-back-pain"] in said
        assert said[-1] == REVIEWED
        cell = next(label for label in detail.findChildren(QLabel) if label.text() == "Often eases it")
        assert cell.accessibleName() == "Sitting, More like the hip: Often eases it"
        QTest.keyClick(page, Qt.Key.Key_Escape)
        assert page.detail is None
        assert qapp.focusWidget() is cards[3]
