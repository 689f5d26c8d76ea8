"""What a dealer may see at a moment: groups, price types and warehouses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from gateway.store.tables.catalogue import groups, warehouses
from gateway.store.tables.dealers import (
    contracts,
    counterparties,
    dealer_groups,
    dealer_warehouses,
)

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


UNGROUPED = "ungrouped"
"""Guid of the group that the gateway makes for goods that 1C keeps outside every group."""


@dataclass(frozen=True, slots=True)
class Tree:
    """All groups, deleted ones too, as children of their parents."""

    children: dict[int | None, tuple[int, ...]]
    deleted: frozenset[int]
    ungrouped: int | None = None

    def with_ungrouped(self, roots: frozenset[int]) -> frozenset[int]:
        """Add the group of goods outside every group where all other living roots are granted."""
        others = set(self.children.get(None, ())) - self.deleted - {self.ungrouped}
        if self.ungrouped is None or not others or not others <= roots:
            return roots
        return roots | {self.ungrouped}

    def expand(self, roots: Iterable[int]) -> frozenset[int]:
        """Return the roots and everything below them; a cycle ends where it closes."""
        found: set[int] = set()
        waiting = list(roots)
        while waiting:
            group = waiting.pop()
            if group not in found:
                found.add(group)
                waiting.extend(self.children.get(group, ()))
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Sight:
    """One dealer's permissions.

    `roots` are the granted groups, `groups` those and everything below them that is not deleted.
    `warehouses` are the permitted ids, whether granted one by one or all of them.
    """

    dealer_id: int
    roots: frozenset[int]
    groups: frozenset[int]
    warehouses: frozenset[int]
    price_types: frozenset[int]
    contracts: frozenset[int]
    tree: Tree


def load_tree(connection: Connection) -> Tree:
    """Read the groups."""
    rows = connection.execute(
        select(groups.c.id, groups.c.parent_id, groups.c.deleted, groups.c.guid)
    ).all()
    children: dict[int | None, list[int]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row.id)
    return Tree(
        {parent: tuple(ids) for parent, ids in children.items()},
        frozenset(row.id for row in rows if row.deleted),
        next((row.id for row in rows if row.guid == UNGROUPED), None),
    )


def sight_of(connection: Connection, dealer_id: int) -> Sight:
    """Read what the dealer may see in this transaction."""
    tree = load_tree(connection)
    granted_groups = frozenset(
        connection.execute(
            select(dealer_groups.c.group_id).where(dealer_groups.c.dealer_id == dealer_id)
        ).scalars()
    )
    roots = tree.with_ungrouped(granted_groups)
    granted = frozenset(
        connection.execute(
            select(dealer_warehouses.c.warehouse_id).where(
                dealer_warehouses.c.dealer_id == dealer_id
            )
        ).scalars()
    )
    living = frozenset(
        connection.execute(select(warehouses.c.id).where(warehouses.c.deleted.is_(False))).scalars()
    )
    terms = connection.execute(
        select(contracts.c.id, contracts.c.price_type_id, contracts.c.own_price_type_id)
        .join(counterparties, counterparties.c.id == contracts.c.counterparty_id)
        .where(counterparties.c.dealer_id == dealer_id)
    ).all()
    price_types = {row.price_type_id for row in terms}
    price_types |= {row.own_price_type_id for row in terms if row.own_price_type_id is not None}
    return Sight(
        dealer_id=dealer_id,
        roots=roots,
        groups=tree.expand(roots) - tree.deleted,
        warehouses=living & granted if granted else living,
        price_types=frozenset(price_types),
        contracts=frozenset(row.id for row in terms),
        tree=tree,
    )
