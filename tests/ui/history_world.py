"""The history page as its user has it before them, for tests."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import NOW, World
from hipcoach.gallery.draw import settle
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.widgets.button import Button
from tests.ui import audit

W = TypeVar("W", bound=QWidget)
TODAY = NOW.date()
DAY = timedelta(days=1)


@dataclass
class Chosen:
    """Stands in for the system's dialogs: always the same path."""

    path: Path | None
    asked: list[str] = field(default_factory=list)

    def save(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        self.asked.append(name)
        return self.path

    def open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self.path

    def folder(self, parent: QWidget, title: str) -> Path | None:
        return self.path


def shown(qtbot: QtBot, world: World, path: Path | None = None) -> HistoryPage:
    page = HistoryPage(world.context, Chosen(path))
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    return page


def press(page: QWidget, name: str) -> None:
    settled()
    next(b for b in page.findChildren(Button) if b.isVisible() and b.accessibleName() == name).click()


def settled() -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settle(app)


def said(page: QWidget) -> str:
    settled()
    return audit.words(page)


def part(page: QWidget, kind: type[W]) -> W:
    found = page.findChild(kind)
    assert found is not None
    return found
