"""Rounded grounds of cells painted once: a hundred of one size and colour lie in every frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.ui.widgets.painting import box

if TYPE_CHECKING:
    from app.ui.theme.theme import Theme

_Key = tuple[int, int, float, int, str, str, bool]


class Tiles:
    """Rounded rectangles by size, radius and colour tokens."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._painted: dict[_Key, QPixmap] = {}
        theme.changed.connect(self._painted.clear)

    def paint(
        self,
        painter: QPainter,
        place: QRect,
        radius: int,
        fill: str,
        edge: str = "",
        *,
        dashed: bool = False,
    ) -> None:
        """Paint a ground in the tokens' colours; without a fill or an edge when it is ''."""
        ratio = painter.device().devicePixelRatio()
        width, height = place.width(), place.height()
        key = (width, height, ratio, radius, fill, edge, dashed)
        tile = self._painted.get(key)
        if tile is None:
            tile = self._painted[key] = self._make(key)
        painter.drawPixmap(QPoint(place.left(), place.top()), tile)

    def _make(self, key: _Key) -> QPixmap:
        width, height, ratio, radius, fill, edge, dashed = key
        tile = QPixmap(QSize(max(width, 1), max(height, 1)) * ratio)
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        ground = QRect(0, 0, width, height)
        colour = self._theme.color
        box(
            painter,
            ground,
            radius,
            fill=colour(fill) if fill else None,
            edge=colour(edge) if edge else None,
            dashed=dashed,
        )
        painter.end()
        return tile
