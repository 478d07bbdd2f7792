"""What the history's queries cost beside the same SQL by hand, on a diary of ten years; and what else grows with it.

.venv/bin/python benchmarks/history_queries.py [--runs 11] [--sessions 7300]
"""

import argparse
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree, ignore_patterns
from statistics import median

from ten_years import make

from hipcoach.clock import SystemClock
from hipcoach.history.calendar import calendar
from hipcoach.history.report import report
from hipcoach.history.trends import pain_points
from hipcoach.store import Store, open_store
from hipcoach.store.diary_files import Places
from hipcoach.store.queries import _LINES as LINES_SQL
from hipcoach.store.queries import EVERYTHING, Search, first_and_last_day, lines, marked, practised, side_totals
from hipcoach.store.record_check import faults

GOAL = 1.3
EXERCISE = "side_lying_leg_raise"
CLOCK = SystemClock()


def timed_ms(run: Callable[[], object]) -> float:
    started = CLOCK.now_s()
    run()
    return (CLOCK.now_s() - started) * 1000


def last_day(store: Store) -> date:
    kept = first_and_last_day(store.connection)
    assert kept is not None
    return kept[1]


def by_hand(store: Store, sql: str, *values: object) -> Callable[[], object]:
    return lambda: store.connection.execute(sql, values).fetchall()


def pairs(store: Store) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Ours and the same SQL by hand, by name."""
    last = last_day(store)
    year, month = last - timedelta(days=365), last - timedelta(days=31)
    connection = store.connection
    day = " AND s.local_date >= ? AND s.local_date <= ?"
    return {
        "all sessions": (lambda: lines(connection, EVERYTHING), by_hand(store, LINES_SQL.format(""))),
        "one month": (
            lambda: lines(connection, Search(since=month, until=last)),
            by_hand(store, LINES_SQL.format(day), month.isoformat(), last.isoformat()),
        ),
        "marked, one year": (
            lambda: marked(connection, year, last),
            by_hand(store, _sql(store, marked), *_days(year, last)),
        ),
        "sides, one year": (
            lambda: side_totals(connection, year, last),
            by_hand(store, _sql(store, side_totals), *_days(year, last)),
        ),
        "one exercise, ten years": (
            lambda: practised(connection, EXERCISE, date(2016, 1, 1), last),
            by_hand(
                store,
                _sql(store, lambda c, *d: practised(c, EXERCISE, *d)),
                *(EXERCISE, "2016-01-01", last.isoformat()),
            ),
        ),
    }


def _days(since: date, until: date) -> tuple[str, str]:
    return since.isoformat(), until.isoformat()


def _sql(store: Store, query: Callable[..., object]) -> str:
    """The statement that a query runs."""
    seen: list[str] = []

    class Listening:
        def execute(self, sql: str, values: object = ()) -> object:
            seen.append(sql)
            return store.connection.execute(sql, values)  # type: ignore[arg-type]

    query(Listening(), date(2016, 1, 1), date(2016, 1, 2))
    return seen[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--sessions", type=int, default=7300)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        store = make(folder, args.sessions)
        print(f"{'query':28} {'ours ms':>9} {'SQL ms':>9} {'ratio':>6}   goal {GOAL}")
        for name, (ours, hand) in pairs(store).items():
            ours()
            hand()
            runs = [(timed_ms(ours), timed_ms(hand)) for _ in range(args.runs)]
            ratio = median(one / other for one, other in runs)
            print(f"{name:28} {median(r[0] for r in runs):9.2f} {median(r[1] for r in runs):9.2f} {ratio:6.2f}")
        last = last_day(store)
        alone: dict[str, Callable[[], object]] = {
            "pain points, ten years": lambda: pain_points(store, date(2016, 1, 1), last),
            "calendar, one year": lambda: calendar(store, last - timedelta(days=365), last),
            "report, ten years": lambda: report(store, date(2016, 1, 1), last),
            "backup, verified": lambda: store.back_up(CLOCK.utc()),
            "every checksum": lambda: faults(store.connection),
        }
        for name, run in alone.items():
            print(f"{name:28} {median(timed_ms(run) for _ in range(3)):9.2f}")
        left = folder / "killed"
        store.sessions.delete(store.sessions.all()[0].id)  # something to stand in the journal
        copytree(folder, left, ignore=ignore_patterns("backups"))
        store.close()
        killed = timed_ms(lambda: open_store(left, CLOCK.utc()).close())
        print(f"{'open after a kill, and close':28} {killed:9.2f}   goal 1000")
        Places(left).seal.take_away()
        looked = timed_ms(lambda: open_store(left, CLOCK.utc()).close())
        print(f"{'the same with no seal':28} {looked:9.2f}")
        opened = timed_ms(lambda: open_store(folder, CLOCK.utc()).close())
        print(f"{'open and close':28} {opened:9.2f}   file {(folder / 'diary.sqlite3').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
