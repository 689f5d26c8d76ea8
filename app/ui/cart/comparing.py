"""The cart under each contract side by side, and the choice of one for this cart."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.ui import formats
from app.ui.cart.checks import payment_text, vat_text
from app.ui.cart.columns import Column, Header
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import LEFT, RIGHT, elided, words

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.domain.cart import Appraisal, Draft
    from app.domain.terms import Contract
    from app.ui.cart.valuation import Valuation
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CONTRACT_WIDTH = 132


class Cell(NamedTuple):
    """A cell's words with their role of type and colour."""

    text: str
    colour: str = "text"
    role: str = "number"


class CompareModel(QAbstractTableModel):
    """Rows of the whole cart first, then each line; a column for each contract."""

    def __init__(self, valuation: Valuation) -> None:
        super().__init__()
        self.contracts: list[Contract] = []
        self.columns: list[Column] = []
        self.current = valuation.contract
        self._rows: list[tuple[Cell, ...]] = []
        self._compare(valuation)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        text = self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].title}: {text}"
        return text if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = role == Qt.ItemDataRole.DisplayRole
        if shown and orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            return self.columns[section].title
        return None

    def cell(self, row: int, column: int) -> Cell:
        """What to paint in a cell."""
        return self._rows[row][column]

    def _compare(self, valuation: Valuation) -> None:
        draft, current, profile = valuation.draft, valuation.contract, valuation.terms.profile
        if draft is None or current is None or profile is None:
            return
        self.contracts = [
            one
            for one in profile.contracts
            if one.counterparty == current.counterparty
            and valuation.goods.prices(one.id) is not None
        ]
        found = [valuation.appraise(draft, one) for one in self.contracts]
        self.columns = [
            Column("name", translate("Cart", "Lines of the cart"), 0),
            *(Column(one.id, one.name, _CONTRACT_WIDTH, RIGHT) for one in self.contracts),
        ]
        self._rows = [*self._heads(current, found), *self._lines(draft, current, found)]

    def _heads(self, current: Contract, found: list[Appraisal]) -> list[tuple[Cell, ...]]:
        mine = found[self.contracts.index(current)] if current in self.contracts else None
        today = dt.datetime.now().astimezone().date()
        pairs = list(zip(self.contracts, found, strict=True))
        total = [_total_cell(one, sums) for one, sums in pairs]
        differ = [_difference_cell(one, sums, current, mine) for one, sums in pairs]
        vat = [_vat_cell(one, sums) for one, sums in pairs]
        pay = [_payment_cell(one, today) for one in self.contracts]
        left = [_left_cell(one, sums) for one, sums in pairs]
        names = (
            (translate("Cart", "Total"), total),
            (translate("Cart", "Difference from the current"), differ),
            (translate("Cart", "VAT"), vat),
            (translate("Cart", "Payment"), pay),
            (translate("Cart", "Limit left after the order"), left),
        )
        return [(Cell(name, "text2", "body"), *cells) for name, cells in names]

    def _lines(
        self, draft: Draft, current: Contract, found: list[Appraisal]
    ) -> list[tuple[Cell, ...]]:
        by_contract = [{line.line.id: line for line in one.lines} for one in found]
        rows = []
        for line in draft.lines:
            name = translate("Cart", "{article}  {name} · {n}").format(
                article=line.article, name=line.name, n=formats.quantity(line.quantity_milli)
            )
            amounts = [one[line.id].amounts for one in by_contract]
            sums = [None if one is None else one.payable_e4 for one in amounts]
            comparable = [
                value
                for value, one in zip(sums, self.contracts, strict=True)
                if value is not None and one.vat == current.vat and one.currency == current.currency
            ]
            least = min(comparable, default=None)
            cells = []
            for value, one in zip(sums, self.contracts, strict=True):
                same = one.vat == current.vat and one.currency == current.currency
                if value is None:
                    cells.append(Cell(translate("Cart", "not sold"), "err", "small"))
                elif same and value == least and len(set(comparable)) > 1:
                    cells.append(Cell(formats.amount(value), "ok", "price"))
                else:
                    cells.append(Cell(formats.amount(value)))
            rows.append((Cell(name, "text", "small"), *cells))
        return rows


class CompareDialog(QDialog):
    """`chosen` with the id of the contract that the cart is to be bought under."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, valuation: Valuation, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = valuation.draft.name if valuation.draft else ""
        self.setWindowTitle(
            translate("Cart", "Cart “{name}” under each contract").format(name=name)
        )
        self.model = CompareModel(valuation)
        self.table = _CompareTable(theme, self.model)
        self.table.setAccessibleName(self.windowTitle())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self._build_foot(theme))
        wide = theme.px(300 + _CONTRACT_WIDTH * len(self.model.contracts))
        most = parent.window().size()
        high = theme.px(sizes.COMPARE_ROW) * self.model.rowCount() + theme.px(120)
        self.resize(min(wide + 20, most.width() - 40), min(high, most.height() - 60))
        self.table.setFocus()

    def _build_foot(self, theme: Theme) -> QWidget:
        foot = QFrame(self)
        foot.setObjectName("Footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        hint = translate("Cart", "Bold green is the least sum of the line among like contracts")
        row.addWidget(Label(theme, hint, role="small", colour="text3", wrap=True), 1)
        for number, contract in enumerate(self.model.contracts, start=1):
            current = self.model.current is not None and contract.id == self.model.current.id
            text = translate("Cart", "Chosen") if current else translate("Cart", "Take {short}")
            button = Button(
                theme, text.format(short=contract.short), key="" if current else f"Alt+{number}"
            )
            button.setObjectName(contract.id)
            button.setEnabled(not current)
            if not current and number <= 9:
                button.setShortcut(f"Alt+{number}")
            button.clicked.connect(self._choose)
            row.addWidget(button)
        return foot

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.sender().objectName())
        self.accept()


class _CompareTable(QTableView):
    def __init__(self, theme: Theme, model: CompareModel) -> None:
        super().__init__()
        self._model = model
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(theme.px(sizes.COMPARE_ROW))
        self.verticalHeader().setDefaultSectionSize(theme.px(sizes.COMPARE_ROW))
        self._header = Header(theme, self._columns, self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self.setItemDelegate(_CompareDelegate(theme, model, self))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.fit(self.viewport().width(), 200)

    def _columns(self) -> list[Column]:
        return self._model.columns


class _CompareDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: CompareModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, sizes.COMPARE_ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, option.rect
        cell = self._model.cell(index.row(), index.column())
        current = self._model.current
        if current is not None and self._model.columns[index.column()].key == current.id:
            painter.fillRect(rect, theme.brush("sel"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        inner = rect.adjusted(sizes.CELL_PADDING, 0, -sizes.CELL_PADDING, -1)
        shown = elided(theme, cell.role, cell.text, inner.width() + 1)
        align = RIGHT if index.column() else LEFT
        words(painter, theme, inner, shown, role=cell.role, colour=cell.colour, align=align)


def _total_cell(contract: Contract, sums: Appraisal) -> Cell:
    total = formats.money(sums.totals.payable_e4, contract.currency)
    if not sums.unpriced:
        return Cell(total, "text", "price")
    lines = len(sums.lines)
    text = translate("Cart", "{sum} · {n} of {total}").format(
        sum=total, n=lines - sums.unpriced, total=lines
    )
    return Cell(text, "warn", "price")


def _difference_cell(
    contract: Contract, sums: Appraisal, current: Contract, mine: Appraisal | None
) -> Cell:
    if contract.id == current.id or mine is None:
        return Cell("—", "text3")
    if contract.vat != current.vat:
        return Cell(translate("Cart", "other VAT"), "text3", "small")
    if contract.currency != current.currency:
        return Cell(translate("Cart", "other currency"), "text3", "small")
    if sums.unpriced or mine.unpriced:
        return Cell("—", "text3")
    difference = sums.totals.payable_e4 - mine.totals.payable_e4
    return Cell(formats.difference(difference), "ok" if difference < 0 else "text3")


def _vat_cell(contract: Contract, sums: Appraisal) -> Cell:
    if contract.vat == "none":
        return Cell(vat_text(contract), "text3", "small")
    return Cell(formats.amount(sums.totals.vat_e4), "text2")


def _payment_cell(contract: Contract, today: dt.date) -> Cell:
    if contract.deferral_days > 0:
        due = today + dt.timedelta(days=contract.deferral_days)
        return Cell(formats.day(due), "text2", "small-number")
    if contract.kind == "prepayment":
        return Cell(translate("Cart", "before shipping"), "text2", "small")
    return Cell(payment_text(contract, today) or "—", "text2", "small")


def _left_cell(contract: Contract, sums: Appraisal) -> Cell:
    if contract.limit_left_e4 is None:
        return Cell("—", "text3")
    after = contract.limit_left_e4 - sums.totals.payable_e4
    if after < 0:
        text = translate("Cart", "pay {sum}").format(sum=formats.amount(-after))
        return Cell(text, "err", "small-number")
    return Cell(formats.amount(after), "text2")
