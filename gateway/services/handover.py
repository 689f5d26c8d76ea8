"""The queue of parts for the doors to 1C: what waits, what was given, what 1C has taken.

A part is `waiting`, `given` by the last query of an exchange, `done` when 1C said it has it, or
`stuck` when it cannot make a valid document or was refused alone twice.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from gateway.services.cancelling import refresh_order
from gateway.services.onec_parts import PartForOnec, PartLine, part_for_onec, what_is_wrong
from gateway.services.order_states import DEAD, advance
from gateway.services.parts import account_for
from gateway.store.tables import catalogue, dealers, exchange
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection


__all__ = [
    "MOST_PARTS",
    "PartForOnec",
    "PartLine",
    "bind_parts",
    "confirm_given",
    "has_waiting",
    "mark_given",
    "not_confirmed",
    "try_again",
    "waiting_parts",
]

MOST_PARTS = 50
_REFUSALS_TO_STICK = 2


def waiting_parts(
    connection: Connection,
    account_id: int,
    limit: int,
    now: dt.datetime,
    *,
    with_cancelled: bool = False,
) -> list[PartForOnec]:
    """Return the account's waiting parts, oldest first, at most `limit` (and never over 50).

    `with_cancelled` (the account's `cancel_allowed`) gives parts whose cancellation the dealer asks
    for once more; else they stay back, as nobody wants them made.
    Parts that no account took yet are bound first. Parts that cannot make a valid document are set
    aside as stuck with a line in the exchange log, and others come in their place.
    """
    bind_parts(connection)
    parts = tables.order_parts
    ids = connection.execute(
        select(parts.c.id)
        .where(parts.c.account_id == account_id, *_in_queue(with_cancelled=with_cancelled))
        .order_by(parts.c.id)
    ).scalars()
    most = max(1, min(limit, MOST_PARTS))
    found: list[PartForOnec] = []
    for part_id in list(ids):
        part = part_for_onec(connection, part_id)
        wrong = what_is_wrong(part)
        if wrong:
            _stick(connection, account_id, part.id, part.number, "part_invalid", wrong, now)
            continue
        found.append(part)
        if len(found) == most:
            break
    return found


def has_waiting(connection: Connection, account_id: int, *, with_cancelled: bool = False) -> bool:
    """Tell whether a query of the account would get something; only reads."""
    parts = tables.order_parts
    bound = connection.execute(
        select(parts.c.id)
        .where(parts.c.account_id == account_id, *_in_queue(with_cancelled=with_cancelled))
        .limit(1)
    ).first()
    return bound is not None or account_id in _owners(connection).values()


def _in_queue(*, with_cancelled: bool) -> list[ColumnElement[bool]]:
    parts = tables.order_parts
    out = DEAD if with_cancelled else DEAD | {"cancel_requested"}
    return [parts.c.queue == "waiting", parts.c.state.not_in(out)]


def bind_parts(connection: Connection) -> int:
    """Bind parts that no account took yet to the accounts that now suit; returns how many."""
    owners = _owners(connection)
    parts = tables.order_parts
    for part_id, account_id in owners.items():
        connection.execute(update(parts).where(parts.c.id == part_id).values(account_id=account_id))
    return len(owners)


def _owners(connection: Connection) -> dict[int, int]:
    """Return which account would take each part that none has yet; the rest is left out."""
    parts, orders = tables.order_parts, tables.orders
    lost = connection.execute(
        select(parts, dealers.contracts.c.guid.label("contract_guid"))
        .join(orders, orders.c.id == parts.c.order_id)
        .join(dealers.contracts, dealers.contracts.c.id == orders.c.contract_id)
        .where(
            parts.c.account_id.is_(None),
            parts.c.queue == "waiting",
            parts.c.state.not_in(DEAD),
        )
        .order_by(parts.c.id)
    ).all()
    found: dict[int, int] = {}
    for part in lost:
        warehouse = connection.execute(
            select(catalogue.warehouses).where(catalogue.warehouses.c.id == part.warehouse_id)
        ).one()
        owner = account_for(connection, part.contract_guid, part.organisation_guid, warehouse)
        if owner is not None:
            found[part.id] = owner.id
    return found


def mark_given(connection: Connection, part_ids: Sequence[int]) -> None:
    """Note what the answer to a query carries; from now on 1C may know these parts."""
    parts = tables.order_parts
    connection.execute(
        update(parts)
        .where(parts.c.id.in_(part_ids), parts.c.queue == "waiting")
        .values(queue="given")
    )


def confirm_given(connection: Connection, part_ids: Sequence[int], now: dt.datetime) -> int:
    """Hand over what 1C said it has loaded; returns how many parts were new to it."""
    parts = tables.order_parts
    rows = connection.execute(
        select(parts).where(parts.c.id.in_(part_ids), parts.c.queue == "given").order_by(parts.c.id)
    ).all()
    for part in rows:
        state = advance(part.state, "handed_over")
        connection.execute(
            update(parts)
            .where(parts.c.id == part.id)
            .values(queue="done", handed_over_at=now, refusals=0, state=state)
        )
        connection.execute(
            insert(tables.order_events).values(
                order_id=part.order_id, at=now, kind="handed_over", text=part.number
            )
        )
    for order_id in sorted({part.order_id for part in rows}):
        refresh_order(connection, order_id, now)
    return len(rows)


def not_confirmed(connection: Connection, part_ids: Sequence[int], now: dt.datetime) -> int:
    """Put given parts back that 1C did not confirm; returns how many the next query may give.

    Half as many as were given, down to one; a part refused alone twice is stuck.
    """
    parts = tables.order_parts
    rows = connection.execute(
        select(parts).where(parts.c.id.in_(part_ids), parts.c.queue == "given").order_by(parts.c.id)
    ).all()
    for part in rows:
        connection.execute(
            update(parts)
            .where(parts.c.id == part.id)
            .values(
                queue="waiting",
                refusals=part.refusals + (len(rows) == 1),
                # 1C may have loaded it and its answer was lost: from now on a cancellation asks.
                handed_over_at=part.handed_over_at or now,
            )
        )
    if len(rows) == 1 and rows[0].refusals + 1 >= _REFUSALS_TO_STICK:
        part = rows[0]
        text = "1C refused the order alone, twice"
        _stick(connection, part.account_id, part.id, part.number, "part_refused", text, now)
    return max(1, len(rows) // 2) if rows else MOST_PARTS


def try_again(connection: Connection, part_id: int) -> None:
    """Put a stuck part back in the queue, after the administrator has mended its cause."""
    parts = tables.order_parts
    connection.execute(
        update(parts)
        .where(parts.c.id == part_id, parts.c.queue == "stuck")
        .values(queue="waiting", refusals=0)
    )


def _stick(
    connection: Connection,
    account_id: int | None,
    part_id: int,
    number: str,
    code: str,
    text: str,
    now: dt.datetime,
) -> None:
    parts = tables.order_parts
    connection.execute(update(parts).where(parts.c.id == part_id).values(queue="stuck"))
    connection.execute(
        insert(exchange.exchange_log).values(
            at=now, account_id=account_id, level="error", code=code, text=f"{number}: {text}"
        )
    )
