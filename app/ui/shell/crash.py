"""Our own bugs: written to the log, shown once for each traceback, copyable, with nobody's data."""

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import PlainTextEdit
from app.ui.widgets.labels import Label

_log = logging.getLogger(__name__)
_FRAMES_MOST: Final = 40


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of an error and where it was, without its message.

    A message may hold a name, a price or a path of the user; the places in our code do not.
    """
    frames = traceback.extract_tb(trace)[-_FRAMES_MOST:]
    lines = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([kind.__name__, *lines])


def _short(path: str) -> str:
    parts = path.replace("\\", "/").split("/")
    for root in ("app", "contract", "site-packages"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return parts[-1]


class CrashDialog(QDialog):
    """Says that something of ours is broken, with the text to send to the supplier."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("An error in the program"))
        self._text = text
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(Label(theme, self.tr("Something went wrong in the program"), role="h2"))
        said = self.tr(
            "Your carts and the queue are saved. Copy the details and send them to the supplier: "
            "they hold no names and no prices."
        )
        column.addWidget(Label(theme, said, colour="text2", wrap=True))
        details = PlainTextEdit(theme, name=self.tr("Details"))
        details.setReadOnly(True)
        details.setPlainText(text)
        column.addWidget(details, 1)
        row = QHBoxLayout()
        copy = Button(theme, self.tr("Copy details"), icon="copy")
        copy.clicked.connect(self._copy)
        close = Button(theme, self.tr("Go on working"), kind="primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        self.resize(560, 360)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


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
        CrashDialog(self._theme, text, self._window).show()
        self.reported.emit(text)
