"""Goods on their way: a day that has passed promises nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from gateway.services.order_settings import read_settings
from gateway.store.engine import reading, writing
from gateway.store.sequence import next_seq
from gateway.store.tables.catalogue import stock

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.engine import Engine

ROWS = 500
"""Rows of one transaction, so that orders are not held up."""


def forget_past(engine: Engine, now: dt.datetime) -> int:
    """Take away arrivals of days before the supplier's today; returns how many there were.

    The goods came, and 1C's stock says so, or they did not: nobody may count on the old day.
    """
    with reading(engine) as connection:
        today = read_settings(connection).local_date(now)
        rows = connection.execute(
            select(stock.c.product_id, stock.c.warehouse_id).where(
                stock.c.expected_on < today, stock.c.deleted.is_(False)
            )
        ).all()
    statement = (
        update(stock)
        .where(
            stock.c.product_id == bindparam("b_product"),
            stock.c.warehouse_id == bindparam("b_warehouse"),
            # A door may have told a new day meanwhile.
            stock.c.expected_on < today,
        )
        .values(expected_on=None, expected_milli=None, expected_note="")
    )
    for at in range(0, len(rows), ROWS):
        some = rows[at : at + ROWS]
        with writing(engine) as connection:
            seq = next_seq(connection, n=len(some))
            connection.execute(
                statement,
                [
                    {
                        "b_product": row.product_id,
                        "b_warehouse": row.warehouse_id,
                        "seq": seq + place,
                    }
                    for place, row in enumerate(some)
                ],
            )
    return len(rows)
