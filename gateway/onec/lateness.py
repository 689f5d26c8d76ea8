"""Telling the administrator that a 1C has not made its full exchange for too long.

Future-dated prices and goods that were deleted come only with it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from gateway.onec.accounts import all_accounts
from gateway.onec.exchange_log import note
from gateway.store.engine import reading, writing
from gateway.store.tables.exchange import exchange_log

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from gateway.onec.accounts import Account

CODE = "full_late"


def tell_late_exchanges(engine: Engine, now: dt.datetime) -> int:
    """Write a warning for each account whose full exchange is late; once per missed exchange.

    An account that never made one is not late: it may bring nothing but orders.
    """
    with reading(engine) as connection:
        late = [one for one in all_accounts(connection) if _is_late(one, now)]
        told = {
            one.id
            for one in late
            if connection.execute(
                select(exchange_log.c.id).where(
                    exchange_log.c.account_id == one.id,
                    exchange_log.c.code == CODE,
                    exchange_log.c.at > one.last_full_at,
                )
            ).first()
        }
    fresh = [one for one in late if one.id not in told]
    for one in fresh:
        text = f"повного обміну не було понад {one.settings.full_every_h} год"
        with writing(engine) as connection:
            note(connection, one.id, "warning", CODE, text)
    return len(fresh)


def _is_late(account: Account, now: dt.datetime) -> bool:
    limit = dt.timedelta(hours=account.settings.full_every_h)
    return account.last_full_at is not None and now - account.last_full_at > limit
