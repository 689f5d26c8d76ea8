"""Makes blocks of goods of a page's columns, and reads columns of all goods for what follows."""

from __future__ import annotations

import json
import sqlite3
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from pydantic_core import from_json

from app.storage.cache.blocks import HEAD, Block, all_blocks
from app.storage.cache.layout import PRODUCT
from app.storage.cache.raw_columns import RawColumn, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from app.storage.cache.segments import Ids

    Blocks = list[tuple[Block, list[int] | None]]

_TOGETHER = 64  # blocks whose columns are read by one call
_KNOWN = 65_536  # distinct values that are remembered


class Goods(NamedTuple):
    """Some columns of some goods: ids, and the values of each column in the order asked for."""

    ids: NDArray[np.int32]
    columns: list[list[Any]]


class Repeated(NamedTuple):
    """A column of some goods: ids, values, and the number of each row's value.

    The first `before` values were there before.
    """

    ids: NDArray[np.int32]
    values: list[Any]
    before: int
    numbers: NDArray[np.int64]


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


def columns_of_all(connection: sqlite3.Connection, names: Sequence[str]) -> Iterator[Goods]:
    """Yield these columns of all goods, some thousands at once; changed ones come last."""
    for blocks in _together(connection):
        ids, places = _ids(blocks)
        columns = [_column(blocks, name) for name in names]
        if places is not None:
            columns = [[column[at] for at in places] for column in columns]
        yield Goods(ids, columns)


def repeated_of_all(connection: sqlite3.Connection, name: str) -> Iterator[Repeated]:
    """Yield a column of all goods in which few values come again and again, like the above.

    `values` grows from one to the next, until it is begun anew because it has become too long.
    """
    known: dict[bytes, int] = {}
    values: list[Any] = []
    for blocks in _together(connection):
        ids, places = _ids(blocks)
        if len(values) > _KNOWN:
            known, values = {}, []
        before = len(values)
        numbers = _repeated(blocks, name, known, values)
        yield Repeated(ids, values, before, numbers if places is None else numbers[places])


def _together(connection: sqlite3.Connection) -> Iterator[Blocks]:
    blocks = all_blocks(connection)
    while some := list(islice(blocks, _TOGETHER)):
        yield some


def _ids(blocks: Blocks) -> tuple[NDArray[np.int32], list[int] | None]:
    """Return the ids that count, and their places unless all do."""
    ids = np.concatenate([np.array(block.ids, dtype=np.int32) for block, _ in blocks])
    if all(kept is None for _, kept in blocks):
        return ids, None
    places: list[int] = []
    start = 0
    for block, kept in blocks:
        places.extend(start + at for at in (range(block.count) if kept is None else kept))
        start += block.count
    return ids[places], places


def _column(blocks: Blocks, name: str) -> list[Any]:
    values: list[Any] = []
    texts: list[bytes] = []
    for block, _ in blocks:
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


def _repeated(
    blocks: Blocks, name: str, known: dict[bytes, int], values: list[Any]
) -> NDArray[np.int64]:
    """Return the number of each row's value; values that are not known yet are added."""
    inner = b"".join(block.text(name) for block, _ in blocks)[:-1]
    count = sum(block.count for block, _ in blocks)
    opened, closed, pieces = pieces_of(inner)
    if len(pieces) != count:
        values.extend(from_json(b"[" + inner + b"]"))
        return np.arange(len(values) - count, len(values))
    pieces = [opened + piece + closed for piece in pieces]
    new = [piece for piece in dict.fromkeys(pieces) if piece not in known]
    known.update(zip(new, range(len(values), len(values) + len(new)), strict=True))
    values.extend(from_json(b"[" + b",".join(new) + b"]"))
    return np.fromiter(map(known.__getitem__, pieces), dtype=np.int64, count=count)
