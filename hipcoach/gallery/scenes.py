"""The worlds in which states are shown, and the window around a page."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.types import Catalogue, SessionPlan
from hipcoach.clock import SystemClock
from hipcoach.gallery import demo_world
from hipcoach.gallery.demo_world import World
from hipcoach.gallery.whole_window import window_of
from hipcoach.paths import Paths
from hipcoach.safety.rule import PainRule
from hipcoach.settings import Settings
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.page_table import rail_pages
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.theme import Theme

SHOWN_FOLDER = Path("/home/you/.local/share/hipcoach")  # so that pictures are the same wherever they are made


@dataclass(frozen=True, slots=True)
class Scenes:
    """The worlds that states are shown in."""

    empty: World  # nobody has done anything yet
    full: World  # weeks of sessions; the next-day question is due
    hurt: World  # a pain rest is in force
    broken: World  # no plan could be read


Builder = Callable[[Scenes], QWidget]
"""Makes the widget of one state."""


class _NoActions(QObject):
    """Stands in for what pages ask of the program, because a picture is only looked at."""

    def start_plan(self, plan_id: str) -> None:
        """Start nothing."""

    def try_out(self, plan: SessionPlan) -> None:
        """Start nothing."""

    def go_to(self, place: str) -> None:
        """Go nowhere."""

    def answer_next_day(self) -> None:
        """Ask nothing."""

    def look_at_pain_rest(self) -> None:
        """Ask nothing."""

    def ask_turn_on(self, exercise_id: str) -> None:
        """Ask nothing."""

    def first_run_again(self) -> None:
        """Ask nothing."""


@contextmanager
def scenes(
    theme: Theme,
    shipped: Paths,
    settings: Settings | None = None,
    rule: PainRule | None = None,
    frames: Path | None = None,
) -> Iterator[Scenes]:
    """Make the worlds, in a folder that is deleted afterwards.

    With a folder for `frames` each figure is painted before its page is shown; without one its poster stands in.
    """
    figures = FigureShelf(shipped.assets / "figures", frames, SystemClock(), patient=True)
    with TemporaryDirectory(prefix="hipcoach-gallery-") as folder:
        filled = demo_world.build(theme, demo_world.paths_in(Path(folder) / "full", shipped), rule=rule)
        demo_world.fill(filled)
        filled.close()
        shutil.copytree(Path(folder) / "full", Path(folder) / "hurt")  # the same weeks: they take longer than all else
        made = {
            name: demo_world.build(
                theme,
                demo_world.paths_in(Path(folder) / name, shipped),
                settings=settings or Settings(floor_offer=False),
                rule=rule,
            )
            for name in ("empty", "full", "hurt")
        }
        for world in made.values():
            paths = replace(world.context.paths, data=SHOWN_FOLDER)
            world.context = replace(world.context, paths=paths, figures=figures)
        demo_world.hurt(made["hurt"])
        catalogue = made["full"].context.catalogue
        without_plans = Catalogue(catalogue.exercises, {}, catalogue.sources)
        broken = replace(made["full"], context=replace(made["full"].context, catalogue=without_plans))
        try:
            yield Scenes(**made, broken=broken)
        finally:
            figures.close()
            for world in made.values():
                world.close()


def window_at(world: World, place: str, act: Callable[[QWidget], None] | None = None) -> MainWindow:
    """Return the window at one page of the rail; `act` brings the page into its state."""
    actions = _NoActions()
    window = window_of(world.context.theme, rail_pages(world.context, actions))
    actions.setParent(window)
    window.show_page(place)
    if act is not None:
        act(window.page(place))
    return window


def window_with(world: World, page: QWidget) -> QWidget:
    """Return the window with a page that takes all of it."""
    window = window_of(world.context.theme, rail_pages(world.context, _NoActions()))
    window.take_over(page)
    return window
