"""Rows of goods on the clipboard: a table for Excel and the same for mail."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData

from app.ui import formats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.ui.catalogue.prepared import PreparedRow

translate = QCoreApplication.translate
_FORMULA = ("=", "+", "-", "@")
"""A cell of a spreadsheet that begins so is a formula; names come from the supplier's files."""


def copied(rows: Iterable[PreparedRow]) -> QMimeData:
    """Return tab-separated text and HTML with a header; numbers are raw, with a decimal comma."""
    header = [
        translate("Catalogue", "Article"),
        translate("Catalogue", "Name"),
        translate("Catalogue", "Unit"),
        translate("Catalogue", "Price"),
        translate("Catalogue", "Quantity"),
        translate("Catalogue", "Sum"),
    ]
    table = [header, *(_cells(row) for row in rows)]
    mime = QMimeData()
    mime.setText("\n".join("\t".join(cells) for cells in table) + "\n")
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in cells) for cells in table)
    mime.setHtml("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>")
    return mime


def _cells(row: PreparedRow) -> list[str]:
    from contract.pricing import line_sum

    product = row.product
    total = ""
    if row.price_e4 is not None and row.quantity_milli:
        total = formats.amount(line_sum(row.price_e4, row.quantity_milli))
    numbers = (
        formats.amount(row.price_e4) if row.price_e4 is not None else "",
        row.quantity,
        total,
    )
    texts = (product.article, product.name, product.unit)
    return [*map(_plain, texts), *(number.replace(formats.NBSP, "") for number in numbers)]


def _plain(text: str) -> str:
    one_line = " ".join(text.split())
    return f"'{one_line}" if one_line.startswith(_FORMULA) else one_line
