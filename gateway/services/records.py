"""The normalised records that every door to 1C turns its input into.

Plain slotted dataclasses, cheap enough for a million rows; `python -m gateway load FILE.json`
takes the same shapes as JSON: `{"<kind>": [record, ...], ...}` with the kinds of `LoadFile`.
Guids are 1C's, lower case. Money is in ten-thousandths (`_e4`), quantities in thousandths
(`_milli`) of the base unit. `None` means unknown or not told, and never zero. `deleted` is an
explicit deletion mark; a record that is merely absent from a file deletes nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class SupplierRecord:
    """The supplier's brand and whom to ask for access."""

    name: str
    tagline: str = ""
    logo: str | None = None
    accent: str | None = None
    phone: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """A legal entity of the supplier with the details an invoice prints."""

    guid: str
    name: str
    full_name: str = ""
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
class GroupRecord:
    """A group of goods; `parent` is a guid or None for a root."""

    guid: str
    name: str
    parent: str | None = None
    position: int = 0
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class PropertyRecord:
    """A property of goods; `values` maps dictionary value guids to words."""

    guid: str
    name: str
    unit: str = ""
    type: Literal["number", "text", "bool", "list"] = "text"
    values: dict[str, str] = field(default_factory=dict)
    row_order: int | None = None
    card_order: int | None = None
    facet_order: int | None = None
    is_tag: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit of measure by its classifier code (UTF-8 text, blanks trimmed)."""

    code: str
    name: str
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """A product, or one variant of it (`variant` = guid of the variant).

    None keeps what is known: an offers file names a variant but tells no group or VAT.
    `properties` maps property guid to the value or the dictionary value's guid. `image_files` are
    the names under which pictures come.
    """

    guid: str
    variant: str | None = None
    name: str | None = None
    group: str | None = None
    article: str | None = None
    other_codes: list[str] | None = None
    synonyms: list[str] | None = None
    brand: str | None = None
    unit: str | None = None
    unit_code: str | None = None
    units: list[tuple[str, int, int]] | None = None
    pack_milli: int | None = None
    pack_name: str | None = None
    weight_g: int | None = None
    volume_cm3: int | None = None
    barcodes: list[str] | None = None
    vat_rate: int | None = None
    vat_known: bool = False
    properties: dict[str, str] | None = None
    image_files: list[str] | None = None
    analogues: list[str] | None = None
    replaced_by: str | None = None
    discontinued: bool | None = None
    created_on: dt.date | None = None
    note: str | None = None
    why_not: str | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class PriceTypeRecord:
    """A column of prices; None keeps what is known."""

    guid: str
    name: str | None = None
    currency: str | None = None
    vat_included: bool | None = None
    scale: int | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class PriceRecord:
    """A price of a base unit; `price_e4` None = on request (also where 1C writes 0)."""

    product: str
    variant: str | None
    price_type: str
    price_e4: int | None
    currency: str | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class WarehouseRecord:
    """A warehouse; None keeps what is known."""

    guid: str
    name: str | None = None
    short: str | None = None
    city: str | None = None
    address: str | None = None
    lat: float | None = None
    lon: float | None = None
    position: int | None = None
    kind: Literal["own", "partner"] | None = None
    counted: bool | None = None
    delivery_days: int | None = None
    cutoff: str | None = None
    ship_weekdays: list[int] | None = None
    pickup_hours: str | None = None
    low_stock_milli: int | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class StockRecord:
    """1C's free stock of a product at a warehouse; None = not told."""

    product: str
    variant: str | None
    warehouse: str
    free_milli: int | None
    expected_on: dt.date | None = None
    expected_milli: int | None = None
    expected_note: str = ""


@dataclass(frozen=True, slots=True)
class ManagerRecord:
    """A personal manager."""

    guid: str
    name: str
    role: str = ""
    client_class: str = ""
    region: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    messengers: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CounterpartyRecord:
    """A legal entity of a customer; `name` exactly as in 1C."""

    guid: str
    name: str
    dealer: str | None = None
    short_name: str = ""
    full_name: str = ""
    edrpou: str = ""
    ipn: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    client_class: str = ""
    region: str = ""
    may_order: bool = True


@dataclass(frozen=True, slots=True)
class ContractRecord:
    """Terms of buying; `group_discounts` maps group guid to discount_e4."""

    guid: str
    counterparty: str
    name: str
    price_type: str
    currency: str
    vat: Literal["included", "on_top", "none"]
    organisation: str
    kind: Literal["prepayment", "deferral", "shipping", "other"]
    number: str = ""
    date: dt.date | None = None
    short: str = ""
    deferral_days: int = 0
    ship_within_days: int | None = None
    ship_note: str = ""
    own_price_type: str | None = None
    discount_e4: int = 0
    group_discounts: dict[str, int] = field(default_factory=dict)
    rate: dict[str, str] | None = None
    default_warehouse: str | None = None
    manager: str | None = None
    minimum_order_e4: int | None = None
    minimum_scope: Literal["order", "warehouse"] = "order"
    maximum_order_e4: int | None = None
    overdue_blocks: bool = False
    reservation_days: int | None = None
    review_above_e4: int | None = None
    may_order: bool = True
    reason: str = ""
    valid_to: dt.date | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class DebtRecord:
    """Money state of a contract as 1C has it at `as_of` (aware)."""

    contract: str
    as_of: dt.datetime
    limit_e4: int | None = None
    debt_e4: int | None = None
    overdue_e4: int | None = None
    advance_e4: int | None = None


@dataclass(frozen=True, slots=True)
class DeliveryMethodRecord:
    """A delivery method; `body` is contract.profile.DeliveryMethod without code and order."""

    code: str
    body: dict[str, Any]
    position: int = 0


@dataclass(frozen=True, slots=True)
class DealerRecord:
    """A customer whose users sign in: permitted groups and warehouses by guid.

    `warehouses` None = all of them.
    """

    guid: str
    name: str
    groups: list[str]
    warehouses: list[str] | None = None
    manager: str | None = None
    default_contract: str | None = None
    blocked: bool = False
    blocked_reason: str = ""


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """A line of 1C's document; the product by guid."""

    product: str
    variant: str | None
    quantity_milli: int
    price_e4: int | None
    sum_e4: int | None


@dataclass(frozen=True, slots=True)
class OrderReplyRecord:
    """What 1C says of one part, matched by our `number`. None = not told."""

    number: str
    onec_guid: str | None = None
    onec_number: str | None = None
    onec_date: str | None = None
    posted: bool | None = None
    cancelled: bool | None = None
    deleted: bool | None = None
    status: str | None = None
    sum_e4: int | None = None
    paid_number: str | None = None
    paid_date: str | None = None
    shipped_number: str | None = None
    shipped_date: str | None = None
    lines: list[ReplyLine] | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A paper of 1C's with its bytes, matched to a part by our number or by 1C's."""

    kind: str
    number: str
    date: dt.date
    part_number: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class LoadFile:
    """The content of `load FILE.json`; applied in the order of the fields."""

    supplier: SupplierRecord | None = None
    organisations: list[OrganisationRecord] = field(default_factory=list)
    groups: list[GroupRecord] = field(default_factory=list)
    properties: list[PropertyRecord] = field(default_factory=list)
    units: list[UnitRecord] = field(default_factory=list)
    price_types: list[PriceTypeRecord] = field(default_factory=list)
    warehouses: list[WarehouseRecord] = field(default_factory=list)
    products: list[ProductRecord] = field(default_factory=list)
    prices: list[PriceRecord] = field(default_factory=list)
    stock: list[StockRecord] = field(default_factory=list)
    managers: list[ManagerRecord] = field(default_factory=list)
    dealers: list[DealerRecord] = field(default_factory=list)
    counterparties: list[CounterpartyRecord] = field(default_factory=list)
    contracts: list[ContractRecord] = field(default_factory=list)
    debts: list[DebtRecord] = field(default_factory=list)
    delivery_methods: list[DeliveryMethodRecord] = field(default_factory=list)
    expected_every_s: dict[str, int] = field(default_factory=dict)
    invoices: Literal["gateway", "folder", "both", "none"] | None = None
