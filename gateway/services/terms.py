"""Under which terms a dealer buys: the contract, its price rule, what he may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Row, select

from contract.pricing import PriceRule, Vat
from gateway.services.failures import Failure
from gateway.services.permitted import sight_of
from gateway.store.tables import catalogue, dealers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class GroupTree:
    """Parents of the groups of goods."""

    parents: dict[int, int | None]
    ids: dict[str, int]

    def upwards(self, group: int | None) -> Iterator[int]:
        """Yield the group and its ancestors, nearest first; a cycle ends the walk."""
        seen: set[int] = set()
        while group is not None and group not in seen:
            seen.add(group)
            yield group
            group = self.parents.get(group)


@dataclass(frozen=True, slots=True)
class Terms:
    """A contract with everything that prices and permissions need.

    `contract` and `counterparty` are rows; `permitted_groups` are those that the feed shows, with
    everything below them; `warehouses` holds the permitted ones by guid.
    """

    dealer_id: int
    contract: Row[Any]
    counterparty: Row[Any]
    rule: PriceRule
    vat: Vat
    tree: GroupTree
    permitted_groups: frozenset[int]
    warehouses: dict[str, Row[Any]] = field(default_factory=dict)

    def permits(self, group: int | None) -> bool:
        """Tell whether the dealer may see goods of the group."""
        return group in self.permitted_groups


def load_terms(
    connection: Connection, dealer_id: int, contract_guid: str, *, lock: bool = False
) -> Terms:
    """Return the terms of the dealer's contract; `lock` keeps its row for this transaction.

    Raises Failure("not_found") for a contract that is not the dealer's.
    """
    contracts, counterparties = dealers.contracts, dealers.counterparties
    wanted = (
        select(contracts)
        .join(counterparties, counterparties.c.id == contracts.c.counterparty_id)
        .where(contracts.c.guid == contract_guid, counterparties.c.dealer_id == dealer_id)
    )
    if lock:
        wanted = wanted.with_for_update(of=contracts)
    contract = connection.execute(wanted).one_or_none()
    if contract is None:
        raise Failure("not_found", "no such contract of this dealer")
    counterparty = connection.execute(
        select(counterparties).where(counterparties.c.id == contract.counterparty_id)
    ).one()
    price_type = connection.execute(
        select(catalogue.price_types).where(catalogue.price_types.c.id == contract.price_type_id)
    ).one()
    tree = load_groups(connection)
    discounts = {
        tree.ids[guid]: int(discount)
        for guid, discount in contract.group_discounts.items()
        if guid in tree.ids
    }
    rule = PriceRule(
        scale=price_type.scale,
        discount_e4=contract.discount_e4,
        group_discounts=discounts,
        rate_e6=_rate(price_type.currency, contract.currency, contract.rate),
    )
    return Terms(
        dealer_id=dealer_id,
        contract=contract,
        counterparty=counterparty,
        rule=rule,
        vat=cast("Vat", contract.vat),
        tree=tree,
        permitted_groups=sight_of(connection, dealer_id).groups,
        warehouses=permitted_warehouses(connection, dealer_id),
    )


def load_groups(connection: Connection) -> GroupTree:
    """Return the whole tree of groups."""
    groups = catalogue.groups
    rows = connection.execute(select(groups.c.id, groups.c.guid, groups.c.parent_id)).all()
    return GroupTree({row.id: row.parent_id for row in rows}, {row.guid: row.id for row in rows})


def permitted_warehouses(connection: Connection, dealer_id: int) -> dict[str, Row[Any]]:
    """Return the warehouses that the dealer may order from, by guid, in the supplier's order."""
    warehouses, granted = catalogue.warehouses, dealers.dealer_warehouses
    ids = set(
        connection.execute(
            select(granted.c.warehouse_id).where(granted.c.dealer_id == dealer_id)
        ).scalars()
    )
    rows = connection.execute(
        select(warehouses)
        .where(warehouses.c.deleted.is_(False))
        .order_by(warehouses.c.position, warehouses.c.id)
    ).all()
    return {row.guid: row for row in rows if not ids or row.id in ids}


def _rate(have: str, want: str, told: dict[str, str] | None) -> int | None:
    """Return millionths of `want` for one unit of `have`: None = the same, 0 = not known."""
    if have == want:
        return None
    if told is None or told.get("to") != want:
        return 0
    try:
        return int((Decimal(told["value"]) * 1_000_000).to_integral_value())
    except (InvalidOperation, KeyError):
        return 0
