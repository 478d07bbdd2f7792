"""The history page as its user has it in front of them, for tests."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import NOW, World
from hipcoach.store.rows import SessionRow
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.month import Month
from tests.ui import audit, user

TODAY = NOW.date()
DAY = timedelta(days=1)


@dataclass
class Chosen:
    """Stands in for the system's dialogs: always the same path."""

    path: Path | None
    asked: list[str] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)

    def save(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        self.asked.append(name)
        return self.path

    def open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self.path

    def folder(self, parent: QWidget, title: str) -> Path | None:
        return self.path

    def show_folder(self, folder: Path) -> None:
        self.shown.append(folder)

    def show_file(self, file: Path) -> None:
        self.shown.append(file)


def show_history(qtbot: QtBot, world: World, path: Path | None = None) -> HistoryPage:
    """The history page; every dialog of the system answers `path`."""
    return user.show(qtbot, HistoryPage(world.context, Chosen(path)), (1100, 800))


def open_session(page: HistoryPage, row: SessionRow) -> None:
    """Choose the session's day in the month that is shown, then its card; a day of the tests has one session."""
    if page.detail is not None:
        user.back(page)
    user.press_opening(user.part(page, Month), user.day_name(date.fromisoformat(row.local_date)))
    (card,) = [card for card in user.visible(page, CardButton) if row.title in card.accessibleName()]
    user.press(page, card.accessibleName())


def read(page: QWidget) -> str:
    """All that can be read or heard of a page, names for screen readers included."""
    user.settled()
    return audit.words(page)
