"""Things that show how far something is: bar, spinner, skeleton."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.theme.theme import Theme
from app.ui.widgets.painting import box

_TURN_MS: Final = 80
_SLIDE_MS: Final = 40


class Bar(QWidget):
    """A track and how much of it is full; `tint` is accent, ok, warn or err."""

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        thickness: int = 4,
        tint: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thickness = thickness
        self._tint = tint
        self._share = 0.0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_share(self, share: float, tint: str = "accent") -> None:
        """Fill the track from 0 to 1."""
        self._share = min(1.0, max(0.0, share))
        self._tint = tint
        self.setAccessibleDescription(f"{round(self._share * 100)} %")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(56, self._thickness)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = (self.height() - self._thickness) / 2
        track = QRectF(0, top, self.width(), self._thickness)
        paint_bar(painter, self._theme, track, self._share, self._tint)


def paint_bar(painter: QPainter, theme: Theme, track: QRectF, share: float, tint: str) -> None:
    """A bar inside `track`, for widgets and delegates."""
    radius = track.height() / 2
    edge = theme.color("bstrong") if theme.name == "contrast" else None
    box(painter, track, radius, fill=theme.color("sel-in"), edge=edge)
    if share > 0:
        full = QRectF(track)
        full.setWidth(max(track.height(), track.width() * share))
        token = "accent" if tint == "accent" else f"{tint}-fill"
        box(painter, full, radius, fill=theme.color(token))


class Spinner(QWidget):
    """A turning sign that something goes on; still when motion is not wanted."""

    def __init__(self, theme: Theme, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TURN_MS)
        self._timer.timeout.connect(self._turn)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if not self._theme.less_motion:
            self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pixmap = self._theme.pixmap(
            "loader-circle", "accent-text", self._size, self.devicePixelRatioF()
        )
        painter.translate(self.width() / 2, self.height() / 2)
        painter.rotate(self._angle)
        half = self._size / 2
        painter.drawPixmap(QRectF(-half, -half, 2 * half, 2 * half), pixmap, QRectF(pixmap.rect()))

    def _turn(self) -> None:
        self._angle = (self._angle + 30) % 360
        self.update()


class SyncLine(QWidget):
    """The 3 pixels under the top bar that move while data comes in; it blocks nothing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._at = 0.0
        self._share: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_SLIDE_MS)
        self._timer.timeout.connect(self._slide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def run(self, share: float | None = None) -> None:
        """Show the line; `share` from 0 to 1 when it is known how much is left."""
        self._share = share
        self.show()
        if share is None and not self._theme.less_motion:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def end(self) -> None:
        """Hide the line."""
        self._timer.stop()
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = self.width()
        if self._share is not None:
            start, length = 0.0, width * self._share
        else:
            length = width * 0.25
            start = (width + length) * self._at - length
        painter.fillRect(QRectF(start, 0, length, self.height()), self._theme.brush("accent"))

    def _slide(self) -> None:
        self._at = (self._at + 0.012) % 1.0
        self.update()
