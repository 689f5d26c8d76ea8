"""The write side of a cache file: only the sync child uses it, with one connection.

Pages go in together with the cursor after them, in one transaction, so that a killed child goes
on where it was; a page that comes twice changes nothing.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy.exc import DBAPIError

from app.domain.errors import StorageFailed
from app.storage.cache import beside, index, orders, schema
from app.storage.cache.ahead import Ahead
from app.storage.cache.beside import ChildFailed, CodesBeside, OrdersBeside
from app.storage.cache.collector import no_collector
from app.storage.cache.layout import EXTRA, PRICE, STOCK
from app.storage.cache.rows import RowWriter
from app.storage.cache.segments import SegmentWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from app.storage.cache.code_index import CodePart
    from app.storage.cache.orders import Orders
    from app.storage.cache.pages import Page
    from contract.feed import FeedKind

_log = logging.getLogger(__name__)


class _Stopped(Exception):
    """The build of the index was stopped; its transaction is undone."""


class Cursor(NamedTuple):
    """How far a kind has been read; `whole` once its first sync reached the end."""

    after: str = "0"
    whole: bool = False
    sweeping: bool = False


@dataclass(slots=True)
class Changed:
    """The keys that a transaction changed.

    `kinds` maps groups, properties, products, orders, documents, ledger, news to ids; `prices`
    price types and `stock` warehouses to product ids. None = too many to name.
    """

    kinds: dict[str, set[int] | None] = field(default_factory=dict)
    prices: dict[int, set[int] | None] = field(default_factory=dict)
    stock: dict[int, set[int] | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.kinds or self.prices or self.stock)


class CacheWriter:
    """The one connection that writes a cache file.

    Raises StorageFailed when the disk refuses and ProtocolBroken for a page that must not go in;
    both leave the file as it was before the transaction.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = schema.open_engine(path)
        self._connection = self._engine.connect()
        self._segments = SegmentWriter(self._connection)
        self._rows = RowWriter(self._connection, self._segments)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Changed]:
        """Open the one transaction of a batch; yields what it changes, for the event after it."""
        changed = Changed()
        try:
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                self._rows.begin(changed)
                self._segments.stamp = int(self.meta("stamp") or 0) + 1
                self.set_meta("stamp", str(self._segments.stamp))
                yield changed
                self._rows.finish(
                    list_ready=self.meta("list_ready") is not None,
                    whole=self.ordered,
                )
                self._segments.flush()
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                self._segments.forget()
                self._rows.goods.forget()
                raise
        except (DBAPIError, sqlite3.Error) as error:
            raise self._failed(error) from error

    def meta(self, name: str) -> str | None:
        """Return a fact about the file."""
        row = self._first("SELECT value FROM meta WHERE name = ?", (name,))
        return None if row is None else str(row[0])

    def set_meta(self, name: str, value: str) -> None:
        """Store a fact about the file; in the open transaction, or at once."""
        self._run(
            "INSERT INTO meta (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def cursor(self, kind: FeedKind, key: int = 0) -> Cursor:
        """Return how far a kind has been read."""
        row = self._first(
            "SELECT after, whole, sweeping FROM cursors WHERE kind = ? AND price_type = ?",
            (kind, key),
        )
        return Cursor() if row is None else Cursor(row[0], bool(row[1]), bool(row[2]))

    def apply(self, page: Page) -> None:
        """Put a page and the cursor after it into the open transaction."""
        before = self.cursor(page.kind, page.key)
        self._rows.apply(page, sweeping=before.sweeping)
        last = not page.more
        if last and before.sweeping:
            self._rows.sweep(page.kind, page.key)
        self._set_cursor(
            page.kind,
            page.key,
            Cursor(page.after, before.whole or last, before.sweeping and not last),
        )
        if page.as_of is not None:
            self.set_age(page.kind, page.as_of)

    def restart(self, kind: FeedKind, key: int = 0) -> None:
        """Have a kind fetched again: rows not met until its last page are removed."""
        with self.transaction():
            self._run("DELETE FROM seen WHERE kind = ? AND key = ?", (kind, key))
            self._set_cursor(kind, key, Cursor(sweeping=True))

    def set_age(self, kind: str, as_of: str) -> None:
        """Store the age of a kind."""
        self._run(
            "INSERT INTO ages (kind, as_of) VALUES (?, ?)"
            " ON CONFLICT (kind) DO UPDATE SET as_of = excluded.as_of",
            (kind, as_of),
        )

    def profile(self) -> dict[str, Any] | None:
        """Return the stored profile."""
        row = self._first("SELECT json FROM profile")
        return None if row is None else dict(json.loads(row[0]))

    def set_profile(self, text: str) -> None:
        """Store the profile (JSON); the window hides what it no longer names at once."""
        self._run(
            "INSERT INTO profile (id, json) VALUES (1, ?)"
            " ON CONFLICT (id) DO UPDATE SET json = excluded.json",
            (text,),
        )

    def withdraw(self, price_types: set[int], warehouses: set[int]) -> None:
        """Delete prices and stock of what the profile no longer names."""
        for key in self._segments.keys(PRICE) - price_types:
            self._segments.drop(PRICE, key)
            self._run("DELETE FROM cursors WHERE kind = 'prices' AND price_type = ?", (key,))
        for key in self._segments.keys(STOCK) - warehouses:
            self._segments.drop(STOCK, key)
            self._segments.drop(EXTRA, key)

    def count(self, kind: FeedKind, key: int = 0) -> int:
        """Return how many rows of a kind are stored, to be compared with the gateway's count."""
        return self._rows.count(kind, key)

    def build_orders(self) -> None:
        """Sort all goods that are here: from here on the list can be shown."""
        self.store_orders(self.begin_orders().take())

    def begin_orders(self) -> Ahead[Orders]:
        """Begin to sort all goods that are here, beside what is written meanwhile."""
        if self._is_large:
            try:
                # Here, not in the other thread: the child would end with that.
                return Ahead(partial(_taken, OrdersBeside(self.path), self.path))
            except ChildFailed as failure:
                _tell_failed(failure)
        return Ahead(partial(orders.sorted_file, self.path))

    def store_orders(self, made: Orders) -> None:
        """Show the list in these orders.

        Once the first sync has brought all goods the orders are kept up with every change.
        """
        with self.transaction():
            made.store(self._segments)
            self.set_meta("list_ready", "1")
            if self.cursor("products").whole:
                self.set_meta("ordered", "1")

    @property
    def ordered(self) -> bool:
        """Whether all goods of the first sync are here and in order."""
        return self.meta("ordered") is not None

    def build_index(
        self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> bool:
        """Index the words and codes of all products; False when cancelled, then nothing is kept.

        The file stays readable: the index appears with the one transaction that ends it.
        """
        if self.meta("stage:index") is not None:
            return True
        if self._is_large:
            try:
                codes = CodesBeside(self.path)
                with codes:
                    return self._build_index(progress, cancelled, codes)
            except ChildFailed as failure:
                _tell_failed(failure)
        return self._build_index(progress, cancelled)

    def _build_index(
        self,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
        codes: CodePart | None = None,
    ) -> bool:
        total = self.count("products")
        try:
            with self.transaction(), no_collector():
                self._rows.goods.fill()
                if not index.build(self._connection, total, progress, cancelled, codes):
                    raise _Stopped
                self.set_meta("stage:index", "1")
        except _Stopped:
            return False
        return True

    @property
    def _is_large(self) -> bool:
        return self.count("products") >= beside.FROM

    def healthy(self) -> bool:
        """Say whether the file's structure is whole (0.2 s for each 100 MB)."""
        try:
            row = self._first("PRAGMA quick_check(1)")
        except StorageFailed:
            return False
        return row is not None and row[0] == "ok"

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file, as far as readers let it."""
        self._run("PRAGMA wal_checkpoint(PASSIVE)")

    def _set_cursor(self, kind: FeedKind, key: int, cursor: Cursor) -> None:
        self._run(
            "INSERT INTO cursors (kind, price_type, after, whole, sweeping) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (kind, price_type) DO UPDATE SET after = excluded.after,"
            " whole = excluded.whole, sweeping = excluded.sweeping",
            (kind, key, cursor.after, int(cursor.whole), int(cursor.sweeping)),
        )

    def _first(self, statement: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        try:
            row = self._connection.exec_driver_sql(statement, tuple(values)).fetchone()
        except DBAPIError as error:
            raise self._failed(error) from error
        return None if row is None else tuple(row)

    def _run(self, statement: str, values: Sequence[Any] = ()) -> None:
        try:
            self._connection.exec_driver_sql(statement, tuple(values))
        except DBAPIError as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> StorageFailed:
        cause = error.orig if isinstance(error, DBAPIError) else error
        return StorageFailed(f"{self.path.name}: {cause}")


def _taken(sorting: OrdersBeside, path: Path) -> Orders:
    """Wait for the child's orders; sort here when it fails."""
    try:
        with sorting:
            return sorting.take()
    except ChildFailed as failure:
        _tell_failed(failure)
        return orders.sorted_file(path)


def _tell_failed(failure: ChildFailed) -> None:
    _log.warning("the cache child failed, its part is done here: %s", failure)
