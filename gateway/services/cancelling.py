"""Taking an order back: voiding its key before it exists, asking for a cancellation after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from contract.orders import Order, OrderAnswer
from gateway.services.failures import Failure
from gateway.services.holds import end_holds, open_holds
from gateway.services.invoices import withdraw_invoices
from gateway.services.limits import settle_limit
from gateway.services.order_json import order_model
from gateway.services.order_states import DEAD, MAY_CANCEL, state_of_parts
from gateway.services.orders import get_order
from gateway.store.sequence import next_seq
from gateway.store.tables import dealers
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Connection

    from contract.orders import OrderState


def void_key(connection: Connection, dealer_id: int, key: str, now: dt.datetime) -> OrderAnswer:
    """Make sure that a key never becomes an order; a rejected key stays rejected.

    Raises Failure("too_late") with the order in `details` where it is one already.
    """
    keys = tables.order_keys
    row = connection.execute(
        select(keys.c.status).where(keys.c.dealer_id == dealer_id, keys.c.key == key)
    ).one_or_none()
    if row is None:
        connection.execute(
            insert(keys).values(
                dealer_id=dealer_id, key=key, status="void", body=b"", body_sha256="", at=now
            )
        )
    answer = get_order(connection, dealer_id, key)
    if answer.order is not None:
        raise Failure("too_late", "the order was accepted", _told(answer.order))
    return answer


def cancel_order(
    connection: Connection, dealer_id: int, key: str, by: str, now: dt.datetime
) -> OrderAnswer:
    """Cancel what 1C has not got yet and ask for the rest; the answer is the order as it is now.

    A part that 1C may have seen (given in an exchange, even unconfirmed) becomes
    `cancel_requested`, final by 1C's or the administrator's word. Raises Failure("unknown_key") and
    Failure("too_late") with the order in `details` when something was shipped or all is over.
    """
    orders, parts = tables.orders, tables.order_parts
    order = connection.execute(
        select(orders).where(orders.c.dealer_id == dealer_id, orders.c.key == key)
    ).one_or_none()
    if order is None:
        raise Failure("unknown_key", "no order was accepted under this key")
    if order.state not in MAY_CANCEL:
        raise Failure(
            "too_late", "the order is past cancelling", _told(order_model(connection, order.id))
        )
    if order.state != "cancel_requested":
        rows = connection.execute(
            select(parts).where(parts.c.order_id == order.id).with_for_update()
        ).all()
        for part in rows:
            if part.state in DEAD:
                continue
            if part.queue in ("waiting", "stuck") and part.handed_over_at is None:
                end_part(connection, part.id, "cancelled_by_dealer", now)
            else:
                # In the queue once more: an account that may, tells 1C of the cancellation.
                connection.execute(
                    update(parts)
                    .where(parts.c.id == part.id)
                    .values(state="cancel_requested", queue="waiting")
                )
        settle_limit(connection, order.id)
        state = refresh_order(connection, order.id, now)
        connection.execute(
            insert(tables.order_events).values(
                order_id=order.id, at=now, kind=state, text=order.number, by=by
            )
        )
    return OrderAnswer(status="order", order=order_model(connection, order.id))


@dataclass(frozen=True, slots=True)
class ManagerOfOrder:
    """Whom to write about an order; `email` is empty where 1C has told none."""

    email: str
    dealer: str
    order_number: str


def manager_of_order(connection: Connection, dealer_id: int, key: str) -> ManagerOfOrder:
    """Return the manager of the order's contract, else the dealer's own."""
    orders, contracts, managers = tables.orders, dealers.contracts, dealers.managers
    row = connection.execute(
        select(orders.c.number, contracts.c.manager_guid.label("nearer"), dealers.dealers)
        .join(contracts, contracts.c.id == orders.c.contract_id)
        .join(dealers.dealers, dealers.dealers.c.id == orders.c.dealer_id)
        .where(orders.c.dealer_id == dealer_id, orders.c.key == key)
    ).one()
    email = connection.execute(
        select(managers.c.email).where(managers.c.guid == (row.nearer or row.manager_guid))
    ).scalar_one_or_none()
    return ManagerOfOrder(email or "", row.name, row.number)


def end_part(connection: Connection, part_id: int, state: OrderState, now: dt.datetime) -> None:
    """Let a part end as cancelled or refused: its stock goes back, its queue place, our papers."""
    end_holds(connection, open_holds(connection, [part_id]), state, now)
    parts = tables.order_parts
    connection.execute(update(parts).where(parts.c.id == part_id).values(state=state, queue="done"))
    withdraw_invoices(connection, part_id)


def refresh_order(connection: Connection, order_id: int, now: dt.datetime) -> OrderState:
    """Give the order the state of its parts and a new number in the feed; returns the state."""
    orders, parts = tables.orders, tables.order_parts
    states = list(
        connection.execute(select(parts.c.state).where(parts.c.order_id == order_id)).scalars()
    )
    state = state_of_parts(states)
    old = connection.execute(select(orders.c.state).where(orders.c.id == order_id)).scalar_one()
    changes: dict[str, Any] = {"state": state, "seq": next_seq(connection)}
    if state != old:
        changes["state_at"] = now
    if state in DEAD:
        changes["payment"] = "none"
    connection.execute(update(orders).where(orders.c.id == order_id).values(**changes))
    return state


def _told(order: Order) -> dict[str, Any]:
    return {"order": order.model_dump(mode="json")}
