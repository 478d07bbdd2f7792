"""What the history's queries cost beside the same SQL by hand, on a diary of ten years; and what else grows with it.

.venv/bin/python benchmarks/history_queries.py [--runs 11] [--sessions 7300]
"""

import argparse
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, timedelta
from functools import partial
from pathlib import Path
from shutil import copytree, ignore_patterns
from statistics import median

from ten_years import make

from hipcoach.clock import SystemClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.history.calendar import calendar
from hipcoach.history.report import report
from hipcoach.history.trends import pain_points
from hipcoach.paths import find_paths
from hipcoach.safety.load import load_rule
from hipcoach.store.connection import connect
from hipcoach.store.diary_files import Places
from hipcoach.store.queries import DiaryQueries, Search
from hipcoach.store.record_check import faults

GOAL = 1.3
EXERCISE = "side_lying_leg_raise"
CLOCK = SystemClock()
RULE = load_rule(find_paths().sessions / "pain_rule.toml")


def timed_ms(run: Callable[[], object]) -> float:
    started = CLOCK.now_s()
    run()
    return (CLOCK.now_s() - started) * 1000


def last_day(queries: DiaryQueries) -> date:
    days, _ = queries.ends()
    return days[-1]


class Listening:
    """A connection that remembers what was last asked of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.asked: tuple[str, Sequence[object]] = ("", ())

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Remember it, and run it."""
        self.asked = sql, values
        return self._connection.execute(sql, values)  # type: ignore[arg-type]


def pairs(connection: sqlite3.Connection) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Ours and the same SQL by hand, by name."""
    queries = DiaryQueries(connection)
    last = last_day(queries)
    year, month = last - timedelta(days=365), last - timedelta(days=31)
    ours: dict[str, Callable[[DiaryQueries], object]] = {
        "all sessions": lambda on: on.sessions(),
        "one month": lambda on: on.sessions(Search(since=month, until=last)),
        "marked, one year": lambda on: on.pain_reports(year, last),
        "sides, one year": lambda on: on.side_totals(year, last),
        "one exercise, ten years": lambda on: on.practice(EXERCISE, date(2016, 1, 1), last),
    }
    return {name: (partial(query, queries), _by_hand(connection, query)) for name, query in ours.items()}


def _by_hand(connection: sqlite3.Connection, query: Callable[[DiaryQueries], object]) -> Callable[[], object]:
    """The statement that a query runs, run without it."""
    listening = Listening(connection)
    query(DiaryQueries(listening))  # type: ignore[arg-type]
    sql, values = listening.asked
    return lambda: connection.execute(sql, values).fetchall()  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--sessions", type=int, default=7300)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        make(folder, args.sessions).close()
        connection = connect(Places(folder).diary)
        print(f"{'query':28} {'ours ms':>9} {'SQL ms':>9} {'ratio':>6}   goal {GOAL}")
        for name, (ours, hand) in pairs(connection).items():
            ours()
            hand()
            runs = [(timed_ms(ours), timed_ms(hand)) for _ in range(args.runs)]
            ratio = median(one / other for one, other in runs)
            print(f"{name:28} {median(r[0] for r in runs):9.2f} {median(r[1] for r in runs):9.2f} {ratio:6.2f}")
        checksums = median(timed_ms(lambda: faults(connection)) for _ in range(3))
        print(f"{'every checksum':28} {checksums:9.2f}")
        connection.close()
        store = open_diary_in(folder, CLOCK.utc())
        last = last_day(store.queries)
        alone: dict[str, Callable[[], object]] = {
            "pain points, ten years": lambda: pain_points(store, RULE, date(2016, 1, 1), last),
            "calendar, one year": lambda: calendar(store, UTC, last - timedelta(days=365), last),
            "report, ten years": lambda: report(store, RULE, UTC, date(2016, 1, 1), last),
            "backup, verified": lambda: store.back_up(CLOCK.utc()),
        }
        for name, run in alone.items():
            print(f"{name:28} {median(timed_ms(run) for _ in range(3)):9.2f}")
        left = folder / "killed"
        store.sessions.delete(store.sessions.all()[0].id)  # something to stand in the journal
        copytree(folder, left, ignore=ignore_patterns("backups"))
        store.close()
        killed = timed_ms(lambda: open_diary_in(left, CLOCK.utc()).close())
        print(f"{'open after a kill, and close':28} {killed:9.2f}   goal 1000")
        Places(left).seal.take_away()
        looked = timed_ms(lambda: open_diary_in(left, CLOCK.utc()).close())
        print(f"{'the same with no seal':28} {looked:9.2f}")
        opened = timed_ms(lambda: open_diary_in(folder, CLOCK.utc()).close())
        print(f"{'open and close':28} {opened:9.2f}   file {(folder / 'diary.sqlite3').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
