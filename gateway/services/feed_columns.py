"""Whole columns of the feed made by the database itself.

A first sync sends every row as it lies in the tables. To make 26 objects of each product and a
list of each column costs more than to read, pack and send it; the database makes a column's JSON
text in a third of the time, and no row becomes an object here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gateway.services.feed_sources import Column, Context, Pack, Source


class PackedRows(NamedTuple):
    """A page: how many rows, the last one's key, a JSON array for each column, is there more."""

    number: int
    last_key: tuple[int, ...]
    columns: tuple[str, ...]
    more: bool


def packed_rows(
    context: Context,
    source: Source,
    columns: Sequence[Column],
    key: tuple[int, ...],
    limit: int,
) -> PackedRows:
    """Return the visible rows behind a key in the order of keys, `limit` at most.

    The first columns are the keys: the last row's key is read from their ends.
    """
    conditions = [source.scope(context), source.visible(context)]
    order = ", ".join(source.keys)
    where = f"FROM {source.tables} WHERE {' AND '.join(conditions)}"
    marks = ", ".join(f":k{at}" for at in range(len(source.keys)))
    behind = f"{where} AND ({order}) > ({marks})"
    dialect = context.connection.dialect.name
    told = [(f"c{at}", one) for at, one in enumerate(columns) if one.pack != "same"]
    arrays = ", ".join(_array(dialect, name, column.pack) for name, column in told)
    values = ", ".join(f"{column.sql} AS {name}" for name, column in told)
    query = (
        f"SELECT COUNT(*), {arrays} FROM (SELECT {values} {behind if key else where}"  # noqa: S608 - our own columns
        f" ORDER BY {order} LIMIT {int(limit)}) page"
    )
    count, *made = context.connection.execute(text(query), _binds(key)).one()
    if not count:
        return PackedRows(0, (), ("[]",) * len(columns), more=False)
    whole = iter(made)
    texts = tuple(
        _repeated(column.sql, count) if column.pack == "same" else next(whole) for column in columns
    )
    last = tuple(int(one[1:-1].rpartition(",")[2]) for one in texts[: len(source.keys)])
    following = text(f"SELECT 1 {behind} ORDER BY {order} LIMIT 1")
    more = count == limit and bool(context.connection.execute(following, _binds(last)).first())
    return PackedRows(count, last, texts, more)


def _binds(key: tuple[int, ...]) -> dict[str, int]:
    return {f"k{at}": value for at, value in enumerate(key)}


def _repeated(value: str, count: int) -> str:
    return "[" + ",".join([value] * count) + "]"


def _array(dialect: str, name: str, how: Pack) -> str:
    if how == "plain":
        made = _PLAIN[dialect].format(name)
        return f"CAST({made} AS TEXT)"
    if how == "bool":
        name = f"CASE WHEN {name} THEN 'true' ELSE 'false' END"
    return f"'[' || {_JOINED[dialect].format(name)} || ']'"


_PLAIN = {"sqlite": "json_group_array({})", "postgresql": "json_agg({})"}
_JOINED = {"sqlite": "group_concat({}, ',')", "postgresql": "string_agg({}, ',')"}
