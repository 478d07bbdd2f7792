"""A home with a history in it, made by the command itself; every broken world starts as a copy of it at the same place.

The same place, because the catalogue that is kept in the cache names it: a copy elsewhere would be read anew each time.
"""

import os
import shutil
import subprocess
from pathlib import Path

from hipcoach.clock import SystemClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.planner import profile_values
from hipcoach.store.rows import NoteRow
from tests.faults.commands import SESSION
from tests.faults.runs import COMMAND, run_alone

SETTINGS = """# mine
[voice]
rate_wpm = 150

[pain]
pain_stop = 6
"""
MARKED = "Zebedee"  # in what only the user writes: no log may have it
PLAN = f"""title = "{MARKED}'s"
summary = "My own."
exercises = ["bridge"]
surface = "floor"
start_position = "standing"
daily = false
"""
DIARY = "home/data/diary.sqlite3"
WAL = f"{DIARY}-wal"
SUM = f"{DIARY}.sum"


class Homes:
    """`root` holds `home`, `given` (files handed to commands) and `out` (what commands write)."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "world"
        self._kept = folder / "kept"
        self._cut_off = folder / "cut-off"
        _make(self.root)
        shutil.copytree(self.root, self._kept, symlinks=True)
        _cut_off_a_session(self.root)
        shutil.copytree(self.root, self._cut_off, symlinks=True)

    def fresh(self, *, cut_off: bool = False) -> Path:
        """Return the root, with everything in it as it was made; with `cut_off` the last session was killed midway."""
        _remove(self.root)
        shutil.copytree(self._cut_off if cut_off else self._kept, self.root, symlinks=True)
        return self.root

    def remove(self) -> None:
        """Remove everything, also what was made unreadable."""
        _remove(self.root)


def _make(root: Path) -> None:
    home, given = root / "home", root / "given"
    home.mkdir(parents=True, mode=0o700)
    given.mkdir()
    (root / "out").mkdir()
    (home / "settings.toml").write_text(SETTINGS)
    (given / "mine.toml").write_text(PLAN)
    (given / "sheet.txt").write_text("Bridge 3 x 8, hold 5 seconds\n")
    _well(SESSION, home)
    _well(SESSION, home)
    _say_something_personal(home / "data")
    _well("backup --now", home)
    _well(f"export --format json --out {given}/diary.json", home)
    copies = sorted((home / "data" / "backups").iterdir())
    for number, copy in enumerate(copies, start=1):  # the same names every time
        copy.rename(copy.with_name(f"diary-2026010{number}T090000.000000Z.sqlite3"))
    shutil.copy(copies[-1].with_name(f"diary-2026010{len(copies)}T090000.000000Z.sqlite3"), given / "copy.sqlite3")


def _say_something_personal(data: Path) -> None:
    now = SystemClock().utc()
    with open_diary_in(data, now) as store:
        store.notes.add(NoteRow("note", store.sessions.all()[0].id, f"{MARKED} was here.", now))
        profile_values.keep_answer(store, "contacts", [[MARKED, "0700 900"]], now)


def _well(line: str, home: Path) -> None:
    done = run_alone([*line.split(), "--home", str(home)])
    assert (done.status, done.err) == (0, ""), done


def _cut_off_a_session(root: Path) -> None:
    """Kill a session at its second exercise, when it has kept an answer that is worse."""
    line = f"{SESSION.replace('--speed 1000', '--speed 300')} --worse knee_rolls=3 --rest 2"
    words = [*line.split(), "--home", str(root / "home")]
    unbuffered = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [COMMAND, *words], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, env=unbuffered
    ) as session:
        assert session.stdout is not None
        assert any(b"Exercise two of" in line for line in session.stdout)
        assert any((root / WAL).stat().st_size > 0 for _ in session.stdout)  # it may just have been written home
        session.kill()


def _remove(folder: Path) -> None:
    """Remove a tree in which anything may be unreadable; links are not followed."""
    if not folder.exists():
        return
    for path, folders, _ in os.walk(folder):
        for name in folders:
            inside = Path(path, name)
            if not inside.is_symlink():
                inside.chmod(0o700)
    shutil.rmtree(folder)
