"""All tables of the first version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from gateway.store.types import UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blobs")),
    )
    op.create_table(
        "dealers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("manager_guid", sa.String(length=80), nullable=True),
        sa.Column("default_contract", sa.String(length=80), nullable=True),
        sa.Column("blocked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("blocked_reason", sa.String(length=300), server_default="", nullable=False),
        sa.Column("profile_seq", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dealers")),
        sa.UniqueConstraint("guid", name=op.f("uq_dealers_guid")),
    )
    op.create_table(
        "delivery_methods",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_delivery_methods")),
    )
    op.create_table(
        "managers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("role", sa.String(length=300), server_default="", nullable=False),
        sa.Column("client_class", sa.String(length=100), server_default="", nullable=False),
        sa.Column("region", sa.String(length=100), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=100), server_default="", nullable=False),
        sa.Column("email", sa.String(length=200), server_default="", nullable=False),
        sa.Column("hours", sa.String(length=200), server_default="", nullable=False),
        sa.Column("messengers", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_managers")),
        sa.UniqueConstraint("guid", name=op.f("uq_managers_guid")),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "news",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("until", UtcTime(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("text", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("link", sa.String(length=500), server_default="", nullable=False),
        sa.Column("importance", sa.Integer(), server_default="0", nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news")),
    )
    with op.batch_alter_table("news", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_news_seq"), ["seq"], unique=False)

    op.create_table(
        "onec_accounts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=False),
        sa.Column("dialect", sa.String(length=20), nullable=False),
        sa.Column("organisation_guid", sa.String(length=80), nullable=True),
        sa.Column("warehouse_guid", sa.String(length=80), nullable=True),
        sa.Column("every_contract", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("settings", sa.JSON(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("last_seen_at", UtcTime(), nullable=True),
        sa.Column("last_full_at", UtcTime(), nullable=True),
        sa.Column("sweep_from", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_onec_accounts")),
        sa.UniqueConstraint("login", name=op.f("uq_onec_accounts_login")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("full_name", sa.String(length=300), server_default="", nullable=False),
        sa.Column("edrpou", sa.String(length=12), server_default="", nullable=False),
        sa.Column("ipn", sa.String(length=12), server_default="", nullable=False),
        sa.Column("iban", sa.String(length=34), server_default="", nullable=False),
        sa.Column("bank", sa.String(length=300), server_default="", nullable=False),
        sa.Column("mfo", sa.String(length=10), server_default="", nullable=False),
        sa.Column("address", sa.String(length=300), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=100), server_default="", nullable=False),
        sa.Column("tax_note", sa.String(length=300), server_default="", nullable=False),
        sa.Column("signer", sa.String(length=200), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("guid", name=op.f("uq_organisations_guid")),
    )
    op.create_table(
        "sequence_marks",
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("at", name=op.f("pk_sequence_marks")),
    )
    op.create_table(
        "sequences",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sequences")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("login_hash", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("login_hash", name=op.f("pk_sign_in_failures")),
    )
    op.create_table(
        "counterparties",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column("dealer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("short_name", sa.String(length=300), server_default="", nullable=False),
        sa.Column("full_name", sa.String(length=300), server_default="", nullable=False),
        sa.Column("edrpou", sa.String(length=12), server_default="", nullable=False),
        sa.Column("ipn", sa.String(length=12), server_default="", nullable=False),
        sa.Column("address", sa.String(length=300), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=100), server_default="", nullable=False),
        sa.Column("email", sa.String(length=200), server_default="", nullable=False),
        sa.Column("client_class", sa.String(length=100), server_default="", nullable=False),
        sa.Column("region", sa.String(length=100), server_default="", nullable=False),
        sa.Column("may_order", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_counterparties_dealer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counterparties")),
        sa.UniqueConstraint("guid", name=op.f("uq_counterparties_guid")),
    )
    with op.batch_alter_table("counterparties", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_counterparties_dealer_id"), ["dealer_id"], unique=False
        )

    op.create_table(
        "exchange_facts",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("as_of", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["onec_accounts.id"], name=op.f("fk_exchange_facts_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", "kind", name=op.f("pk_exchange_facts")),
    )
    op.create_table(
        "exchange_log",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("file", sa.String(length=300), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["onec_accounts.id"], name=op.f("fk_exchange_log_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_log")),
    )
    with op.batch_alter_table("exchange_log", schema=None) as batch_op:
        batch_op.create_index("ix_exchange_log_account_id_at", ["account_id", "at"], unique=False)

    op.create_table(
        "exchange_sessions",
        sa.Column("cookie_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("began_at", UtcTime(), nullable=False),
        sa.Column("last_seen_at", UtcTime(), nullable=False),
        sa.Column("given_parts", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("query_limit", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["onec_accounts.id"], name=op.f("fk_exchange_sessions_account_id")
        ),
        sa.PrimaryKeyConstraint("cookie_hash", name=op.f("pk_exchange_sessions")),
    )
    with op.batch_alter_table("exchange_sessions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exchange_sessions_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "groups",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("moved_seq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("named_at", UtcTime(), nullable=True),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["onec_accounts.id"], name=op.f("fk_groups_account_id")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["groups.id"], name=op.f("fk_groups_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("guid", name=op.f("uq_groups_guid")),
    )
    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groups_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_groups_seq"), ["seq"], unique=False)

    op.create_table(
        "onec_account_contracts",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("contract_guid", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["onec_accounts.id"], name=op.f("fk_onec_account_contracts_account_id")
        ),
        sa.PrimaryKeyConstraint(
            "account_id", "contract_guid", name=op.f("pk_onec_account_contracts")
        ),
    )
    op.create_table(
        "price_types",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("vat_included", sa.Boolean(), nullable=False),
        sa.Column("scale", sa.Integer(), server_default="2", nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["onec_accounts.id"], name=op.f("fk_price_types_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_types")),
        sa.UniqueConstraint("guid", name=op.f("uq_price_types_guid")),
    )
    with op.batch_alter_table("price_types", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_price_types_seq"), ["seq"], unique=False)

    op.create_table(
        "properties",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("unit", sa.String(length=40), server_default="", nullable=False),
        sa.Column("type", sa.String(length=10), server_default="text", nullable=False),
        sa.Column("group_ids", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("row_order", sa.Integer(), nullable=True),
        sa.Column("card_order", sa.Integer(), nullable=True),
        sa.Column("facet_order", sa.Integer(), nullable=True),
        sa.Column("is_tag", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("named_at", UtcTime(), nullable=True),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["onec_accounts.id"], name=op.f("fk_properties_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_properties")),
        sa.UniqueConstraint("guid", name=op.f("uq_properties_guid")),
    )
    with op.batch_alter_table("properties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_properties_seq"), ["seq"], unique=False)

    op.create_table(
        "quotes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column(
            "dealer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("valid_until", UtcTime(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["dealer_id"], ["dealers.id"], name=op.f("fk_quotes_dealer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotes")),
        sa.UniqueConstraint("id", "dealer_id", name=op.f("uq_quotes_id_dealer_id")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "dealer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("position", sa.String(length=200), server_default="", nullable=False),
        sa.Column("email", sa.String(length=200), server_default="", nullable=False),
        sa.Column("language", sa.String(length=2), server_default="uk", nullable=False),
        sa.Column("rights", sa.JSON(), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=True),
        sa.Column("blocked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("blocked_reason", sa.String(length=300), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["dealer_id"], ["dealers.id"], name=op.f("fk_users_dealer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("login", name=op.f("uq_users_login")),
    )
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_users_dealer_id"), ["dealer_id"], unique=False)

    op.create_table(
        "warehouses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("short", sa.String(length=3), server_default="", nullable=False),
        sa.Column("city", sa.String(length=300), server_default="", nullable=False),
        sa.Column("address", sa.String(length=300), server_default="", nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kind", sa.String(length=10), server_default="own", nullable=False),
        sa.Column("counted", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("delivery_days", sa.Integer(), nullable=True),
        sa.Column("cutoff", sa.String(length=20), server_default="", nullable=False),
        sa.Column("ship_weekdays", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("pickup_hours", sa.String(length=200), server_default="", nullable=False),
        sa.Column("low_stock_milli", sa.BigInteger(), nullable=True),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["onec_accounts.id"], name=op.f("fk_warehouses_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warehouses")),
        sa.UniqueConstraint("guid", name=op.f("uq_warehouses_guid")),
    )
    with op.batch_alter_table("warehouses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_warehouses_seq"), ["seq"], unique=False)

    op.create_table(
        "contracts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column(
            "counterparty_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.String(length=100), server_default="", nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("short", sa.String(length=5), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("deferral_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ship_within_days", sa.Integer(), nullable=True),
        sa.Column("ship_note", sa.String(length=300), server_default="", nullable=False),
        sa.Column(
            "price_type_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "own_price_type_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("discount_e4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("group_discounts", sa.JSON(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("rate", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("vat", sa.String(length=10), nullable=False),
        sa.Column("organisation_guid", sa.String(length=80), nullable=False),
        sa.Column("default_warehouse_guid", sa.String(length=80), nullable=True),
        sa.Column("manager_guid", sa.String(length=80), nullable=True),
        sa.Column("minimum_order_e4", sa.BigInteger(), nullable=True),
        sa.Column("minimum_scope", sa.String(length=10), server_default="order", nullable=False),
        sa.Column("maximum_order_e4", sa.BigInteger(), nullable=True),
        sa.Column("limit_e4", sa.BigInteger(), nullable=True),
        sa.Column("debt_e4", sa.BigInteger(), nullable=True),
        sa.Column("overdue_e4", sa.BigInteger(), nullable=True),
        sa.Column("advance_e4", sa.BigInteger(), nullable=True),
        sa.Column("money_as_of", UtcTime(), nullable=True),
        sa.Column("overdue_blocks", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reservation_days", sa.Integer(), nullable=True),
        sa.Column("review_above_e4", sa.BigInteger(), nullable=True),
        sa.Column("may_order", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("reason", sa.String(length=300), server_default="", nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reserved_e4", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["counterparty_id"], ["counterparties.id"], name=op.f("fk_contracts_counterparty_id")
        ),
        sa.ForeignKeyConstraint(
            ["own_price_type_id"], ["price_types.id"], name=op.f("fk_contracts_own_price_type_id")
        ),
        sa.ForeignKeyConstraint(
            ["price_type_id"], ["price_types.id"], name=op.f("fk_contracts_price_type_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("guid", name=op.f("uq_contracts_guid")),
    )
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contracts_counterparty_id"), ["counterparty_id"], unique=False
        )

    op.create_table(
        "dealer_groups",
        sa.Column(
            "dealer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("granted_seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_dealer_groups_dealer_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_dealer_groups_group_id")
        ),
        sa.PrimaryKeyConstraint("dealer_id", "group_id", name=op.f("pk_dealer_groups")),
    )
    op.create_table(
        "dealer_warehouses",
        sa.Column(
            "dealer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "warehouse_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("granted_seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_dealer_warehouses_dealer_id")
        ),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouses.id"], name=op.f("fk_dealer_warehouses_warehouse_id")
        ),
        sa.PrimaryKeyConstraint("dealer_id", "warehouse_id", name=op.f("pk_dealer_warehouses")),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("valid_until", UtcTime(), nullable=False),
        sa.Column("used_at", UtcTime(), nullable=True),
        sa.Column("used_by_device", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_invitations_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitations_code_hash")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index("ix_invitations_user_id", ["user_id"], unique=False)

    op.create_table(
        "products",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column("variant", sa.String(length=80), server_default="", nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("article", sa.String(length=100), server_default="", nullable=False),
        sa.Column("other_codes", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("synonyms", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("brand", sa.String(length=300), server_default="", nullable=False),
        sa.Column("unit", sa.String(length=40), server_default="", nullable=False),
        sa.Column("unit_code", sa.String(length=10), server_default="", nullable=False),
        sa.Column("units", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("pack_milli", sa.BigInteger(), nullable=True),
        sa.Column("pack_name", sa.String(length=40), server_default="", nullable=False),
        sa.Column("weight_g", sa.BigInteger(), nullable=True),
        sa.Column("volume_cm3", sa.BigInteger(), nullable=True),
        sa.Column("barcodes", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("vat_rate", sa.Integer(), nullable=True),
        sa.Column("properties", sa.JSON(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("images", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("analogues", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("replaced_by", sa.String(length=80), nullable=True),
        sa.Column("discontinued", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("why_not", sa.String(length=300), server_default="", nullable=False),
        sa.Column("has_variants", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("named_at", UtcTime(), nullable=True),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["onec_accounts.id"], name=op.f("fk_products_account_id")
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_products_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("guid", "variant", name=op.f("uq_products_guid_variant")),
    )
    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_products_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_products_seq"), ["seq"], unique=False)

    op.create_table(
        "property_values",
        sa.Column(
            "property_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["property_id"], ["properties.id"], name=op.f("fk_property_values_property_id")
        ),
        sa.PrimaryKeyConstraint("property_id", "guid", name=op.f("pk_property_values")),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("device_id", sa.String(length=80), nullable=False),
        sa.Column("device_name", sa.String(length=300), server_default="", nullable=False),
        sa.Column("refresh_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_refresh_hash", sa.String(length=64), nullable=True),
        sa.Column("successor_sealed", sa.String(length=1200), nullable=True),
        sa.Column("signed_in_at", UtcTime(), nullable=False),
        sa.Column("last_seen_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("refresh_hash", name=op.f("uq_sessions_refresh_hash")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sessions_previous_refresh_hash"), ["previous_refresh_hash"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_sessions_user_id"), ["user_id"], unique=False)

    op.create_table(
        "access_tokens",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column(
            "session_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_access_tokens_session_id")
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_access_tokens")),
    )
    with op.batch_alter_table("access_tokens", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_access_tokens_session_id"), ["session_id"], unique=False
        )

    op.create_table(
        "ledger",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guid", sa.String(length=80), nullable=False),
        sa.Column(
            "contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_ledger_contract_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
        sa.UniqueConstraint("guid", "contract_id", name=op.f("uq_ledger_guid_contract_id")),
    )
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_contract_id"), ["contract_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_seq"), ["seq"], unique=False)

    op.create_table(
        "orders",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "dealer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("key", sa.String(length=36), nullable=True),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), server_default="", nullable=False),
        sa.Column("placed_at", UtcTime(), nullable=False),
        sa.Column("placed_by", sa.String(length=300), server_default="", nullable=False),
        sa.Column(
            "counterparty_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("total_e4", sa.BigInteger(), nullable=False),
        sa.Column("vat_e4", sa.BigInteger(), nullable=False),
        sa.Column("limit_held_e4", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("state_text", sa.String(length=300), server_default="", nullable=False),
        sa.Column("state_at", UtcTime(), nullable=False),
        sa.Column("payment", sa.String(length=10), server_default="none", nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=True),
        sa.Column("delivery", sa.JSON(), nullable=True),
        sa.Column("comment", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("customer_number", sa.String(length=300), server_default="", nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_orders_contract_id")
        ),
        sa.ForeignKeyConstraint(
            ["counterparty_id"], ["counterparties.id"], name=op.f("fk_orders_counterparty_id")
        ),
        sa.ForeignKeyConstraint(["dealer_id"], ["dealers.id"], name=op.f("fk_orders_dealer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
    )
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_orders_contract_id"), ["contract_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_orders_dealer_id"), ["dealer_id"], unique=False)
        batch_op.create_index(
            "ix_orders_dealer_id_placed_at", ["dealer_id", "placed_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_orders_seq"), ["seq"], unique=False)

    op.create_table(
        "prices",
        sa.Column(
            "price_type_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("price_e4", sa.BigInteger(), nullable=True),
        sa.Column("named_at", UtcTime(), nullable=True),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["price_type_id"], ["price_types.id"], name=op.f("fk_prices_price_type_id")
        ),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_prices_product_id")),
        sa.PrimaryKeyConstraint("price_type_id", "product_id", name=op.f("pk_prices")),
    )
    with op.batch_alter_table("prices", schema=None) as batch_op:
        batch_op.create_index("ix_prices_price_type_id_seq", ["price_type_id", "seq"], unique=False)
        batch_op.create_index("ix_prices_product_id", ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prices_seq"), ["seq"], unique=False)

    op.create_table(
        "spent_tokens",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column(
            "session_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("spent_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_spent_tokens_session_id")
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_spent_tokens")),
    )
    with op.batch_alter_table("spent_tokens", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_spent_tokens_session_id"), ["session_id"], unique=False
        )

    op.create_table(
        "stock",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "warehouse_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("onec_free_milli", sa.BigInteger(), nullable=True),
        sa.Column("held_milli", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("expected_milli", sa.BigInteger(), nullable=True),
        sa.Column("expected_note", sa.String(length=200), server_default="", nullable=False),
        sa.Column("exchange_began_at", UtcTime(), nullable=True),
        sa.Column("named_at", UtcTime(), nullable=True),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_stock_product_id")),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouses.id"], name=op.f("fk_stock_warehouse_id")
        ),
        sa.PrimaryKeyConstraint("product_id", "warehouse_id", name=op.f("pk_stock")),
    )
    with op.batch_alter_table("stock", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stock_seq"), ["seq"], unique=False)
        batch_op.create_index("ix_stock_warehouse_id", ["warehouse_id"], unique=False)

    op.create_table(
        "order_keys",
        sa.Column(
            "dealer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=True),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_order_keys_dealer_id")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_keys_order_id")),
        sa.PrimaryKeyConstraint("dealer_id", "key", name=op.f("pk_order_keys")),
    )
    op.create_table(
        "order_parts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=11), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "warehouse_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("organisation_guid", sa.String(length=80), nullable=False),
        sa.Column("vat", sa.String(length=10), nullable=False),
        sa.Column("sum_e4", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("ship_on", sa.Date(), nullable=True),
        sa.Column("reserved_until", UtcTime(), nullable=True),
        sa.Column("queue", sa.String(length=10), server_default="waiting", nullable=False),
        sa.Column("refusals", sa.Integer(), server_default="0", nullable=False),
        sa.Column("handed_over_at", UtcTime(), nullable=True),
        sa.Column("onec_guid", sa.String(length=80), nullable=True),
        sa.Column("onec_number", sa.String(length=40), nullable=True),
        sa.Column("onec_date", sa.String(length=25), nullable=True),
        sa.Column("onec_posted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("onec_sum_e4", sa.BigInteger(), nullable=True),
        sa.Column("replied_at", UtcTime(), nullable=True),
        sa.Column("proved_at", UtcTime(), nullable=True),
        sa.Column("waybills", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["onec_accounts.id"], name=op.f("fk_order_parts_account_id")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_parts_order_id")),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouses.id"], name=op.f("fk_order_parts_warehouse_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_parts")),
        sa.UniqueConstraint("number", name=op.f("uq_order_parts_number")),
    )
    with op.batch_alter_table("order_parts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_order_parts_account_id_queue", ["account_id", "queue"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_order_parts_order_id"), ["order_id"], unique=False)

    op.create_table(
        "documents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "dealer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column(
            "counterparty_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("part_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("product_ids", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("sum_e4", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("pay_by", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("replaces", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "replaced_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("received_at", UtcTime(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_documents_contract_id")
        ),
        sa.ForeignKeyConstraint(
            ["counterparty_id"], ["counterparties.id"], name=op.f("fk_documents_counterparty_id")
        ),
        sa.ForeignKeyConstraint(["dealer_id"], ["dealers.id"], name=op.f("fk_documents_dealer_id")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_documents_order_id")),
        sa.ForeignKeyConstraint(["part_id"], ["order_parts.id"], name=op.f("fk_documents_part_id")),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["documents.id"], name=op.f("fk_documents_replaced_by")
        ),
        sa.ForeignKeyConstraint(["replaces"], ["documents.id"], name=op.f("fk_documents_replaces")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_dealer_id"), ["dealer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_order_id"), ["order_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_part_id"), ["part_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_seq"), ["seq"], unique=False)

    op.create_table(
        "holds",
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "warehouse_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.Column("ended_why", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_holds_order_id")),
        sa.ForeignKeyConstraint(["part_id"], ["order_parts.id"], name=op.f("fk_holds_part_id")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_holds_product_id")),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouses.id"], name=op.f("fk_holds_warehouse_id")
        ),
        sa.PrimaryKeyConstraint("order_id", "n", name=op.f("pk_holds")),
    )
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holds_part_id"), ["part_id"], unique=False)
        batch_op.create_index(
            "ix_holds_product_id_warehouse_id", ["product_id", "warehouse_id"], unique=False
        )

    op.create_table(
        "order_lines",
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("article", sa.String(length=100), server_default="", nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("price_e4", sa.BigInteger(), nullable=False),
        sa.Column("vat_rate", sa.Integer(), nullable=True),
        sa.Column("sum_e4", sa.BigInteger(), nullable=False),
        sa.Column("vat_e4", sa.BigInteger(), nullable=False),
        sa.Column(
            "warehouse_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("backorder_on", sa.Date(), nullable=True),
        sa.Column("comment", sa.String(length=300), server_default="", nullable=False),
        sa.Column("quantity_now_milli", sa.BigInteger(), nullable=True),
        sa.Column("price_now_e4", sa.BigInteger(), nullable=True),
        sa.Column("shipped_milli", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=300), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_lines_order_id")),
        sa.ForeignKeyConstraint(
            ["part_id"], ["order_parts.id"], name=op.f("fk_order_lines_part_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_order_lines_product_id")
        ),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouses.id"], name=op.f("fk_order_lines_warehouse_id")
        ),
        sa.PrimaryKeyConstraint("order_id", "n", name=op.f("pk_order_lines")),
    )
    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_order_lines_part_id"), ["part_id"], unique=False)

    op.create_table(
        "order_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("by", sa.String(length=300), server_default="", nullable=False),
        sa.Column(
            "document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_order_events_document_id")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_events_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_events")),
    )
    with op.batch_alter_table("order_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_order_events_order_id"), ["order_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("order_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_order_events_order_id"))

    op.drop_table("order_events")
    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_order_lines_part_id"))

    op.drop_table("order_lines")
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.drop_index("ix_holds_product_id_warehouse_id")
        batch_op.drop_index(batch_op.f("ix_holds_part_id"))

    op.drop_table("holds")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_seq"))
        batch_op.drop_index(batch_op.f("ix_documents_part_id"))
        batch_op.drop_index(batch_op.f("ix_documents_order_id"))
        batch_op.drop_index(batch_op.f("ix_documents_dealer_id"))

    op.drop_table("documents")
    with op.batch_alter_table("order_parts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_order_parts_order_id"))
        batch_op.drop_index("ix_order_parts_account_id_queue")

    op.drop_table("order_parts")
    op.drop_table("order_keys")
    with op.batch_alter_table("stock", schema=None) as batch_op:
        batch_op.drop_index("ix_stock_warehouse_id")
        batch_op.drop_index(batch_op.f("ix_stock_seq"))

    op.drop_table("stock")
    with op.batch_alter_table("spent_tokens", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spent_tokens_session_id"))

    op.drop_table("spent_tokens")
    with op.batch_alter_table("prices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prices_seq"))
        batch_op.drop_index("ix_prices_product_id")
        batch_op.drop_index("ix_prices_price_type_id_seq")

    op.drop_table("prices")
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_orders_seq"))
        batch_op.drop_index("ix_orders_dealer_id_placed_at")
        batch_op.drop_index(batch_op.f("ix_orders_dealer_id"))
        batch_op.drop_index(batch_op.f("ix_orders_contract_id"))

    op.drop_table("orders")
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_seq"))
        batch_op.drop_index(batch_op.f("ix_ledger_contract_id"))

    op.drop_table("ledger")
    with op.batch_alter_table("access_tokens", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_tokens_session_id"))

    op.drop_table("access_tokens")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_user_id"))
        batch_op.drop_index(batch_op.f("ix_sessions_previous_refresh_hash"))

    op.drop_table("sessions")
    op.drop_table("property_values")
    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_products_seq"))
        batch_op.drop_index(batch_op.f("ix_products_group_id"))

    op.drop_table("products")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index("ix_invitations_user_id")

    op.drop_table("invitations")
    op.drop_table("dealer_warehouses")
    op.drop_table("dealer_groups")
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contracts_counterparty_id"))

    op.drop_table("contracts")
    with op.batch_alter_table("warehouses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_warehouses_seq"))

    op.drop_table("warehouses")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_users_dealer_id"))

    op.drop_table("users")
    op.drop_table("quotes")
    with op.batch_alter_table("properties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_properties_seq"))

    op.drop_table("properties")
    with op.batch_alter_table("price_types", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_price_types_seq"))

    op.drop_table("price_types")
    op.drop_table("onec_account_contracts")
    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_groups_seq"))
        batch_op.drop_index(batch_op.f("ix_groups_parent_id"))

    op.drop_table("groups")
    with op.batch_alter_table("exchange_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exchange_sessions_account_id"))

    op.drop_table("exchange_sessions")
    with op.batch_alter_table("exchange_log", schema=None) as batch_op:
        batch_op.drop_index("ix_exchange_log_account_id_at")

    op.drop_table("exchange_log")
    op.drop_table("exchange_facts")
    with op.batch_alter_table("counterparties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counterparties_dealer_id"))

    op.drop_table("counterparties")
    op.drop_table("sign_in_failures")
    op.drop_table("sequences")
    op.drop_table("sequence_marks")
    op.drop_table("organisations")
    op.drop_table("onec_accounts")
    with op.batch_alter_table("news", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_news_seq"))

    op.drop_table("news")
    op.drop_table("meta")
    op.drop_table("managers")
    op.drop_table("delivery_methods")
    op.drop_table("dealers")
    op.drop_table("blobs")
