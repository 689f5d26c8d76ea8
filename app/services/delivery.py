"""How a cart may travel: dates and costs of each delivery method, asked of the gateway."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.money import e4_from_wire
from app.domain.quantity import milli_to_wire
from contract.delivery import Destination, OptionsRequest
from contract.quotes import QuoteLine

if TYPE_CHECKING:
    from app.domain.cart import Draft
    from contract.delivery import DeliveryOptions


@dataclass(frozen=True, slots=True)
class DeliveryOption:
    """A method for one cart; `cost_e4` None = not told, `kind` says what the cost is."""

    code: str
    available: bool
    reason: str
    from_on: dt.date | None
    to_on: dt.date | None
    cost_e4: int | None
    kind: str
    free_from_e4: int | None


def delivery_options(
    ask: Callable[[OptionsRequest], DeliveryOptions], contract: str, draft: Draft, city: str = ""
) -> dict[str, DeliveryOption]:
    """Return the options by method code (network lane)."""
    answer = ask(
        OptionsRequest(
            contract=contract,
            lines=[
                QuoteLine(
                    n=n,
                    product=line.product,
                    variant=line.variant,
                    warehouse=line.warehouse,
                    quantity=Decimal(milli_to_wire(line.quantity_milli)),
                )
                for n, line in enumerate(draft.lines, start=1)
            ],
            to=Destination(city=city),
        )
    )
    return {
        option.code: DeliveryOption(
            code=option.code,
            available=option.available,
            reason=option.reason,
            from_on=option.from_on,
            to_on=option.to_on,
            cost_e4=_e4(option.cost),
            kind=option.cost_kind,
            free_from_e4=_e4(option.free_from),
        )
        for option in answer.methods
    }


def _e4(value: Decimal | None) -> int | None:
    return e4_from_wire(None if value is None else str(value))
