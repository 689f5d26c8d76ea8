"""Orders, their parts, holds and papers."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from gateway.store.tables.base import GUID, NAME, metadata
from gateway.store.types import RowId, UtcTime

order_keys = Table(
    "order_keys",
    metadata,
    Column("dealer_id", ForeignKey("dealers.id"), primary_key=True),
    Column("key", String(36), primary_key=True),
    Column("status", String(10), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("body_sha256", String(64), nullable=False),
    Column("problems", JSON),
    Column("order_id", ForeignKey("orders.id")),
    Column("answer", LargeBinary),
    Column("at", UtcTime, nullable=False),
)
"""What every order key ever became: order, rejected or void. Never deleted.

`body` is the request byte for byte, `answer` the first answer; repeats get it again.
"""

orders = Table(
    "orders",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("dealer_id", ForeignKey("dealers.id"), nullable=False, index=True),
    Column("key", String(36)),
    Column("number", String(20), nullable=False),
    Column("title", NAME, nullable=False, server_default=""),
    Column("placed_at", UtcTime, nullable=False),
    Column("placed_by", NAME, nullable=False, server_default=""),
    Column("counterparty_id", ForeignKey("counterparties.id"), nullable=False),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False, index=True),
    Column("currency", String(3), nullable=False),
    Column("total_e4", BigInteger, nullable=False),
    Column("vat_e4", BigInteger, nullable=False),
    Column("limit_held_e4", BigInteger, nullable=False, server_default="0"),
    Column("state", String(24), nullable=False),
    Column("state_text", NAME, nullable=False, server_default=""),
    Column("state_at", UtcTime, nullable=False),
    Column("payment", String(10), nullable=False, server_default="none"),
    Column("pay_by", Date),
    Column("delivery", JSON),
    Column("comment", String(4000), nullable=False, server_default=""),
    Column("customer_number", NAME, nullable=False, server_default=""),
    Column("seq", BigInteger, nullable=False, index=True),
    Index("ix_orders_dealer_id_placed_at", "dealer_id", "placed_at"),
)

order_parts = Table(
    "order_parts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False, index=True),
    Column("number", String(11), nullable=False, unique=True),
    Column("account_id", ForeignKey("onec_accounts.id")),
    Column("warehouse_id", ForeignKey("warehouses.id"), nullable=False),
    Column("organisation_guid", GUID, nullable=False),
    Column("vat", String(10), nullable=False),
    Column("sum_e4", BigInteger, nullable=False),
    Column("state", String(24), nullable=False),
    Column("ship_on", Date),
    Column("reserved_until", UtcTime),
    Column("queue", String(10), nullable=False, server_default="waiting"),
    Column("refusals", Integer, nullable=False, server_default="0"),
    Column("handed_over_at", UtcTime),
    Column("onec_guid", GUID),
    Column("onec_number", String(40)),
    Column("onec_date", String(25)),
    Column("onec_posted", Boolean, nullable=False, server_default=false()),
    Column("onec_sum_e4", BigInteger),
    Column("replied_at", UtcTime),
    Column("proved_at", UtcTime),
    Column("waybills", JSON, nullable=False, server_default=text("'[]'")),
    Index("ix_order_parts_account_id_queue", "account_id", "queue"),
)
"""One part = one 1C document. `queue`: waiting, given (last query), done, stuck.

`proved_at` is when a reply of 1C proved its own reservation; holds end when a stock row from an
exchange that began later has come.
"""

order_lines = Table(
    "order_lines",
    metadata,
    Column("order_id", ForeignKey("orders.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("part_id", ForeignKey("order_parts.id"), nullable=False, index=True),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    Column("article", String(100), nullable=False, server_default=""),
    Column("name", NAME, nullable=False),
    Column("unit", String(40), nullable=False),
    Column("quantity_milli", BigInteger, nullable=False),
    Column("price_e4", BigInteger, nullable=False),
    Column("vat_rate", Integer),
    Column("sum_e4", BigInteger, nullable=False),
    Column("vat_e4", BigInteger, nullable=False),
    Column("warehouse_id", ForeignKey("warehouses.id"), nullable=False),
    Column("backorder_on", Date),
    Column("comment", NAME, nullable=False, server_default=""),
    Column("quantity_now_milli", BigInteger),
    Column("price_now_e4", BigInteger),
    Column("shipped_milli", BigInteger),
    Column("reason", NAME, nullable=False, server_default=""),
)

holds = Table(
    "holds",
    metadata,
    Column("order_id", ForeignKey("orders.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("part_id", ForeignKey("order_parts.id"), nullable=False, index=True),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    Column("warehouse_id", ForeignKey("warehouses.id"), nullable=False),
    Column("quantity_milli", BigInteger, nullable=False),
    Column("ended_at", UtcTime),
    Column("ended_why", String(40)),
    Index("ix_holds_product_id_warehouse_id", "product_id", "warehouse_id"),
)
"""Stock kept for a line; while `ended_at` is None it is part of stock.held_milli."""

order_events = Table(
    "order_events",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("text", String(4000), nullable=False, server_default=""),
    Column("by", NAME, nullable=False, server_default=""),
    Column("document_id", ForeignKey("documents.id")),
    Column("expected_on", Date),
)

documents = Table(
    "documents",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("dealer_id", ForeignKey("dealers.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("number", String(60), nullable=False),
    Column("date", Date, nullable=False),
    Column("counterparty_id", ForeignKey("counterparties.id"), nullable=False),
    Column("contract_id", ForeignKey("contracts.id")),
    Column("order_id", ForeignKey("orders.id"), index=True),
    Column("part_id", ForeignKey("order_parts.id"), index=True),
    Column("product_ids", JSON, nullable=False, server_default=text("'[]'")),
    Column("sum_e4", BigInteger),
    Column("currency", String(3)),
    Column("pay_by", Date),
    Column("state", String(10), nullable=False),
    Column("replaces", ForeignKey("documents.id")),
    Column("replaced_by", ForeignKey("documents.id")),
    Column("sha256", String(64)),
    Column("size", Integer),
    Column("pages", Integer),
    Column("source", String(10), nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("seq", BigInteger, nullable=False, index=True),
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
"""PDF bytes by hash, exactly as received or drawn."""

quotes = Table(
    "quotes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("dealer_id", ForeignKey("dealers.id"), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("valid_until", UtcTime, nullable=False),
    Column("body", JSON, nullable=False),
    UniqueConstraint("id", "dealer_id"),
)
