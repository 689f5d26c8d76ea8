"""Tables of a cache file: the only description of what the sync child writes.

One file is one generation. It holds nothing that cannot be fetched again, so there are no
migrations: another layout is another file name (`layout.SCHEMA`).
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
)
from sqlalchemy.pool import StaticPool

from app.storage.cache import layout

if TYPE_CHECKING:
    from pathlib import Path

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""epoch, gateway_id, seq, etag, onec (JSON), list_ready, complete, ordered, stage:index, build,
fresh, group_counts (JSON), stamp (the number of the last transaction), and a mark for each vector
and order (`layout.mark_name`)."""

cursors = Table(
    "cursors",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("price_type", Integer, primary_key=True),
    Column("after", Text, nullable=False),
    Column("whole", Integer, nullable=False),
    Column("sweeping", Integer, nullable=False),
)
"""`whole`: the first sync of the kind reached its end. `sweeping`: rows seen are marked."""

ages = Table(
    "ages",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("as_of", Text, nullable=False),
    sqlite_with_rowid=False,
)

profile = Table(
    "profile",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("json", Text, nullable=False),
)

groups = Table(
    "groups",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("guid"),
    Column("parent", Integer),
    _text("name"),
    Column("position", Integer, nullable=False),
)

properties = Table(
    "properties",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("name"),
    _text("unit"),
    _text("type"),
    Column("group_ids", Text, nullable=False),
    Column("row_order", Integer),
    Column("card_order", Integer),
    Column("facet_order", Integer),
    Column("is_tag", Integer, nullable=False),
)

blocks = Table(
    "blocks",
    metadata,
    Column("first", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""Goods as the first sync brought them, up to `layout.BLOCK` neighbours in one row named by the
id of the first; never written again. See `blocks.Block`."""

changed = Table(
    "changed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guid", Text, index=True),
    Column("data", LargeBinary),
)
"""Goods that came or changed after: a block of one, which is what counts. No data = gone."""

guids = Table(
    "guids",
    metadata,
    Column("first", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""Where the goods of `blocks` are by guid: see `guids`."""

segments = Table(
    "segments",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Integer, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("stamp", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""`stamp` is the number of the transaction that wrote it last: readers read only what is newer.
price, stock, group: int64 of `layout.SEGMENT` products, or int32 if all fit; code: int32; order:
int32 ids of one sort key; extra: see `extras`."""

code_values = Table(
    "code_values",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("code", Integer, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What the numbers of a code vector stand for: JSON values of a property, brands, units."""

terms = Table(
    "terms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("build", Integer, nullable=False),
    Column("dictionary", Integer, nullable=False),
    Column("first", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("starts", LargeBinary, nullable=False),
)
"""A dictionary in order, `layout.TERMS` terms in a row divided by line ends; `starts` (int32) are
the places of their postings, with the end of the last."""

postings = Table(
    "postings",
    metadata,
    Column("build", Integer, primary_key=True),
    Column("dictionary", Integer, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""Product ids (int32) of all terms of a dictionary, one after another."""

bitmaps = Table(
    "bitmaps",
    metadata,
    Column("build", Integer, primary_key=True),
    Column("dictionary", Integer, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("stop", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""The products of a long range of postings as packed bits."""

fresh = Table(
    "fresh",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("terms", Text, nullable=False),
)
"""Products that changed since the index was built, with their terms (JSON by dictionary)."""

orders = Table(
    "orders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text),
    _text("number"),
    _text("placed_at"),
    _text("state"),
    Column("json", Text, nullable=False),
    Index("orders_key", "key"),
    Index("orders_placed", "placed_at"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_key", Text),
    _text("kind"),
    _text("state"),
    _text("date"),
    Column("json", Text, nullable=False),
    Index("documents_order", "order_key"),
    Index("documents_date", "date"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("contract"),
    _text("date"),
    Column("json", Text, nullable=False),
    Index("ledger_contract", "contract", "date"),
)

news = Table(
    "news",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("at"),
    Column("json", Text, nullable=False),
)

seen = Table(
    "seen",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Integer, primary_key=True),
    Column("id", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Rows met while a kind is fetched again; what is not here at its last page is removed."""


def create(path: Path) -> None:
    """Make an empty cache file; an unfinished file of the same name is replaced."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    engine = open_engine(path)
    try:
        with engine.begin() as transaction:
            transaction.exec_driver_sql("BEGIN IMMEDIATE")
            metadata.create_all(transaction)
            transaction.exec_driver_sql(f"PRAGMA user_version = {layout.SCHEMA}")
    finally:
        engine.dispose()


def open_engine(path: Path) -> Engine:
    """Return an engine with the one connection that may write this file.

    Transactions are begun by hand (`BEGIN IMMEDIATE`): the driver's own rules would leave DDL
    and reads outside of them.
    """
    return create_engine(
        "sqlite://",
        creator=lambda: layout.connect(path, query_only=False),
        poolclass=StaticPool,
    )
