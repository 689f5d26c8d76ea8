"""Cells in words, for screen readers and tooltips."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from app.ui import formats
from app.ui.catalogue.columns import OTHERS
from app.ui.widgets.labels import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.stock import StockCell
    from app.ui.catalogue.columns import Column
    from app.ui.catalogue.prepared import PreparedRow
    from app.ui.catalogue.preparing import Preparation
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms


class RowSpeech:
    """Says cells and rows in words, from memory."""

    def __init__(self, goods: Goods, terms: Terms, preparation: Preparation) -> None:
        self._goods = goods
        self._terms = terms
        self._preparation = preparation
        self.stale_at = ""
        """The time of prices and stock while they may have changed, else ''."""

    def say(self, column: Column, row: PreparedRow, role: int) -> str | None:
        """Return a cell's accessible text, its description or its tooltip."""
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return description(column, row, self.stale_at)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(column, row)
        return self._words(column, row)

    def sentence(self, columns: Sequence[Column], row: PreparedRow) -> str:
        """Return a row in one sentence: name, article, price, stock, what is in the cart."""
        summed = self._preparation.summed
        stocks = [
            self._words(one, row)
            for one in columns
            if one.kind == "stock" and one.warehouse not in summed
        ]
        return row_sentence(row, stocks, self._currency)

    @property
    def _currency(self) -> str:
        return self._terms.contract.currency if self._terms.contract else ""

    def _words(self, column: Column, row: PreparedRow) -> str:
        cell = None
        if column.key == OTHERS:
            return self._others(row.product.id)
        if column.warehouse is not None:
            cell = self._goods.stock_cell(column.warehouse.guid, row.product.id)
        return spoken(column, row, cell, self._currency)

    def _others(self, product: int) -> str:
        """Say which of the warehouses without a column have the goods or expect them."""
        told, sure = [], True
        for place in self._preparation.summed:
            cell = self._goods.stock_cell(place.guid, product)
            if cell is None:
                continue
            if cell.available or cell.extra.expected_on:
                told.append(stock_words(place.name, cell))
            elif cell.free_milli is None:
                sure = False
        translate = QCoreApplication.translate
        if not told and not sure:
            return translate("Catalogue", "other warehouses: not known")
        if not told:
            return translate("Catalogue", "other warehouses: none")
        return translate("Catalogue", "other warehouses: {list}").format(list="; ".join(told))

    def _tooltip(self, column: Column, row: PreparedRow) -> str | None:
        if column.kind == "name":
            return plain_tooltip(row.product.name)
        if column.kind == "quantity" and row.product.why_not:
            return plain_tooltip(row.product.why_not)
        return plain_tooltip(self._words(column, row)) if column.kind == "stock" else None


def spoken(column: Column, row: PreparedRow, cell: StockCell | None, currency: str) -> str:
    """Return what a cell says in words."""
    if column.kind == "stock" and column.warehouse is not None:
        return stock_words(column.warehouse.name, cell)
    if column.kind == "price":
        return formats.money_words(row.price_e4, currency) if row.price_e4 else row.price
    if column.kind == "quantity":
        pack = formats.quantity(row.product.pack_milli or 1000)
        if row.quantity:
            return QCoreApplication.translate(
                "Catalogue", "Quantity, packs of {pack}, in the cart {n}"
            ).format(pack=pack, n=row.quantity)
        return QCoreApplication.translate("Catalogue", "Quantity, packs of {pack}").format(
            pack=pack
        )
    if column.kind == "article":
        return row.product.article
    if column.kind == "better":
        return row.better or QCoreApplication.translate("Catalogue", "no better price")
    if column.kind == "unit":
        return row.unit
    return f"{row.product.name}. {row.second_line}" if row.second_line else row.product.name


def description(column: Column, row: PreparedRow, stale_at: str = "") -> str | None:
    """Return what a screen reader adds to a cell, or None; `stale_at`: numbers may be others now.

    An old price is not compared: that of the other contract is as old.
    """
    if column.kind in ("price", "stock") and stale_at:
        text = QCoreApplication.translate("Catalogue", "as of {time}, may have changed")
        return text.format(time=stale_at)
    if column.kind == "price" and row.better:
        # The contract and the change as they are painted: "П100 −3,0 %".
        contract, change = row.better.rsplit(" ", 1)
        text = QCoreApplication.translate("Catalogue", "under {contract} cheaper by {n} per cent")
        return text.format(contract=contract, n=change.strip("−%\u00a0 "))
    if column.kind == "quantity" and row.product.why_not:
        return row.product.why_not
    return None


def row_sentence(row: PreparedRow, stocks: Sequence[str], currency: str) -> str:
    """Return a row in one sentence: name, article, price, stock, what is in the cart."""
    translate = QCoreApplication.translate
    price = formats.money_words(row.price_e4, currency) if row.price_e4 else row.price
    parts = [row.product.name, row.product.article, row.second_line, price, *stocks]
    if row.quantity:
        parts.append(translate("Catalogue", "in the cart {n}").format(n=row.quantity))
    if row.product.why_not:
        parts.append(row.product.why_not)
    return ", ".join(filter(None, parts))


def stock_words(warehouse: str, cell: StockCell | None) -> str:
    """Return a stock cell in words: free, yours, expected."""
    translate = QCoreApplication.translate
    if cell is None or cell.free_milli is None:
        parts = [translate("Catalogue", "{warehouse}: unknown").format(warehouse=warehouse)]
    elif cell.free_milli <= 0:
        parts = [translate("Catalogue", "{warehouse}: none").format(warehouse=warehouse)]
    else:
        free = formats.stock(cell.free_milli, at_least=cell.extra.at_least)
        parts = [
            translate("Catalogue", "{warehouse}: {n} free").format(warehouse=warehouse, n=free)
        ]
    if cell is not None and cell.extra.reserved_mine_milli:
        mine = formats.quantity(cell.extra.reserved_mine_milli)
        parts.append(translate("Catalogue", "reserved for you {n}").format(n=mine))
    if cell is not None and cell.extra.expected_on:
        day = formats.day(dt.date.fromisoformat(cell.extra.expected_on))
        parts.append(translate("Catalogue", "expected {day}").format(day=day))
    return ", ".join(parts)
