"""What the user changes on a page, outside a session: where it cannot be kept, it waits there to be tried again."""

from collections.abc import Callable
from functools import partial
from weakref import ref

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from hipcoach.errors import EnvironmentProblem


class PageChanges(QObject):
    """Makes changes. One that cannot be written is kept by who asked for it, until it is made or its page is gone."""

    failed = Signal(str)  # one sentence
    all_made = Signal()  # nothing waits any more

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[QObject, Callable[[], object]] = {}

    def make(self, owner: QObject, change: Callable[[], object]) -> bool:
        """Make a change of `owner`'s, in place of the one that waits; return False where it waits now.

        `change` reads what to write from its page when it is called: it is called again by `try_again`.
        """
        try:
            change()
        except EnvironmentProblem as problem:
            if owner not in self._waiting:
                owner.destroyed.connect(partial(_let_go, ref(self), owner))
            self._waiting[owner] = change
            self.failed.emit(str(problem))
            return False
        self.forget(owner)
        return True

    def try_again(self) -> bool:
        """Make what waits; return True if nothing waits any more."""
        return all([self.make(owner, change) for owner, change in tuple(self._waiting.items())])

    def forget(self, owner: QObject) -> None:
        """Let go of what waits on a page."""
        if self._waiting.pop(owner, None) is not None and not self._waiting:
            self.all_made.emit()


def _let_go(changes: "ref[PageChanges]", owner: QObject) -> None:
    """Forget what waits on a page that is gone. `changes` may be gone before it: the program closes in any order."""
    held = changes()
    if held is not None and isValid(held):
        held.forget(owner)
