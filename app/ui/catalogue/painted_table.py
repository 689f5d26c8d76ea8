"""A table that paints its rows itself: ground, cells, focus, and blocks while nothing is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ui.catalogue.captions import stale_words
from app.ui.catalogue.header import CatalogueHeader
from app.ui.catalogue.row_painter import RowPainter, quantity_box
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.painting import box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from app.ui.catalogue.model import CatalogueModel
    from app.ui.theme.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

SKELETON_AFTER_MS = 150


class PaintedTable(QTableView):
    """Geometry and painting of the goods table; keys and clicks are its child's."""

    def __init__(self, theme: Theme, model: CatalogueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.density = "regular"
        self.waiting = False
        """Nothing has been read yet: blocks stand in the rows' places."""
        self._waiting_long = QTimer(self)
        self._waiting_long.setSingleShot(True)
        self._waiting_long.setInterval(SKELETON_AFTER_MS)
        self._waiting_long.timeout.connect(self._show_waiting)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._header = CatalogueHeader(theme, model, self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self.cells = RowPainter(theme, model)
        self._header.layout_chosen.connect(self._note_layout)
        model.columns_changed.connect(self.fit_columns)
        theme.changed.connect(self.fit_rows)

    @property
    def columns(self) -> CatalogueHeader:
        """The header: it keeps the user's layout of columns."""
        return self._header

    @property
    def is_editing(self) -> bool:
        """A quantity is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    @Slot()
    def fit_rows(self) -> None:
        """Take row heights and column widths from the theme."""
        height = self._theme.px(sizes.CATALOGUE_ROW[self.density])
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.fit_columns()

    @Slot()
    def fit_columns(self) -> None:
        """Show, order and widen the columns; the name gets what the others leave."""
        self._header.fit()
        self.cells.first_column = self._header.first_shown

    def wait_for_rows(self) -> None:
        """Show blocks in the rows' places if the first list takes longer than an instant."""
        self._waiting_long.start()

    def end_waiting(self) -> None:
        """The first list is here."""
        self._waiting_long.stop()
        self._show_waiting(waiting=False)

    def _show_waiting(self, *, waiting: bool = True) -> None:
        if waiting != self.waiting:
            self.waiting = waiting
            self.viewport().update()

    def show_stale(self, *, stale: bool, time: str) -> None:
        """Say in every price that it is of `time`, and take the colour from stock."""
        self.cells.stale = stale
        self.cells.stale_price, self._header.stale_price = stale_words(time if stale else "")
        self._header.viewport().update()
        self.viewport().update()

    def selected_rows(self) -> tuple[int, int]:
        """First and last selected row; (0, -1) for none."""
        ranges = self.selectionModel().selection().toList()
        if not ranges:
            return 0, -1
        return min(one.top() for one in ranges), max(one.bottom() for one in ranges)

    @Slot(object)
    def _note_layout(self, _columns: object) -> None:
        self.cells.first_column = self._header.first_shown
        self.viewport().update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        before = self.cells.hovered_row
        if row == before:
            return
        self.cells.hovered_row = row
        for changed in (before, row):
            if changed >= 0:
                top = self.rowViewportPosition(changed)
                self.viewport().update(0, top, self.viewport().width(), self.rowHeight(changed))

    @override
    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        """Paint the cells that changed; Qt's own way paints the whole table for a few of them."""
        if self.is_editing or QAccessible.isActive():
            super().dataChanged(topLeft, bottomRight, roles)
            return
        header = self._header
        spans = [
            (left, left + header.sectionSize(column))
            for column in range(topLeft.column(), bottomRight.column() + 1)
            if not header.isSectionHidden(column)
            for left in [header.sectionViewportPosition(column)]
        ]
        if not spans:
            return
        shown = self.shown_rows()
        first, last = max(topLeft.row(), shown.start), min(bottomRight.row(), shown.stop - 1)
        if first > last:
            return
        left, right = min(one[0] for one in spans), max(one[1] for one in spans)
        top = self.rowViewportPosition(first)
        bottom = self.rowViewportPosition(last) + self.rowHeight(last)
        self.viewport().update(left, top, right - left, bottom - top)

    def shown_rows(self) -> range:
        """The rows that are on the screen, whole or in part."""
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, self._model.rowCount() if last < 0 else last + 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        asked = event.rect()
        if self.waiting and not self._model.rowCount():
            self._paint_waiting()
            return
        first = self.rowAt(asked.top())
        if first < 0:
            return
        last = self.rowAt(asked.bottom())
        last = self._model.rowCount() - 1 if last < 0 else last
        # All that is on the screen: to paint a few rows of it again is no scroll.
        shown = self.shown_rows()
        self._model.look(shown.start, shown.stop - 1)
        header = self._header
        columns = [
            (column, left, header.sectionSize(column))
            for column in range(header.count())
            if not header.isSectionHidden(column)
            and (left := header.sectionViewportPosition(column)) <= asked.right()
            and left + header.sectionSize(column) > asked.left()
        ]
        chosen = [(one.top(), one.bottom()) for one in self.selectionModel().selection().toList()]
        token = "sel" if self.isActiveWindow() else "sel-in"
        height, top = self.rowHeight(first), self.rowViewportPosition(first)
        painter = QPainter(self.viewport())
        for row in range(first, last + 1):
            selection = token if any(low <= row <= high for low, high in chosen) else ""
            place = (asked.left(), top, asked.width(), height)
            self.cells.paint_ground(painter, place, row, selection)
            self.cells.paint_row(painter, row, columns, top, height)
            top += height
        self.cells.paint_texts(painter)
        self._paint_focus(painter)
        painter.end()

    def _paint_focus(self, painter: QPainter) -> None:
        """Paint the edge of the current cell while the keys come here."""
        current = self.currentIndex()
        if not self.hasFocus() or not current.isValid():
            return
        place = self.visualRect(current)
        if self._model.columns[current.column()].kind == "quantity":
            place = quantity_box(place)
        else:
            place.adjust(1, 1, -1, -2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, place, sizes.RADIUS_SMALL, edge=self._theme.color("focus"), width=2)

    def _paint_waiting(self) -> None:
        header = self._header
        columns = [
            (column, header.sectionViewportPosition(column), header.sectionSize(column))
            for column in range(header.count())
            if not header.isSectionHidden(column)
        ]
        height = self.verticalHeader().defaultSectionSize()
        painter = QPainter(self.viewport())
        for number in range(self.viewport().height() // height + 1):
            top = number * height
            place = (0, top, self.viewport().width(), height)
            self.cells.paint_ground(painter, place, -2, "")
            self.cells.paint_skeleton(painter, number, columns, top, height)
        painter.end()
