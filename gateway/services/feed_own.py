"""The feed's kinds that belong to one dealer, row by row: orders, papers, ledger; and news."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from contract.documents import Document
from contract.pricing import decimal_from_e4
from gateway.services.feed_sources import Column, Context, Source, ids, pack
from gateway.services.order_json import order_json
from gateway.store.tables.dealers import contracts, counterparties, news
from gateway.store.tables.orders import documents, order_parts, orders

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def _of_dealer(context: Context) -> str:
    return f"r.dealer_id = {int(context.sight.dealer_id)}"


def _everything(context: Context) -> str:
    del context
    return "1 = 1"


def _not_deleted(context: Context) -> str:
    del context
    return "NOT r.deleted"


def _order_columns(context: Context, columns: dict[str, Sequence[Any]]) -> dict[str, str]:
    found = [order_json(context.connection, order_id) for order_id in columns["id"]]
    return {"id": pack(columns["id"], "plain"), "order": pack(found, "plain")}


ORDERS = Source(
    tables="orders r",
    keys=("r.id",),
    columns=(Column("id", "r.id"),),
    visible=_everything,
    scope=_of_dealer,
    finish=_order_columns,
)


def documents_json(connection: Connection, wanted: Sequence[int]) -> list[dict[str, Any]]:
    """Return papers as JSON values, valid as contract.documents.Document, in the given order."""
    rows = connection.execute(
        select(
            documents,
            counterparties.c.guid.label("counterparty_guid"),
            contracts.c.guid.label("contract_guid"),
            orders.c.key.label("order_key"),
            order_parts.c.number.label("part_number"),
        )
        .join(counterparties, counterparties.c.id == documents.c.counterparty_id)
        .outerjoin(contracts, contracts.c.id == documents.c.contract_id)
        .outerjoin(orders, orders.c.id == documents.c.order_id)
        .outerjoin(order_parts, order_parts.c.id == documents.c.part_id)
        .where(documents.c.id.in_(wanted))
    ).all()
    by_id = {
        row.id: Document(
            id=row.id,
            kind=row.kind,
            number=row.number,
            date=row.date,
            counterparty=row.counterparty_guid,
            contract=row.contract_guid,
            order=None if row.order_key is None else uuid.UUID(row.order_key),
            part=row.part_number,
            product_ids=row.product_ids,
            sum=None if row.sum_e4 is None else decimal_from_e4(row.sum_e4),
            currency=row.currency,
            pay_by=row.pay_by,
            state=row.state,
            replaces=row.replaces,
            replaced_by=row.replaced_by,
            sha256=row.sha256,
            size=row.size,
            pages=row.pages,
            source=row.source,
            received_at=row.received_at,
        ).model_dump(mode="json")
        for row in rows
    }
    return [by_id[one] for one in wanted]


def _document_columns(context: Context, columns: dict[str, Sequence[Any]]) -> dict[str, str]:
    found = documents_json(context.connection, columns["id"])
    return {"id": pack(columns["id"], "plain"), "document": pack(found, "plain")}


DOCUMENTS = Source(
    tables="documents r",
    keys=("r.id",),
    columns=(Column("id", "r.id"),),
    visible=_everything,
    scope=_of_dealer,
    finish=_document_columns,
)


def _ledger_scope(context: Context) -> str:
    return f"r.contract_id IN {ids(context.sight.contracts)}"


def _ledger_columns(context: Context, columns: dict[str, Sequence[Any]]) -> dict[str, str]:
    del context
    pairs = zip(columns["id"], columns["body"], strict=True)
    entries = [{**json.loads(body), "id": one} for one, body in pairs]
    return {"id": pack(columns["id"], "plain"), "entry": pack(entries, "plain")}


LEDGER = Source(
    tables="ledger r",
    keys=("r.id",),
    columns=(Column("id", "r.id"), Column("body", "CAST(r.body AS TEXT)")),
    visible=_not_deleted,
    scope=_ledger_scope,
    finish=_ledger_columns,
)


def _news_columns(context: Context, columns: dict[str, Sequence[Any]]) -> dict[str, str]:
    # Few rows: read again by Core, which knows how each database writes a moment.
    wanted = columns["id"]
    rows = context.connection.execute(
        select(news.c.id, news.c.at, news.c.until).where(news.c.id.in_(wanted))
    ).all()
    times = {row.id: (row.at, row.until) for row in rows}
    packed = {name: pack(values, "plain") for name, values in columns.items()}
    packed["at"] = pack([times[one][0].isoformat() for one in wanted], "plain")
    packed["until"] = pack(
        [None if times[one][1] is None else times[one][1].isoformat() for one in wanted], "plain"
    )
    return packed


NEWS = Source(
    tables="news r",
    keys=("r.id",),
    columns=(
        Column("id", "r.id"),
        Column("title", "r.title"),
        Column("text", "r.text"),
        Column("link", "r.link"),
        Column("importance", "r.importance"),
    ),
    visible=_not_deleted,
    finish=_news_columns,
)
