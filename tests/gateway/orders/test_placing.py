"""An order is taken exactly once, and a key means one thing for ever."""

from __future__ import annotations

import datetime as dt
import json
import threading

import pytest
from sqlalchemy import text

from gateway.services.failures import Failure
from gateway.services.numbers import note_foreign_number, skip_ahead, take_numbers
from gateway.services.orders import Buyer
from gateway.store.engine import writing
from gateway.store.tables import base, catalogue, dealers, exchange
from gateway.store.tables import orders as tables
from tests.gateway.orders.supplier import CONTRACT, NOW, Supplier, want

KEY = "11111111-1111-4111-8111-111111111111"


def refused(supplier: Supplier, body: bytes, key: str | None = None) -> Failure:
    with pytest.raises(Failure) as caught:
        supplier.place(body, key)
    return caught.value


def told(failure: Failure) -> list[tuple[int | None, str]]:
    assert failure.code == "problems"
    return [(one["n"], one["code"]) for one in failure.details["problems"]]


def test_an_accepted_order_has_numbers_parts_holds_and_invoices_at_once(supplier: Supplier):
    body = supplier.body(
        want(1, "p-1", "2", "100"), want(2, "p-3", "1", "300"), total="500", title="Подарунки"
    )
    placed = supplier.place(body, KEY)
    assert placed.status == 201
    order = json.loads(placed.answer)["order"]
    assert (order["number"], order["title"], order["total"]) == ("100000001", "Подарунки", "500.00")
    assert [(part["number"], part["vat"], part["held"]) for part in order["parts"]] == [
        ("100000001", "included", True),
        ("100000002", "none", True),
    ]
    assert (order["payment"], order["pay_by"], order["may_cancel"]) == ("due", "2026-11-27", True)
    assert supplier.free(1, 1) == 98_000
    assert supplier.free(3, 1) == 99_000
    papers = supplier.rows(tables.documents)
    assert [(row.kind, row.number, row.state, row.source) for row in papers] == [
        ("invoice", "100000001", "ready", "gateway"),
        ("invoice", "100000002", "ready", "gateway"),
    ]
    assert [part["documents"] for part in order["parts"]] == [[papers[0].id], [papers[1].id]]
    assert supplier.row(tables.order_keys, key=KEY).body == body


def test_everything_that_changed_for_somebody_has_its_own_number_in_the_feed(supplier: Supplier):
    supplier.set_contract(kind="deferral")
    supplier.place(supplier.body(want(1, "p-1", "2", "100"), total="200"))
    seqs = [
        supplier.row(tables.orders).seq,
        supplier.row(tables.documents).seq,
        supplier.row(catalogue.stock, product_id=1, warehouse_id=1).seq,
        supplier.row(dealers.dealers).profile_seq,
    ]
    last = supplier.row(base.sequences, name="changes").value
    assert len(set(seqs)) == 4
    assert max(seqs) == last
    assert supplier.row(dealers.contracts, guid=CONTRACT).reserved_e4 == 2_000_000


def test_the_same_bytes_again_get_the_first_answer_for_ever(supplier: Supplier):
    body = supplier.body(want(1, "p-1", "2", "100"), total="200")
    first = supplier.place(body, KEY)
    supplier.change(catalogue.prices, {"product_id": 1}, price_e4=5)
    supplier.change(tables.orders, {"key": KEY}, state="shipped")
    supplier.now += dt.timedelta(days=400)
    for _ in range(2):
        again = supplier.place(body, KEY)
        assert (again.status, again.answer) == (200, first.answer)
    assert len(supplier.rows(tables.orders)) == 1
    assert supplier.free(1, 1) == 98_000


def test_another_body_under_a_used_key_is_refused(supplier: Supplier):
    body = supplier.body(want(1, "p-1", "2", "100"), total="200")
    supplier.place(body, KEY)
    # Even a blank more is another body: the hash is over what was sent.
    assert refused(supplier, body + b" ", KEY).code == "key_reused"
    assert refused(supplier, b"not an order at all", KEY).code == "key_reused"
    assert len(supplier.rows(tables.orders)) == 1


def test_keys_are_each_dealers_own(supplier: Supplier):
    body = supplier.body(want(1, "p-1", "2", "100"), total="200")
    supplier.place(body, KEY)
    supplier.write(dealers.dealers, id=2, guid="d-2", name="Інший")
    supplier.buyer = Buyer(2, "Сусід")
    assert refused(supplier, body, KEY).code == "not_found"
    assert supplier.rows(tables.order_keys, dealer_id=2) == []


def test_a_refused_order_is_refused_the_same_way_for_ever(supplier: Supplier):
    supplier.change(catalogue.stock, {"product_id": 1, "warehouse_id": 1}, onec_free_milli=1_000)
    body = supplier.body(want(1, "p-1", "2", "100"), total="200")
    first = refused(supplier, body, KEY)
    assert told(first) == [(1, "NotEnough")]
    supplier.change(catalogue.stock, {"product_id": 1, "warehouse_id": 1}, onec_free_milli=9_000)
    again = refused(supplier, body, KEY)
    assert again.details == first.details
    assert supplier.rows(tables.orders) == []
    assert supplier.free(1, 1) == 9_000
    assert supplier.rows(base.sequences, name="order_number") == []


def test_a_price_other_than_todays_is_refused_with_the_new_one(supplier: Supplier):
    failure = refused(supplier, supplier.body(want(1, "p-1", "2", "99"), total="198"))
    assert told(failure) == [(1, "PriceChanged")]
    assert failure.details["problems"][0]["price_now"] == "100.00"


@pytest.mark.parametrize("total", ["200.01", "199.99", "0"])
def test_a_total_that_differs_by_a_kopeck_is_refused_and_never_corrected(
    supplier: Supplier, total: str
):
    failure = refused(supplier, supplier.body(want(1, "p-1", "2", "100"), total=total))
    assert told(failure) == [(None, "TotalDiffers")]


def test_goods_for_another_legal_entity_are_refused(supplier: Supplier):
    body = supplier.body(want(1, "p-1", "2", "100"), total="200", counterparty="cp-2")
    assert told(refused(supplier, body)) == [(None, "NotPermitted")]


def test_a_delivery_that_the_supplier_does_not_offer_is_refused(supplier: Supplier):
    supplier.write(dealers.delivery_methods, code="np", body={"kind": "carrier"})
    body = supplier.body(want(1, "p-1", "2", "100"), total="200")
    assert told(refused(supplier, body)) == [(None, "DeliveryRefused")]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"contract": "c-1"}', b"\xff\xfe", b'{"contract":"c-1","lines":[]}'],
)
def test_a_body_that_is_no_order_leaves_the_key_unused(supplier: Supplier, body: bytes):
    assert refused(supplier, body, KEY).code == "bad_request"
    assert supplier.place(supplier.body(want(1, "p-1", "1", "100"), total="100"), KEY).status == 201


def test_a_field_that_the_gateway_does_not_know_is_refused(supplier: Supplier):
    body = supplier.body(want(1, "p-1", "1", "100"), total="100", gift_wrap=True)
    failure = refused(supplier, body)
    assert (failure.code, failure.details["field"]) == ("bad_request", "gift_wrap")


def test_waiting_for_goods_takes_nothing_from_what_is_free(supplier: Supplier):
    supplier.change(
        catalogue.stock,
        {"product_id": 1, "warehouse_id": 1},
        onec_free_milli=3_000,
        expected_on=dt.date(2026, 12, 1),
    )
    late = want(1, "p-1", "5", "100", backorder={"expected_on": "2026-11-30"})
    failure = refused(supplier, supplier.body(late, total="500"))
    assert told(failure) == [(1, "BackorderDate")]
    agreed = want(1, "p-1", "5", "100", backorder={"expected_on": "2026-12-01"})
    order = json.loads(supplier.place(supplier.body(agreed, total="500")).answer)["order"]
    assert supplier.free(1, 1) == 3_000
    (part,) = order["parts"]
    assert not part["held"]
    assert part["reserved_until"] is None, "nothing is kept, so nothing is kept until a day"
    assert part["ship_on"] == "2026-12-01"


def test_one_order_takes_what_is_free_and_waits_for_the_rest(supplier: Supplier):
    supplier.change(
        catalogue.stock,
        {"product_id": 1, "warehouse_id": 1},
        onec_free_milli=3_000,
        expected_on=dt.date(2026, 12, 1),
    )
    now = want(1, "p-1", "3", "100")
    later = want(2, "p-1", "5", "100", backorder={"expected_on": "2026-12-01"})
    order = json.loads(supplier.place(supplier.body(now, later, total="800")).answer)["order"]
    assert supplier.free(1, 1) == 0
    assert [line["quantity"] for line in order["lines"]] == ["3", "5"]
    form = supplier.rows(tables.order_lines, order_id=order["id"])
    assert [line.backorder_on for line in form] == [None, dt.date(2026, 12, 1)]


def test_goods_that_come_sooner_than_agreed_are_no_reason_to_refuse(supplier: Supplier):
    supplier.change(
        catalogue.stock,
        {"product_id": 1, "warehouse_id": 1},
        onec_free_milli=0,
        expected_on=dt.date(2026, 11, 28),
    )
    line = want(1, "p-1", "5", "100", backorder={"expected_on": "2026-12-01"})
    assert supplier.place(supplier.body(line, total="500")).status == 201


def test_uncounted_goods_are_ordered_on_the_suppliers_word(supplier: Supplier):
    supplier.change(catalogue.warehouses, {"id": 1}, counted=False)
    supplier.change(catalogue.stock, {"product_id": 1, "warehouse_id": 1}, onec_free_milli=None)
    supplier.place(supplier.body(want(1, "p-1", "2", "100"), total="200"))
    row = supplier.row(catalogue.stock, product_id=1, warehouse_id=1)
    assert (row.onec_free_milli, row.held_milli) == (None, 2_000)


@pytest.mark.parametrize(
    ("setting", "states"),
    [("gateway", ["ready"]), ("both", ["ready"]), ("folder", ["pending"]), ("none", [])],
)
def test_the_invoice_is_made_as_the_supplier_has_set(
    supplier: Supplier, setting: str, states: list[str]
):
    supplier.write_meta("invoices", setting)
    supplier.place(supplier.body(want(1, "p-1", "2", "100"), total="200"))
    assert [row.state for row in supplier.rows(tables.documents)] == states


def test_an_invoice_that_names_nobody_to_pay_is_not_drawn(supplier: Supplier):
    supplier.set_contract(organisation_guid="nobody-told")
    supplier.place(supplier.body(want(1, "p-1", "2", "100"), total="200"))
    paper = supplier.row(tables.documents)
    assert (paper.state, paper.sha256) == ("pending", None)


def test_the_part_goes_to_the_account_of_its_warehouse_or_waits_for_one(supplier: Supplier):
    accounts, bound = exchange.onec_accounts, exchange.onec_account_contracts
    one = {"password_hash": "x", "dialect": "bas"}
    supplier.write(accounts, id=2, login="two", warehouse_guid="w-2", **one)
    supplier.write(accounts, id=3, login="other", organisation_guid="org-2", **one)
    for account in (2, 3):
        supplier.write(bound, account_id=account, contract_guid=CONTRACT)
    lines = (want(1, "p-1", "1", "100"), want(2, "p-1", "1", "100", "w-2"))
    supplier.place(supplier.body(*lines, total="200"))
    assert [part.account_id for part in supplier.rows(tables.order_parts)] == [1, 2]
    supplier.change(accounts, {"id": 1}, every_contract=False)
    supplier.place(supplier.body(*lines, total="200"))
    assert [part.account_id for part in supplier.rows(tables.order_parts)] == [1, 2, None, 2]


def test_numbers_have_six_digits_where_1c_keeps_six(supplier: Supplier):
    supplier.change(exchange.onec_accounts, {"id": 1}, dialect="unf")
    supplier.place(supplier.body(want(1, "p-1", "1", "100"), total="100"))
    assert supplier.row(tables.orders).number == "100001"


def test_a_restored_gateway_gives_no_number_twice(supplier: Supplier):
    with writing(supplier.engine) as connection:
        before = take_numbers(connection, 9, 3)
        skip_ahead(connection)
        after = take_numbers(connection, 9, 1)
        assert before == ["100000001", "100000002", "100000003"]
        assert after == ["100100004"]
        # A number that 1C knows and we do not is jumped over, too.
        note_foreign_number(connection, "200000000")
        note_foreign_number(connection, "100000002")
        assert take_numbers(connection, 9, 1) == ["200000001"]


def test_used_up_numbers_are_not_given_again(supplier: Supplier):
    with writing(supplier.engine) as connection:
        note_foreign_number(connection, "999999")
    with pytest.raises(Failure) as caught, writing(supplier.engine) as connection:
        take_numbers(connection, 6, 1)
    assert caught.value.code == "unavailable"


def test_many_buyers_at_once_never_get_more_than_there_is(supplier: Supplier):
    """Odoo sold one piece twice from two tabs; here exactly one of eight gets the last one."""
    supplier.change(catalogue.stock, {"product_id": 1, "warehouse_id": 1}, onec_free_milli=3_000)
    gate = threading.Barrier(8)
    results: list[str] = []

    def buy() -> None:
        gate.wait()
        for _ in range(2):
            try:
                placed = supplier.place(supplier.body(want(1, "p-1", "1", "100"), total="100"))
                results.append(str(placed.status))
            except Failure as failure:
                results.append(failure.code)

    threads = [threading.Thread(target=buy) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["201"] * 3 + ["problems"] * 13
    assert supplier.free(1, 1) == 0
    assert len(supplier.rows(tables.orders)) == 3
    numbers = [part.number for part in supplier.rows(tables.order_parts)]
    assert len(set(numbers)) == 3


def test_one_key_sent_by_many_at_once_is_one_order(supplier: Supplier):
    body = supplier.body(want(1, "p-1", "1", "100"), total="100")
    gate = threading.Barrier(6)
    placed: list[tuple[int, bytes]] = []

    def send() -> None:
        gate.wait()
        answer = supplier.place(body, KEY)
        placed.append((answer.status, answer.answer))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _ in placed) == [200] * 5 + [201]
    assert len({answer for _, answer in placed}) == 1
    assert supplier.free(1, 1) == 99_000


def test_what_cannot_be_written_leaves_nothing_behind(supplier: Supplier):
    """A full or broken disk in the middle: the whole order is gone and may be sent again."""
    with writing(supplier.engine) as connection:
        connection.execute(
            text(
                "CREATE TRIGGER no_disk BEFORE INSERT ON order_lines "
                "BEGIN SELECT RAISE(ROLLBACK, 'disk'); END"
            )
        )
    body = supplier.body(want(1, "p-1", "1", "100"), total="100")
    with pytest.raises(Exception, match="disk"):
        supplier.place(body, KEY)
    assert supplier.free(1, 1) == 100_000
    assert supplier.rows(tables.order_keys) == []
    with writing(supplier.engine) as connection:
        connection.execute(text("DROP TRIGGER no_disk"))
    assert supplier.place(body, KEY).status == 201
    assert supplier.now == NOW
