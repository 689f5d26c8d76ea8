"""Units of offers: goods whose price is told in another unit than their own are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, tuple_, update

from gateway.onec.exchange import Exchange, chunks
from gateway.store.engine import reading
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

UNITS_DISAGREE = "Одиниця виміру ціни"
"""How the reason begins by which goods with disagreeing units are closed for ordering."""


def apply_offer_units(
    exchange: Exchange, units: Sequence[tuple[str, str | None, str, int]]
) -> None:
    """Close goods whose price is told in another unit than their own; open those that agree again.

    A unit is (product, variant, unit of the price, its factor in thousandths). A different unit
    with a factor other than one was divided by it and is fine.
    """
    table = catalogue.products
    for some in chunks(units, 500):
        keys = {(guid, variant or "") for guid, variant, _unit, _factor in some}
        with reading(exchange.engine) as connection:
            rows = {
                (row.guid, row.variant): row
                for row in connection.execute(
                    select(
                        table.c.id,
                        table.c.guid,
                        table.c.variant,
                        table.c.unit,
                        table.c.unit_code,
                        table.c.why_not,
                    ).where(tuple_(table.c.guid, table.c.variant).in_(sorted(keys)))
                )
            }
        reasons: dict[tuple[str, str], str] = {}
        for guid, variant, unit, factor in some:
            key = (guid, variant or "")
            row = rows.get(key)
            if row is not None:
                reasons[key] = reasons.get(key) or _disagreement(row, unit, factor)
        changed = [
            (rows[key].id, reason)
            for key, reason in reasons.items()
            if reason != rows[key].why_not
            and (not rows[key].why_not or rows[key].why_not.startswith(UNITS_DISAGREE))
        ]
        if changed:
            with exchange.writing(len(changed)) as connection:
                seq = next_seq(connection, n=len(changed))
                connection.execute(
                    update(table).where(table.c.id == bindparam("b_id")),
                    [
                        {"b_id": one, "why_not": reason, "seq": seq + at}
                        for at, (one, reason) in enumerate(changed)
                    ],
                )
            exchange.changed += len(changed)
        for _one, reason in changed:
            if reason:
                exchange.remark("units_disagree", reason)


def _disagreement(row: Any, unit: str, factor_milli: int) -> str:
    own = {row.unit.casefold().rstrip("."), row.unit_code.casefold()} - {""}
    same = not unit or not own or unit.casefold().rstrip(". ") in own
    if same == (factor_milli == 1000):
        return ""
    factor = f"{factor_milli / 1000:g}"
    return f"{UNITS_DISAGREE} «{unit or row.unit}» (x{factor}) не узгоджена з «{row.unit}»"
