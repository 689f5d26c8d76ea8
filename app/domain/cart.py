"""Drafts (carts): what the user wants, as immutable values, and what it comes to.

A draft never holds prices to pay: it names goods by 1C guid with a snapshot for people, and
`appraise` says what it comes to under given terms. Changing a draft gives a new value, so undo is
keeping the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.domain.quantity import round_up_to_pack
from contract.pricing import LineAmounts, Totals, Vat, line_amounts, totals

LineId = tuple[str, str, str]
"""Product guid, variant guid or '', warehouse guid."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """Goods from one warehouse; `seen_*` is the price the user saw when he put them in."""

    product: str
    variant: str | None
    warehouse: str
    quantity_milli: int
    article: str
    name: str
    unit: str
    seen_price_e4: int | None
    seen_currency: str
    seen_at: str
    comment: str = ""

    @property
    def id(self) -> LineId:
        """What makes the line one line."""
        return (self.product, self.variant or "", self.warehouse)


@dataclass(frozen=True, slots=True)
class Draft:
    """A cart. `contract` None = it follows the catalogue's contract."""

    id: str
    name: str
    contract: str | None = None
    comment: str = ""
    lines: tuple[DraftLine, ...] = ()

    def line(self, line_id: LineId) -> DraftLine | None:
        """Return the line, or None."""
        return next((line for line in self.lines if line.id == line_id), None)

    def with_line(self, line: DraftLine) -> Draft:
        """Return the draft with the line put in, in place of the one of the same id.

        A quantity of 0 takes the line out.
        """
        if line.quantity_milli <= 0:
            return self.without([line.id])
        if self.line(line.id) is None:
            return replace(self, lines=(*self.lines, line))
        return replace(self, lines=tuple(line if x.id == line.id else x for x in self.lines))

    def without(self, ids: Iterable[LineId]) -> Draft:
        """Return the draft without these lines."""
        gone = set(ids)
        return replace(self, lines=tuple(x for x in self.lines if x.id not in gone))

    def moved(self, line_id: LineId, warehouse: str) -> Draft:
        """Return the draft with the line taken from another warehouse, merged if it is there."""
        line = self.line(line_id)
        if line is None or warehouse == line.warehouse:
            return self
        target = self.line((line.product, line.variant or "", warehouse))
        quantity = line.quantity_milli + (target.quantity_milli if target else 0)
        moved = replace(line, warehouse=warehouse, quantity_milli=quantity)
        if target is not None:
            return self.without([line_id]).with_line(moved)
        return replace(self, lines=tuple(moved if x.id == line_id else x for x in self.lines))

    def split(self, line_id: LineId, keep_milli: int, warehouse: str) -> Draft:
        """Return the draft with the line cut to `keep_milli` and the rest from elsewhere."""
        line = self.line(line_id)
        if line is None:
            return self
        rest = line.quantity_milli - keep_milli
        kept = self.with_line(replace(line, quantity_milli=keep_milli))
        other = kept.line((line.product, line.variant or "", warehouse))
        quantity = rest + (other.quantity_milli if other else 0)
        return kept.with_line(replace(line, warehouse=warehouse, quantity_milli=quantity))

    def quantity_of(self, product: str, variant: str | None) -> int:
        """Return how much of the product is in the draft, over all warehouses (thousandths)."""
        return sum(
            x.quantity_milli for x in self.lines if x.product == product and x.variant == variant
        )


class LineFacts(NamedTuple):
    """What the cache knows of a line's goods now. None = unknown; `sold` = has a price row.

    `elsewhere` lists (warehouse guid, free) where the goods are, most first.
    """

    known: bool
    sold: bool
    price_e4: int | None
    free_milli: int | None
    orderable: bool
    discontinued: bool
    pack_milli: int | None
    vat_rate: int | None
    weight_g: int | None
    volume_cm3: int | None
    elsewhere: tuple[tuple[str, int], ...] = ()


class LineProblem(NamedTuple):
    """What is wrong with a line; codes as on the wire."""

    code: str
    error: bool


class AppraisedLine(NamedTuple):
    """A line with its price, sums and problems under the terms; amounts None = unknown price."""

    line: DraftLine
    facts: LineFacts
    amounts: LineAmounts | None
    problems: tuple[LineProblem, ...]

    @property
    def has_error(self) -> bool:
        """Whether the line stops the order."""
        return any(problem.error for problem in self.problems)


class WarehouseGroup(NamedTuple):
    """The lines of one warehouse, in the draft's order."""

    warehouse: str
    lines: tuple[AppraisedLine, ...]
    totals: Totals
    weight_g: int


class Appraisal(NamedTuple):
    """What a draft comes to. Lines without a price are in no sum and are counted apart."""

    groups: tuple[WarehouseGroup, ...]
    totals: Totals
    weight_g: int
    volume_cm3: int
    unpriced: int

    @property
    def lines(self) -> tuple[AppraisedLine, ...]:
        """All lines, warehouse by warehouse."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def errors(self) -> int:
        """How many lines stop the order."""
        return sum(line.has_error for line in self.lines)

    @property
    def warnings(self) -> int:
        """How many lines only warn."""
        return sum(bool(line.problems) and not line.has_error for line in self.lines)


def appraise(
    draft: Draft,
    currency: str,
    vat: Vat,
    facts_of: Callable[[DraftLine], LineFacts],
    warehouse_order: Callable[[str], int],
) -> Appraisal:
    """Say what the draft comes to under one contract.

    `facts_of` gives what the cache knows of a line under that contract; `warehouse_order` sorts
    the groups (the home warehouse first).
    """
    by_warehouse: dict[str, list[AppraisedLine]] = {}
    for line in draft.lines:
        facts = facts_of(line)
        amounts = None
        if facts.price_e4 is not None:
            amounts = line_amounts(facts.price_e4, line.quantity_milli, vat, facts.vat_rate)
        by_warehouse.setdefault(line.warehouse, []).append(
            AppraisedLine(line, facts, amounts, _problems(line, facts, currency))
        )
    groups = tuple(
        WarehouseGroup(
            warehouse=warehouse,
            lines=tuple(lines),
            totals=totals(x.amounts for x in lines if x.amounts is not None),
            weight_g=sum(_scaled(x.facts.weight_g, x.line.quantity_milli) for x in lines),
        )
        for warehouse, lines in sorted(
            by_warehouse.items(), key=lambda item: (warehouse_order(item[0]), item[0])
        )
    )
    everything = [line for group in groups for line in group.lines]
    return Appraisal(
        groups=groups,
        totals=totals(x.amounts for x in everything if x.amounts is not None),
        weight_g=sum(group.weight_g for group in groups),
        volume_cm3=sum(_scaled(x.facts.volume_cm3, x.line.quantity_milli) for x in everything),
        unpriced=sum(x.amounts is None for x in everything),
    )


def _problems(line: DraftLine, facts: LineFacts, currency: str) -> tuple[LineProblem, ...]:
    if not facts.known:
        return (LineProblem("NotPermitted", error=True),)
    found: list[LineProblem] = []
    if facts.discontinued:
        # What is left may still be sold; the gateway sees it the same way.
        rest = facts.free_milli is not None and facts.free_milli >= line.quantity_milli
        found.append(LineProblem("Discontinued", error=not rest))
    if not facts.sold:
        found.append(LineProblem("NotSold", error=True))
    elif facts.price_e4 is None or not facts.orderable:
        found.append(LineProblem("UnitUnknown" if not facts.orderable else "NotSold", error=True))
    if facts.pack_milli and line.quantity_milli % facts.pack_milli:
        found.append(LineProblem("WrongPack", error=True))
    if facts.free_milli is not None and facts.free_milli < line.quantity_milli:
        found.append(LineProblem("NotEnough", error=True))
    same_currency = line.seen_currency == currency
    if same_currency and line.seen_price_e4 is not None and facts.price_e4 is not None:
        rose = facts.price_e4 > line.seen_price_e4
        if rose:
            found.append(LineProblem("PriceChanged", error=False))
    return tuple(found)


def _scaled(per_unit: int | None, quantity_milli: int) -> int:
    return (per_unit or 0) * quantity_milli // 1000


def fitting_quantity(free_milli: int, pack_milli: int | None) -> int:
    """Return the largest whole number of packs that is free."""
    if not pack_milli:
        return max(free_milli, 0)
    return max(free_milli, 0) // pack_milli * pack_milli


def one_pack_more(quantity_milli: int, pack_milli: int | None) -> int:
    """Return the quantity after one press of plus."""
    return round_up_to_pack(quantity_milli + 1, pack_milli or 1000)


def one_pack_less(quantity_milli: int, pack_milli: int | None) -> int:
    """Return the quantity after one press of minus, never below zero."""
    step = pack_milli or 1000
    return max(-(-quantity_milli // step) * step - step, 0)
