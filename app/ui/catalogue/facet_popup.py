"""The popup of a facet: find a value, tick several, see what each would leave, apply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from app.ui import formats
from app.ui.overriding import override
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import PopupFrame
from app.ui.widgets.inputs import SearchEdit
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import LEFT, RIGHT, box, elided, words
from app.ui.widgets.switches import paint_check

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.domain.product import FacetValue
    from app.ui.catalogue.filters import Chosen
    from app.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
VALUE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW, WIDTH, MOST_ROWS = 28, 262, 9


class FacetValues(QAbstractListModel):
    """Values of one facet: the chosen ones first, then as they came; ticks are the user's."""

    ticked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: list[FacetValue] = []
        self._shown: list[FacetValue] = []
        self._on: dict[str, str] = {}
        self._filter = ""

    @property
    def chosen(self) -> Chosen:
        """The ticked values with their titles."""
        return tuple(self._on.items())

    @property
    def hidden(self) -> int:
        """How many values the filter box hides."""
        return len(self._all) - len(self._shown)

    def show(self, values: Iterable[FacetValue], chosen: Chosen) -> None:
        """Show the values with these ticks; what is chosen and not among them stays, with 0."""
        from app.domain.product import FacetValue

        self._on = dict(chosen)
        known = list(values)
        missing = set(self._on) - {one.value for one in known}
        known += [FacetValue(value, self._on[value], 0) for value in self._on if value in missing]
        self._all = sorted(known, key=lambda one: one.value not in self._on)
        self._fit()

    def recount(self, values: Iterable[FacetValue]) -> None:
        """Take other counts; order and ticks stay, so that nothing moves under the pointer."""
        found = {one.value: one.found for one in values}
        self._all = [one._replace(found=found.get(one.value, 0)) for one in self._all]
        self._shown = [one._replace(found=found.get(one.value, 0)) for one in self._shown]
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def narrow(self, text: str) -> None:
        """Show only values whose title holds the text."""
        self._filter = text.strip().casefold()
        self._fit()

    def toggle(self, index: Index) -> None:
        """Tick a value or take its tick away."""
        value = self._shown[index.row()]
        if self._on.pop(value.value, None) is None:
            self._on[value.value] = value.title
        self.dataChanged.emit(index, index)
        self.ticked.emit()

    def clear(self) -> None:
        """Take all ticks away."""
        if not self._on:
            return
        self._on.clear()
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        self.ticked.emit()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._shown):
            return None
        value = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return value.title
        if role == VALUE_ROLE:
            return value
        if role == Qt.ItemDataRole.CheckStateRole:
            on = value.value in self._on
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("{title}, %n product(s)", "", value.found).format(title=value.title)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )

    def _fit(self) -> None:
        self.beginResetModel()
        self._shown = [one for one in self._all if self._filter in one.title.casefold()]
        self.endResetModel()


class FacetPopup(PopupFrame):
    """A list of values to tick under a filter box; nothing changes before it is applied."""

    applied = Signal(str, object)
    """A facet's key and the chosen values with titles."""
    ticked = Signal(str, object)
    """The same while the user is still choosing: what would be left is asked."""

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self._theme = theme
        self._key = ""
        self.values = FacetValues(self)
        self._find = SearchEdit(
            theme,
            name=self.tr("Find a value"),
            hint="",
            clear_name=self.tr("Clear"),
            size="tool",
        )
        self._list = QListView()
        self._list.setModel(self.values)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(_ValueDelegate(theme, self._list))
        self._more = Label(theme, role="caption", colour="text3")
        self._reset = Button(theme, self.tr("Reset"), size="small")
        self._apply = Button(theme, self.tr("Show"), kind="primary", size="small")
        footer = QFrame()
        footer.setObjectName("Footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(6)
        row.addWidget(self._more, 1)
        row.addWidget(self._reset)
        row.addWidget(self._apply)
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 4)
        top.addWidget(self._find)
        self.column.addLayout(top)
        self.column.addWidget(self._list)
        self.column.addWidget(footer)
        self.setFocusProxy(self._find)
        self._find.textChanged.connect(self._narrow)
        self._find.left.connect(self._go_to_list)
        self._find.returnPressed.connect(self._choose)
        self._list.clicked.connect(self.values.toggle)
        self._list.installEventFilter(self)
        self.values.ticked.connect(self._tell_ticked)
        self._reset.clicked.connect(self.values.clear)
        self._apply.clicked.connect(self._choose)

    def open_for(
        self, chip: QWidget, key: str, title: str, values: Sequence[FacetValue], chosen: Chosen
    ) -> None:
        """Show the values of a facet under its chip."""
        self._key = key
        self._find.setPlaceholderText(title)
        self._find.clear()
        self._list.setAccessibleName(title)
        self.values.show(values, chosen)
        self._show_more()
        self.show_left(None)
        height = self._theme.px(ROW) * min(MOST_ROWS, max(3, self.values.rowCount())) + 4
        self._list.setFixedSize(self._theme.px(WIDTH), height)
        self.open_under(chip)
        self._find.setFocus()

    @property
    def key(self) -> str:
        """The facet that is shown."""
        return self._key

    def show_left(self, left: int | None) -> None:
        """Say how many products the ticks would leave; None while it is being counted."""
        if left is None:
            self._apply.setText(self.tr("Show"))
        else:
            self._apply.setText(self.tr("Show {n}").format(n=formats.count(left)))

    @override
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if watched is self._list and event.type() == event.Type.KeyPress:
            key_event: QKeyEvent = event  # type: ignore[assignment]  # Qt's type for this kind
            key = key_event.key()
            index = self._list.currentIndex()
            if key == Qt.Key.Key_Space and index.isValid():
                self.values.toggle(index)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            if key == Qt.Key.Key_Up and index.row() <= 0:
                self._find.setFocus()
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _narrow(self, text: str) -> None:
        self.values.narrow(text)
        self._show_more()

    @Slot()
    def _go_to_list(self) -> None:
        if self.values.rowCount():
            self._list.setCurrentIndex(self.values.index(0))
            self._list.setFocus()

    @Slot()
    def _choose(self) -> None:
        chosen = self.values.chosen
        self.close()
        self.applied.emit(self._key, chosen)

    @Slot()
    def _tell_ticked(self) -> None:
        self.show_left(None)
        self.ticked.emit(self._key, self.values.chosen)

    def _show_more(self) -> None:
        hidden = self.values.hidden
        below = max(0, self.values.rowCount() - MOST_ROWS)
        more = hidden + below
        self._more.setText(self.tr("%n more", "", more) if more else "")


class _ValueDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.px(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect: QRect = option.rect
        value: FacetValue = index.data(VALUE_ROLE)
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        current = self._view.hasFocus() and index == self._view.currentIndex()
        if option.state & QStyle.StateFlag.State_MouseOver or current:
            fill = theme.color("hover")
            edge = theme.color("focus") if current else None
            box(painter, rect.adjusted(4, 1, -4, -1), 4, fill=fill, edge=edge, width=2)
        square = QRectF(rect.left() + 12, rect.center().y() - 7.5, 16, 16)
        ratio = self._view.devicePixelRatioF()
        paint_check(painter, theme, square, checked=checked, enabled=True, ratio=ratio)
        faded = not value.found and not checked
        count = formats.count(value.found)
        room = round(theme.metrics("caption-number").horizontalAdvance(count)) + 18
        place = rect.adjusted(38, 0, -room, 0)
        shown = elided(theme, "body", value.title, place.width())
        words(painter, theme, place, shown, colour="dis" if faded else "text", align=LEFT)
        words(
            painter,
            theme,
            rect.adjusted(0, 0, -12, 0),
            count,
            role="caption-number",
            colour="dis" if faded else "text3",
            align=RIGHT,
        )
