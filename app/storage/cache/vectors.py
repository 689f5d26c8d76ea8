"""Prices and stock as dense vectors by product id, and what a contract makes of them.

A vector is a list of segments that are looked at where SQLite put them; nothing is copied. A
switch of contract takes another `ContractPrices`: prices are worked out for the cells that are
painted, and for the whole list only when it is sorted by price.
"""

from __future__ import annotations

from decimal import Decimal
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.errors import StorageFailed
from app.domain.stock import NO_EXTRA, StockCell
from app.storage.cache.extras import PackedExtras
from app.storage.cache.layout import (
    EXTRA,
    NO_ROW,
    NO_VALUE,
    SEGMENT_MASK,
    SEGMENT_SHIFT,
)
from app.storage.cache.vector import Vector, parts_of_few
from contract.pricing import PriceRule, contract_price, discount_for

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.int64]

NOT_SOLD = NO_ROW
"""No price row came: the product is not sold under this contract."""

ON_REQUEST = NO_VALUE
"""Sold, but the price is unknown: asked of the manager, or in a currency without a rate."""


class GroupTree:
    """Which group lies in which; a product's own group comes first on its path."""

    __slots__ = ("_children", "_parents")

    def __init__(self, parents: Mapping[int, int | None]) -> None:
        self._parents = dict(parents)
        self._children: dict[int, list[int]] = {}
        for group, parent in parents.items():
            if parent is not None:
                self._children.setdefault(parent, []).append(group)

    def path(self, group: int) -> tuple[int, ...]:
        """Return the group and those above it, nearest first."""
        found: dict[int, None] = {}
        at: int | None = group
        while at is not None and at not in found:
            found[at] = None
            at = self._parents.get(at)
        return tuple(found)

    def below(self, group: int) -> set[int]:
        """Return the group and everything in it."""
        found = {group}
        waiting = [group]
        while waiting:
            for child in self._children.get(waiting.pop(), ()):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found

    @property
    def parents(self) -> tuple[tuple[int, int | None], ...]:
        """Return each group with the one it lies in, in the order of their ids."""
        return tuple(sorted(self._parents.items()))


class PriceTerms(NamedTuple):
    """What of a contract makes its prices: two price types and the rule."""

    price_type: int
    own_price_type: int | None
    rule: PriceRule


def price_terms(profile: Mapping[str, Any], contract: str) -> PriceTerms:
    """Return the price terms of a contract of the profile (KeyError if it is not there).

    StorageFailed when its price type is not in the profile.
    """
    terms = next((one for one in profile["contracts"] if one["id"] == contract), None)
    if terms is None:
        raise KeyError(contract)
    price_type = next(
        (one for one in profile["price_types"] if one["id"] == terms["price_type"]), None
    )
    if price_type is None:
        message = "the kept profile is damaged"
        raise StorageFailed(message)
    rate_e6: int | None = None
    if price_type["currency"] != terms["currency"]:
        rate = terms.get("rate")
        known = rate is not None and rate["to"] == terms["currency"]
        rate_e6 = int(Decimal(str(rate["value"])).scaleb(6)) if known and rate else 0
    discounts = {one["group"]: one["discount_e4"] for one in terms.get("group_discounts", ())}
    rule = PriceRule(
        scale=price_type["scale"],
        discount_e4=terms.get("discount_e4", 0),
        group_discounts=discounts or None,
        rate_e6=rate_e6,
    )
    return PriceTerms(terms["price_type"], terms.get("own_price_type"), rule)


class ContractPrices:
    """The prices under one contract, in ten-thousandths of its currency unit.

    `cell` is what the table paints; `vector` serves sorting and totals over the whole list. Both
    are `contract.pricing.contract_price` to the kopeck.
    """

    __slots__ = ("_base", "_discounts", "_groups", "_own", "derived", "making", "terms")

    def __init__(
        self, terms: PriceTerms, base: Vector, own: Vector | None, groups: GroupTree
    ) -> None:
        self.terms = terms
        self._base = base
        self._own = own
        self._groups = groups
        self._discounts: dict[int, PriceRule] = {}
        self.derived: dict[Any, tuple[Any, Any]] = {}
        """What queries worked out of these prices: by name (of what, the thing itself)."""
        self.making = Lock()
        """Held while something is put there: who needs it waits for it, nothing is made twice."""

    @property
    def version(self) -> tuple[int, ...]:
        """Tell a change of any price."""
        return tuple(one.version for one in self.vectors)

    @property
    def vectors(self) -> tuple[Vector, ...]:
        """Return the vectors behind these prices: what has to be patched after a change."""
        return (self._base,) if self._own is None else (self._base, self._own)

    @property
    def made_by(self) -> str:
        """Tell what makes prices of the vectors: the contract's terms, and the groups they name."""
        return repr((self.terms, self._groups.parents if self.terms.rule.group_discounts else ()))

    def cell(self, product: int, group: int) -> int:
        """Return the price of a product of this group, or NOT_SOLD or ON_REQUEST."""
        base_e4 = self._base[product]
        own_e4 = NO_ROW if self._own is None else self._own[product]
        if base_e4 == NO_ROW and own_e4 == NO_ROW:
            return NOT_SOLD
        price = contract_price(
            base_e4 if base_e4 > NO_VALUE else None,
            self._rule(group),
            (),
            own_e4 if own_e4 > NO_VALUE else None,
        )
        return ON_REQUEST if price is None else price

    def price(self, product: int, group: int) -> int | None:
        """Return the price of a product, None where it has none."""
        cell = self.cell(product, group)
        return None if cell in (NOT_SOLD, ON_REQUEST) else cell

    def vector(self, groups: Values) -> Values:
        """Return `cell` of every product; `groups` holds the group of each product id."""
        import numpy as np

        length = len(groups)
        base = self._base.numbers(length)
        own = None if self._own is None else self._own.numbers(length)
        sold = base != NO_ROW
        if own is not None:
            sold |= own != NO_ROW
        rule = self.terms.rule
        priced = base > NO_VALUE
        if rule.rate_e6 != 0 and not rule.group_discounts:
            # All of them at once, unknown ones as 0: to pick and put back takes twice as long.
            result = _prices(base if bool(priced.all()) else np.where(priced, base, 0), rule)
            result[~sold] = NOT_SOLD
        else:
            result = np.where(sold, np.int64(ON_REQUEST), np.int64(NOT_SOLD))
            priced &= base != 0
        if rule.rate_e6 != 0 and rule.group_discounts:
            known, place = np.unique(groups, return_inverse=True)
            rules = [self._rule(group) for group in known.tolist()]
            discounts = np.array([one.discount_e4 for one in rules], dtype=np.int64)[place]
            for one in {each.discount_e4: each for each in rules}.values():
                chosen = np.flatnonzero(priced & (discounts == one.discount_e4))
                result[chosen] = _prices(base[chosen], one)
        if own is not None:
            given = (own > NO_VALUE) & (own != 0)
            result[given] = own[given]
        return result

    def _rule(self, group: int) -> PriceRule:
        rule = self.terms.rule
        if not rule.group_discounts:
            return rule
        known = self._discounts.get(group)
        if known is None:
            discount_e4 = discount_for(rule, self._groups.path(group))
            known = PriceRule(rule.scale, discount_e4, None, rule.rate_e6)
            self._discounts[group] = known
        return known


class WarehouseStock:
    """The stock of one warehouse; `counted`: a product without a row has none, else unknown.

    While the first sync has not brought the whole stock, nothing is known of the other products.
    """

    __slots__ = ("_extras", "_free", "_stamp", "_whole", "counted", "warehouse")

    def __init__(self, warehouse: int, free: Vector, *, counted: bool) -> None:
        self.warehouse = warehouse
        self.counted = counted
        self._free = free
        self._extras: dict[int, PackedExtras] = {}
        self._stamp = -1
        self._whole = False

    @property
    def free(self) -> Vector:
        """Return the vector of free quantities in thousandths."""
        return self._free

    def cell(self, product: int) -> StockCell:
        """Return what is known of a product here."""
        free_milli = self._free[product]
        packed = self._extras.get(product >> SEGMENT_SHIFT)
        extra = NO_EXTRA if packed is None else packed.get(product & SEGMENT_MASK) or NO_EXTRA
        if free_milli > NO_VALUE:
            return StockCell(free_milli, extra)
        has_none = free_milli == NO_ROW and self.counted and self._whole
        return StockCell(0 if has_none else None, extra)

    def look(self, connection: sqlite3.Connection, products: Sequence[int]) -> None:
        """Read what is beside the free quantity for a few products alone."""
        self._note_whole(connection)
        for part, data in parts_of_few(connection, "data", EXTRA, self.warehouse, products):
            self._extras[part] = PackedExtras(data)

    def load(self, connection: sqlite3.Connection) -> None:
        """Read what is newer than what is here."""
        self._note_whole(connection)
        self._free.load(connection)
        rows = connection.execute(
            "SELECT part, stamp, data FROM segments WHERE kind = ? AND key = ? AND stamp > ?",
            (EXTRA, self.warehouse, self._stamp),
        ).fetchall()
        for part, stamp, data in rows:
            self._extras[part] = PackedExtras(data)
            self._stamp = max(self._stamp, stamp)

    def _note_whole(self, connection: sqlite3.Connection) -> None:
        if not self._whole:
            fetched = "SELECT 1 FROM cursors WHERE kind = 'stock' AND (whole OR sweeping)"
            self._whole = connection.execute(fetched).fetchone() is not None


def _prices(base: Values, rule: PriceRule) -> Values:
    """Return `contract_price` of positive or negative base prices; ON_REQUEST where it is None."""
    import numpy as np

    factor = 10_000 - rule.discount_e4
    denominator = 10_000
    if rule.rate_e6 is not None:
        factor *= rule.rate_e6
        denominator *= 1_000_000
    step = 10 ** (4 - rule.scale)
    denominator *= step
    largest = int(np.abs(base).max(initial=0))
    if 2 * largest * abs(factor) + denominator >= 2**62:
        # Exactness before speed: Python's integers do not overflow.
        exact = [contract_price(int(one), rule) for one in base.tolist()]
        return np.array([ON_REQUEST if one is None else one for one in exact], dtype=np.int64)
    numerator = base * factor
    if int(numerator.min(initial=0)) >= 0:
        numerator *= 2
        numerator += denominator
        numerator //= 2 * denominator
        if step != 1:
            numerator *= step
        numerator[numerator == 0] = ON_REQUEST
        return numerator
    halves = (2 * np.abs(numerator) + denominator) // (2 * denominator)
    prices = np.where(numerator < 0, -halves, halves) * step
    return np.where(prices == 0, np.int64(ON_REQUEST), prices)
