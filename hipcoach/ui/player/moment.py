"""The moment in which an answer can be corrected by another one before it is taken."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

MOMENT_MS = 2_000  # long enough to see a slip and to type 10, and no long wait on the floor


class SettlingMoment(QTimer):
    """Runs once. When its page is hidden it is interrupted; when that is shown again it begins anew."""

    def __init__(self, over: Callable[[], object], begun: Callable[[float], object], page: QWidget) -> None:
        """`begun` is told how many seconds it lasts."""
        super().__init__(page)
        page.installEventFilter(self)
        self._begun = begun
        self._interrupted = False
        self.length_ms = MOMENT_MS
        self._times = 1
        self.setSingleShot(True)
        self.timeout.connect(over)

    def begin(self, times: int = 1) -> None:
        """Begin, or begin anew; `times` as long as usual."""
        self._interrupted, self._times = False, times
        self.start(self.length_ms * times)
        self._begun(self.length_ms * times / 1000)

    def forget(self) -> None:
        """End it for good: something else is asked."""
        self.stop()
        self._interrupted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Interrupt it as its page is hidden, such as by Esc.

        The page still says then that the answer is taken soon.
        """
        if event.type() is QEvent.Type.Hide:
            self._interrupted = self._interrupted or self.isActive()
            self.stop()
        elif event.type() is QEvent.Type.Show and self._interrupted:
            self.begin(self._times)
        return False
