"""What the supplier has set about ordering: kept in `meta`, read inside the transaction."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from gateway.store.tables.base import meta

if TYPE_CHECKING:
    from sqlalchemy import Connection

INVOICES = "invoices"
ORDER_SETTINGS = "order_settings"
SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class OrderSettings:
    """Rules of ordering; the defaults hold for what `meta` does not tell.

    `invoices`: who makes the invoice: gateway, folder (1C's PDF), both (ours, then 1C's), none.
    `stock_cap_milli`: larger stock is told as this much; the true number never leaves the gateway.
    A limit refuses only while the money figures are younger than `money_fresh`; else it warns.
    """

    invoices: str = "gateway"
    invoice_language: str = "uk"
    money_fresh: dt.timedelta = dt.timedelta(hours=24)
    quote_valid: dt.timedelta = dt.timedelta(minutes=15)
    similar_within: dt.timedelta = dt.timedelta(days=2)
    stock_cap_milli: int | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Kyiv"))

    def local_date(self, moment: dt.datetime) -> dt.date:
        """Return the supplier's calendar day of a moment."""
        return moment.astimezone(self.zone).date()

    def shown_milli(self, free_milli: int) -> int:
        """Return how much of free stock a dealer is told: never below 0, never above the cap."""
        cap = free_milli if self.stock_cap_milli is None else self.stock_cap_milli
        return max(0, min(free_milli, cap))

    def start_of_day(self, day: dt.date) -> dt.datetime:
        """Return the first moment of the supplier's day."""
        return dt.datetime.combine(day, dt.time(), tzinfo=self.zone)

    def end_of_day(self, day: dt.date) -> dt.datetime:
        """Return the last second of the supplier's day."""
        return dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=self.zone)


def read_settings(connection: Connection) -> OrderSettings:
    """Return the settings as they stand in this transaction."""
    rows = connection.execute(
        select(meta.c.key, meta.c.value).where(meta.c.key.in_((INVOICES, ORDER_SETTINGS, SETTINGS)))
    )
    told: dict[str, str] = {row.key: row.value for row in rows}
    more: dict[str, Any] = json.loads(told[ORDER_SETTINGS]) if ORDER_SETTINGS in told else {}
    general: dict[str, Any] = json.loads(told[SETTINGS]) if SETTINGS in told else {}
    default = OrderSettings()
    return OrderSettings(
        invoices=told.get(INVOICES, default.invoices).strip('"'),
        invoice_language=str(more.get("invoice_language", default.invoice_language)),
        money_fresh=dt.timedelta(hours=float(more.get("money_fresh_h", 24))),
        quote_valid=dt.timedelta(minutes=float(more.get("quote_valid_min", 15))),
        similar_within=dt.timedelta(days=float(more.get("similar_days", 2))),
        stock_cap_milli=general.get("stock_cap_milli"),
        zone=ZoneInfo(str(more.get("time_zone", "Europe/Kyiv"))),
    )
