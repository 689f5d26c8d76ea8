"""The rows of a result in blocks of 8, read when they are looked at, the newest request first."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.product import ProductRow, QueryResult
    from app.ui.live.goods import Goods

BLOCK = 8
"""Rows are read by so many: what a screen of twenty needs beyond itself keeps it waiting."""
BLOCKS_KEPT = 512
FIRST_ROWS = 32
"""So many rows come with a result, about a screen of them."""
BLOCKS_AHEAD = 4
STAYED_MS = 100
"""Who stays this long has the rows around his read, too."""


class RowBlocks(QObject):
    """Ids of the whole result and those of its rows that are in memory."""

    arrived = Signal(int, int)
    """First and last row of what has come, or must be asked for again."""
    dropped = Signal(int, int)
    """First and last row of a block that is no longer kept."""

    def __init__(self, goods: Goods, parent: QObject) -> None:
        super().__init__(parent)
        self._goods = goods
        self._ids: Sequence[int] = ()
        self._generation = 0
        self._blocks: OrderedDict[int, list[ProductRow | None]] = OrderedDict()
        self._asked: set[int] = set()
        self._seen = range(0)
        self._stayed = QTimer(self)
        self._stayed.setSingleShot(True)
        self._stayed.setInterval(STAYED_MS)
        self._stayed.timeout.connect(self._look_around)
        self.count = 0

    def show(self, result: QueryResult, rows: Sequence[ProductRow], first: int) -> None:
        """Take another result; `rows` are FIRST_ROWS of it from a block's `first` on, or all."""
        self.forget()
        self._ids = result.ids
        self.count = result.count
        found = {row.id: row for row in rows}
        for start in range(first, min(first + FIRST_ROWS, self.count) if found else 0, BLOCK):
            self._keep(start // BLOCK, found)

    def forget(self) -> None:
        """Read the blocks again when they are looked at; answers on their way are not wanted."""
        self._generation += 1
        self._blocks.clear()
        self._asked.clear()

    def ask(self, first: int, last: int) -> None:
        """Ask for what is not here of these rows, all of it in one read.

        Two reads at once wait for each other more than they work. While the user scrolls slowly
        the rows that he comes to are read before he sees them.
        """
        before, self._seen = self._seen, range(max(first, 0), min(last, self.count - 1) + 1)
        moved = self._seen.start - before.start
        missing = self._missing(self._seen.start // BLOCK, (self._seen.stop - 1) // BLOCK)
        if moved:
            self._stayed.start()
        if not missing and 0 < abs(moved) < BLOCKS_AHEAD * BLOCK:
            missing = self._after() if moved > 0 else self._before()
        if missing:
            self._read(missing)

    @Slot()
    def _look_around(self) -> None:
        """Read the rows on both sides of those that were looked at last."""
        missing = [*self._before(), *self._after()]
        if missing:
            self._read(missing)

    def _before(self) -> list[int]:
        here = self._seen.start // BLOCK
        return self._missing(here - BLOCKS_AHEAD, here - 1)

    def _after(self) -> list[int]:
        here = (self._seen.stop - 1) // BLOCK
        return self._missing(here + 1, here + BLOCKS_AHEAD)

    def _missing(self, first: int, last: int) -> list[int]:
        """Return the blocks of these that are there to be read and are neither here nor asked."""
        return [
            block
            for block in range(max(first, 0), min(last, (self.count - 1) // BLOCK) + 1)
            if block not in self._blocks and block not in self._asked
        ]

    def product(self, row: int) -> ProductRow | None:
        """The product of a row, or None while its block is being read."""
        if not 0 <= row < self.count:
            return None
        block, place = divmod(row, BLOCK)
        rows = self._blocks.get(block)
        if rows is None:
            if block not in self._asked:
                self._read([block])
            return None
        return rows[place]

    def product_id(self, row: int) -> int | None:
        """The id of a row's product, known before its block is."""
        return int(self._ids[row]) if 0 <= row < self.count else None

    def _read(self, blocks: list[int]) -> None:
        self._asked.update(blocks)
        generation = self._generation
        ids = [one for block in blocks for one in self._ids_of(block)]

        def done(rows: list[ProductRow]) -> None:
            if generation == self._generation:
                self._asked.difference_update(blocks)
                found = {row.id: row for row in rows}
                for block in blocks:
                    self._keep(block, found)
                self._tell(blocks)

        def dropped() -> None:
            if generation == self._generation:
                self._asked.difference_update(blocks)
                self._tell(blocks)

        self._goods.rows(ids, done, owner=self, dropped=dropped)

    def _ids_of(self, block: int) -> list[int]:
        return list(self._ids[block * BLOCK : (block + 1) * BLOCK])

    def _keep(self, block: int, found: Mapping[int, ProductRow]) -> None:
        # A product that has just gone leaves its place empty until the list is asked anew.
        self._blocks[block] = [found.get(one) for one in self._ids_of(block)]
        while len(self._blocks) > BLOCKS_KEPT:
            old, _rows = self._blocks.popitem(last=False)
            self.dropped.emit(old * BLOCK, (old + 1) * BLOCK - 1)

    def _tell(self, blocks: list[int]) -> None:
        first = min(blocks) * BLOCK
        last = min((max(blocks) + 1) * BLOCK, self.count) - 1
        if first <= last:
            self.arrived.emit(first, last)
