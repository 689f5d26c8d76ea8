"""The settings section: a list of pages under the sections, the chosen page in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from app.ui.overriding import override
from app.ui.settings.diagnostics_page import DiagnosticsPage
from app.ui.settings.look_page import LookPage
from app.ui.settings.sync_page import SyncPage
from app.ui.theme import sizes
from app.ui.widgets.labels import SectionCaption
from app.ui.widgets.painting import LEFT, box, picture, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.ui.theme.theme import Theme

ICON_ROLE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex


class SettingsScreen(QStackedWidget):
    """Pages that exist: look, sync, diagnostics."""

    page_opened = Signal(str)

    def __init__(self, theme: Theme, languages: Sequence[str]) -> None:
        super().__init__()
        self.look = LookPage(theme, languages)
        self.sync = SyncPage(theme)
        self.diagnostics = DiagnosticsPage(theme)
        pages = (
            ("look", "palette", self.tr("Look and language"), self.look),
            ("sync", "refresh-cw", self.tr("Sync"), self.sync),
            ("diagnostics", "life-buoy", self.tr("Diagnostics"), self.diagnostics),
        )
        self.context = PageList(theme, [page[:3] for page in pages])
        self._keys = [page[0] for page in pages]
        for page in pages:
            self.addWidget(page[3])
        self.context.chosen.connect(self.open_page)
        self.setFocusProxy(self.context.list)

    def open_page(self, key: str) -> None:
        """Show a page; KeyError-free: an unknown one changes nothing."""
        if key in self._keys:
            self.setCurrentIndex(self._keys.index(key))
            self.context.mark(key)
            self.page_opened.emit(key)


class PageList(QWidget):
    """The pages by name."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, pages: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setAccessibleName(self.tr("Pages of settings"))
        # The side bar's own ground: one of the list's own stays in the theme of the start.
        self.list.viewport().setAutoFillBackground(False)
        self.list.setItemDelegate(_PageDelegate(theme, self.list))
        for key, icon, title in pages:
            item = QListWidgetItem(title)
            item.setData(ICON_ROLE, icon)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 4)
        column.setSpacing(6)
        column.addWidget(SectionCaption(theme, self.tr("Settings")))
        column.addWidget(self.list, 1)
        self.list.currentItemChanged.connect(self._tell)

    def mark(self, key: str) -> None:
        """Mark a page as open."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == key and row != self.list.currentRow():
                self.list.setCurrentRow(row)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _tell(self, current: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(str(current.data(Qt.ItemDataRole.UserRole)))


class _PageDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._theme.px(sizes.CONTEXT_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            focused = self._view.hasFocus()
            edge = theme.color("focus") if focused else None
            box(painter, rect, 5, fill=theme.color("sel"), edge=edge, width=2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, rect, 5, fill=theme.color("hover"))
        colour = "accent-text" if chosen else "text"
        icon = theme.pixmap(
            str(index.data(ICON_ROLE)),
            "accent-text" if chosen else "text2",
            14,
            self._view.devicePixelRatioF(),
        )
        picture(painter, QRect(rect.left() + 8, rect.top(), 14, rect.height()), icon)
        place = rect.adjusted(30, 0, -4, 0)
        role = "strong" if chosen else "body"
        words(painter, theme, place, str(index.data()), role=role, colour=colour, align=LEFT)
