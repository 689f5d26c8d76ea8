"""How old what is shown is, and whether 1C is late with it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL_EVERY_S = 900
"""How often 1C sends prices and stock where the supplier does not say."""
STALE_FACTOR = 2


def told_at(ages: Mapping[str, str]) -> dt.datetime | None:
    """Return when 1C told the older of prices and stock; `ages` are RFC 3339 texts by kind."""
    known = [ages[kind] for kind in ("prices", "stock") if kind in ages]
    return min((dt.datetime.fromisoformat(text) for text in known), default=None)


def is_late(as_of: dt.datetime, every_s: Mapping[str, int], now: dt.datetime) -> bool:
    """Say whether news should have come since; `every_s` is how often each kind is expected."""
    usual_s = max(every_s.get("prices", USUAL_EVERY_S), every_s.get("stock", USUAL_EVERY_S))
    return (now - as_of).total_seconds() > STALE_FACTOR * usual_s
