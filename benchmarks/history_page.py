"""How long the history page and the report take over ten years, beside a plain QTableView of as many rows.

Both read the same diary and are shown until their first frame is painted, in turn. Prints the medians and the median of
the pairs' ratios; the goals: the page 1.5 x the table's time, the report 2 s.

    .venv/bin/python benchmarks/history_page.py [--pairs 11] [--sessions 7300]
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, timedelta
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is first imported

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from ten_years import FIRST, SESSIONS, make

from hipcoach.clock import SystemClock
from hipcoach.gallery import demo_world as gallery_world
from hipcoach.gallery.demo_world import World
from hipcoach.history.report import report
from hipcoach.paths import find_paths
from hipcoach.store.queries import SessionLine
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.report.pdf import pdf_of
from hipcoach.ui.report.report_page import ReportPage

PAGE_GOAL, REPORT_GOAL_S = 1.5, 2.0
CLOCK = SystemClock()
WINDOW = (1200, 720)
Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """Every session as a row."""

    def __init__(self, rows: Sequence[SessionLine]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """All of them."""
        return len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """All that a line has."""
        return len(SessionLine._fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One value as text."""
        return str(self._rows[index.row()][index.column()]) if role == Qt.ItemDataRole.DisplayRole else None


def table(world: World) -> QWidget:
    view = QTableView()
    view.setModel(Rows(world.store.queries.sessions()))
    return view


def shown_ms(app: QApplication, build: Callable[[], QWidget]) -> float:
    """From nothing to the first frame."""
    started = CLOCK.now_s()
    widget = build()
    widget.resize(*WINDOW)
    widget.show()
    widget.grab()
    took = (CLOCK.now_s() - started) * 1000
    widget.close()
    widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()
    return took


def report_s(world: World, since: date, until: date) -> float:
    started = CLOCK.now_s()
    data = report(world.store, world.context.forecast.rule, UTC, since, until, weekly_aim=7)
    pdf_of(ReportPage(data, world.context.catalogue, world.context.figures), letter=False)
    return CLOCK.now_s() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=11)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    args = parser.parse_args()
    app = QApplication([])
    shipped = find_paths()
    with tempfile.TemporaryDirectory() as home:
        paths = gallery_world.paths_in(Path(home), shipped)
        paths.create()
        make(paths.data, args.sessions).close()
        world = gallery_world.build(gallery_world.theme_for(app, shipped), paths)
        last = world.store.queries.sessions()[0].started
        world.clock.jump((last - world.clock.utc()).total_seconds())
        pages = {"table": lambda: table(world), "history": lambda: HistoryPage(world.context)}
        for build in pages.values():
            shown_ms(app, build)
        pairs = [{name: shown_ms(app, build) for name, build in pages.items()} for _ in range(args.pairs)]
        ratio = median(pair["history"] / pair["table"] for pair in pairs)
        print(f"{args.sessions} sessions")
        for name in pages:
            print(f"{name:8} {median(pair[name] for pair in pairs):8.1f} ms")
        print(f"ratio    {ratio:8.2f}      goal {PAGE_GOAL}")
        until = last.date()
        for name, since in (("3 months", until - timedelta(days=91)), ("10 years", FIRST.date())):
            took = median(report_s(world, since, until) for _ in range(3))
            print(f"report, {name}: {took:.2f} s      goal {REPORT_GOAL_S}")
        world.close()


if __name__ == "__main__":
    main()
