"""Runs the installed command many times: each run is a fork of a process that has imported it, 10 ms instead of 200.

A program of its own, fed with one JSON object a line: {"words", "closed_output", "ahead_s", "limit_s"}; it answers each
with a line {"status", "out", "err", "late"}. Each run has a limit on its memory, and none of root's rights over files
that their modes close.
"""

import ctypes
import gc
import importlib.metadata
import json
import os
import resource
import select
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, TextIO

from tests.faults.jumping_clock import set_ahead
from tests.faults.menu import menu_of

MEMORY_BYTES = 1 << 30  # reading an endless device must not take the machine's memory
_SET_SECUREBITS, _NO_ROOT = 28, 1  # linux/prctl.h, linux/securebits.h
_CAPABILITIES_V3 = 0x20080522

Main = Callable[[Sequence[str]], int]


def serve(main: Main) -> None:
    """Answer every line of standard input; `{"warm": [words, …]}` runs commands here, so that later forks have them."""
    for line in sys.stdin:
        job = json.loads(line)
        answer = _warm(main, job["warm"]) if "warm" in job else _run(main, job)
        print(json.dumps(answer), flush=True)


def _warm(main: Main, commands: list[list[str]]) -> list[int]:
    """Import what the commands import, by running them here; Qt is only imported, since a started Qt does not fork."""
    answers, errors = sys.stdout, sys.stderr
    with open(os.devnull, "w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        try:
            statuses = [main(words) for words in commands]
            __import__("PySide6.QtWidgets")
        finally:
            sys.stdout, sys.stderr = answers, errors
    gc.collect()
    gc.freeze()
    return statuses


def _run(main: Main, job: dict[str, Any]) -> dict[str, Any]:
    out, err = os.memfd_create("out"), os.memfd_create("err")
    child = os.fork()
    if child == 0:
        _be_the_command(main, job, out, err)
    watched = os.pidfd_open(child)
    late = not select.select([watched], [], [], job["limit_s"])[0]
    try:
        os.killpg(child, signal.SIGKILL)  # the command itself where it is late, and helpers that it left behind
    except ProcessLookupError:
        if late:
            os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(watched)
    return {"status": status, "out": _read(out), "err": _read(err), "late": late}


def _read(memory: int) -> str:
    with open(memory, "rb") as file:
        file.seek(0)
        return file.read().decode("utf-8", "replace")


def _be_the_command(main: Main, job: dict[str, Any], out: int, err: int) -> None:
    """Become the command, as a fresh process would be it; does not return."""
    status = 1
    try:
        os.setsid()
        os.umask(0o022)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdin, sys.stdout, sys.stderr = _stream(0, "r"), _stream(1, "w"), _stream(2, "w")
        if job.get("closed_output"):
            os.close(1)
            sys.stdout = None  # type: ignore[assignment]  # as Python has it then
        if job["words"][0] == "--voice":
            _close_the_window_once_it_is_open()
        if job.get("ahead_s"):
            set_ahead(timedelta(seconds=job["ahead_s"]))
        if os.geteuid() == 0:
            _give_up_rights()
        os.environ.update(menu_of(job["words"]))
        sys.argv = ["hipcoach", *job["words"]]
        status = _status(main, job["words"])
    finally:
        os._exit(status)


def _status(main: Main, words: Sequence[str]) -> int:
    try:
        status = main(words)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
        status = 1
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        traceback.print_exc()
        status = 120  # as Python itself ends then
    return status


def _stream(handle: int, mode: str) -> TextIO:
    stream = open(handle, mode)  # noqa: SIM115  # as long as the process
    if handle == 2:
        stream.reconfigure(errors="backslashreplace", line_buffering=True)
    return stream  # type: ignore[return-value]


def _close_the_window_once_it_is_open() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from hipcoach.program import Program

    opens = Program.open

    def open_and_close(program: Program, *opened: object) -> None:
        opens(program, *opened)
        QTimer.singleShot(0, QApplication.exit)  # after what the program does when it is open

    Program.open = open_and_close  # type: ignore[method-assign]


def _give_up_rights() -> None:
    """Stay who we are, but be refused where the file's mode refuses: root is asked for no mode otherwise.

    Helper processes are refused as well: without "no root" they would have all rights again.
    """
    if os.geteuid() != 0:
        return
    system = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_V3, 0)
    none = (ctypes.c_uint32 * 6)()
    if system.prctl(_SET_SECUREBITS, _NO_ROOT, 0, 0, 0) != 0 or system.capset(header, none) != 0:
        raise OSError(ctypes.get_errno(), "capset")


if __name__ == "__main__":
    (entry,) = importlib.metadata.entry_points(group="console_scripts", name="hipcoach")
    serve(entry.load())
