"""Puts pages of goods into the cache: rows, groups, code vectors, and what hangs on them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic_core import to_json

from app.storage.cache import index, orders
from app.storage.cache.codes import CodeWriter
from app.storage.cache.layout import GROUP, NO_ROW, REST

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.storage.cache.pages import Page
    from app.storage.cache.segments import Ids, SegmentWriter

_STORE = (
    "INSERT OR REPLACE INTO products (id, guid, variant, group_id, article, name, brand, rest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
# Checked text holds no such character, and inside of a text the quotation mark would be escaped.
_MARK = "\x01"
_BETWEEN = b'],["\\u0001",'
_FIRST = b'[["\\u0001",'


class GoodsWriter:
    """Writes goods within the writer's transaction and remembers what has to follow them."""

    def __init__(self, connection: Connection, segments: SegmentWriter) -> None:
        self._connection = connection
        self._segments = segments
        self._codes = CodeWriter(connection, segments)
        self._touched: list[Ids] = []
        self._indexed = False

    def begin(self) -> None:
        """Start a transaction; before the index is there, facets wait for it."""
        self._touched.clear()
        row = self._connection.exec_driver_sql(
            "SELECT 1 FROM meta WHERE name = 'stage:index'"
        ).fetchone()
        self._indexed = row is not None

    def fill_facets(self) -> None:
        """Number the properties of all goods."""
        self._codes.fill()

    def store(self, page: Page, ids: Ids) -> None:
        """Write the goods of a page."""
        columns = page.columns
        self._touched.append(ids)
        self._segments.put(GROUP, 0, ids, np.array(columns["group"], dtype=np.int64))
        self._codes.put(ids, columns, facets=self._indexed)
        rows = zip(
            columns["id"], columns["guid"], columns["variant"], columns["group"],
            columns["article"], columns["name"], columns["brand"], packed_rest(columns, page.count),
            strict=True,
        )  # fmt: skip
        self._connection.exec_driver_sql(_STORE, list(rows))

    def remove(self, ids: Ids) -> None:
        """Forget goods but for their rows."""
        self._touched.append(ids)
        self._segments.put(GROUP, 0, ids, NO_ROW)
        self._codes.remove(ids)

    def facets_changed(self) -> None:
        """Other properties may be facets from now on."""
        self._codes.facets_changed()

    def finish(self, *, list_ready: bool, whole: bool) -> None:
        """Bring facets, orders and index up to the rows."""
        self._codes.finish(facets=self._indexed)
        if not self._touched:
            return
        touched = np.unique(np.concatenate(self._touched))
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


def packed_rest(columns: dict[str, list[Any]], count: int) -> list[bytes]:
    """Return the rest of each row as `layout.REST` says.

    All rows are encoded by one call: a call for each took longer than storing it.
    """
    there = 0
    chosen = []
    for bit, (name, usual) in enumerate(REST):
        column = columns[name]
        if column.count(usual) != count or name in ("weight_g", "volume_cm3"):
            there |= 1 << bit
            chosen.append(column)
    text: bytes = to_json(list(zip([_MARK] * count, [there] * count, *chosen, strict=True)))
    return text[len(_FIRST) : -2].split(_BETWEEN)
