"""An order is several 1C documents: how lines fall into parts, who takes them, when they leave.

One part = one warehouse, one organisation, one kind of VAT: 1C's order has one warehouse and one
organisation, and the BAS family cannot mix lines "without VAT" with rates in one document.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, or_, select

from contract.pricing import Totals, Vat, totals
from gateway.store.tables import exchange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from gateway.services.assess import AssessedLine
    from gateway.services.order_settings import OrderSettings
    from gateway.services.terms import Terms

_CUTOFF = re.compile(r"^\s*(\d{1,2})[:.](\d{2})")


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A document that 1C will make; weights None where a line's own is unknown."""

    warehouse: Row[Any]
    organisation: str
    vat: Vat
    lines: list[AssessedLine]
    amounts: Totals
    weight_g: int | None
    volume_cm3: int | None
    ship_on: dt.date | None


def plan_parts(
    terms: Terms, lines: Sequence[AssessedLine], now: dt.datetime, settings: OrderSettings
) -> list[PlannedPart]:
    """Return the parts: warehouses in the supplier's order, lines with VAT before those without.

    Lines that nobody may order (no goods, no warehouse) are in no part.
    """
    grouped: dict[tuple[str, Vat], list[AssessedLine]] = {}
    for line in lines:
        if line.product is not None and line.warehouse is not None:
            grouped.setdefault((line.warehouse.guid, line.vat), []).append(line)
    parts = []
    for guid, warehouse in terms.warehouses.items():
        for vat in ("included", "on_top", "none"):
            some = grouped.get((guid, vat))
            if some:
                parts.append(_plan(terms, warehouse, vat, some, now, settings))
    return parts


def _plan(
    terms: Terms,
    warehouse: Row[Any],
    vat: Vat,
    lines: list[AssessedLine],
    now: dt.datetime,
    settings: OrderSettings,
) -> PlannedPart:
    waits = [line.wanted.backorder_on for line in lines if line.wanted.backorder_on]
    return PlannedPart(
        warehouse=warehouse,
        organisation=terms.contract.organisation_guid,
        vat=vat,
        lines=lines,
        amounts=totals(line.amounts for line in lines),
        weight_g=_whole(lines, "weight_g"),
        volume_cm3=_whole(lines, "volume_cm3"),
        ship_on=ship_on(warehouse, now, settings, not_before=max(waits, default=None)),
    )


def _whole(lines: list[AssessedLine], column: str) -> int | None:
    thousandths = 0
    for line in lines:
        each = None if line.product is None else line.product._mapping[column]  # noqa: SLF001 - Row's API
        if each is None:
            return None
        thousandths += each * line.wanted.quantity_milli
    return -(-thousandths // 1000)


def ship_on(
    warehouse: Row[Any],
    now: dt.datetime,
    settings: OrderSettings,
    not_before: dt.date | None = None,
) -> dt.date | None:
    """Return the day on which goods ordered now leave the warehouse, or None where not told.

    `cutoff` is "HH:MM" of the supplier's day: later orders leave on the next shipping day.
    `ship_weekdays` are ISO days (1 = Monday); with a cutoff and no days, Monday to Friday.
    """
    found = _CUTOFF.match(warehouse.cutoff)
    days = {int(day) for day in warehouse.ship_weekdays if 1 <= int(day) <= 7}
    if not days:
        if not found:
            return None
        days = {1, 2, 3, 4, 5}
    local = now.astimezone(settings.zone)
    day = local.date()
    if found and (local.hour, local.minute) >= (int(found[1]), int(found[2])):
        day += dt.timedelta(days=1)
    if not_before is not None:
        day = max(day, not_before)
    while day.isoweekday() not in days:
        day += dt.timedelta(days=1)
    return day


def account_for(
    connection: Connection, contract_guid: str, organisation: str, warehouse: Row[Any]
) -> Row[Any] | None:
    """Return the 1C account that takes a part, or None while no account is bound to it.

    Of the accounts bound to the contract: the one for this warehouse alone, then the one that
    brought the warehouse, then the first. Accounts of other warehouses or organisations never.
    """
    accounts, bound = exchange.onec_accounts, exchange.onec_account_contracts
    rows = connection.execute(
        select(accounts)
        .outerjoin(
            bound,
            (bound.c.account_id == accounts.c.id) & (bound.c.contract_guid == contract_guid),
        )
        .where(
            or_(accounts.c.every_contract.is_(True), bound.c.account_id.is_not(None)),
            or_(accounts.c.warehouse_guid.is_(None), accounts.c.warehouse_guid == warehouse.guid),
            or_(
                accounts.c.organisation_guid.is_(None),
                accounts.c.organisation_guid == organisation,
            ),
        )
    ).all()
    return min(
        rows,
        key=lambda row: (
            row.warehouse_guid != warehouse.guid,
            row.id != warehouse.account_id,
            row.id,
        ),
        default=None,
    )
