"""The group for goods that 1C keeps outside every group.

Permissions go by groups, so goods in none would be shown to nobody; real exchanges are full of
them. They are shown to who may see every group, or to whom this group is granted by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from gateway.services.permitted import UNGROUPED
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue

if TYPE_CHECKING:
    from gateway.onec.exchange import Exchange

NAME = "Без групи"
LAST = 1_000_000
"""Its place among the roots: behind those that 1C numbers."""


def ungrouped_id(exchange: Exchange) -> int:
    """Return the group's number; it is made when the first such product comes.

    It belongs to no account, so no sweep takes it; `load` may give it another name.
    """
    groups = catalogue.groups
    with exchange.writing(1) as connection:
        known = connection.execute(
            select(groups.c.id).where(groups.c.guid == UNGROUPED)
        ).scalar_one_or_none()
        if known is not None:
            return int(known)
        seq = next_seq(connection)
        made = connection.execute(
            insert(groups)
            .values(guid=UNGROUPED, name=NAME, position=LAST, seq=seq, moved_seq=seq)
            .returning(groups.c.id)
        ).scalar_one()
        exchange.changed += 1
        return int(made)
