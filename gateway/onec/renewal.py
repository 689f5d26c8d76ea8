"""New change numbers for rows that did not change but are seen by others than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from gateway.onec.exchange import Exchange, chunks
from gateway.store.engine import reading
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue, dealers

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection


def touch_profiles(exchange: Exchange) -> None:
    """Let every dealer's /profile be asked again."""
    with exchange.writing(1) as connection:
        connection.execute(update(dealers.dealers).values(profile_seq=next_seq(connection)))


def renew_groups(exchange: Exchange, group_ids: Collection[int]) -> None:
    """Renew goods, prices and stock of groups that moved, and of everything below them."""
    if not group_ids:
        return
    table, goods = catalogue.groups, catalogue.products
    with reading(exchange.engine) as connection:
        below: dict[int | None, list[int]] = {}
        for row in connection.execute(select(table.c.id, table.c.parent_id)):
            below.setdefault(row.parent_id, []).append(row.id)
        found: set[int] = set()
        waiting = list(group_ids)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(below.get(one, ()))
        ids: list[int] = []
        for some in chunks(sorted(found), 500):
            ids.extend(
                connection.execute(select(goods.c.id).where(goods.c.group_id.in_(some))).scalars()
            )
    for part in chunks(ids, max(20, exchange.size // 10)):
        with exchange.writing(len(part) * 10) as connection:
            seq = next_seq(connection, n=len(part))
            connection.execute(
                update(goods).where(goods.c.id == bindparam("b_id")),
                [{"b_id": one, "seq": seq + at} for at, one in enumerate(part)],
            )
            renew_offers(connection, part)


def renew_offers(connection: Connection, product_ids: Sequence[int]) -> None:
    """Give prices and stock of these products new numbers, one for each row."""
    for table, other in (
        (catalogue.prices, catalogue.prices.c.price_type_id),
        (catalogue.stock, catalogue.stock.c.warehouse_id),
    ):
        for some in chunks(list(product_ids), 500):
            rows = connection.execute(
                select(table.c.product_id, other.label("other")).where(
                    table.c.product_id.in_(some), table.c.deleted.is_(False)
                )
            ).all()
            if not rows:
                continue
            seq = next_seq(connection, n=len(rows))
            connection.execute(
                update(table).where(table.c.product_id == bindparam("p"), other == bindparam("o")),
                [
                    {"p": row.product_id, "o": row.other, "seq": seq + at}
                    for at, row in enumerate(rows)
                ],
            )
