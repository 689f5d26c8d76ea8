"""A list from the clipboard into the cart: articles or barcodes, with quantities or without."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.domain.quantity import parse_quantity
from app.ui import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.product import ProductRow
    from app.storage.cache.reader import CacheReader
    from app.ui.catalogue.ordering import CartFilling
    from app.ui.live.goods import Goods

MOST_ROWS = 5_000
MOST_TEXT = 1_000_000
MOST_CELL = 64
NAMED = 3
"""So many of the codes that were not taken are named."""


class Pasted(NamedTuple):
    """A row of the list: its code, the goods with it (none, one or several), the quantity.

    `quantity_milli` None = one pack; `wrong` = there is a text in the place of a quantity.
    """

    code: str
    goods: list[ProductRow]
    quantity_milli: int | None
    wrong: bool = False


class ListPaste(QObject):
    """Finds the goods of the rows in the cache and puts them into the cart in one step."""

    noticed = Signal(str)
    added = Signal(str)
    """Words for the undo bar."""

    def __init__(self, goods: Goods, filling: CartFilling, parent: QObject) -> None:
        super().__init__(parent)
        self._goods = goods
        self._filling = filling

    @Slot()
    def paste(self) -> None:
        """Take what is on the clipboard."""
        rows = cells_of(QGuiApplication.clipboard().text())
        if not rows:
            self.noticed.emit(self.tr("There are no rows on the clipboard"))
        elif len(rows) > MOST_ROWS:
            text = self.tr("The list has more than {n} rows")
            self.noticed.emit(text.format(n=formats.count(MOST_ROWS)))
        else:
            self._goods.ask(lambda reader: matched(reader, rows), self._take, owner=self)

    def _take(self, rows: list[Pasted]) -> None:
        good: list[tuple[ProductRow, int | None]] = []
        left: list[str] = []
        for row in rows:
            if len(row.goods) == 1 and not row.wrong and self._filling.may_take(row.goods[0]):
                good.append((row.goods[0], row.quantity_milli))
            else:
                left.append(row.code)
        if not good:
            text = self.tr("Nothing of the list can be ordered: {codes}")
            self.noticed.emit(text.format(codes=self._named(left)))
            return
        self._filling.add(good)
        text = self.tr("%n row(s) added", "", len(good))
        if left:
            text = self.tr("%n row(s) added, not taken: {codes}", "", len(good))
            text = text.replace("{codes}", self._named(left))
        self.added.emit(text)

    def _named(self, codes: Sequence[str]) -> str:
        shown = ", ".join(codes[:NAMED])
        rest = len(codes) - NAMED
        return self.tr("{codes} and {n} more").format(codes=shown, n=rest) if rest > 0 else shown


def cells_of(text: str) -> list[list[str]]:
    """Return the rows of a copied table or list: their first two filled cells."""
    found = []
    for line in text[:MOST_TEXT].splitlines()[: MOST_ROWS + 1]:
        cells = [" ".join(cell.split())[:MOST_CELL] for cell in line.replace(";", "\t").split("\t")]
        filled = [cell for cell in cells if cell]
        if filled:
            found.append(filled[:2])
    return found


def matched(reader: CacheReader, rows: Sequence[Sequence[str]]) -> list[Pasted]:
    """Return the rows with their goods; the column with more known codes has the codes.

    A first row that is no goods and holds no number is the heading and is left out.
    """
    known: dict[str, list[int]] = {}
    for row in rows:
        for cell in row:
            if cell not in known:
                known[cell] = reader.find_code(cell)
    hits = [sum(bool(known[row[at]]) for row in rows if len(row) > at) for at in (0, 1)]
    place = 1 if hits[1] > hits[0] else 0
    found = []
    for number, row in enumerate(rows):
        code = row[place] if len(row) > place else row[0]
        other = row[1 - place] if len(row) == 2 else ""
        quantity = parse_quantity(other) if other else None
        if number == 0 and not known[code] and quantity is None:
            continue
        goods = reader.rows(known[code][:2])
        found.append(Pasted(code, goods, quantity, wrong=bool(other) and not quantity))
    return found
