"""The states of the history page."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from hipcoach.gallery.demo_world import World
from hipcoach.gallery.scenes import Builder, Scenes, window_at
from hipcoach.ui.history.history_page import HistoryPage

Act = Callable[[HistoryPage, World], None]


def _session(finish: str) -> Act:
    return lambda page, world: page.open_session(
        next(row.id for row in reversed(world.store.sessions.all()) if row.finish == finish)
    )


def _chart(what: str) -> Act:
    def act(page: HistoryPage, world: World) -> None:
        assert page.trends is not None
        page.trends.what.set_values((what,))
        page.trends.refresh()

    return act


def _table(page: HistoryPage, world: World) -> None:
    assert page.trends is not None
    assert page.trends.view.chart is not None
    page.open_table(page.trends.view.chart)


def _deleted(page: HistoryPage, world: World) -> None:
    """Delete a session on the page; the world, which other states share, keeps it."""
    last = world.store.sessions.all()[-1].id
    page.open_session(last)
    page.delete_open_session()
    world.store.sessions.undelete(last)


def _at(world: str, act: Act | None, scenes: Scenes) -> QWidget:
    made: World = getattr(scenes, world)

    def on_page(page: QWidget) -> None:
        if act is not None and isinstance(page, HistoryPage):
            act(page, made)

    return window_at(made, "history", on_page)


def _data(page: HistoryPage, _world: World) -> None:
    page.open_data()


HISTORY_STATES: Mapping[str, Builder] = {
    "history-empty": partial(_at, "empty", None),
    "history": partial(_at, "hurt", None),
    "history-session": partial(_at, "full", _session("completed")),
    "history-pain-stop": partial(_at, "hurt", _session("pain_stop")),
    "history-sessions": partial(_at, "full", _chart("sessions")),
    "history-marked": partial(_at, "hurt", _chart("marked")),
    "history-stiffness-none": partial(_at, "full", _chart("stiffness")),
    "history-dose": partial(_at, "full", _chart("dose")),
    "history-table": partial(_at, "full", _table),
    "history-deleted": partial(_at, "full", _deleted),
    "history-find": partial(_at, "full", lambda page, world: page.open_search()),
    "history-report": partial(_at, "hurt", lambda page, world: page.open_report()),
    "history-take-along": partial(_at, "full", _data),
}
