"""Makes blocks of goods of a page's columns, and reads columns of all goods for what follows."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from pydantic_core import from_json

from app.storage.cache.blocks import HEAD, Block, all_blocks
from app.storage.cache.layout import PRODUCT
from app.storage.cache.raw_columns import RawColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from app.storage.cache.segments import Ids

_TOGETHER = 64  # blocks whose columns are read by one call


class Goods(NamedTuple):
    """Some columns of some goods: ids, and the values of each column in the order asked for."""

    ids: NDArray[np.int32]
    columns: list[list[Any]]


def packed(
    columns: Mapping[str, RawColumn | Sequence[Any]], ids: Ids, size: int
) -> list[tuple[int, bytes]]:
    """Return the first id and the bytes of blocks of `size` rows; ids ascend."""
    raw = {name: _raw(columns[name]) for name in PRODUCT}
    count = len(ids)
    there = 0
    differing = []
    alike = []
    for bit, name in enumerate(PRODUCT):
        same = raw[name].same
        if same is None:
            there |= 1 << bit
            differing.append(raw[name])
        else:
            alike.append(json.dumps(name).encode() + b":" + same)
    common = b"{" + b",".join(alike) + b"}"
    firsts = np.arange(0, count, size)
    lasts = np.minimum(firsts + size, count)
    within = np.empty((len(differing), count), dtype=np.uint32)
    cuts = []
    for at, column in enumerate(differing):
        starts = np.concatenate([[0], column.ends])[firsts]
        within[at] = column.ends - np.repeat(starts, lasts - firsts)
        cuts.append((column.text, starts.tolist(), column.ends[lasts - 1].tolist()))
    numbers = ids.astype(np.int32)
    blocks = []
    for at, (first, last) in enumerate(zip(firsts.tolist(), lasts.tolist(), strict=True)):
        texts = [text[starts[at] : ends[at]] for text, starts, ends in cuts]
        head = (
            HEAD.pack(last - first, there, len(common)),
            numbers[first:last].tobytes(),
            within[:, first:last].tobytes(),
            common,
        )
        blocks.append((int(numbers[first]), b"".join((*head, *texts))))
    return blocks


def _raw(column: RawColumn | Sequence[Any]) -> RawColumn:
    return column if isinstance(column, RawColumn) else RawColumn.of(column)


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return SQLite's own connection: rows as objects of SQLAlchemy take as long as sorting."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        message = "the cache is written by sqlite3"
        raise TypeError(message)
    return driver


def columns_of_all(connection: Connection, names: Sequence[str]) -> Iterator[Goods]:
    """Yield these columns of all goods, some thousands at once; changed ones come last."""
    waiting: list[tuple[Block, list[int] | None]] = []
    for one in all_blocks(driver_of(connection)):
        waiting.append(one)
        if len(waiting) == _TOGETHER:
            yield _read(waiting, names)
            waiting = []
    if waiting:
        yield _read(waiting, names)


def _read(blocks: list[tuple[Block, list[int] | None]], names: Sequence[str]) -> Goods:
    ids = np.concatenate([np.array(block.ids, dtype=np.int32) for block, _ in blocks])
    columns = [_column([block for block, _ in blocks], name) for name in names]
    if all(kept is None for _, kept in blocks):
        return Goods(ids, columns)
    places: list[int] = []
    start = 0
    for block, kept in blocks:
        places.extend(start + at for at in (range(block.count) if kept is None else kept))
        start += block.count
    return Goods(ids[places], [[column[at] for at in places] for column in columns])


def _column(blocks: list[Block], name: str) -> list[Any]:
    values: list[Any] = []
    texts: list[bytes] = []
    for block in blocks:
        alike = block.alike(name)
        if alike is None:
            texts.append(block.text(name))
            continue
        if texts:
            values.extend(from_json(b"[" + b"".join(texts)[:-1] + b"]"))
            texts = []
        values.extend(alike * block.count)
    if texts:
        values.extend(from_json(b"[" + b"".join(texts)[:-1] + b"]"))
    return values
