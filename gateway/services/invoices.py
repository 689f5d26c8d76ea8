"""Invoices of orders: what they say, their rows among the documents, 1C's PDF in place of ours.

One invoice for each part, numbered as the part, because each part is a 1C document with an invoice
of its own. Bytes are stored by hash and never written over: a newer paper is a new row that
replaces the older one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Row, insert, or_, select, update

from gateway.services.failures import Failure
from gateway.services.holds import renew_orders
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue, dealers
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from contract.pricing import Vat
    from gateway.services.order_settings import OrderSettings
    from gateway.services.records import DocumentRecord

MAX_PDF_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Party:
    """A legal entity on a paper; empty where not told."""

    name: str
    edrpou: str = ""
    ipn: str = ""
    iban: str = ""
    bank: str = ""
    mfo: str = ""
    address: str = ""
    phone: str = ""
    tax_note: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """A row of the table; amounts as ordered. `backorder_on`: the day its goods come on."""

    article: str
    name: str
    unit: str
    quantity_milli: int
    price_e4: int
    sum_e4: int
    backorder_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class InvoiceForm:
    """Everything an invoice prints; `sum_e4` is goods as priced, `payable_e4` what is paid."""

    language: str
    number: str
    date: dt.date
    order_number: str
    supplier: Party
    buyer: Party
    contract_number: str
    contract_date: dt.date | None
    contract_name: str
    warehouse: str
    currency: str
    vat: Vat
    lines: tuple[InvoiceLine, ...]
    sum_e4: int
    vat_e4: int
    payable_e4: int
    pay_by: dt.date | None
    deferral_days: int
    reserved_until: dt.date | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished PDF."""

    pdf: bytes
    pages: int


class InvoiceDrawer(Protocol):
    """Draws an invoice; the same form gives the same bytes."""

    def __call__(self, form: InvoiceForm) -> Drawn:
        """Return the PDF."""


def make_invoice(
    connection: Connection,
    part_id: int,
    draw: InvoiceDrawer,
    settings: OrderSettings,
    now: dt.datetime,
) -> int | None:
    """Make the invoice of a part as the supplier has set; returns the document's id.

    Setting `gateway` and `both` draw it now; `folder` promises 1C's (state pending); `none` = None.
    While the gateway knows no organisation to pay to, it promises, too, and draws nothing.
    """
    if settings.invoices == "none":
        return None
    form = invoice_form(connection, part_id, settings)
    waits = settings.invoices == "folder" or not form.supplier.name
    drawn = None if waits else draw(form)
    return _insert(connection, _part(connection, part_id), form, drawn, now)


def invoice_form(connection: Connection, part_id: int, settings: OrderSettings) -> InvoiceForm:
    """Return what the invoice of a part says."""
    part = _part(connection, part_id)
    order = connection.execute(
        select(tables.orders).where(tables.orders.c.id == part.order_id)
    ).one()
    contract = connection.execute(
        select(dealers.contracts).where(dealers.contracts.c.id == order.contract_id)
    ).one()
    buyer = connection.execute(
        select(dealers.counterparties).where(dealers.counterparties.c.id == order.counterparty_id)
    ).one()
    warehouse = connection.execute(
        select(catalogue.warehouses).where(catalogue.warehouses.c.id == part.warehouse_id)
    ).one()
    lines = connection.execute(
        select(tables.order_lines)
        .where(tables.order_lines.c.part_id == part_id)
        .order_by(tables.order_lines.c.n)
    ).all()
    return InvoiceForm(
        language=settings.invoice_language,
        number=part.number,
        date=settings.local_date(order.placed_at),
        order_number=order.number,
        supplier=_supplier(connection, part.organisation_guid),
        buyer=Party(
            name=buyer.full_name or buyer.name,
            edrpou=buyer.edrpou,
            ipn=buyer.ipn,
            address=buyer.address,
            phone=buyer.phone,
        ),
        contract_number=contract.number,
        contract_date=contract.date,
        contract_name=contract.name,
        warehouse=warehouse.name,
        currency=order.currency,
        vat=part.vat,
        lines=tuple(
            InvoiceLine(
                article=line.article,
                name=line.name,
                unit=line.unit,
                quantity_milli=line.quantity_milli,
                price_e4=line.price_e4,
                sum_e4=line.sum_e4,
                backorder_on=line.backorder_on,
            )
            for line in lines
        ),
        sum_e4=sum(line.sum_e4 for line in lines),
        vat_e4=sum(line.vat_e4 for line in lines),
        payable_e4=part.sum_e4,
        pay_by=order.pay_by,
        deferral_days=contract.deferral_days,
        reserved_until=(
            None if part.reserved_until is None else settings.local_date(part.reserved_until)
        ),
    )


def accept_onec_document(
    connection: Connection, record: DocumentRecord, now: dt.datetime, pages: int | None = None
) -> int | None:
    """Take 1C's own paper for a part; returns the document's id, or None for an unknown part.

    The part is found by our number or by 1C's. The same bytes again are the same document. Raises
    Failure("bad_request") for what is no whole PDF and Failure("too_large") above 20 MB.
    """
    check_pdf(record.pdf)
    parts = tables.order_parts
    part = connection.execute(
        select(parts)
        .where(or_(parts.c.number == record.part_number, parts.c.onec_number == record.part_number))
        .order_by((parts.c.number == record.part_number).desc(), parts.c.id.desc())
        .limit(1)
    ).one_or_none()
    if part is None:
        return None
    documents = tables.documents
    sha256 = hashlib.sha256(record.pdf).hexdigest()
    current = connection.execute(
        select(documents).where(
            documents.c.part_id == part.id,
            documents.c.kind == record.kind,
            documents.c.state.in_(("pending", "ready")),
        )
    ).all()
    for row in current:
        if row.sha256 == sha256:
            return int(row.id)
    order = connection.execute(
        select(tables.orders).where(tables.orders.c.id == part.order_id)
    ).one()
    new_id = _insert_row(
        connection,
        order,
        part,
        kind=record.kind,
        number=record.number,
        date=record.date,
        sum_e4=part.sum_e4 if part.onec_sum_e4 is None else part.onec_sum_e4,
        source="onec",
        replaces=current[0].id if current else None,
        drawn=Drawn(record.pdf, pages or 0),
        now=now,
    )
    for row in current:
        connection.execute(
            update(documents)
            .where(documents.c.id == row.id)
            .values(state="replaced", replaced_by=new_id, seq=next_seq(connection))
        )
    connection.execute(
        insert(tables.order_events).values(
            order_id=order.id,
            at=now,
            kind="document_replaced" if current else "document",
            text=record.number,
            document_id=new_id,
        )
    )
    renew_orders(connection, {order.id})
    return new_id


def check_pdf(pdf: bytes) -> None:
    """Refuse what is too large or is not a whole PDF file."""
    if len(pdf) > MAX_PDF_BYTES:
        raise Failure("too_large", f"a document of {len(pdf)} bytes")
    if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-1024:]:
        raise Failure("bad_request", "not a whole PDF file")


def withdraw_invoices(connection: Connection, part_id: int) -> None:
    """Withdraw our papers of a part that is cancelled; 1C's stay as 1C's word."""
    documents = tables.documents
    ids = connection.execute(
        select(documents.c.id).where(
            documents.c.part_id == part_id,
            documents.c.source == "gateway",
            documents.c.state.in_(("pending", "ready")),
        )
    ).scalars()
    for document_id in list(ids):
        connection.execute(
            update(documents)
            .where(documents.c.id == document_id)
            .values(state="withdrawn", seq=next_seq(connection))
        )


def _supplier(connection: Connection, guid: str) -> Party:
    organisations = dealers.organisations
    row = connection.execute(
        select(organisations).where(organisations.c.guid == guid)
    ).one_or_none()
    if row is None:
        return Party(name="")
    return Party(
        name=row.full_name or row.name,
        edrpou=row.edrpou,
        ipn=row.ipn,
        iban=row.iban,
        bank=row.bank,
        mfo=row.mfo,
        address=row.address,
        phone=row.phone,
        tax_note=row.tax_note,
        signer=row.signer,
    )


def _part(connection: Connection, part_id: int) -> Row[Any]:
    return connection.execute(
        select(tables.order_parts).where(tables.order_parts.c.id == part_id)
    ).one()


def _insert(
    connection: Connection, part: Row[Any], form: InvoiceForm, drawn: Drawn | None, now: dt.datetime
) -> int:
    order = connection.execute(
        select(tables.orders).where(tables.orders.c.id == part.order_id)
    ).one()
    return _insert_row(
        connection,
        order,
        part,
        kind="invoice",
        number=form.number,
        date=form.date,
        sum_e4=form.payable_e4,
        source="gateway",
        replaces=None,
        drawn=drawn,
        now=now,
    )


def _insert_row(
    connection: Connection,
    order: Row[Any],
    part: Row[Any],
    *,
    kind: str,
    number: str,
    date: dt.date,
    sum_e4: int,
    source: str,
    replaces: int | None,
    drawn: Drawn | None,
    now: dt.datetime,
) -> int:
    sha256 = None
    if drawn is not None:
        sha256 = hashlib.sha256(drawn.pdf).hexdigest()
        blobs = tables.blobs
        known = connection.execute(
            select(blobs.c.sha256).where(blobs.c.sha256 == sha256)
        ).one_or_none()
        if known is None:
            connection.execute(insert(blobs).values(sha256=sha256, bytes=drawn.pdf))
    products = connection.execute(
        select(tables.order_lines.c.product_id)
        .where(tables.order_lines.c.part_id == part.id)
        .distinct()
        .order_by(tables.order_lines.c.product_id)
    ).scalars()
    made = connection.execute(
        insert(tables.documents)
        .values(
            dealer_id=order.dealer_id,
            kind=kind,
            number=number,
            date=date,
            counterparty_id=order.counterparty_id,
            contract_id=order.contract_id,
            order_id=order.id,
            part_id=part.id,
            product_ids=list(products),
            sum_e4=sum_e4,
            currency=order.currency,
            pay_by=order.pay_by,
            state="pending" if drawn is None else "ready",
            replaces=replaces,
            sha256=sha256,
            size=None if drawn is None else len(drawn.pdf),
            pages=None if drawn is None or not drawn.pages else drawn.pages,
            source=source,
            received_at=now,
            seq=next_seq(connection),
        )
        .returning(tables.documents.c.id)
    )
    return int(made.scalar_one())
