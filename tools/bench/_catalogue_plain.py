"""The plain way: the same data as rows of SQL tables, searched by LIKE and by FTS5."""

from __future__ import annotations

import json
import sqlite3
import time
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from contract.feed import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from tools.bench._catalogue_sync import Recorded

ROWS = 50


class Taken(NamedTuple):
    """Seconds by the clock and of the processor."""

    wall_s: float
    cpu_s: float


class PlainTables:
    """Products, prices and stock as rows; nothing but executemany fills them."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None)
        columns = ", ".join(f'"{name}"' for name in COLUMNS["products"][1:])
        self._connection.executescript(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
            f"CREATE TABLE products (id INTEGER PRIMARY KEY, {columns});"
            "CREATE TABLE prices (price_type INTEGER, id INTEGER, price_e4 INTEGER,"
            " PRIMARY KEY (price_type, id))"
            " WITHOUT ROWID;"
            "CREATE TABLE stock (ids, warehouses, free_milli, at_least, reserved_mine_milli,"
            " expected_on, expected_milli, expected_note, PRIMARY KEY (ids, warehouses))"
            " WITHOUT ROWID;"
        )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def fill(self, recorded: Recorded) -> Taken:
        """Store everything as rows; return how long executemany and commits took."""
        self._taken = Taken(0.0, 0.0)
        for page in recorded.products:
            self._store("products", _rows(page, "products"))
        for key, pages in recorded.prices.items():
            for page in pages:
                columns = json.loads(page)["columns"]
                rows = zip(repeat(key), columns["ids"], columns["prices_e4"], strict=False)
                self._store("prices", list(rows))
        for page in recorded.stock:
            self._store("stock", _rows(page, "stock"))
        # What follows is not counted: a peer's search needs its index.
        self._connection.executescript(
            "CREATE VIRTUAL TABLE words USING fts5(name, article, content='', detail=none,"
            " columnsize=0, prefix='1 2 3');"
            "INSERT INTO words (rowid, name, article) SELECT id, name, article FROM products;"
        )
        return self._taken

    def like(self, words: str) -> None:
        """Show the first rows that contain the words."""
        tests = " AND ".join("(name LIKE ? OR article LIKE ?)" for _ in words.split())
        values = [f"%{word}%" for word in words.split() for _ in range(2)]
        self._show(f"SELECT id FROM products WHERE {tests or '1'} LIMIT {ROWS}", values)

    def fts_by_price(self, words: str) -> None:
        """Show the cheapest rows with these words by FTS5."""
        parts = ["".join(one for one in word if one.isalnum()) for word in words.split()]
        expression = " AND ".join(f'"{part}" *' for part in parts if part)
        if expression:
            self._show(
                "SELECT found.id FROM (SELECT rowid AS id FROM words WHERE words MATCH ? LIMIT -1)"
                " AS found CROSS JOIN prices ON prices.price_type = 1 AND prices.id = found.id"
                f" ORDER BY prices.price_e4 LIMIT {ROWS}",
                [expression],
            )

    def _show(self, statement: str, values: list[str]) -> None:
        for (product,) in self._connection.execute(statement, values).fetchall():
            for query in (
                "SELECT * FROM products WHERE id = ?",
                "SELECT price_e4 FROM prices WHERE price_type = 1 AND id = ?",
                "SELECT warehouses, free_milli FROM stock WHERE ids = ?",
            ):
                self._connection.execute(query, (product,)).fetchall()

    def _store(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * len(rows[0]))
        began, worked = time.perf_counter(), time.process_time()
        self._connection.execute("BEGIN")
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        self._connection.execute("COMMIT")
        wall_s, cpu_s = self._taken
        wall_s += time.perf_counter() - began
        self._taken = Taken(wall_s, cpu_s + time.process_time() - worked)


def _rows(page: bytes, kind: str) -> list[tuple[Any, ...]]:
    columns = json.loads(page)["columns"]
    values = []
    for name in COLUMNS[kind]:  # type: ignore[index]  # one of the feed's kinds
        column = columns[name]
        if column and isinstance(column[0], (list, dict)):
            column = [json.dumps(one, ensure_ascii=False) for one in column]
        values.append(column)
    return list(zip(*values, strict=True))
