"""What has changed for a dealer since a number, and how 1C is doing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from contract.changes import Changes, OnecState
from gateway.services.accounts import refuse_withdrawn
from gateway.services.failures import Failure
from gateway.services.feed import kinds_of
from gateway.services.profile import EXPECTED
from gateway.store.meta import identity, read_json
from gateway.store.sequence import current_seq
from gateway.store.tables.catalogue import groups, prices, products, properties, stock
from gateway.store.tables.dealers import contracts, counterparties, dealers, ledger, news
from gateway.store.tables.exchange import exchange_facts, onec_accounts
from gateway.store.tables.orders import documents, orders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select, Table
    from sqlalchemy.engine import Connection

    from gateway.services.accounts import Caller

CATALOGUE: dict[str, Table] = {
    "groups": groups,
    "properties": properties,
    "products": products,
    "prices": prices,
    "stock": stock,
    "news": news,
}
PROFILE_KINDS = ("profile", "finance", "delivery")
LATE_AFTER = 1.5
SILENT_AFTER = 4.0
"""Of the time within which an account is expected: late, then silent."""
EXPECTED_DEFAULT_S = 600


def changes_since(
    connection: Connection, who: Caller, epoch: str, since: int, now: dt.datetime
) -> Changes:
    """Return the kinds with a number above `since` for the caller, with true ages.

    Failure epoch_changed for another epoch or a number of the future; access_withdrawn.
    """
    refuse_withdrawn(connection, who.user_id)
    known = identity(connection).epoch
    highest = current_seq(connection)
    if epoch != known or since > highest:
        raise Failure("epoch_changed", "the gateway has begun a new epoch", {"epoch": known})
    kinds = _kinds(connection, who, since) if highest > since else []
    return Changes(
        epoch=known,
        seq=highest,
        kinds=kinds,
        as_of=_as_of(connection),
        onec=onec_state(connection, now),
    )


def _kinds(connection: Connection, who: Caller, since: int) -> list[str]:
    sees = kinds_of(who)
    changed: set[str] = {
        kind
        for kind, table in CATALOGUE.items()
        if kind in sees and _highest(connection, select(func.max(table.c.seq))) > since
    }
    for kind, table in (("orders", orders), ("documents", documents)):
        query = select(func.max(table.c.seq)).where(table.c.dealer_id == who.dealer_id)
        if kind in sees and _highest(connection, query) > since:
            changed.add(kind)
    entries = (
        select(func.max(ledger.c.seq))
        .join(contracts, contracts.c.id == ledger.c.contract_id)
        .join(counterparties, counterparties.c.id == contracts.c.counterparty_id)
        .where(counterparties.c.dealer_id == who.dealer_id)
    )
    if "ledger" in sees and _highest(connection, entries) > since:
        changed.add("ledger")
    profile = select(dealers.c.profile_seq).where(dealers.c.id == who.dealer_id)
    if _highest(connection, profile) > since:
        # A grant or a withdrawal shows in the profile first; the rows follow by the feed.
        changed |= {"profile", "delivery", *(kind for kind in CATALOGUE if kind in sees)}
        if "see_finance" in who.rights:
            changed.add("finance")
    order: Sequence[str] = (*sees, *PROFILE_KINDS)
    return [kind for kind in order if kind in changed]


def _highest(connection: Connection, query: Select[Any]) -> int:
    found: int | None = connection.execute(query).scalar_one_or_none()
    return found or 0


def _as_of(connection: Connection) -> dict[str, dt.datetime]:
    rows = connection.execute(
        select(exchange_facts.c.kind, func.max(exchange_facts.c.as_of)).group_by(
            exchange_facts.c.kind
        )
    ).all()
    return {row[0]: row[1] for row in rows}


def onec_state(connection: Connection, now: dt.datetime) -> OnecState:
    """Tell how 1C's accounts come, by the worst; one that never came is silent."""
    rows = connection.execute(select(onec_accounts.c.last_seen_at, onec_accounts.c.settings)).all()
    supplier = read_json(connection, EXPECTED)
    seen = [row.last_seen_at for row in rows if row.last_seen_at is not None]
    worst = 0.0
    for row in rows:
        told = {**supplier, **row.settings.get("expected_every_s", {})}
        every_s = min((int(value) for value in told.values()), default=EXPECTED_DEFAULT_S)
        if row.last_seen_at is None:
            worst = SILENT_AFTER
        else:
            age_s = (now - row.last_seen_at).total_seconds()
            worst = max(worst, age_s / max(1, every_s))
    last_seen = max(seen, default=None)
    if worst >= SILENT_AFTER:
        return OnecState(state="silent", last_seen=last_seen)
    return OnecState(state="late" if worst >= LATE_AFTER else "ok", last_seen=last_seen)
