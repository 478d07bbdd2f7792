"""Shows every page in every state to a screen reader: a step for each line that it reads, and a line for each step."""

import json
import os
import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QEventLoop, QSocketNotifier, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from hipcoach.gallery import demo_world
from hipcoach.gallery.draw import settle, show
from hipcoach.gallery.scenes import Scenes, scenes
from hipcoach.gallery.states import STATES
from hipcoach.paths import find_paths
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.widgets.accessible import SpokenWidgets
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.card import CardButton
from tests.ui.hands import name_of

WINDOW = (1366, 768)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
WALKED = (  # each page, in each state that asks or tells something else
    *("today", "today-session", "today-rest", "today-emergency", "plans", "plan", "exercises", "exercise", "history"),
    *("history-session", "history-deleted", "settings", "help", "help-moving", "who-speaks"),
    *(f"first-run-{step}" for step in range(1, 6)),
    *("session-screen", "session-screen-marked", "session-number", "session-confirm", "session-plan", "session-swap"),
    *("session-gentle", "session-emergency", "session-same-day", "session-red", "session-enough", "session-settle"),
    *("session-after", "session-summary", "session-rest", "session-rest-sign", "session-come-back"),
    *("player-waiting", "player-hold", "player-paused", "player-ask", "player-keys", "player-check"),
    *("player-pain-score", "player-pain-confirm", "player-pain-kind", "player-sharp-question", "player-pain-break"),
)
K = Qt.Key


class Walk:
    """The pages one after the other, with the keyboard."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def go(self, made: Scenes) -> None:
        """Show each state, then press Enter, then, on the page as it was, Esc."""
        for name in WALKED:
            build = partial(STATES[name], made)
            page = self._open(build)
            primary = [name_of(each) for each in page.findChildren(PrimaryButton) if each.isVisible()]
            focus = self._app.focusWidget()
            self._tell(state=name, primary=primary)
            self._tell(pressed=self._press(K.Key_Return, page))
            if focus is None or not isValid(focus) or not focus.isVisible():  # most pages are only looked at here
                self._close(page)
                page = self._open(build)
            else:
                focus.setFocus(Qt.FocusReason.TabFocusReason)
            self._tell(again=True)
            self._tell(pressed=self._press(K.Key_Escape, page))
            self._close(page)
        self._tell(done=True)

    def _open(self, build: Callable[[], QWidget]) -> QWidget:
        page = build()
        show(self._app, page, WINDOW)
        assert QTest.qWaitForWindowActive(page, 60_000)
        if isinstance(page, MainWindow):
            page.say_page()  # it was built unseen
        settle(self._app)
        return page

    def _press(self, key: Qt.Key, page: QWidget) -> list[str]:
        """Press a key; return the buttons that it pressed, as they were called then.

        An event of our own: about each key of the keyboard (and of QTest) Qt first asks the screen reader.
        """
        pressed: list[str] = []
        for button in (*page.findChildren(QAbstractButton), *page.findChildren(CardButton)):
            button.clicked.connect(partial(_note, pressed, name_of(button)))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._app.sendEvent(self._app.focusWidget() or page, QKeyEvent(kind, key, NO_MODIFIER))
        return pressed

    def _close(self, page: QWidget) -> None:
        page.close()
        page.deleteLater()
        settle(self._app)

    def _tell(self, **what: object) -> None:
        """Say what there is now, and answer the screen reader until it wants the next step."""
        settle(self._app)
        print(json.dumps(what), flush=True)
        loop = QEventLoop()
        self._asked.activated.connect(loop.quit)
        loop.exec()
        self._asked.activated.disconnect(loop.quit)
        if os.read(sys.stdin.fileno(), 1) == b"":
            sys.exit("nobody listens any more")


def _note(pressed: list[str], name: str, _checked: bool = False) -> None:
    pressed.append(name)


def main() -> None:
    app = QApplication(sys.argv[:1])
    SpokenWidgets().install()
    theme = demo_world.theme_for(app, find_paths())
    with scenes(theme, find_paths()) as made:
        Walk(app).go(made)


if __name__ == "__main__":
    main()
