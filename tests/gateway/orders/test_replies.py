"""What 1C's replies, the dealer and the administrator make of an accepted order."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import Any

import pytest

from contract.orders import Order
from gateway.services.cancelling import cancel_order, void_key
from gateway.services.failures import Failure
from gateway.services.handover import (
    confirm_given,
    has_waiting,
    mark_given,
    not_confirmed,
    try_again,
    waiting_parts,
)
from gateway.services.holds import release, settle_holds
from gateway.services.invoices import MAX_PDF_BYTES, accept_onec_document
from gateway.services.limits import settle_limits
from gateway.services.order_json import order_json
from gateway.services.order_states import advance, state_of_parts
from gateway.services.orders import get_order
from gateway.services.records import DocumentRecord, OrderReplyRecord, ReplyLine
from gateway.services.replies import apply_reply
from gateway.store.engine import reading, writing
from gateway.store.tables import catalogue, dealers, exchange
from gateway.store.tables import orders as tables
from tests.gateway.orders.supplier import CONTRACT, Supplier, want

KEY = "11111111-1111-4111-8111-111111111111"
NUMBER = "100000001"
PDF = b"%PDF-1.7\nfrom 1C\n%%EOF\n"


@dataclass(frozen=True)
class Rules:
    reserves_when: str = "posted"


SAID = OrderReplyRecord(
    number=NUMBER, onec_number="РН-17", onec_date="2026-11-24T12:00:00", posted=False
)


@pytest.fixture
def placed(supplier: Supplier) -> Supplier:
    """An order of two parts: 5 drills (w-1, VAT) and one book (w-1, no VAT)."""
    lines = (want(1, "p-1", "5", "100"), want(2, "p-3", "1", "300"))
    supplier.place(supplier.body(*lines, total="800"), KEY)
    return supplier


def reply(supplier: Supplier, rules: Rules = Rules(), **said: Any) -> str:
    supplier.now += dt.timedelta(minutes=1)
    with writing(supplier.engine) as connection:
        return apply_reply(connection, replace(SAID, **said), rules, supplier.now, 1)


def order(supplier: Supplier) -> Order:
    with reading(supplier.engine) as connection:
        told = order_json(connection, 1)
    return Order.model_validate(told)


def kinds(supplier: Supplier) -> list[tuple[str, str]]:
    return [(event.kind, event.text) for event in order(supplier).events]


def drills(quantity: int, price_e4: int = 1_000_000) -> list[ReplyLine]:
    return [ReplyLine("p-1", None, quantity * 1000, price_e4, None)]


def give(supplier: Supplier) -> list[int]:
    with writing(supplier.engine) as connection:
        ids = [part.id for part in waiting_parts(connection, 1, 50, supplier.now)]
        mark_given(connection, ids)
    return ids


def settle(supplier: Supplier, began: dt.datetime) -> int:
    with writing(supplier.engine) as connection:
        return settle_holds(connection, began, {(1, 1), (3, 1)}, supplier.now)


def cancel(supplier: Supplier) -> Order:
    with writing(supplier.engine) as connection:
        told = cancel_order(connection, 1, KEY, "Олена", supplier.now).order
    assert told is not None
    return told


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


def test_before_handing_over_a_cancellation_is_final(placed: Supplier):
    told = cancel(placed)
    assert (told.state, told.payment, told.may_cancel) == ("cancelled_by_dealer", "none", False)
    assert (placed.free(1, 1), placed.free(3, 1)) == (100_000, 100_000)
    assert give(placed) == []
    with pytest.raises(Failure) as caught:
        cancel(placed)
    assert caught.value.code == "too_late"
    assert caught.value.details["order"]["state"] == "cancelled_by_dealer"


@pytest.mark.parametrize("confirmed", [True, False])
def test_after_handing_over_a_cancellation_waits_for_1c(placed: Supplier, confirmed: bool):
    """1C may have loaded a part even where its confirmation was lost."""
    ids = give(placed)
    if confirmed:
        with writing(placed.engine) as connection:
            confirm_given(connection, ids, placed.now)
    assert cancel(placed).state == "cancel_requested"
    assert cancel(placed).state == "cancel_requested"
    assert placed.free(1, 1) == 95_000
    reply(placed, posted=True)
    assert order(placed).state == "cancel_requested"
    reply(placed, deleted=True)
    reply(placed, number="100000002", deleted=True)
    assert order(placed).state == "cancelled_by_dealer"
    assert placed.free(1, 1) == 100_000


def test_a_cancellation_goes_to_1c_only_where_the_account_may(placed: Supplier):
    ids = give(placed)
    with writing(placed.engine) as connection:
        confirm_given(connection, ids, placed.now)
    cancel(placed)
    with writing(placed.engine) as connection:
        assert not has_waiting(connection, 1)
        assert waiting_parts(connection, 1, 50, placed.now) == []
        assert has_waiting(connection, 1, with_cancelled=True)
        told = waiting_parts(connection, 1, 50, placed.now, with_cancelled=True)
        assert [part.cancel_requested for part in told] == [True, True]
        mark_given(connection, ids)
        confirm_given(connection, ids, placed.now)
        assert not has_waiting(connection, 1, with_cancelled=True)
    assert order(placed).state == "cancel_requested"


def test_a_part_once_given_and_not_confirmed_may_be_known_to_1c(placed: Supplier):
    ids = give(placed)
    with writing(placed.engine) as connection:
        not_confirmed(connection, ids, placed.now)
    assert cancel(placed).state == "cancel_requested"


def test_a_voided_key_never_becomes_an_order(supplier: Supplier):
    with writing(supplier.engine) as connection:
        assert void_key(connection, 1, KEY, supplier.now).status == "void"
        assert void_key(connection, 1, KEY, supplier.now).status == "void"
        assert get_order(connection, 1, KEY).status == "void"
    with pytest.raises(Failure) as caught:
        supplier.place(supplier.body(want(1, "p-1", "1", "100"), total="100"), KEY)
    assert caught.value.code == "key_void"


def test_an_order_is_not_voided_and_an_unknown_key_is_unknown(placed: Supplier):
    with pytest.raises(Failure) as caught, writing(placed.engine) as connection:
        void_key(connection, 1, KEY, placed.now)
    assert caught.value.code == "too_late"
    assert caught.value.details["order"]["number"] == NUMBER
    with pytest.raises(Failure) as caught, reading(placed.engine) as connection:
        get_order(connection, 1, KEY.replace("1", "2"))
    assert caught.value.code == "unknown_key"


def test_a_part_carries_all_that_its_document_says(placed: Supplier):
    with writing(placed.engine) as connection:
        assert has_waiting(connection, 1)
        first, second = waiting_parts(connection, 1, 50, placed.now)
    assert (first.number, first.order_number, first.sum_e4, first.vat) == (
        NUMBER,
        NUMBER,
        5_000_000,
        "included",
    )
    assert (first.counterparty.name, first.counterparty.edrpou) == ("ФОП Коваль", "1234567890")
    assert (first.contract_name, first.price_type, first.organisation_name) == (
        "Опт",
        "Опт",
        "ТОВ Постач",
    )
    (line,) = first.lines
    assert (line.product, line.unit_code, line.vat_rate, line.vat_e4) == ("p-1", "796", 20, 833_300)
    assert (second.vat, second.lines[0].vat_rate) == ("none", None)


def test_success_hands_over_only_what_was_given(placed: Supplier):
    with writing(placed.engine) as connection:
        assert confirm_given(connection, [1, 2], placed.now) == 0
        (first,) = waiting_parts(connection, 1, 1, placed.now)
        mark_given(connection, [first.id])
        assert confirm_given(connection, [1, 2], placed.now) == 1
        assert has_waiting(connection, 1)
    told = order(placed)
    assert [part.state for part in told.parts] == ["handed_over", "accepted"]
    assert told.state == "accepted"
    assert ("handed_over", NUMBER) in kinds(placed)


def test_what_1c_does_not_confirm_comes_in_halves_and_sticks_when_refused_alone(placed: Supplier):
    with writing(placed.engine) as connection:
        mark_given(connection, [1, 2])
        assert not_confirmed(connection, [1, 2], placed.now) == 1
        for _ in range(2):
            (part,) = waiting_parts(connection, 1, 1, placed.now)
            mark_given(connection, [part.id])
            assert not_confirmed(connection, [part.id], placed.now) == 1
        (other,) = waiting_parts(connection, 1, 50, placed.now)
    assert (part.number, other.number) == (NUMBER, "100000002")
    log = placed.row(exchange.exchange_log)
    assert (log.level, log.code) == ("error", "part_refused")
    assert NUMBER in log.text
    with writing(placed.engine) as connection:
        try_again(connection, part.id)
        assert len(waiting_parts(connection, 1, 50, placed.now)) == 2


def test_a_part_that_makes_no_valid_document_is_set_aside_and_the_rest_goes(placed: Supplier):
    placed.change(tables.order_lines, {"order_id": 1, "n": 1}, unit="")
    with writing(placed.engine) as connection:
        (part,) = waiting_parts(connection, 1, 1, placed.now)
    assert part.number == "100000002"
    assert placed.row(tables.order_parts, number=NUMBER).queue == "stuck"
    assert placed.row(exchange.exchange_log).code == "part_invalid"


def test_a_part_waits_for_an_account_and_goes_when_one_is_bound(supplier: Supplier):
    supplier.change(exchange.onec_accounts, {"id": 1}, every_contract=False)
    supplier.place(supplier.body(want(1, "p-1", "5", "100"), total="500"))
    with writing(supplier.engine) as connection:
        assert not has_waiting(connection, 1)
        assert waiting_parts(connection, 1, 50, supplier.now) == []
    supplier.write(exchange.onec_account_contracts, account_id=1, contract_guid=CONTRACT)
    with writing(supplier.engine) as connection:
        assert has_waiting(connection, 1)
        assert len(waiting_parts(connection, 1, 50, supplier.now)) == 1


def test_1cs_own_invoice_replaces_ours_and_no_byte_is_lost(placed: Supplier):
    record = DocumentRecord("invoice", "РН-17", dt.date(2026, 11, 25), NUMBER, PDF)
    with writing(placed.engine) as connection:
        made = accept_onec_document(connection, record, placed.now)
        assert accept_onec_document(connection, record, placed.now) == made
    ours, _, theirs = placed.rows(tables.documents)
    assert (ours.state, ours.replaced_by, theirs.replaces) == ("replaced", theirs.id, ours.id)
    assert (theirs.state, theirs.source, theirs.number) == ("ready", "onec", "РН-17")
    blobs = {row.sha256: row.bytes for row in placed.rows(tables.blobs)}
    assert blobs[theirs.sha256] == PDF
    assert blobs[ours.sha256].startswith(b"%PDF-")
    assert ("document_replaced", "РН-17") in kinds(placed)


def test_1cs_paper_is_found_by_1cs_number_and_an_unknown_one_is_left(placed: Supplier):
    reply(placed)
    record = DocumentRecord("invoice", "РН-17", dt.date(2026, 11, 25), "РН-17", PDF)
    with writing(placed.engine) as connection:
        assert accept_onec_document(connection, record, placed.now) is not None
        unknown = replace(record, part_number="РН-99")
        assert accept_onec_document(connection, unknown, placed.now) is None


@pytest.mark.parametrize(
    ("pdf", "code"),
    [
        (b"", "bad_request"),
        (b"MZ" + PDF, "bad_request"),
        (PDF[:-7], "bad_request"),
        (PDF + b" " * MAX_PDF_BYTES, "too_large"),
    ],
)
def test_what_is_no_whole_pdf_is_refused(placed: Supplier, pdf: bytes, code: str):
    record = DocumentRecord("invoice", "1", dt.date(2026, 11, 25), NUMBER, pdf)
    with pytest.raises(Failure) as caught, writing(placed.engine) as connection:
        accept_onec_document(connection, record, placed.now)
    assert caught.value.code == code
    assert len(placed.rows(tables.documents)) == 2


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
