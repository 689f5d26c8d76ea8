"""Our own bugs: written to the log, shown once for each traceback, copyable, with nobody's data."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

    from app.ui.theme.theme import Theme

_log = logging.getLogger(__name__)
_FRAMES_MOST: Final = 40


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of an error and where it was, without its message.

    A message may hold a name, a price or a path of the user; the places in our code do not.
    """
    import traceback

    frames = traceback.extract_tb(trace)[-_FRAMES_MOST:]
    lines = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([kind.__name__, *lines])


def _short(path: str) -> str:
    parts = path.replace("\\", "/").split("/")
    for root in ("app", "contract", "site-packages"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return parts[-1]


class CrashReporter(QObject):
    """Takes unhandled exceptions of every thread and shows each place once."""

    reported = Signal(str)
    """A new place: the text of its dialog."""
    _caught = Signal(str)

    def __init__(self, theme: Theme, version: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._version = version
        self._known: set[str] = set()
        self._window: QWidget | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the hook for unhandled exceptions."""
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread

    def set_window(self, window: QWidget | None) -> None:
        """The window over which dialogs are shown."""
        self._window = window

    def take(
        self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an exception and show it if its place is new."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        text = describe(kind, trace)
        if text in self._known:
            _log.error("again: %s", text.splitlines()[-1])
            return
        self._known.add(text)
        _log.critical("unhandled exception\n%s", text)
        self._caught.emit(f"{self._version}\n{text}")

    def _take_from_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.take(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _show(self, text: str) -> None:
        from app.ui.shell.crash_dialog import CrashDialog

        CrashDialog(self._theme, text, self._window).show()
        self.reported.emit(text)
