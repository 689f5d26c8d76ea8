"""Checking a load before anything of it is applied: references that live, texts that can be read.

A file is applied whole or not at all, so whoever wrote it gets every mistake named by record and
field at once.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from sqlalchemy import String, select

from contract.about import Access, Supplier
from contract.base import Currency
from contract.profile import ContractRate, DeliveryMethod, GroupDiscount, Messenger
from gateway.onec.exchange import chunks
from gateway.store.tables import catalogue, dealers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Table

    from gateway.services.records import LoadFile

_CURRENCY: TypeAdapter[str] = TypeAdapter(Currency)
_MESSENGERS: TypeAdapter[list[Messenger]] = TypeAdapter(list[Messenger])


@dataclass(frozen=True, slots=True)
class _Reference:
    """Where a record names another one: `where` is its list and number, as in `contracts.0`."""

    where: str
    field: str
    guid: str


@dataclass(slots=True)
class _References:
    """References by the kind of record that they name, and who is told by the file itself."""

    told: dict[str, set[str]]
    named: dict[str, list[_Reference]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: str, where: str, name: str, guids: Iterable[str | None]) -> None:
        for guid in guids:
            if guid is not None and guid not in self.told[kind]:
                self.named[kind].append(_Reference(where, name, guid))


_TABLES: dict[str, Table] = {
    "groups": catalogue.groups,
    "price_types": catalogue.price_types,
    "warehouses": catalogue.warehouses,
    "products": catalogue.products,
    "properties": catalogue.properties,
    "organisations": dealers.organisations,
    "managers": dealers.managers,
    "dealers": dealers.dealers,
    "counterparties": dealers.counterparties,
    "contracts": dealers.contracts,
}


def mistakes_of(connection: Connection, load: LoadFile) -> list[str]:
    """Return what is wrong with a load, each with its record and field; empty when nothing is."""
    return [*_unreadable(load), *_too_long(load), *_dead(connection, load)]


def _dead(connection: Connection, load: LoadFile) -> Iterator[str]:
    found = _References({kind: {one.guid for one in getattr(load, kind)} for kind in _TABLES})
    _goods(load, found)
    _terms(load, found)
    for kind, references in found.named.items():
        table = _TABLES[kind]
        alive: set[str] = set()
        for some in chunks(sorted({one.guid for one in references}), 500):
            alive.update(
                connection.execute(select(table.c.guid).where(table.c.guid.in_(some))).scalars()
            )
        for one in references:
            if one.guid not in alive:
                yield f"{one.where}.{one.field}: no {kind} with guid {one.guid}"


def _goods(load: LoadFile, found: _References) -> None:
    for at, group in enumerate(load.groups):
        found.add("groups", f"groups.{at}", "parent", [group.parent])
    for at, product in enumerate(load.products):
        where = f"products.{at}"
        found.add("groups", where, "group", [product.group])
        found.add("properties", where, "properties", product.properties or ())
    for at, price in enumerate(load.prices):
        where = f"prices.{at}"
        found.add("products", where, "product", [price.product])
        found.add("price_types", where, "price_type", [price.price_type])
    for at, stock in enumerate(load.stock):
        where = f"stock.{at}"
        found.add("products", where, "product", [stock.product])
        found.add("warehouses", where, "warehouse", [stock.warehouse])


def _terms(load: LoadFile, found: _References) -> None:
    for at, dealer in enumerate(load.dealers):
        where = f"dealers.{at}"
        found.add("groups", where, "groups", dealer.groups)
        found.add("warehouses", where, "warehouses", dealer.warehouses or ())
        found.add("managers", where, "manager", [dealer.manager])
        found.add("contracts", where, "default_contract", [dealer.default_contract])
    for at, counterparty in enumerate(load.counterparties):
        found.add("dealers", f"counterparties.{at}", "dealer", [counterparty.dealer])
    for at, contract in enumerate(load.contracts):
        where = f"contracts.{at}"
        found.add("counterparties", where, "counterparty", [contract.counterparty])
        found.add("price_types", where, "price_type", [contract.price_type])
        found.add("price_types", where, "own_price_type", [contract.own_price_type])
        found.add("organisations", where, "organisation", [contract.organisation])
        found.add("warehouses", where, "default_warehouse", [contract.default_warehouse])
        found.add("managers", where, "manager", [contract.manager])
        found.add("groups", where, "group_discounts", contract.group_discounts)
    for at, debt in enumerate(load.debts):
        found.add("contracts", f"debts.{at}", "contract", [debt.contract])


def _unreadable(load: LoadFile) -> Iterator[str]:
    """Name what `/profile` could not show later: it would fail for every dealer at once."""
    if load.supplier is not None:
        brand = dataclasses.asdict(load.supplier)
        yield from _told("supplier", Supplier, brand)
        yield from _told("supplier", Access, brand)
    for at, contract in enumerate(load.contracts):
        yield from _told(f"contracts.{at}.currency", _CURRENCY, contract.currency)
        if contract.rate is not None:
            yield from _told(f"contracts.{at}.rate", ContractRate, contract.rate)
        for guid, discount_e4 in contract.group_discounts.items():
            told = {"group": 0, "discount_e4": discount_e4}
            yield from _told(f"contracts.{at}.group_discounts.{guid}", GroupDiscount, told)
    for at, price_type in enumerate(load.price_types):
        if price_type.currency is not None:
            yield from _told(f"price_types.{at}.currency", _CURRENCY, price_type.currency)
    for at, manager in enumerate(load.managers):
        yield from _told(f"managers.{at}.messengers", _MESSENGERS, manager.messengers)
    for at, method in enumerate(load.delivery_methods):
        body = {**method.body, "code": method.code, "order": method.position}
        yield from _told(f"delivery_methods.{at}.body", DeliveryMethod, body)
    for at, debt in enumerate(load.debts):
        if debt.as_of.tzinfo is None:
            yield f"debts.{at}.as_of: a time without offset"


def _too_long(load: LoadFile) -> Iterator[str]:
    """Name texts that the tables cut or refuse: SQLite would keep them, and `/profile` fail."""
    for kind, table in _TABLES.items():
        lengths = {
            column.name: column.type.length
            for column in table.c
            if isinstance(column.type, String) and column.type.length
        }
        for at, record in enumerate(getattr(load, kind)):
            for name, length in lengths.items():
                value = getattr(record, name, None)
                if isinstance(value, str) and len(value) > length:
                    yield f"{kind}.{at}.{name}: longer than {length} characters"
            if not record.guid:
                yield f"{kind}.{at}.guid: empty"


def _told(where: str, kind: type[BaseModel] | TypeAdapter[Any], value: Any) -> Iterator[str]:
    adapter = kind if isinstance(kind, TypeAdapter) else TypeAdapter(kind)
    try:
        adapter.validate_python(value)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            path = "".join(f".{step}" for step in one["loc"])
            yield f"{where}{path}: {one['msg']}"
