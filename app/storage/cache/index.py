"""Stored orders of the list and the word index, built whole at first and kept up in place."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.errors import StorageFailed
from app.storage.cache import search
from app.storage.cache.layout import ORDER, SORT_KEYS
from app.storage.cache.query import product_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

BATCH = 4_096
_REBUILD_FROM = 20  # one of twenty products changed: sorting all is quicker than placing each
_SOURCE = "SELECT id, name, article, brand, other_codes, barcodes, rest FROM products"

Key = tuple[Any, ...]


def build_orders(connection: Connection) -> None:
    """Sort all products by every stored key."""
    rows = connection.exec_driver_sql("SELECT id, name, article FROM products").fetchall()
    titles = [(search.sort_key(row[1]), row[0]) for row in rows]
    articles = [
        (row[2] == "", search.sort_key(row[2]), title[0], row[0])
        for row, title in zip(rows, titles, strict=True)
    ]
    del rows
    _store(connection, "name", array("i", [key[-1] for key in sorted(titles)]))
    _store(connection, "article", array("i", [key[-1] for key in sorted(articles)]))


def place_in_orders(connection: Connection, touched: set[int]) -> None:
    """Move the touched products to their places in every stored order."""
    if not touched:
        return
    for name in SORT_KEYS:
        order = _load(connection, name)
        if len(touched) * _REBUILD_FROM > len(order):
            build_orders(connection)
            return
        kept = [product for product in order if product not in touched]
        placed = []
        for product in touched:
            key = _key_of(connection, name, product)
            if key is not None:
                placed.append((key, product))
        placed.sort()
        keys = partial(_known_key, connection, name)
        merged = array("i")
        start = 0
        for key, product in placed:
            end = bisect_left(kept, key, lo=start, key=keys)
            merged.extend(kept[start:end])
            merged.append(product)
            start = end
        merged.extend(kept[start:])
        _store(connection, name, merged)


def index_words(connection: Connection, products: Iterable[int]) -> None:
    """Put these products into the word index anew, or take them out if they are gone."""
    for product in products:
        forget_words(connection, product)
        row = connection.exec_driver_sql(f"{_SOURCE} WHERE id = ?", (product,)).fetchone()
        if row is not None:
            _insert(connection, [tuple(row)])


def forget_words(connection: Connection, product: int) -> None:
    """Take a product out of the word index."""
    row = connection.exec_driver_sql("SELECT text FROM words WHERE id = ?", (product,)).fetchone()
    if row is not None:
        connection.exec_driver_sql(
            "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)", (product, row[0])
        )
        connection.exec_driver_sql("DELETE FROM words WHERE id = ?", (product,))


def index_batch(connection: Connection, after: int) -> int | None:
    """Index the next products after this id; return the last one, or None at the end."""
    rows = connection.exec_driver_sql(
        f"{_SOURCE} WHERE id > ? ORDER BY id LIMIT ?", (after, BATCH)
    ).fetchall()
    if not rows:
        return None
    _insert(connection, [tuple(row) for row in rows])
    return int(rows[-1][0])


def replace_codes(connection: Connection, rows: Iterable[tuple[int, list[str], list[str]]]) -> None:
    """Store the codes of products: id, article and other codes, barcodes."""
    found: dict[tuple[str, int], tuple[str, int, str, int]] = {}
    for product, codes, barcodes in rows:
        for is_barcode, texts in ((0, codes), (1, barcodes)):
            for text in texts:
                for one in search.stored_codes(text):
                    found[one, product] = (one, product, one[::-1], is_barcode)
    if not found:
        return
    connection.exec_driver_sql(
        "INSERT INTO codes (code, product, reversed, barcode) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (code, product) DO UPDATE SET barcode = excluded.barcode",
        list(found.values()),
    )


def _insert(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    texts = [(row[0], " ".join(product_tokens(*row[1:]))) for row in rows]
    connection.exec_driver_sql("INSERT INTO words (id, text) VALUES (?, ?)", texts)
    connection.exec_driver_sql("INSERT INTO search (rowid, text) VALUES (?, ?)", texts)


def _key(name: str, product: int, title: str, article: str) -> Key:
    if name == "article":
        return (article == "", search.sort_key(article), search.sort_key(title), product)
    return (search.sort_key(title), product)


def _key_of(connection: Connection, name: str, product: int) -> Key | None:
    row = connection.exec_driver_sql(
        "SELECT name, article FROM products WHERE id = ?", (product,)
    ).fetchone()
    return None if row is None else _key(name, product, row[0], row[1])


def _known_key(connection: Connection, name: str, product: int) -> Key:
    key = _key_of(connection, name, product)
    if key is None:
        message = f"product {product} is in an order and not in the list"
        raise StorageFailed(message)
    return key


def _load(connection: Connection, name: str) -> array[int]:
    order = array("i")
    row = connection.exec_driver_sql(
        "SELECT data FROM segments WHERE kind = ? AND key = ? AND part = 0",
        (ORDER, SORT_KEYS[name]),
    ).fetchone()
    if row is not None:
        order.frombytes(row[0])
    return order


def _store(connection: Connection, name: str, order: array[int]) -> None:
    connection.exec_driver_sql(
        "INSERT INTO segments (kind, key, part, data) VALUES (?, ?, 0, ?)"
        " ON CONFLICT (kind, key, part) DO UPDATE SET data = excluded.data",
        (ORDER, SORT_KEYS[name], order.tobytes()),
    )
