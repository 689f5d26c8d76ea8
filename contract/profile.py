"""Who the user is and under which terms he buys: GET /profile."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from contract.base import Answer, Currency, Guid, Line, Money, Quantity, Rate, Text, Time

Right = Literal["order", "see_prices", "see_finance", "print"]
ContractKind = Literal["prepayment", "deferral", "shipping", "other"]
VatRule = Literal["included", "on_top", "none"]
DeliveryKind = Literal["pickup", "company_transport", "carrier", "dropship", "other"]
PlaceKind = Literal["warehouse", "branch", "locker", "address", "text"]


class User(Answer):
    """The signed-in person."""

    id: int
    name: Line
    login: Line
    language: Literal["uk", "ru", "en"] = "uk"


class Counterparty(Answer):
    """A legal entity of the dealer."""

    id: Guid
    name: Line
    short_name: Line = ""
    edrpou: Line = ""
    client_class: Line = ""
    region: Line = ""
    email: Line = ""
    may_order: bool = True


class PriceType(Answer):
    """A column of prices; `scale` is the number of decimals that its prices are rounded to."""

    id: int
    guid: Guid
    name: Line
    currency: Currency
    vat_included: bool
    scale: int = Field(default=2, ge=0, le=4)


class ContractRate(Answer):
    """A known rate into another currency: 1 unit of the price type's currency = `value` `to`."""

    to: Currency
    value: Rate
    on: dt.date
    rule: Line = ""


class GroupDiscount(Answer):
    """A discount on one group of goods and everything below it, in ten-thousandths."""

    group: int
    discount_e4: int = Field(ge=-100_000, le=10_000)


class Contract(Answer):
    """Terms of buying. `deferral_days == 0` of a prepayment contract.

    `own_price_type` names a price type whose rows are this contract's own prices and win over
    the base ones. Money fields are None where 1C has not told them; `money_as_of` is their age.
    """

    id: Guid
    counterparty: Guid
    number: Line
    date: dt.date | None = None
    name: Line
    short: str = Field(max_length=5)
    kind: ContractKind
    deferral_days: int = 0
    ship_within_days: int | None = None
    ship_note: Line = ""
    price_type: int
    own_price_type: int | None = None
    discount_e4: int = 0
    group_discounts: list[GroupDiscount] = []
    currency: Currency
    rate: ContractRate | None = None
    vat: VatRule
    organisation: Guid
    default_warehouse: Guid | None = None
    minimum_order: Money | None = None
    minimum_scope: Literal["order", "warehouse"] = "order"
    maximum_order: Money | None = None
    limit: Money | None = None
    limit_left: Money | None = None
    debt: Money | None = None
    overdue: Money | None = None
    reserved: Money | None = None
    advance: Money | None = None
    money_as_of: Time | None = None
    overdue_blocks: bool = False
    reservation_days: int | None = None
    review_above: Money | None = None
    may_order: bool = True
    reason: Line = ""
    valid_to: dt.date | None = None


class Warehouse(Answer):
    """A place that goods leave from; `counted` = no stock row means none, not unknown."""

    id: int
    guid: Guid
    name: Line
    short: str = Field(max_length=3)
    city: Line = ""
    address: Line = ""
    lat: float | None = None
    lon: float | None = None
    order: int = 0
    kind: Literal["own", "partner"] = "own"
    counted: bool = True
    delivery_days: int | None = None
    cutoff: Line = ""
    ship_weekdays: list[int] = []
    pickup_hours: Line = ""
    low_stock: Quantity | None = None


class Messenger(Answer):
    """A way to write to the manager."""

    kind: Line
    title: Line
    url: Line


class AccountManager(Answer):
    """The dealer's personal manager; `contracts` is empty for the manager of all of them."""

    id: Guid
    name: Line
    role: Line = ""
    client_class: Line = ""
    region: Line = ""
    phone: Line = ""
    email: Line = ""
    hours: Line = ""
    photo: Line | None = None
    messengers: list[Messenger] = Field(default=[], max_length=3)
    contracts: list[Guid] = []


class Localised(Answer):
    """A text of the supplier in the three languages; empty falls back to Ukrainian."""

    uk: Text
    ru: Text = ""
    en: Text = ""


class DeliveryTerm(Answer):
    """One row of a method's terms pop-up."""

    key: Literal["handover", "time", "cost", "limits", "insurance", "returns", "cod", "other"]
    text: Localised


class DeliveryMethod(Answer):
    """A way to get the goods."""

    code: Line
    kind: DeliveryKind
    carrier: Line | None = None
    name: Localised
    offers: list[PlaceKind] = []
    terms: list[DeliveryTerm] = []
    terms_on: dt.date | None = None
    order: int = 0


class Usual(Answer):
    """Waiting times measured by the gateway, or None while it has not seen enough."""

    invoice_s: tuple[int, int] | None = None
    onec_s: int | None = None
    review_min: int | None = None


class Profile(Answer):
    """Answer of GET /profile."""

    epoch: Line
    user: User
    rights: list[Right]
    counterparties: list[Counterparty]
    price_types: list[PriceType]
    contracts: list[Contract]
    default_contract: Guid | None
    warehouses: list[Warehouse]
    managers: list[AccountManager]
    delivery_methods: list[DeliveryMethod]
    expected_every_s: dict[str, int]
    usual: Usual = Usual()
    end: bool = True
