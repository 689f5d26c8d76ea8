"""What stands under the sections while the catalogue is open: pinned lists, then categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.catalogue.pinned import FAVOURITES, ORDERED
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.labels import SectionCaption
from app.ui.widgets.painting import LEFT, RIGHT, box, elided, picture, words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.catalogue.groups import GroupTree
    from app.ui.theme.theme import Theme


class CategoryPane(QWidget):
    """Pinned lists and the tree: one of them is chosen."""

    chosen = Signal()
    """Another list: `pinned`, or the group of the tree."""

    def __init__(self, theme: Theme, tree: GroupTree) -> None:
        super().__init__()
        self._theme = theme
        self._tree = tree
        self._rows = {
            FAVOURITES: _PinnedRow(theme, "star", self.tr("Favourites")),
            ORDERED: _PinnedRow(theme, "history", self.tr("Ordered before")),
        }
        self._pinned = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 4)
        column.setSpacing(0)
        caption = SectionCaption(theme, self.tr("Categories"), remark=self.tr("permitted to you"))
        caption.setContentsMargins(6, 0, 0, 0)
        column.addWidget(caption)
        column.addSpacing(4)
        for key, row in self._rows.items():
            row.setObjectName(key)
            row.clicked.connect(self._choose)
            row.installEventFilter(self)
            column.addWidget(row)
        column.addWidget(tree, 1)
        self.setFocusProxy(tree)
        tree.chosen.connect(self._leave_pinned)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        """The tree stands on the side bar's ground, not on a sheet of its own."""
        palette = self._tree.palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.color("window"))
        self._tree.setPalette(palette)

    @property
    def pinned(self) -> str:
        """The chosen pinned list, empty for a category."""
        return self._pinned

    @property
    def name(self) -> str:
        """The name of what is chosen."""
        return self._rows[self._pinned].text() if self._pinned else self._tree.name_of_chosen()

    def show_count(self, key: str, count: int) -> None:
        """Show how many goods a pinned list holds."""
        self._rows[key].show_count(count)

    @override
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and watched in self._rows.values():
            keys = list(self._rows.values())
            at = keys.index(watched)
            key = event.key()  # type: ignore[attr-defined]  # a QKeyEvent by its type
            if key == Qt.Key.Key_Down:
                (keys[at + 1] if at + 1 < len(keys) else self._tree).setFocus()
                return True
            if key == Qt.Key.Key_Up and at:
                keys[at - 1].setFocus()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _choose(self) -> None:
        self._take(self.sender().objectName())
        self._tree.choose_nothing()
        self.chosen.emit()

    @Slot(object)
    def _leave_pinned(self, _group: object) -> None:
        self._take("")
        self.chosen.emit()

    def _take(self, key: str) -> None:
        self._pinned = key
        for known, row in self._rows.items():
            row.setChecked(known == key)
            row.update()


class _PinnedRow(QAbstractButton):
    def __init__(self, theme: Theme, icon: str, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._count = ""
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self.updateGeometry)

    def show_count(self, count: int) -> None:
        """Show how many goods there are."""
        self._count = formats.count(count)
        self.setAccessibleDescription(self._count)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.px(sizes.TREE_ROW))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.underMouse():
            box(painter, rect, 5, fill=theme.color("sel" if chosen else "hover"))
        if self.hasFocus():
            box(painter, rect, 5, edge=theme.color("focus"), width=2)
        colour = "accent-text" if chosen else "text"
        icon = theme.pixmap(
            self._icon, "accent-text" if chosen else "text2", 14, self.devicePixelRatioF()
        )
        picture(painter, QRectF(6, 0, 14, rect.height()), icon)
        room = theme.metrics("caption-number").horizontalAdvance(self._count) + 12
        place = rect.adjusted(26, 0, -room, 0)
        role = "strong" if chosen else "body"
        shown = elided(theme, role, self.text(), place.width(), middle=False)
        words(painter, theme, place, shown, role=role, colour=colour, align=LEFT)
        words(
            painter,
            theme,
            rect.adjusted(0, 0, -8, 0),
            self._count,
            role="caption-number",
            colour="accent-text" if chosen else "text3",
            align=RIGHT,
        )
