"""Quantities: integer thousandths of the base unit, typed by people and rounded to packs."""

from __future__ import annotations

import re
from decimal import Decimal

from contract.pricing import decimal_from_milli, milli_from_decimal

LARGEST_MILLI = 999_999_999_000
_PLAIN = r"[0-9]+(\.[0-9]*)?|\.[0-9]+"
_BLANKS = str.maketrans("", "", " \u00a0\u202f\u2009'’")


def parse_quantity(text: str, decimals: int = 3) -> int | None:
    """Return what a person typed or pasted in thousandths, or None when it is no quantity.

    Comma and dot both separate decimals; any blank may group thousands. More decimals than the
    unit allows, negatives and more than 999 999 999 are no quantity.
    """
    plain = text.strip().translate(_BLANKS).replace(",", ".")
    if len(plain) > 16 or not re.fullmatch(_PLAIN, plain):
        return None
    try:
        quantity = milli_from_decimal(Decimal(plain))
    except ValueError:
        return None
    if quantity > LARGEST_MILLI or quantity % 10 ** (3 - decimals):
        return None
    return quantity


def round_up_to_pack(quantity_milli: int, pack_milli: int | None) -> int:
    """Return the smallest multiple of the pack that is not less than the quantity."""
    if not pack_milli:
        return quantity_milli
    return -(-quantity_milli // pack_milli) * pack_milli


def milli_from_wire(text: str | None) -> int | None:
    """Return a decimal string of the wire in thousandths; None stays None (unknown)."""
    return None if text is None else milli_from_decimal(Decimal(text))


def milli_to_wire(quantity_milli: int) -> str:
    """Return the decimal string of the wire."""
    return format(decimal_from_milli(quantity_milli), "f")
