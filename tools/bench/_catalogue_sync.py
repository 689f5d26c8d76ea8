"""A first sync from recorded pages, and a change after it, the way the sync child does them."""

from __future__ import annotations

import json
import os
import random
import shutil
import threading
import time
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from app.services.feeds import Feeds, Wanted
from app.storage.cache import generations, schema
from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from tools.bench import _catalogue_data as data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from contract.feed import FeedKind

CHANGED_PRICES = 10_000
CHANGED_STOCKS = 50_000
FACETS = 5
_WANTED = (
    Wanted("products", "products"),
    *(Wanted("prices", "prices", key) for key in range(1, data.PRICE_TYPES + 1)),
    Wanted("stock", "stock"),
)
_POLES, _CURVES, _VOLTAGES, _MOUNTS = ("1P", "2P", "3P", "4P"), "BCD", (230, 400), ("DIN", "інша")


class Times(NamedTuple):
    """Seconds from the first page; by the clock, and of all processor cores together."""

    first_rows_s: float
    usable_s: float
    searchable_s: float
    usable_cpu_s: float
    searchable_cpu_s: float


class Recorded:
    """Pages of the feed as they came from the wire, unpacked."""

    def __init__(self, products: int) -> None:
        self.products = [_bytes(_with_properties(one)) for one in data.product_pages(products)]
        self.prices = {
            key: [_bytes(one) for one in data.price_pages(products, key)]
            for key in range(1, data.PRICE_TYPES + 1)
        }
        self.stock = [_bytes(one) for one in data.stock_pages(products)]

    def of(self, kind: FeedKind, key: int) -> list[bytes]:
        """Return the pages of a kind."""
        if kind == "prices":
            return self.prices[key]
        return self.products if kind == "products" else self.stock


class _Wire:
    """Stands where the gateway's calls are: hands out recorded pages one after another."""

    def __init__(self, recorded: Recorded) -> None:
        self._recorded = recorded
        self._given: dict[tuple[str, int], int] = {}

    def feed(
        self, kind: FeedKind, epoch: str, after: str, limit: int, price_type: int | None = None
    ) -> bytes:
        """Return the next page of a kind."""
        del epoch, after, limit
        key = price_type or 0
        at = self._given.get((kind, key), 0)
        self._given[kind, key] = at + 1
        return self._recorded.of(kind, key)[at]


def _worked_s() -> float:
    """Return the processor time of this process and of its children that have ended."""
    return sum(os.times()[:4])


def first_sync(folder: Path, recorded: Recorded) -> tuple[Path, Times]:
    """Build a generation from recorded pages; return its file and the times."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = generations.path_of(folder, 1)
    schema.create(path)
    writer = CacheWriter(path)
    feeds = Feeds(_Wire(recorded), _nobody, threading.Event(), _nobody)  # type: ignore[arg-type]  # only its feed is called
    try:
        with writer.transaction():
            writer.set_meta("epoch", data.EPOCH)
            writer.set_profile(json.dumps(data.wire_profile()))
            writer.apply(read_page(data.group_page(), "groups"))
            writer.apply(read_page(_property_page(), "properties"))
        began, worked = time.perf_counter(), _worked_s()
        shown: list[float] = []

        def publish() -> None:
            writer.build_orders()
            shown.append(time.perf_counter() - began)

        # As app.services.sync does it.
        goods, *others = _WANTED
        feeds.fetch(writer, goods, publish, others[0])
        sorting = writer.begin_orders()
        for this, then in zip_longest(others, others[1:]):
            feeds.fetch(writer, this, then=then)
        writer.store_orders(sorting.take())
        usable_s, usable_cpu_s = time.perf_counter() - began, _worked_s() - worked
        writer.build_index(lambda done, total: None, lambda: False)  # noqa: ARG005 - nobody looks
        searchable_s = time.perf_counter() - began
        searchable_cpu_s = _worked_s() - worked
        writer.set_meta("complete", "1")
        writer.checkpoint()
    finally:
        writer.close()
    return path, Times(shown[0], usable_s, searchable_s, usable_cpu_s, searchable_cpu_s)


def change(path: Path, products: int) -> float:
    """Return how many seconds it takes to write changed prices and stock from all over the list."""
    chance = random.Random(3)
    numbers = range(products)
    prices = sorted(chance.sample(numbers, min(CHANGED_PRICES, products)))
    stocked = sorted(chance.sample(numbers, min(CHANGED_STOCKS, products)))
    price_page = _bytes(
        data.feed_page(
            "prices",
            {"ids": prices, "prices_e4": [one * 7 + 100 for one in prices]},
            more=False,
        )
    )
    columns: dict[str, list[Any]] = {
        "ids": stocked,
        "warehouses": [1 + one % 6 for one in stocked],
        "free_milli": [one % 900 * 1_000 for one in stocked],
        "at_least": [False] * len(stocked),
        "reserved_mine_milli": [None] * len(stocked),
        "expected_on": [None] * len(stocked),
        "expected_milli": [None] * len(stocked),
        "expected_note": [""] * len(stocked),
    }
    stock_page = _bytes(data.feed_page("stock", columns, more=False))
    writer = CacheWriter(path)
    try:
        began = time.perf_counter()
        with writer.transaction():
            writer.apply(read_page(price_page, "prices", 1))
            writer.apply(read_page(stock_page, "stock"))
        return time.perf_counter() - began
    finally:
        writer.close()


def _with_properties(page: dict[str, Any]) -> dict[str, Any]:
    rows = [
        {
            "1": _MOUNTS[one % 2],
            "2": _VOLTAGES[one // 3 % 2],
            "3": one % 41,
            "4": _POLES[one // 5 % 4],
            "5": _CURVES[one // 7 % 3],
        }
        for one in page["columns"]["id"]
    ]
    page["columns"]["properties"] = rows
    return page


def _property_page() -> dict[str, Any]:
    numbers = list(range(1, FACETS + 1))
    columns: dict[str, list[Any]] = {
        "id": numbers,
        "name": ["Монтаж", "Напруга", "Струм", "Полюси", "Характеристика"],
        "unit": ["", "В", "А", "", ""],
        "type": ["list", "number", "number", "list", "list"],
        "group_ids": [[] for _ in numbers],
        "row_order": numbers,
        "card_order": numbers,
        "facet_order": numbers,
        "is_tag": [False for _ in numbers],
    }
    return data.feed_page("properties", columns, more=False)


def _bytes(page: dict[str, Any]) -> bytes:
    return json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()


def _nobody(told: Iterable[Any]) -> None:
    """Nobody listens."""
    del told
