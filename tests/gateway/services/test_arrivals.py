"""Goods that were to come on a day that has passed are not shown as coming."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from gateway.onec.accounts import AccountSettings
from gateway.onec.apply_offers import OfferWriter
from gateway.onec.exchange import Exchange
from gateway.services.arrivals import forget_past
from gateway.services.records import StockRecord
from gateway.store.tables.catalogue import stock

if TYPE_CHECKING:
    from tests.gateway.world import World

LATE_EVENING = dt.datetime(2026, 11, 24, 22, 30, tzinfo=dt.UTC)
"""In Kyiv it is the 25th already."""


def expected(world: World, product: int) -> dt.date | None:
    return world.value(stock.c.expected_on, product_id=product)


def shelf(world: World, *products: int) -> None:
    world.group(1)
    world.warehouse(1)
    world.products(1, *products)
    world.stock(1, *products)


def test_a_passed_day_goes_and_the_feed_hears_of_it(world: World):
    shelf(world, 1, 2, 3)
    for product, day in ((1, 24), (2, 25), (3, 26)):
        row = {"product_id": product, "warehouse_id": 1}
        world.change(stock, row, expected_on=dt.date(2026, 11, day), expected_milli=7_000)
    before = world.value(stock.c.seq, product_id=3)
    assert forget_past(world.engine, LATE_EVENING) == 1
    assert [expected(world, one) for one in (1, 2, 3)] == [
        None,
        dt.date(2026, 11, 25),
        dt.date(2026, 11, 26),
    ]
    assert world.value(stock.c.expected_milli, product_id=1) is None
    assert world.value(stock.c.seq, product_id=1) > before
    assert world.value(stock.c.onec_free_milli, product_id=1) == 5_000
    assert forget_past(world.engine, LATE_EVENING) == 0


def test_a_passed_day_told_again_is_not_believed_and_a_new_one_is(world: World):
    shelf(world, 1)

    def told(day: int) -> int:
        exchange = Exchange(world.engine, AccountSettings(), LATE_EVENING)
        record = StockRecord("p-1", None, "w-1", 5_000, dt.date(2026, 11, day), 7_000)
        OfferWriter(exchange).apply_stock([record])
        return exchange.changed

    assert told(24) == 0
    assert told(26) == 1
    assert expected(world, 1) == dt.date(2026, 11, 26)
    assert told(24) == 1
    assert expected(world, 1) is None
