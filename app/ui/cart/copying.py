"""Cart lines on the clipboard: a table for Excel and the same for mail."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData

from app.ui import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.cart.rows import LineRow

translate = QCoreApplication.translate
# A cell of a spreadsheet that begins so is a formula; names come from files that others wrote.
_FORMULA = ("=", "+", "-", "@")


def copied(rows: Sequence[LineRow]) -> QMimeData:
    """Return the lines as tab-separated text and as HTML, with a header; numbers are raw."""
    header = [
        translate("Cart", "Article"),
        translate("Cart", "Name"),
        translate("Cart", "Unit"),
        translate("Cart", "Price"),
        translate("Cart", "Quantity"),
        translate("Cart", "Sum"),
    ]
    table = [header, *(_cells(row) for row in rows)]
    mime = QMimeData()
    mime.setText("\n".join("\t".join(cells) for cells in table) + "\n")
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in cells) for cells in table)
    mime.setHtml("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>")
    return mime


def _cells(row: LineRow) -> list[str]:
    numbers = (
        formats.amount(row.price_e4) if row.price_e4 is not None else "",
        row.quantity,
        formats.amount(row.sum_e4) if row.sum_e4 is not None else "",
    )
    texts = (row.article, row.name, row.unit.split(" / ")[0])
    return [*map(_plain, texts), *(number.replace(formats.NBSP, "") for number in numbers)]


def _plain(text: str) -> str:
    one_line = " ".join(text.split())
    return f"'{one_line}" if one_line.startswith(_FORMULA) else one_line
