"""The shown list as .xlsx: read in pieces, written by a worker, with progress and cancel."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.domain.errors import AppError, StorageFailed
from app.ui import formats
from app.ui.catalogue.columns import OTHERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from app.documents.spreadsheet import SheetColumn, Spreadsheet, Value
    from app.domain.product import ProductRow
    from app.storage.cache.reader import CacheReader
    from app.storage.cache.vectors import ContractPrices, WarehouseStock
    from app.ui.catalogue.columns import Column
    from app.ui.live.goods import Goods
    from app.ui.tasks import Tasks

PIECE = 2_000
"""Rows of one read: the list stays quick beside it."""
translate = QCoreApplication.translate
_WIDTHS = {"article": 14, "name": 60, "unit": 8, "price": 12, "stock": 10, "quantity": 10}


class ExportPlan(NamedTuple):
    """What is exported: ids in order, the columns shown, and the values they come from."""

    ids: Sequence[int]
    columns: Sequence[Column]
    prices: ContractPrices | None
    stocks: Mapping[str, WarehouseStock]
    quantities: Mapping[tuple[str, str | None], int]


class Export(QObject):
    """One export. Rows are read in the read lane a piece at a time and written in a worker."""

    progressed = Signal(int, int)
    """Rows written, and how many there are."""
    finished = Signal(object)
    """The path."""
    failed = Signal(object)
    """AppError; nothing is left on the disk."""
    cancelled = Signal()

    def __init__(
        self, tasks: Tasks, goods: Goods, plan: ExportPlan, path: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._goods = goods
        self._plan = plan
        self._path = path
        self._sheet: Spreadsheet | None = None
        self._done = 0
        self._stopped = False

    def start(self) -> None:
        """Begin; one of the signals ends it."""
        path, plan = self._path, self._plan
        name = translate("Catalogue", "Goods")
        columns = sheet_columns(plan.columns)

        def work() -> Spreadsheet:
            from app.documents.spreadsheet import MOST_ROWS, Spreadsheet

            if len(plan.ids) > MOST_ROWS:
                raise StorageFailed(f"{len(plan.ids)} rows do not fit a sheet")
            return Spreadsheet(path, name, columns)

        self._tasks.fetch(work, self._begin, self._fail, owner=self)

    @Slot()
    def cancel(self) -> None:
        """Stop at the next piece; the unfinished file is taken away."""
        self._stopped = True

    def _begin(self, sheet: Spreadsheet) -> None:
        self._sheet = sheet
        self._next()

    def _next(self) -> None:
        if self._sheet is None:
            return
        if self._stopped:
            self._tasks.fetch(self._sheet.give_up, self._end_cancelled, self._fail, owner=self)
            return
        if self._done >= len(self._plan.ids):
            self._tasks.fetch(self._sheet.finish, self._end, self._fail, owner=self)
            return
        ids = self._plan.ids[self._done : self._done + PIECE]
        plan = self._plan

        def read(reader: CacheReader) -> list[list[Value]]:
            return [sheet_row(row, plan) for row in reader.rows(ids)]

        self._goods.ask(read, self._write, owner=self)

    def _write(self, rows: list[list[Value]]) -> None:
        sheet = self._sheet
        if sheet is not None:
            self._tasks.fetch(lambda: sheet.add(rows), self._note, self._fail, owner=self)

    def _note(self, _written: None) -> None:
        self._done = min(self._done + PIECE, len(self._plan.ids))
        self.progressed.emit(self._done, len(self._plan.ids))
        self._next()

    def _end(self, _nothing: None) -> None:
        self.finished.emit(self._path)

    def _end_cancelled(self, _nothing: None) -> None:
        self.cancelled.emit()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.failed.emit(error)


def sheet_columns(columns: Sequence[Column]) -> list[SheetColumn]:
    """Return the columns of the sheet for those that are shown."""
    from app.documents.spreadsheet import SheetColumn

    found = []
    for column in columns:
        if column.kind == "unit":
            found.append(SheetColumn(translate("Catalogue", "Unit"), 8))
            found.append(SheetColumn(translate("Catalogue", "Pack"), 8, "0.###"))
        elif column.kind != "better":
            title = column.tooltip or column.title
            look = "#,##0.00##" if column.kind == "price" else "0.###"
            found.append(SheetColumn(title, _WIDTHS[column.kind], look))
    return found


def sheet_row(row: ProductRow, plan: ExportPlan) -> list[Value]:
    """Return a product's cells; unknown and none are empty, never 0."""
    found: list[Value] = []
    for column in plan.columns:
        if column.kind == "article":
            found.append(row.article)
        elif column.kind == "name":
            found.append(row.name)
        elif column.kind == "unit":
            pack = _number(row.pack_milli, 1_000)
            found += [row.unit, pack]
        elif column.kind == "price":
            price = plan.prices.price(row.id, row.group_id) if plan.prices else None
            found.append(_number(price, 10_000))
        elif column.kind == "quantity":
            found.append(_number(plan.quantities.get((row.guid, row.variant)), 1_000))
        elif column.key == OTHERS:
            found.append(_others(plan, row.id))
        elif column.warehouse is not None:
            found.append(_stock(plan.stocks.get(column.warehouse.guid), row.id))
    return found


def _others(plan: ExportPlan, product: int) -> Value:
    """Return what the warehouses without a column have together, empty where nobody knows."""
    own = {column.warehouse.guid for column in plan.columns if column.warehouse is not None}
    cells = [stock.cell(product) for guid, stock in plan.stocks.items() if guid not in own]
    known = [cell.free_milli for cell in cells if cell.free_milli is not None]
    return _number(sum(max(0, one) for one in known), 1_000) if known else None


def _stock(stock: WarehouseStock | None, product: int) -> Value:
    cell = stock.cell(product) if stock is not None else None
    if cell is None or cell.free_milli is None:
        return None
    if cell.extra.at_least:
        return formats.stock(cell.free_milli, at_least=True)
    return _number(cell.free_milli, 1_000)


def _number(value: int | None, scale: int) -> float | None:
    # A sheet knows binary numbers only; the decimal one is cut to the same digits by its format.
    return None if value is None else float(Decimal(value) / scale)
