"""Another process that changes the cache under an open window, as the sync child does.

Reads a line, writes 10,000 prices and 50,000 stocks in one transaction, prints what changed.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from tools.bench import _catalogue_data as goods

if TYPE_CHECKING:
    from contract.feed import FeedKind

PRICES = 10_000
STOCKS = 50_000


def main(path: Path, products: int) -> None:
    """Change prices and stock once for each line of the input."""
    writer = CacheWriter(path)
    print(json.dumps({"listening": True}), flush=True)
    for turn, _line in enumerate(sys.stdin, start=1):
        chosen = _spread(products, min(PRICES, products // 2), turn)
        prices = [goods.price_e4(one, 1) + turn * 100 for one in chosen]
        stock_of = _spread(products, min(STOCKS // len(goods.WAREHOUSES), products // 2), turn)
        pages: tuple[tuple[FeedKind, int, dict[str, Any]], ...] = (
            ("prices", 1, {"ids": chosen, "prices_e4": prices}),
            ("stock", 0, _stock(stock_of, turn)),
        )
        raw = [(kind, key, goods.feed_page(kind, of, more=False)) for kind, key, of in pages]
        began = time.perf_counter()
        with writer.transaction() as changed:
            for kind, key, answer in raw:
                writer.apply(read_page(answer, kind, key))
        written_s = time.perf_counter() - began
        event = {
            "written_s": written_s,
            "prices": sorted(changed.prices[1] or ()),
            "stock": sorted(set().union(*(ids or () for ids in changed.stock.values()))),
        }
        print(json.dumps(event), flush=True)
        # As the sync child does it once the change is told.
        writer.checkpoint()
    writer.close()


def _spread(products: int, count: int, turn: int) -> list[int]:
    step = products // count
    return [at * step + turn % step + 1 for at in range(count)]


def _stock(chosen: list[int], turn: int) -> dict[str, list[Any]]:
    places = range(1, len(goods.WAREHOUSES) + 1)
    rows = [(one, place) for one in chosen for place in places]
    return {
        "ids": [row[0] for row in rows],
        "warehouses": [row[1] for row in rows],
        "free_milli": [(row[0] + turn) % 500 * 1_000 for row in rows],
        "at_least": [False] * len(rows),
        "reserved_mine_milli": [0] * len(rows),
        "expected_on": [None] * len(rows),
        "expected_milli": [None] * len(rows),
        "expected_note": [""] * len(rows),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
