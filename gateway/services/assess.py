"""What each line of a cart is now: price, free stock, sums and everything that stands against it.

Quotes and orders ask the same questions here, so that what was verified is what is accepted.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Row, select

from contract.errors import Alternative, Problem
from contract.pricing import (
    LineAmounts,
    Vat,
    contract_price,
    decimal_from_e4,
    decimal_from_milli,
    line_amounts,
)
from gateway.store.tables import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from sqlalchemy import Connection

    from gateway.services.order_settings import OrderSettings
    from gateway.services.terms import Terms

_CHUNK = 400  # parameters of one IN list, far below SQLite's limit
_ALTERNATIVES = 5
LARGEST_LINE_E4 = 10**14
"""Ten milliards: 5,000 such lines still fit the amounts of the contract."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WantedLine:
    """A line as asked for; `agreed_e4` is set in an order, where the price must be today's.

    With `backorder_on` the goods are not taken from what is free: they come on that day.
    """

    n: int
    product: str
    variant: str
    warehouse: str
    quantity_milli: int
    seen_e4: int | None = None
    agreed_e4: int | None = None
    backorder_on: dt.date | None = None


@dataclass(slots=True)
class AssessedLine:
    """A line with its facts; `free_milli` None = not counted, `price_e4` None = unknown."""

    wanted: WantedLine
    product: Row[Any] | None
    warehouse: Row[Any] | None
    price_e4: int | None = None
    free_milli: int | None = None
    vat: Vat = "none"
    amounts: LineAmounts = field(default_factory=lambda: LineAmounts(0, 0, 0))
    problems: list[Problem] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        """Tell whether the line's goods are still to come: nothing is kept for it."""
        return self.wanted.backorder_on is not None

    @property
    def blocked(self) -> bool:
        """Tell whether an error stands against the line."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class _Stock:
    free_milli: int | None
    expected_on: dt.date | None


@dataclass(frozen=True, slots=True)
class _Shelves:
    """Stock by product and warehouse, and what the cart's earlier lines take of it."""

    rows: dict[int, dict[int, _Stock]]
    places: dict[int, Row[Any]]
    settings: OrderSettings
    taken: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))

    def told(self, free_milli: int) -> Decimal:
        """Return free stock as a dealer is told it."""
        return decimal_from_milli(self.settings.shown_milli(free_milli))


def assess_lines(
    connection: Connection, terms: Terms, wanted: Sequence[WantedLine], settings: OrderSettings
) -> list[AssessedLine]:
    """Return the lines in the order given, each with its problems."""
    products = _products(connection, {line.product for line in wanted})
    lines = [
        AssessedLine(
            line, products.get((line.product, line.variant)), terms.warehouses.get(line.warehouse)
        )
        for line in wanted
    ]
    ids = {line.product.id for line in lines if line.product is not None}
    base = _prices(connection, terms.contract.price_type_id, ids)
    own = _prices(connection, terms.contract.own_price_type_id, ids)
    shelves = _Shelves(
        _stock(connection, ids), {row.id: row for row in terms.warehouses.values()}, settings
    )
    for line in lines:
        _check_goods(line, terms)
        if line.product is None or line.warehouse is None:
            continue
        _set_price(line, line.product, terms, base, own)
        _check_pack(line, line.product)
        _check_stock(line, line.product, line.warehouse, shelves)
    return lines


def _check_goods(line: AssessedLine, terms: Terms) -> None:
    product = line.product
    if product is None or not terms.permits(product.group_id) or line.warehouse is None:
        # The same answer for goods that are not there and goods that are not for this dealer.
        line.product = None
        line.problems.append(_problem(line, "NotPermitted"))
    elif product.why_not or not product.unit:
        # Without a unit 1C cannot make the line: better refused now than stuck when accepted.
        line.problems.append(_problem(line, "UnitUnknown"))


def _set_price(
    line: AssessedLine,
    product: Row[Any],
    terms: Terms,
    base: dict[int, int | None],
    own: dict[int, int | None],
) -> None:
    line.price_e4 = contract_price(
        base.get(product.id),
        terms.rule,
        terms.tree.upwards(product.group_id),
        own.get(product.id),
    )
    line.vat = "none" if product.vat_rate is None else terms.vat
    if line.price_e4 is None:
        line.problems.append(_problem(line, "NotSold"))
        return
    amounts = line_amounts(line.price_e4, line.wanted.quantity_milli, line.vat, product.vat_rate)
    if amounts.payable_e4 > LARGEST_LINE_E4:
        line.problems.append(_problem(line, "AboveMaximum"))
    else:
        line.amounts = amounts
    changed: dict[str, Any] = {"price_now": decimal_from_e4(line.price_e4)}
    agreed, seen = line.wanted.agreed_e4, line.wanted.seen_e4
    if agreed is not None and agreed != line.price_e4:
        line.problems.append(_problem(line, "PriceChanged", "error", **changed))
    elif agreed is None and seen is not None and seen != line.price_e4:
        line.problems.append(_problem(line, "PriceChanged", "warning", **changed))


def _check_pack(line: AssessedLine, product: Row[Any]) -> None:
    pack = product.pack_milli
    if not pack:
        decimals = next((unit[2] for unit in product.units if unit[1] == 1000), None)
        pack = None if decimals is None else 10 ** max(0, 3 - int(decimals))
    if pack and line.wanted.quantity_milli % pack:
        line.problems.append(_problem(line, "WrongPack", pack=decimal_from_milli(pack)))


def _check_stock(
    line: AssessedLine, product: Row[Any], warehouse: Row[Any], shelves: _Shelves
) -> None:
    wanted, rows = line.wanted, shelves.rows.get(product.id, {})
    row = rows.get(warehouse.id)
    free = row.free_milli if row else (0 if warehouse.counted else None)
    line.free_milli = None if free is None else shelves.settings.shown_milli(free)
    key = (product.id, warehouse.id)
    left = None if free is None else max(0, free - shelves.taken[key])
    expected = row.expected_on if row else None
    since = None if expected is None else shelves.settings.start_of_day(expected)
    if wanted.backorder_on is not None:
        told = None if left is None else shelves.told(left)
        _check_discontinued(line, product, will_be=_check_arrival(line, expected, since, told))
        return
    shelves.taken[key] += wanted.quantity_milli
    enough = left is not None and left >= wanted.quantity_milli
    _check_discontinued(line, product, will_be=enough)
    if enough:
        return
    unknown = left is None and not warehouse.counted
    line.problems.append(
        _problem(
            line,
            "NotEnough",
            "warning" if unknown else "error",
            free_now=None
            if left is None
            else decimal_from_milli(shelves.settings.shown_milli(left)),
            alternatives=[] if unknown else _alternatives(rows, shelves, warehouse.id),
        )
    )
    if since is not None:
        line.problems.append(_problem(line, "BackorderDate", "warning", since=since))


def _check_arrival(
    line: AssessedLine,
    expected: dt.date | None,
    since: dt.datetime | None,
    free_now: Decimal | None,
) -> bool:
    """Compare the day agreed with the day known now; True when the goods come in time."""
    agreed = line.wanted.backorder_on
    if expected == agreed:
        return True
    # Sooner than agreed is good news: it is told before the order and refuses none.
    sooner = expected is not None and agreed is not None and expected < agreed
    severity = "warning" if sooner else "error"
    line.problems.append(_problem(line, "BackorderDate", severity, since=since, free_now=free_now))
    return sooner


def _check_discontinued(line: AssessedLine, product: Row[Any], *, will_be: bool) -> None:
    if product.discontinued:
        severity = "warning" if will_be else "error"
        line.problems.append(
            _problem(line, "Discontinued", severity, replaced_by=product.replaced_by)
        )


def _alternatives(rows: dict[int, _Stock], shelves: _Shelves, here: int) -> list[Alternative]:
    found = sorted(
        (
            (shelves.told(row.free_milli), shelves.places[at].guid)
            for at, row in rows.items()
            if at != here
            and at in shelves.places
            and row.free_milli is not None
            and row.free_milli > 0
        ),
        key=lambda one: (-one[0], one[1]),
    )
    return [Alternative(warehouse=guid, free=free) for free, guid in found[:_ALTERNATIVES]]


def _problem(line: AssessedLine, code: str, severity: str = "error", **facts: Any) -> Problem:
    return Problem.model_validate({"n": line.wanted.n, "code": code, "severity": severity, **facts})


def _products(connection: Connection, guids: set[str]) -> dict[tuple[str, str], Row[Any]]:
    table = catalogue.products
    found: dict[tuple[str, str], Row[Any]] = {}
    for some in _chunks(sorted(guids)):
        rows = connection.execute(
            select(table).where(
                table.c.guid.in_(some),
                table.c.deleted.is_(False),
                table.c.has_variants.is_(False),
            )
        )
        found.update(((row.guid, row.variant), row) for row in rows)
    return found


def _prices(connection: Connection, price_type: int | None, ids: set[int]) -> dict[int, int | None]:
    table = catalogue.prices
    found: dict[int, int | None] = {}
    if price_type is None:
        return found
    for some in _chunks(sorted(ids)):
        rows = connection.execute(
            select(table.c.product_id, table.c.price_e4).where(
                table.c.price_type_id == price_type,
                table.c.product_id.in_(some),
                table.c.deleted.is_(False),
            )
        )
        found.update((row.product_id, row.price_e4) for row in rows)
    return found


def _stock(connection: Connection, ids: set[int]) -> dict[int, dict[int, _Stock]]:
    table = catalogue.stock
    found: dict[int, dict[int, _Stock]] = defaultdict(dict)
    for some in _chunks(sorted(ids)):
        rows = connection.execute(
            select(
                table.c.product_id,
                table.c.warehouse_id,
                table.c.onec_free_milli,
                table.c.held_milli,
                table.c.expected_on,
            ).where(table.c.product_id.in_(some), table.c.deleted.is_(False))
        )
        for row in rows:
            free = None if row.onec_free_milli is None else row.onec_free_milli - row.held_milli
            found[row.product_id][row.warehouse_id] = _Stock(free, row.expected_on)
    return found


def _chunks(items: list[T]) -> Iterable[list[T]]:
    for at in range(0, len(items), _CHUNK):
        yield items[at : at + _CHUNK]
