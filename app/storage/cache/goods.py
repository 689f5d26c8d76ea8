"""Puts pages of goods into the cache: blocks, groups, code vectors, and what hangs on them."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from app.storage.cache import index, orders
from app.storage.cache.blocks import Block
from app.storage.cache.codes import CodeWriter
from app.storage.cache.layout import BLOCK, GROUP, NO_ROW
from app.storage.cache.packing import columns_of_all, driver_of, packed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.storage.cache.pages import Page
    from app.storage.cache.segments import Ids, SegmentWriter

_SUMS = 2_048  # of one row


class GoodsWriter:
    """Writes goods within the writer's transaction and remembers what has to follow them."""

    def __init__(self, connection: Connection, segments: SegmentWriter) -> None:
        self._connection = connection
        self._segments = segments
        self._codes = CodeWriter(connection, segments)
        self._touched: list[Ids] = []
        self._indexed = False
        self._last: int | None = None

    def begin(self) -> None:
        """Start a transaction; before the index is there, facets wait for it."""
        self._touched.clear()
        row = self._connection.exec_driver_sql(
            "SELECT 1 FROM meta WHERE name = 'stage:index'"
        ).fetchone()
        self._indexed = row is not None

    def fill(self) -> None:
        """Make what only waited for all goods to be here: guids, and codes of facets."""
        self._fill_guids()
        self._codes.fill()

    def store(self, page: Page, ids: Ids) -> None:
        """Write the goods of a page.

        Goods after all that are here make new blocks; the others are kept apart, one by one.
        """
        columns = page.columns
        self._touched.append(ids)
        groups = np.fromiter(columns["group"], dtype=np.int64, count=page.count)
        self._segments.put(GROUP, 0, ids, groups)
        self._codes.put(ids, columns, facets=self._indexed)
        after = self._last_id() if not self._indexed and (np.diff(ids) > 0).all() else None
        if after is not None and ids[0] > after:
            self._last = int(ids[-1])
            self._connection.exec_driver_sql(
                "INSERT INTO blocks (first, data) VALUES (?, ?)", packed(columns, ids, BLOCK)
            )
            return
        alone = zip(packed(columns, ids, 1), columns["guid"], strict=True)
        self._change([(product, guid, data) for (product, data), guid in alone])

    def remove(self, ids: Ids) -> None:
        """Forget goods."""
        self._touched.append(ids)
        self._segments.put(GROUP, 0, ids, NO_ROW)
        self._codes.remove(ids)
        self._change([(product, None, None) for product in ids.tolist()])

    def facets_changed(self) -> None:
        """Other properties may be facets from now on."""
        self._codes.facets_changed()

    def finish(self, *, list_ready: bool, whole: bool) -> None:
        """Bring facets, orders and index up to the rows."""
        self._codes.finish(facets=self._indexed)
        if not self._touched:
            return
        touched = np.concatenate(self._touched)
        if (np.diff(touched) <= 0).any():
            touched = np.unique(touched)
        self._touched.clear()
        # Counting rows by group took a second at a million; the window asks at every start.
        counts = self._segments.counts(GROUP, 0)
        self._connection.exec_driver_sql(
            "INSERT OR REPLACE INTO meta (name, value) VALUES ('group_counts', ?)",
            (json.dumps(counts),),
        )
        if list_ready:
            if whole:
                orders.place_in_orders(self._connection, self._segments, touched)
            else:
                orders.append_to_orders(self._segments, touched)
        index.note_changes(self._connection, touched)

    def forget(self) -> None:
        """The transaction is rolled back."""
        self._touched.clear()
        self._codes.forget()
        self._last = None

    def _change(self, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._last = None
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO changed (id, guid, data) VALUES (?, ?, ?)", rows
            )

    def _last_id(self) -> int:
        """Return the greatest id of a product that is or was here, -1 for none."""
        if self._last is None:
            row = self._connection.exec_driver_sql(
                "SELECT data FROM blocks ORDER BY first DESC LIMIT 1"
            ).fetchone()
            changed = self._connection.exec_driver_sql("SELECT max(id) FROM changed").scalar()
            last = -1 if row is None else Block(row[0]).ids[-1]
            self._last = max(last, -1 if changed is None else changed)
        return self._last

    def _fill_guids(self) -> None:
        sums = [np.empty(0, dtype=np.uint32)]
        ids = [np.empty(0, dtype=np.int32)]
        for some, (guids,) in columns_of_all(driver_of(self._connection), ("guid",)):
            ids.append(some)
            sums.append(np.fromiter(map(crc32, map(str.encode, guids)), np.uint32, len(guids)))
        keys, products = np.concatenate(sums), np.concatenate(ids)
        order = np.argsort(keys, kind="stable")
        keys, products = keys[order], products[order]
        self._connection.exec_driver_sql("DELETE FROM guids")
        if not len(keys):
            return
        # Equal sums stand in one row, so that one row is looked at for each guid.
        distinct = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        wanted = np.searchsorted(distinct, np.arange(0, len(keys), _SUMS))
        cuts = np.unique(distinct[np.minimum(wanted, len(distinct) - 1)]).tolist()
        self._connection.exec_driver_sql(
            "INSERT INTO guids (first, data) VALUES (?, ?)",
            [
                (int(keys[low]), keys[low:high].tobytes() + products[low:high].tobytes())
                for low, high in pairwise([*cuts, len(keys)])
            ],
        )
