"""The goods table: digits are quantity, letters are search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ui.catalogue.columns import WIDTHS
from app.ui.catalogue.delegate import CatalogueDelegate
from app.ui.catalogue.header import CatalogueHeader
from app.ui.catalogue.quantity_editor import QuantityEditor
from app.ui.catalogue.row_painter import RowPainter
from app.ui.overriding import override
from app.ui.theme import sizes

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from app.ui.catalogue.model import CatalogueModel
    from app.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class CatalogueTable(QTableView):
    """A table over the whole result. Rows have one height; nothing here reads the cache."""

    search_typed = Signal(str)
    """A letter was pressed: it belongs to the search box."""
    warehouses_asked = Signal(int)
    """F7 on a row."""
    stepped = Signal(int, bool)
    """+ or − on a row (True = more)."""
    removed = Signal(int)
    taken = Signal(int, str)
    """A warehouse's cell was double-clicked: take from there."""
    favourite_asked = Signal(int)
    """The star key on a row."""
    sort_chosen = Signal(str, bool)
    density_chosen = Signal(str)

    def __init__(self, theme: Theme, model: CatalogueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.density = "regular"
        self.setAccessibleName(self.tr("Goods"))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._header = CatalogueHeader(theme, model, self)
        self.setHorizontalHeader(self._header)
        self._header.sectionClicked.connect(self._sort)
        self.setModel(model)
        self.cells = RowPainter(theme, model)
        self.setItemDelegate(CatalogueDelegate(theme, model, self))
        model.columns_changed.connect(self.fit_columns)
        theme.changed.connect(self.fit_rows)
        self.fit_rows()

    def set_density(self, density: str) -> None:
        """Take another row height: compact, regular or roomy."""
        self.density = density
        self.fit_rows()
        self.density_chosen.emit(density)

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Show which column sorts the list."""
        self._header.sorted_by = (key, descending)
        self._header.viewport().update()

    @Slot()
    def fit_rows(self) -> None:
        """Take row heights and column widths from the theme."""
        height = self._theme.px(sizes.CATALOGUE_ROW[self.density])
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.fit_columns()

    @Slot()
    def fit_columns(self) -> None:
        """Give the name what the other columns leave."""
        taken = 0
        for number, column in enumerate(self._model.columns):
            if column.kind != "name":
                width = self._theme.px(WIDTHS[column.kind])
                self._header.resizeSection(number, width)
                taken += width
        name = self._model.column_of("name")
        self._header.resizeSection(name, max(190, self.viewport().width() - taken))

    @property
    def current_row(self) -> int:
        """The current row, or -1."""
        return self.currentIndex().row()

    def go_to_row(self, row: int) -> None:
        """Make a row current."""
        self.setCurrentIndex(self._model.index(row, self._model.column_of("quantity")))

    def ask_warehouses(self) -> None:
        """F7: ask for the current row's warehouses."""
        if self.current_row >= 0:
            self.warehouses_asked.emit(self.current_row)

    def edit_quantity(self, first: str = "") -> None:
        """Open the quantity editor of the current row, begun with a typed character."""
        index = self._model.index(self.current_row, self._model.column_of("quantity"))
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.indexWidget(index)
        if editor is None:
            editor = self.findChild(QuantityEditor)
        if first and isinstance(editor, QuantityEditor):
            editor.type_first(first)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        asked = event.rect()
        first = self.rowAt(asked.top())
        if first < 0:
            return
        last = self.rowAt(asked.bottom())
        last = self._model.rowCount() - 1 if last < 0 else last
        header = self._header
        columns = [
            (column, left, header.sectionSize(column))
            for column in range(header.count())
            if (left := header.sectionViewportPosition(column)) <= asked.right()
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
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Type-ahead over a million rows takes seconds; letters go to the search box instead."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        key = event.key()
        if plain and text and text in "0123456789":
            self.edit_quantity(text)
        elif plain and text in ("+", "-") and self.current_row >= 0:
            self.stepped.emit(self.current_row, text == "+")
        elif key == Qt.Key.Key_Delete and self.current_row >= 0:
            self.removed.emit(self.current_row)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_quantity()
        elif plain and text and text.isprintable() and not text.isspace():
            self.search_typed.emit(text)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    @override
    def closeEditor(self, editor: QWidget, hint: object) -> None:
        super().closeEditor(editor, hint)  # type: ignore[arg-type]  # Qt's own enum passed through
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_down(self) -> None:
        """One row down, after a quantity was committed."""
        row = min(self.current_row + 1, self._model.rowCount() - 1)
        if row >= 0:
            self.go_to_row(row)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        column = self._model.columns[index.column()]
        if column.warehouse is not None:
            self.taken.emit(index.row(), column.warehouse.guid)
        else:
            self.edit_quantity()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._model.forget_change()
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.columns[index.column()].kind == "quantity":
            self.edit_quantity()

    def _hover(self, row: int) -> None:
        before = self.cells.hovered_row
        if row == before:
            return
        self.cells.hovered_row = row
        for changed in (before, row):
            if changed >= 0:
                top = self.rowViewportPosition(changed)
                self.viewport().update(0, top, self.viewport().width(), self.rowHeight(changed))

    @Slot(int)
    def _sort(self, section: int) -> None:
        key = self._model.columns[section].sort
        if key is None:
            return
        same = self._header.sorted_by[0] == key
        descending = same and not self._header.sorted_by[1]
        self.show_sort(key, descending=descending)
        self.sort_chosen.emit(key, descending)
