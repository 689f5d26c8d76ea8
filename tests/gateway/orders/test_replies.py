"""What 1C's replies, the dealer and the administrator make of an accepted order."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from gateway.services.failures import Failure
from gateway.services.holds import release
from gateway.services.limits import settle_limits
from gateway.services.order_states import advance, state_of_parts
from gateway.services.orders import get_order
from gateway.store.engine import reading, writing
from gateway.store.tables import catalogue, dealers, exchange
from gateway.store.tables import orders as tables
from tests.gateway.orders.replying import (
    KEY,
    NUMBER,
    Rules,
    drills,
    kinds,
    order,
    reply,
    settle,
)
from tests.gateway.orders.supplier import CONTRACT, Supplier, want


def test_1cs_number_date_and_posting_are_shown_on_the_part(placed: Supplier):
    assert reply(placed, posted=True, sum_e4=5_000_000) == "applied"
    part = order(placed).parts[0]
    assert part.onec is not None
    assert (part.onec.number, part.onec.date, part.onec.posted) == (
        "РН-17",
        "2026-11-24T12:00:00",
        True,
    )
    assert (part.state, order(placed).state) == ("confirmed", "accepted")
    reply(placed, number="100000002", onec_number="РН-18", posted=True)
    assert order(placed).state == "confirmed"


def test_the_same_reply_again_changes_nobodys_view(placed: Supplier):
    reply(placed, posted=True, lines=drills(4))
    before = order(placed)
    seq = placed.row(tables.orders).seq
    assert reply(placed, posted=True, lines=drills(4)) == "unchanged"
    assert order(placed) == before
    assert placed.row(tables.orders).seq == seq


def test_a_number_that_is_not_ours_is_unknown_and_never_given_again(placed: Supplier):
    assert reply(placed, number="100000050") == "unknown"
    placed.place(placed.body(want(1, "p-1", "1", "100"), total="100"))
    assert placed.rows(tables.order_parts)[-1].number == "100000051"


def test_a_part_of_another_account_is_not_this_ones_to_answer(placed: Supplier):
    placed.write(exchange.onec_accounts, id=2, login="b", password_hash="x", dialect="bas")
    placed.change(tables.order_parts, {"number": NUMBER}, account_id=2)
    assert reply(placed, deleted=True) == "unknown"
    assert order(placed).state == "accepted"


def test_a_cut_line_keeps_only_what_1c_left(placed: Supplier):
    reply(placed, lines=drills(3, 900_000), sum_e4=2_700_000)
    line = order(placed).lines[0]
    assert (line.quantity, line.quantity_now, line.price_now, line.reason) == (5, 3, 90, "cut")
    assert placed.free(1, 1) == 97_000
    assert ("line_changed", "1: 5 -> 3") in kinds(placed)
    assert ("sum_differs", "100000001: 500.00 -> 270.00") in kinds(placed)
    reply(placed, lines=[])
    assert order(placed).lines[0].quantity_now == 0
    assert placed.free(1, 1) == 100_000


def test_lines_that_do_not_add_up_are_only_marked(placed: Supplier):
    """BAS lists cancelled lines at full quantity with a smaller total."""
    reply(placed, lines=drills(5), sum_e4=1_000_000)
    line = order(placed).lines[0]
    assert (line.quantity_now, line.reason) == (None, "changed_by_supplier")
    assert placed.free(1, 1) == 95_000


@pytest.mark.parametrize(
    "empty",
    [
        {"posted": False, "shipped_number": "7", "shipped_date": "2026-11-25"},
        {"posted": True, "shipped_number": "0", "shipped_date": "2026-11-25"},
        {"posted": True, "shipped_number": "", "shipped_date": "2026-11-25"},
        {"posted": True, "shipped_number": "7", "shipped_date": "0001-01-01"},
        {"posted": True, "shipped_number": "7", "shipped_date": "01.01.0001 0:00:00"},
        {"posted": True, "shipped_number": "7", "shipped_date": ""},
    ],
)
def test_shipped_and_paid_need_a_posted_document_a_number_and_a_date(
    placed: Supplier, empty: dict[str, Any]
):
    """УТП calls orders without movements shipped and paid, with number 0."""
    also = {"paid_number": empty["shipped_number"], "paid_date": empty["shipped_date"]}
    reply(placed, **empty, **also)
    assert order(placed).parts[0].state in ("checking", "confirmed")
    assert order(placed).payment == "due"


@pytest.mark.parametrize("date", ["2026-11-25", "25.11.2026", "25.11.2026 10:00:00"])
def test_payment_and_shipment_follow_1c(placed: Supplier, date: str):
    facts = {"paid_number": "9", "paid_date": date, "shipped_number": "РН-7", "shipped_date": date}
    reply(placed, posted=True, **facts)
    told = order(placed)
    assert (told.state, told.payment, told.may_cancel) == ("partly_shipped", "partly", False)
    reply(placed, number="100000002", onec_number="РН-18", posted=True, **facts)
    told = order(placed)
    assert (told.state, told.payment) == ("shipped", "paid")


def test_states_never_go_back(placed: Supplier):
    reply(placed, posted=True, shipped_number="РН-7", shipped_date="2026-11-25")
    reply(placed, posted=False)
    assert order(placed).parts[0].state == "shipped"
    assert advance("cancelled_by_supplier", "shipped") == "cancelled_by_supplier"
    assert advance("shipped", "confirmed") == "shipped"


def test_a_cancelled_part_frees_its_goods_and_its_invoice(placed: Supplier):
    reply(placed, cancelled=True)
    told = order(placed)
    assert told.parts[0].state == "cancelled_by_supplier"
    assert not told.parts[0].held
    assert told.parts[1].held
    assert told.state == "accepted"
    assert placed.free(1, 1) == 100_000
    assert [row.state for row in placed.rows(tables.documents)] == ["withdrawn", "ready"]
    assert reply(placed, posted=True, shipped_number="7", shipped_date="2026-11-25") == "applied"
    assert order(placed).parts[0].state == "cancelled_by_supplier"


def test_a_hold_ends_with_stock_of_an_exchange_that_began_after_the_proof(placed: Supplier):
    early = placed.now
    reply(placed, posted=True)
    assert settle(placed, early) == 0
    assert settle(placed, placed.now) == 0
    assert placed.free(1, 1) == 95_000
    assert settle(placed, placed.now + dt.timedelta(seconds=1)) == 1
    assert settle(placed, placed.now + dt.timedelta(seconds=2)) == 0
    assert placed.free(1, 1) == 100_000
    assert placed.free(3, 1) == 99_000
    assert not order(placed).parts[0].held


@pytest.mark.parametrize(
    ("rule", "said", "ends"),
    [
        ("posted", {"posted": True}, 1),
        ("posted", {"posted": False}, 0),
        ("status:До забезпечення", {"status": " до забезпечення "}, 1),
        ("status:До забезпечення", {"posted": True, "status": "Новий"}, 0),
        ("shipped", {"posted": True}, 0),
        ("never", {"posted": True, "status": "До забезпечення"}, 0),
        (
            "never",
            {"posted": True, "shipped_number": "РН-1", "shipped_date": "2026-11-25"},
            1,
        ),
    ],
)
def test_what_proves_1cs_own_reservation_is_the_accounts_rule(
    placed: Supplier, rule: str, said: dict[str, Any], ends: int
):
    reply(placed, Rules(rule), **said)
    assert settle(placed, placed.now + dt.timedelta(seconds=1)) == ends


def test_a_proof_taken_back_before_the_stock_came_keeps_the_hold(placed: Supplier):
    reply(placed, posted=True)
    reply(placed, posted=False)
    assert settle(placed, placed.now + dt.timedelta(seconds=1)) == 0


def test_the_administrator_releases_what_1c_never_proves(placed: Supplier):
    part = placed.rows(tables.order_parts)[0]
    with writing(placed.engine) as connection:
        assert release(connection, part.id, "Адміністратор", placed.now) == 1
        assert release(connection, part.id, "Адміністратор", placed.now) == 0
    assert placed.free(1, 1) == 100_000
    assert ("released", NUMBER) in kinds(placed)


def test_the_limit_is_freed_by_newer_debts_after_the_proof(supplier: Supplier):
    supplier.set_contract(kind="deferral", limit_e4=100_000_000, debt_e4=0)
    supplier.place(supplier.body(want(1, "p-1", "5", "100"), total="500"), KEY)

    def debts_come(at: dt.datetime) -> int:
        supplier.set_contract(money_as_of=at)
        with writing(supplier.engine) as connection:
            settle_limits(connection, 1)
        return supplier.row(dealers.contracts, guid=CONTRACT).reserved_e4

    assert debts_come(supplier.now) == 5_000_000
    reply(supplier, posted=True)
    assert debts_come(supplier.now) == 5_000_000
    assert debts_come(supplier.now + dt.timedelta(seconds=1)) == 0
    assert supplier.row(tables.orders).limit_held_e4 == 0


@pytest.mark.parametrize(
    ("states", "shown"),
    [
        (["accepted", "handed_over"], "accepted"),
        (["confirmed", "shipped"], "partly_shipped"),
        (["shipped", "received"], "shipped"),
        (["cancelled_by_supplier", "shipped"], "shipped"),
        (["cancel_requested", "shipped"], "cancel_requested"),
        (["cancelled_by_dealer", "cancelled_by_supplier"], "cancelled_by_dealer"),
        (["refused", "refused"], "refused"),
        (["refused", "cancelled_by_supplier"], "cancelled_by_supplier"),
    ],
)
def test_an_order_shows_the_state_of_its_parts(states: list[Any], shown: str):
    assert state_of_parts(states) == shown
    assert state_of_parts(reversed(states)) == shown


def test_an_order_of_one_dealer_is_unknown_to_another(placed: Supplier):
    with pytest.raises(Failure) as caught, reading(placed.engine) as connection:
        get_order(connection, 2, KEY)
    assert caught.value.code == "unknown_key"
    assert json.loads(placed.row(tables.order_keys).answer)["order"]["number"] == NUMBER
    assert placed.row(catalogue.stock, product_id=1, warehouse_id=1).held_milli == 5_000
