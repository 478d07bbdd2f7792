"""One window for each diary: a second start brings the first window to the front, and ends.

Of two starts at the same instant one takes the diary, and listens as soon as its window is there. The other asks until
then: in between nobody can answer it.
"""

import logging
import os
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal

if TYPE_CHECKING:
    import socket

logger = logging.getLogger(__name__)

RAISE = b"raise"
ANSWER_WITHIN_S = 0.5
FILE_WITHIN_S = 0.1  # it was sent before we were asked
LONGEST_NAME = 4096
ASK_AGAIN_S = 0.1
ASK_FOR_S = 5.0  # a start with much else to do; a command that holds the diary for longer has no window to show
SOCKETS_IN_FOLDERS = os.name == "posix"  # not in Windows' Python: Qt's network module does it there


class SecondStart(Enum):
    """What a start does that could not have the diary."""

    END = "the other window has come to the front"
    TRY_AGAIN = "the other may be starting, or about to end"
    TELL = "say why it could not be opened"


def second_start(*, raised: bool, in_use: bool, waited_s: float) -> SecondStart:
    """Return what a start does that could first not have the diary `waited_s` ago, and has asked for another window.

    `raised`: another window has answered. `in_use`: another process holds the diary; else something is wrong with it.
    """
    if raised:
        return SecondStart.END
    return SecondStart.TRY_AGAIN if in_use and waited_s < ASK_FOR_S else SecondStart.TELL


class OneWindow(QObject):
    """Listens beside the diary. Only the window that holds the diary does: a socket left by a crash is taken over.

    It uses Python's own socket where it can: Qt's network module would be by far the largest import of the start.
    """

    raise_requested = Signal(object)  # the file that the other start was to open: a Path, or None

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = _place(folder)
        self._listening: socket.socket | None = None

    def listen(self) -> bool:
        """Begin to listen. Return False if that is not possible: a very long path can have no socket."""
        if not SOCKETS_IN_FOLDERS:
            from hipcoach.ui.desktop.one_window_pipe import listen  # QtNetwork, on Windows alone

            return listen(str(self._place), RAISE, lambda: self.raise_requested.emit(None), parent=self)
        import socket  # 6 ms, after the first frame

        listening = socket.socket(socket.AF_UNIX)
        try:
            self._place.unlink(missing_ok=True)
            listening.bind(str(self._place))
            self._place.chmod(0o600)
            listening.listen()
        except OSError as error:
            logger.warning("a second start will not find this window: %s", error.strerror or error)
            listening.close()
            return False
        listening.setblocking(False)
        self._listening = listening
        self._notifier = QSocketNotifier(listening.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)
        return True

    def close(self) -> None:
        """Stop listening; a pipe is closed with this object."""
        if self._listening is not None:
            self._notifier.setEnabled(False)
            self._listening.close()
            self._listening = None
            self._place.unlink(missing_ok=True)

    def _on_notifier_activated(self) -> None:
        if self._listening is None:
            return
        try:
            connection, _ = self._listening.accept()
            with connection:
                connection.send(RAISE)
                file = _named_file(connection)
        except OSError:
            return  # the other start has ended already
        self.raise_requested.emit(file)


def seems_open(folder: Path) -> bool:
    """Return True if another window may be open on this diary, judged by the folder alone: asking takes longer."""
    return SOCKETS_IN_FOLDERS and _place(folder).exists()


def raise_other(folder: Path, file: Path | None = None) -> bool:
    """Ask the window of this diary to come to the front, and to open a file. Return True if there was one.

    On Windows the file stays unopened.
    """
    if not SOCKETS_IN_FOLDERS:
        from hipcoach.ui.desktop.one_window_pipe import ask

        return ask(str(_place(folder)), round(1000 * ANSWER_WITHIN_S)) == RAISE
    import socket  # 2 ms before the first frame, where no other window is open

    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(ANSWER_WITHIN_S)
        try:
            asking.connect(str(_place(folder)))
            if file is not None:
                asking.send(os.fsencode(file.absolute()))
            asking.shutdown(socket.SHUT_WR)
            return asking.recv(len(RAISE)) == RAISE
        except OSError:
            return False


def _named_file(connection: "socket.socket") -> Path | None:
    """Return the file that the other start was to open; None where it named none."""
    connection.settimeout(FILE_WITHIN_S)
    try:
        named = connection.recv(LONGEST_NAME)
    except OSError:
        return None
    return Path(os.fsdecode(named)) if named else None


def _place(folder: Path) -> Path:
    return folder / "window.socket"
