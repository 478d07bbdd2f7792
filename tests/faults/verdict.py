"""What every run in a broken world is held to."""

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from hipcoach.coach.diary import LACKS
from hipcoach.store.repair import IN_DOUBT
from hipcoach.store.wal_check import NOT_ALL_READ
from tests.faults.commands import Command
from tests.faults.homes import MARKED
from tests.faults.runs import Answer
from tests.faults.worlds import World

STATUSES = (0, 1, 2)
RAW = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_OF_A_FILE = re.compile(r"[^:]+:\d+: .*\bexpected ")  # a file has as many lines as it has problems
_MENDED = re.compile("|".join(("The diary was damaged ", *map(re.escape, (NOT_ALL_READ, IN_DOUBT, LACKS)))))
_LOGGED = re.compile(r"\d{4}-\d\d-\d\dT")  # a line of ours: garbage may lie in its place
_PERSONAL = re.compile(
    rf"{MARKED}|0700 900|First steps|Knee rolls|Bridge|You (?:chose|reported)|Stop and rest|(?:pain|score|number)\W+\d",
    re.I,
)
_ADVICE = re.compile("first-steps: ")  # why there is no session; beneath it, where that could not be kept

Kinds = Mapping[str, tuple[str, int]]


def kinds(root: Path) -> Kinds:
    """Return what must outlive every command: what lies in the world and is no plain file or folder, with its mode.

    What lies in the cache may be deleted at any time. Of a link the mode is its target's; of a folder that lies in a
    file's place the file inside counts.
    """
    found = {}
    for path, folders, files in os.walk(root):
        for name in (*folders, *files):
            each = Path(path, name)
            if each.is_relative_to(root / "home" / "cache"):
                continue
            looked = each.lstat()
            if stat.S_ISLNK(looked.st_mode):
                mode = each.stat().st_mode if each.exists() else 0
                found[str(each)] = (f"link to {each.readlink()}", mode)
            elif stat.S_ISFIFO(looked.st_mode) or stat.S_ISCHR(looked.st_mode):
                found[str(each)] = ("special", looked.st_mode)
            elif name == "kept":
                found[str(each)] = ("not ours", 0)
    return found


def faults(answer: Answer, world: World, command: Command, before: Kinds, after: Kinds, home: Path) -> list[str]:
    """Return what is wrong with a run, a line each; nothing where all is well."""
    found = [*of_any_run(answer), *of_the_log(home)]
    text = answer.out + answer.err
    if answer.status == 1 and not command.refuses and not _names(text, world.place):
        found.append("status 1 and no line names the file")
    if world.fine and not command.refuses and (answer.status, answer.err) != (0, ""):
        found.append("something is said of a good file")
    if world.noticed and command.reads_diary and not answer.err:
        found.append("nothing is said of what is missing")
    if world.refused and answer.status != 1:
        found.append("taken in")
    for path, kind in before.items():
        if after.get(path) != kind:
            found.append(f"{Path(path).name}: was {kind[0]} {kind[1]:o}, is {after.get(path)}")
    return found


def of_any_run(answer: Answer) -> list[str]:
    """Return what no run may do, whatever the world is like."""
    found = []
    if answer.late:
        found.append("hangs")
    elif answer.status not in STATUSES:
        found.append(f"status {answer.status}")
    if "Traceback" in answer.out + answer.err:
        found.append("a traceback")
    if answer.status != 2:  # wrong usage has its usage above the line
        found += _too_many(answer.err.splitlines())
    if RAW.search(answer.err) or RAW.search(answer.out):
        found.append("raw control characters")
    if answer.status == 1 and not (answer.out + answer.err).strip():
        found.append("status 1 without a word")
    return found


def of_the_log(home: Path) -> list[str]:
    """Return what of the user's own stands in the log: a name, a note, a number about pain, a phrase, a folder."""
    logs = [path for path in (home / "data").glob("hipcoach.log*") if path.is_file() and os.access(path, os.R_OK)]
    lines = [line for path in logs for line in path.read_text("utf-8", "replace").splitlines() if _LOGGED.match(line)]
    return [f"in the log: {line}" for line in lines if _PERSONAL.search(line) or str(home) in line]


def _too_many(lines: list[str]) -> list[str]:
    """Return what is said in more than one line, apart from a file's own problems and what was mended before."""
    advice = [line for line in lines if _ADVICE.match(line)]
    ours = [line for line in lines if not any(each.match(line) for each in (_OF_A_FILE, _MENDED, _ADVICE))]
    return [f"{len(each)} lines on stderr" for each in (advice, ours) if len(each) > 1]


def _names(text: str, place: str) -> bool:
    """Return True if a line names the file or a folder that it lies in, or, of the diary's files, the diary."""
    path = Path(place)
    return path.name in text or f"{path.parent}/" in text or ("diary.sqlite3" in place and "diary" in text)
