"""Rows of blocks that stand while goods are being read, painted once for each look they can have.

A jump paints a screen of them before its goods come; a hundred rounded boxes took as long as the
goods themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.ui.theme.theme import Theme

    Cells = Sequence[tuple[int, int, int]]
    Draw = Callable[[QPainter, int, Cells, int, int], None]

_KEPT = 32


class Skeletons:
    """Rows of blocks as pictures; `draw` paints one row when there is no picture of it yet."""

    def __init__(self, theme: Theme, draw: Draw, looks: int) -> None:
        """Keep pictures of what `draw` paints: rows `looks` apart look alike."""
        self._draw = draw
        self._looks = looks
        self._painted: dict[object, QPixmap] = {}
        theme.changed.connect(self._painted.clear)

    def paint(
        self, painter: QPainter, number: int, cells: Cells, kinds: object, top: int, height: int
    ) -> None:
        """Paint a row; `cells` are (number, left, width), `kinds` says what stands in them."""
        if not cells:
            return
        ratio = painter.device().devicePixelRatio()
        look = number % self._looks
        key = (look, tuple(cells), kinds, height, ratio)
        picture = self._painted.get(key)
        left = min(cell[1] for cell in cells)
        if picture is None:
            right = max(cell[1] + cell[2] for cell in cells)
            picture = QPixmap(QSize(max(right - left, 1), height) * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            inside = QPainter(picture)
            inside.translate(-left, 0)
            self._draw(inside, look, cells, 0, height)
            inside.end()
            if len(self._painted) >= _KEPT:
                self._painted.clear()
            self._painted[key] = picture
        painter.drawPixmap(QPoint(left, top), picture)
