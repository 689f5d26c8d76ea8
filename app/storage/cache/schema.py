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
"""epoch, gateway_id, seq, etag, onec (JSON), list_ready, complete, stage:<name>, index_after."""

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

products = Table(
    "products",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("guid"),
    Column("variant", Text),
    Column("group_id", Integer, nullable=False),
    _text("article"),
    _text("name"),
    _text("brand"),
    _text("unit"),
    Column("pack_milli", Integer),
    _text("pack_name"),
    Column("weight_g", Integer),
    Column("volume_cm3", Integer),
    Column("vat_rate", Integer),
    Column("orderable", Integer, nullable=False),
    _text("why_not"),
    Column("discontinued", Integer, nullable=False),
    Column("properties", Text, nullable=False),
    Column("units", Text, nullable=False),
    Column("barcodes", Text, nullable=False),
    Column("other_codes", Text, nullable=False),
    Column("rest", Text, nullable=False),
    Index("products_guid", "guid", "variant"),
    Index("products_group", "group_id"),
)
"""`properties`: {id: value}; `rest`: synonyms, images, analogues, replaced_by, created_on, note."""

segments = Table(
    "segments",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Integer, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""price, stock, group: int64 of `layout.SEGMENT` products; order: int32 ids of one sort key."""

stock_extra = Table(
    "stock_extra",
    metadata,
    Column("warehouse", Integer, primary_key=True),
    Column("product", Integer, primary_key=True),
    Column("at_least", Integer, nullable=False),
    Column("reserved_mine_milli", Integer),
    Column("expected_on", Text),
    Column("expected_milli", Integer),
    _text("expected_note"),
    sqlite_with_rowid=False,
)

codes = Table(
    "codes",
    metadata,
    Column("code", Text, primary_key=True),
    Column("product", Integer, primary_key=True),
    Column("reversed", Text, nullable=False),
    Column("barcode", Integer, nullable=False),
    Index("codes_reversed", "reversed"),
    Index("codes_product", "product"),
    sqlite_with_rowid=False,
)

words = Table(
    "words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False),
)
"""The indexed text of each product: SQLite 3.40 needs it to take a row out of the index."""

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

_SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(text, content='', detail=none, columnsize=0,"
    " prefix='1 2 3', tokenize=\"ascii tokenchars '.'\")"
)


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
            transaction.exec_driver_sql(_SEARCH)
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
