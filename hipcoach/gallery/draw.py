"""Every page in named states as pictures: light and dark, at 100 % and 200 % text. To look at, and to test."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.catalogue.types import Catalogue, Position
from hipcoach.clock import FakeClock
from hipcoach.gallery import demo_world
from hipcoach.gallery.demo_world import ShownVoice, World
from hipcoach.gallery.history_states import HISTORY_STATES, Act
from hipcoach.gallery.session_states import SESSION_STATES, SessionBuilder
from hipcoach.gallery.today_states import TODAY_STATES, TOLD_STATES, as_told
from hipcoach.paths import Paths
from hipcoach.settings import Settings, ThemeChoice
from hipcoach.ui.help.help_page import HelpPage
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.library.exercises_page import ExercisesPage
from hipcoach.ui.library.plans_page import PlansPage
from hipcoach.ui.library.play_figure import PlayFigure
from hipcoach.ui.main_window import window_of
from hipcoach.ui.page_table import rail_pages
from hipcoach.ui.setup.first_run_page import FirstRunPage
from hipcoach.ui.setup.settings_page import SettingsPage
from hipcoach.ui.setup.voice_choice import VoiceChoice
from hipcoach.ui.theme.theme import Theme
from hipcoach.voice.protocol import VoiceInfo

LOOKS = tuple((choice, factor) for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK) for factor in (1.0, 2.0))


@dataclass(frozen=True, slots=True)
class Scenes:
    """The worlds that states are shown in."""

    empty: World  # nobody has done anything yet
    full: World  # weeks of sessions; the next-day question is due
    hurt: World  # a rest is in force
    broken: World  # no plan could be read


READING = ("moving", "sleep", "leg-pain", "hip-or-back", "whom-to-call", "what-it-is-not")
SHOWN_FOLDER = Path("/home/you/.local/share/hipcoach")

Builder = Callable[[Scenes], QWidget]


class _Deaf(QObject):
    """Wishes that lead nowhere: a picture is only looked at."""

    def start_plan(self, plan_id: str) -> None:
        """Start nothing."""

    def go_to(self, place: str) -> None:
        """Go nowhere."""

    def answer_next_day(self) -> None:
        """Ask nothing."""

    def look_at_rest(self) -> None:
        """Ask nothing."""

    def first_run_again(self) -> None:
        """Ask nothing."""


def _window(world: World, place: str, act: Callable[[QWidget], None] | None = None) -> QWidget:
    wishes = _Deaf()
    window = window_of(world.context.theme, rail_pages(world.context, wishes))
    wishes.setParent(window)
    window.show_page(place)
    if act is not None:
        act(window.page(place))
    return window


def _taking_over(world: World, taking: QWidget) -> QWidget:
    window = window_of(world.context.theme, rail_pages(world.context, _Deaf()))
    window.take_over(taking)
    return window


def _plan(page: QWidget, plan_id: str) -> None:
    if isinstance(page, PlansPage):
        page.open_plan(plan_id)


def _exercise(page: QWidget, exercise_id: str) -> None:
    if isinstance(page, ExercisesPage):
        page.open_exercise(exercise_id)


def _exercise_playing(scenes: Scenes) -> QWidget:
    """One repetition on its way up, by a clock of its own."""
    clock = FakeClock()

    def act(page: QWidget) -> None:
        _exercise(page, "bridge")
        for player in page.findChildren(PlayFigure):
            player.button.click()
            clock.jump(1.8)
            player.picture.look()

    return _window(replace(scenes.full, context=replace(scenes.full.context, clock=clock)), "exercises", act)


def _change(page: QWidget) -> None:
    if isinstance(page, ExercisesPage):
        page.open_change((Position.STANDING, Position.SUPINE))


def _reading(page: QWidget, page_id: str) -> None:
    if isinstance(page, HelpPage):
        page.open_reading(page_id)


def _search(page: QWidget, text: str) -> None:
    if isinstance(page, ExercisesPage):
        page.search.setText(text)


class _Speaking(ShownVoice):
    """A voice that can sound in three ways."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Give them."""
        names = (("America", "en-us"), ("Great Britain", "en-gb"), ("Scotland", "en-gb-scotland"))
        return tuple(VoiceInfo(tag, f"English ({place})", tag) for place, tag in names)


def _with_voices(world: World) -> World:
    voice = _Speaking()
    return replace(world, context=replace(world.context, voice=lambda: voice))


def _voices(page: QWidget) -> None:
    for choice in page.findChildren(VoiceChoice):
        choice.ask()


def _not_saved(page: QWidget) -> None:
    if isinstance(page, SettingsPage):
        page.tell_not_saved("Your settings could not be saved (No space left). They last until hipcoach closes.")


def _of_session(builder: SessionBuilder) -> Builder:
    return lambda scenes: _taking_over(scenes.full, builder(scenes.full, scenes.hurt))


def _of_today(world: str, act: Callable[[QWidget], None]) -> Builder:
    return lambda scenes: _window(getattr(scenes, world), "today", act)


def _of_told(world: str, changed: Mapping[str, Any]) -> Builder:
    return lambda scenes: _window(as_told(getattr(scenes, world), changed), "today")


def _of_reading(page_id: str) -> Builder:
    return lambda scenes: _window(scenes.full, "help", lambda page: _reading(page, page_id))


def _of_history(world: str, act: Act) -> Builder:
    def build(scenes: Scenes) -> QWidget:
        made: World = getattr(scenes, world)
        return _window(made, "history", lambda page: act(page, made) if isinstance(page, HistoryPage) else None)

    return build


def _first_run(scenes: Scenes, step: int) -> QWidget:
    page = FirstRunPage(scenes.empty.context)
    page.go_to(step)
    if step == 1:
        assert page.usual_row is not None
        page.usual_row.press_key("3")
    return _taking_over(scenes.empty, page)


STATES: Mapping[str, Builder] = {
    "first-run-1": lambda s: _first_run(s, 0),
    "first-run-2": lambda s: _first_run(s, 1),
    "first-run-3": lambda s: _first_run(s, 2),
    "first-run-4": lambda s: _first_run(s, 3),
    "first-run-5": lambda s: _first_run(s, 4),
    "today-session": lambda s: _window(s.empty, "today"),
    "today-check-first": lambda s: _window(s.full, "today"),
    "today-rest": lambda s: _window(s.hurt, "today"),
    **{name: _of_today(world, act) for name, (world, act) in TODAY_STATES.items()},
    **{name: _of_told(world, changed) for name, (world, changed) in TOLD_STATES.items()},
    "plans": lambda s: _window(s.full, "plans"),
    "plans-none": lambda s: _window(s.broken, "plans"),
    "plan": lambda s: _window(s.empty, "plans", lambda page: _plan(page, "first-steps")),
    "plan-left-out": lambda s: _window(s.full, "plans", lambda page: _plan(page, "hip-essentials")),
    "plan-refused": lambda s: _window(s.hurt, "plans", lambda page: _plan(page, "strength")),
    "exercises": lambda s: _window(s.full, "exercises"),
    "exercise-playing": _exercise_playing,
    "exercise-change": lambda s: _window(s.full, "exercises", _change),
    "exercises-nothing-fits": lambda s: _window(s.full, "exercises", lambda page: _search(page, "trampoline")),
    "exercise": lambda s: _window(s.full, "exercises", lambda page: _exercise(page, "bridge")),
    "exercise-two-forms": lambda s: _window(s.empty, "exercises", lambda page: _exercise(page, "knee_rolls")),
    "settings": lambda s: _window(s.full, "settings"),
    "settings-voices": lambda s: _window(_with_voices(s.full), "settings", _voices),
    "settings-not-saved": lambda s: _window(s.full, "settings", _not_saved),
    "help": lambda s: _window(s.full, "help"),
    **{f"help-{page_id}": _of_reading(page_id) for page_id in READING},
    **{name: _of_history(world, act) for name, (world, act) in HISTORY_STATES.items()},
    **{name: _of_session(builder) for name, builder in SESSION_STATES.items()},
}


@contextmanager
def scenes(theme: Theme, shipped: Paths, chosen: Settings | None = None) -> Iterator[Scenes]:
    """The worlds, in folders of their own that are gone afterwards."""
    with TemporaryDirectory(prefix="hipcoach-gallery-") as folder:
        made = {
            name: demo_world.build(theme, demo_world.paths_in(Path(folder) / name, shipped), chosen=chosen)
            for name in ("empty", "full", "hurt")
        }
        for world in made.values():  # pictures are the same wherever they are made
            world.context = replace(world.context, paths=replace(world.context.paths, data=SHOWN_FOLDER))
        demo_world.fill(made["full"])
        demo_world.fill(made["hurt"])
        demo_world.hurt(made["hurt"])
        whole = made["full"].context.catalogue
        bare = Catalogue(whole.exercises, {}, whole.sources)
        broken = replace(made["full"], context=replace(made["full"].context, catalogue=bare))
        try:
            yield Scenes(**made, broken=broken)
        finally:
            for world in made.values():
                world.close()


def save_all(
    app: QApplication, shipped: Paths, out: Path, *, size: tuple[int, int], only: str = "", whole: bool = False
) -> list[Path]:
    """Write `<state>-<light|dark>-<100|200>.png` into `out`; with `whole`, as high as the page is long."""
    out.mkdir(parents=True, exist_ok=True)
    theme = demo_world.theme_for(app, shipped)
    saved = []
    with scenes(theme, shipped) as made:
        for name, builder in STATES.items():
            if only not in name:
                continue
            for choice, factor in LOOKS:
                theme.change(choice=choice, text_factor=factor)
                path = out / f"{name}-{choice}-{round(factor * 100)}.png"
                _save(app, builder(made), path, size, whole=whole)
                saved.append(path)
    return saved


def show(app: QApplication, widget: QWidget, size: tuple[int, int]) -> None:
    """Show a page at a size and let it settle."""
    widget.resize(*size)
    widget.show()
    widget.activateWindow()
    settle(app)


def settle(app: QApplication) -> None:
    """Let layouts and deferred deletions take place."""
    for _ in range(3):
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()


def _save(app: QApplication, widget: QWidget, path: Path, size: tuple[int, int], *, whole: bool) -> None:
    show(app, widget, size)
    if whole:
        _grow(app, widget)
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()
    settle(app)


def _grow(app: QApplication, widget: QWidget) -> None:
    """Make a window as high as what is scrolled in it."""
    from PySide6.QtWidgets import QScrollArea

    hidden = max(
        (a.verticalScrollBar().maximum() for a in widget.findChildren(QScrollArea) if a.isVisible()), default=0
    )
    if hidden:
        widget.resize(widget.width(), widget.height() + hidden)
        settle(app)
