"""The gateway's feed: a dealer's whole catalogue as columns, packed, page after page.

Compared with a bare loop in the same process: it reads the same rows of the same tables without
asking who may see them, encodes the same columns and packs them. The two take pages in turns and
are measured in processor time, so that neighbours on the machine hit neither.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from contract.feed import LIMITS, FeedKind
from gateway.services import feed
from gateway.store.engine import FILE_NAME, reading
from gateway.store.meta import identity
from tools.bench import Figure, Options
from tools.bench._gateway_data import DEALER, filled_gateway

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

ROWS_PER_S = 100_000
BAR_RATIO = 2.0
"""At least half of what the bare loop brings."""
BAR_MEMORY = 1.1

_PRODUCTS = """
SELECT id, guid, CASE WHEN variant = '' THEN NULL ELSE variant END, group_id, article,
 CAST(other_codes AS TEXT), name, CAST(synonyms AS TEXT), brand, unit, CAST(units AS TEXT),
 pack_milli, pack_name, weight_g, volume_cm3, CAST(barcodes AS TEXT), vat_rate,
 CAST(properties AS TEXT), CAST(images AS TEXT), CAST(analogues AS TEXT), replaced_by,
 discontinued, CAST(created_on AS TEXT), note, why_not = '', why_not
FROM products WHERE id > ? ORDER BY id LIMIT ?
"""
_PRICES = """
SELECT product_id, price_e4 FROM prices
WHERE price_type_id = 1 AND product_id > ? ORDER BY product_id LIMIT ?
"""
_STOCK = """
SELECT product_id, warehouse_id, onec_free_milli - held_milli, expected_on, expected_milli,
 expected_note, 0, 0
FROM stock WHERE (product_id, warehouse_id) > (?, ?) ORDER BY product_id, warehouse_id LIMIT ?
"""
_READY = {5, 7, 10, 15, 17, 18, 19}
"""Columns of products that are JSON in the table."""


class _Page(NamedTuple):
    rows: int
    packed: int
    cpu_s: float


class _Kind(NamedTuple):
    kind: FeedKind
    price_type: int
    sql: str
    ready: set[int]
    keys: int


KINDS = (
    _Kind("products", 0, _PRODUCTS, _READY, 1),
    _Kind("prices", 1, _PRICES, set(), 1),
    _Kind("stock", 0, _STOCK, set(), 2),
)


def run(options: Options) -> Iterator[Figure]:
    """Yield for each kind the time of 100,000 rows, against the bare loop, and the memory."""
    folder = options.folder / f"gateway-{options.products}"
    engine = filled_gateway(folder, options.products)
    try:
        with closing(sqlite3.connect(folder / FILE_NAME)) as bare:
            for kind in KINDS:
                yield from _measure(engine, bare, kind)
    finally:
        engine.dispose()


def _measure(engine: Engine, bare: sqlite3.Connection, kind: _Kind) -> Iterator[Figure]:
    ours: list[_Page] = []
    plain: list[_Page] = []
    memory: list[int] = []
    for page, other in zip(_our_pages(engine, kind), _bare_pages(bare, kind), strict=False):
        ours.append(page)
        plain.append(other)
        memory.append(_resident())
    rows, taken = _total(ours)
    plain_rows, plain_taken = _total(plain)
    name = f"feed.{kind.kind}"
    per = 100_000
    # Processor seconds for 100,000 rows: a second is the bar of 100,000 rows a second.
    yield Figure(f"{name}.cpu_for_100k", taken / rows * per, "s", bar=per / ROWS_PER_S)
    yield Figure(
        f"{name}.against_bare_loop",
        taken / rows * per,
        "s",
        bar=BAR_RATIO,
        against=plain_taken / plain_rows * per,
    )
    settled = memory[min(len(memory) // 4, 16)]
    yield Figure(
        f"{name}.memory", memory[-1] / 2**20, "MB", bar=BAR_MEMORY, against=settled / 2**20
    )


def _total(pages: list[_Page]) -> tuple[int, float]:
    return sum(page.rows for page in pages), sum(page.cpu_s for page in pages)


def _our_pages(engine: Engine, kind: _Kind) -> Iterator[_Page]:
    with reading(engine) as connection:
        epoch = identity(connection).epoch
    after, more = "0", True
    while more:
        asked = feed.Asked(kind.kind, epoch, after, LIMITS[kind.kind], kind.price_type)
        began = time.process_time()
        with reading(engine) as connection:
            body = feed.page(connection, DEALER, asked)
        packed = feed.packed(body)
        taken = time.process_time() - began
        told = json.loads(body)
        after, more = told["after"], told["more"]
        rows = len(next(iter(told["columns"].values())))
        del told, body
        if rows:
            yield _Page(rows, len(packed), taken)
        # The gateway goes on with changes after the first sync; there are none.
        more = more and rows > 0


def _bare_pages(connection: sqlite3.Connection, kind: _Kind) -> Iterator[_Page]:
    limit = LIMITS[kind.kind]
    after: tuple[int, ...] = (0,) * kind.keys
    while True:
        began = time.process_time()
        rows = connection.execute(kind.sql, (*after, limit)).fetchall()
        if not rows:
            return
        columns = [[row[at] for row in rows] for at in range(len(rows[0]))]
        pieces = [_encoded(values, ready=at in kind.ready) for at, values in enumerate(columns)]
        packed = gzip.compress(f'{{"columns":[{",".join(pieces)}]}}'.encode(), 1)
        taken = time.process_time() - began
        after = rows[-1][: kind.keys]
        yield _Page(len(rows), len(packed), taken)


def _encoded(values: list[Any], *, ready: bool) -> str:
    if ready:
        return "[" + ",".join(values) + "]"
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _resident() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    message = "no VmRSS here"
    raise OSError(message)
