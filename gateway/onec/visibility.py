"""Which of a product and its variants dealers see: the product itself, or those that are traded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from gateway.onec.apply_products import rows_of
from gateway.onec.exchange import Exchange, chunks
from gateway.onec.renewal import renew_offers
from gateway.store.engine import reading
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection


def refresh_visibility(exchange: Exchange, guids: Iterable[str]) -> None:
    """Hide products that have variants, and variants with neither a price nor stock."""
    table = catalogue.products
    for some in chunks(sorted(guids), 200):
        with reading(exchange.engine) as connection:
            rows = rows_of(connection, some)
            alive = _with_offer(connection, [row["id"] for key, row in rows.items() if key[1]])
        with_variants = {key[0] for key, row in rows.items() if key[1] and not row["deleted"]}
        changed: list[tuple[int, bool]] = []
        for key, row in rows.items():
            hidden = row["id"] not in alive if key[1] else key[0] in with_variants
            if hidden != row["has_variants"]:
                changed.append((row["id"], hidden))
        for part in chunks(changed, max(20, exchange.size // 4)):
            with exchange.writing(len(part) * 4) as connection:
                seq = next_seq(connection, n=len(part))
                connection.execute(
                    update(table).where(table.c.id == bindparam("b_id")),
                    [
                        {"b_id": one, "has_variants": hidden, "seq": seq + at}
                        for at, (one, hidden) in enumerate(part)
                    ],
                )
                renew_offers(connection, [one for one, hidden in part if not hidden])
            exchange.changed += len(part)


def _with_offer(connection: Connection, ids: Sequence[int]) -> set[int]:
    prices, stock = catalogue.prices, catalogue.stock
    found: set[int] = set()
    for some in chunks(list(ids), 500):
        found.update(
            connection.execute(
                select(prices.c.product_id).where(
                    prices.c.product_id.in_(some),
                    prices.c.price_e4.is_not(None),
                    prices.c.deleted.is_(False),
                )
            ).scalars()
        )
        found.update(
            connection.execute(
                select(stock.c.product_id).where(
                    stock.c.product_id.in_(some),
                    stock.c.onec_free_milli > 0,
                    stock.c.deleted.is_(False),
                )
            ).scalars()
        )
    return found
