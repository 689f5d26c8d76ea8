"""Goods: groups, properties, products, price types, prices, warehouses, stock."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from gateway.store.tables.base import GUID, NAME, metadata
from gateway.store.types import RowId, UtcTime


def _seq() -> Column[int]:
    return Column("seq", BigInteger, nullable=False, index=True)


def _deleted() -> Column[bool]:
    return Column("deleted", Boolean, nullable=False, server_default=false())


def _account() -> Column[int]:
    return Column("account_id", ForeignKey("onec_accounts.id"))


def _named_at() -> Column[object]:
    # When the account's exchange last named the row: what the sweep of old rows goes by.
    return Column("named_at", UtcTime)


groups = Table(
    "groups",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guid", GUID, nullable=False, unique=True),
    Column("parent_id", ForeignKey("groups.id"), index=True),
    Column("name", NAME, nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("moved_seq", BigInteger, nullable=False, server_default="0"),
    _account(),
    _named_at(),
    _deleted(),
    _seq(),
)
"""`moved_seq` is the change that last gave the group another parent, deleted it or brought it
back: what is below it may have come into or gone out of a dealer's sight without a change of its
own, and the feed then goes through all of it.
"""

properties = Table(
    "properties",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guid", GUID, nullable=False, unique=True),
    Column("name", NAME, nullable=False),
    Column("unit", String(40), nullable=False, server_default=""),
    Column("type", String(10), nullable=False, server_default="text"),
    Column("group_ids", JSON, nullable=False, server_default=text("'[]'")),
    Column("row_order", Integer),
    Column("card_order", Integer),
    Column("facet_order", Integer),
    Column("is_tag", Boolean, nullable=False, server_default=false()),
    _account(),
    _named_at(),
    _deleted(),
    _seq(),
)

property_values = Table(
    "property_values",
    metadata,
    Column("property_id", ForeignKey("properties.id"), primary_key=True),
    Column("guid", GUID, primary_key=True),
    Column("value", String(1000), nullable=False),
)
"""1C's dictionary values, so that products may be told the word and not the reference."""

products = Table(
    "products",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guid", GUID, nullable=False),
    Column("variant", GUID, nullable=False, server_default=""),
    Column("group_id", ForeignKey("groups.id"), index=True),
    Column("article", String(100), nullable=False, server_default=""),
    Column("other_codes", JSON, nullable=False, server_default=text("'[]'")),
    Column("name", NAME, nullable=False),
    Column("synonyms", JSON, nullable=False, server_default=text("'[]'")),
    Column("brand", NAME, nullable=False, server_default=""),
    Column("unit", String(40), nullable=False, server_default=""),
    Column("unit_code", String(10), nullable=False, server_default=""),
    Column("units", JSON, nullable=False, server_default=text("'[]'")),
    Column("pack_milli", BigInteger),
    Column("pack_name", String(40), nullable=False, server_default=""),
    Column("weight_g", BigInteger),
    Column("volume_cm3", BigInteger),
    Column("barcodes", JSON, nullable=False, server_default=text("'[]'")),
    Column("vat_rate", Integer),
    Column("properties", JSON, nullable=False, server_default=text("'{}'")),
    Column("image_files", JSON, nullable=False, server_default=text("'[]'")),
    Column("images", JSON, nullable=False, server_default=text("'[]'")),
    Column("analogues", JSON, nullable=False, server_default=text("'[]'")),
    Column("replaced_by", GUID),
    Column("discontinued", Boolean, nullable=False, server_default=false()),
    Column("created_on", Date),
    Column("note", String(4000), nullable=False, server_default=""),
    Column("why_not", String(300), nullable=False, server_default=""),
    Column("has_variants", Boolean, nullable=False, server_default=false()),
    _account(),
    _named_at(),
    _deleted(),
    _seq(),
    UniqueConstraint("guid", "variant"),
)
"""One row per product and variant (variant '' = the product itself).

A product that has variants is hidden from dealers itself (`has_variants`). `why_not` other than
'' closes it for ordering and says why. `properties` maps property id (text) to value.
`image_files` are the names that 1C gives to pictures, `images` the SHA-256 of those that have come
(see `product_pictures`).
"""

product_pictures = Table(
    "product_pictures",
    metadata,
    Column("product_id", ForeignKey("products.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("file", NAME, nullable=False, index=True),
    Column("sha256", String(64), index=True),
)
"""`products.image_files` by row; sha256 None = the file has not come or is no usable picture."""

picture_files = Table(
    "picture_files",
    metadata,
    Column("account_id", ForeignKey("onec_accounts.id"), primary_key=True),
    Column("file", NAME, primary_key=True),
    Column("sha256", String(64), nullable=False),
)
"""Which bytes 1C last sent under a name; the bytes lie in gateway.store.pictures.PictureShelf."""

price_types = Table(
    "price_types",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guid", GUID, nullable=False, unique=True),
    Column("name", NAME, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("vat_included", Boolean, nullable=False),
    Column("scale", Integer, nullable=False, server_default="2"),
    _account(),
    _deleted(),
    _seq(),
)

prices = Table(
    "prices",
    metadata,
    Column("price_type_id", ForeignKey("price_types.id"), primary_key=True),
    Column("product_id", ForeignKey("products.id"), primary_key=True),
    Column("price_e4", BigInteger),
    _named_at(),
    _deleted(),
    _seq(),
    Index("ix_prices_product_id", "product_id"),
    Index("ix_prices_price_type_id_seq", "price_type_id", "seq"),
)
"""price_e4 None = price on request. No row = not sold under this price type."""

warehouses = Table(
    "warehouses",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guid", GUID, nullable=False, unique=True),
    Column("name", NAME, nullable=False),
    Column("short", String(3), nullable=False, server_default=""),
    Column("city", NAME, nullable=False, server_default=""),
    Column("address", NAME, nullable=False, server_default=""),
    Column("lat", Float),
    Column("lon", Float),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("kind", String(10), nullable=False, server_default="own"),
    Column("counted", Boolean, nullable=False, server_default=text("true")),
    Column("delivery_days", Integer),
    Column("cutoff", String(20), nullable=False, server_default=""),
    Column("ship_weekdays", JSON, nullable=False, server_default=text("'[]'")),
    Column("pickup_hours", String(200), nullable=False, server_default=""),
    Column("low_stock_milli", BigInteger),
    _account(),
    _deleted(),
    _seq(),
)
"""A warehouse belongs to the account that brought it: only its files change its stock."""

stock = Table(
    "stock",
    metadata,
    Column("product_id", ForeignKey("products.id"), primary_key=True),
    Column("warehouse_id", ForeignKey("warehouses.id"), primary_key=True),
    Column("onec_free_milli", BigInteger),
    Column("held_milli", BigInteger, nullable=False, server_default="0"),
    Column("expected_on", Date),
    Column("expected_milli", BigInteger),
    Column("expected_note", String(200), nullable=False, server_default=""),
    Column("exchange_began_at", UtcTime),
    _named_at(),
    _deleted(),
    _seq(),
    Index("ix_stock_warehouse_id", "warehouse_id"),
)
"""Free stock = onec_free_milli - held_milli; onec_free_milli None = unknown.

`exchange_began_at` is when the 1C exchange that last told this row began: a hold may end only
after a row that began later than the reply that proves 1C's own reservation.
"""
