"""The feed: one mechanism for the first sync and for every change after it.

Bulk pages are packed by hand on the gateway and read by the sync child as plain JSON; the models
here describe them for the OpenAPI text and check them in tests.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from contract.base import Answer, Line, Time

FeedKind = Literal[
    "groups",
    "properties",
    "products",
    "prices",
    "stock",
    "orders",
    "documents",
    "ledger",
    "news",
]
FEED_KINDS: tuple[FeedKind, ...] = (
    "groups",
    "properties",
    "products",
    "prices",
    "stock",
    "orders",
    "documents",
    "ledger",
    "news",
)

LIMITS: dict[FeedKind, int] = {
    "groups": 8_192,
    "properties": 8_192,
    "products": 8_192,
    "prices": 65_536,
    "stock": 65_536,
    "orders": 512,
    "documents": 4_096,
    "ledger": 8_192,
    "news": 512,
}

COLUMNS: dict[FeedKind, tuple[str, ...]] = {
    "groups": ("id", "guid", "parent", "name", "order"),
    "properties": (
        "id",
        "name",
        "unit",
        "type",
        "group_ids",
        "row_order",
        "card_order",
        "facet_order",
        "is_tag",
    ),
    "products": (
        "id",
        "guid",
        "variant",
        "group",
        "article",
        "other_codes",
        "name",
        "synonyms",
        "brand",
        "unit",
        "units",
        "pack_milli",
        "pack_name",
        "weight_g",
        "volume_cm3",
        "barcodes",
        "vat_rate",
        "properties",
        "images",
        "analogues",
        "replaced_by",
        "discontinued",
        "created_on",
        "note",
        "orderable",
        "why_not",
    ),
    "prices": ("ids", "prices_e4"),
    "stock": (
        "ids",
        "warehouses",
        "free_milli",
        "at_least",
        "reserved_mine_milli",
        "expected_on",
        "expected_milli",
        "expected_note",
    ),
    "orders": ("id", "order"),
    "documents": ("id", "document"),
    "ledger": ("id", "entry"),
    "news": ("id", "at", "until", "title", "text", "link", "importance"),
}
"""Columns of each kind, arrays of equal length.

`units` items: [name, factor_milli, decimals]. `properties`: {property id: value}. `vat_rate`:
percent or null. `free_milli`: null = unknown. `orders.order` is `contract.orders.Order` and
`documents.document` is `contract.documents.Document` as JSON objects; `ledger.entry` is
`contract.finance.LedgerEntry`. `gone` holds ids; for stock pairs [product, warehouse].
"""


class FeedPage(Answer):
    """Answer of GET /feed/{kind}; `after` is opaque and goes into the next call."""

    epoch: Line
    kind: FeedKind
    as_of: Time | None
    columns: dict[str, list[Any]]
    gone: list[int] | list[tuple[int, int]] = Field(default=[])
    after: Line
    more: bool
    end: bool = True


class FeedCheck(Answer):
    """Answer of GET /feed/check: rows the dealer has when his cursor is `at`, or moved."""

    kind: FeedKind
    count: int | None = None
    moved: bool = False
    end: bool = True
