"""Price types of the invented supplier and how his prices follow from one another."""

from __future__ import annotations

from dataclasses import dataclass

EUR_RATE_E2 = 4862
"""Hryvnias for 1 EUR, in hundredths."""


@dataclass(frozen=True, slots=True)
class PriceType:
    """A column of prices."""

    key: str
    name: str
    currency: str
    vat_included: bool


PRICE_TYPES = (
    PriceType("opt1", "Опт-1", "UAH", vat_included=True),
    PriceType("opt2", "Опт-2", "UAH", vat_included=True),
    PriceType("opt3", "Опт-3", "UAH", vat_included=True),
    PriceType("novat", "Опт без ПДВ", "UAH", vat_included=False),
    PriceType("ship", "Опт відвантаження", "UAH", vat_included=True),
    PriceType("eur", "Імпорт-1", "EUR", vat_included=True),
)
KEYS = tuple(one.key for one in PRICE_TYPES)

Prices = tuple[int | None, ...]
"""Ten-thousandths in the order of PRICE_TYPES; None = the file has no such price."""


def _kopecks(price_e4: int, numerator: int, denominator: int) -> int:
    # Upwards to a kopeck, so that a surcharge never rounds away on a cheap thing.
    return -(-price_e4 * numerator // (denominator * 100)) * 100


def from_prepayment(opt1_e4: int) -> Prices:
    """All prices of goods whose prepayment price is `opt1_e4`.

    A deferral is always dearer than prepayment: 14 days by 3.1 %, 30 days by another 3.2 %,
    shipping within 10 days by 1.5 %; 7 days without VAT is dearer than the net prepayment price.
    """
    opt2 = _kopecks(opt1_e4, 1031, 1000)
    return (
        opt1_e4,
        opt2,
        _kopecks(opt2, 1032, 1000),
        _kopecks(opt1_e4, 962, 1000),
        _kopecks(opt1_e4, 1015, 1000),
        _kopecks(opt1_e4 * 100, 979, 1000 * EUR_RATE_E2),
    )


def plain(value: int, decimals: int, *, least: int = 0) -> str:
    """An integer of 10**-decimals units as plain decimal text with a dot."""
    sign = "-" if value < 0 else ""
    whole, part = divmod(abs(value), 10**decimals)
    tail = f"{part:0{decimals}d}".rstrip("0").ljust(least, "0")
    return f"{sign}{whole}.{tail}" if tail else f"{sign}{whole}"
