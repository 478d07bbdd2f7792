"""A message from one start to another through Qt's local sockets, which are named pipes on Windows."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket


def listen(place: str, word: bytes, on_asked: Callable[[], None], *, parent: QObject) -> bool:
    """Answer every connection with `word`, as long as `parent` lives. Return True if listening was possible."""
    server = QLocalServer(parent)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    QLocalServer.removeServer(place)

    def answer() -> None:
        while (connection := server.nextPendingConnection()) is not None:
            connection.disconnected.connect(connection.deleteLater)
            connection.write(word)
            connection.disconnectFromServer()
            on_asked()

    server.newConnection.connect(answer)
    return server.listen(place)


def ask(place: str, within_ms: int) -> bytes:
    """Return the message of the listener; empty if there is none."""
    connection = QLocalSocket()
    connection.connectToServer(place)
    if not connection.waitForConnected(within_ms):
        return b""
    if not connection.bytesAvailable():
        connection.waitForReadyRead(within_ms)
    word = bytes(connection.readAll().data())
    connection.abort()
    return word
