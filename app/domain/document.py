"""Documents of the supplier: what they are, which state they are in, and what may be done."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is; the values are those of the documents feed."""

    INVOICE = "invoice"
    CONFIRMATION = "confirmation"
    DELIVERY_NOTE = "delivery_note"
    TAX_INVOICE = "tax_invoice"
    RETURN = "return"
    PAYMENT = "payment"
    RECONCILIATION = "reconciliation"
    CONTRACT = "contract"
    PRICE_LIST = "price_list"
    WAYBILL = "waybill"
    CARRIER_LABEL = "carrier_label"
    CERTIFICATE = "certificate"


class DocumentState(StrEnum):
    """How far a document is: being made, here, replaced by a newer one, or taken back."""

    PENDING = "pending"
    READY = "ready"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class DocumentSource(StrEnum):
    """Who made the bytes: the supplier's 1C, or the gateway from 1C's data."""

    ONEC = "onec"
    GATEWAY = "gateway"


class PrintState(StrEnum):
    """How far a print job is.

    Nothing here says "printed": what is known is only that the spooler took the job.
    `UNKNOWN` is a job whose child died between sending and the spooler's answer: it is never
    repeated by itself, the user looks at the printer first.
    """

    QUEUED = "queued"
    PAUSED = "paused"
    SENDING = "sending"
    PRINTING = "printing"
    HELD = "held"
    HANDED_OVER = "handed_over"
    SAVED = "saved"
    FAILED = "failed"
    PRINTER_GONE = "printer_gone"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


MONEY_PAPERS = frozenset({DocumentKind.INVOICE, DocumentKind.CONFIRMATION})
CLOSED_PRINT_STATES = frozenset(
    {
        PrintState.HANDED_OVER,
        PrintState.SAVED,
        PrintState.FAILED,
        PrintState.PRINTER_GONE,
        PrintState.CANCELLED,
        PrintState.UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class Document:
    """One row of the documents feed; `sum_e4` in ten-thousandths of `currency`.

    `sha256` is the hex digest of the PDF, None while it is being made; `size` in bytes.
    """

    id: str
    kind: DocumentKind
    number: str
    dated: date | None
    state: DocumentState
    source: DocumentSource
    counterparty: str | None = None
    contract: str | None = None
    order: str | None = None
    part: str | None = None
    product_ids: tuple[int, ...] = ()
    sum_e4: int | None = None
    currency: str | None = None
    pay_by: date | None = None
    replaces: str | None = None
    replaced_by: str | None = None
    sha256: str | None = None
    size: int | None = None
    pages: int | None = None
    received_at: datetime | None = None


def can_fetch(document: Document) -> bool:
    """Say whether the gateway has bytes for this document (old ones stay readable)."""
    return document.state is not DocumentState.PENDING and document.sha256 is not None


def can_print(document: Document) -> bool:
    """Say whether one click may print it.

    A replaced or withdrawn document may be looked at, but paper of it would be paid or filed by
    mistake.
    """
    return document.state is DocumentState.READY and document.sha256 is not None


def is_current(document: Document) -> bool:
    """Say whether the document still speaks for the supplier."""
    return document.state in (DocumentState.PENDING, DocumentState.READY)


def is_overdue(document: Document, today: date) -> bool:
    """Say whether an invoice's pay-by day has passed; payment itself is the order's business."""
    return (
        document.kind in MONEY_PAPERS
        and is_current(document)
        and document.pay_by is not None
        and document.pay_by < today
    )


def may_print_again_by_itself(state: PrintState) -> bool:
    """Say whether a restart may go on with a job: only when it surely has not been sent yet."""
    return state is PrintState.QUEUED
