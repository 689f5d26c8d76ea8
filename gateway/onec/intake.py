"""The one way in for every door: staged records -> compared with the tables -> what changed.

A file is read whole into a staging store first; only then is it applied, in short transactions of
rows that really differ. Nothing is deleted here but what carries a deletion mark: rows that files
stopped naming are the business of `sweep`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from gateway.onec.apply_catalogue import (
    apply_groups,
    apply_price_types,
    apply_properties,
    apply_units,
    apply_warehouses,
)
from gateway.onec.apply_offers import OfferWriter
from gateway.onec.apply_products import ProductWriter
from gateway.onec.exchange import upsert
from gateway.onec.visibility import refresh_visibility
from gateway.services.records import (
    GroupRecord,
    PriceRecord,
    PriceTypeRecord,
    ProductRecord,
    PropertyRecord,
    StockRecord,
    UnitRecord,
    WarehouseRecord,
)
from gateway.store.engine import writing
from gateway.store.tables.exchange import exchange_facts, onec_accounts

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from gateway.onec.accounts import Account
    from gateway.onec.exchange import Exchange
    from gateway.onec.staging import Staging

BATCH = 2_000
FULL_OF = {
    "groups": "full:groups",
    "products": "full:products",
    "offers": "full:offers",
    "prices": "full:prices",
    "stock": "full:stock",
}
SWEEP_PROGRESS = "sweep:progress"


def apply_staged(exchange: Exchange, staging: Staging) -> None:
    """Apply a staged file: what others refer to first, prices and stock last."""
    for units in staging.batches(UnitRecord, BATCH):
        apply_units(exchange, units)
    # Groups refer to each other, and there are thousands of them and not millions.
    apply_groups(exchange, [one for some in staging.batches(GroupRecord, BATCH) for one in some])
    for properties in staging.batches(PropertyRecord, BATCH):
        apply_properties(exchange, properties)
    for price_types in staging.batches(PriceTypeRecord, BATCH):
        apply_price_types(exchange, price_types)
    for warehouses in staging.batches(WarehouseRecord, BATCH):
        apply_warehouses(exchange, warehouses)
    goods = ProductWriter(exchange)
    for products in staging.batches(ProductRecord, BATCH):
        goods.apply(products)
    offers = OfferWriter(exchange)
    for prices in staging.batches(PriceRecord, BATCH):
        offers.apply_prices(prices)
    for stock in staging.batches(StockRecord, BATCH):
        offers.apply_stock(stock)
    refresh_visibility(exchange, goods.variants_of | offers.known.variants_of)
    for record, kind in (
        (GroupRecord, "groups"),
        (ProductRecord, "products"),
        (PriceRecord, "prices"),
        (StockRecord, "stock"),
    ):
        if staging.count(record):
            exchange.kinds.add(kind)


def begin_full(engine: Engine, account: Account, began_at: dt.datetime) -> dt.datetime | None:
    """Note that the account says "not only changes"; return from when rows count as named.

    One full exchange is many files, each in its own session, and several of them may say it: only
    the first of an exchange that is still coming in moves the start.
    """
    with writing(engine) as connection:
        row = connection.execute(
            select(onec_accounts.c.sweep_from).where(onec_accounts.c.id == account.id)
        ).one()
        progress = fact(connection, account.id, SWEEP_PROGRESS)
        quiet = dt.timedelta(minutes=account.settings.sweep_quiet_min)
        if row.sweep_from is not None and progress is not None and began_at - progress < quiet:
            return row.sweep_from  # type: ignore[no-any-return]  # UtcTime gives a datetime
        connection.execute(
            update(onec_accounts)
            .where(onec_accounts.c.id == account.id)
            .values(sweep_from=began_at, last_full_at=began_at)
        )
        connection.execute(
            exchange_facts.delete().where(
                exchange_facts.c.account_id == account.id,
                exchange_facts.c.kind.in_(FULL_OF.values()),
            )
        )
    return began_at


def note_facts(exchange: Exchange, full: set[str]) -> None:
    """Write when each kind of data was last told, and which kinds a full exchange has told."""
    account_id = exchange.account_id
    if account_id is None:
        return
    named: dict[str, dt.datetime] = dict.fromkeys(sorted(exchange.kinds), exchange.began_at)
    named.update(dict.fromkeys((FULL_OF[kind] for kind in sorted(full)), exchange.began_at))
    if full or exchange.marked:
        named[SWEEP_PROGRESS] = dt.datetime.now(tz=dt.UTC)
    if not named:
        return
    with writing(exchange.engine) as connection:
        known = facts(connection, account_id)
        rows: list[dict[str, Any]] = [
            {"account_id": account_id, "kind": kind, "as_of": as_of}
            for kind, as_of in named.items()
            if kind not in known or known[kind] < as_of
        ]
        upsert(connection, exchange_facts, ("account_id", "kind"), rows)


def fact(connection: Connection, account_id: int, kind: str) -> dt.datetime | None:
    """Return one fact of an account, or None."""
    return facts(connection, account_id).get(kind)


def facts(connection: Connection, account_id: int) -> dict[str, dt.datetime]:
    """Return all facts of an account."""
    rows = connection.execute(
        select(exchange_facts.c.kind, exchange_facts.c.as_of).where(
            exchange_facts.c.account_id == account_id
        )
    )
    return {row.kind: row.as_of for row in rows}
