"""A product on every warehouse, as rows of the list and pins of the map."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.domain.cart import line_id
from app.ui import formats
from app.ui.catalogue.columns import home_warehouse
from app.ui.catalogue.ordering import waits_for
from app.ui.catalogue.prepared import ENOUGH_MILLI, stock_text
from app.ui.catalogue.product_card.placing import Pin
from app.ui.catalogue.product_card.small_table import Cell
from app.ui.catalogue.spoken import stock_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.product import ProductRow
    from app.domain.stock import StockCell
    from app.domain.terms import Warehouse
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms

translate = QCoreApplication.translate


class _InCart(NamedTuple):
    """What the active draft takes of the product at a warehouse, and what waits there."""

    taken_milli: int = 0
    waiting_milli: int = 0


class StockView(NamedTuple):
    """What the card shows of the stock. `total_milli` None = no warehouse told a quantity."""

    keys: list[str]
    rows: list[tuple[Cell, ...]]
    pins: list[Pin]
    tips: dict[str, str]
    total_milli: int | None
    low: str


def stock_view(
    product: ProductRow,
    terms: Terms,
    goods: Goods,
    drafts: Drafts,
    *,
    stale: bool,
    typed: tuple[str, str] = ("", ""),
) -> StockView:
    """Return the product's stock; `typed` = a warehouse and the quantity being typed for it."""
    warehouses = terms.profile.warehouses if terms.profile else ()
    home = home_warehouse(terms.profile, terms.contract)
    view = StockView([], [], [], {}, _total(product, warehouses, goods), _low(warehouses))
    for warehouse in warehouses:
        cell = goods.stock_cell(warehouse.guid, product.id)
        view.keys.append(warehouse.guid)
        tip = stock_words(warehouse.name, cell)
        if warehouse.delivery_days is not None:
            tip = f"{tip}, {_delivery(warehouse)}"
        view.tips[warehouse.guid] = tip
        may_take = product.orderable and terms.may("order")
        view.rows.append(
            (
                _name(warehouse, home=warehouse.guid == home),
                _free(cell, warehouse, stale=stale),
                _reserved(cell),
                _expected(cell),
                _when(cell, warehouse),
                _action(
                    cell,
                    _in_cart(product, warehouse, drafts),
                    typed[1] if typed[0] == warehouse.guid else "",
                    may_take=may_take,
                ),
            )
        )
        if warehouse.lat is not None and warehouse.lon is not None:
            view.pins.append(_pin(cell, warehouse, home=warehouse.guid == home))
    return view


def _name(warehouse: Warehouse, *, home: bool) -> Cell:
    if home:
        return Cell(warehouse.name, "small-strong", icon="house")
    return Cell(warehouse.name, "small")


def _free(cell: StockCell | None, warehouse: Warehouse, *, stale: bool) -> Cell:
    said = stock_words(warehouse.name, cell)
    if cell is None or cell.free_milli is None:
        return Cell("—" if cell is None else "?", "small-number", "text3", said)
    if cell.free_milli <= 0:
        return Cell("0", "small-number", "text3", said)
    text = stock_text(cell, warehouse)
    if stale:
        return Cell(f"≈{text.text}", "small-number", "text2", said)
    return Cell(text.text, "small-strong", text.tint or "text", said)


def _reserved(cell: StockCell | None) -> Cell:
    mine = cell.extra.reserved_mine_milli if cell else None
    if not mine:
        return Cell("—", "small-number", "text3", translate("ProductCard", "nothing reserved"))
    said = translate("ProductCard", "reserved for you {n}").format(n=formats.quantity(mine))
    return Cell(formats.quantity(mine), "small-number", "text2", said)


def _expected(cell: StockCell | None) -> Cell:
    day = _expected_day(cell)
    if cell is None or day is None:
        return Cell("—", "small-number", "text3", translate("ProductCard", "nothing expected"))
    amount = cell.extra.expected_milli
    short = formats.day_short(day)
    text = f"+{formats.quantity(amount)} · {short}" if amount else short
    said = translate("ProductCard", "expected {day}").format(day=formats.day(day))
    if amount:
        said = translate("ProductCard", "expected {day}: {n}").format(
            day=formats.day(day), n=formats.quantity(amount)
        )
    return Cell(text, "micro", "info", said)


def _when(cell: StockCell | None, warehouse: Warehouse) -> Cell:
    day = _expected_day(cell)
    nothing = cell is None or (cell.free_milli is not None and cell.free_milli <= 0)
    if nothing and day is not None:
        ready = day + dt.timedelta(days=warehouse.delivery_days or 0)
        text = translate("ProductCard", "from {day}").format(day=formats.day_short(ready))
        return Cell(text, "small-number", "text2")
    return Cell(_delivery(warehouse), "small", "text2")


def _delivery(warehouse: Warehouse) -> str:
    days = warehouse.delivery_days
    if days is None:
        return ""
    if days == 0:
        return translate("ProductCard", "today")
    if days == 1:
        return translate("ProductCard", "tomorrow")
    return translate("ProductCard", "%n day(s)", "", days)


def _in_cart(product: ProductRow, warehouse: Warehouse, drafts: Drafts) -> _InCart:
    if not drafts.ready:
        return _InCart()
    taken, waiting = (
        drafts.active.line(line_id(product.guid, product.variant, warehouse.guid, waits=waits))
        for waits in (False, True)
    )
    return _InCart(taken.quantity_milli if taken else 0, waiting.quantity_milli if waiting else 0)


def _action(cell: StockCell | None, in_cart: _InCart, typed: str, *, may_take: bool) -> Cell:
    if typed:
        return Cell(typed, "price", "text", _typed_words(cell, typed), shape="typed")
    if in_cart.taken_milli or in_cart.waiting_milli:
        icon = "check" if in_cart.taken_milli else "clock"
        text = formats.quantity(sum(in_cart))
        said = _cart_words(in_cart)
        return Cell(text, "small-strong", "accent-text", said, icon=icon, shape="chosen")
    if not may_take:
        return Cell("")
    day = waits_for(cell)
    if day is not None:
        said = translate("ProductCard", "Wait for one pack until {day}").format(
            day=formats.day(day)
        )
        return Cell(translate("ProductCard", "Wait"), "small-medium", said=said, shape="button")
    if cell is not None and cell.free_milli is not None and not cell.available:
        return Cell("")
    said = translate("ProductCard", "Take one pack from here")
    later = _expected_day(cell)
    if later is not None:
        said = translate(
            "ProductCard", "Take one pack from here; Shift+Enter waits for one until {day}"
        ).format(day=formats.day(later))
    return Cell(translate("ProductCard", "Take"), "small-medium", said=said, shape="button")


def _typed_words(cell: StockCell | None, typed: str) -> str:
    day = waits_for(cell)
    if day is not None:
        return translate("ProductCard", "Wait for {n} until {day}: Enter").format(
            n=typed, day=formats.day(day)
        )
    later = _expected_day(cell)
    if later is not None:
        return translate(
            "ProductCard", "Take {n} from here: Enter; wait until {day}: Shift+Enter"
        ).format(n=typed, day=formats.day(later))
    return translate("ProductCard", "Take {n} from here: Enter").format(n=typed)


def _cart_words(in_cart: _InCart) -> str:
    taken, waiting = map(formats.quantity, in_cart)
    if not in_cart.waiting_milli:
        return translate("ProductCard", "In the cart from here: {n}").format(n=taken)
    if not in_cart.taken_milli:
        return translate("ProductCard", "In the cart, to come here: {n}").format(n=waiting)
    return translate("ProductCard", "In the cart from here: {a}, to come here: {b}").format(
        a=taken, b=waiting
    )


def _pin(cell: StockCell | None, warehouse: Warehouse, *, home: bool) -> Pin:
    text = stock_text(cell, warehouse)
    free = cell.free_milli if cell is not None and cell.free_milli is not None else 0
    return Pin(
        guid=warehouse.guid,
        name=warehouse.city or warehouse.name,
        lat=warehouse.lat or 0.0,
        lon=warehouse.lon or 0.0,
        number=text.text,
        free_milli=max(0, free),
        tint=text.tint,
        home=home,
    )


def _expected_day(cell: StockCell | None) -> dt.date | None:
    on = cell.extra.expected_on if cell is not None else None
    return dt.date.fromisoformat(on) if on else None


def _total(product: ProductRow, warehouses: Sequence[Warehouse], goods: Goods) -> int | None:
    told = [
        cell.free_milli
        for cell in (goods.stock_cell(one.guid, product.id) for one in warehouses)
        if cell is not None and cell.free_milli is not None
    ]
    return sum(max(0, one) for one in told) if told else None


def _low(warehouses: Sequence[Warehouse]) -> str:
    """Return the one threshold of "few", or '' when warehouses differ."""
    known = {one.low_stock_milli or ENOUGH_MILLI for one in warehouses}
    return formats.quantity(known.pop()) if len(known) == 1 else ""
