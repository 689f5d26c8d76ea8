"""The doors to 1C: accounts, their exchange sessions, received files and the log."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    false,
    text,
)

from gateway.store.tables.base import GUID, metadata
from gateway.store.types import RowId, UtcTime

onec_accounts = Table(
    "onec_accounts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("login", String(100), nullable=False, unique=True),
    Column("password_hash", String(300), nullable=False),
    Column("dialect", String(20), nullable=False),
    Column("organisation_guid", GUID),
    Column("warehouse_guid", GUID),
    Column("every_contract", Boolean, nullable=False, server_default=false()),
    Column("settings", JSON, nullable=False, server_default=text("'{}'")),
    Column("last_seen_at", UtcTime),
    Column("last_full_at", UtcTime),
    Column("sweep_from", UtcTime),
)
"""One login of 1C. `settings` is gateway.onec.accounts.AccountSettings as JSON.

`warehouse_guid`: the only warehouse whose parts this account takes and, where the files name no
warehouse, the one that their quantity means. `sweep_from`: start of the last exchange that said
"not only changes"; rows not named since may be swept after a quiet time.
"""

onec_account_contracts = Table(
    "onec_account_contracts",
    metadata,
    Column("account_id", ForeignKey("onec_accounts.id"), primary_key=True),
    Column("contract_guid", GUID, primary_key=True),
)
"""Parts of orders under these contracts are handed to the account."""

exchange_sessions = Table(
    "exchange_sessions",
    metadata,
    Column("cookie_hash", String(64), primary_key=True),
    Column("account_id", ForeignKey("onec_accounts.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("began_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False),
    Column("given_parts", JSON, nullable=False, server_default=text("'[]'")),
    Column("query_limit", BigInteger),
)
"""A cookie of one exchange; `given_parts` are the part ids of its last query."""

exchange_log = Table(
    "exchange_log",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("account_id", ForeignKey("onec_accounts.id")),
    Column("level", String(10), nullable=False),
    Column("code", String(40), nullable=False),
    Column("text", String(1000), nullable=False),
    Column("file", String(300), nullable=False, server_default=""),
    Index("ix_exchange_log_account_id_at", "account_id", "at"),
)
"""What the administrator reads when something of the exchange looks wrong."""

exchange_facts = Table(
    "exchange_facts",
    metadata,
    Column("account_id", ForeignKey("onec_accounts.id"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("as_of", UtcTime, nullable=False),
)
"""When the exchange that last brought each kind (groups, products, prices, stock) began."""
