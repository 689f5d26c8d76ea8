"""What a cart is told before it is ordered."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from gateway.services.failures import Failure
from gateway.store.tables import catalogue, dealers
from gateway.store.tables import orders as tables
from tests.gateway.orders.supplier import CONTRACT, NOW, Supplier, ask, codes, want


def test_a_cart_shows_todays_price_stock_sums_and_parts(supplier: Supplier):
    quote = supplier.quote(ask(1, "p-1", "2"), ask(2, "p-3", "1", "w-2"), ask(3, "p-2", "10"))
    assert [(line.price, line.free, line.sum, line.vat) for line in quote.lines] == [
        (Decimal("100.00"), 100, Decimal("200.00"), Decimal("33.33")),
        (Decimal("300.00"), 100, Decimal("300.00"), Decimal("0.00")),
        (Decimal("200.00"), 100, Decimal("2000.00"), Decimal("130.84")),
    ]
    assert (quote.total, quote.vat) == (Decimal("2500.00"), Decimal("164.17"))
    assert [(part.warehouse, part.vat, part.lines) for part in quote.parts] == [
        ("w-1", "included", [1, 3]),
        ("w-2", "none", [2]),
    ]
    assert (quote.parts[0].weight_g, quote.parts[0].volume_cm3) == (4000, 4500)
    assert quote.parts[1].weight_g is None
    assert not quote.problems
    assert not any(line.problems for line in quote.lines)
    assert supplier.row(tables.quotes, id=quote.quote).body["total"] == "2500.00"


def test_goods_without_vat_are_a_document_of_their_own_at_one_warehouse(supplier: Supplier):
    quote = supplier.quote(ask(1, "p-3", "1"), ask(2, "p-1", "1"))
    assert [(part.warehouse, part.vat, part.lines) for part in quote.parts] == [
        ("w-1", "included", [2]),
        ("w-1", "none", [1]),
    ]


def test_vat_on_top_is_added_to_what_is_paid(supplier: Supplier):
    supplier.set_contract(vat="on_top")
    quote = supplier.quote(ask(1, "p-1", "1"))
    assert quote.lines[0].sum == Decimal("100.00")
    assert (quote.total, quote.vat) == (Decimal("120.00"), Decimal("20.00"))
    assert quote.parts[0].sum == Decimal("120.00")


def test_the_contracts_own_price_wins_then_the_nearest_groups_discount(supplier: Supplier):
    supplier.set_contract(discount_e4=500, group_discounts={"g-root": 1_000})
    assert supplier.quote(ask(1, "p-1", "1")).lines[0].price == Decimal("90.00")
    supplier.set_contract(group_discounts={"g-root": 1_000, "g-tools": 2_000})
    assert supplier.quote(ask(1, "p-1", "1")).lines[0].price == Decimal("80.00")
    supplier.set_contract(group_discounts={})
    assert supplier.quote(ask(1, "p-1", "1")).lines[0].price == Decimal("95.00")
    supplier.set_contract(own_price_type_id=2)
    supplier.write(catalogue.prices, price_type_id=2, product_id=1, price_e4=770_000, seq=2)
    assert supplier.quote(ask(1, "p-1", "1")).lines[0].price == Decimal("77.00")


def test_a_price_in_another_currency_needs_a_known_rate(supplier: Supplier):
    supplier.change(catalogue.price_types, {"id": 1}, currency="USD")
    quote = supplier.quote(ask(1, "p-1", "1"))
    assert quote.lines[0].price is None
    assert codes(quote.lines[0].problems) == [("NotSold", "error")]
    rate = {"to": "UAH", "value": "41.5", "on": "2026-11-24", "rule": "НБУ"}
    supplier.set_contract(rate=rate)
    assert supplier.quote(ask(1, "p-1", "1")).lines[0].price == Decimal("4150.00")


def test_too_little_names_what_is_free_and_who_has_the_rest(supplier: Supplier):
    supplier.change(catalogue.stock, {"product_id": 1, "warehouse_id": 1}, onec_free_milli=3_000)
    (line,) = supplier.quote(ask(1, "p-1", "5")).lines
    assert codes(line.problems) == [("NotEnough", "error")]
    problem = line.problems[0]
    assert problem.free_now == 3
    assert [(one.warehouse, one.free) for one in problem.alternatives] == [("w-2", 100)]


def test_two_lines_of_the_same_goods_share_one_stock(supplier: Supplier):
    first, second = supplier.quote(ask(1, "p-1", "60"), ask(2, "p-1", "60")).lines
    assert not first.problems
    assert codes(second.problems) == [("NotEnough", "error")]
    assert second.problems[0].free_now == 40


def test_what_is_held_for_others_is_not_free(supplier: Supplier):
    supplier.change(catalogue.stock, {"product_id": 1, "warehouse_id": 1}, held_milli=98_000)
    (line,) = supplier.quote(ask(1, "p-1", "3")).lines
    assert line.free == 2
    assert codes(line.problems) == [("NotEnough", "error")]


def test_more_than_the_cap_is_never_told(supplier: Supplier):
    supplier.write_meta("settings", '{"stock_cap_milli": 50000}')
    (line,) = supplier.quote(ask(1, "p-1", "101")).lines
    assert line.free == 50
    assert line.problems[0].free_now == 50
    assert line.problems[0].alternatives[0].free == 50
    assert not supplier.quote(ask(1, "p-1", "99")).lines[0].problems


def test_unknown_stock_warns_only_where_the_warehouse_is_not_counted(supplier: Supplier):
    supplier.change(catalogue.stock, {"product_id": 1, "warehouse_id": 1}, onec_free_milli=None)
    (line,) = supplier.quote(ask(1, "p-1", "1")).lines
    assert (line.free, codes(line.problems)) == (None, [("NotEnough", "error")])
    supplier.change(catalogue.warehouses, {"id": 1}, counted=False)
    (line,) = supplier.quote(ask(1, "p-1", "1")).lines
    assert (line.free, codes(line.problems)) == (None, [("NotEnough", "warning")])


def test_goods_that_are_on_their_way_tell_the_day(supplier: Supplier):
    supplier.change(
        catalogue.stock,
        {"product_id": 1, "warehouse_id": 1},
        onec_free_milli=0,
        expected_on=dt.date(2026, 12, 1),
    )
    problems = supplier.quote(ask(1, "p-1", "1")).lines[0].problems
    assert codes(problems) == [("NotEnough", "error"), ("BackorderDate", "warning")]
    assert problems[1].since is not None
    assert problems[1].since.date() == dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("comes", "told"),
    [
        ("2026-12-01", []),
        ("2026-12-02", [("BackorderDate", "error")]),
        ("2026-11-30", [("BackorderDate", "warning")]),
        (None, [("BackorderDate", "error")]),
    ],
    ids=["on the day", "later", "sooner", "no day any more"],
)
def test_a_line_that_waits_is_checked_against_the_day_known_now(
    supplier: Supplier, comes: str | None, told: list[tuple[str, str]]
):
    day = None if comes is None else dt.date.fromisoformat(comes)
    supplier.change(
        catalogue.stock,
        {"product_id": 1, "warehouse_id": 1},
        onec_free_milli=2_000,
        expected_on=day,
    )
    waits = ask(1, "p-1", "5", backorder={"expected_on": "2026-12-01"})
    quote = supplier.quote(waits, ask(2, "p-1", "2"))
    first, second = quote.lines
    assert codes(first.problems) == told
    assert not second.problems, "what waits takes nothing from those who don't"
    assert quote.parts[0].ship_on == dt.date(2026, 12, 1)
    for problem in first.problems:
        assert (problem.since.date() if problem.since else None) == day
        assert problem.free_now == Decimal(2)


def test_a_price_that_rose_warns_and_names_the_new_one(supplier: Supplier):
    (line,) = supplier.quote(ask(1, "p-1", "1", seen_price="99.00")).lines
    assert codes(line.problems) == [("PriceChanged", "warning")]
    assert line.problems[0].price_now == Decimal("100.00")


@pytest.mark.parametrize("goods", ["p-4", "nobody-knows-it"])
def test_goods_of_others_and_unknown_goods_get_the_same_answer(supplier: Supplier, goods: str):
    quote = supplier.quote(ask(1, goods, "1"))
    assert codes(quote.lines[0].problems) == [("NotPermitted", "error")]
    assert quote.lines[0].price is None
    assert quote.lines[0].free is None
    assert quote.parts == []


def test_a_warehouse_that_the_dealer_may_not_use_is_not_permitted(supplier: Supplier):
    supplier.write(dealers.dealer_warehouses, dealer_id=1, warehouse_id=1, granted_seq=1)
    (line,) = supplier.quote(ask(1, "p-1", "1", "w-2")).lines
    assert codes(line.problems) == [("NotPermitted", "error")]


def test_goods_without_a_price_are_not_sold_here(supplier: Supplier):
    supplier.change(catalogue.prices, {"product_id": 1}, price_e4=None)
    assert codes(supplier.quote(ask(1, "p-1", "1")).lines[0].problems) == [("NotSold", "error")]
    supplier.change(catalogue.prices, {"product_id": 1}, price_e4=1, deleted=True)
    assert codes(supplier.quote(ask(1, "p-1", "1")).lines[0].problems) == [("NotSold", "error")]


def test_discontinued_goods_sell_out_and_name_their_successor(supplier: Supplier):
    supplier.change(catalogue.products, {"id": 1}, discontinued=True, replaced_by="p-9")
    problems = supplier.quote(ask(1, "p-1", "1")).lines[0].problems
    assert codes(problems) == [("Discontinued", "warning")]
    assert problems[0].replaced_by == "p-9"
    problems = supplier.quote(ask(1, "p-1", "101")).lines[0].problems
    assert codes(problems)[0] == ("Discontinued", "error")


def test_a_wrong_pack_names_the_pack(supplier: Supplier):
    supplier.change(catalogue.products, {"id": 2}, pack_milli=10_000)
    (line,) = supplier.quote(ask(1, "p-2", "15")).lines
    assert codes(line.problems) == [("WrongPack", "error")]
    assert line.problems[0].pack == 10


def test_a_piece_is_not_divided(supplier: Supplier):
    supplier.change(catalogue.products, {"id": 1}, units=[["шт", 1000, 0]])
    (line,) = supplier.quote(ask(1, "p-1", "1.5")).lines
    assert codes(line.problems) == [("WrongPack", "error")]


def test_goods_without_a_unit_are_refused_before_1c_cannot_take_them(supplier: Supplier):
    supplier.change(catalogue.products, {"id": 1}, unit="")
    problems = supplier.quote(ask(1, "p-1", "1")).lines[0].problems
    assert codes(problems) == [("UnitUnknown", "error")]


def test_goods_whose_units_disagree_are_closed(supplier: Supplier):
    supplier.change(catalogue.products, {"id": 1}, why_not="Одиниці не узгоджені")
    assert codes(supplier.quote(ask(1, "p-1", "1")).lines[0].problems) == [("UnitUnknown", "error")]


@pytest.mark.parametrize(
    "change",
    [{"may_order": False, "reason": "Заборгованість"}, {"valid_to": dt.date(2026, 11, 23)}],
)
def test_a_closed_contract_takes_no_orders(supplier: Supplier, change: dict[str, object]):
    supplier.set_contract(**change)
    assert codes(supplier.quote(ask(1, "p-1", "1")).problems) == [("ContractClosed", "error")]


def test_a_contract_is_valid_to_the_end_of_its_last_day(supplier: Supplier):
    supplier.set_contract(valid_to=dt.date(2026, 11, 24))
    assert supplier.quote(ask(1, "p-1", "1")).problems == []


def test_the_smallest_order_counts_the_whole_order_or_each_warehouse(supplier: Supplier):
    supplier.set_contract(minimum_order_e4=2_500_000)
    both = (ask(1, "p-1", "2"), ask(2, "p-1", "1", "w-2"))
    quote = supplier.quote(*both)
    assert quote.problems == []
    assert quote.minimum is not None
    assert (quote.minimum.need, quote.minimum.have) == (Decimal("250.00"), Decimal("300.00"))
    supplier.set_contract(minimum_scope="warehouse")
    quote = supplier.quote(*both)
    assert codes(quote.problems) == [("BelowMinimum", "error")]
    assert quote.problems[0].minimum == Decimal("250.00")
    assert quote.minimum is not None
    assert quote.minimum.have == Decimal("100.00")


def test_an_order_may_be_too_large(supplier: Supplier):
    supplier.set_contract(maximum_order_e4=2_000_000)
    assert supplier.quote(ask(1, "p-1", "2")).problems == []
    assert codes(supplier.quote(ask(1, "p-1", "3")).problems) == [("AboveMaximum", "error")]


def test_a_limit_refuses_while_the_figures_are_fresh_and_warns_when_they_are_old(
    supplier: Supplier,
):
    supplier.set_contract(
        kind="deferral",
        limit_e4=10_000_000,
        debt_e4=9_000_000,
        advance_e4=500_000,
        reserved_e4=500_000,
        money_as_of=NOW - dt.timedelta(hours=23),
    )
    quote = supplier.quote(ask(1, "p-1", "15"))
    assert codes(quote.problems) == [("LimitExceeded", "error")]
    assert quote.problems[0].limit_left == Decimal("100.00")
    assert quote.limit_after == Decimal("-1400.00")
    assert quote.pay_to_release == Decimal("1400.00")
    supplier.set_contract(money_as_of=NOW - dt.timedelta(hours=25))
    assert codes(supplier.quote(ask(1, "p-1", "15")).problems) == [("LimitExceeded", "warning")]
    assert supplier.quote(ask(1, "p-1", "1")).problems == []


def test_an_unknown_debt_is_not_a_zero_debt(supplier: Supplier):
    supplier.set_contract(limit_e4=10_000)
    quote = supplier.quote(ask(1, "p-1", "1"))
    assert (quote.problems, quote.limit_after, quote.pay_to_release) == ([], None, None)


def test_overdue_debt_blocks_where_the_supplier_says_so(supplier: Supplier):
    supplier.set_contract(overdue_e4=7_500_000, money_as_of=NOW)
    assert supplier.quote(ask(1, "p-1", "1")).problems == []
    supplier.set_contract(overdue_blocks=True)
    quote = supplier.quote(ask(1, "p-1", "1"))
    assert codes(quote.problems) == [("OverdueBlocked", "error")]
    assert quote.pay_to_release == Decimal("750.00")
    supplier.set_contract(money_as_of=NOW - dt.timedelta(days=3))
    assert codes(supplier.quote(ask(1, "p-1", "1")).problems) == [("OverdueBlocked", "warning")]


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        ("2026-11-24T12:59:00+00:00", dt.date(2026, 11, 24)),  # Tuesday 14:59 in Kyiv
        ("2026-11-24T13:00:00+00:00", dt.date(2026, 11, 25)),
        ("2026-11-27T13:00:00+00:00", dt.date(2026, 11, 30)),  # Friday evening: Monday
    ],
)
def test_what_is_ordered_after_the_cutoff_leaves_on_the_next_shipping_day(
    supplier: Supplier, moment: str, leaves: dt.date
):
    supplier.now = dt.datetime.fromisoformat(moment)
    assert supplier.quote(ask(1, "p-1", "1")).parts[0].ship_on == leaves


def test_a_warehouse_that_told_no_days_promises_none(supplier: Supplier):
    supplier.change(catalogue.warehouses, {"id": 1}, cutoff="", ship_weekdays=[])
    assert supplier.quote(ask(1, "p-1", "1")).parts[0].ship_on is None


def test_goods_are_kept_for_the_contracts_days(supplier: Supplier):
    until = supplier.quote(ask(1, "p-1", "1")).reserved_until
    assert until is not None
    assert until.isoformat() == "2026-11-27T23:59:59+02:00"
    supplier.set_contract(reservation_days=None)
    assert supplier.quote(ask(1, "p-1", "1")).reserved_until is None


def test_an_alike_order_placed_a_while_ago_is_shown(supplier: Supplier):
    lines = (want(1, "p-1", "2", "100"), want(2, "p-3", "1", "300"))
    supplier.place(supplier.body(*lines, total="500"), "11111111-1111-4111-8111-111111111111")
    (similar,) = supplier.quote(ask(1, "p-1", "2"), ask(2, "p-3", "1")).similar
    assert str(similar.key) == "11111111-1111-4111-8111-111111111111"
    assert (similar.number, similar.placed_by) == ("100000001", "Олена")
    assert supplier.quote(ask(1, "p-1", "7"), ask(2, "p-3", "1")).similar == []
    supplier.now += dt.timedelta(days=3)
    assert supplier.quote(ask(1, "p-1", "2"), ask(2, "p-3", "1")).similar == []


def test_another_dealers_contract_does_not_exist(supplier: Supplier):
    supplier.write(dealers.dealers, id=2, guid="d-2", name="Інший")
    supplier.change(dealers.counterparties, {"id": 1}, dealer_id=2)
    with pytest.raises(Failure) as caught:
        supplier.quote(ask(1, "p-1", "1"))
    assert caught.value.code == "not_found"


def test_two_lines_with_one_number_are_a_mistake(supplier: Supplier):
    with pytest.raises(Failure) as caught:
        supplier.quote(ask(1, "p-1", "1"), ask(1, "p-3", "1"))
    assert caught.value.code == "bad_request"


def test_a_quote_holds_nothing(supplier: Supplier):
    supplier.quote(ask(1, "p-1", "5"))
    assert supplier.free(1, 1) == 100_000
    assert supplier.rows(tables.holds) == []
    assert supplier.row(dealers.contracts, guid=CONTRACT).reserved_e4 == 0
