"""The moment in which an answer can be corrected by another one before it is taken."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

MOMENT_MS = 2_000  # long enough to see a slip and to type 10, and no long wait on the floor


class SettlingMoment(QTimer):
    """Runs once; one that was interrupted as its page was hidden begins anew as that is shown again."""

    def __init__(self, over: Callable[[], object], begun: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._begun = begun
        self._interrupted = False
        self.setSingleShot(True)
        self.setInterval(MOMENT_MS)
        self.timeout.connect(over)

    def begin(self) -> None:
        """Begin, or begin anew."""
        self._interrupted = False
        self.start()
        self._begun()

    def forget(self) -> None:
        """End it for good: something else is asked."""
        self.stop()
        self._interrupted = False

    def hide(self) -> None:
        """Interrupt it."""
        self._interrupted = self._interrupted or self.isActive()
        self.stop()

    def show(self) -> None:
        """Begin anew if it was interrupted, as by Esc: the page still says that the answer is taken soon."""
        if self._interrupted:
            self.begin()
