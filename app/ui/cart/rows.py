"""The rows of the cart's table, prepared for painting: group, line and strip."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.ui import formats
from app.ui.cart.fixes import Fix, fix_text, fixes_of, strip_text
from app.ui.cart.problems import short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.cart import AppraisedLine, LineId, WarehouseGroup
    from app.domain.product import ProductRow
    from app.domain.terms import Warehouse
    from app.ui.cart.valuation import Valuation

translate = QCoreApplication.translate
Key = tuple[str, "str | LineId"]


class GroupRow(NamedTuple):
    """A warehouse: its name, when it ships, what is taken there."""

    warehouse: str
    title: str
    note: str
    home: bool
    taken: str
    sum: str
    folded: bool

    @property
    def key(self) -> Key:
        """What the row is about."""
        return ("group", self.warehouse)


class State(NamedTuple):
    """The last column in words: `tint` ok, info (to come), warn or err, or '' for unknown."""

    text: str
    tint: str


class LineRow(NamedTuple):
    """A line of the draft. `product` None while its row is being read."""

    id: LineId
    number: int
    article: str
    name: str
    second: str
    unit: str
    price: str
    quantity_milli: int
    quantity: str
    sum: str
    state: State
    has_error: bool
    pack_milli: int | None
    price_e4: int | None
    sum_e4: int | None
    product: ProductRow | None

    @property
    def key(self) -> Key:
        """What the row is about."""
        return ("line", self.id)


class StripRow(NamedTuple):
    """What is wrong with the line above and the ready fixes with their words."""

    id: LineId
    text: str
    fixes: tuple[Fix, ...]
    texts: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What the row is about."""
        return ("strip", self.id)


Row = GroupRow | LineRow | StripRow


def rows_of(
    valuation: Valuation,
    products: Mapping[tuple[str, str | None], ProductRow],
    *,
    grouped: bool,
    folded: frozenset[str] = frozenset(),
) -> list[Row]:
    """Return the rows of the active draft, by warehouses or as one list in the draft's order."""
    appraisal, draft = valuation.appraisal, valuation.draft
    if appraisal is None or draft is None:
        return []
    rows: list[Row] = []
    taken = {line.id: line.quantity_milli for line in draft.lines}
    if not grouped:
        by_id = {line.line.id: line for line in appraisal.lines}
        for number, line in enumerate(draft.lines, start=1):
            rows.extend(
                _line_rows(by_id[line.id], number, valuation, products, taken, with_place=True)
            )
        return rows
    number = 0
    for group in appraisal.groups:
        is_folded = group.warehouse in folded
        rows.append(_group_row(group, valuation, folded=is_folded))
        for appraised in group.lines:
            number += 1
            if not is_folded:
                rows.extend(
                    _line_rows(appraised, number, valuation, products, taken, with_place=False)
                )
    return rows


def weight_text(weight_g: int) -> str:
    """Return a weight in kilograms with one decimal: "84,2 kg"."""
    tenths = (weight_g + 50) // 100
    return translate("Cart", "{n} kg").format(n=formats.quantity(tenths * 100))


def _group_row(group: WarehouseGroup, valuation: Valuation, *, folded: bool) -> GroupRow:
    profile = valuation.terms.profile
    place = profile.warehouse_by_guid.get(group.warehouse) if profile else None
    lines = len(group.lines)
    count = translate("Cart", "%n item(s)", "", lines)
    if group.weight_g:
        count = translate("Cart", "{items} · {weight}").format(
            items=count, weight=weight_text(group.weight_g)
        )
    currency = valuation.contract.currency if valuation.contract else ""
    return GroupRow(
        warehouse=group.warehouse,
        title=valuation.warehouse_name(group.warehouse),
        note=_ship_note(place),
        home=group.warehouse == valuation.home(),
        taken=count,
        sum=formats.money(group.totals.payable_e4, currency),
        folded=folded,
    )


def _ship_note(place: Warehouse | None) -> str:
    if place is None or place.delivery_days is None:
        return ""
    if place.delivery_days == 0:
        if place.cutoff:
            return translate("Cart", "leaves today if ordered by {time}").format(time=place.cutoff)
        return translate("Cart", "leaves today")
    days = place.delivery_days
    return translate("Cart", "delivery in %n day(s)", "", days)


def _line_rows(
    appraised: AppraisedLine,
    number: int,
    valuation: Valuation,
    products: Mapping[tuple[str, str | None], ProductRow],
    taken: Mapping[LineId, int],
    *,
    with_place: bool,
) -> list[Row]:
    line, facts = appraised.line, appraised.facts
    product = products.get((line.product, line.variant))
    second = line.comment or (" · ".join(product.second_line) if product else "")
    if with_place:
        place = valuation.warehouse_name(line.warehouse)
        second = " · ".join(filter(None, (place, second)))
    amounts = appraised.amounts
    rows: list[Row] = [
        LineRow(
            id=line.id,
            number=number,
            article=line.article,
            name=line.name,
            second=second,
            unit=_unit(line.unit, facts.pack_milli),
            price=_price(appraised),
            quantity_milli=line.quantity_milli,
            quantity=formats.quantity(line.quantity_milli),
            sum=formats.amount(amounts.payable_e4 if amounts else None),
            state=_state(appraised),
            has_error=appraised.has_error,
            pack_milli=facts.pack_milli,
            price_e4=facts.price_e4,
            sum_e4=amounts.payable_e4 if amounts else None,
            product=product,
        )
    ]
    if appraised.has_error:
        fixes = fixes_of(appraised, taken)
        texts = tuple(fix_text(fix, valuation.warehouse_name) for fix in fixes)
        rows.append(StripRow(line.id, strip_text(appraised), fixes, texts))
    return rows


def _unit(unit: str, pack_milli: int | None) -> str:
    if pack_milli and pack_milli != 1000:
        return f"{unit} / {formats.quantity(pack_milli)}"
    return unit


def _price(appraised: AppraisedLine) -> str:
    facts = appraised.facts
    if facts.known and facts.sold and facts.price_e4 is None:
        return translate("Cart", "on request")
    return formats.amount(facts.price_e4)


def _state(appraised: AppraisedLine) -> State:
    facts, line = appraised.facts, appraised.line
    errors = [problem.code for problem in appraised.problems if problem.error]
    if "NotEnough" in errors and len(errors) == 1:
        free = max(facts.free_milli or 0, 0)
        return State(
            translate("Cart", "{free} of {wanted}").format(
                free=formats.quantity(free), wanted=formats.quantity(line.quantity_milli)
            ),
            "err",
        )
    if errors:
        return State(short(errors[0]), "err")
    rose = any(problem.code == "PriceChanged" for problem in appraised.problems)
    if rose and line.seen_price_e4 and facts.price_e4 is not None:
        share = (facts.price_e4 - line.seen_price_e4) * 10_000 // line.seen_price_e4
        return State(
            translate("Cart", "price {share}").format(share=formats.percent(share)), "warn"
        )
    if line.backorder_on is not None:
        # A day that is sooner than agreed is told by the check, where it is accepted.
        return State(
            translate("Cart", "waits for {day}").format(day=_day(line.backorder_on)), "info"
        )
    if facts.free_milli is None:
        return State(translate("Cart", "stock unknown"), "")
    return State(translate("Cart", "{n} free").format(n=formats.quantity(facts.free_milli)), "ok")


def _day(iso: str) -> str:
    return formats.day_short(dt.date.fromisoformat(iso))
