"""Stock that the gateway keeps for orders which 1C has not reserved yet.

Free stock = 1C's free - held. A hold begins with the order. It ends when a reply of 1C has proved
its own reservation *and* a stock row for that product and warehouse has come from an exchange that
began after that reply: only then is the quantity surely missing from 1C's figure. Ending earlier
would sell the goods twice, never ending would hide them. A shipped part is a proof like any other,
whatever the account's rule. Cancelled and void parts, and those the administrator releases, give
their stock back at once. What has ended never begins again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, insert, or_, select, update

from gateway.services.failures import Failure
from gateway.services.limits import settle_limit
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Taking:
    """A line's claim on stock. `waits`: its goods are still to come, so it takes none."""

    n: int
    product_id: int
    warehouse_id: int
    quantity_milli: int
    counted: bool
    waits: bool = False


class NotTaken(Exception):
    """Line `n` could not have its stock; the transaction must be rolled back."""

    def __init__(self, n: int) -> None:
        super().__init__(f"not enough stock for line {n}")
        self.n = n


def take_stock(connection: Connection, wanted: Sequence[Taking]) -> dict[int, int]:
    """Hold stock for all lines or raise NotTaken; returns quantity_milli held by line number.

    Each row is taken by one conditional UPDATE, rows in a fixed order, so that two orders can
    neither oversell nor wait for each other in a circle.
    """
    if not wanted:
        return {}
    held = dict.fromkeys((line.n for line in wanted), 0)
    taking = sorted(
        (line for line in wanted if not line.waits),
        key=lambda one: (one.product_id, one.warehouse_id, one.n),
    )
    if not taking:
        return held
    seq = next_seq(connection, n=len(taking))
    for at, line in enumerate(taking):
        if not _take(connection, line, seq + at):
            raise NotTaken(line.n)
        held[line.n] = line.quantity_milli
    return held


def _take(connection: Connection, line: Taking, seq: int) -> bool:
    stock, quantity = catalogue.stock, line.quantity_milli
    enough = stock.c.onec_free_milli - stock.c.held_milli >= quantity
    if not line.counted:
        # Nobody knows how much there is: it is ordered at the supplier's word, with a warning.
        enough = or_(enough, stock.c.onec_free_milli.is_(None))
    taken = connection.execute(
        update(stock)
        .where(
            stock.c.product_id == line.product_id,
            stock.c.warehouse_id == line.warehouse_id,
            stock.c.deleted.is_(False),
            enough,
        )
        .values(held_milli=stock.c.held_milli + quantity, seq=seq)
    )
    if taken.rowcount:
        return True
    if line.counted or _row_lives(connection, line):
        return False
    connection.execute(
        insert(stock).values(
            product_id=line.product_id,
            warehouse_id=line.warehouse_id,
            onec_free_milli=None,
            held_milli=quantity,
            seq=seq,
        )
    )
    return True


def _row_lives(connection: Connection, line: Taking) -> bool:
    stock = catalogue.stock
    return (
        connection.execute(
            select(stock.c.product_id).where(
                stock.c.product_id == line.product_id, stock.c.warehouse_id == line.warehouse_id
            )
        ).first()
        is not None
    )


def settle_holds(
    connection: Connection,
    exchange_began_at: dt.datetime,
    pairs: Collection[tuple[int, int]],
    now: dt.datetime,
) -> int:
    """End the proved holds of the (product, warehouse) pairs that a stock file has just told.

    To be called in the transaction that writes those stock rows, with the beginning of the
    exchange that brought them. Returns how many holds ended.
    """
    holds, parts = tables.holds, tables.order_parts
    proved = connection.execute(
        select(holds)
        .join(parts, parts.c.id == holds.c.part_id)
        .where(holds.c.ended_at.is_(None), parts.c.proved_at < exchange_began_at)
        .order_by(holds.c.product_id, holds.c.warehouse_id, holds.c.order_id, holds.c.n)
    ).all()
    named = pairs if isinstance(pairs, set | frozenset) else set(pairs)
    ended = [hold for hold in proved if (hold.product_id, hold.warehouse_id) in named]
    end_holds(connection, ended, "reserved", now)
    renew_orders(connection, {hold.order_id for hold in ended})
    return len(ended)


def release(connection: Connection, part_id: int, by: str, now: dt.datetime) -> int:
    """Give back what a part still holds, stock and limit, by the administrator's word.

    Returns how many holds ended. Raises Failure("not_found") for an unknown part.
    """
    parts = tables.order_parts
    part = connection.execute(select(parts).where(parts.c.id == part_id)).one_or_none()
    if part is None:
        raise Failure("not_found", "no such part of an order")
    ended = open_holds(connection, [part_id])
    if not ended:
        return 0
    end_holds(connection, ended, "released", now)
    settle_limit(connection, part.order_id)
    connection.execute(
        insert(tables.order_events).values(
            order_id=part.order_id, at=now, kind="released", text=part.number, by=by
        )
    )
    renew_orders(connection, {part.order_id})
    return len(ended)


def open_holds(connection: Connection, part_ids: Sequence[int]) -> list[Row[Any]]:
    """Return the holds of the parts that have not ended, in the order in which rows are locked."""
    holds = tables.holds
    return list(
        connection.execute(
            select(holds)
            .where(holds.c.part_id.in_(part_ids), holds.c.ended_at.is_(None))
            .order_by(holds.c.product_id, holds.c.warehouse_id, holds.c.order_id, holds.c.n)
        ).all()
    )


def end_holds(
    connection: Connection, ended: Sequence[Row[Any]], why: str, now: dt.datetime
) -> None:
    """End these holds once: a hold that somebody has ended meanwhile gives nothing back again."""
    holds = tables.holds
    for hold in ended:
        done = connection.execute(
            update(holds)
            .where(
                holds.c.order_id == hold.order_id, holds.c.n == hold.n, holds.c.ended_at.is_(None)
            )
            .values(ended_at=now, ended_why=why)
        )
        if done.rowcount:
            _give_back(connection, hold, hold.quantity_milli)


def resize_hold(connection: Connection, hold: Row[Any], quantity_milli: int) -> bool:
    """Make an open hold as large as what 1C left of the line; tells whether it changed."""
    if quantity_milli == hold.quantity_milli:
        return False
    holds = tables.holds
    connection.execute(
        update(holds)
        .where(holds.c.order_id == hold.order_id, holds.c.n == hold.n)
        .values(quantity_milli=quantity_milli)
    )
    _give_back(connection, hold, hold.quantity_milli - quantity_milli)
    return True


def renew_orders(connection: Connection, order_ids: Collection[int]) -> None:
    """Give orders that changed new numbers in the feed."""
    ids = sorted(order_ids)
    if not ids:
        return
    seq = next_seq(connection, n=len(ids))
    for at, order_id in enumerate(ids):
        connection.execute(
            update(tables.orders).where(tables.orders.c.id == order_id).values(seq=seq + at)
        )


def _give_back(connection: Connection, hold: Row[Any], quantity: int) -> None:
    stock = catalogue.stock
    connection.execute(
        update(stock)
        .where(stock.c.product_id == hold.product_id, stock.c.warehouse_id == hold.warehouse_id)
        .values(held_milli=stock.c.held_milli - quantity, seq=next_seq(connection))
    )
