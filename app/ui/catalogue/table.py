"""The goods table: digits are quantity, letters are search."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.ui.catalogue.answer import Place
from app.ui.catalogue.columns import OTHERS
from app.ui.catalogue.delegate import CatalogueDelegate
from app.ui.catalogue.hints import table_keys
from app.ui.catalogue.painted_table import PaintedTable
from app.ui.catalogue.quantity_editor import QuantityEditor
from app.ui.overriding import override
from app.ui.widgets.notices import announce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from app.domain.product import ProductRow, QueryResult
    from app.ui.catalogue.model import CatalogueModel
    from app.ui.shell.view import KeyHint
    from app.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class CatalogueTable(PaintedTable):
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
    card_asked = Signal()
    """Space: the product card."""
    taking_asked = Signal(int)
    """Insert: choose a warehouse to take from."""
    editing_ended = Signal()
    copy_asked = Signal()
    menu_asked = Signal(int, QPoint)
    """The row's menu at a place of the screen."""
    header_menu_asked = Signal(QPoint)
    sort_chosen = Signal(str, bool)
    density_chosen = Signal(str)
    layout_chosen = Signal(object)
    """The user's own ColumnLayout."""

    def __init__(self, theme: Theme, model: CatalogueModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, model, parent)
        self.setAccessibleName(self.tr("Goods"))
        self.setProperty("pane", True)  # noqa: FBT003 - Qt's own parameter
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self._header.sectionClicked.connect(self._sort)
        self._header.layout_chosen.connect(self.layout_chosen)
        self._header.menu_asked.connect(self.header_menu_asked)
        self.editing = CatalogueDelegate(theme, model, self)
        self.setItemDelegate(self.editing)
        self.fit_rows()

    def set_density(self, density: str) -> None:
        """Take another row height: compact, regular or roomy."""
        self.density = density
        self._header.density = density
        self.fit_rows()
        self.density_chosen.emit(density)

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Show which column sorts the list."""
        self._header.sorted_by = (key, descending)
        self._header.viewport().update()

    @property
    def own_keys(self) -> tuple[KeyHint, ...]:
        """Keys of the table for the sheet of keys."""
        return table_keys()

    @property
    def current_row(self) -> int:
        """The current row, or -1."""
        return self.currentIndex().row()

    @property
    def place(self) -> Place:
        """Where the user is."""
        row = self.current_row
        return Place(self._model.product_id(row), row - self.verticalScrollBar().value())

    def forget_goods(self) -> None:
        """The goods have other numbers now: nothing is shown until their list comes."""
        from app.domain.product import QueryResult

        self._model.forget_change()
        self._model.show(QueryResult(array("i"), 0), (), 0)

    def show_list(self, result: QueryResult, rows: Sequence[ProductRow], first: int) -> None:
        """Show another list, no row of it being current.

        A list of the same length needs no new headers and scroll bars: a reset would make them.
        """
        same = result.count == self._model.rowCount() > 0
        if same and not self.is_editing and not QAccessible.isActive():
            self.selectionModel().reset()
            self._model.replace(result, rows, first)
        else:
            self._model.show(result, rows, first)

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
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() and current.isValid() and QAccessible.isActive():
            sentence = self._model.sentence(current.row())
            if sentence:
                announce(self, sentence)

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
        elif key == Qt.Key.Key_Space and plain:
            self.card_asked.emit()
        elif key == Qt.Key.Key_Insert and plain and self.current_row >= 0:
            self.taking_asked.emit(self.current_row)
        elif plain and text == "*" and self.current_row >= 0:
            self.favourite_asked.emit(self.current_row)
        elif event.matches(QKeySequence.StandardKey.Copy) or _is_copy(event):
            self.copy_asked.emit()
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
        self.editing_ended.emit()

    def go_on(self) -> None:
        """Go where the key that ended the editing leads: down, up or right."""
        move, row = self.editing.move, self.current_row
        last = self._model.rowCount() - 1
        if row < 0:
            return
        if move == "down":
            self.go_to_row(min(row + 1, last))
        elif move == "up":
            self.go_to_row(max(row - 1, 0))
        elif move == "right":
            place = self._header.visualIndex(self.currentIndex().column()) + 1
            while place < self._header.count():
                column = self._header.logicalIndex(place)
                if not self.isColumnHidden(column):
                    self.setCurrentIndex(self._model.index(row, column))
                    return
                place += 1

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.indexAt(event.pos()).row()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.current_row
        if row >= 0:
            place = self.visualRect(self._model.index(row, self._model.column_of("name")))
            at = event.globalPos()
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                at = self.viewport().mapToGlobal(place.bottomLeft())
            self.menu_asked.emit(row, at)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        column = self._model.columns[index.column()]
        if column.warehouse is not None:
            self.taken.emit(index.row(), column.warehouse.guid)
        elif column.key == OTHERS:
            self.warehouses_asked.emit(index.row())
        else:
            self.edit_quantity()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._model.forget_change()
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.columns[index.column()].kind == "quantity":
            self.edit_quantity()

    @Slot(int)
    def _sort(self, section: int) -> None:
        key = self._model.columns[section].sort
        if key is None:
            return
        same = self._header.sorted_by[0] == key
        descending = same and not self._header.sorted_by[1]
        self.show_sort(key, descending=descending)
        self.sort_chosen.emit(key, descending)


def _is_copy(event: QKeyEvent) -> bool:
    """Whether it is Ctrl+C typed under a Cyrillic layout."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() in (Qt.Key.Key_C, 0x0421)
