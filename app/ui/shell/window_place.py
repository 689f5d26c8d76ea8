"""Where the window stood and where its list lay, kept for the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QRect, QTimer

from app.ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QMainWindow, QWidget

WINDOW, LIST = "window", "window.list"
_KEEP_AFTER_MS = 400
_MOST = 32_000


class ListPlace(NamedTuple):
    """The edges around the list in pixels, and the height of the window they were seen in."""

    left: int
    top: int
    right: int
    bottom: int
    height: int

    def within(self, width: int, height: int) -> QRect:
        """Return the list's place in a window of this size."""
        return QRect(
            self.left,
            self.top,
            max(0, width - self.left - self.right),
            max(0, height - self.top - self.bottom),
        )


USUAL = ListPlace(216, 140, 384, 26, 900)


def list_place(choices: Mapping[str, str]) -> ListPlace:
    """Return the kept place of the list; what cannot be read is the usual one."""
    try:
        numbers = [int(part) for part in choices.get(LIST, "").split()]
    except ValueError:
        return USUAL
    if len(numbers) != len(USUAL) or not all(0 <= one <= _MOST for one in numbers):
        return USUAL
    return ListPlace(*numbers)


def restore(window: QMainWindow, choices: Mapping[str, str]) -> None:
    """Put the window where it stood; a screen that is gone is Qt's to replace."""
    kept = choices.get(WINDOW)
    if kept:
        window.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode())))


class PlaceKeeper(QObject):
    """Keeps the places a little after the window or its list have moved."""

    def __init__(
        self, window: QMainWindow, table: QWidget, viewport: QWidget,
        remember: Callable[[str, str], None],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._table = table
        self._viewport = viewport
        self._remember = remember
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_KEEP_AFTER_MS)
        self._later.timeout.connect(self._keep)
        window.installEventFilter(self)
        viewport.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange):
            self._later.start()
        return False

    def _keep(self) -> None:
        window, table = self._window, self._table
        geometry = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
        self._remember(WINDOW, geometry)
        if not table.isVisible():
            return
        corner = table.mapTo(window, QPoint(0, 0))
        right = window.width() - corner.x() - self._viewport.width()
        bottom = window.height() - corner.y() - table.height()
        place = ListPlace(corner.x(), corner.y(), right, bottom, window.height())
        if min(place) >= 0:
            self._remember(LIST, " ".join(str(one) for one in place))
