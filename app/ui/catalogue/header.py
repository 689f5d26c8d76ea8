"""The goods table's header: captions, the sort arrow, the home warehouse underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QTableView

from app.ui.catalogue.captions import paint_caption
from app.ui.catalogue.column_layout import ColumnLayout
from app.ui.overriding import override
from app.ui.theme import sizes

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QContextMenuEvent, QPainter

    from app.ui.catalogue.model import CatalogueModel
    from app.ui.theme.theme import Theme

    Index = QModelIndex | QPersistentModelIndex


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
        self.columns = columns._replace(chosen=self.columns.chosen)
        self.fit()
        self.layout_chosen.emit(columns)

    def show_chosen(self, keys: frozenset[str]) -> None:
        """Take the columns of the warehouses that the list is filtered by."""
        if keys != self.columns.chosen:
            self.columns = self.columns._replace(chosen=keys)
            self.fit()

    def fit(self) -> None:
        """Show, order and widen the sections; the name gets what the others leave."""
        columns = self._model.columns
        if self.count() != len(columns):
            return
        self._fitting = True
        self._model.sum_up(self.columns.summed(columns, self.density))
        numbers = {column.key: number for number, column in enumerate(columns)}
        for place, key in enumerate(self.columns.ordered(columns)):
            self.moveSection(self.visualIndex(numbers[key]), place)
        room = self._table.viewport().width()
        widths = self.columns.fitted(columns, self.density, self._theme.px, room)
        for number in range(len(columns)):
            self.setSectionHidden(number, number not in widths)
            if number in widths:
                self.resizeSection(number, widths[number])
        self._fitting = False

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(sizes.TABLE_HEADER))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Do nothing: Qt would paint the whole header for each row that is chosen."""

    @override
    def currentChanged(self, current: Index, old: Index) -> None:
        """Do nothing: no section shows where the user is."""

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        if logical >= len(self._model.columns):
            return
        column = self._model.columns[logical]
        arrow = ""
        if column.sort and column.sort == self.sorted_by[0]:
            arrow = "↓" if self.sorted_by[1] else "↑"
        stale = self.stale_price if column.kind == "price" else ""
        first = logical == self.first_shown
        paint_caption(painter, self._theme, rect, column, first=first, arrow=arrow, stale=stale)

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
        self.columns = self.columns._replace(order=order)
        self.layout_chosen.emit(self.columns)
        self.viewport().update()
