"""Whole columns of the feed made by the database itself.

A first sync sends every row as it lies in the tables. To make 26 objects of each product and a
list of each column costs more than to read, pack and send it; the database makes a column's JSON
text in a third of the time, and no row becomes an object here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

if TYPE_CHECKING:
    from gateway.services.feed_sources import Context, Pack, Source


class PackedRows(NamedTuple):
    """A page: how many rows, the last one's key, a JSON array for each column, is there more."""

    number: int
    last_key: tuple[int, ...]
    columns: tuple[str, ...]
    more: bool


def can_pack(source: Source) -> bool:
    """Tell whether the columns on the wire are those of the tables, by one key."""
    return source.finish is None and source.sees is None and len(source.keys) == 1


def packed_rows(context: Context, source: Source, key: tuple[int, ...], limit: int) -> PackedRows:
    """Return the visible rows behind a key in the order of keys, `limit` at most."""
    conditions = [source.scope(context), source.visible(context)]
    place = source.keys[0]
    where = f"FROM {source.tables} WHERE {' AND '.join(conditions)}"
    behind, order = f"{where} AND {place} > :key", f"ORDER BY {place}"
    dialect = context.connection.dialect.name
    numbered = tuple((f"c{at}", column) for at, column in enumerate(source.columns))
    arrays = ", ".join(_array(dialect, name, column.pack) for name, column in numbered)
    values = ", ".join(f"{column.sql} AS {name}" for name, column in numbered)
    query = (
        f"SELECT COUNT(*), MAX(page_key), {arrays} FROM"  # noqa: S608 - our own columns
        f" (SELECT {place} AS page_key, {values} {behind if key else where} {order}"
        f" LIMIT {int(limit)}) page"
    )
    binds = {"key": key[0]} if key else {}
    count, last, *columns = context.connection.execute(text(query), binds).one()
    if not count:
        return PackedRows(0, (), (), more=False)
    following = text(f"SELECT {place} {behind} {order} LIMIT 1")
    more = count == limit and bool(context.connection.execute(following, {"key": last}).first())
    return PackedRows(count, (last,), tuple(columns), more)


def _array(dialect: str, name: str, how: Pack) -> str:
    if how == "plain":
        made = _PLAIN[dialect].format(name)
        return f"CAST({made} AS TEXT)"
    if how == "bool":
        name = f"CASE WHEN {name} THEN 'true' ELSE 'false' END"
    return f"'[' || {_JOINED[dialect].format(name)} || ']'"


_PLAIN = {"sqlite": "json_group_array({})", "postgresql": "json_agg({})"}
_JOINED = {"sqlite": "group_concat({}, ',')", "postgresql": "string_agg({}, ',')"}
