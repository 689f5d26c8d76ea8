"""The goods table's header: captions, the sort arrow, the home warehouse underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from app.ui.catalogue.model import CatalogueModel
    from app.ui.theme.theme import Theme


class CatalogueHeader(QHeaderView):
    """Paints sections as the design has them; a click on a sortable one sorts."""

    def __init__(self, theme: Theme, model: CatalogueModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._model = model
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(False)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sorted_by: tuple[str, bool] = ("name", False)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(sizes.TABLE_HEADER))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        if logical >= len(self._model.columns):
            return
        column = self._model.columns[logical]
        theme = self._theme
        painter.fillRect(rect, theme.brush("sunken"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        left = 12 if logical == 0 else sizes.CELL_PADDING
        inner = rect.adjusted(left, 0, -sizes.CELL_PADDING, 0)
        if column.kind == "stock":
            inner = rect.adjusted(1, 0, -1, 0)
        text = column.title
        if column.sort and column.sort == self.sorted_by[0]:
            text = f"{text} {'↓' if self.sorted_by[1] else '↑'}"
        painter.setFont(theme.font("caption-strong"))
        painter.setPen(theme.color("accent-text" if column.home else "text2"))
        flags = int(column.align) | int(Qt.TextFlag.TextSingleLine)
        shown = theme.metrics("caption-strong").elidedText(
            text, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, flags, shown)
        if column.home:
            width = round(theme.metrics("caption-strong").horizontalAdvance(shown))
            x = inner.center().x() - width // 2
            painter.fillRect(QRect(x, rect.bottom() - 6, width, 2), theme.brush("accent"))
