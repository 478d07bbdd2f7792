"""A physiotherapist's sheet in the whole program, on a virtual screen: from three pasted lines to the history.

`python benchmarks/sheet_story.py`: by keys and mouse a sheet with one unknown exercise is pasted, shown with a
photograph, put into Monday and Thursday, kept, played at a hundred times the speed, and found in the history. Each step
waits for what is seen, however long that takes. Prints what has happened and the seconds. Until it is kept the presses
are counted, what is in view is read once, and the program's own waits are measured: so long a person needs. Needs Xvfb.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)

from hipcoach.cli import main as hipcoach
from hipcoach.clock import SystemClock
from hipcoach.ui.main_window import MainWindow
from tests.project.real_window import after_first_run, rows_in
from tests.ui.shared.photographs import photograph
from tests.ui.user import names_of, press, said, visible

LOOK_MS, LOOKS = 50, 6000
PRESS_S, READ_WORDS_A_S = 1.2, 4.0  # of somebody who is no typist, and who reads what is new to them
PICK_PRESSES = 4  # until a photograph is found in the dialog for files
SHEET = "Bridge 3 reps\nHeel slide 3 each side\nTowel press 3 reps, slowly"
DONE = "SELECT plan, finish FROM session"
K = Qt.Key
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier

Seen = Callable[[], Any]


class Story:
    """One user, who sees the window and has a keyboard and a mouse."""

    def __init__(self, home: Path, photograph: Path) -> None:
        self.home, self.photograph = home, photograph
        self.steps = self._steps()
        self.seen: Seen = lambda: self.window is not None
        self.looks = 0
        self.done: list[tuple[Any, ...]] = []
        self.presses, self.waited_s, self.since_s = 0, 0.0, SystemClock().now_s()
        self.read: set[str] = set()  # each text once

    @property
    def window(self) -> MainWindow | None:
        """The program's window; None until it is there."""
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        return found[0] if found else None

    def look(self) -> None:
        """Go on where what was waited for is there."""
        self.looks += 1
        if self.seen():
            self.looks = 0
            self.waited_s += SystemClock().now_s() - self.since_s
            self.read |= in_view(self.window)
            try:
                self.seen = next(self.steps)
            except StopIteration:
                QApplication.quit()
                return
            self.since_s = SystemClock().now_s()
        assert self.looks < LOOKS, self.text().replace("\n", " / ")
        QTimer.singleShot(LOOK_MS, self.look)

    def text(self) -> str:
        """Return all that the window says."""
        return said(self.window) if self.window is not None else ""

    def key(self, pressed: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        window = self.window
        self.presses += 1
        if window is not None:  # without a window manager no window is active, and each has its own focus
            QTest.keyClick(window.focusWidget() or window, pressed, modifier)

    def click(self, name: str) -> None:
        """Click what is called so."""
        self.presses += 1
        press(self.window or QWidget(), name)

    def tell_hand(self) -> None:
        """Print how long a person needs for what was done so far."""
        words = sum(len(text.split()) for text in self.read)
        hand_s, read_s = self.presses * PRESS_S, words / READ_WORDS_A_S
        own = f"the program's own waits {self.waited_s:.1f} s"
        hand, reading = f"{self.presses} presses {hand_s:.0f} s", f"{words} words in view, read once, {read_s:.0f} s"
        print(f"kept: {hand}, {reading}, {own}: {hand_s + read_s + self.waited_s:.0f} s", flush=True)

    def _says(self, words: str) -> Seen:
        return lambda: words in self.text()

    def _shows(self, button: str) -> Seen:
        return lambda: any(button in names_of(each) for each in visible(self.window or QWidget(), QAbstractButton))

    def _steps(self) -> Iterator[Seen]:
        window = self.window
        assert window is not None
        self.read, self.waited_s = set(), 0.0  # Today has been read
        self.key(K.Key_2, CONTROL)
        yield self._shows("Type in a physiotherapist's sheet")
        self.click("Type in a physiotherapist's sheet")
        yield lambda: isinstance(window.focusWidget(), QPlainTextEdit)
        QApplication.clipboard().setText(SHEET)
        self.key(K.Key_V, CONTROL)
        yield self._says("3. Towel press (an exercise of your own): 3 times")
        print("understood", flush=True)
        self.click("Change it before it is kept")
        yield lambda: isinstance(window.focusWidget(), QListWidget)
        self.key(K.Key_Down)
        self.key(K.Key_Down)
        yield self._shows("Add a photograph")
        QTimer.singleShot(0, lambda: self.click("Add a photograph"))  # its dialog has a loop of its own
        yield lambda: isinstance(QApplication.activeModalWidget(), QFileDialog)
        dialog = QApplication.activeModalWidget()
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        self.presses += PICK_PRESSES
        field.setText(str(self.photograph))
        QTest.keyClick(field, K.Key_Return)
        yield lambda: [each for each in visible(window, QWidget) if each.accessibleName() == "1 photographs"]
        self.click("Monday")
        self.click("Thursday")
        self.click("Keep this plan")
        yield self._shows("Start From my sheet")
        self.tell_hand()
        self.key(K.Key_Return)
        yield self._says("Are any of these new, or true today?")
        press(window, "None of these")
        self.key(K.Key_Return)
        yield self._says("How much does it hurt now?")
        self.key(K.Key_2)
        self.key(K.Key_Return)
        yield self._says("You reported 2")
        self.key(K.Key_Return)
        yield self._played
        print("played", *self.done[0], flush=True)
        yield self._back_in_the_window
        self.key(K.Key_4, CONTROL)
        yield self._says("From my sheet")
        print("found in the history", flush=True)

    def _played(self) -> bool:
        """Answer each exercise with Same until the session is over; in a wait the key says "ready"."""
        self.done = rows_in(self.home, DONE)
        if self.done and self.done[0][1]:
            return True
        paused = "Paused: " in self.text()  # the machine stood still: at this speed that looks like sleep
        self.key(K.Key_Space if paused else K.Key_2)
        return False

    def _back_in_the_window(self) -> bool:
        """Answer the question after the session, and leave what follows."""
        if self._shows("Put a plan together")():
            return True
        self.key(K.Key_2)
        self.key(K.Key_Return)
        return False


def in_view(window: MainWindow | None) -> set[str]:
    """Return the texts that can be read on the screen without scrolling: labels and buttons."""
    if window is None:
        return set()
    words = {each: each.text() for each in [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]}
    return {text for each, text in words.items() if each.isVisible() and not each.visibleRegion().isEmpty()}


def run(home: Path, photograph: Path) -> int:
    """Open the program, and let the user begin once its window is there."""
    story = Story(home, photograph)
    goes_on = QApplication.exec

    def exec_with_the_user(*_: object) -> int:
        QTimer.singleShot(LOOK_MS, story.look)
        return goes_on()

    QApplication.exec = exec_with_the_user  # type: ignore[method-assign]
    return hipcoach(["--home", str(home), "--speed", "100", "--voice", "silent"])


def main() -> int:
    if sys.argv[1:]:
        return run(Path(sys.argv[1]), Path(sys.argv[2]))
    reads, writes = os.pipe()
    screen = ["-displayfd", str(writes), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(["Xvfb", *screen], pass_fds=[writes], stderr=subprocess.DEVNULL)
    os.close(writes)
    try:
        with os.fdopen(reads) as answer, tempfile.TemporaryDirectory() as name:
            display, folder = f":{answer.readline().strip()}", Path(name)
            after_first_run(folder / "home")
            begun_s = SystemClock().now_s()
            story = [sys.executable, __file__, str(folder / "home"), str(photograph(folder / "press.jpg"))]
            environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
            status = subprocess.run(story, env=environment, check=False, timeout=900).returncode
            for file in ("plans/from-my-sheet.toml", "exercises/towel_press.toml"):
                print(f"-- {file}", (folder / "home" / "data" / file).read_text("utf-8"), sep="\n")
            print(f"{SystemClock().now_s() - begun_s:.0f} s")
            return status
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    sys.exit(main())
