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

LineId = tuple[str, str, str, bool]
"""Product guid, variant guid or '', warehouse guid, whether the line waits for goods to come."""


def line_id(product: str, variant: str | None, warehouse: str, *, waits: bool = False) -> LineId:
    """Return the id of a line."""
    return (product, variant or "", warehouse, waits)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """Goods from one warehouse; `seen_*` is the price the user saw when he put them in.

    `backorder_on` is the ISO date that the user agreed to wait for, None = from what is free.
    """

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
    backorder_on: str | None = None

    @property
    def id(self) -> LineId:
        """What makes the line one line."""
        waits = self.backorder_on is not None
        return line_id(self.product, self.variant, self.warehouse, waits=waits)


@dataclass(frozen=True, slots=True)
class Draft:
    """A cart. `contract` None = it follows the catalogue's contract."""

    id: str
    name: str
    contract: str | None = None
    comment: str = ""
    lines: tuple[DraftLine, ...] = ()

    def line(self, wanted: LineId) -> DraftLine | None:
        """Return the line, or None."""
        return next((line for line in self.lines if line.id == wanted), None)

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

    def moved(self, moving: LineId, warehouse: str) -> Draft:
        """Return the draft with the line taken from what is free at a warehouse.

        It is merged with the line that is there; a line that waited waits no more.
        """
        line = self.line(moving)
        return self if line is None else self._put_at(line, warehouse, None)

    def waiting(self, moving: LineId, warehouse: str, expected_on: str) -> Draft:
        """Return the draft with the line waiting at a warehouse, merged with what waits there."""
        line = self.line(moving)
        return self if line is None else self._put_at(line, warehouse, expected_on)

    def split(
        self, cut: LineId, keep_milli: int, warehouse: str, expected_on: str | None = None
    ) -> Draft:
        """Return the draft with the line cut to `keep_milli` and the rest from elsewhere.

        With `expected_on` the rest waits for that day at `warehouse`.
        """
        line = self.line(cut)
        if line is None:
            return self
        rest = line.quantity_milli - keep_milli
        kept = self.with_line(replace(line, quantity_milli=keep_milli))
        other = replace(line, warehouse=warehouse, quantity_milli=rest, backorder_on=expected_on)
        there = kept.line(other.id)
        if there is not None:
            other = replace(other, quantity_milli=rest + there.quantity_milli)
        return kept.with_line(other)

    def _put_at(self, line: DraftLine, warehouse: str, expected_on: str | None) -> Draft:
        moved = replace(line, warehouse=warehouse, backorder_on=expected_on)
        target = self.line(moved.id)
        if target is not None and moved.id != line.id:
            whole = line.quantity_milli + target.quantity_milli
            return self.without([line.id]).with_line(replace(moved, quantity_milli=whole))
        return replace(self, lines=tuple(moved if x.id == line.id else x for x in self.lines))

    def quantity_of(self, product: str, variant: str | None) -> int:
        """Return how much of the product is in the draft, over all warehouses (thousandths)."""
        return sum(
            x.quantity_milli for x in self.lines if x.product == product and x.variant == variant
        )


class LineFacts(NamedTuple):
    """What the cache knows of a line's goods now. None = unknown; `sold` = has a price row.

    `elsewhere` lists (warehouse guid, free) where the goods are, most first; `expected_on` is the
    ISO date on which goods come to the line's warehouse.
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
    expected_on: str | None = None


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
    late = _is_late(line, facts)
    if facts.discontinued:
        # What is left or comes may still be sold; the gateway sees it the same way.
        rest = facts.free_milli is not None and facts.free_milli >= line.quantity_milli
        there = rest if line.backorder_on is None else not late
        found.append(LineProblem("Discontinued", error=not there))
    if not facts.sold:
        found.append(LineProblem("NotSold", error=True))
    elif facts.price_e4 is None or not facts.orderable:
        found.append(LineProblem("UnitUnknown" if not facts.orderable else "NotSold", error=True))
    if facts.pack_milli and line.quantity_milli % facts.pack_milli:
        found.append(LineProblem("WrongPack", error=True))
    if line.backorder_on is not None:
        if facts.expected_on != line.backorder_on:
            found.append(LineProblem("BackorderDate", error=late))
    elif facts.free_milli is not None and facts.free_milli < line.quantity_milli:
        found.append(LineProblem("NotEnough", error=True))
    same_currency = line.seen_currency == currency
    if same_currency and line.seen_price_e4 is not None and facts.price_e4 is not None:
        rose = facts.price_e4 > line.seen_price_e4
        if rose:
            found.append(LineProblem("PriceChanged", error=False))
    return tuple(found)


def _is_late(line: DraftLine, facts: LineFacts) -> bool:
    """Tell whether goods waited for come after the day agreed, or nobody knows when."""
    if line.backorder_on is None:
        return False
    # ISO dates compare as text.
    return facts.expected_on is None or facts.expected_on > line.backorder_on


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
