"""Paints the cart's rows: lines, warehouse groups, and strips with their ready fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QTableView, QWidget

from app.ui.cart.group_painting import paint_group
from app.ui.cart.rows import GroupRow, LineRow, StripRow
from app.ui.catalogue.quantity_editor import QuantityEditor
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.painting import (
    CENTRE,
    LEFT,
    RIGHT,
    box,
    elided,
    key_cap,
    key_cap_width,
    picture,
    words,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.ui.cart.model import CartModel
    from app.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected
_ACTIVE = QStyle.StateFlag.State_Active
_ICONS = {"ok": "check", "info": "clock", "warn": "triangle-alert", "err": "circle-alert"}
_GAP = 6


class CartDelegate(QStyledItemDelegate):
    """Cells of the cart in the theme's colours."""

    ended = Signal(object, int, int)
    """A quantity was entered with Enter: the line's id, its row, and the way to go (1 = down)."""

    def __init__(self, theme: Theme, model: CartModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view
        self.hovered_row = -1
        self.stale = False
        self._way = 0

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index.row())
        rect: QRect = option.rect
        theme = self._theme
        selected = bool(option.state & _SELECTED)
        wrong = isinstance(row, StripRow) or (isinstance(row, LineRow) and row.has_error)
        if selected:
            painter.fillRect(rect, theme.brush("sel" if option.state & _ACTIVE else "sel-in"))
        elif wrong:
            painter.fillRect(rect, theme.brush("err-bg"))
        elif isinstance(row, GroupRow):
            painter.fillRect(rect, theme.brush("sunken"))
        elif index.row() == self.hovered_row:
            painter.fillRect(rect, theme.brush("hover"))
        if not (isinstance(row, LineRow) and row.has_error):
            painter.setPen(theme.color("border"))
            painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if isinstance(row, GroupRow):
            paint_group(painter, theme, rect, row, self._view, self._model)
        elif isinstance(row, StripRow):
            self._strip(painter, rect, row)
        elif isinstance(row, LineRow):
            key = self._model.columns[index.column()].key
            self._line(painter, rect, row, key)
        if wrong and index.column() == 0 and theme.name == "contrast":
            # Tints are black there, so the wrong lines get an edge.
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.brush("err"))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, sizes.CART_ROW["regular"])

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row = self._model.line_at(index.row())
        editor = QuantityEditor(self._theme, row.product if row else None, parent)
        editor.committed.connect(self._commit)
        editor.given_up.connect(self._give_up)
        self._way = 0
        # The editor ends itself before the view sees the key, so the way to go is noted here.
        field = editor.focusProxy()
        if field is not None:
            field.installEventFilter(self)
        return editor

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QLineEdit):
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            up = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._way = (-1 if up else 1) if ends else 0
        return False

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row = self._model.line_at(index.row())
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

    def fix_boxes(self, row: int, strip: StripRow) -> list[QRect]:
        """Where the buttons of a strip are, in the viewport."""
        top, height = self._view.rowViewportPosition(row), self._view.rowHeight(row)
        return self._fix_places(QRect(0, top, self._view.viewport().width(), height), strip)

    def _commit(self, editor: QWidget) -> None:
        way, self._way = self._way, 0
        row = self._view.currentIndex().row()
        line = self._model.line_at(row)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if way and line is not None:
            self.ended.emit(line.id, row, way)

    def _give_up(self, editor: QWidget) -> None:
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def _text_left(self) -> int:
        """Where names begin: strips and groups stand under them."""
        view = self._view
        return view.columnViewportPosition(self._model.column_of("name")) + sizes.CELL_PADDING

    def _fix_places(self, rect: QRect, strip: StripRow) -> list[QRect]:
        theme = self._theme
        left = self._text_left() + 8
        left += round(theme.metrics("small-strong").horizontalAdvance(strip.text))
        height = theme.px(sizes.BUTTON["tiny"])
        top = rect.top() + (rect.height() - height) // 2 - 1
        places = []
        for number, text in enumerate(strip.texts, start=1):
            width = round(theme.metrics("small-medium").horizontalAdvance(text))
            width += 20 + key_cap_width(theme, str(number))
            places.append(QRect(left, top, width, height))
            left += width + _GAP
        return places

    def _strip(self, painter: QPainter, rect: QRect, strip: StripRow) -> None:
        theme = self._theme
        left = self._text_left()
        place = QRect(left, rect.top(), rect.width(), rect.height() - 2)
        words(painter, theme, place, strip.text, role="small-strong", colour="err")
        places = self._fix_places(rect, strip)
        for number, (at, text) in enumerate(zip(places, strip.texts, strict=True), start=1):
            edge = theme.color("bstrong" if theme.name == "contrast" else "border-2")
            box(painter, at, sizes.RADIUS_SMALL, fill=theme.color("raised"), edge=edge)
            words(painter, theme, at.adjusted(8, 0, 0, 0), text, role="small-medium")
            cap = QRect(at)
            cap.setLeft(at.right() - key_cap_width(theme, str(number)) - 4)
            cap.setRight(at.right() - 4)
            height = min(theme.px(sizes.KEY_CAP), at.height() - 4)
            cap.setTop(at.top() + (at.height() - height) // 2)
            cap.setHeight(height)
            key_cap(painter, theme, cap.toRectF(), str(number))
        hint = f"Alt+1…{len(places)}" if len(places) > 1 else "Alt+1"
        width = key_cap_width(theme, hint)
        if places and places[-1].right() + width + 16 < rect.right():
            cap_height = theme.px(sizes.KEY_CAP)
            top = rect.top() + (rect.height() - cap_height) // 2 - 1
            at = QRect(rect.right() - width - 10, top, width, cap_height)
            key_cap(painter, theme, at.toRectF(), hint)

    def _line(self, painter: QPainter, rect: QRect, row: LineRow, key: str) -> None:
        theme = self._theme
        inner = rect.adjusted(sizes.CELL_PADDING, 0, -sizes.CELL_PADDING, -1)
        if key == "name":
            self._name(painter, inner, row)
            return
        if key == "quantity":
            self._quantity(painter, rect, row)
            return
        if key == "state":
            self._state(painter, inner, row)
            return
        text, role, colour, align = {
            "number": (str(row.number), "caption-number", "text3", RIGHT),
            "article": (row.article, "number", "text2", LEFT),
            "unit": (row.unit, "small", "text2", LEFT),
            "price": (row.price, "number", "text" if row.price_e4 else "text3", RIGHT),
            "sum": (row.sum, "price", "text", RIGHT),
        }[key]
        shown = elided(theme, role, text, inner.width() + 1)
        words(painter, theme, inner, shown, role=role, colour=colour, align=align)

    def _name(self, painter: QPainter, rect: QRect, row: LineRow) -> None:
        theme = self._theme
        name = elided(theme, "medium", row.name, rect.width())
        second = self._second(row)
        if not second or rect.height() < 32:
            words(painter, theme, rect, name, role="medium")
            return
        half = rect.height() // 2
        upper = QRect(rect.left(), rect.top() + 3, rect.width(), half - 1)
        lower = QRect(rect.left(), rect.top() + half + 1, rect.width(), half - 3)
        words(painter, theme, upper, name, role="medium")
        second = elided(theme, "caption", second, rect.width(), middle=False)
        words(painter, theme, lower, second, role="caption", colour="text3")

    def _second(self, row: LineRow) -> str:
        """The line under the name; what has no column of its own for want of room comes here."""
        view, model = self._view, self._model
        parts = [row.second]
        if view.isColumnHidden(model.column_of("price")):
            parts.insert(0, row.price)
        if view.isColumnHidden(model.column_of("article")):
            parts.insert(0, row.article)
        return " · ".join(filter(None, parts))

    def _quantity(self, painter: QPainter, rect: QRect, row: LineRow) -> None:
        theme = self._theme
        ground = _quantity_box(rect)
        if row.has_error:
            box(painter, ground, 5, fill=theme.color("err-bg"), edge=theme.color("err-fill"))
            colour = "err"
        else:
            box(painter, ground, 5, fill=theme.color("surface"), edge=theme.color("border-2"))
            painter.setPen(QPen(theme.color("bstrong"), 1))
            bottom = ground.bottom()
            painter.drawLine(ground.left() + 4, bottom, ground.right() - 4, bottom)
            colour = "text"
        inner = ground.adjusted(6, 0, -9, 0)
        shown = elided(theme, "price", row.quantity, inner.width() + 1)
        words(painter, theme, inner, shown, role="price", colour=colour, align=RIGHT)

    def _state(self, painter: QPainter, rect: QRect, row: LineRow) -> None:
        theme, state = self._theme, row.state
        colour = {"ok": "text2", "info": "info", "warn": "warn", "err": "err"}.get(
            state.tint, "text3"
        )
        icon = "" if self.stale and state.tint == "ok" else _ICONS.get(state.tint, "")
        if icon:
            pixmap = theme.pixmap(icon, state.tint, 13, self._view.devicePixelRatioF())
            picture(painter, QRect(rect.left(), rect.top(), 14, rect.height()), pixmap)
            rect = rect.adjusted(19, 0, 0, 0)
        if self.stale and state.tint == "ok":
            width = round(theme.metrics("small-number").horizontalAdvance(state.text)) + 14
            place = rect.adjusted(0, 7, min(0, width - rect.width()), -7)
            box(painter, place, 4, edge=theme.color("border-2"), dashed=True)
            words(painter, theme, place, state.text, role="small-number", align=CENTRE)
            return
        shown = elided(theme, "small-number", state.text, rect.width() + 1, middle=False)
        words(painter, theme, rect, shown, role="small-number", colour=colour)


def _quantity_box(rect: QRect) -> QRect:
    height = min(rect.height() - 4, 28)
    ground = QRect(rect.left() + 8, 0, rect.width() - 16, height)
    ground.moveTop(rect.top() + (rect.height() - 1 - height) // 2)
    return ground
