"""Amounts on the wire: decimal strings there, integer ten-thousandths here."""

from __future__ import annotations

from decimal import Decimal

from contract.pricing import decimal_from_e4, e4_from_decimal


def e4_from_wire(text: str | None) -> int | None:
    """Return a decimal string of the wire in ten-thousandths; None stays None (unknown)."""
    return None if text is None else e4_from_decimal(Decimal(text))


def e4_to_wire(amount_e4: int) -> str:
    """Return the decimal string of the wire."""
    return format(decimal_from_e4(amount_e4), "f")
