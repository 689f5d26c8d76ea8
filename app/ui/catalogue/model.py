"""The goods table's model: ids of the whole result, blocks of rows read when they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.storage.cache.vectors import NOT_SOLD, ON_REQUEST
from app.ui import formats
from app.ui.catalogue.columns import Column, columns_of
from app.ui.catalogue.prepared import (
    Comparison,
    PreparedRow,
    better_price,
    comparable,
    price_text,
    stock_text,
    unit_text,
)
from app.ui.catalogue.spoken import description, spoken
from app.ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.product import ProductRow, QueryResult
    from app.domain.terms import Contract
    from app.storage.cache.vectors import ContractPrices
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms

BLOCK = 64
BLOCKS_KEPT = 64

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CatalogueModel(QAbstractTableModel):
    """A flat model over an id array. The delegate paints `prepared(row)`, not roles."""

    columns_changed = Signal()
    quantity_entered = Signal(int, int)
    """A row and the quantity typed there (thousandths)."""

    def __init__(self, goods: Goods, terms: Terms, drafts: Drafts) -> None:
        super().__init__()
        self._goods = goods
        self._terms = terms
        self._drafts = drafts
        self._ids: Sequence[int] = ()
        self._count = 0
        self._generation = 0
        self._blocks: OrderedDict[int, list[ProductRow]] = OrderedDict()
        self._asked: set[int] = set()
        self._prepared: dict[int, PreparedRow] = {}
        self._comparisons: list[Comparison] = []
        self._prices: ContractPrices | None = None
        self._before: ContractPrices | None = None
        self._quantities: dict[tuple[str, str | None], int] = {}
        self._row_of: dict[int, int] = {}
        self.flashing = False
        self.columns: list[Column] = columns_of(None, None)
        self._take_terms()
        self._take_quantities()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._speak(index)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            row = self.prepared(index.row())
            return description(self.columns[index.column()], row) if row else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(index)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole and column.tooltip:
            return column.tooltip
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(column.align)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.columns[index.column()].kind != "quantity":
            return usual
        row = self.prepared(index.row())
        editable = row is not None and row.may_order
        return usual | Qt.ItemFlag.ItemIsEditable if editable else usual

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not isinstance(value, int):
            return False
        self.quantity_entered.emit(index.row(), value)
        return True

    def show(self, result: QueryResult, first: Sequence[ProductRow]) -> None:
        """Show another result; `first` are the rows of its first block."""
        self.beginResetModel()
        self._generation += 1
        self._ids = result.ids
        self._count = result.count
        self._blocks.clear()
        self._asked.clear()
        self._prepared.clear()
        self._row_of.clear()
        if first:
            self._keep(0, list(first))
        self.endResetModel()

    def product(self, row: int) -> ProductRow | None:
        """The product of a row, or None while its block is being read."""
        if not 0 <= row < self._count:
            return None
        block, place = divmod(row, BLOCK)
        rows = self._blocks.get(block)
        if rows is None:
            self._ask(block)
            return None
        return rows[place] if place < len(rows) else None

    def product_id(self, row: int) -> int | None:
        """The id of a row's product, known before its block is."""
        return int(self._ids[row]) if 0 <= row < self._count else None

    def prepared(self, row: int) -> PreparedRow | None:
        """What to paint in a row, or None while it is being read."""
        known = self._prepared.get(row)
        if known is not None:
            return known
        product = self.product(row)
        if product is None:
            return None
        made = self._prepare(product)
        self._prepared[row] = made
        return made

    def text(self, row: int, column: int) -> str:
        """The plain text of a cell, as copied."""
        prepared = self.prepared(row)
        if prepared is None:
            return ""
        kind = self.columns[column].kind
        if kind == "article":
            return prepared.product.article
        if kind == "name":
            return prepared.product.name
        if kind == "unit":
            return prepared.unit
        if kind == "price":
            return prepared.price
        if kind == "quantity":
            return prepared.quantity
        return prepared.stocks[column - self.first_stock].text

    @property
    def first_stock(self) -> int:
        """The number of the first warehouse column."""
        return next(
            (n for n, column in enumerate(self.columns) if column.kind == "stock"),
            len(self.columns) - 1,
        )

    def column_of(self, kind: str) -> int:
        """The number of the first column of a kind."""
        return next(n for n, column in enumerate(self.columns) if column.kind == kind)

    def switch_contract(self, before: Contract | None) -> None:
        """Take the prices of the contract chosen in the terms: one reference, one repaint."""
        self._before = self._goods.prices(before.id) if before else None
        now = self._terms.contract
        if before is not None and now is not None and before.currency != now.currency:
            self._before = None
        self.flashing = self._before is not None
        self._take_terms()
        self._repaint()

    def end_flash(self) -> None:
        """Take the ground of changed prices back; arrows stay until `forget_change`."""
        self.flashing = False
        self._repaint()

    def forget_change(self) -> None:
        """Forget what prices were before the switch."""
        if self._before is not None:
            self._before = None
            self.flashing = False
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
        rows = [row for row, made in self._prepared.items() if made.product.id in wanted]
        for row in rows:
            del self._prepared[row]
        if rows:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), last))

    def reread(self) -> None:
        """Products themselves changed: read the blocks again."""
        self._blocks.clear()
        self._asked.clear()
        self._repaint()

    def show_quantities(self) -> None:
        """The active draft changed."""
        before = self._quantities
        self._take_quantities()
        changed = {
            name
            for name in before.keys() | self._quantities.keys()
            if before.get(name) != self._quantities.get(name)
        }
        rows = [
            row
            for row, made in self._prepared.items()
            if (made.product.guid, made.product.variant) in changed
        ]
        for row in rows:
            del self._prepared[row]
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _take_terms(self) -> None:
        profile, contract = self._terms.profile, self._terms.contract
        columns = columns_of(profile, contract)
        if columns != self.columns:
            same_shape = [one.key for one in columns] == [one.key for one in self.columns]
            if same_shape:
                self.columns = columns
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
            else:
                self.beginResetModel()
                self.columns = columns
                self._prepared.clear()
                self.endResetModel()
            self.columns_changed.emit()
        self._prices = self._goods.prices(contract.id) if contract else None
        self._comparisons = []
        if profile is not None and contract is not None:
            for other in comparable(contract, profile.contracts):
                prices = self._goods.prices(other.id)
                if prices is not None:
                    self._comparisons.append(Comparison(other.short, prices))

    def _take_quantities(self) -> None:
        self._quantities = {}
        if self._drafts.ready:
            for line in self._drafts.active.lines:
                name = (line.product, line.variant)
                self._quantities[name] = self._quantities.get(name, 0) + line.quantity_milli

    def _repaint(self) -> None:
        self._prepared.clear()
        if self._count:
            self.dataChanged.emit(
                self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1)
            )

    def _prepare(self, product: ProductRow) -> PreparedRow:
        prices = self._prices
        cell = NOT_SOLD if prices is None else prices.cell(product.id, product.group_id)
        price_e4 = None if cell in (NOT_SOLD, ON_REQUEST) else cell
        quantity_milli = self._quantities.get((product.guid, product.variant), 0)
        delta, was = 0, ""
        if self._before is not None and price_e4 is not None:
            before_e4 = self._before.price(product.id, product.group_id)
            if before_e4 is not None and before_e4 != price_e4:
                delta = 1 if price_e4 > before_e4 else -1
                was = formats.amount(before_e4)
        return PreparedRow(
            product=product,
            second_line=" · ".join(product.second_line),
            unit=unit_text(product),
            price_e4=price_e4,
            price=price_text(cell),
            better=better_price(price_e4, product, self._comparisons) if price_e4 else "",
            stocks=tuple(
                stock_text(
                    self._goods.stock_cell(column.warehouse.guid, product.id), column.warehouse
                )
                for column in self.columns
                if column.warehouse is not None
            ),
            quantity_milli=quantity_milli,
            quantity=formats.quantity(quantity_milli) if quantity_milli else "",
            may_order=price_e4 is not None and product.orderable and self._terms.may("order"),
            delta=delta,
            was=was,
        )

    def _ask(self, block: int) -> None:
        if block in self._asked:
            return
        self._asked.add(block)
        generation = self._generation
        ids = list(self._ids[block * BLOCK : (block + 1) * BLOCK])

        def done(rows: list[ProductRow]) -> None:
            if generation == self._generation:
                self._asked.discard(block)
                self._keep(block, rows)
                self._tell(block)

        def dropped() -> None:
            if generation == self._generation:
                self._asked.discard(block)
                self._tell(block)

        self._goods.rows(ids, done, owner=self, dropped=dropped)

    def _keep(self, block: int, rows: list[ProductRow]) -> None:
        self._blocks[block] = rows
        while len(self._blocks) > BLOCKS_KEPT:
            old, _rows = self._blocks.popitem(last=False)
            for row in range(old * BLOCK, (old + 1) * BLOCK):
                self._prepared.pop(row, None)

    def _tell(self, block: int) -> None:
        first = block * BLOCK
        last = min(first + BLOCK, self._count) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _speak(self, index: Index) -> str | None:
        row = self.prepared(index.row())
        if row is None:
            return None
        contract = self._terms.contract
        place = index.column() - self.first_stock
        cell = None
        column = self.columns[index.column()]
        if column.warehouse is not None:
            cell = self._goods.stock_cell(column.warehouse.guid, row.product.id)
        del place
        return spoken(column, row, cell, contract.currency if contract else "")

    def _tooltip(self, index: Index) -> str | None:
        row = self.prepared(index.row())
        if row is None:
            return None
        column = self.columns[index.column()]
        if column.kind == "name":
            return row.product.name
        if column.kind == "quantity" and row.product.why_not:
            return row.product.why_not
        return self._speak(index) if column.kind == "stock" else None
