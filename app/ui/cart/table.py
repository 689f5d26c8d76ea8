"""The cart's table: digits edit the quantity, Alt+digit chooses a ready fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from app.ui.cart.columns import Header
from app.ui.cart.delegate import CartDelegate
from app.ui.cart.rows import GroupRow, LineRow, StripRow
from app.ui.catalogue.quantity_editor import QuantityEditor
from app.ui.overriding import override
from app.ui.theme import sizes

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from app.domain.cart import LineId
    from app.ui.cart.fixes import Fix
    from app.ui.cart.model import CartModel
    from app.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_EDIT_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CartTable(QTableView):
    """Groups, lines and strips; group and strip rows are spanned with heights of their own."""

    stepped = Signal(object, bool)
    """+ or − on a line (True = more)."""
    removed = Signal(object)
    """Ids of the lines to take out."""
    fixed = Signal(object, object)
    """A line's id and the chosen Fix."""
    warehouses_asked = Signal(object, QPoint)
    """A line's id and where to open the list (global)."""
    menu_asked = Signal(object, QPoint)
    typed = Signal(str)
    """A letter: it belongs to the line for quick adding."""

    def __init__(self, theme: Theme, model: CartModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.density = "regular"
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._header = Header(theme, lambda: model.columns, self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self.cells = CartDelegate(theme, model, self)
        self.setItemDelegate(self.cells)
        self.cells.ended.connect(self._go_on)
        model.laid_out.connect(self.lay_out)
        theme.changed.connect(self.lay_out)
        self.lay_out()

    @Slot()
    def lay_out(self) -> None:
        """Give every row its height and span, and the columns their widths."""
        lay_out_rows(self, self._theme, self._model, self.density)
        self._header.fit(self.viewport().width())

    def set_density(self, density: str) -> None:
        """Take another row height: compact, regular or roomy."""
        self.density = density
        self.lay_out()

    @property
    def current_line(self) -> LineRow | None:
        """The line that the current row is about."""
        return self._model.line_at(self.currentIndex().row())

    def selected_ids(self) -> list[LineId]:
        """Ids of the selected lines, else of the current one."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        found = [row.id for n in rows if isinstance(row := self._model.row(n), LineRow)]
        current = self.current_line
        return found or ([current.id] if current else [])

    def go_to(self, line_id: LineId) -> None:
        """Make a line current and visible."""
        self._model.unfold_all()
        self.go_to_row(self._model.row_of(line_id))

    def go_to_row(self, row: int) -> None:
        """Make a row current and visible."""
        if 0 <= row < self._model.rowCount():
            index = self._model.index(row, self._model.column_of("quantity"))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def step_line(self, *, down: bool) -> None:
        """Go to the next or previous line, over groups and strips."""
        row = self.currentIndex().row()
        numbers = range(row + 1, self._model.rowCount()) if down else range(row - 1, -1, -1)
        for number in numbers:
            if isinstance(self._model.row(number), LineRow):
                self.go_to_row(number)
                return

    @Slot(object, int, int)
    def _go_on(self, line_id: LineId, row: int, way: int) -> None:
        """After Enter go to the next line; where 0 took the line out, to what took its place."""
        if self._model.line_row(line_id) is not None:
            self.go_to(line_id)
            self.step_line(down=way > 0)
            return
        self.go_to_row(min(row, self._model.rowCount() - 1))
        if self.current_line is None:
            self.step_line(down=True)

    def ask_warehouses(self) -> None:
        """F7: ask for the current line's warehouses."""
        line = self.current_line
        if line is not None:
            self.warehouses_asked.emit(line.id, self._place_of(line))

    def edit_quantity(self, first: str = "") -> None:
        """Open the quantity editor of the current line, begun with a typed character."""
        line = self.current_line
        if line is None:
            return
        row = self._model.row_of(line.id)
        index = self._model.index(row, self._model.column_of("quantity"))
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.findChild(QuantityEditor)
        if first and isinstance(editor, QuantityEditor):
            editor.type_first(first)

    def choose_fix(self, number: int) -> None:
        """Choose a ready fix (from 1) of the current line, else of the next wrong one."""
        row = self.currentIndex().row()
        strip = self._model.strip_at(row)
        if strip is None:
            wrong = self._model.next_error(row)
            self.go_to_row(wrong)
            return
        if 1 <= number <= len(strip.fixes):
            self.fixed.emit(strip.id, strip.fixes[number - 1])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.fit(self.viewport().width())

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters go to the line for quick adding instead."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.setCurrentIndex(self.indexAt(event.pos()))
        line = self.current_line
        if line is not None:
            at = event.globalPos()
            if event.reason() != QContextMenuEvent.Reason.Mouse:
                at = self._place_of(line)
            self.menu_asked.emit(line.id, at)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        self._hover(self.indexAt(at).row())
        hand = fix_under(self, self._model, at) is not None
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        found = fix_under(self, self._model, at) if left else None
        if found is not None:
            self.fixed.emit(*found)
            return
        super().mousePressEvent(event)
        index = self.indexAt(at)
        row = self._model.row(index.row())
        if left and isinstance(row, GroupRow):
            self._model.fold(row.warehouse)
        elif (
            left
            and isinstance(row, LineRow)
            and self._model.columns[index.column()].key == "quantity"
        ):
            self.edit_quantity()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if isinstance(self._model.row(self.indexAt(event.position().toPoint()).row()), LineRow):
            self.edit_quantity()

    def _key(self, event: QKeyEvent) -> bool:
        key, text, modifiers = event.key(), event.text(), event.modifiers()
        if modifiers & Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= key <= Qt.Key.Key_4:
            self.choose_fix(key - Qt.Key.Key_0)
            return True
        plain = not modifiers & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if not plain:
            return False
        row = self._model.row(self.currentIndex().row())
        if isinstance(row, GroupRow) and self._fold_key(key, row):
            return True
        line = self.current_line
        if line is not None and self._line_key(key, text, line):
            return True
        if text and text.isprintable() and not text.isspace() and not text.isdigit():
            self.typed.emit(text)
            return True
        return False

    def _line_key(self, key: int, text: str, line: LineRow) -> bool:
        if text and text in "0123456789":
            self.edit_quantity(text)
        elif text in ("+", "-"):
            self.stepped.emit(line.id, text == "+")
        elif key == Qt.Key.Key_Delete:
            self.removed.emit(self.selected_ids())
        elif key in _EDIT_KEYS:
            self.edit_quantity()
        elif key in (Qt.Key.Key_Insert, Qt.Key.Key_F7):
            self.ask_warehouses()
        else:
            return False
        return True

    def _fold_key(self, key: int, row: GroupRow) -> bool:
        sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if not sideways and key not in (*_ENDS, Qt.Key.Key_Space):
            return False
        self._model.fold(row.warehouse, folded=key == Qt.Key.Key_Left if sideways else None)
        return True

    def _place_of(self, line: LineRow) -> QPoint:
        row = self._model.row_of(line.id)
        index = self._model.index(row, self._model.column_of("quantity"))
        return self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())

    def _hover(self, row: int) -> None:
        if row != self.cells.hovered_row:
            self.cells.hovered_row = row
            self.viewport().update()


def lay_out_rows(view: QTableView, theme: Theme, model: CartModel, density: str) -> None:
    """Give the rows their heights by kind, and span groups and strips over all columns."""
    line = theme.px(sizes.CART_ROW[density])
    group, strip = theme.px(sizes.GROUP_ROW), theme.px(sizes.STRIP_ROW)
    header = view.verticalHeader()
    header.setMinimumSectionSize(20)
    header.setDefaultSectionSize(line)
    view.clearSpans()
    columns = len(model.columns)
    for number in range(model.rowCount()):
        row = model.row(number)
        wanted = group if isinstance(row, GroupRow) else line
        wanted = strip if isinstance(row, StripRow) else wanted
        if view.rowHeight(number) != wanted:
            view.setRowHeight(number, wanted)
        if not isinstance(row, LineRow):
            view.setSpan(number, 0, 1, columns)


def fix_under(view: CartTable, model: CartModel, at: QPoint) -> tuple[LineId, Fix] | None:
    """Return the line's id and the fix whose painted button is at a point, or None."""
    number = view.indexAt(at).row()
    strip = model.row(number)
    if not isinstance(strip, StripRow):
        return None
    places = view.cells.fix_boxes(number, strip)
    for fix, place in zip(strip.fixes, places, strict=True):
        if place.contains(at):
            return strip.id, fix
    return None
