"""Money rules of a whole order: minimum, maximum, closed contracts, the credit limit.

What accepted orders hold of a limit ends by the same rule as held stock: when 1C's reply has
proved the document and 1C's debts are newer than that reply.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, exists, select, update

from contract.errors import Problem
from contract.pricing import decimal_from_e4
from contract.quotes import Minimum
from gateway.services.order_states import DEAD
from gateway.store.sequence import next_seq
from gateway.store.tables import dealers
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from gateway.services.order_settings import OrderSettings
    from gateway.services.parts import PlannedPart
    from gateway.services.terms import Terms


def limit_left(contract: Row[Any]) -> int | None:
    """Return what may still be ordered on credit, or None where 1C has told no limit or debt."""
    if contract.limit_e4 is None or contract.debt_e4 is None:
        return None
    advance = contract.advance_e4 or 0
    return int(contract.limit_e4 - contract.debt_e4 + advance - contract.reserved_e4)


def holds_limit(contract: Row[Any]) -> bool:
    """Tell whether orders under the contract count against a limit until 1C's debt shows them."""
    return contract.limit_e4 is not None or contract.kind != "prepayment"


def minimum_of(terms: Terms, parts: Sequence[PlannedPart]) -> Minimum | None:
    """Return the contract's smallest order and what the cart has of it (the worst warehouse)."""
    need = terms.contract.minimum_order_e4
    if not need:
        return None
    scope = terms.contract.minimum_scope
    sums: dict[int, int] = {}
    for part in parts:
        at = part.warehouse.id if scope == "warehouse" else 0
        sums[at] = sums.get(at, 0) + part.amounts.payable_e4
    return Minimum(
        need=decimal_from_e4(need),
        have=decimal_from_e4(min(sums.values(), default=0)),
        scope=scope,
    )


def order_problems(
    terms: Terms,
    parts: Sequence[PlannedPart],
    total_e4: int,
    now: dt.datetime,
    settings: OrderSettings,
) -> list[Problem]:
    """Return what stands against the order as a whole."""
    contract = terms.contract
    found = []
    ended = contract.valid_to is not None and contract.valid_to < settings.local_date(now)
    if ended or not contract.may_order or not terms.counterparty.may_order:
        since = settings.end_of_day(contract.valid_to) if ended else None
        found.append(Problem(code="ContractClosed", severity="error", since=since))
    minimum = minimum_of(terms, parts)
    if minimum is not None and minimum.have < minimum.need:
        found.append(Problem(code="BelowMinimum", severity="error", minimum=minimum.need))
    if contract.maximum_order_e4 is not None and total_e4 > contract.maximum_order_e4:
        found.append(Problem(code="AboveMaximum", severity="error"))
    return found + _money_problems(contract, total_e4, now, settings)


def _money_problems(
    contract: Row[Any], total_e4: int, now: dt.datetime, settings: OrderSettings
) -> list[Problem]:
    as_of = contract.money_as_of
    # Old figures may be wrong by a payment that 1C knows already: they warn, they don't refuse.
    fresh = as_of is not None and now - as_of <= settings.money_fresh
    severity: Any = "error" if fresh else "warning"
    found = []
    left = limit_left(contract)
    if left is not None and total_e4 > left:
        shown = decimal_from_e4(left)
        found.append(
            Problem(code="LimitExceeded", severity=severity, limit_left=shown, since=as_of)
        )
    if contract.overdue_blocks and (contract.overdue_e4 or 0) > 0:
        found.append(Problem(code="OverdueBlocked", severity=severity, since=as_of))
    return found


def pay_to_release(contract: Row[Any], total_e4: int) -> int | None:
    """Return how much must be paid before the order may go, or None when nothing must."""
    left = limit_left(contract)
    need = 0 if left is None else total_e4 - left
    if contract.overdue_blocks:
        need = max(need, contract.overdue_e4 or 0)
    return need if need > 0 else None


def hold_limit(connection: Connection, contract: Row[Any], dealer_id: int, sum_e4: int) -> int:
    """Keep `sum_e4` of the limit for an order; returns what was kept (0 without a limit)."""
    if not holds_limit(contract):
        return 0
    _move(connection, contract.id, dealer_id, sum_e4)
    return sum_e4


def settle_limit(connection: Connection, order_id: int) -> bool:
    """Free what the order needs no more of its limit; tells whether anything was freed.

    A part holds nothing when it is cancelled, when the administrator released it, or when 1C's
    money figures are newer than the reply that proved it. Holds only ever shrink.
    """
    orders, parts, contracts = tables.orders, tables.order_parts, dealers.contracts
    order = connection.execute(
        select(orders.c.limit_held_e4, orders.c.dealer_id, orders.c.contract_id, contracts)
        .join(contracts, contracts.c.id == orders.c.contract_id)
        .where(orders.c.id == order_id)
    ).one()
    if not order.limit_held_e4:
        return False
    released = exists().where(
        tables.holds.c.part_id == parts.c.id, tables.holds.c.ended_why == "released"
    )
    needed = 0
    for part in connection.execute(
        select(parts, released.label("released")).where(parts.c.order_id == order_id)
    ):
        shown = (
            part.proved_at is not None
            and order.money_as_of is not None
            and part.proved_at < order.money_as_of
        )
        if part.state not in DEAD and not shown and not part.released:
            needed += part.sum_e4 if part.onec_sum_e4 is None else part.onec_sum_e4
    if needed >= order.limit_held_e4:
        return False
    connection.execute(update(orders).where(orders.c.id == order_id).values(limit_held_e4=needed))
    _move(connection, order.contract_id, order.dealer_id, needed - order.limit_held_e4)
    return True


def settle_limits(connection: Connection, contract_id: int) -> int:
    """Free limits after 1C told new debts of a contract; returns how many orders were changed."""
    orders = tables.orders
    ids = connection.execute(
        select(orders.c.id).where(orders.c.contract_id == contract_id, orders.c.limit_held_e4 > 0)
    ).scalars()
    return sum(settle_limit(connection, order_id) for order_id in list(ids))


def _move(connection: Connection, contract_id: int, dealer_id: int, by_e4: int) -> None:
    contracts = dealers.contracts
    connection.execute(
        update(contracts)
        .where(contracts.c.id == contract_id)
        .values(reserved_e4=contracts.c.reserved_e4 + by_e4)
    )
    connection.execute(
        update(dealers.dealers)
        .where(dealers.dealers.c.id == dealer_id)
        .values(profile_seq=next_seq(connection))
    )
