"""The journal's tables for SQLAlchemy; a test holds them equal to the migrations."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _table(name: str, *columns: Column[object]) -> Table:
    return Table(name, metadata, *columns)


drafts = _table(
    "drafts",
    Column("id", Text, primary_key=True),
    Column("counterparty", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("contract", Text),
    Column("comment", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("changed_at", Text, nullable=False),
)

draft_lines = _table(
    "draft_lines",
    Column("draft_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("product", Text, primary_key=True),
    Column("variant", Text, primary_key=True),
    Column("warehouse", Text, primary_key=True),
    Column("backorder_on", Text, primary_key=True),
    Column("quantity_milli", Integer, nullable=False),
    Column("article", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("seen_price_e4", Integer),
    Column("seen_currency", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("comment", Text, nullable=False),
)

undo = _table(
    "undo",
    Column("draft_id", Text, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("at", Text, nullable=False),
)

choices = _table(
    "choices",
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
)

outbox = _table(
    "outbox",
    Column("key", Text, primary_key=True),
    Column("counterparty", Text, nullable=False),
    Column("contract", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("body_sha256", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("total_e4", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("queued_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Text),
    Column("error", Text, nullable=False),
    Column("answer", Text),
    Column("number", Text, nullable=False),
    Column("replaces", Text),
)

outbox_draft = _table(
    "outbox_draft",
    Column("key", Text, primary_key=True),
    Column("draft", Text, nullable=False),
    Column("given_back_at", Text),
)

stored_files = _table(
    "stored_files",
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("document", Integer),
    Column("kind", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("stored_at", Text, nullable=False),
)

print_presets = _table(
    "print_presets",
    Column("kind", Text, primary_key=True),
    Column("backend", Text, nullable=False),
    Column("printer", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("duplex", Integer, nullable=False),
    Column("changed_at", Text, nullable=False),
)

print_log = _table(
    "print_log",
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("document", Integer),
    Column("kind", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("backend", Text, nullable=False),
    Column("printer", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("job", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
)
