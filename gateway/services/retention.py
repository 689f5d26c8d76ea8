"""What is forgotten in time: old tombstones, tokens and waits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from gateway.services import accounts
from gateway.services.feed import OLDEST
from gateway.store.engine import writing
from gateway.store.meta import read_text, write_text
from gateway.store.sequence import current_seq
from gateway.store.tables.base import sequence_marks
from gateway.store.tables.catalogue import prices, stock

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

TOMBSTONES_LIVE = dt.timedelta(days=90)
MARK_EVERY = dt.timedelta(days=1)


def sweep(engine: Engine, now: dt.datetime) -> None:
    """Note the change number of the day; forget tombstones older than 90 days, spent tokens.

    Groups and products keep theirs for ever: their numbers must not be given again. A cursor
    older than what was forgotten is answered with epoch_changed.
    """
    with writing(engine) as connection:
        newest = connection.execute(select(func.max(sequence_marks.c.at))).scalar()
        if newest is None or now - newest >= MARK_EVERY:
            connection.execute(insert(sequence_marks).values(at=now, seq=current_seq(connection)))
        accounts.sweep(connection, now)
        old = connection.execute(
            select(func.max(sequence_marks.c.seq)).where(
                sequence_marks.c.at < now - TOMBSTONES_LIVE
            )
        ).scalar()
        if old is None or old <= int(read_text(connection, OLDEST) or 0):
            return
        for table in (prices, stock):
            connection.execute(delete(table).where(table.c.deleted.is_(True), table.c.seq <= old))
        write_text(connection, OLDEST, str(old))
