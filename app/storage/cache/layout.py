"""How the cache file is laid out: numbers and names that the writer and the reader share.

Standard library only: the reader needs it before the first paint.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from app.domain.errors import StorageFailed

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = 4
"""Part of the file name: another number is another file, and the cache is simply fetched again."""

SEGMENT = 4_096
"""Products of one BLOB: small changes rewrite 16 KB, loading is as fast as with larger ones."""

SEGMENT_SHIFT = 12
SEGMENT_MASK = SEGMENT - 1
MAX_PRODUCT_ID = 50_000_000
"""Ids are dense; a larger one is a broken gateway, not a large supplier."""

NO_ROW = -(2**63)
"""No row came: not sold under the price type; none or unknown at the warehouse; no product."""
NO_VALUE = NO_ROW + 1
"""A row came with null: price on request; stock unknown."""
MAX_VALUE = 2**62
NARROW_NO_ROW = -(2**31)
NARROW_NO_VALUE = NARROW_NO_ROW + 1
"""The same two in a segment of int32: all values of most segments fit."""

PRICE, STOCK, GROUP, ORDER, EXTRA, CODE = "price", "stock", "group", "order", "extra", "code"
"""Kinds of segments; the key is the price type, the warehouse, 0, the sort key's number, the
warehouse, and the property's id or one of those below."""

SORT_KEYS = {"name": 0, "article": 1}


def mark_name(kind: str, key: int) -> str:
    """Return the name of the fact (in `meta`) that is another one after each change of a vector."""
    return f"mark:{kind}:{key}"


BRAND_CODE, UNIT_CODE, CREATED_CODE = -1, -2, -3
"""Keys of code vectors that are no property; of CREATED_CODE the code is the day's ordinal."""

WORDS, CODES, BARCODES, REVERSED, GRAMS, SPELLINGS, LETTERS = range(7)
CODE_DICTIONARIES = (CODES, BARCODES, REVERSED, GRAMS)
"""What articles, other codes and barcodes make."""
"""Dictionaries of the index: words and joined codes by which goods are found by prefix; normalised
articles and other codes; barcodes; both backwards; four-letter parts of codes; words by the sound
that Ukrainian and Russian share; words of letters alone (without postings), where typing errors
are looked for."""

POSTINGS = 16_384
"""Product ids of one row of postings."""
TERMS = 256
"""Terms of one row of a dictionary."""
FREQUENT = 20_000
"""A prefix with more hits is stored as a ready bitmap."""
GRAM = 4

STAGES = ("groups", "products", "prices", "stock", "papers", "index")
"""Steps of the first sync in their order; a generation is complete when all are done."""

BLOCK = 64
"""Goods of one block: small enough to be read for one row, large enough to be written quickly."""

PRODUCT = (
    "guid", "variant", "group", "article", "name", "brand", "unit", "pack_milli", "pack_name",
    "vat_rate", "orderable", "why_not", "discontinued", "properties", "units", "barcodes",
    "other_codes", "synonyms", "weight_g", "volume_cm3", "images", "analogues", "replaced_by",
    "created_on", "note",
)  # fmt: skip
"""Columns of a block of goods in their order; its bytes are read by `blocks.Block`."""


_MAPPED = 2**31
_LOG_PAGES = 8_192
"""The write-ahead log may grow to 64 MB before a commit has to move it into the file."""


def connect(path: Path, *, query_only: bool) -> sqlite3.Connection:
    """Open a cache file with the settings that every connection needs.

    The connection is in autocommit mode and checks for no thread: its owner uses it in one.
    Raises StorageFailed when the file is not there or is not a database.
    """
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=5.0,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
    except sqlite3.Error as error:
        message = f"cannot open {path.name}: {error}"
        raise StorageFailed(message) from error
    try:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute(f"PRAGMA cache_size = {-4_096 if query_only else -16_384}")
        # A reader looks at rows all over the file: mapped, none of them is copied by a call.
        connection.execute(f"PRAGMA mmap_size = {_MAPPED if query_only else 67_108_864}")
        if query_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
            connection.execute("PRAGMA foreign_keys = ON")
    except (sqlite3.Error, UnicodeDecodeError) as error:
        # A damaged list of tables comes as a message with bytes that are no text.
        connection.close()
        message = f"{path.name} is not readable: {error}"
        raise StorageFailed(message) from error
    return connection
