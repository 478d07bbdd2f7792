"""The gallery's made-up user for tests of pages."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.gallery import demo_world as gallery_world
from hipcoach.gallery.demo_world import World
from hipcoach.gallery.whole_window import window_of
from hipcoach.paths import Paths, find_paths
from hipcoach.settings import ThemeChoice
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.theme.desktop_look import DesktopWishes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.today.today_page import TodayPage
from hipcoach.ui.widgets.rail import RailPage


def theme(
    app: QApplication,
    *,
    factor: float = 1.0,
    choice: ThemeChoice = ThemeChoice.LIGHT,
    desktop: DesktopWishes | None = None,
) -> Theme:
    return Theme(app, find_paths().assets / "icons", choice=choice, text_factor=factor, desktop=desktop)


def shipped() -> Paths:
    return find_paths()


@contextmanager
def world(app: QApplication, folder: Path, *, factor: float = 1.0) -> Iterator[World]:
    made = gallery_world.build(theme(app, factor=factor), gallery_world.paths_in(folder, shipped()))
    try:
        yield made
    finally:
        made.close()


def today_window(world: World, others: Mapping[RailPage, Callable[[], QWidget]] | None = None) -> MainWindow:
    """The window with Today, and other pages if they are given."""
    today = {RailPage("today", "Today", "today"): lambda: TodayPage(world.context)}
    return window_of(world.context.theme, {**today, **(others or {})})
