"""The list of sections: only those that exist, each with a badge when it wants attention."""

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.marks import badge_width, paint_badge
from app.ui.widgets.painting import box, elided, picture, words

_Index = QModelIndex | QPersistentModelIndex
_MARGIN: Final = 8
SECTION_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


class Section:
    """A section of the program and its badge; `tint` is accent, warn or neutral."""

    def __init__(self, key: str, title: str, icon: str) -> None:
        self.key = key
        self.title = title
        self.icon = icon
        self.badge = ""
        self.tint = "neutral"


class NavModel(QAbstractListModel):
    """The registered sections in their order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sections: list[Section] = []

    def add(self, section: Section) -> None:
        """Append a section."""
        row = len(self.sections)
        self.beginInsertRows(QModelIndex(), row, row)
        self.sections.append(section)
        self.endInsertRows()

    def changed(self, row: int) -> None:
        """Say that a section is shown otherwise."""
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def row_of(self, key: str) -> int:
        """The row of a section; KeyError for an unknown one."""
        for row, section in enumerate(self.sections):
            if section.key == key:
                return row
        raise KeyError(key)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.sections)

    @override
    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        section = self.sections[index.row()]
        if role == SECTION_ROLE:
            return section
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return section.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{section.title}, {section.badge}" if section.badge else section.title
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a section; only its icon in the collapsed side bar."""

    def __init__(self, theme: Theme, view: "NavList") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(40, self._theme.px(sizes.NAV_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._theme
        section: Section = index.data(SECTION_ROLE)
        rect = QRectF(QRect(option.rect)).adjusted(_MARGIN, 0, -_MARGIN, 0)
        state = option.state
        on = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        if on or hover:
            fill = "sel" if on else "hover"
            box(painter, rect, sizes.RADIUS_BUTTON, fill=theme.color(fill))
        if state & QStyle.StateFlag.State_HasFocus:
            box(painter, rect, sizes.RADIUS_BUTTON, edge=theme.color("focus"), width=2)
        colour = "accent-text" if on else "text2"
        pixmap = theme.pixmap(section.icon, colour, 16, painter.device().devicePixelRatioF())
        if self._view.collapsed:
            picture(painter, rect, pixmap)
            if section.badge:
                dot = QRectF(rect.right() - 11, rect.top() + 4, 7, 7)
                box(painter, dot, 3.5, fill=theme.color("accent"))
            return
        picture(painter, QRectF(rect.left() + 8, rect.top(), 16, rect.height()), pixmap)
        width = badge_width(theme, section.badge) if section.badge else 0
        place = rect.adjusted(33, 0, -8 - width, 0)
        role = "strong" if on else "medium"
        text = elided(theme, role, section.title, place.width())
        colour = "accent-text" if on else "text"
        words(painter, theme, place, text, role=role, colour=colour)
        if section.badge:
            height = theme.px(sizes.BADGE) + 2
            top = rect.center().y() - height / 2
            badge = QRectF(rect.right() - 8 - width, top, width, height)
            paint_badge(painter, theme, badge, section.badge, section.tint)


class NavList(QListView):
    """The sections; the arrow keys and a click choose one."""

    section_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.collapsed = False
        self._theme = theme
        self._model = NavModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSpacing(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._tell)
        self.activated.connect(self._tell)
        theme.changed.connect(self._fit)

    @property
    def sections(self) -> list[Section]:
        """The registered sections in their order."""
        return self._model.sections

    def add_section(self, section: Section) -> None:
        """Append a section."""
        self._model.add(section)
        self._fit()

    def set_badge(self, key: str, text: str, tint: str = "neutral") -> None:
        """Show a badge, or none for an empty text; KeyError for an unknown section."""
        row = self._model.row_of(key)
        section = self._model.sections[row]
        if (section.badge, section.tint) == (text, tint):
            return
        section.badge, section.tint = text, tint
        self._model.changed(row)

    def set_title(self, key: str, title: str) -> None:
        """Take another title, after a change of language."""
        row = self._model.row_of(key)
        self._model.sections[row].title = title
        self._model.changed(row)

    def show_section(self, key: str) -> None:
        """Mark a section as the open one without telling anyone."""
        self.setCurrentIndex(self._model.index(self._model.row_of(key), 0))

    def set_collapsed(self, *, collapsed: bool) -> None:
        """Show icons alone."""
        self.collapsed = collapsed
        self.viewport().update()

    def _tell(self, index: QModelIndex) -> None:
        self.section_chosen.emit(self._model.sections[index.row()].key)

    def _fit(self) -> None:
        self.setFixedHeight(len(self.sections) * self._theme.px(sizes.NAV_ROW))
        self.scheduleDelayedItemsLayout()
