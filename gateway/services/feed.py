"""The feed: pages of a dealer's rows, first whole, then by changes.

Three phases in a cursor. `first`: visible rows in the order of their keys. `touched`: rows whose
visibility may have changed without a change of their own (a grant, a withdrawal, a moved group),
in the order of keys, told as rows or as gone. `changes`: rows with a number above the cursor's.
A page is read in one snapshot, and a number is visible only when all smaller ones are, so
nothing that commits while pages are fetched is lost: it comes with the changes.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text

from contract.feed import COLUMNS, LIMITS
from gateway.services import cursors, feed_own, feed_sources
from gateway.services.cursors import Cursor
from gateway.services.failures import Failure
from gateway.services.feed_columns import packed_rows
from gateway.services.feed_sources import Context, Source, pack
from gateway.services.permitted import sight_of
from gateway.store.meta import identity, read_json, read_text
from gateway.store.sequence import current_seq
from gateway.store.tables.catalogue import groups
from gateway.store.tables.exchange import exchange_facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Connection

    from contract.feed import FeedKind
    from gateway.services.accounts import Caller

SOURCES: dict[FeedKind, Source] = {
    "groups": feed_sources.GROUPS,
    "properties": feed_sources.PROPERTIES,
    "products": feed_sources.PRODUCTS,
    "prices": feed_sources.PRICES,
    "stock": feed_sources.STOCK,
    "orders": feed_own.ORDERS,
    "documents": feed_own.DOCUMENTS,
    "ledger": feed_own.LEDGER,
    "news": feed_own.NEWS,
}
NEEDS_ONE_OF: dict[FeedKind, frozenset[str]] = {
    "orders": frozenset({"see_prices"}),
    "documents": frozenset({"see_prices", "see_finance", "print"}),
    "ledger": frozenset({"see_finance"}),
}
"""Without any of these rights the kind is empty, and its cursor stays at the beginning."""

OLDEST = "oldest_cursor"
"""Key in `meta`: tombstones up to this number were removed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asks of the feed."""

    kind: FeedKind
    epoch: str
    after: str
    limit: int
    price_type: int = 0


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of one query: how many, the last one's number and key, those seen and those gone."""

    count: int = 0
    last_seq: int = 0
    last_key: tuple[int, ...] = ()
    seen: Sequence[Sequence[Any]] = ()
    gone: Sequence[tuple[int, ...]] = ()
    more: bool = False
    packed: Mapping[str, str] | None = None
    """Instead of `seen`: the columns of the wire as JSON arrays."""


def page(connection: Connection, who: Caller, asked: Asked) -> bytes:
    """Return the JSON bytes of a page of contract.feed.FeedPage.

    Failure epoch_changed for a cursor of another epoch, of the future or older than the
    tombstones; forbidden for prices that are not the caller's.
    """
    epoch = identity(connection).epoch
    highest = current_seq(connection)
    cursor = _cursor(connection, asked, epoch, highest)
    kind, source = asked.kind, SOURCES[asked.kind]
    if not _may_have(who, kind):
        empty = _Rows()
        context = Context(connection, sight_of(connection, who.dealer_id))
        return _body(context, asked, source, empty, epoch, after="0", more=False)
    context = _context(connection, who, asked)
    state = _next_state(context, source, cursor, asked, highest)
    limit = max(1, min(asked.limit, LIMITS[kind]))
    rows = _fetch(context, source, state, limit)
    following, more = _after(state, rows, highest)
    return _body(context, asked, source, rows, epoch, cursors.encode(following), more=more)


def packed(body: bytes) -> bytes:
    """Return the page packed for the wire (gzip)."""
    return gzip.compress(body, compresslevel=1, mtime=0)


def count(connection: Connection, who: Caller, asked: Asked) -> int | None:
    """Return how many rows the dealer has whose cursor is `after`; None when things moved on."""
    epoch = identity(connection).epoch
    highest = current_seq(connection)
    cursor = _cursor(connection, asked, epoch, highest)
    kind, source = asked.kind, SOURCES[asked.kind]
    if not _may_have(who, kind):
        return 0
    context = _context(connection, who, asked)
    if cursor is None or cursor.phase != "changes" or cursor.key:
        return None
    state = _next_state(context, source, cursor, asked, highest)
    if state.phase != "changes" or _fetch(context, source, state, 1).count:
        return None
    where = f"{source.scope(context)} AND {source.visible(context)}"
    if source.sees is not None:
        first = replace(state, phase="first", key=())
        seen = _fetch(context, source, first, LIMITS[kind]).seen
        return len(seen[0]) if seen else 0
    query = " ".join(("SELECT COUNT(*) FROM", source.tables, "WHERE", where))
    return int(connection.execute(text(query)).scalar_one())


def kinds_of(who: Caller) -> list[FeedKind]:
    """Return the kinds that have rows for the caller's rights."""
    return [
        kind
        for kind in SOURCES
        if _may_have(who, kind) and (kind != "prices" or "see_prices" in who.rights)
    ]


def as_of(connection: Connection, kind: str) -> dt.datetime | None:
    """Return when the 1C exchange began that last brought the kind; None = no door brings it."""
    found: dt.datetime | None = connection.execute(
        select(func.max(exchange_facts.c.as_of)).where(exchange_facts.c.kind == kind)
    ).scalar()
    return found


def _may_have(who: Caller, kind: FeedKind) -> bool:
    needed = NEEDS_ONE_OF.get(kind)
    return needed is None or not needed.isdisjoint(who.rights)


def _cursor(connection: Connection, asked: Asked, epoch: str, highest: int) -> Cursor | None:
    if asked.epoch and asked.epoch != epoch:
        raise Failure("epoch_changed", "the gateway has begun a new epoch", {"epoch": epoch})
    cursor = cursors.decode(asked.after, asked.kind, asked.price_type)
    if cursor is None:
        return None
    oldest = int(read_text(connection, OLDEST) or 0)
    if cursor.seq > highest or cursor.seq < oldest:
        raise Failure("epoch_changed", "the cursor is of another time", {"epoch": epoch})
    return cursor


def _context(connection: Connection, who: Caller, asked: Asked) -> Context:
    sight = sight_of(connection, who.dealer_id)
    if asked.kind == "prices":
        who.demand("see_prices")
        if asked.price_type not in sight.price_types:
            raise Failure("forbidden", "the price type is not the dealer's")
    settings = read_json(connection, "settings") if asked.kind == "stock" else {}
    return Context(connection, sight, asked.price_type, settings.get("stock_cap_milli"))


def _next_state(
    context: Context, source: Source, cursor: Cursor | None, asked: Asked, highest: int
) -> Cursor:
    """Return the cursor to go on from: the beginning, or with what was touched since."""
    roots = tuple(sorted(context.sight.roots)) if source.by_groups else ()
    warehouses = tuple(sorted(context.sight.warehouses)) if source.by_warehouses else ()
    if cursor is None:
        return Cursor(
            kind=asked.kind,
            phase="first",
            seq=highest,
            price_type=asked.price_type,
            moved=highest,
            roots=roots,
            warehouses=warehouses,
        )
    if cursor.phase != "changes":
        return cursor
    moved = _moved_since(context, cursor.moved) if source.by_groups else ()
    changed = {*moved, *(set(roots) ^ set(cursor.roots))}
    other_warehouses = set(warehouses) ^ set(cursor.warehouses)
    if not changed and not other_warehouses:
        return cursor
    return replace(
        cursor,
        phase="touched",
        # A page that ended in the middle is told again: its rows by number come afterwards.
        key=(),
        seq=cursor.seq - 1 if cursor.key else cursor.seq,
        moved=highest,
        roots=roots,
        warehouses=warehouses,
        touched_groups=tuple(sorted(changed)),
        touched_warehouses=tuple(sorted(other_warehouses)),
    )


def _moved_since(context: Context, seq: int) -> tuple[int, ...]:
    return tuple(
        context.connection.execute(select(groups.c.id).where(groups.c.moved_seq > seq)).scalars()
    )


def _fetch(context: Context, source: Source, state: Cursor, limit: int) -> _Rows:
    if state.phase == "first" and (columns := source.whole(context)) is not None:
        page = packed_rows(context, source, columns, state.key, limit)
        named = {one.name: made for one, made in zip(columns, page.columns, strict=True)}
        return _Rows(page.number, 0, page.last_key, more=page.more, packed=named)
    seq = source.tables.split()[1] + ".seq"
    keys = ", ".join(source.keys)
    visible = source.visible(context)
    conditions = [source.scope(context)]
    binds: dict[str, int] = {f"k{at}": value for at, value in enumerate(state.key)}
    marks = ", ".join(f":{name}" for name in binds)
    if state.phase == "changes":
        binds["seq"] = state.seq
        order = f"{seq}, {keys}"
        conditions.append(f"({order}) > (:seq, {marks})" if state.key else f"{seq} > :seq")
    else:
        order = keys
        if state.key:
            conditions.append(f"({keys}) > ({marks})")
        if state.phase == "first":
            conditions.append(visible)
        else:
            below = context.sight.tree.expand(state.touched_groups)
            conditions.append(source.touched(context, below, state.touched_warehouses))
    flag = "1" if state.phase == "first" else f"CASE WHEN {visible} THEN 1 ELSE 0 END"
    query = " ".join(
        (
            f"SELECT {seq}, {flag}, {keys},",
            ", ".join(column.sql for column in source.columns),
            f"FROM {source.tables} WHERE",
            " AND ".join(conditions),
            f"ORDER BY {order} LIMIT {int(limit) + 1}",
        )
    )
    found = context.connection.execute(text(query), binds)
    # The driver's own tuples: a Row for each would cost more than the query.
    raw: list[tuple[Any, ...]] = list(found.cursor.fetchall())
    found.close()
    rows = _split(context, source, raw[:limit], more=len(raw) > limit)
    # Who has nothing yet need not hear what he may not see.
    return replace(rows, gone=()) if state.phase == "first" else rows


def _split(context: Context, source: Source, raw: list[tuple[Any, ...]], *, more: bool) -> _Rows:
    if not raw:
        return _Rows()
    start = 2 + len(source.keys)
    flags = [row[1] for row in raw]
    if source.sees is not None:
        sees = source.sees
        pairs = zip(flags, raw, strict=True)
        flags = [1 if flag and sees(context, row[start:]) else 0 for flag, row in pairs]
    chosen, gone = raw, []
    if not all(flags):
        chosen = [row for row, flag in zip(raw, flags, strict=True) if flag]
        gone = [row[2:start] for row, flag in zip(raw, flags, strict=True) if not flag]
    # A list for each column is five times quicker than zip(*rows), which makes an iterator a row.
    width = start + len(source.columns)
    seen = [[row[at] for row in chosen] for at in range(start, width)]
    last = raw[-1]
    return _Rows(len(raw), last[0], last[2:start], seen, gone, more)


def _after(state: Cursor, rows: _Rows, highest: int) -> tuple[Cursor, bool]:
    """Return the cursor behind the page and whether there is more behind it."""
    if rows.more:
        if state.phase == "changes":
            return replace(state, seq=rows.last_seq, key=rows.last_key), True
        return replace(state, key=rows.last_key), True
    if state.phase == "changes":
        return replace(state, seq=highest, key=()), False
    settled = replace(state, phase="changes", key=(), touched_groups=(), touched_warehouses=())
    return settled, state.phase == "touched" or highest > state.seq


def _packed_columns(context: Context, source: Source, rows: _Rows) -> Mapping[str, str]:
    if rows.packed is not None:
        return rows.packed
    names = [column.name for column in source.columns]
    named: dict[str, Sequence[Any]] = dict(zip(names, rows.seen or [()] * len(names), strict=True))
    if source.finish is not None:
        return source.finish(context, named)
    return {column.name: pack(named[column.name], column.pack) for column in source.columns}


def _body(
    context: Context,
    asked: Asked,
    source: Source,
    rows: _Rows,
    epoch: str,
    after: str,
    *,
    more: bool,
) -> bytes:
    packed = _packed_columns(context, source, rows)
    moment = as_of(context.connection, asked.kind)
    gone = [key[0] for key in rows.gone] if len(source.keys) == 1 else rows.gone
    head = {
        "epoch": epoch,
        "kind": asked.kind,
        "as_of": None if moment is None else moment.isoformat(),
    }
    pieces = (
        json.dumps(head)[:-1],
        ',"columns":{',
        ",".join(f'"{name}":{packed[name]}' for name in COLUMNS[asked.kind]),
        '},"gone":',
        json.dumps(gone, separators=(",", ":")),
        f',"after":"{after}","more":{"true" if more else "false"},"end":true}}',
    )
    return "".join(pieces).encode()
