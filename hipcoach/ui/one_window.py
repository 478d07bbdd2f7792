"""One window a diary: a second start raises the first one's window and ends."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

RAISE = b"raise"
ANSWER_WITHIN_MS = 500


class OneWindow(QObject):
    """Listens beside the diary. Whoever holds the diary may listen: a socket left by a crash is taken over."""

    raise_requested = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = _place(folder)

    def listen(self) -> bool:
        """Begin to listen; say whether that was possible (a very long path has no socket)."""
        from PySide6.QtNetwork import QLocalServer  # not needed before the window is seen

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._place)
        self._server.newConnection.connect(self._on_server_new_connection)
        return self._server.listen(self._place)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _on_server_new_connection(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnected.connect(connection.deleteLater)
            connection.write(RAISE)
            connection.disconnectFromServer()
            self.raise_requested.emit()


def raise_other(folder: Path) -> bool:
    """Ask the window that holds this diary to come to the front; say whether there was one."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_place(folder))
    if not socket.waitForConnected(ANSWER_WITHIN_MS):
        return False
    answered = bool(socket.bytesAvailable()) or socket.waitForReadyRead(ANSWER_WITHIN_MS)
    socket.abort()
    return answered


def _place(folder: Path) -> str:
    return str(folder / "window.socket")
