"""The rows of a result in blocks of 32, read when they are looked at, the newest request first."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.product import ProductRow, QueryResult
    from app.ui.live.goods import Goods

BLOCK = 32
"""About a screen of rows: more of them keep the first ones waiting."""
BLOCKS_KEPT = 128


class RowBlocks(QObject):
    """Ids of the whole result and those of its rows that are in memory."""

    arrived = Signal(int, int)
    """First and last row of a block that has come, or that must be asked for again."""
    dropped = Signal(int, int)
    """First and last row of a block that is no longer kept."""

    def __init__(self, goods: Goods, parent: QObject) -> None:
        super().__init__(parent)
        self._goods = goods
        self._ids: Sequence[int] = ()
        self._generation = 0
        self._blocks: OrderedDict[int, list[ProductRow]] = OrderedDict()
        self._asked: set[int] = set()
        self.count = 0

    def show(self, result: QueryResult, first: Sequence[ProductRow]) -> None:
        """Take another result with the rows of its first block."""
        self.forget()
        self._ids = result.ids
        self.count = result.count
        if first:
            self._blocks[0] = list(first)

    def forget(self) -> None:
        """Read the blocks again when they are looked at; answers on their way are not wanted."""
        self._generation += 1
        self._blocks.clear()
        self._asked.clear()

    def product(self, row: int) -> ProductRow | None:
        """The product of a row, or None while its block is being read."""
        if not 0 <= row < self.count:
            return None
        block, place = divmod(row, BLOCK)
        rows = self._blocks.get(block)
        if rows is None:
            self._ask(block)
            return None
        return rows[place] if place < len(rows) else None

    def product_id(self, row: int) -> int | None:
        """The id of a row's product, known before its block is."""
        return int(self._ids[row]) if 0 <= row < self.count else None

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
            self.dropped.emit(old * BLOCK, (old + 1) * BLOCK - 1)

    def _tell(self, block: int) -> None:
        first = block * BLOCK
        last = min(first + BLOCK, self.count) - 1
        if first <= last:
            self.arrived.emit(first, last)
