"""Stored orders of the list: made whole at first, kept up in place after."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from app.domain.errors import StorageFailed
from app.storage.cache import bulk, search
from app.storage.cache.ahead import Ahead
from app.storage.cache.blocks import read_row
from app.storage.cache.layout import GROUP, NO_ROW, SORT_KEYS, connect
from app.storage.cache.packing import columns_of_all, driver_of

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from app.storage.cache.segments import Ids, SegmentWriter

_REBUILD_FROM = 1_000  # one of so many products changed: sorting all is quicker than placing each
_ARTICLE_WIDTH = 32

Key = tuple[Any, ...]


class Orders(NamedTuple):
    """Ids of all goods in the stored orders of the list."""

    by_name: NDArray[np.int32]
    by_article: NDArray[np.int32]

    def store(self, segments: SegmentWriter) -> None:
        """Write them within the writer's transaction."""
        segments.store_order(SORT_KEYS["name"], self.by_name)
        segments.store_order(SORT_KEYS["article"], self.by_article)


def sorted_file(path: Path) -> Orders:
    """Sort the goods of a cache file as they are committed, on a connection of its own."""
    connection = connect(path, query_only=True)
    try:
        connection.execute("BEGIN")  # of one moment
        return sorted_goods(connection)
    except sqlite3.Error as error:
        message = f"{path.name}: {error}"
        raise StorageFailed(message) from error
    finally:
        connection.close()


def sorted_goods(connection: sqlite3.Connection) -> Orders:
    """Sort all products by every stored key."""
    ids = [np.empty(0, dtype=np.int32)]
    names: list[NDArray[np.bytes_]] = []
    articles: list[NDArray[np.bytes_]] = []
    coming: Ahead[NDArray[np.bytes_]] | None = None
    for some, columns in columns_of_all(connection, ("name", "article")):
        # Names are made keys while articles are, and while the next goods are read.
        longer = Ahead(partial(bulk.sort_keys, columns[0]))
        ids.append(some)
        articles.append(bulk.sort_keys(columns[1], _ARTICLE_WIDTH))
        if coming is not None:
            names.append(coming.take())
        coming = longer
    if coming is not None:
        names.append(coming.take())
    products = np.concatenate(ids)
    by_id = np.argsort(products, kind="stable")  # changed ones came last
    by_name = by_id[sorted_places([_joined(names)[by_id]])] if names else by_id
    # Sorted by name first: the sort by article is stable. Those without one come last.
    by_article = by_name[sorted_places([_joined(articles)[by_name]])] if articles else by_name
    empty = _joined(articles)[by_article] == b"" if articles else np.empty(0, dtype=bool)
    by_article = np.concatenate([by_article[~empty], by_article[empty]])
    return Orders(products[by_name], products[by_article])


def place_in_orders(connection: Connection, segments: SegmentWriter, touched: Ids) -> None:
    """Move the touched products to their places in every stored order."""
    for name, key in SORT_KEYS.items():
        order = segments.order(key)
        if len(touched) * _REBUILD_FROM > len(order):
            sorted_goods(driver_of(connection)).store(segments)
            return
        kept = order[~np.isin(order, touched)]
        placed = []
        for product in touched.tolist():
            place = _key_of(connection, name, product)
            if place is not None:
                placed.append((place, product))
        placed.sort()

        def known(product: int, name: str = name) -> Key:
            found = _key_of(connection, name, int(product))
            if found is None:
                message = f"product {product} is in an order and not in the list"
                raise StorageFailed(message)
            return found

        places = []
        start = 0
        for place, _ in placed:
            start = bisect_left(kept, place, lo=start, key=known)
            places.append(start)
        order = np.insert(kept, places, np.array([one[1] for one in placed], dtype=np.int32))
        segments.store_order(key, order.astype(np.int32))


def append_to_orders(segments: SegmentWriter, touched: Ids) -> None:
    """Put new products at the end: while the first sync goes on the list is shown as it comes."""
    there = touched[segments.get(GROUP, 0, touched) != NO_ROW]
    for key in SORT_KEYS.values():
        order = segments.order(key)
        kept = order[~np.isin(order, touched)]
        segments.store_order(key, np.concatenate([kept, there.astype(np.int32)]))


def sorted_places(keys: list[NDArray[np.bytes_]]) -> NDArray[np.int64]:
    """Return the places of keys in their order; equal ones as they stand."""
    if not keys:
        return np.empty(0, dtype=np.int64)
    return np.lexsort(key_columns(_joined(keys)))


def key_columns(keys: NDArray[np.bytes_]) -> tuple[NDArray[np.uint64], ...]:
    """Return keys of a multiple of eight bytes as numbers for `lexsort`: the last bytes first."""
    wide = keys.view(">u8").reshape(len(keys), -1)
    last = wide.shape[1] - 1
    columns = (wide[:, at].astype(np.uint64) for at in range(last, -1, -1))
    return tuple(one for at, one in enumerate(columns) if at == last or one.any())


def _joined(keys: list[NDArray[np.bytes_]]) -> NDArray[np.bytes_]:
    return keys[0] if len(keys) == 1 else np.concatenate(keys)


def _key_of(connection: Connection, name: str, product: int) -> Key | None:
    row = read_row(driver_of(connection), product, ("name", "article"))
    if row is None:
        return None
    title = search.sort_key(row["name"])
    if name != "article":
        return (title, product)
    article = search.sort_key(row["article"])[:_ARTICLE_WIDTH]
    return (article == b"", article, title, product)
