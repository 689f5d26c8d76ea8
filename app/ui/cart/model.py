"""The cart's table model: flat rows that change in place, so the current row never jumps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from app.domain.quantity import round_up_to_pack
from app.ui.cart.columns import Column, cart_columns
from app.ui.cart.rows import GroupRow, LineRow, Row, StripRow, rows_of
from app.ui.cart.spoken import spoken
from app.ui.overriding import override
from app.ui.widgets.labels import plain_tooltip

if TYPE_CHECKING:
    from app.domain.cart import LineId
    from app.domain.product import ProductRow
    from app.ui.cart.valuation import Valuation

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
translate = QCoreApplication.translate


class CartModel(QAbstractTableModel):
    """Groups, lines and strips of the active draft. The delegate paints `row(n)`, not roles."""

    laid_out = Signal()
    """Rows or columns are other ones: heights and spans are to be set anew."""
    emptied = Signal()
    """A quantity of 0 took a line out."""
    rounded = Signal(int, int, int)
    """A typed quantity, what it became, and the pack (thousandths)."""

    def __init__(self, valuation: Valuation) -> None:
        super().__init__()
        self._valuation = valuation
        self._rows: list[Row] = []
        self._products: dict[tuple[str, str | None], ProductRow] = {}
        self._missing: set[tuple[str, str | None]] = set()
        self._folded: frozenset[str] = frozenset()
        self._currency = ""
        self.grouped = True
        self.columns: list[Column] = cart_columns("")
        valuation.changed.connect(self.renew)
        valuation.goods.products_changed.connect(self._forget_products)
        valuation.goods.opened.connect(self._forget_products)
        self.renew()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        key = self.columns[index.column()].key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, key, self._currency)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell_text(row, key)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, LineRow) and key == "name":
            return plain_tooltip(row.name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self.columns[index.column()].align)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = role == Qt.ItemDataRole.DisplayRole
        if shown and orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            return self.columns[section].title
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = isinstance(self.row(index.row()), LineRow) and index.column() == (
            self.column_of("quantity")
        )
        return usual | Qt.ItemFlag.ItemIsEditable if editable else usual

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index.row())
        if role != Qt.ItemDataRole.EditRole or not isinstance(row, LineRow):
            return False
        if not isinstance(value, int):
            return False
        return self.set_quantity(row.id, value)

    def set_quantity(self, line_id: LineId, quantity_milli: int) -> bool:
        """Put another quantity in, rounded up to whole packs; 0 takes the line out."""
        drafts = self._valuation.drafts
        line = drafts.active.line(line_id)
        row = self.line_row(line_id)
        if line is None or row is None or quantity_milli == line.quantity_milli:
            return False
        whole = round_up_to_pack(quantity_milli, row.pack_milli)
        drafts.put(replace(line, quantity_milli=whole))
        if not whole:
            self.emptied.emit()
        elif whole != quantity_milli and row.pack_milli:
            self.rounded.emit(quantity_milli, whole, row.pack_milli)
        return True

    def row(self, number: int) -> Row | None:
        """What to paint in a row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def column_of(self, key: str) -> int:
        """The number of a column."""
        return next(n for n, column in enumerate(self.columns) if column.key == key)

    def row_of(self, line_id: LineId) -> int:
        """The row of a line, or -1 while its group is folded."""
        wanted = ("line", line_id)
        return next((n for n, row in enumerate(self._rows) if row.key == wanted), -1)

    def line_row(self, line_id: LineId) -> LineRow | None:
        """The prepared row of a line."""
        row = self.row(self.row_of(line_id))
        return row if isinstance(row, LineRow) else None

    def line_at(self, number: int) -> LineRow | None:
        """The line that a row is about: its own, or the one over a strip."""
        row = self.row(number)
        if isinstance(row, StripRow):
            row = self.row(number - 1)
        return row if isinstance(row, LineRow) else None

    def strip_at(self, number: int) -> StripRow | None:
        """The strip that belongs to a row: its own, or the one under a line."""
        row = self.row(number)
        if isinstance(row, LineRow):
            row = self.row(number + 1)
        return row if isinstance(row, StripRow) else None

    def next_error(self, after: int = -1) -> int:
        """The first row after `after` that stops the order, round the end; -1 for none."""
        wrong = [
            n for n, row in enumerate(self._rows) if isinstance(row, LineRow) and row.has_error
        ]
        return next((n for n in wrong if n > after), wrong[0] if wrong else -1)

    def show_grouped(self, *, grouped: bool) -> None:
        """Show the lines by warehouses, or as one list."""
        if grouped != self.grouped:
            self.grouped = grouped
            self.renew()

    def fold(self, warehouse: str, *, folded: bool | None = None) -> None:
        """Fold or unfold a group; None turns it over."""
        want = warehouse not in self._folded if folded is None else folded
        self._folded = self._folded | {warehouse} if want else self._folded - {warehouse}
        self.renew()

    def unfold_all(self) -> None:
        """Show every line, to jump to one."""
        if self._folded:
            self._folded = frozenset()
            self.renew()

    @property
    def home_tag(self) -> str:
        """The words beside the dealer's own warehouse."""
        return translate("Cart", "your warehouse")

    @Slot()
    def renew(self) -> None:
        """Take what the draft comes to now; only rows that differ are told to the view."""
        valuation = self._valuation
        currency = valuation.contract.currency if valuation.contract else ""
        columns = cart_columns(currency)
        if columns != self.columns:
            self._currency, self.columns = currency, columns
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        self._replace(rows_of(valuation, self._products, grouped=self.grouped, folded=self._folded))
        self._read_products()

    def _replace(self, rows: list[Row]) -> None:
        old = self._rows
        first = 0
        while first < min(len(old), len(rows)) and old[first].key == rows[first].key:
            first += 1
        tail = 0
        most = min(len(old), len(rows)) - first
        while tail < most and old[-1 - tail].key == rows[-1 - tail].key:
            tail += 1
        gone, come = len(old) - first - tail, len(rows) - first - tail
        if gone:
            self.beginRemoveRows(_ROOT, first, first + gone - 1)
            self._rows = old[:first] + old[first + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_ROOT, first, first + come - 1)
            self._rows = self._rows[:first] + rows[first : first + come] + self._rows[first:]
            self.endInsertRows()
        before, self._rows = self._rows, rows
        differ = [n for n, row in enumerate(rows) if row != before[n]]
        if differ:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(differ[0], 0), self.index(differ[-1], last))
        if gone or come:
            self.laid_out.emit()

    def _read_products(self) -> None:
        """Ask once for the second lines of goods that are shown for the first time."""
        draft, goods = self._valuation.draft, self._valuation.goods
        if draft is None:
            return
        names = {(line.product, line.variant) for line in draft.lines}
        wanted = [
            known.id
            for name in names - self._products.keys() - self._missing
            if (known := goods.known(name)) is not None
        ]
        self._missing |= names
        if wanted:
            goods.ask(lambda reader: reader.rows(wanted), self._take_products, owner=self)

    def _take_products(self, rows: list[ProductRow]) -> None:
        for row in rows:
            self._products[row.guid, row.variant] = row
        self.renew()

    @Slot()
    def _forget_products(self) -> None:
        self._products.clear()
        self._missing.clear()


def cell_text(row: Row, key: str) -> str:
    """The plain text of a cell, as copied."""
    if isinstance(row, GroupRow):
        return row.title
    if isinstance(row, StripRow):
        return row.text
    if key == "number":
        return str(row.number)
    if key == "state":
        return row.state.text
    return str(getattr(row, key))
