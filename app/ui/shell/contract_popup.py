"""The list of contracts under the switcher: what each is and what the active draft costs there."""

from collections.abc import Sequence
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
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import formats
from app.ui.overriding import override
from app.ui.shell.view import ContractView, Vat
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import PopupFrame
from app.ui.widgets.inputs import SearchEdit
from app.ui.widgets.labels import Label
from app.ui.widgets.marks import KeyCap, paint_tag, tag_width
from app.ui.widgets.painting import LEFT, RIGHT, elided, key_cap, picture, two_lines, words

_Index = QModelIndex | QPersistentModelIndex
_WIDTH: Final = 724
_ROWS_MOST: Final = 7
_HEADER: Final = 26
# Where the columns begin; the money columns end at their second number.
_NAME: Final = 36
_KIND: Final = 246
_TERMS: Final = 334
_LIMIT: Final = (418, 584)
_DRAFT: Final = (590, 711)


class ContractModel(QAbstractListModel):
    """The contracts that fit the filter, with the current one's key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.contracts: list[ContractView] = []
        self.current = ""
        self._all: tuple[ContractView, ...] = ()

    def show_contracts(self, contracts: Sequence[ContractView], current: str) -> None:
        """Show all of these contracts."""
        self._all = tuple(contracts)
        self.current = current
        self.filter("")

    def filter(self, text: str) -> None:
        """Keep the contracts in which every word of the text is found."""
        sought = text.casefold().split()
        self.beginResetModel()
        self.contracts = [
            view
            for view in self._all
            if all(
                word in f"{view.name} {view.number} {view.price_type} {view.short}".casefold()
                for word in sought
            )
        ]
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.contracts)

    @override
    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        view = self.contracts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return view.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{view.name}, {view.number}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return view.closed or f"{view.price_type}, {view.currency}"
        return None


class ContractDelegate(QStyledItemDelegate):
    """Paints a row of the popup: number key, name, price type, currency, money, the draft here."""

    def __init__(self, theme: Theme, model: ContractModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(sizes.CONTRACT_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self._model.contracts[index.row()]
        theme = self._theme
        rect = QRectF(QRect(option.rect))
        current = view.key == self._model.current
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if current:
            painter.fillRect(rect, theme.brush("sel"))
        if selected:
            painter.fillRect(rect, theme.brush("sel" if current else "hover"))
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height()), theme.brush("focus")
            )
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, theme.brush("border"))
        self._start(painter, rect, view, index.row(), current=current)
        self._middle(painter, rect, view)
        self._end(painter, rect, view, current=current)

    def _start(
        self, painter: QPainter, rect: QRectF, view: ContractView, row: int, *, current: bool
    ) -> None:
        theme = self._theme
        middle = rect.center().y()
        ratio = painter.device().devicePixelRatioF()
        mark = QRectF(rect.left() + 12, middle - 9, 17, 17)
        if current:
            picture(painter, mark, theme.pixmap("check", "accent-text", 15, ratio))
        elif view.closed:
            picture(painter, mark, theme.pixmap("lock", "warn", 14, ratio))
        elif row < 9:
            key_cap(painter, theme, mark, str(row + 1))
        room = float(theme.px(_KIND) - _NAME - 8)
        place = QRectF(rect.left() + _NAME, rect.top(), room + 2, rect.height())
        upper, lower = two_lines(theme, place, "strong", "caption-number", 4)
        name = elided(theme, "strong" if current else "medium", view.name, room)
        colour = "accent-text" if current else "text"
        role = "strong" if current else "medium"
        words(painter, theme, upper, name, role=role, colour=colour)
        second = view.closed or self.tr("Contract No %1").replace("%1", view.number)
        second = elided(theme, "caption-number", second, room)
        token = "warn" if view.closed else "text3"
        words(painter, theme, lower, second, role="caption-number", colour=token)

    def _middle(self, painter: QPainter, rect: QRectF, view: ContractView) -> None:
        theme = self._theme
        middle = rect.center().y()
        most, height = theme.px(_TERMS - _KIND - 6), theme.px(sizes.TAG)
        width = min(most, tag_width(theme, view.price_type))
        tag = QRectF(rect.left() + theme.px(_KIND), middle - height / 2, width, height)
        text = elided(theme, "caption-strong", view.price_type, width - 10)
        paint_tag(painter, theme, tag, text, "neutral")
        vat = {
            Vat.INCLUDED: self.tr("%1, incl. VAT"),
            Vat.ON_TOP: self.tr("%1, VAT on top"),
            Vat.NONE: self.tr("%1, no VAT"),
        }[view.vat]
        room = theme.px(_LIMIT[0] - _TERMS)
        place = QRectF(rect.left() + theme.px(_TERMS), rect.top(), room, rect.height())
        words(painter, theme, place, vat.replace("%1", view.currency), role="small", colour="text2")

    def _end(self, painter: QPainter, rect: QRectF, view: ContractView, *, current: bool) -> None:
        theme = self._theme
        place = _span(theme, rect, _LIMIT)
        upper, lower = two_lines(theme, place, "price", "caption-number", 4)
        if view.limit_left_e4 is not None and view.limit_e4 is not None:
            words(
                painter,
                theme,
                upper,
                formats.amount(view.limit_left_e4),
                role="number",
                align=RIGHT,
            )
            whole = formats.round_money(view.limit_e4, view.currency)
            text = self.tr("of %1").replace("%1", whole)
            words(painter, theme, lower, text, role="caption-number", colour="text3", align=RIGHT)
        else:
            text, role = view.note, "small"
            if view.advance_e4 is not None:
                text = self.tr("advance %1").replace("%1", formats.amount(view.advance_e4))
                role = "number"
            text = elided(theme, role, text, place.width())
            words(painter, theme, place, text, role=role, colour="text2", align=RIGHT)
        place = _span(theme, rect, _DRAFT)
        upper, lower = two_lines(theme, place, "price", "caption-number", 4)
        draft = formats.money(view.draft_e4, view.currency)
        words(painter, theme, upper, draft, role="price", align=RIGHT)
        text, colour = self._change(view, current=current)
        words(painter, theme, lower, text, role="caption-number", colour=colour, align=RIGHT)

    def _change(self, view: ContractView, *, current: bool) -> tuple[str, str]:
        if current:
            return self.tr("now"), "text3"
        if view.difference_e4 is None:
            return (formats.DASH if view.draft_e4 is not None else ""), "text3"
        cheaper = view.difference_e4 < 0
        text = (
            f"{formats.difference(view.difference_e4)}{formats.NBSP}{formats.sign(view.currency)}"
        )
        return text, "ok" if cheaper else "text3"


class _Captions(QWidget):
    """What the columns of the list are."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEADER))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painter.fillRect(rect, theme.brush("sunken"))
        for top in (0.0, rect.height() - 1):
            painter.fillRect(QRectF(0, top, rect.width(), 1), theme.brush("border"))
        captions = (
            (self.tr("Contract"), (_NAME, _KIND - 8), LEFT),
            (self.tr("Price type"), (_KIND, _TERMS - 6), LEFT),
            (self.tr("Currency, VAT"), (_TERMS, _LIMIT[0]), LEFT),
            (self.tr("Limit / advance"), _LIMIT, RIGHT),
            (self.tr("The cart here"), _DRAFT, RIGHT),
        )
        for text, ends, align in captions:
            place = _span(theme, rect, ends)
            shown = elided(theme, "caption-strong", text, place.width(), middle=False)
            words(painter, theme, place, shown, role="caption-strong", colour="text2", align=align)


def _span(theme: Theme, rect: QRectF, ends: tuple[int, int]) -> QRectF:
    """Return the part of a row between two places given at 100 % text."""
    left, right = theme.px(ends[0]), theme.px(ends[1])
    return QRectF(rect.left() + left, rect.top(), right - left, rect.height())


class ContractPopup(PopupFrame):
    """Filter box and list; arrows and Enter choose, digits at once while the box is empty."""

    chosen = Signal(str)
    compare_requested = Signal()

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self._theme = theme
        self._model = ContractModel(self)
        self._box = SearchEdit(
            theme,
            name=self.tr("Find a contract"),
            hint=self.tr("Number, terms or price type"),
            size="tool",
        )
        self._box.textChanged.connect(self._filter)
        self._box.installEventFilter(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(ContractDelegate(theme, self._model, self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(self.tr("Contracts"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._choose_index)
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 10)
        top.setSpacing(10)
        top.addWidget(self._box, 1)
        self._digits = KeyCap(theme, "1…9")
        keys = QHBoxLayout()
        keys.setSpacing(4)
        for caps, text in (
            ((KeyCap(theme, "↑"), KeyCap(theme, "↓")), self.tr("choose")),
            ((KeyCap(theme, "Enter"),), self.tr("switch")),
            ((self._digits,), self.tr("at once")),
        ):
            for cap in caps:
                keys.addWidget(cap)
            keys.addWidget(Label(theme, text, role="caption", colour="text3"))
            keys.addSpacing(4)
        top.addLayout(keys)
        foot = QFrame()
        foot.setObjectName("Footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 6, 12, 6)
        text = self.tr("Prices are recalculated at once, without asking the server")
        row.addWidget(Label(theme, text, role="small", colour="text3"), 1)
        compare = Button(theme, self.tr("Compare under each contract"), kind="link", key="F8")
        compare.clicked.connect(self._compare)
        row.addWidget(compare)
        self.column.addLayout(top)
        self.column.addWidget(_Captions(theme, self))
        self.column.addWidget(self._list)
        self.column.addWidget(foot)

    def open_for(self, widget: QWidget, contracts: Sequence[ContractView], current: str) -> None:
        """Show the contracts under a widget, the current one chosen."""
        self._box.clear()
        self._model.show_contracts(contracts, current)
        rows = min(_ROWS_MOST, max(1, len(contracts)))
        self._list.setFixedSize(self._theme.px(_WIDTH), rows * self._theme.px(sizes.CONTRACT_ROW))
        self._digits.show_key(f"1…{min(9, len(contracts))}")
        keys = [view.key for view in self._model.contracts]
        self._go_to(keys.index(current) if current in keys else 0)
        self.open_under(widget)
        self._box.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The box passes on what it does not use itself.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_index(self._list.currentIndex())
        elif event.key() == Qt.Key.Key_F8:
            self._compare()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: Any, event: Any) -> bool:
        if watched is not self._box or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QKeyEvent.Type.KeyPress:
            return False
        row = self._list.currentIndex().row()
        if event.key() == Qt.Key.Key_Down:
            self._go_to(row + 1)
            return True
        if event.key() == Qt.Key.Key_Up:
            self._go_to(row - 1)
            return True
        digit = event.text()
        if not self._box.text() and len(digit) == 1 and digit in "123456789":
            at = int(digit) - 1
            if at < len(self._model.contracts):
                self._choose_index(self._model.index(at, 0))
            return True
        return False

    def _go_to(self, row: int) -> None:
        count = len(self._model.contracts)
        if count:
            self._list.setCurrentIndex(self._model.index(max(0, min(count - 1, row)), 0))

    def _filter(self, text: str) -> None:
        self._model.filter(text)
        self._go_to(0)

    def _choose_index(self, index: QModelIndex) -> None:
        if index.isValid():
            key = self._model.contracts[index.row()].key
            self.close()
            self.chosen.emit(key)

    def _compare(self) -> None:
        self.close()
        self.compare_requested.emit()
