"""A second start raises the first window through a local socket."""

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_MESSAGE_CAP: Final = 4096
_READ_WITHIN_MS: Final = 2000


class FirstInstance(QObject):
    """Listens for later starts; QtNetwork is loaded by `listen`, after the first paint."""

    raised = Signal(str)
    """Another start asks for the window; with the text it brought, such as an activation link."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server: QLocalServer | None = None

    def listen(self) -> bool:
        """Start to listen; False when the system refuses.

        Only for the process that holds the profile's lock: what an earlier one left is removed.
        """
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._accept)
        self._server = server
        return bool(server.listen(self._name))

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()

    def _accept(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.setReadBufferSize(_MESSAGE_CAP)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._read)
            # A peer that says nothing must not keep a socket for ever.
            QTimer.singleShot(_READ_WITHIN_MS, socket, socket.abort)
            if socket.bytesAvailable():
                self._take(socket)

    def _read(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: "QLocalSocket") -> None:
        if not socket.canReadLine() and socket.bytesAvailable() < _MESSAGE_CAP:
            return
        line = bytes(socket.readLine(_MESSAGE_CAP).data())
        socket.disconnectFromServer()
        self.raised.emit(line.decode(errors="replace").strip())


def call_first(name: str, text: str = "", timeout_ms: int = 1500) -> bool:
    """Ask the first instance to show its window; False when nobody listens."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(timeout_ms):
        return False
    _let_others_come_forward()
    line = text.replace("\n", " ").encode()[: _MESSAGE_CAP - 1] + b"\n"
    socket.write(line)
    socket.waitForBytesWritten(timeout_ms)
    if socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
        socket.waitForDisconnected(timeout_ms)
    return True


def _let_others_come_forward() -> None:
    """Windows lets only the process the user has just started give the foreground away."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
