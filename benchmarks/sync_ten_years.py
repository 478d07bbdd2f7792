"""Ten years told to another computer, taken over there, and then a session sent and received, with the memory it takes.

python benchmarks/sync_ten_years.py [SESSIONS]

Each time is beside a yardstick of the same run: every line of the shared folder read and its checksum looked at. On an
idle machine ten years should be taken over within 20 s, and a session sent or received within 0.2 s.
"""

import resource
import sys
import tempfile
import time
from datetime import UTC, timedelta
from hashlib import blake2b
from pathlib import Path
from uuid import uuid4

import msgspec
from ten_years import FIRST, SESSIONS, make

from hipcoach.clock import SystemClock, Uptime
from hipcoach.coach.diary import open_diary_in
from hipcoach.history.document_rows import session_doc
from hipcoach.history.merge import write_session
from hipcoach.settings import Settings
from hipcoach.store import Store
from hipcoach.store.rows import PainRow
from hipcoach.sync.exchange import Exchange
from hipcoach.sync.exchange_result import ExchangeTime, SettingsHere

CLOCK = SystemClock()
NOW = FIRST + timedelta(days=3_900)


def exchange(store: Store, folder: Path) -> tuple[float, float]:
    """Seconds, and seconds of CPU, of one exchange."""
    began, cpu = CLOCK.now_s(), time.process_time()
    here = SettingsHere(Settings(), in_doubt=False, keep=lambda _settings: None)
    Exchange(store, folder).run(ExchangeTime(NOW, UTC, Uptime("a run", 1.0)), here)
    return CLOCK.now_s() - began, time.process_time() - cpu


def yardstick(folder: Path) -> tuple[float, float]:
    """Seconds, and of CPU, to read every line and look at its checksum."""
    began, cpu = CLOCK.now_s(), time.process_time()
    for path in folder.rglob("*.jsonl"):
        for line in path.read_bytes().splitlines():
            digest, _, text = line.partition(b" ")
            assert blake2b(text, digest_size=8).hexdigest().encode() == digest
    return CLOCK.now_s() - began, time.process_time() - cpu


def one_more(store: Store) -> None:
    """A session like the first, of today, with its numbers before and after."""
    made = msgspec.structs.replace(session_doc(store, store.sessions.all()[0]), id=str(uuid4()))
    with store.transaction():
        write_session(store, made)
        for question in ("before", "after"):
            store.pains.add(PainRow(str(uuid4()), question, NOW, 2, made.id))


def main() -> None:
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "folder"
        folder.mkdir()
        here, there = make(Path(place) / "here", sessions), open_diary_in(Path(place) / "there", NOW)
        print(f"{sessions} sessions")
        times = {"told": exchange(here, folder), "taken over": exchange(there, folder)}
        unit = yardstick(folder)
        exchange(here, folder)
        times["nothing new"] = exchange(here, folder)
        one_more(here)
        times["a session sent"] = exchange(here, folder)
        times["a session received"] = exchange(there, folder)
        assert there.sessions.ids(ended=True) == here.sessions.ids(ended=True)
        print(f"{'every line read':20} {unit[0]:7.2f} s {unit[1]:7.2f} s of CPU")
        for name, (wall_s, cpu_s) in times.items():
            print(f"{name:20} {wall_s:7.2f} s {cpu_s:7.2f} s of CPU {cpu_s / unit[1]:8.2f} times that")
        print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")
        here.close()
        there.close()


if __name__ == "__main__":
    main()
