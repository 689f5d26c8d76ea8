"""The goods table's header: captions, the sort arrow, the home warehouse underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QTableView

from app.ui.catalogue.column_layout import ColumnLayout
from app.ui.overriding import override
from app.ui.theme import sizes

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QPainter

    from app.ui.catalogue.model import CatalogueModel
    from app.ui.theme.theme import Theme


_LEAST_NAME = 170


class CatalogueHeader(QHeaderView):
    """Paints sections as the design has them; drags change order and width, a click sorts."""

    layout_chosen = Signal(object)
    """The user's own ColumnLayout."""
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, model: CatalogueModel, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        # The table knows its new width before its header does.
        self._table = table
        self._theme = theme
        self._model = model
        self._fitting = False
        self.columns = ColumnLayout()
        self.density = "regular"
        self.stale_price = ""
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setSortIndicatorShown(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sorted_by: tuple[str, bool] = ("name", False)
        self.sectionResized.connect(self._note_width)
        self.sectionMoved.connect(self._note_order)

    @property
    def first_shown(self) -> int:
        """The logical number of the column that stands first."""
        for place in range(self.count()):
            logical = self.logicalIndex(place)
            if not self.isSectionHidden(logical):
                return logical
        return 0

    def take_layout(self, columns: ColumnLayout) -> None:
        """Take a layout, as if the user had made it."""
        self.columns = columns
        self.fit()
        self.layout_chosen.emit(columns)

    def fit(self) -> None:
        """Show, order and widen the sections; the name gets what the others leave."""
        columns = self._model.columns
        if self.count() != len(columns):
            return
        self._fitting = True
        numbers = {column.key: number for number, column in enumerate(columns)}
        for place, key in enumerate(self.columns.ordered(columns)):
            self.moveSection(self.visualIndex(numbers[key]), place)
        widths = self._widths()
        for number, column in enumerate(columns):
            shown = number in widths or column.kind == "name"
            self.setSectionHidden(number, not shown)
            if number in widths:
                self.resizeSection(number, widths[number])
        name = self._model.column_of("name")
        rest = self._table.viewport().width() - sum(widths.values())
        self.resizeSection(name, max(_LEAST_NAME, rest))
        self._fitting = False

    def _widths(self) -> dict[int, int]:
        """Return the widths of the columns that there is room for, by their numbers.

        In a narrow window with big text columns give way, the farthest warehouses first: the
        product card has them all. The name, the price and the quantity always stay.
        """
        columns = self._model.columns
        widths = {
            number: self._theme.px(self.columns.width(column))
            for number, column in enumerate(columns)
            if column.kind != "name" and self.columns.shows(column, columns, self.density)
        }
        room = self._table.viewport().width() - _LEAST_NAME
        far = [n for n in reversed(widths) if columns[n].kind == "stock" and not columns[n].home]
        order = [n for kind in ("better", "unit") for n in widths if columns[n].kind == kind]
        order += [*far, *(n for n in widths if columns[n].kind == "article")]
        for number in order:
            if room <= 0 or sum(widths.values()) <= room:
                break
            del widths[number]
        return widths

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(sizes.TABLE_HEADER))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        if logical >= len(self._model.columns):
            return
        column = self._model.columns[logical]
        theme = self._theme
        painter.fillRect(rect, theme.brush("sunken"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        left = 12 if logical == self.first_shown else sizes.CELL_PADDING
        inner = rect.adjusted(left, 0, -sizes.CELL_PADDING, 0)
        if column.kind == "stock":
            inner = rect.adjusted(1, 0, -1, 0)
        stale = column.kind == "price" and self.stale_price
        text = self.stale_price if stale else column.title
        if column.sort and column.sort == self.sorted_by[0]:
            text = f"{text} {'↓' if self.sorted_by[1] else '↑'}"
        painter.setFont(theme.font("caption-strong"))
        colour = "accent-text" if column.home else "warn" if stale else "text2"
        painter.setPen(theme.color(colour))
        flags = int(column.align) | int(Qt.TextFlag.TextSingleLine)
        shown = theme.metrics("caption-strong").elidedText(
            text, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, flags, shown)
        if column.home:
            width = round(theme.metrics("caption-strong").horizontalAdvance(shown))
            x = inner.center().x() - width // 2
            painter.fillRect(QRect(x, rect.bottom() - 6, width, 2), theme.brush("accent"))

    @Slot(int, int, int)
    def _note_width(self, logical: int, _before: int, width: int) -> None:
        if self._fitting or logical >= len(self._model.columns):
            return
        column = self._model.columns[logical]
        if column.kind != "name" and width:
            wanted = round(width * 100 / self._theme.scale)
            self.columns = self.columns.with_width(column.key, wanted)
            self.layout_chosen.emit(self.columns)
        self.fit()

    @Slot(int, int, int)
    def _note_order(self, _logical: int, _before: int, _now: int) -> None:
        if self._fitting:
            return
        columns = self._model.columns
        order = tuple(columns[self.logicalIndex(place)].key for place in range(self.count()))
        self.columns = ColumnLayout(
            order, self.columns.hidden, self.columns.shown, self.columns.widths
        )
        self.layout_chosen.emit(self.columns)
        self.viewport().update()
