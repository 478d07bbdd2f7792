"""The listening process kept alive from outside: one that hangs, ends, or has no microphone, is started again."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hipcoach.clock import SystemClock, wait_s
from hipcoach.listen import listener as listener_module
from hipcoach.listen.listen_process import STOPPED
from hipcoach.listen.listener import STARTING, Listener
from hipcoach.listen.microphone import MISSING, WHY
from tests.listen.microphone_faults import MICROPHONE_FAULTS


def no_microphone(why: str) -> str:
    return f"print({json.dumps({'event': 'no_microphone', 'message': why})!r}, flush=True)"


FIRST = 'print(\'{"event": "ready"}\', flush=True)'
LIVES = """
import sys, threading
def tell():
    while True:
        print('{"event": "level", "loud": 0.1}', flush=True)
        threading.Event().wait(0.02)
threading.Thread(target=tell, daemon=True).start()
for line in sys.stdin:
    print('{"event": "heard", "word": "pause", "near": 0.5}', flush=True)
"""
ENDS = {
    "hangs": f"{FIRST}\nimport threading; threading.Event().wait()",
    "dies": FIRST,
    "has no microphone": 'print(\'{"event": "no_microphone", "message": "no microphone was found"}\', flush=True)',
    "says nonsense": f"{FIRST}\nprint('nonsense')",
    "does not start": "raise SystemExit(3)",
}
STAND_INS = {  # what the listening process tells then
    "missing": no_microphone(MISSING),
    "refused": no_microphone(WHY[-6]),
    "taken by another program": no_microphone(WHY[-19]),
    "unplugged": f"{FIRST}\n{no_microphone(STOPPED)}",
    "silent": FIRST + LIVES.replace("0.1", "0.0"),
    "its server hangs": "import threading; threading.Event().wait()",
}
CANNOT = 'print(\'{"event": "cannot", "message": "no models"}\', flush=True)'
WITHIN_S = 60.0


def until(happens: Callable[[], object]) -> None:
    clock = SystemClock()
    due_s = clock.now_s() + WITHIN_S
    while not happens():
        assert clock.now_s() < due_s, "it did not happen"
        wait_s(0.005)


def until_it_has_ended() -> None:
    until(lambda: not any(thread.name == "listener" for thread in threading.enumerate()))


@contextmanager
def listening(
    script: str, monkeypatch: pytest.MonkeyPatch, hangs_after_s: float = WITHIN_S, ready_within_s: float = WITHIN_S
) -> Iterator[Listener]:
    monkeypatch.setattr(listener_module, "READY_WITHIN_S", ready_within_s)
    monkeypatch.setattr(listener_module, "FIRST_WAIT_S", 0.01)
    monkeypatch.setattr(listener_module, "SILENT_TOO_LONG_S", hangs_after_s)
    made = Listener([sys.executable, "-c", script], SystemClock())
    try:
        yield made
    finally:
        made.end()
    until_it_has_ended()


@pytest.mark.parametrize("how", ENDS)
def test_it_is_started_again_and_asked_again(how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    was_here = tmp_path / "was-here"
    script = f"""
from pathlib import Path
if not Path({str(was_here)!r}).exists():
    Path({str(was_here)!r}).touch()
    exec({ENDS[how]!r})
    raise SystemExit
exec({(FIRST + LIVES)!r})
"""
    began_s = SystemClock().now_s()
    with listening(script, monkeypatch, 0.5 if how == "hangs" else WITHIN_S) as made:
        heard: list[Any] = []

        def hears() -> bool:
            made.ask({"do": "anything"})
            heard.extend(each for each in made.take() if each.get("event") == "heard")
            return bool(heard)

        until(hears)
        assert began_s <= heard[0]["came_s"] <= SystemClock().now_s()
        assert was_here.exists()


@pytest.mark.parametrize("fault", MICROPHONE_FAULTS)
def test_a_microphone_that_fails_is_one_sentence_and_is_tried_again_until_it_is_back(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    back, told = tmp_path / "back", MICROPHONE_FAULTS[fault]
    until_back = (
        f"import pathlib\nif not pathlib.Path({str(back)!r}).exists():\n    exec({STAND_INS[fault]!r})\nelse:\n"
    )
    script = until_back + f"    exec({(FIRST + LIVES)!r})"
    monkeypatch.setattr(listener_module, "MUTED_S", 0.05 if fault == "silent" else WITHIN_S)
    monkeypatch.setattr(listener_module, "REOPEN_S", 0.1 if fault == "silent" else WITHIN_S)
    with listening(script, monkeypatch, ready_within_s=0.05 if fault == "its server hangs" else WITHIN_S) as made:
        until(lambda: made.problem == told)
        assert (told[0].isupper(), told.count("."), told[-1]) == (True, 1, ".")
        assert not made.listening
        until(lambda: caplog.messages)  # then it is opened again
        monkeypatch.setattr(listener_module, "READY_WITHIN_S", WITHIN_S)
        monkeypatch.setattr(listener_module, "MUTED_S", WITHIN_S)
        back.touch()
        until(lambda: made.listening)
        assert made.problem == ""
    assert caplog.messages[0] == f"no words are heard: {told}"


def test_a_microphone_of_zeros_is_opened_again_and_hears_once_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As where it was unplugged, and its server gives zeros in its place."""
    back, opened = tmp_path / "back", tmp_path / "opened"
    zeros = LIVES.replace("0.1", "' + ('0.1' if back else '0.0') + '")
    looks = f"import pathlib\nback = pathlib.Path({str(back)!r}).exists()\nopen({str(opened)!r}, 'a').write('.')\n"
    monkeypatch.setattr(listener_module, "MUTED_S", 0.05)
    monkeypatch.setattr(listener_module, "REOPEN_S", 0.1)
    with listening(looks + FIRST + zeros, monkeypatch) as made:
        until(lambda: opened.exists() and len(opened.read_text()) > 2)
        assert made.problem == listener_module.MUTED  # all the time, and once in the log
        assert [each for each in caplog.messages if listener_module.MUTED in each] == caplog.messages[:1]
        back.touch()
        monkeypatch.setattr(listener_module, "MUTED_S", WITHIN_S)
        until(lambda: made.listening)
        assert made.problem == ""


def test_what_is_wrong_is_one_sentence_and_a_microphone_of_zeros_is_switched_off(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with listening(ENDS["has no microphone"], monkeypatch) as made:
        assert made.problem in (STARTING, "No microphone was found.")
        until(lambda: made.problem == "No microphone was found.")
        assert not made.starting
        assert not made.listening
        assert not made.ask({"do": "anything"})
    assert caplog.messages == ["no words are heard: No microphone was found."]  # however often it was tried
    monkeypatch.setattr(listener_module, "MUTED_S", 0.05)
    with listening(FIRST + LIVES.replace("0.1", "0.0"), monkeypatch) as made:
        until(lambda: made.problem == listener_module.MUTED)
        assert not made.listening


def test_the_end_is_at_once_and_no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(f"{FIRST}\nimport threading; threading.Event().wait()", monkeypatch) as made:
        until(lambda: made.listening)
    assert not made.listening
    with listening(CANNOT, monkeypatch) as made:
        until_it_has_ended()  # what can never work is not tried again
        assert made.problem == "No models."
