"""A player page in the hand, with the session that it shows."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from hipcoach.catalogue.types import Dose
from hipcoach.coach.keys import DEFAULT_KEYS
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind, Timing
from hipcoach.gallery.draw import settle
from hipcoach.settings import WhoSpeaks
from hipcoach.ui.player.player_page import PlayerPage
from tests.ui import pages_world
from tests.ui.player.player_world import FIGURES, RULE, Played, play

K = Qt.Key
SESSION_KEYS_OF_QT = tuple(
    K[f"Key_{name}"] for row in DEFAULT_KEYS.rows for name in (*row.qt_keys, row.cap) if f"Key_{name}" in K.__members__
)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Shown:
    """A page in the hand, with its session."""

    def __init__(
        self,
        app: QApplication,
        plan: str = "first-steps",
        size: tuple[int, int] = (1366, 768),
        *,
        who_speaks: WhoSpeaks | None = None,
        timing: Timing | None = None,
        ways: tuple[str, ...] = (),
        dose: Dose | None = None,
    ) -> None:
        self.app = app
        self.played: Played = play(plan, who_speaks=who_speaks, timing=timing, ways=ways, dose=dose)
        self.theme = pages_world.theme(app)
        self.page = PlayerPage(self.theme, FIGURES, self.played.player, RULE)
        self.page.resize(*size)
        self.page.show()
        self.played.player.start()
        self.look()

    def look(self) -> None:
        self.page.refresh()
        self.app.processEvents()

    def press(self, key: Qt.Key) -> None:
        text = chr(key) if 32 <= key < 127 else ""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text.lower())
            self.app.sendEvent(self.app.focusWidget() or self.page, event)
        self.look()

    def send(self, key: int, text: str = "", scan_code: int = 0, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Send what a keyboard sends, with the place of the key, to what has the focus."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, scan_code, 0, 0, text)
            self.app.sendEvent(self.app.focusWidget() or self.page, event)
        self.look()

    def to(self, kind: StepKind) -> None:
        self.played.to(kind)
        self.look()

    def pass_s(self, seconds: float) -> None:
        self.played.pass_s(seconds)
        self.look()

    def events(self, kind: type) -> list[object]:
        return [event for event in self.played.diary.events if isinstance(event, kind)]

    @property
    def state(self) -> object:
        """Typed loosely: it changes between two looks."""
        return self.played.player.state

    def panel(self) -> object:
        return self.page.visible_widget

    def close(self) -> None:
        self.played.player.close()
        self.page.close()
        self.page.deleteLater()
        self.played.player.deleteLater()
        settle(self.app)


def report(shown: Shown, score: str, kind: Qt.Key) -> None:
    """P, the number, Enter, Yes where it is asked, the kind, Enter or Yes: all by key."""
    shown.to(StepKind.HOLD)
    shown.press(K.Key_P)
    for digit in score:
        shown.press(Qt.Key(ord(digit)))
    shown.press(K.Key_Return)
    if shown.state is State.PAIN_CONFIRM:
        shown.press(K.Key_Y)
    shown.press(kind)
    shown.press(K.Key_Return if shown.state is State.PAIN_KIND else K.Key_Y)
