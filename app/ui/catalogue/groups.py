"""The tree of permitted groups with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QTreeView, QWidget

from app.ui import formats
from app.ui.catalogue.lines import RIGHT, Lines
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.painting import box, picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.domain.product import Group
    from app.ui.theme.theme import Theme

GROUP_ROLE = int(Qt.ItemDataRole.UserRole) + 1
COUNT_ROLE = GROUP_ROLE + 1
INDENT = 14
Index = QModelIndex | QPersistentModelIndex


class GroupTree(QTreeView):
    """Groups the dealer may see; the first row is the whole catalogue."""

    chosen = Signal(object)
    """A group id, or None for everything."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setIndentation(INDENT)
        self.viewport().setAutoFillBackground(False)
        self._let_own_ground_be_seen()
        theme.changed.connect(self._let_own_ground_be_seen)
        self.setRootIsDecorated(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Categories"))
        self.setItemDelegate(_GroupDelegate(theme, self))
        self.selectionModel().currentChanged.connect(self._choose)
        self._quiet = False

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show the groups; the chosen one stays chosen if it is still there."""
        wanted = self.group()
        expanded = self._expanded()
        self._quiet = True
        self._items.clear()
        root = self._items.invisibleRootItem()
        total = sum(group.count_below for group in groups if group.parent is None)
        root.appendRow(_item(self.tr("All goods"), None, total))
        items: dict[int, QStandardItem] = {}
        for group in groups:
            parent = items.get(group.parent) if group.parent is not None else None
            item = _item(group.name, group.id, group.count_below)
            items[group.id] = item
            (parent or root).appendRow(item)
        for group_id in expanded:
            if group_id in items:
                self.expand(items[group_id].index())
        target = items.get(wanted) if wanted is not None else None
        self.setCurrentIndex(target.index() if target else self._items.index(0, 0))
        self._quiet = False

    def group(self) -> int | None:
        """The chosen group, None for everything."""
        value = self.currentIndex().data(GROUP_ROLE)
        return int(value) if value is not None else None

    def choose_group(self, group_id: int | None) -> None:
        """Choose a group as if it was clicked."""
        found = self._find(self._items.invisibleRootItem(), group_id)
        if found is not None:
            self.setCurrentIndex(found.index())

    def choose_nothing(self) -> None:
        """Take the choice away without telling: something beside the tree is chosen."""
        self._quiet = True
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()
        self._quiet = False

    def name_of_chosen(self) -> str:
        """The chosen group's name."""
        return str(self.currentIndex().data() or "")

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the ground of the chosen row and a chevron before what can be opened."""
        theme = self._theme
        if self.selectionModel().isSelected(index):
            ground = QRect(2, rect.top() + 1, self.viewport().width() - 5, rect.height() - 2)
            box(painter, ground, 5, fill=theme.color("sel"))
            if self.hasFocus():
                box(painter, ground, 5, edge=theme.color("focus"), width=2)
        if index.model().hasChildren(index):
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            place = QRect(rect.right() - INDENT + 1, rect.top(), INDENT, rect.height())
            ratio = painter.device().devicePixelRatioF()
            picture(painter, place, theme.pixmap(name, "text3", 12, ratio))

    @Slot()
    def _let_own_ground_be_seen(self) -> None:
        """Keep the style from painting a ground of its own under the chevrons."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))
        self.setPalette(palette)

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.expand(current)
            self.chosen.emit(self.group())

    def _find(self, parent: QStandardItem, group_id: int | None) -> QStandardItem | None:
        for row in range(parent.rowCount()):
            item = parent.child(row)
            if item.data(GROUP_ROLE) == group_id:
                return item
            found = self._find(item, group_id)
            if found is not None:
                return found
        return None

    def _expanded(self) -> list[int]:
        found: list[int] = []
        waiting = [self._items.invisibleRootItem()]
        while waiting:
            parent = waiting.pop()
            for row in range(parent.rowCount()):
                item = parent.child(row)
                if self.isExpanded(item.index()):
                    found.append(int(item.data(GROUP_ROLE) or 0))
                    waiting.append(item)
        return found


def _item(name: str, group_id: int | None, count: int) -> QStandardItem:
    item = QStandardItem(" ".join(name.split()))
    item.setData(group_id, GROUP_ROLE)
    item.setData(formats.count(count), COUNT_ROLE)
    item.setAccessibleText(f"{name}, {count}")
    return item


class _GroupDelegate(QStyledItemDelegate):
    """Name left, count right."""

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._theme = theme
        self._lines = Lines(theme, Qt.TextElideMode.ElideRight)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, self._theme.px(sizes.TREE_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        theme = self._theme
        if not chosen and option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, rect.adjusted(0, 1, 0, -1), 5, fill=theme.color("hover"))
        colour = "accent-text" if chosen else "text"
        left, top, width, height = rect.left(), rect.top(), rect.width(), rect.height()
        count, role = str(index.data(COUNT_ROLE)), "caption-number"
        tint = colour if chosen else "text3"
        used = self._lines.paint(painter, (left, top, width - 8, height), count, role, tint, RIGHT)
        name = (left + 4, top, width - used - 24, height)
        role = "strong" if chosen else "body"
        self._lines.paint(painter, name, str(index.data()), role, colour)
