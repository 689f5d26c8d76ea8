"""What a cart comes to, and what may be done with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cart import (
    Draft,
    DraftLine,
    LineFacts,
    LineId,
    appraise,
    fitting_quantity,
    line_id,
    one_pack_less,
    one_pack_more,
)
from app.domain.quantity import parse_quantity, round_up_to_pack
from tests.fakes.drafts import draft, line

FACTS = LineFacts(
    known=True,
    sold=True,
    price_e4=1_714_000,
    free_milli=480_000,
    orderable=True,
    discontinued=False,
    pack_milli=12_000,
    vat_rate=20,
    weight_g=150,
    volume_cm3=90,
)


def _appraise(cart: Draft, facts: LineFacts = FACTS):
    return appraise(cart, "UAH", "included", lambda _line: facts, ["w-kyiv", "w-lviv"].index)


def test_sums_and_vat_are_shown_for_the_cart_and_for_each_warehouse() -> None:
    cart = draft(line(), line("p-2", warehouse="w-lviv", quantity_milli=24_000))
    result = _appraise(cart)
    assert [group.warehouse for group in result.groups] == ["w-kyiv", "w-lviv"]
    assert result.totals.payable_e4 == 1_714_000 * 36
    assert result.totals.vat_e4 == 3_428_000 + 6_856_000
    assert result.weight_g == 36 * 150


def test_more_than_is_free_is_an_error_of_that_line() -> None:
    result = _appraise(draft(line(quantity_milli=492_000)))
    assert [problem.code for problem in result.lines[0].problems] == ["NotEnough"]
    assert result.errors == 1


def test_unknown_stock_is_not_zero() -> None:
    result = _appraise(draft(), FACTS._replace(free_milli=None))
    assert result.errors == 0


def test_a_line_without_a_price_is_in_no_sum() -> None:
    result = _appraise(draft(), FACTS._replace(price_e4=None))
    assert result.unpriced == 1
    assert result.totals.payable_e4 == 0
    assert result.errors == 1


def test_a_price_that_rose_warns_and_one_that_fell_does_not() -> None:
    assert _appraise(draft(line(seen_price_e4=1_700_000))).warnings == 1
    assert _appraise(draft(line(seen_price_e4=1_800_000))).warnings == 0


def test_a_price_seen_in_another_currency_is_not_compared() -> None:
    assert _appraise(draft(line(seen_currency="EUR", seen_price_e4=1))).warnings == 0


def test_goods_that_the_dealer_may_no_longer_see_stop_the_order() -> None:
    result = _appraise(draft(), FACTS._replace(known=False))
    assert [problem.code for problem in result.lines[0].problems] == ["NotPermitted"]


def test_off_pack_quantities_are_marked() -> None:
    result = _appraise(draft(line(quantity_milli=13_000)))
    assert [problem.code for problem in result.lines[0].problems] == ["WrongPack"]


def test_splitting_keeps_the_quantity_and_joins_a_line_that_is_there() -> None:
    cart = draft(line(quantity_milli=60_000), line(warehouse="w-lviv", quantity_milli=12_000))
    split = cart.split(line_id("p-1", None, "w-kyiv"), 36_000, "w-lviv")
    assert split.quantity_of("p-1", None) == 72_000
    assert [x.quantity_milli for x in split.lines] == [36_000, 36_000]


def test_taking_a_line_from_elsewhere_merges_it() -> None:
    cart = draft(line(), line(warehouse="w-lviv", quantity_milli=12_000))
    moved = cart.moved(line_id("p-1", None, "w-kyiv"), "w-lviv")
    assert [(x.warehouse, x.quantity_milli) for x in moved.lines] == [("w-lviv", 24_000)]


quantities = st.integers(0, 200_000)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), quantities), max_size=30))
def test_putting_in_is_the_same_as_a_dictionary(steps: list[tuple[str, str, int]]) -> None:
    cart = Draft(id="d", name="n")
    model: dict[LineId, int] = {}
    for product, warehouse, quantity in steps:
        item: DraftLine = line(product, warehouse=warehouse, quantity_milli=quantity)
        cart = cart.with_line(item)
        model[item.id] = quantity
        if not quantity:
            del model[item.id]
    assert {x.id: x.quantity_milli for x in cart.lines} == model


def test_plus_and_minus_go_by_packs() -> None:
    assert one_pack_more(0, 12_000) == 12_000
    assert one_pack_more(13_000, 12_000) == 24_000
    assert one_pack_less(13_000, 12_000) == 12_000
    assert one_pack_less(12_000, 12_000) == 0
    assert one_pack_less(0, None) == 0
    assert round_up_to_pack(55_000, 20_000) == 60_000
    assert fitting_quantity(45_000, 20_000) == 40_000
    assert fitting_quantity(-5, None) == 0


def test_quantities_are_read_as_people_write_them() -> None:
    assert parse_quantity("1 234,5") == 1_234_500
    assert parse_quantity("0.125") == 125
    assert parse_quantity("1,5", decimals=0) is None
    for text in ("", "-1", "1e5", "NaN", "٣", "12..3", "9" * 20, "1,2345"):
        assert parse_quantity(text) is None


def test_goods_are_taken_and_waited_for_from_one_warehouse_at_once() -> None:
    cart = draft(line(quantity_milli=60_000))
    split = cart.split(cart.lines[0].id, 18_000, "w-kyiv", "2026-11-30")
    assert [(x.quantity_milli, x.backorder_on) for x in split.lines] == [
        (18_000, None), (42_000, "2026-11-30"),
    ]  # fmt: skip
    now, later = split.lines
    assert split.moved(later.id, "w-kyiv") == cart
    both = split.waiting(now.id, "w-kyiv", "2026-12-02")
    assert [(x.quantity_milli, x.backorder_on) for x in both.lines] == [(60_000, "2026-12-02")]


@pytest.mark.parametrize(
    ("comes", "error"),
    [("2026-12-02", None), ("2026-12-03", True), ("2026-12-01", False), (None, True)],
    ids=["on the day", "later", "sooner", "no day any more"],
)
def test_a_line_that_waits_asks_for_its_day_and_not_for_stock(
    comes: str | None, error: bool | None
) -> None:
    waits = line(backorder_on="2026-12-02")
    facts = FACTS._replace(free_milli=0, expected_on=comes)
    problems = [tuple(one) for one in _appraise(draft(waits), facts).lines[0].problems]
    assert problems == ([] if error is None else [("BackorderDate", error)])


def test_discontinued_goods_that_still_come_may_be_waited_for() -> None:
    facts = FACTS._replace(free_milli=0, discontinued=True, expected_on="2026-12-02")
    (coming,) = _appraise(draft(line(backorder_on="2026-12-02")), facts).lines
    assert [tuple(one) for one in coming.problems] == [("Discontinued", False)]
    (gone,) = _appraise(draft(line(backorder_on="2026-12-01")), facts).lines
    assert gone.has_error
