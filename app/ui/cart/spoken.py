"""Cells of the cart in words, for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ui import formats
from app.ui.cart.rows import GroupRow, LineRow, Row, StripRow

translate = QCoreApplication.translate


def spoken(row: Row, key: str, currency: str) -> str:
    """Return what a cell says in words."""
    if isinstance(row, GroupRow):
        return translate("Cart", "Warehouse {name}: {count}, {sum}").format(
            name=row.title, count=row.taken, sum=row.sum
        )
    if isinstance(row, StripRow):
        return _strip(row)
    return _line(row, key, currency)


def _strip(row: StripRow) -> str:
    fixes = [
        translate("Cart", "Alt+{n}: {fix}").format(n=number, fix=text)
        for number, text in enumerate(row.texts, start=1)
    ]
    return ". ".join([row.text, *fixes])


def _line(row: LineRow, key: str, currency: str) -> str:
    if key == "number":
        return translate("Cart", "Line {n}").format(n=row.number)
    if key == "price":
        return formats.money_words(row.price_e4, currency) if row.price_e4 else row.price
    if key == "quantity":
        pack = formats.quantity(row.pack_milli or 1000)
        return translate("Cart", "Quantity, packs of {pack}, in the cart {n}").format(
            pack=pack, n=row.quantity
        )
    if key == "sum":
        if row.sum_e4 is None:
            return translate("Cart", "sum unknown")
        return formats.money_words(row.sum_e4, currency)
    if key == "state":
        return row.state.text
    if key == "name":
        return f"{row.name}. {row.second}" if row.second else row.name
    return row.article if key == "article" else row.unit
