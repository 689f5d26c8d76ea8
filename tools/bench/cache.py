"""The catalogue's storage without its window: first sync, search, sorting, facets, changes, memory.

Pages of the feed are made first and kept as bytes; what is measured begins with bytes and ends
with products. Each figure stands beside the plain way of doing the same in the same run.
"""

from __future__ import annotations

import multiprocessing
import random
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.product import CatalogueQuery, Sort
from app.storage.cache.reader import CacheReader
from tools.bench import Figure, Options
from tools.bench._catalogue_plain import PlainTables
from tools.bench._catalogue_sync import Recorded, change, first_sync
from tools.bench._catalogue_typing import mistyped_codes, mistyped_words, sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

KEYSTROKE_MS, TYPO_MS, SORT_MS, FACETS_MS = 10.0, 50.0, 100.0, 50.0
AGAINST_LIKE = 1 / 50
USABLE, SEARCHABLE, FIRST_ROWS_S, CHANGE_S = 0.45, 1.15, 1.0, 0.5
MEMORY_MB = 260.0
WAREHOUSES = (1, 2, 3, 4, 5, 6)
ROWS = 50
SESSIONS = 40
MISTYPED = 120


def run(options: Options) -> Iterator[Figure]:
    """Yield the figures of issue-size catalogues; see the constants for their bars."""
    recorded = Recorded(options.products)
    plain = PlainTables(options.folder / f"plain-{options.products}.db")
    rows_s, rows_cpu_s = plain.fill(recorded)
    path, times = first_sync(options.folder / f"synced-{options.products}", recorded)
    yield Figure("cache.first_rows", times.first_rows_s, "s", FIRST_ROWS_S)
    yield Figure("cache.first_sync.usable", times.usable_s, "s", USABLE, rows_s)
    yield Figure("cache.first_sync.searchable", times.searchable_s, "s", SEARCHABLE, rows_s)
    # Where neighbours take the cores, what was worked tells more than the clock.
    cpu = "cache.first_sync.cpu"
    yield Figure(f"{cpu}.usable", times.usable_cpu_s, "s", against=rows_cpu_s)
    yield Figure(f"{cpu}.searchable", times.searchable_cpu_s, "s", against=rows_cpu_s)
    with CacheReader(path) as reader:
        yield from _keystrokes(reader, plain, options)
        yield from _typos(reader, options)
        yield from _sorting(reader, options)
        yield from _facets(reader, options)
    plain.close()
    yield Figure("cache.change", change(path, options.products), "s", CHANGE_S)
    if (memory_mb := _memory_mb(path)) is not None:
        yield Figure("cache.memory", memory_mb, "MB", MEMORY_MB)


def _keystrokes(reader: CacheReader, plain: PlainTables, options: Options) -> Iterator[Figure]:
    """One keystroke: permitted, in stock, exact count, 50 rows with price and six stocks."""
    profile = reader.profile() or {}
    prices = reader.contract_prices(profile, profile["default_contract"])
    stocks = [reader.stock_vector(one, counted=True) for one in WAREHOUSES]

    def show(words: str) -> None:
        query = CatalogueQuery(words=words, in_stock_warehouses=WAREHOUSES)
        found = reader.query(query, prices)
        for row in reader.rows(found.ids[:ROWS]):
            prices.cell(row.id, row.group_id)
            for stock in stocks:
                stock.cell(row.id)

    typed = [text for session in sessions(options.products, SESSIONS) for text in session]
    show(typed[0])
    ours = _times(show, typed)
    few = random.Random(2).sample(typed, min(len(typed), 40))
    like = _times(plain.like, few)
    fts = _times(plain.fts_by_price, few)
    yield Figure("cache.keystroke.p50", _share(ours, 50), "ms")
    yield Figure("cache.keystroke.p95", _share(ours, 95), "ms", AGAINST_LIKE, _share(like, 95))
    yield Figure("cache.keystroke.p99", _share(ours, 99), "ms", KEYSTROKE_MS)
    yield Figure(
        "cache.keystroke.fts_order_by_price.p95", _share(ours, 95), "ms", 1.0, _share(fts, 95)
    )


def _typos(reader: CacheReader, options: Options) -> Iterator[Figure]:
    for name, cases, missing in (
        ("codes", mistyped_codes(options.products, MISTYPED), 0.0),
        ("words", mistyped_words(options.products, MISTYPED), 0.01),
    ):
        tried = lost = 0
        times = []
        for typed, product in cases:
            began = time.perf_counter()
            found = reader.query(CatalogueQuery(words=typed))
            times.append((time.perf_counter() - began) * 1_000)
            # Where the error makes another code or word of the list, that one is found.
            if found.reading == "typo" or not found.count:
                tried += 1
                lost += product not in set(found.ids)
        yield Figure(f"cache.typo.{name}.p50", _share(times, 50), "ms")
        yield Figure(f"cache.typo.{name}.p99", _share(times, 99), "ms", TYPO_MS)
        yield Figure(f"cache.typo.{name}.lost", lost / max(tried, 1), "share", missing)


def _sorting(reader: CacheReader, options: Options) -> Iterator[Figure]:
    profile = reader.profile() or {}
    for key in ("name", "article", "unit", "price", "free", "stock:1"):
        times = []
        for turn in range(options.repeats):
            # Other prices each time: an order that is already known would cost nothing.
            contract = profile["contracts"][turn % len(profile["contracts"])]["id"]
            prices = reader.contract_prices(profile, contract)
            query = CatalogueQuery(sort=Sort(key, descending=bool(turn % 2)))
            began = time.perf_counter()
            reader.query(query, prices)
            times.append((time.perf_counter() - began) * 1_000)
        yield Figure(f"cache.sort.{key}", statistics.median(times), "ms", SORT_MS)


def _facets(reader: CacheReader, options: Options) -> Iterator[Figure]:
    chosen = (("warehouse", frozenset({"1", "3"})),)
    reader.facets(CatalogueQuery())
    for name, query in (
        ("all", CatalogueQuery()),
        ("chosen", CatalogueQuery(facets=chosen)),
        ("found", CatalogueQuery(words="кабель", facets=chosen)),
    ):
        times = _times(lambda asked: _ignore(reader.facets(asked)), [query] * options.repeats)
        yield Figure(f"cache.facets.{name}", statistics.median(times), "ms", FACETS_MS)


def _memory_mb(path: Path) -> float | None:
    """Return the anonymous memory of a process that did all this; None where it cannot be told."""
    context = multiprocessing.get_context("spawn")
    theirs, ours = context.Pipe()
    process = context.Process(target=_measure_memory, args=(path, ours))
    process.start()
    told: float | None = theirs.recv()
    process.join()
    return told


def _measure_memory(path: Path, answer: Any) -> None:
    with CacheReader(path) as reader:
        profile = reader.profile() or {}
        known = [reader.contract_prices(profile, one["id"]) for one in profile["contracts"]]
        stocks = [reader.stock_vector(one, counted=True) for one in WAREHOUSES]
        for prices in known:
            for words in ("", "кабель", "ab-12", "482000"):
                query = CatalogueQuery(
                    words=words, in_stock_warehouses=WAREHOUSES, sort=Sort("price")
                )
                reader.rows(reader.query(query, prices).ids[:ROWS])
        reader.facets(CatalogueQuery())
        reader.query(CatalogueQuery(words="кабиль"))
        reader.groups()
        answer.send(_anonymous_mb() if stocks else None)


def _anonymous_mb() -> float | None:
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        line = next(one for one in status.splitlines() if one.startswith("RssAnon"))
    except (OSError, StopIteration):
        return None
    return int(line.split()[1]) / 1_024


def _times(action: Callable[[Any], None], arguments: Sequence[Any]) -> list[float]:
    taken = []
    for argument in arguments:
        began = time.perf_counter()
        action(argument)
        taken.append((time.perf_counter() - began) * 1_000)
    return taken


def _share(times: Sequence[float], percent: int) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _ignore(value: object) -> None:
    """Only the time counts."""
    del value
