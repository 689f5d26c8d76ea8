"""Commands by which the administrator looks after the exchange with 1C.

Each takes the database and the parsed words and returns what is printed as JSON.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from gateway.onec.accounts import all_accounts, bind_contracts, change_settings
from gateway.onec.sweep import sweep
from gateway.services.failures import Failure
from gateway.services.handover import try_again
from gateway.services.holds import release
from gateway.store.engine import reading, writing
from gateway.store.tables import catalogue, dealers
from gateway.store.tables.exchange import exchange_log, onec_accounts
from gateway.store.tables.orders import order_parts

if TYPE_CHECKING:
    import argparse

    from sqlalchemy import Connection, Engine, Table

    from gateway.onec.accounts import Account


NAMED: dict[str, Table] = {
    "groups": catalogue.groups,
    "price-types": catalogue.price_types,
    "warehouses": catalogue.warehouses,
    "products": catalogue.products,
    "organisations": dealers.organisations,
    "managers": dealers.managers,
    "dealers": dealers.dealers,
    "counterparties": dealers.counterparties,
    "contracts": dealers.contracts,
}


def change_account(engine: Engine, options: argparse.Namespace) -> dict[str, Any]:
    """Replace single settings of a 1C login, or the contracts whose orders it takes."""
    account = _account(engine, options.login)
    told = settings_told(options.settings)
    try:
        change_settings(engine, account.id, **told)
    except TypeError as error:
        message = f"no such setting among {', '.join(sorted(told))}"
        raise ValueError(message) from error
    if options.contract:
        bind_contracts(engine, account.id, options.contract)
    return {"account": account.id, "changed": sorted(told), "contracts": options.contract}


def show_log(engine: Engine, options: argparse.Namespace) -> str:
    """Show the newest rows of the exchange log, the last one at the end."""
    with reading(engine) as connection:
        rows = connection.execute(
            select(exchange_log, onec_accounts.c.login)
            .outerjoin(onec_accounts, onec_accounts.c.id == exchange_log.c.account_id)
            .order_by(exchange_log.c.id.desc())
            .limit(options.last)
        ).all()
    return "\n".join(
        f"{row.at:%Y-%m-%d %H:%M:%S} {row.level} {row.login or 'load'} {row.file or '-'}"
        f" [{row.code}] {row.text}"
        for row in reversed(rows)
    )


def show_names(engine: Engine, options: argparse.Namespace) -> str:
    """List guid and name of the living rows of a kind, for files of `load`."""
    table = NAMED[options.kind]
    query = select(table.c.guid, table.c.name).order_by(table.c.name, table.c.guid)
    if "deleted" in table.c:
        query = query.where(table.c.deleted.is_(False))
    if "variant" in table.c:
        query = query.where(table.c.variant == "")
    with reading(engine) as connection:
        return "\n".join(f"{row.guid}\t{row.name}" for row in connection.execute(query))


def sweep_now(engine: Engine, options: argparse.Namespace) -> dict[str, Any]:
    """Take away what the last full exchange of a 1C login no longer named, however much it is."""
    swept = sweep(
        engine, _account(engine, options.login), clicked=True, now=dt.datetime.now(tz=dt.UTC)
    )
    return {"state": swept.state, "rows": swept.rows}


def retry_part(engine: Engine, options: argparse.Namespace) -> dict[str, Any]:
    """Give a stuck part of an order to 1C once more, after its cause was mended."""
    with writing(engine) as connection:
        part_id, queue = _part(connection, options.number)
        if queue != "stuck":
            message = f"part {options.number} is not stuck: {queue}"
            raise ValueError(message)
        try_again(connection, part_id)
    return {"number": options.number, "queue": "waiting"}


def release_part(engine: Engine, options: argparse.Namespace) -> dict[str, Any]:
    """Give back the stock and the credit limit that a part of an order holds."""
    with writing(engine) as connection:
        part_id, _queue = _part(connection, options.number)
        ended = release(connection, part_id, options.by, dt.datetime.now(tz=dt.UTC))
    return {"number": options.number, "holds_ended": ended}


def settings_told(text: str) -> dict[str, Any]:
    """Read `--settings`; ValueError for what is no JSON object."""
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"--settings is not JSON: {error}"
        raise ValueError(message) from error
    if not isinstance(told, dict):
        message = "--settings is not a JSON object"
        raise ValueError(message)
    return told


def _account(engine: Engine, login: str) -> Account:
    with reading(engine) as connection:
        found = next((one for one in all_accounts(connection) if one.login == login), None)
    if found is None:
        raise Failure("not_found", f"no 1C login {login}")
    return found


def _part(connection: Connection, number: str) -> tuple[int, str]:
    row = connection.execute(
        select(order_parts.c.id, order_parts.c.queue).where(order_parts.c.number == number)
    ).one_or_none()
    if row is None:
        raise Failure("not_found", f"no part of an order has the number {number}")
    return row.id, row.queue
