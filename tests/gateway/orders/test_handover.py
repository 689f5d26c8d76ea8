"""What 1C is given, confirmed, refused, and its papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from gateway.services.failures import Failure
from gateway.services.handover import (
    confirm_given,
    has_waiting,
    mark_given,
    not_confirmed,
    try_again,
    waiting_parts,
)
from gateway.services.invoices import MAX_PDF_BYTES, accept_onec_document
from gateway.services.records import DocumentRecord
from gateway.store.engine import writing
from gateway.store.tables import exchange
from gateway.store.tables import orders as tables
from tests.gateway.orders.replying import (
    NUMBER,
    PDF,
    kinds,
    order,
    reply,
)
from tests.gateway.orders.supplier import CONTRACT, Supplier, want


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
