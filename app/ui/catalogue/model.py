"""The goods table's model: ids of the whole result, blocks of rows read when they are looked at."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from app.ui.catalogue.blocks import RowBlocks
from app.ui.catalogue.columns import first_stock
from app.ui.catalogue.preparing import Preparation
from app.ui.catalogue.spoken import RowSpeech
from app.ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.domain.product import ProductRow, QueryResult
    from app.domain.terms import Contract, Warehouse
    from app.ui.catalogue.columns import Column
    from app.ui.catalogue.prepared import (
        PreparedRow,
    )
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
SCREEN = 64
"""A screen has fewer rows."""
# Made once: Qt asks for flags of every cell, and Python's enums are slow to add up.
_USUAL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _USUAL | Qt.ItemFlag.ItemIsEditable
_SPOKEN_ROLES = (
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.ToolTipRole,
)


class CatalogueModel(QAbstractTableModel):
    """A flat model over an id array. The delegate paints `prepared(row)`, not roles."""

    columns_changed = Signal()
    quantity_entered = Signal(int, int)
    """A row and the quantity typed there (thousandths)."""
    row_arrived = Signal(int, int)
    """First and last of rows that have just been read."""

    def __init__(self, goods: Goods, terms: Terms, drafts: Drafts, parent: QObject) -> None:
        super().__init__(parent)  # it has timers: no lane's thread may be its last owner
        self._goods = goods
        self._terms = terms
        self._blocks = RowBlocks(goods, self)
        self._blocks.arrived.connect(self._repaint_rows)
        self._blocks.arrived.connect(self.row_arrived)
        self._blocks.dropped.connect(self._forget_rows)
        self._prepared: dict[int, PreparedRow] = {}
        self.preparation = Preparation(goods, terms, drafts)
        self.speech = RowSpeech(goods, terms, self.preparation)
        self._take_terms()
        self.preparation.take_quantities()

    @property
    def columns(self) -> list[Column]:
        """The columns in their order."""
        return self.preparation.columns

    @property
    def flash_strength(self) -> float:
        """How strong the ground of changed prices is now: 1 fresh, 0 none."""
        return self.preparation.flash_strength

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._blocks.count

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in _SPOKEN_ROLES:
            row = self.prepared(index.row())
            return self.speech.say(self.columns[index.column()], row, role) if row else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(index.row(), index.column())
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        known = orientation == Qt.Orientation.Horizontal and section < len(self.columns)
        return _header(self.columns[section], role) if known else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.columns[index.column()].kind != "quantity":
            return _USUAL
        row = self.prepared(index.row())
        return _EDITABLE if row is not None and row.may_order else _USUAL

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not isinstance(value, int):
            return False
        self.quantity_entered.emit(index.row(), value)
        return True

    def show(self, result: QueryResult, rows: Sequence[ProductRow], first: int) -> None:
        """Show another result; `rows` are FIRST_ROWS of it from `first` on, or all."""
        self.beginResetModel()
        self._take(result, rows, first)
        self.endResetModel()

    def replace(self, result: QueryResult, rows: Sequence[ProductRow], first: int) -> None:
        """Show another result with as many rows in their places."""
        self._take(result, rows, first)
        self._repaint_all()

    def _take(self, result: QueryResult, rows: Sequence[ProductRow], first: int) -> None:
        known = _prepared_last(self._prepared)
        self._blocks.show(result, rows, first)
        shown = range(first, min(first + len(rows), result.count))
        self._prepared = {at: known[one] for at in shown if (one := self.product(at)) in known}

    def product(self, row: int) -> ProductRow | None:
        """The product of a row, or None while its block is being read."""
        return self._blocks.product(row)

    def look(self, first: int, last: int) -> None:
        """These rows are about to be painted: what is not here of them is read at once."""
        self._blocks.ask(first, last)

    def product_id(self, row: int) -> int | None:
        """The id of a row's product, known before its block is."""
        return self._blocks.product_id(row)

    def prepared(self, row: int) -> PreparedRow | None:
        """What to paint in a row, or None while it is being read."""
        known = self._prepared.get(row)
        if known is not None:
            return known
        product = self.product(row)
        if product is None:
            return None
        made = self._prepared[row] = self.preparation.prepare(product)
        return made

    def text(self, row: int, column: int) -> str:
        """The plain text of a cell, as copied."""
        prepared = self.prepared(row)
        if prepared is None:
            return ""
        kind = self.columns[column].kind
        if kind == "stock":
            return prepared.stocks[column - self.first_stock].text
        return _text(kind, prepared)

    @property
    def first_stock(self) -> int:
        """The number of the first warehouse column."""
        return first_stock(self.columns)

    def column_of(self, kind: str) -> int:
        """The number of the first column of a kind."""
        return next(n for n, column in enumerate(self.columns) if column.kind == kind)

    def sentence(self, row: int) -> str:
        """A whole row in one sentence, for screen readers; '' while it is being read."""
        prepared = self.prepared(row)
        return self.speech.sentence(self.columns, prepared) if prepared else ""

    def sum_up(self, warehouses: tuple[Warehouse, ...]) -> None:
        """Take the warehouses that have no column of their own."""
        if warehouses != self.preparation.summed:
            self.preparation.summed = warehouses
            self._repaint()

    def show_columns(self) -> None:
        """Columns that were not there are: the rows and the user's place in them stay."""
        columns, before = self.preparation.columns_now(), self.columns
        added = [at for at, one in enumerate(columns) if one.key not in {old.key for old in before}]
        for at in added:
            self.beginInsertColumns(_ROOT, at, at)
            self.preparation.columns = [*self.columns[:at], columns[at], *self.columns[at:]]
            self.endInsertColumns()
        if added:
            self.columns_changed.emit()

    def switch_contract(self, before: Contract | None, shown: range) -> None:
        """Take the prices of the contract chosen in the terms: one reference, one repaint.

        Rows that are `shown` keep what no price changes; the others are prepared when looked at.
        """
        self.preparation.take_before(before)
        columns = self.preparation.columns
        self._take_terms()
        kept = {row: made for row in shown if (made := self._prepared.get(row)) is not None}
        self._prepared = {row: self.preparation.priced(made) for row, made in kept.items()}
        same = columns == self.preparation.columns and all(
            made.may_order == self._prepared[row].may_order for row, made in kept.items()
        )
        if not same or not self._blocks.count:
            self._repaint_all()
            return
        first, last = self.column_of("price"), self.column_of("better")
        self.dataChanged.emit(self.index(0, first), self.index(self._blocks.count - 1, last))

    def fade_flash(self, strength: float) -> None:
        """Weaken the ground of changed prices; arrows stay until `forget_change`."""
        self.preparation.flash_strength = strength
        if self._blocks.count:
            price, last = self.column_of("price"), self._blocks.count - 1
            self.dataChanged.emit(self.index(0, price), self.index(last, price))

    def forget_change(self) -> None:
        """Forget what prices were before the switch."""
        if self.preparation.compares:
            self.preparation.forget_before()
            self._repaint()

    def show_goods(self) -> None:
        """Prices, stock or rows changed: paint them anew."""
        self._take_terms()
        self._repaint()

    def show_changed(self, ids: Sequence[int] | None) -> None:
        """Prices or stock of these products changed: repaint those that are on the screen."""
        if ids is None:
            self._repaint()
            return
        wanted = set(ids)
        rows = self._drop(lambda product: product.id in wanted)
        if rows:
            self._repaint_rows(min(rows), max(rows))

    def reread(self) -> None:
        """Products themselves changed: read the blocks again."""
        self._blocks.forget()
        self._repaint()

    def show_quantities(self) -> None:
        """The active draft changed."""
        changed = self.preparation.take_quantities()
        for row in self._drop(lambda product: (product.guid, product.variant) in changed):
            self._repaint_rows(row, row)

    def _drop(self, changed: Callable[[ProductRow], bool]) -> list[int]:
        """Forget what to paint of products that have changed; return their rows."""
        rows = [row for row, made in self._prepared.items() if changed(made.product)]
        for row in rows:
            del self._prepared[row]
        return rows

    def _take_terms(self) -> None:
        columns, before = self.preparation.columns_now(), self.columns
        if columns != before:
            if [one.key for one in columns] == [one.key for one in before]:
                self.preparation.columns = columns
                for at in [at for at, one in enumerate(columns) if one != before[at]]:
                    self.headerDataChanged.emit(Qt.Orientation.Horizontal, at, at)
            else:
                self.beginResetModel()
                self.preparation.columns = columns
                self._prepared.clear()
                self.endResetModel()
            self.columns_changed.emit()
        self.preparation.take_terms()

    def _repaint(self) -> None:
        self._prepared.clear()
        self._repaint_all()

    def _repaint_all(self) -> None:
        if self._blocks.count:
            self._repaint_rows(0, self._blocks.count - 1)

    @Slot(int, int)
    def _repaint_rows(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    @Slot(int, int)
    def _forget_rows(self, first: int, last: int) -> None:
        for row in range(first, last + 1):
            self._prepared.pop(row, None)


def _prepared_last(rows: dict[int, PreparedRow]) -> Mapping[ProductRow | None, PreparedRow]:
    """Return what is on the screen: much of it stays there when another order is shown."""
    return {made.product: made for made in islice(reversed(rows.values()), SCREEN)}


def _header(column: Column, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return column.title
    if role == Qt.ItemDataRole.ToolTipRole:
        return column.tooltip or None
    return int(column.align) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _text(kind: str, row: PreparedRow) -> str:
    """Return the text of a cell that is no stock; a photo has none."""
    texts = {
        "article": row.product.article,
        "name": row.product.name,
        "unit": row.unit,
        "price": row.price,
        "better": row.better,
        "quantity": row.quantity,
    }
    return texts.get(kind, "")
