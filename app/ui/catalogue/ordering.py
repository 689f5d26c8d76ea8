"""Puts goods into the active draft: quantities, packs, warehouses, scanned codes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.cart import DraftLine, line_id, one_pack_less, one_pack_more
from app.domain.quantity import round_up_to_pack
from app.ui import formats
from app.ui.catalogue.columns import home_warehouse
from app.ui.catalogue.prepared import stock_text
from app.ui.catalogue.warehouse_popup import WarehouseRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.product import ProductRow
    from app.domain.stock import StockCell
    from app.domain.terms import Warehouse
    from app.storage.cache.reader import CacheReader
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms


def waits_for(cell: StockCell | None) -> dt.date | None:
    """Return the day on which goods come of which nothing is free now, None to take as usual."""
    if cell is None or cell.free_milli is None or cell.available or not cell.extra.expected_on:
        return None
    return dt.date.fromisoformat(cell.extra.expected_on)


class CartFilling(QObject):
    """What the goods table does to the active draft."""

    noticed = Signal(str)

    def __init__(self, terms: Terms, goods: Goods, drafts: Drafts, parent: QObject) -> None:
        super().__init__(parent)
        self._terms = terms
        self._goods = goods
        self._drafts = drafts

    def enter(self, product: ProductRow, quantity_milli: int) -> None:
        """Make the draft hold this much of the product, rounded up to the pack.

        What is taken from other warehouses or waits stays so; the home warehouse gets the rest.
        """
        home = home_warehouse(self._terms.profile, self._terms.contract)
        if home is None or not self._drafts.ready:
            return
        rounded = self._rounded(product, quantity_milli)
        draft = self._drafts.active
        elsewhere = [
            line
            for line in draft.lines
            if line.product == product.guid
            and line.variant == product.variant
            and line.id != line_id(product.guid, product.variant, home)
        ]
        if rounded == 0:
            draft = draft.without([line.id for line in elsewhere])
            elsewhere = []
        rest = rounded - sum(line.quantity_milli for line in elsewhere)
        if rest < 0:
            draft = draft.without([line.id for line in elsewhere])
            rest = rounded
        self._drafts.change(draft.with_line(self._line(product, home, rest)))

    def step(self, product: ProductRow, *, up: bool) -> None:
        """One pack more or less."""
        now = self._drafts.active.quantity_of(product.guid, product.variant)
        change = one_pack_more if up else one_pack_less
        self.enter(product, change(now, product.pack_milli))

    def may_take(self, product: ProductRow) -> bool:
        """Whether the user may order the product under the contract."""
        return self._drafts.ready and self._orderable(product)

    def add(self, wanted: Sequence[tuple[ProductRow, int | None]]) -> None:
        """Add quantities to the home warehouse in one change, rounded up; None = one pack."""
        home = self.home_warehouse()
        if home is None or not self._drafts.ready:
            return
        draft = self._drafts.active
        for product, quantity_milli in wanted:
            there = draft.line(line_id(product.guid, product.variant, home))
            now = there.quantity_milli if there else 0
            more = product.pack_milli or 1000 if quantity_milli is None else quantity_milli
            rounded = round_up_to_pack(now + more, product.pack_milli)
            draft = draft.with_line(self._line(product, home, rounded))
        self._drafts.change(draft)

    def take(self, product: ProductRow, warehouse: str, quantity_milli: int | None = None) -> None:
        """Take a quantity from a warehouse, rounded up to the pack; None = one more pack."""
        if not self._drafts.ready or not self._orderable(product):
            return
        draft = self._drafts.active
        there = draft.line(line_id(product.guid, product.variant, warehouse))
        quantity = self._wanted(product, there, quantity_milli)
        self._drafts.change(draft.with_line(self._line(product, warehouse, quantity)))
        name = self._warehouse_name(warehouse)
        self.noticed.emit(
            self.tr("{n} {unit} from {warehouse}").format(
                n=formats.quantity(quantity), unit=product.unit, warehouse=name
            )
        )

    def take_or_wait(
        self, product: ProductRow, warehouse: str, quantity_milli: int | None = None
    ) -> None:
        """Take from a warehouse, or wait where nothing is free and a day of arrival is known."""
        waits = waits_for(self._goods.stock_cell(warehouse, product.id)) is not None
        (self.wait if waits else self.take)(product, warehouse, quantity_milli)

    def wait(self, product: ProductRow, warehouse: str, quantity_milli: int | None = None) -> None:
        """Wait for a quantity that comes to a warehouse, rounded as by `take`.

        Nothing is done where no day is known.
        """
        cell = self._goods.stock_cell(warehouse, product.id)
        day = cell.extra.expected_on if cell is not None else None
        if day is None or not self._drafts.ready or not self._orderable(product):
            return
        draft = self._drafts.active
        there = draft.line(line_id(product.guid, product.variant, warehouse, waits=True))
        quantity = self._wanted(product, there, quantity_milli)
        self._drafts.change(draft.with_line(self._line(product, warehouse, quantity, day)))
        self.noticed.emit(
            self.tr("{n} {unit} wait for {day}, {warehouse}").format(
                n=formats.quantity(quantity),
                unit=product.unit,
                day=formats.day_short(dt.date.fromisoformat(day)),
                warehouse=self._warehouse_name(warehouse),
            )
        )

    def home_warehouse(self) -> str | None:
        """The guid of the warehouse that quantities go to unless another is chosen."""
        return home_warehouse(self._terms.profile, self._terms.contract)

    def take_scanned(self, code: str) -> None:
        """A barcode was scanned: one pack of its product goes into the draft."""

        def read(reader: CacheReader) -> list[ProductRow]:
            return reader.rows(reader.by_barcode(code))

        def done(found: list[ProductRow]) -> None:
            if len(found) == 1 and self._orderable(found[0]):
                self.step(found[0], up=True)
                self.noticed.emit(self.tr("Added: {name}").format(name=found[0].name))
            elif not found:
                self.noticed.emit(
                    self.tr("There are no goods with the code {code}").format(code=code)
                )

        self._goods.ask(read, done, owner=self)

    def warehouse_rows(self, product: ProductRow) -> list[WarehouseRow]:
        """Return the product on every warehouse, in words."""
        profile = self._terms.profile
        return [
            self._warehouse_row(product, one) for one in (profile.warehouses if profile else ())
        ]

    def _warehouse_row(self, product: ProductRow, warehouse: Warehouse) -> WarehouseRow:
        cell = self._goods.stock_cell(warehouse.guid, product.id)
        text = stock_text(cell, warehouse)
        expected = ""
        if cell is not None and cell.extra.expected_on:
            day = formats.day_short(dt.date.fromisoformat(cell.extra.expected_on))
            amount = cell.extra.expected_milli
            expected = f"+{formats.quantity(amount)} · {day}" if amount else day
        days = warehouse.delivery_days
        line = self._drafts.active.line(line_id(product.guid, product.variant, warehouse.guid))
        return WarehouseRow(
            guid=warehouse.guid,
            name=warehouse.name,
            free="—" if text.tint == "info" else text.text,
            tint="" if text.tint == "info" else text.tint,
            expected=expected,
            delivery="" if days is None else self.tr("%n days", "", days),
            in_cart=f"✓ {formats.quantity(line.quantity_milli)}" if line else "",
        )

    def _wanted(
        self, product: ProductRow, there: DraftLine | None, quantity_milli: int | None
    ) -> int:
        if quantity_milli is None:
            return one_pack_more(there.quantity_milli if there else 0, product.pack_milli)
        return self._rounded(product, quantity_milli)

    def _rounded(self, product: ProductRow, quantity_milli: int) -> int:
        rounded = round_up_to_pack(quantity_milli, product.pack_milli)
        if rounded != quantity_milli:
            self.noticed.emit(
                self.tr("{a} → {b}, packs of {p}").format(
                    a=formats.quantity(quantity_milli),
                    b=formats.quantity(rounded),
                    p=formats.quantity(product.pack_milli or 1000),
                )
            )
        return rounded

    def _line(
        self,
        product: ProductRow,
        warehouse: str,
        quantity_milli: int,
        backorder_on: str | None = None,
    ) -> DraftLine:
        contract = self._terms.contract
        prices = self._goods.prices(contract.id) if contract else None
        price = prices.price(product.id, product.group_id) if prices else None
        waits = backorder_on is not None
        same = line_id(product.guid, product.variant, warehouse, waits=waits)
        known = self._drafts.active.line(same)
        return DraftLine(
            product=product.guid,
            variant=product.variant,
            warehouse=warehouse,
            quantity_milli=quantity_milli,
            article=product.article,
            name=product.name,
            unit=product.unit,
            seen_price_e4=price,
            seen_currency=contract.currency if contract else "",
            seen_at=dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"),
            comment=known.comment if known else "",
            backorder_on=backorder_on,
        )

    def _orderable(self, product: ProductRow) -> bool:
        contract = self._terms.contract
        prices = self._goods.prices(contract.id) if contract else None
        price = prices.price(product.id, product.group_id) if prices else None
        return product.orderable and price is not None and self._terms.may("order")

    def _warehouse_name(self, guid: str) -> str:
        profile = self._terms.profile
        known = profile.warehouse_by_guid.get(guid) if profile else None
        return known.name if known else guid
