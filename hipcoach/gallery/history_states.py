"""The history page's states for the gallery."""

from collections.abc import Callable, Mapping

from hipcoach.gallery.demo_world import World
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
    """As after deleting a session; the world that other states share keeps it."""
    last = world.store.sessions.all()[-1].id
    page.open_session(last)
    page.delete_shown()
    world.store.sessions.undelete(last)


HISTORY_STATES: Mapping[str, tuple[str, Act]] = {
    "history-empty": ("empty", lambda page, world: None),
    "history": ("hurt", lambda page, world: None),
    "history-session": ("full", _session("completed")),
    "history-pain-stop": ("hurt", _session("pain_stop")),
    "history-sessions": ("full", _chart("sessions")),
    "history-marked": ("hurt", _chart("marked")),
    "history-stiffness-none": ("full", _chart("stiffness")),
    "history-dose": ("full", _chart("dose")),
    "history-table": ("full", _table),
    "history-deleted": ("full", _deleted),
    "history-find": ("full", lambda page, world: page.open_search()),
    "history-report": ("hurt", lambda page, world: page.open_report()),
    "history-take-along": ("full", lambda page, world: page.open_data()),
}
"""By name: the world it is shown in, and what is done on the page."""
