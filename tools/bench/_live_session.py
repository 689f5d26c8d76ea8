"""What `live` measures: two dealers' windows, the gateway and the imitated 1C at work together."""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.end2end.hands import CTRL, Key
from tools.bench import Figure
from tools.bench._trade import Trade, other_dealer, shared_product, use_screen
from tools.demo import DemoSupplier, Supply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.domain.product import ProductRow
    from tests.end2end.window import ClientWindow

ONEC_TO_WINDOW_S = 5.0
DEALER_TO_DEALER_S = 3.0
QUIET_S = 3_600.0
"""1C comes only when it is told to: what the other window shows is not its doing."""
PRICE_TYPE = "opt1"


def figures(folder: Path, repeats: int) -> Iterator[Figure]:
    """Yield how long a change in 1C and an order of another dealer take to a painted cell."""
    use_screen(folder)
    with DemoSupplier(folder / "supplier", Supply(onec_interval_s=QUIET_S)) as supplier:
        trade = Trade(supplier, folder)
        other: ClientWindow | None = None
        try:
            trade.open()
            other = other_dealer(supplier)
            product, warehouse, free = shared_product(other)
            yield from _prices(trade, repeats)
            yield from _stock(trade, product, warehouse, free, repeats)
            yield from _orders(trade, other, product, warehouse)
        finally:
            if other is not None:
                other.close()
            trade.window.close()


def _prices(trade: Trade, repeats: int) -> Iterator[Figure]:
    window = trade.window
    row = window.find("104-0116")
    taken = []
    for turn in range(repeats):
        price_e4 = row.price_e4 + (turn + 1) * 10_000
        guid = row.product.guid
        told = f"{price_e4 / 10_000:.2f}"
        seconds = _after_push(
            trade,
            {"do": "price", "guid": guid, "price_type": PRICE_TYPE, "price": told},
            partial(_shows_price, window, price_e4),
        )
        taken.append(seconds)
    yield Figure("live.price_to_cell", statistics.median(taken), "s", bar=ONEC_TO_WINDOW_S)
    yield Figure("live.price_to_cell.worst", max(taken), "s", bar=ONEC_TO_WINDOW_S)


def _stock(
    trade: Trade, product: ProductRow, warehouse: str, free: int, repeats: int
) -> Iterator[Figure]:
    window = trade.window
    window.find(product.article)
    taken = []
    for turn in range(repeats):
        wanted = free + (turn + 1) * 1_000
        seconds = _after_push(
            trade,
            {
                "do": "stock",
                "guid": product.guid,
                "warehouse": warehouse,
                "quantity": str(wanted // 1_000),
            },
            partial(_shows_stock, window, product, warehouse, wanted),
        )
        taken.append(seconds)
    yield Figure("live.stock_to_cell", statistics.median(taken), "s", bar=ONEC_TO_WINDOW_S)
    yield Figure("live.stock_to_cell.worst", max(taken), "s", bar=ONEC_TO_WINDOW_S)


def _orders(
    trade: Trade, other: ClientWindow, product: ProductRow, warehouse: str
) -> Iterator[Figure]:
    window = trade.window
    before = _free(other, product, warehouse)
    window.find(product.article)
    window.catalogue.filling.take(window.catalogue.model.product(0), warehouse)
    line = window.user.drafts.active.lines[0]
    price_e4 = line.seen_price_e4 or 1
    # Above the least order, in packs.
    pack = line.quantity_milli
    wanted = pack * (60_000_000 * 1_000 // (price_e4 * pack) + 1)
    draft = window.user.drafts.active
    window.user.drafts.change(draft.with_line(replace(line, quantity_milli=wanted)))
    window.press(Key.Key_F9, on=window.frame)
    window.wait(lambda: window.frame.workspace.current == "cart", "the cart")
    window.wait(lambda: window.user.valuation.appraisal, "sums")
    trade.quote()
    trade.checkout_is_filled()
    began = time.perf_counter()
    window.press(Key.Key_Return, CTRL, on=window.frame)
    other.wait(
        lambda: _free(other, product, warehouse) == before - wanted,
        "less stock in the other dealer's window",
        step_ms=1,
    )
    seconds = time.perf_counter() - began
    yield Figure("live.order_to_other_dealer", seconds, "s", bar=DEALER_TO_DEALER_S)


def _after_push(trade: Trade, change: dict[str, Any], is_shown: Callable[[], bool]) -> float:
    trade.onec.tell(**change)
    began = time.perf_counter()
    trade.onec.tell(do="push")
    trade.window.wait(is_shown, f"{change['do']} in its cell", step_ms=1)
    return time.perf_counter() - began


def _shows_price(window: ClientWindow, price_e4: int) -> bool:
    row = window.catalogue.model.prepared(window.catalogue.table.current_row)
    return row is not None and row.price_e4 == price_e4


def _shows_stock(window: ClientWindow, product: ProductRow, place: str, wanted: int) -> bool:
    return _free(window, product, place) == wanted


def _free(window: ClientWindow, product: ProductRow, warehouse: str) -> int:
    cell = window.user.goods.stock_cell(warehouse, product.id)
    return 0 if cell is None else cell.free_milli or 0


if __name__ == "__main__":
    for figure in figures(Path(sys.argv[1]), int(sys.argv[2])):
        print(figure.as_json(), flush=True)
