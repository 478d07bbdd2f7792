"""What the installed command stands of the world around it: a random walk over the tests' tables.

.venv/bin/python benchmarks/faults.py [--minutes 60] [--seed 1] [--only KIND]

Prints for each kind how many trials were made and how many failed, and each failure with its number: `--seed` and the
number make it again. A session with a RED is the measure: a RED that was shown before a kill, a full disk or a jump of
the clock must block the next day. Needs strace; a full disk needs root. The trial `control` loses a RED on purpose and
must fail, and so must power cuts of a diary that does not sync.
"""

import argparse
import json
import logging
import os
import random
import select
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hipcoach.clock import SystemClock
from tests.faults import jumping_clock
from tests.faults.commands import COMMANDS, RED, SLOW
from tests.faults.disks import small_disk
from tests.faults.homes import DIARY, Homes
from tests.faults.hostile_worlds import HOSTILE_WORLDS
from tests.faults.runs import COMMAND, Answer, ForkServer, run_alone
from tests.faults.verdict import faults, kinds, of_any_run, of_the_log
from tests.faults.worlds import WORLDS
from tests.recorder.power_cut import cuts

if TYPE_CHECKING:
    from collections.abc import Callable

CLOCK = SystemClock()
SHOWN = "You chose seven"
RESTS = ("blocked", "paused")  # what today is for while a RED is in force
CALLS = ("pread64", "read", "pwrite64", "write", "fsync", "fdatasync", "openat", "rename", "unlink", "ftruncate")
ERRORS = ("EIO", "ENOSPC")
DAY_S = 86_400.0
JUMPS_S = (-60 * DAY_S, -DAY_S, -600.0, 600.0, DAY_S, 60 * DAY_S, 74 * 365 * DAY_S)
JUMPING_CLOCK = Path(jumping_clock.__file__)
LONGEST_S = 1.5  # of a session with a RED, from its start to its end


class Trials:
    """Each method is one trial: it returns what is wrong, a line each, and in what case."""

    def __init__(self, folder: Path) -> None:
        self._homes = Homes(folder)
        self._folder = folder
        self.power_cuts = 0
        root = self._homes.fresh()
        self._server = ForkServer(folder)
        self._server.warm([command.words(root) for command in COMMANDS if command.each < SLOW])

    def close(self) -> None:
        """Leave nothing behind."""
        self._server.close()
        self._homes.remove()

    def world(self, dice: random.Random) -> tuple[str, list[str]]:
        """Run any command in any world, whether it concerns it or not."""
        world, command = dice.choice((*WORLDS, *HOSTILE_WORLDS)), dice.choice(COMMANDS)
        root = self._homes.fresh(cut_off=world.cut_off)
        world.spoil(root)
        before = kinds(root)
        answer = self._server.run(command.words(root), limit_s=command.limit_s)
        concerns = bool(world.touches & command.uses)
        found = faults(answer, world, command, before, kinds(root), root / "home") if concerns else of_any_run(answer)
        return f"{world.name}, {command.name}", found

    def kill(self, dice: random.Random) -> tuple[str, list[str]]:
        """Kill a session at any instant; a RED that it had shown is in force."""
        home = self._homes.fresh() / "home"
        after_s = dice.uniform(0, LONGEST_S)
        words = [str(COMMAND), *RED.split(), "--home", str(home)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as session:
            assert session.stdout is not None
            select.select([], [], [], after_s)
            session.kill()
            shown = SHOWN in session.stdout.read()
        return f"kill after {after_s:.3f} s", self._aftermath(home, shown=shown)

    def flip(self, dice: random.Random) -> tuple[str, list[str]]:
        """Change a bit of the diary, or cut it short; what was done stays in the history."""
        root = self._homes.fresh()
        home = root / "home"
        content = bytearray((root / DIARY).read_bytes())
        at = dice.randrange(len(content))
        cut = dice.random() < 0.3
        if cut:
            del content[at:]
        else:
            content[at] ^= 1 << dice.randrange(8)
        (root / DIARY).write_bytes(content)
        found = self._aftermath(home, shown=False)
        done = self._run("history --json", home)
        if done.status == 0 and len(json.loads(done.out)["sessions"]) != 2:
            found.append("a session is missing, and a copy had it")
        return f"{'cut' if cut else 'flip'} at {at}", found

    def call(self, dice: random.Random) -> tuple[str, list[str]]:
        """Let one system call on the user's files fail once, in a session with a RED or a look at the diary."""
        home = self._homes.fresh() / "home"
        line = dice.choice((RED, "today", "history", "backup --now"))
        call, error, number = dice.choice(CALLS), dice.choice(ERRORS), dice.randrange(1, 60)
        paths = [word for path in _own_files(home) for word in ("-P", str(path))]
        inject = ["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={number}"]
        strace = ["strace", "-f", "-o", "/dev/null", *paths, *inject]
        answer = run_alone([*line.split(), "--home", str(home)], before=strace)
        found = of_any_run(answer)
        if list((home / "data").glob("damaged-*")):
            found.append("set aside as damaged")
        return f"{line.split()[0]}: {call} {error} {number}", found + self._aftermath(home, shown=SHOWN in answer.out)

    def full(self, dice: random.Random) -> tuple[str, list[str]]:
        """Let the disk fill in a session with a RED."""
        left = dice.randrange(0, 1200) * 1024
        with small_disk(self._folder / "disk") as disk:
            home = disk.path / "home"
            self._run("today", home)
            if dice.random() < 0.3:
                (home / "data" / "reserve").unlink()
            disk.fill(leaving=left)
            answer = run_alone([*RED.split(), "--home", str(home)])
            disk.make_room()
            found = of_any_run(answer) + self._aftermath(home, shown=SHOWN in answer.out)
        (self._folder / "disk").rmdir()
        return f"{left // 1024} KB left", found

    def jump(self, dice: random.Random) -> tuple[str, list[str]]:
        """Let the wall clock jump in a session with a RED, or be wrong all through it; then it is right again."""
        home = self._homes.fresh() / "home"
        jump_s, after_s = dice.choice(JUMPS_S) * dice.uniform(0.9, 1.1), dice.uniform(-0.3, LONGEST_S)
        clock = [sys.executable, str(JUMPING_CLOCK), f"{jump_s:.0f}", f"{after_s:.3f}"]
        answer = run_alone([*RED.split(), "--home", str(home)], before=clock)
        found = of_any_run(answer) + self._aftermath(home, shown=SHOWN in answer.out)
        return f"{jump_s:+.0f} s after {after_s:.3f} s", found

    def cut(self, dice: random.Random) -> tuple[str, list[str]]:
        """Cut the power after every commit of a session: a write without a sync is there, not there, or torn."""
        tried, lost = self._cuts("", dice)
        self.power_cuts += tried
        return f"power cut at {tried} moments", [f"something acknowledged is gone at {lost}"] if lost else []

    def control_cut(self, dice: random.Random) -> bool:
        """Return True if power cuts lose what a diary acknowledges without a sync, as they must."""
        tried, lost = self._cuts("NORMAL", dice)
        return lost > tried / 2

    def control(self, dice: random.Random) -> tuple[str, list[str]]:
        """Lose a RED on purpose: a trial that finds nothing here would find nothing anywhere."""
        home = self._homes.fresh() / "home"
        shown = SHOWN in self._run(RED, home).out
        shutil.copy(dice.choice(sorted((home / "data" / "backups").glob("diary-20260*"))), home / "data/diary.sqlite3")
        return "a RED is lost", self._aftermath(home, shown=shown)

    def _cuts(self, synchronous: str, dice: random.Random) -> tuple[int, int]:
        folder = self._folder / "cut"
        folder.mkdir()
        try:
            return cuts(folder, synchronous, dice)
        finally:
            shutil.rmtree(folder)

    def _aftermath(self, home: Path, *, shown: bool) -> list[str]:
        """Look at the diary after it: every look ends well, and a RED that was shown blocks."""
        due, history = self._run("today --json", home), self._run("history", home)
        found = of_any_run(due) + of_any_run(history) + of_the_log(home)
        if due.status != 0:
            found.append(f"today: {due.err.strip()}")
        elif shown and json.loads(due.out)["kind"] not in RESTS:
            found.append("a RED that was shown is lost")
        return found

    def _run(self, line: str, home: Path) -> Answer:
        return self._server.run([*line.split(), "--home", str(home)])


def _own_files(home: Path) -> list[Path]:
    data = home / "data"
    names = ("", "-wal", ".sum", ".sum.part")
    return [*(data / f"diary.sqlite3{name}" for name in names), data / "reserve", data / "backups", data]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first trial")
    parser.add_argument("--only", choices=("world", "kill", "flip", "call", "jump", "full", "cut"))
    args = parser.parse_args()
    logging.disable()  # of this process; what the commands say and log is looked at
    made, failed = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="hipcoach-faults-") as folder:
        trials = Trials(Path(folder))
        kind_of: dict[str, Callable[[random.Random], tuple[str, list[str]]]] = {
            "world": trials.world,
            "kill": trials.kill,
            "flip": trials.flip,
            "call": trials.call,
            "jump": trials.jump,
            "cut": trials.cut,
        }
        if os.geteuid() == 0:
            kind_of["full"] = trials.full
        noticed = bool(trials.control(random.Random(args.seed))[1]) and trials.control_cut(random.Random(args.seed))
        number = args.first
        end_s = CLOCK.now_s() + args.minutes * 60
        while CLOCK.now_s() < end_s:
            dice = random.Random(f"{args.seed} {number}")
            kind = args.only or dice.choice(sorted(kind_of))
            case, found = kind_of[kind](dice)
            made[kind] += 1
            if found:
                failed[kind] += 1
                print(f"{number} {kind}: {case}: {'; '.join(dict.fromkeys(found))}", flush=True)
            number += 1
        trials.close()
    for kind in sorted(made):
        print(f"{kind:6} {made[kind]:6} trials, {failed[kind]:5} failed")
    print(f"power cuts: {trials.power_cuts} moments")
    print(f"control: {'noticed' if noticed else 'NOT NOTICED'}")
    return 0 if noticed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
