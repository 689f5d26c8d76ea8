"""A large photo: fits its place, grows under the mouse or by keys, is dragged when it is larger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.widgets.painting import CENTRE

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from app.ui.theme.theme import Theme

STEP = 1.25
LARGEST = 4.0
"""Pixels of the screen for a pixel of the photo: more shows nothing new."""
PAN = 60
_NOTCH = 120


class PhotoView(QWidget):
    """Shows one photo on its light ground, or a sentence in its place."""

    zoomed = Signal()
    """The photo has another scale."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._photo: QPixmap | None = None
        self._sentence = ""
        self._scale = 0.0
        """0 = as large as the place; else pixels of the screen for a pixel of the photo."""
        self._middle = QPointF(0.5, 0.5)
        self._dragged_from: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)

    @property
    def fits(self) -> bool:
        """Whether the whole photo is seen."""
        return self._scale == 0.0

    @property
    def percent(self) -> int:
        """The scale against the photo's own pixels, 0 without a photo."""
        return round(self._now() * 100) if self._photo is not None else 0

    def show_photo(self, image: QImage) -> None:
        """Show a photo; a sharper copy of the same one keeps the scale on the screen."""
        before = self._photo
        self._sentence = ""
        self._photo = QPixmap.fromImage(image)
        if before is not None and not self.fits:
            self._scale *= before.width() / max(1, self._photo.width())
        self._settle()

    def say(self, sentence: str) -> None:
        """Show a sentence where there is no photo."""
        self._photo = None
        self._sentence = sentence
        self.fit()

    def fit(self) -> None:
        """Show the whole photo."""
        self._scale = 0.0
        self._middle = QPointF(0.5, 0.5)
        self._settle()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Grow or shrink; the point under `at` stays where it is."""
        if self._photo is None:
            return
        before, smallest = self._now(), self._fitting()
        wanted = min(max(before * factor, smallest), max(LARGEST, smallest))
        if at is not None:
            place = self._place()
            inside = QPointF(
                (at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height()
            )
            share = 1 - before / wanted
            self._middle += QPointF(
                (inside.x() - self._middle.x()) * share, (inside.y() - self._middle.y()) * share
            )
        self._scale = 0.0 if wanted <= smallest * 1.001 else wanted
        self._settle()

    def pan(self, right: int, down: int) -> None:
        """Look further right or down by so many pixels."""
        if self._photo is None or self.fits:
            return
        size = self._size()
        self._middle += QPointF(right / size.width(), down / size.height())
        self._settle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(720, 540)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.brush("photo"))
        if self._photo is None:
            # The ground is light in every theme, so the words are not the theme's.
            painter.setFont(theme.font("body"))
            painter.setPen(QColor("#414B5A"))
            flags = CENTRE.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self._sentence)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # As ink over paper: the white around goods becomes the ground.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawPixmap(self._place(), self._photo, QRectF(self._photo.rect()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP ** (event.angleDelta().y() / _NOTCH), event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.fits:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            moved = self._dragged_from - event.position()
            self._dragged_from = event.position()
            self.pan(round(moved.x()), round(moved.y()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        self._settle()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.fits:
            self.zoom(1 / self._now() if self._now() < 1 else 2.0, event.position())
        else:
            self.fit()

    def _now(self) -> float:
        return self._scale or self._fitting()

    def _fitting(self) -> float:
        """The scale of the whole photo; a small photo is not blown up beyond its double."""
        if self._photo is None:
            return 1.0
        ratio = self.devicePixelRatioF()
        across = self.width() * ratio / max(1, self._photo.width())
        down = self.height() * ratio / max(1, self._photo.height())
        return min(across, down, 2.0)

    def _size(self) -> QSizeF:
        if self._photo is None:
            return QSizeF(1, 1)
        scale = self._now() / self.devicePixelRatioF()
        return QSizeF(self._photo.width() * scale, self._photo.height() * scale)

    def _place(self) -> QRectF:
        """Where the photo lies: `_middle` is the part of it in the middle of the place."""
        size = self._size()
        left = self.width() / 2 - self._middle.x() * size.width()
        top = self.height() / 2 - self._middle.y() * size.height()
        return QRectF(QPointF(left, top), size)

    def _settle(self) -> None:
        """Keep the photo in its place, never with a gap at one side and more at the other."""
        size = self._size()
        self._middle = QPointF(
            _within(self._middle.x(), self.width() / 2 / size.width()),
            _within(self._middle.y(), self.height() / 2 / size.height()),
        )
        if self._dragged_from is None:
            hand, arrow = Qt.CursorShape.OpenHandCursor, Qt.CursorShape.ArrowCursor
            self.setCursor(arrow if self.fits or self._photo is None else hand)
        self.update()
        self.zoomed.emit()


def _within(share: float, half: float) -> float:
    return 0.5 if half >= 0.5 else min(max(share, half), 1 - half)
