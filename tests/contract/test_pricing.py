"""Prices, sums and VAT are right to the kopeck."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.pricing import (
    PriceRule,
    contract_price,
    decimal_from_e4,
    decimal_from_milli,
    divide_half_up,
    e4_from_decimal,
    line_amounts,
    line_sum,
    milli_from_decimal,
    price_without_vat,
    totals,
)

amounts = st.integers(min_value=0, max_value=10**15)
prices = st.integers(min_value=1, max_value=10**11)
quantities = st.integers(min_value=1, max_value=10**9)
kopeck = Decimal("0.01")


def _half_up(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


@given(st.integers(-(10**18), 10**18), st.integers(1, 10**9))
def test_halves_are_rounded_away_from_zero(numerator: int, denominator: int) -> None:
    exact = Decimal(numerator) / Decimal(denominator)
    result = divide_half_up(numerator, denominator)
    assert abs(Decimal(result) - exact) <= Decimal("0.5000000001")
    assert divide_half_up(5, 10) == 1
    assert divide_half_up(-5, 10) == -1


@given(prices, quantities)
def test_a_line_sum_equals_decimal_arithmetic(price_e4: int, quantity_milli: int) -> None:
    exact = Decimal(price_e4).scaleb(-4) * Decimal(quantity_milli).scaleb(-3)
    assert Decimal(line_sum(price_e4, quantity_milli)).scaleb(-4) == _half_up(exact, kopeck)


@given(prices, quantities, st.sampled_from([7, 14, 20]))
def test_vat_inside_and_on_top_equals_decimal_arithmetic(
    price_e4: int, quantity_milli: int, rate: int
) -> None:
    sum_ = Decimal(line_sum(price_e4, quantity_milli)).scaleb(-4)
    inside = line_amounts(price_e4, quantity_milli, "included", rate)
    assert Decimal(inside.vat_e4).scaleb(-4) == _half_up(sum_ * rate / (100 + rate), kopeck)
    assert inside.payable_e4 == inside.sum_e4
    on_top = line_amounts(price_e4, quantity_milli, "on_top", rate)
    assert Decimal(on_top.vat_e4).scaleb(-4) == _half_up(sum_ * rate / 100, kopeck)
    assert on_top.payable_e4 == on_top.sum_e4 + on_top.vat_e4


def test_goods_without_vat_carry_none_under_any_contract() -> None:
    for vat in ("included", "on_top", "none"):
        assert line_amounts(1_000_000, 1_000, vat, None).vat_e4 == 0
    assert line_amounts(1_000_000, 1_000, "none", 20).vat_e4 == 0


@given(st.lists(st.tuples(prices, quantities), max_size=30))
def test_totals_are_the_sum_of_the_lines(lines: list[tuple[int, int]]) -> None:
    found = [line_amounts(price, quantity, "included", 20) for price, quantity in lines]
    whole = totals(found)
    assert whole.sum_e4 == sum(line.sum_e4 for line in found)
    assert whole.vat_e4 == sum(line.vat_e4 for line in found)


def test_own_price_wins_then_the_groups_discount_then_the_contracts() -> None:
    rule = PriceRule(scale=2, discount_e4=500, group_discounts={7: 1_000, 3: 2_000})
    assert contract_price(1_000_000, rule, (9, 7, 3)) == 900_000
    assert contract_price(1_000_000, rule, (9,)) == 950_000
    assert contract_price(1_000_000, rule, (9, 7), own_e4=123_400) == 123_400


def test_the_nearest_group_counts() -> None:
    rule = PriceRule(group_discounts={7: 1_000, 3: 2_000})
    assert contract_price(1_000_000, rule, (3, 7)) == 800_000


@pytest.mark.parametrize("base", [None, 0])
def test_no_price_stays_unknown_and_never_becomes_zero(base: int | None) -> None:
    assert contract_price(base, PriceRule(discount_e4=300)) is None


def test_a_foreign_price_without_a_rate_is_unknown_and_never_relabelled() -> None:
    assert contract_price(100_000, PriceRule(rate_e6=0)) is None
    assert contract_price(100_000, PriceRule(rate_e6=45_100_000)) == 4_510_000


@given(prices, st.integers(0, 5_000), st.integers(0, 4))
def test_a_discounted_price_is_rounded_once_to_the_price_types_scale(
    base_e4: int, discount_e4: int, scale: int
) -> None:
    price = contract_price(base_e4, PriceRule(scale=scale, discount_e4=discount_e4))
    exact = Decimal(base_e4).scaleb(-4) * (10_000 - discount_e4) / 10_000
    expected = _half_up(exact, Decimal(1).scaleb(-scale))
    assert (price or 0) == int(expected.scaleb(4))


@given(amounts)
def test_amounts_survive_the_wire(value: int) -> None:
    assert e4_from_decimal(Decimal(str(decimal_from_e4(value)))) == value
    assert milli_from_decimal(Decimal(str(decimal_from_milli(value % 10**14)))) == value % 10**14


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e300", "0.00001"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"amount|decimals"):
        e4_from_decimal(Decimal(text))


def test_the_price_without_vat_of_the_printed_form() -> None:
    assert price_without_vat(1_714_000, "included", 20) == 1_428_300
    assert price_without_vat(1_714_000, "none", 20) == 1_714_000
