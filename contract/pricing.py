"""The one rounding rule of the product: prices, sums and VAT in integers.

Units: money in ten-thousandths of the currency unit (`_e4`), quantities in thousandths of the
base unit (`_milli`), discounts in ten-thousandths of one (`discount_e4`, 300 = 3 %), rates in
millionths (`rate_e6`). Halves round away from zero ("half up", as 1C rounds). Standard library
only: the client, the gateway and the sync child all use this module and no other.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

E4 = 10_000
KOPECK_E4 = 100
_STEP_E4 = (10_000, 1_000, 100, 10, 1)  # of a price rounded to 0, 1, ... 4 decimals

Vat = Literal["included", "on_top", "none"]


class PriceRule(NamedTuple):
    """What turns a base price into the price under one contract.

    `scale` is the number of decimals of the price type (0 to 4). `group_discounts` maps a group
    to its discount; the caller passes the groups of a product from its own group upwards, and the
    first one found counts. `rate_e6` converts the price type's currency into the contract's: None
    where they are equal, 0 where they differ and no rate is known (then every price is unknown).
    """

    scale: int = 2
    discount_e4: int = 0
    group_discounts: Mapping[int, int] | None = None
    rate_e6: int | None = None


class LineAmounts(NamedTuple):
    """Amounts of one line: goods as priced, the VAT in or on them, and what the buyer pays."""

    sum_e4: int
    vat_e4: int
    payable_e4: int


class Totals(NamedTuple):
    """Amounts of several lines, added line by line and never recomputed from the total."""

    sum_e4: int
    vat_e4: int
    payable_e4: int


def divide_half_up(numerator: int, denominator: int) -> int:
    """Return numerator / denominator rounded to an integer, halves away from zero.

    `denominator` is positive.
    """
    if numerator >= 0:
        return (2 * numerator + denominator) // (2 * denominator)
    return -((-2 * numerator + denominator) // (2 * denominator))


def round_to_scale(price_e4: int, scale: int) -> int:
    """Return the price rounded to `scale` decimals (0 to 4), still in ten-thousandths."""
    step = _STEP_E4[scale]
    return divide_half_up(price_e4, step) * step


def discount_for(rule: PriceRule, groups: Iterable[int]) -> int:
    """Return the discount of a product whose groups, nearest first, are `groups`."""
    if rule.group_discounts:
        for group in groups:
            found = rule.group_discounts.get(group)
            if found is not None:
                return found
    return rule.discount_e4


def contract_price(
    base_e4: int | None,
    rule: PriceRule,
    groups: Iterable[int] = (),
    own_e4: int | None = None,
) -> int | None:
    """Return the price of a product under a contract, or None where it is unknown.

    The contract's own price wins and is taken as it is, in the contract's currency. Otherwise the
    base price less the group's discount, else less the contract's, converted by the known rate,
    rounded half up once, at the end, to the price type's scale. A base of None or 0 is unknown:
    1C writes 0 where it has no price.
    """
    if own_e4:
        return own_e4
    if not base_e4 or rule.rate_e6 == 0:
        return None
    numerator = base_e4 * (E4 - discount_for(rule, groups))
    denominator = E4
    if rule.rate_e6 is not None:
        numerator *= rule.rate_e6
        denominator *= 1_000_000
    step = _STEP_E4[rule.scale]
    return divide_half_up(numerator, denominator * step) * step or None


def line_sum(price_e4: int, quantity_milli: int) -> int:
    """Return price x quantity rounded half up to 0.01, in ten-thousandths."""
    return divide_half_up(price_e4 * quantity_milli, 1000 * KOPECK_E4) * KOPECK_E4


def line_amounts(price_e4: int, quantity_milli: int, vat: Vat, vat_rate: int | None) -> LineAmounts:
    """Return the amounts of a line; `vat_rate` is in percent, None for goods without VAT."""
    sum_e4 = line_sum(price_e4, quantity_milli)
    if vat == "none" or not vat_rate:
        return LineAmounts(sum_e4, 0, sum_e4)
    if vat == "included":
        return LineAmounts(sum_e4, _kopecks(sum_e4 * vat_rate, 100 + vat_rate), sum_e4)
    vat_e4 = _kopecks(sum_e4 * vat_rate, 100)
    return LineAmounts(sum_e4, vat_e4, sum_e4 + vat_e4)


def totals(lines: Iterable[LineAmounts]) -> Totals:
    """Add the lines up."""
    sum_e4 = vat_e4 = payable_e4 = 0
    for line in lines:
        sum_e4 += line.sum_e4
        vat_e4 += line.vat_e4
        payable_e4 += line.payable_e4
    return Totals(sum_e4, vat_e4, payable_e4)


def price_without_vat(price_e4: int, vat: Vat, vat_rate: int | None) -> int:
    """Return the unit price without VAT at 0.01, for forms that print it."""
    if vat != "included" or not vat_rate:
        return round_to_scale(price_e4, 2)
    return _kopecks(price_e4 * 100, 100 + vat_rate)


def e4_from_decimal(value: Decimal) -> int:
    """Return a finite amount with at most four decimals in ten-thousandths.

    Raises ValueError when the value is not finite, needs more decimals or exceeds 18 digits.
    """
    return _scaled(value, 4)


def milli_from_decimal(value: Decimal) -> int:
    """Return a finite quantity with at most three decimals in thousandths (ValueError else)."""
    return _scaled(value, 3)


def decimal_from_e4(value_e4: int) -> Decimal:
    """Return the amount as Decimal with two decimals, or up to four where it has them."""
    scale = 2 if value_e4 % KOPECK_E4 == 0 else 4
    return Decimal(value_e4).scaleb(-4).quantize(Decimal(1).scaleb(-scale))


def decimal_from_milli(quantity_milli: int) -> Decimal:
    """Return the quantity as Decimal without trailing zeros."""
    whole, rest = divmod(abs(quantity_milli), 1000)
    text = f"{whole}.{rest:03d}".rstrip("0").rstrip(".")
    return Decimal(f"-{text}" if quantity_milli < 0 else text)


def _kopecks(numerator: int, denominator: int) -> int:
    return divide_half_up(numerator, denominator * KOPECK_E4) * KOPECK_E4


def _scaled(value: Decimal, scale: int) -> int:
    if not value.is_finite() or value.adjusted() > 14:
        message = f"not an amount: {value}"
        raise ValueError(message)
    scaled = value.scaleb(scale)
    whole = int(scaled)
    if scaled != whole:
        message = f"more than {scale} decimals: {value}"
        raise ValueError(message)
    return whole
