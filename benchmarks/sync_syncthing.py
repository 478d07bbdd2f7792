"""Two real Syncthing processes on the loopback, each with a hipcoach home: what is done on one is seen on the other.

python benchmarks/sync_syncthing.py     # needs the program `syncthing`

A session on one, seen on the other; a stop for pain on one refuses a session on the other; a conflict copy, which
Syncthing makes because both copies of a file were changed while it was away, is read. Prints what it saw; raises where
that is not so.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from socket import socket
from xml.etree import ElementTree

from hipcoach.clock import SystemClock, wait_s

CLOCK = SystemClock()
LONGEST_S = 90.0
ANSWERS = ("--text", "--speed", "500", "--voice", "silent", "--screen", "none", "--before", "2", "--after", "2")


class Computer:
    """A home of hipcoach, and a Syncthing of its own with a copy of the folder."""

    def __init__(self, place: Path, name: str) -> None:
        self.name, self.home, self.folder, self.config = (
            name,
            place / name,
            place / f"{name}-folder",
            place / f"{name}-st",
        )
        self.folder.mkdir()
        self.port, self.gui = _free_port(), _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        _run("syncthing", "generate", f"--home={self.config}", "--no-default-folder", "--skip-port-probing")
        self.id = _run("syncthing", f"--home={self.config}", "--device-id").strip()

    def meet(self, other: "Computer") -> None:
        """Let its Syncthing know the other's, and nobody else; the folder is the only one."""
        path = self.config / "config.xml"
        tree = ElementTree.parse(path)
        root = tree.getroot()
        for found in [*root.findall("folder"), *(each for each in root.findall("device") if each.get("id") != self.id)]:
            root.remove(found)
        theirs = ElementTree.SubElement(root, "device", {"id": other.id, "name": other.name, "compression": "metadata"})
        ElementTree.SubElement(theirs, "address").text = f"tcp://127.0.0.1:{other.port}"
        known = {"id": "shared", "path": str(self.folder), "type": "sendreceive", "rescanIntervalS": "2"}
        shared = ElementTree.SubElement(root, "folder", {**known, "fsWatcherEnabled": "true", "fsWatcherDelayS": "1"})
        ElementTree.SubElement(shared, "maxConflicts").text = "10"
        for each in (self, other):
            ElementTree.SubElement(shared, "device", {"id": each.id})
        options = root.find("options")
        gui = root.find("gui")
        assert options is not None
        assert gui is not None
        _set(gui, "address", f"127.0.0.1:{self.gui}")
        for name, value in (
            ("listenAddress", f"tcp://127.0.0.1:{self.port}"),
            ("globalAnnounceEnabled", "false"),
            ("localAnnounceEnabled", "false"),
            ("relaysEnabled", "false"),
            ("natEnabled", "false"),
            ("reconnectionIntervalS", "1"),
            ("startBrowser", "false"),
            ("autoUpgradeIntervalH", "0"),
            ("urAccepted", "-1"),
            ("crashReportingEnabled", "false"),
        ):
            _set(options, name, value)
        tree.write(path)

    def start(self) -> None:
        """Let its Syncthing run."""
        words = ["syncthing", "serve", f"--home={self.config}", "--no-browser", "--no-restart", "--no-upgrade"]
        with (self.config / "log").open("ab") as log:
            self._process = subprocess.Popen(words, stdout=log, stderr=log)

    def stop(self) -> None:
        """End its Syncthing, and wait for that."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def hipcoach(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command in its home."""
        return subprocess.run(
            [sys.executable, "-m", "hipcoach", "--home", str(self.home), *words],
            capture_output=True,
            text=True,
            check=False,
        )

    def sync(self) -> list[str]:
        """Exchange through its folder; return what was said."""
        done = self.hipcoach("sync", str(self.folder))
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        print(f"  {self.name}: {' '.join(lines)}")
        return lines

    def files(self) -> dict[str, bytes]:
        """Return every segment that lies in its folder."""
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in self.folder.rglob("*.jsonl")}


def main() -> None:
    """Do it all in a folder of its own; both processes are gone at the end."""
    with tempfile.TemporaryDirectory() as place:
        one, two = Computer(Path(place), "one"), Computer(Path(place), "two")
        one.meet(two)
        two.meet(one)
        try:
            one.start()
            two.start()
            try_both(one, two)
        finally:
            one.stop()
            two.stop()


def try_both(one: Computer, two: Computer) -> None:
    print(_run("syncthing", "--version").split(" (")[0])
    print("a session on one")
    assert one.hipcoach("play", "first-steps", *ANSWERS, "--answer", "same").returncode == 0
    one.sync()
    _until("its files to be brought over", lambda: one.files() == two.files() != {})
    assert "1 session came from your other computer." in two.sync()
    assert "First steps" in two.hipcoach("history").stdout
    print("is seen on two")

    _until("both to have the same", lambda: one.files() == two.files())
    print("a stop for pain on two")
    assert two.hipcoach("play", "daily-mobility", *ANSWERS, "--worse", _first_exercise(two)).returncode == 0
    two.sync()
    _until("its files to be brought over", lambda: one.files() == two.files())
    one.sync()
    refused = one.hipcoach("play", "first-steps", *ANSWERS)
    assert refused.returncode == 1, refused.stdout
    print(f"refuses one on one: {refused.stderr.strip()}")

    print("two's Syncthing is away; on one a plan is written, and on two something else changes one's file")
    one.sync()
    _until("both to have the same", lambda: one.files() == two.files())
    before = set(two.files())
    two.stop()
    [mine] = {name for name in before if _device(one) in name}
    with (two.folder / mine).open("ab") as file:
        file.write(b"written by another program\n")
    (one.home / "data" / "plans").mkdir(exist_ok=True)
    (one.home / "data" / "plans" / "mine.toml").write_text(PLAN, "utf-8")
    one.sync()
    two.start()
    _until("a conflict copy", lambda: any(".sync-conflict-" in name for name in {*one.files(), *two.files()}))
    _until("both to have the same", lambda: one.files() == two.files())
    print("the conflict copy:", next(name for name in two.files() if ".sync-conflict-" in name))
    two.sync()
    one.sync()
    assert (two.home / "data" / "plans" / "mine.toml").read_text("utf-8") == PLAN
    assert two.hipcoach("play", "first-steps", *ANSWERS).returncode == 1, "the rest holds on"
    print("is read on two: the plan is there, and the rest holds")


PLAN = """\
title = "Mine"
summary = "One exercise."
exercises = ["bridge"]
"""


def _first_exercise(computer: Computer) -> str:
    shown = computer.hipcoach("show", "daily-mobility", "--json")
    return f"{json.loads(shown.stdout)['exercises'][0]}=8"


def _device(computer: Computer) -> str:
    return str(json.loads((computer.home / "data" / "shared" / "device.json").read_bytes())["device"])


def _until(what: str, is_so: Callable[[], bool]) -> None:
    began = CLOCK.now_s()
    while not is_so():
        assert CLOCK.now_s() - began < LONGEST_S, f"waited {LONGEST_S:.0f} s for {what}"
        wait_s(0.25)


def _set(parent: ElementTree.Element, name: str, value: str) -> None:
    for found in parent.findall(name)[1:]:
        parent.remove(found)
    found = parent.find(name)
    (ElementTree.SubElement(parent, name) if found is None else found).text = value


def _free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
