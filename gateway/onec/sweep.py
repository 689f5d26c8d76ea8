"""Taking away what a supplier's full exchange no longer names, carefully.

1C marks no end of a full exchange and sends it in many sessions, so "not named" means: not named
since the exchange began, and nothing that it still had to name has come for half an hour. More
than a small share of the rows waits for the administrator's click.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, update

from gateway.onec.exchange import Exchange, chunks
from gateway.onec.exchange_log import note
from gateway.onec.intake import FULL_OF, SWEEP_PROGRESS, facts
from gateway.store.engine import reading, writing
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue
from gateway.store.tables.exchange import exchange_log, onec_accounts

if TYPE_CHECKING:
    from sqlalchemy import Engine, Table

    from gateway.onec.accounts import Account

Kind = Literal["groups", "products", "offers", "prices", "stock"]


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: rows of each kind that went, or that wait for a click."""

    state: Literal["nothing", "early", "asks", "done"]
    rows: dict[str, int]


def sweep(
    engine: Engine, account: Account, *, clicked: bool = False, now: dt.datetime | None = None
) -> Swept:
    """Take away rows not named since the account's last full exchange.

    Does nothing ("early") before the quiet time is over; "asks" where the share is too large and
    nobody has clicked, with one row in the log.
    """
    moment = now or dt.datetime.now(tz=dt.UTC)
    with reading(engine) as connection:
        sweep_from: dt.datetime | None = connection.execute(
            select(onec_accounts.c.sweep_from).where(onec_accounts.c.id == account.id)
        ).scalar_one()
        known = facts(connection, account.id)
    if sweep_from is None or not account.settings.sweep:
        return Swept("nothing", {})
    progress = known.get(SWEEP_PROGRESS, sweep_from)
    if moment - progress < dt.timedelta(minutes=account.settings.sweep_quiet_min):
        return Swept("early", {})
    kinds: list[Kind] = [kind for kind, mark in FULL_OF.items() if mark in known]  # type: ignore[misc]  # keys of FULL_OF are the Kinds
    rows: dict[str, int] = {}
    large = False
    for kind in kinds:
        gone, whole = _count(engine, kind, account.id, sweep_from)
        rows[kind] = gone
        large = large or gone * 100 > whole * account.settings.sweep_share_percent
    if large and not clicked:
        _ask(engine, account.id, sweep_from, rows)
        return Swept("asks", rows)
    exchange = Exchange(engine, account.settings, moment, account.id)
    for kind in kinds:
        if rows[kind]:
            _take_away(exchange, kind, account.id, sweep_from)
    with writing(engine) as connection:
        connection.execute(
            update(onec_accounts).where(onec_accounts.c.id == account.id).values(sweep_from=None)
        )
        if any(rows.values()):
            told = ", ".join(f"{kind} {count}" for kind, count in rows.items() if count)
            note(connection, account.id, "info", "swept", f"прибрано зниклі з 1С рядки: {told}")
    return Swept("done", rows)


def _table(kind: Kind) -> Table:
    if kind == "groups":
        return catalogue.groups
    if kind == "prices":
        return catalogue.prices
    return catalogue.stock if kind == "stock" else catalogue.products


def _owned(kind: Kind, account_id: int) -> ColumnElement[bool]:
    if kind == "prices":
        types = catalogue.price_types
        own = select(types.c.id).where(types.c.account_id == account_id)
        return catalogue.prices.c.price_type_id.in_(own)
    if kind == "stock":
        places = catalogue.warehouses
        mine = select(places.c.id).where(places.c.account_id == account_id)
        return catalogue.stock.c.warehouse_id.in_(mine)
    goods = catalogue.products
    if kind == "products":
        return and_(goods.c.account_id == account_id, goods.c.variant == "")
    if kind == "offers":
        return and_(goods.c.account_id == account_id, goods.c.variant != "")
    return catalogue.groups.c.account_id == account_id


def _gone(kind: Kind, account_id: int, sweep_from: dt.datetime) -> ColumnElement[bool]:
    table = _table(kind)
    return and_(
        _owned(kind, account_id),
        table.c.deleted.is_(False),
        or_(table.c.named_at.is_(None), table.c.named_at < sweep_from),
    )


def _count(engine: Engine, kind: Kind, account_id: int, sweep_from: dt.datetime) -> tuple[int, int]:
    table = _table(kind)
    with reading(engine) as connection:
        gone = connection.execute(
            select(func.count()).select_from(table).where(_gone(kind, account_id, sweep_from))
        ).scalar_one()
        whole = connection.execute(
            select(func.count())
            .select_from(table)
            .where(_owned(kind, account_id), table.c.deleted.is_(False))
        ).scalar_one()
    return gone, whole


def _take_away(exchange: Exchange, kind: Kind, account_id: int, sweep_from: dt.datetime) -> None:
    table = _table(kind)
    keys = [column.name for column in table.primary_key]
    with reading(exchange.engine) as connection:
        rows = connection.execute(
            select(*table.primary_key).where(_gone(kind, account_id, sweep_from))
        ).all()
    values: dict[str, Any] = {"deleted": True}
    if kind == "stock":
        values["onec_free_milli"] = 0
    statement = update(table).where(*(table.c[key] == bindparam(f"b_{key}") for key in keys))
    for some in chunks(rows, exchange.size):
        with exchange.writing(len(some)) as connection:
            seq = next_seq(connection, n=len(some))
            connection.execute(
                statement,
                [
                    {
                        **{f"b_{key}": value for key, value in zip(keys, row, strict=True)},
                        **values,
                        "seq": seq + at,
                        **({"moved_seq": seq + at} if kind == "groups" else {}),
                    }
                    for at, row in enumerate(some)
                ],
            )


def _ask(engine: Engine, account_id: int, sweep_from: dt.datetime, rows: dict[str, int]) -> None:
    with writing(engine) as connection:
        asked = connection.execute(
            select(exchange_log.c.id).where(
                exchange_log.c.account_id == account_id,
                exchange_log.c.code == "sweep_asks",
                exchange_log.c.at >= sweep_from,
            )
        ).first()
        if asked is None:
            told = ", ".join(f"{kind} {count}" for kind, count in rows.items() if count)
            note(
                connection,
                account_id,
                "warning",
                "sweep_asks",
                f"повний обмін не назвав багато рядків ({told}); прибрати їх чи ні?",
            )
