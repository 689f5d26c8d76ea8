"""F7: the current product on every warehouse, and taking it from one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.frames import PopupFrame
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import LEFT, RIGHT, elided, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.ui.theme.theme import Theme

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex


class WarehouseRow(NamedTuple):
    """A warehouse of the list, in words."""

    guid: str
    name: str
    free: str
    tint: str
    expected: str
    delivery: str
    in_cart: str


class WarehousePopup(PopupFrame):
    """A list of warehouses; Enter or a digit takes from the row."""

    taken = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.column.setContentsMargins(8, 10, 8, 8)
        self.column.setSpacing(6)
        self._title = Label(theme, "", role="strong")
        self._list = QListWidget(self)
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setAccessibleName(self.tr("Warehouses"))
        self._list.setItemDelegate(_RowDelegate(theme, self._list))
        self._list.itemActivated.connect(self._take)
        self._list.itemClicked.connect(self._take)
        hint = Label(theme, self.tr("Enter takes the quantity from the warehouse"), role="caption")
        for widget in (self._title, self._list, hint):
            self.column.addWidget(widget)
        self._theme = theme
        self.setFocusProxy(self._list)

    def show_rows(self, title: str, rows: Sequence[WarehouseRow]) -> None:
        """Show a product's warehouses."""
        self._title.setText(title)
        self._list.clear()
        for row in rows:
            item = QListWidgetItem(row.name)
            item.setData(ROW_ROLE, row)
            said = (row.name, row.free, row.expected, row.delivery, row.in_cart)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, said)))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        height = self._theme.px(sizes.WAREHOUSE_ROW) * len(rows) + 4
        self._list.setFixedSize(self._theme.px(430), min(height, 420))
        self.adjustSize()
        self._list.setFocus()

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        row: WarehouseRow = item.data(ROW_ROLE)
        self.close()
        self.taken.emit(row.guid)


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self._theme.px(sizes.WAREHOUSE_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        theme = self._theme
        row = WarehouseRow(*index.data(ROW_ROLE))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.brush("sel"))
        share = rect.width()
        cells = (
            (row.name, 8, 0.30, "medium", "text", LEFT),
            (row.free, 0.30 * share, 0.14, "price", row.tint or "text3", RIGHT),
            (row.expected, 0.46 * share, 0.20, "small-number", "info", RIGHT),
            (row.delivery, 0.67 * share, 0.18, "small", "text2", RIGHT),
            (row.in_cart, 0.86 * share, 0.12, "price", "accent-text", RIGHT),
        )
        for text, left, width, role, colour, align in cells:
            place = QRect(
                rect.left() + round(left), rect.top(), round(width * share), rect.height()
            )
            shown = elided(theme, role, text, place.width(), middle=False)
            words(painter, theme, place, shown, role=role, colour=colour, align=align)
