"""Who buys and under which terms: organisations, dealers, counterparties, contracts, users."""

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
    String,
    Table,
    UniqueConstraint,
    false,
    text,
    true,
)

from gateway.store.tables.base import GUID, NAME, metadata
from gateway.store.types import RowId, UtcTime


def _text(name: str, length: int = 300) -> Column[str]:
    return Column(name, String(length), nullable=False, server_default="")


organisations = Table(
    "organisations",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guid", GUID, nullable=False, unique=True),
    Column("name", NAME, nullable=False),
    _text("full_name"),
    _text("edrpou", 12),
    _text("ipn", 12),
    _text("iban", 34),
    _text("bank"),
    _text("mfo", 10),
    _text("address"),
    _text("phone", 100),
    _text("tax_note"),
    _text("signer", 200),
)
"""The supplier's own legal entities, as the invoice prints them."""

managers = Table(
    "managers",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guid", GUID, nullable=False, unique=True),
    Column("name", NAME, nullable=False),
    _text("role"),
    _text("client_class", 100),
    _text("region", 100),
    _text("phone", 100),
    _text("email", 200),
    _text("hours", 200),
    Column("messengers", JSON, nullable=False, server_default=text("'[]'")),
)

dealers = Table(
    "dealers",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guid", GUID, nullable=False, unique=True),
    Column("name", NAME, nullable=False),
    Column("manager_guid", GUID),
    Column("default_contract", GUID),
    Column("blocked", Boolean, nullable=False, server_default=false()),
    _text("blocked_reason"),
    Column("profile_seq", BigInteger, nullable=False, server_default="0"),
)
"""A customer with his users. `profile_seq` grows when anything that /profile tells changes."""

dealer_groups = Table(
    "dealer_groups",
    metadata,
    Column("dealer_id", ForeignKey("dealers.id"), primary_key=True),
    Column("group_id", ForeignKey("groups.id"), primary_key=True),
    Column("granted_seq", BigInteger, nullable=False),
)
"""Permitted groups; a group brings everything below it."""

dealer_warehouses = Table(
    "dealer_warehouses",
    metadata,
    Column("dealer_id", ForeignKey("dealers.id"), primary_key=True),
    Column("warehouse_id", ForeignKey("warehouses.id"), primary_key=True),
    Column("granted_seq", BigInteger, nullable=False),
)
"""Permitted warehouses; no row at all = every warehouse of the supplier."""

counterparties = Table(
    "counterparties",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guid", GUID, nullable=False, unique=True),
    Column("dealer_id", ForeignKey("dealers.id"), index=True),
    Column("name", NAME, nullable=False),
    _text("short_name"),
    _text("full_name"),
    _text("edrpou", 12),
    _text("ipn", 12),
    _text("address"),
    _text("phone", 100),
    _text("email", 200),
    _text("client_class", 100),
    _text("region", 100),
    Column("may_order", Boolean, nullable=False, server_default=true()),
)
"""`name` is 1C's exact name: a wrong one makes 1C create a new customer."""

contracts = Table(
    "contracts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guid", GUID, nullable=False, unique=True),
    Column("counterparty_id", ForeignKey("counterparties.id"), nullable=False, index=True),
    _text("number", 100),
    Column("date", Date),
    Column("name", NAME, nullable=False),
    _text("short", 5),
    Column("kind", String(12), nullable=False),
    Column("deferral_days", Integer, nullable=False, server_default="0"),
    Column("ship_within_days", Integer),
    _text("ship_note"),
    Column("price_type_id", ForeignKey("price_types.id"), nullable=False),
    Column("own_price_type_id", ForeignKey("price_types.id")),
    Column("discount_e4", Integer, nullable=False, server_default="0"),
    Column("group_discounts", JSON, nullable=False, server_default=text("'{}'")),
    Column("currency", String(3), nullable=False),
    Column("rate", JSON(none_as_null=True)),
    Column("vat", String(10), nullable=False),
    Column("organisation_guid", GUID, nullable=False),
    Column("default_warehouse_guid", GUID),
    Column("manager_guid", GUID),
    Column("minimum_order_e4", BigInteger),
    Column("minimum_scope", String(10), nullable=False, server_default="order"),
    Column("maximum_order_e4", BigInteger),
    Column("limit_e4", BigInteger),
    Column("debt_e4", BigInteger),
    Column("overdue_e4", BigInteger),
    Column("advance_e4", BigInteger),
    Column("money_as_of", UtcTime),
    Column("overdue_blocks", Boolean, nullable=False, server_default=false()),
    Column("reservation_days", Integer),
    Column("review_above_e4", BigInteger),
    Column("may_order", Boolean, nullable=False, server_default=true()),
    _text("reason"),
    Column("valid_to", Date),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("reserved_e4", BigInteger, nullable=False, server_default="0"),
)
"""`group_discounts` maps group guid to discount_e4; `rate` is {to, value, on, rule}.

`reserved_e4` is what accepted orders hold of the limit and 1C's debt does not show yet.
"""

delivery_methods = Table(
    "delivery_methods",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("body", JSON, nullable=False),
)
"""`body` is contract.profile.DeliveryMethod."""

users = Table(
    "users",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("dealer_id", ForeignKey("dealers.id"), nullable=False, index=True),
    Column("login", String(200), nullable=False, unique=True),
    Column("name", NAME, nullable=False),
    _text("position", 200),
    _text("email", 200),
    Column("language", String(2), nullable=False, server_default="uk"),
    Column("rights", JSON, nullable=False),
    Column("password_hash", String(300)),
    Column("blocked", Boolean, nullable=False, server_default=false()),
    _text("blocked_reason"),
)
"""`login` is stored folded; `password_hash` is argon2 and None until activation."""

sessions = Table(
    "sessions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("user_id", ForeignKey("users.id"), nullable=False, index=True),
    Column("device_id", String(80), nullable=False),
    _text("device_name"),
    Column("refresh_hash", String(64), nullable=False, unique=True),
    Column("previous_refresh_hash", String(64), index=True),
    Column("successor_sealed", String(1200)),
    Column("signed_in_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
)
"""A chain of refresh tokens on one device; only SHA-256 of tokens is stored.

Until `refresh_hash` is first used, the previous token gives the same successor once more:
`successor_sealed` holds it encrypted under the previous token, as the hash cannot be undone.
"""

spent_tokens = Table(
    "spent_tokens",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False, index=True),
    Column("spent_at", UtcTime, nullable=False),
)
"""Refresh tokens whose successor is in use: whoever shows one holds a copy, and the chain ends."""

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("login_hash", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("wait_until", UtcTime, nullable=False),
)
"""Wrong passwords by hash of the login, known or not, so that the answers are alike."""

access_tokens = Table(
    "access_tokens",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False, index=True),
    Column("expires_at", UtcTime, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("user_id", ForeignKey("users.id"), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("valid_until", UtcTime, nullable=False),
    Column("used_at", UtcTime),
    Column("used_by_device", String(80)),
    Index("ix_invitations_user_id", "user_id"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guid", GUID, nullable=False),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False, index=True),
    Column("body", JSON, nullable=False),
    Column("deleted", Boolean, nullable=False, server_default=false()),
    Column("seq", BigInteger, nullable=False, index=True),
    UniqueConstraint("guid", "contract_id"),
)

news = Table(
    "news",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("until", UtcTime),
    Column("title", NAME, nullable=False),
    _text("text", 4000),
    _text("link", 500),
    Column("importance", Integer, nullable=False, server_default="0"),
    Column("deleted", Boolean, nullable=False, server_default=false()),
    Column("seq", BigInteger, nullable=False, index=True),
)
