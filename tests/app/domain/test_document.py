"""What may be done with a document in each of its states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.document import (
    CLOSED_PRINT_STATES,
    Document,
    DocumentKind,
    DocumentSource,
    DocumentState,
    PrintState,
    can_fetch,
    can_print,
    is_current,
    is_overdue,
    may_print_again_by_itself,
)

INVOICE = Document(
    id="d1",
    kind=DocumentKind.INVOICE,
    number="ПО-004218",
    dated=date(2026, 3, 2),
    state=DocumentState.READY,
    source=DocumentSource.ONEC,
    pay_by=date(2026, 3, 5),
    sha256="a" * 64,
)


@pytest.mark.parametrize(
    ("state", "fetch", "printable", "current"),
    [
        (DocumentState.PENDING, False, False, True),
        (DocumentState.READY, True, True, True),
        (DocumentState.REPLACED, True, False, False),
        (DocumentState.WITHDRAWN, True, False, False),
    ],
)
def test_only_a_document_that_still_holds_is_printed(state, fetch, printable, current):
    document = replace(INVOICE, state=state)
    assert (can_fetch(document), can_print(document), is_current(document)) == (
        fetch,
        printable,
        current,
    )


def test_a_document_without_bytes_is_neither_fetched_nor_printed():
    document = replace(INVOICE, sha256=None)
    assert not can_fetch(document)
    assert not can_print(document)


def test_an_invoice_is_overdue_from_the_day_after_its_term():
    assert not is_overdue(INVOICE, date(2026, 3, 5))
    assert is_overdue(INVOICE, date(2026, 3, 6))
    assert not is_overdue(replace(INVOICE, pay_by=None), date(2026, 3, 6))
    assert not is_overdue(replace(INVOICE, state=DocumentState.REPLACED), date(2026, 3, 6))
    assert not is_overdue(replace(INVOICE, kind=DocumentKind.WAYBILL), date(2026, 3, 6))


def test_after_a_crash_only_a_job_that_was_never_sent_goes_on_by_itself():
    again = {state for state in PrintState if may_print_again_by_itself(state)}
    assert again == {PrintState.QUEUED}
    assert not again & CLOSED_PRINT_STATES


def test_no_state_claims_that_paper_came_out():
    assert not [state for state in PrintState if "printed" in state.value]
