"""Amounts: integer ten-thousandths with their currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from contract.pricing import decimal_from_e4, e4_from_decimal


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of one currency; amounts of different currencies never meet."""

    amount_e4: int
    currency: str

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount_e4 + other.amount_e4, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount_e4 - other.amount_e4, self.currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            message = f"{self.currency} and {other.currency} are never added"
            raise ValueError(message)


def e4_from_wire(text: str | None) -> int | None:
    """Return a decimal string of the wire in ten-thousandths; None stays None (unknown)."""
    return None if text is None else e4_from_decimal(Decimal(text))


def e4_to_wire(amount_e4: int) -> str:
    """Return the decimal string of the wire."""
    return format(decimal_from_e4(amount_e4), "f")
