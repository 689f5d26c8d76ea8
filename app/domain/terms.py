"""The terms a dealer buys under: his profile as values the client works with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.errors import StorageFailed
from app.domain.money import e4_from_wire
from app.domain.quantity import milli_from_wire

if TYPE_CHECKING:
    from contract.pricing import Vat


class PriceType(NamedTuple):
    """A column of prices."""

    id: int
    name: str
    currency: str
    vat_included: bool
    scale: int


class Contract(NamedTuple):
    """A contract: price type, currency, VAT rule, payment terms, limit. None = not told by 1C."""

    id: str
    counterparty: str
    number: str
    date: dt.date | None
    name: str
    short: str
    kind: str
    deferral_days: int
    ship_within_days: int | None
    ship_note: str
    price_type: int
    own_price_type: int | None
    discount_e4: int
    group_discounts: dict[int, int]
    currency: str
    rate_to: str | None
    rate_e6: int | None
    rate_on: dt.date | None
    vat: Vat
    organisation: str
    default_warehouse: str | None
    minimum_order_e4: int | None
    minimum_scope: str
    maximum_order_e4: int | None
    limit_e4: int | None
    limit_left_e4: int | None
    debt_e4: int | None
    overdue_e4: int | None
    advance_e4: int | None
    money_as_of: str | None
    reservation_days: int | None
    may_order: bool
    reason: str
    valid_to: dt.date | None

    @property
    def is_prepayment(self) -> bool:
        """Whether goods are paid before they leave."""
        return self.kind == "prepayment"


class Warehouse(NamedTuple):
    """A warehouse of the supplier."""

    id: int
    guid: str
    name: str
    short: str
    city: str
    address: str
    lat: float | None
    lon: float | None
    order: int
    kind: str
    counted: bool
    delivery_days: int | None
    cutoff: str
    pickup_hours: str
    low_stock_milli: int | None


class Counterparty(NamedTuple):
    """A legal entity of the dealer."""

    id: str
    name: str
    short_name: str
    edrpou: str
    email: str
    may_order: bool


class AccountManager(NamedTuple):
    """A personal manager; `messengers` are (kind, title, address)."""

    id: str
    name: str
    role: str
    client_class: str
    region: str
    phone: str
    email: str
    hours: str
    messengers: tuple[tuple[str, str, str], ...]
    contracts: tuple[str, ...]


class DeliveryMethod(NamedTuple):
    """A way to get the goods; texts by language, `terms` are (key, texts)."""

    code: str
    kind: str
    carrier: str | None
    name: dict[str, str]
    offers: tuple[str, ...]
    terms: tuple[tuple[str, dict[str, str]], ...]
    terms_on: dt.date | None
    order: int


class _Told(NamedTuple):
    epoch: str
    user_id: int
    user_name: str
    login: str
    rights: frozenset[str]
    counterparties: tuple[Counterparty, ...]
    price_types: dict[int, PriceType]
    contracts: tuple[Contract, ...]
    default_contract: str | None
    warehouses: tuple[Warehouse, ...]
    managers: tuple[AccountManager, ...]
    delivery_methods: tuple[DeliveryMethod, ...]
    expected_every_s: dict[str, int]
    usual_invoice_s: tuple[int, int] | None


class Profile(_Told):
    """Everything /profile told, in the order it told it."""

    @cached_property
    def contract_by_id(self) -> dict[str, Contract]:
        """Contracts by 1C guid."""
        return {contract.id: contract for contract in self.contracts}

    @cached_property
    def warehouse_by_guid(self) -> dict[str, Warehouse]:
        """Warehouses by 1C guid."""
        return {warehouse.guid: warehouse for warehouse in self.warehouses}

    def first_contract(self) -> Contract | None:
        """Return the contract a first sign-in opens on: the supplier's choice, else prepayment."""
        chosen = self.contract_by_id.get(self.default_contract or "")
        if chosen is not None:
            return chosen
        prepaid = [contract for contract in self.contracts if contract.is_prepayment]
        return next(iter(prepaid or self.contracts), None)

    def manager_for(self, contract: Contract | None) -> AccountManager | None:
        """Return the manager of the contract, else the one of the user."""
        if contract is not None:
            for manager in self.managers:
                if contract.id in manager.contracts:
                    return manager
        return next((m for m in self.managers if not m.contracts), next(iter(self.managers), None))


def profile_from_wire(data: Mapping[str, Any]) -> Profile:
    """Build the profile from the JSON object that the gateway sent and the sync child checked.

    StorageFailed when it is no profile any more: a disk may have changed what was kept of it.
    """
    try:
        return _profile(data)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        message = "the kept profile is damaged"
        raise StorageFailed(message) from error


def _profile(data: Mapping[str, Any]) -> Profile:
    usual = data.get("usual") or {}
    invoice_s = usual.get("invoice_s")
    return Profile(
        epoch=data["epoch"],
        user_id=data["user"]["id"],
        user_name=data["user"]["name"],
        login=data["user"]["login"],
        rights=frozenset(data["rights"]),
        counterparties=tuple(map(_counterparty, data["counterparties"])),
        price_types={item["id"]: _price_type(item) for item in data["price_types"]},
        contracts=tuple(map(_contract, data["contracts"])),
        default_contract=data.get("default_contract"),
        warehouses=tuple(
            sorted(map(_warehouse, data["warehouses"]), key=lambda item: (item.order, item.id))
        ),
        managers=tuple(map(_manager, data["managers"])),
        delivery_methods=tuple(
            sorted(map(_method, data["delivery_methods"]), key=lambda item: item.order)
        ),
        expected_every_s=dict(data.get("expected_every_s") or {}),
        usual_invoice_s=(invoice_s[0], invoice_s[1]) if invoice_s else None,
    )


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _price_type(item: Mapping[str, Any]) -> PriceType:
    return PriceType(
        item["id"], item["name"], item["currency"], item["vat_included"], item.get("scale", 2)
    )


def _counterparty(item: Mapping[str, Any]) -> Counterparty:
    return Counterparty(
        id=item["id"],
        name=item["name"],
        short_name=item.get("short_name") or item["name"],
        edrpou=item.get("edrpou", ""),
        email=item.get("email", ""),
        may_order=item.get("may_order", True),
    )


def _contract(item: Mapping[str, Any]) -> Contract:
    rate = item.get("rate") or {}
    return Contract(
        id=item["id"],
        counterparty=item["counterparty"],
        number=item["number"],
        date=_day(item.get("date")),
        name=item["name"],
        short=item["short"],
        kind=item["kind"],
        deferral_days=item.get("deferral_days", 0),
        ship_within_days=item.get("ship_within_days"),
        ship_note=item.get("ship_note", ""),
        price_type=item["price_type"],
        own_price_type=item.get("own_price_type"),
        discount_e4=item.get("discount_e4", 0),
        group_discounts={
            row["group"]: row["discount_e4"] for row in item.get("group_discounts") or ()
        },
        currency=item["currency"],
        rate_to=rate.get("to"),
        rate_e6=int(Decimal(rate["value"]).scaleb(6)) if rate else None,
        rate_on=_day(rate.get("on")),
        vat=item["vat"],
        organisation=item["organisation"],
        default_warehouse=item.get("default_warehouse"),
        minimum_order_e4=e4_from_wire(item.get("minimum_order")),
        minimum_scope=item.get("minimum_scope", "order"),
        maximum_order_e4=e4_from_wire(item.get("maximum_order")),
        limit_e4=e4_from_wire(item.get("limit")),
        limit_left_e4=e4_from_wire(item.get("limit_left")),
        debt_e4=e4_from_wire(item.get("debt")),
        overdue_e4=e4_from_wire(item.get("overdue")),
        advance_e4=e4_from_wire(item.get("advance")),
        money_as_of=item.get("money_as_of"),
        reservation_days=item.get("reservation_days"),
        may_order=item.get("may_order", True),
        reason=item.get("reason", ""),
        valid_to=_day(item.get("valid_to")),
    )


def _warehouse(item: Mapping[str, Any]) -> Warehouse:
    return Warehouse(
        id=item["id"],
        guid=item["guid"],
        name=item["name"],
        short=item.get("short") or item["name"][:3],
        city=item.get("city", ""),
        address=item.get("address", ""),
        lat=item.get("lat"),
        lon=item.get("lon"),
        order=item.get("order", 0),
        kind=item.get("kind", "own"),
        counted=item.get("counted", True),
        delivery_days=item.get("delivery_days"),
        cutoff=item.get("cutoff", ""),
        pickup_hours=item.get("pickup_hours", ""),
        low_stock_milli=milli_from_wire(item.get("low_stock")),
    )


def _manager(item: Mapping[str, Any]) -> AccountManager:
    return AccountManager(
        id=item["id"],
        name=item["name"],
        role=item.get("role", ""),
        client_class=item.get("client_class", ""),
        region=item.get("region", ""),
        phone=item.get("phone", ""),
        email=item.get("email", ""),
        hours=item.get("hours", ""),
        messengers=tuple((m["kind"], m["title"], m["url"]) for m in item.get("messengers") or ()),
        contracts=tuple(item.get("contracts") or ()),
    )


def _method(item: Mapping[str, Any]) -> DeliveryMethod:
    return DeliveryMethod(
        code=item["code"],
        kind=item["kind"],
        carrier=item.get("carrier"),
        name=dict(item["name"]),
        offers=tuple(item.get("offers") or ()),
        terms=tuple((term["key"], dict(term["text"])) for term in item.get("terms") or ()),
        terms_on=_day(item.get("terms_on")),
        order=item.get("order", 0),
    )
