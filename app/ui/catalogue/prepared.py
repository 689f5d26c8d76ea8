"""What the table paints of one product: texts and colours, made once and kept till they change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.storage.cache.vectors import NOT_SOLD, ON_REQUEST
from app.ui import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.product import ProductRow
    from app.domain.stock import StockCell
    from app.domain.terms import Contract, Warehouse
    from app.storage.cache.vectors import ContractPrices

ENOUGH_MILLI = 24_000
"""The threshold of "enough" where the supplier gives none."""


class StockText(NamedTuple):
    """A stock cell: `tint` is ok, warn, info (expected), or '' for none and unknown."""

    text: str
    tint: str


class PreparedRow(NamedTuple):
    """One painted row. `price_e4` None = no price; `delta` is -1, 0 or 1 against `was`."""

    product: ProductRow
    second_line: str
    unit: str
    price_e4: int | None
    price: str
    better: str
    stocks: tuple[StockText, ...]
    quantity_milli: int
    quantity: str
    may_order: bool
    delta: int
    was: str


class Comparison(NamedTuple):
    """Another contract to compare prices with: its short name and prices."""

    short: str
    prices: ContractPrices


def comparable(contract: Contract, others: Sequence[Contract]) -> list[Contract]:
    """Return the contracts whose prices may be compared: same currency and VAT rule."""
    return [
        other
        for other in others
        if other.id != contract.id
        and other.currency == contract.currency
        and other.vat == contract.vat
        and other.may_order
    ]


def price_text(cell: int) -> str:
    """Return the text of a price cell."""
    if cell == NOT_SOLD:
        return "—"
    if cell == ON_REQUEST:
        return QCoreApplication.translate("Catalogue", "on request")
    return formats.amount(cell)


def better_price(price_e4: int, product: ProductRow, comparisons: Sequence[Comparison]) -> str:
    """Return the best cheaper contract, "П100 −3,0 %", or '' when this one is the best."""
    best_e4, best = price_e4, ""
    for short, prices in comparisons:
        other = prices.price(product.id, product.group_id)
        if other is not None and other < best_e4:
            best_e4, best = other, short
    if not best:
        return ""
    return f"{best} {change_text(best_e4, price_e4)}"


def change_text(price_e4: int, base_e4: int) -> str:
    """Return how far a price is from another: "−3,0 %", "+3,2 %"; ValueError for a base of 0."""
    if not base_e4:
        raise ValueError("nothing can be compared with a price of 0")
    change = (price_e4 - base_e4) * 10_000
    share = (2 * abs(change) + base_e4) // (2 * base_e4)
    return formats.percent(share if change >= 0 else -share)


def stock_text(cell: StockCell | None, warehouse: Warehouse) -> StockText:
    """Return the text and tint of a stock cell."""
    if cell is None or cell.free_milli is None:
        return StockText("—" if cell is None else "?", "")
    if cell.free_milli <= 0:
        if cell.extra.expected_on:
            day = dt.date.fromisoformat(cell.extra.expected_on)
            return StockText(formats.day_short(day), "info")
        return StockText("—", "")
    enough = warehouse.low_stock_milli or ENOUGH_MILLI
    text = formats.stock(cell.free_milli, at_least=cell.extra.at_least)
    return StockText(text, "ok" if cell.free_milli >= enough else "warn")


def others_text(cells: Sequence[tuple[StockCell | None, Warehouse]]) -> StockText:
    """Return the text and tint of several warehouses together.

    It is enough where one of them has enough; the first day of arrival stands for none. Where
    nobody tells how much one of them has, the sum is what there is at least.
    """
    total_milli, tint, at_least, first_day = 0, "warn", False, ""
    for cell, place in cells:
        if cell is None:
            continue
        free_milli, extra = cell.free_milli, cell.extra
        if free_milli is None:
            at_least = True
            continue
        if free_milli > 0:
            total_milli += free_milli
            at_least = at_least or extra.at_least
            if free_milli >= (place.low_stock_milli or ENOUGH_MILLI):
                tint = "ok"
        day = extra.expected_on
        if day and (not first_day or day < first_day):
            first_day = day
    if total_milli:
        return StockText(formats.stock(total_milli, at_least=at_least), tint)
    if first_day:
        return StockText(formats.day_short(dt.date.fromisoformat(first_day)), "info")
    return StockText("?" if at_least else "—", "")


def unit_text(product: ProductRow) -> str:
    """Return "шт / 12" or the bare unit."""
    if product.pack_milli and product.pack_milli != 1000:
        return f"{product.unit} / {formats.quantity(product.pack_milli)}"
    return product.unit


def pack_hint(product: ProductRow) -> str:
    """Return what an empty quantity cell shows: "×12"."""
    return f"×{formats.quantity(product.pack_milli or 1000)}"
