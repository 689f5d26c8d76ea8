"""Paints the goods table: one prepared row, cell by cell, without asking the model for roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QWidget

from app.ui.catalogue.prepared import pack_hint
from app.ui.catalogue.quantity_editor import QuantityEditor
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.painting import box

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.ui.catalogue.model import CatalogueModel
    from app.ui.catalogue.prepared import PreparedRow
    from app.ui.theme.theme import Theme

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_SELECTED = QStyle.StateFlag.State_Selected
_ACTIVE = QStyle.StateFlag.State_Active

Index = QModelIndex | QPersistentModelIndex


class CatalogueDelegate(QStyledItemDelegate):
    """Cells of the goods table in the theme's colours."""

    def __init__(self, theme: Theme, model: CatalogueModel, view: QWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._elided: dict[tuple[str, str, int], str] = {}
        self.hovered_row = -1
        self.stale = False
        theme.changed.connect(self._elided.clear)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect: QRect = option.rect
        state = option.state
        row = self._model.prepared(index.row())
        column = self._model.columns[index.column()]
        if state & _SELECTED:
            painter.fillRect(rect, theme.brush("sel" if state & _ACTIVE else "sel-in"))
        elif index.row() == self.hovered_row:
            painter.fillRect(rect, theme.brush("hover"))
        hairline = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(hairline, theme.brush("border"))
        if row is None:
            box(painter, rect.adjusted(7, 12, -7, -12), 3, fill=theme.color("skel"))
            return
        if index.column() == 0 and row.quantity_milli:
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), theme.brush("accent")
            )
        kind = column.kind
        inner = rect.adjusted(sizes.CELL_PADDING, 0, -sizes.CELL_PADDING, -1)
        if kind == "article":
            left = inner.adjusted(5, 0, 0, 0)
            self._line(painter, left, row.product.article, "number", "text2", _LEFT)
        elif kind == "name":
            self._name(painter, inner, row)
        elif kind == "unit":
            self._line(painter, inner, row.unit, "small", "text2", _LEFT)
        elif kind == "price":
            self._price(painter, rect, inner, row)
        elif kind == "quantity":
            self._quantity(painter, rect, row)
        else:
            self._stock(painter, rect, row, index.column() - self._model.first_stock)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, sizes.CATALOGUE_ROW["regular"])

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        product = self._model.product(index.row())
        editor = QuantityEditor(self._theme, product, parent)
        editor.committed.connect(self._commit)
        editor.given_up.connect(self._give_up)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row = self._model.prepared(index.row())
        if isinstance(editor, QuantityEditor) and row is not None:
            editor.begin(row.quantity_milli)

    @override
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QuantityEditor):
            quantity = editor.value()
            if quantity is not None:
                self._model.setData(index, quantity)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect: QRect = option.rect
        editor.setGeometry(_quantity_box(rect))

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _give_up(self, editor: QWidget) -> None:
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def _name(self, painter: QPainter, rect: QRect, row: PreparedRow) -> None:
        if rect.height() < 32 or not row.second_line:
            self._line(painter, rect, row.product.name, "medium", "text", _LEFT)
            return
        half = rect.height() // 2
        upper = QRect(rect.left(), rect.top() + 3, rect.width(), half - 1)
        lower = QRect(rect.left(), rect.top() + half + 1, rect.width(), half - 4)
        self._line(painter, upper, row.product.name, "medium", "text", _LEFT)
        self._line(painter, lower, row.second_line, "caption", "text3", _LEFT)

    def _price(self, painter: QPainter, rect: QRect, inner: QRect, row: PreparedRow) -> None:
        flash = row.delta and self._model.flashing
        if flash:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), self._theme.brush("flash"))
        colour = "flash-text" if flash else ("text" if row.price_e4 else "text3")
        text = row.price
        if row.delta:
            text = f"{'↑' if row.delta > 0 else '↓'} {text}"
        second = row.was if row.delta else row.better
        if rect.height() < 32 or not second:
            self._line(painter, inner, text, "price", colour, _RIGHT)
            return
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top() + 3, inner.width(), half - 1)
        lower = QRect(inner.left(), inner.top() + half + 1, inner.width(), half - 4)
        self._line(painter, upper, text, "price", colour, _RIGHT)
        tint = ("flash-text" if flash else "text3") if row.delta else "ok"
        self._line(painter, lower, second, "caption-number", tint, _RIGHT)
        if row.delta:
            width = round(self._theme.metrics("caption-number").horizontalAdvance(second))
            middle = lower.center().y() + 1
            struck = QRect(lower.right() - width, middle, width, 1)
            painter.fillRect(struck, self._theme.brush(tint))

    def _stock(self, painter: QPainter, rect: QRect, row: PreparedRow, place: int) -> None:
        cell = row.stocks[place]
        if not cell.tint:
            self._line(painter, rect, cell.text, "number", "text3", _CENTRE)
            return
        height = min(rect.height() - 8, 22)
        ground = QRect(rect.left() + 2, 0, rect.width() - 4, height)
        ground.moveTop(rect.top() + (rect.height() - 1 - height) // 2)
        if self.stale:
            box(painter, ground, 4, edge=self._theme.color("border-2"), dashed=True)
            self._line(painter, ground, cell.text, "small-number", "text2", _CENTRE)
            return
        fill = self._theme.color(f"{cell.tint}-bg")
        edge = self._theme.color(f"{cell.tint}-line") if self._theme.name == "contrast" else None
        box(painter, ground, 4, fill=fill, edge=edge)
        role = "micro" if cell.tint == "info" else "small-number"
        self._line(painter, ground, cell.text, role, cell.tint, _CENTRE)

    def _quantity(self, painter: QPainter, rect: QRect, row: PreparedRow) -> None:
        ground = _quantity_box(rect)
        theme = self._theme
        if not row.may_order:
            self._line(painter, ground, "—", "number", "dis", _CENTRE)
            return
        inner = ground.adjusted(8, 0, -9, 0)
        if row.quantity_milli:
            fill, edge = theme.color("accent-soft"), theme.color("accent")
            box(painter, ground, 5, fill=fill, edge=edge)
            self._line(painter, inner, row.quantity, "price", "accent-text", _RIGHT)
            return
        box(painter, ground, 5, fill=theme.color("surface"), edge=theme.color("border-2"))
        lower = QRect(ground.left() + 3, ground.bottom(), ground.width() - 6, 1)
        painter.fillRect(lower, theme.brush("bstrong"))
        self._line(painter, inner, pack_hint(row.product), "caption-number", "text3", _RIGHT)

    def _line(
        self, painter: QPainter, rect: QRect, text: str, role: str, colour: str, align: int
    ) -> None:
        key = (text, role, rect.width())
        shown = self._elided.get(key)
        if shown is None:
            if len(self._elided) > 20_000:
                self._elided.clear()
            plain = " ".join(text.split())
            shown = self._theme.metrics(role).elidedText(
                plain, Qt.TextElideMode.ElideMiddle, rect.width()
            )
            self._elided[key] = shown
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(colour))
        painter.drawText(rect, align | int(Qt.TextFlag.TextSingleLine), shown)


def _quantity_box(rect: QRect) -> QRect:
    height = min(rect.height() - 4, 28)
    ground = QRect(rect.left() + 8, 0, rect.width() - 16, height)
    ground.moveTop(rect.top() + (rect.height() - 1 - height) // 2)
    return ground
