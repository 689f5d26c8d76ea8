"""First sync of a dealer's computer from a live gateway on the same machine.

From the token to a usable list, and to a complete copy with its search index, against an
executemany of the same goods, prices and stock as rows into a bare table of SQLite.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

from app.storage.cache import generations
from tools.bench import Figure, Options
from tools.bench import _catalogue_data as goods
from tools.bench._gateway_data import filled_gateway
from tools.bench._profile import access_token
from tools.processes import Child, CommandFailed
from tools.processes import run as run_command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

BAR_RATIO = 1.5
FIRST_ROWS_S = 1.0
SYNC_S = 1_800.0
CHUNK = 65_536


def run(options: Options) -> Iterator[Figure]:
    """Yield the times to the first page, the usable list and the complete copy."""
    folder = options.folder / f"gateway-{options.products}"
    filled_gateway(folder, options.products).dispose()
    plain_s = _plain_rows(options.folder / "rows.db", options.products)
    profile = options.folder / "first-sync"
    shutil.rmtree(profile, ignore_errors=True)
    first_s, usable_s, complete_s = _sync(folder, profile, options.folder / "logs")
    name = "feed_first_sync"
    yield Figure(f"{name}.first_rows", first_s, "s", bar=FIRST_ROWS_S)
    yield Figure(f"{name}.usable_list", usable_s, "s", bar=BAR_RATIO, against=plain_s)
    yield Figure(f"{name}.complete", complete_s, "s", against=plain_s)


def _sync(gateway_data: Path, profile: Path, logs: Path) -> tuple[float, float, float]:
    login = f"bench-{time.time_ns()}"
    invite = ("--dealer", "d-1", "--login", login, "--name", "Олена")
    printed = run_command(
        "gateway", "--data", str(gateway_data), "invite", *invite, "--rights", "order,see_finance"
    )
    serve = ("--data", str(gateway_data), "serve", "--port", "0")
    with Child("gateway", *serve, log=logs / "gateway.log") as gateway:
        url = str(gateway.wait_for("listening"))
        token = access_token(url, printed.split()[-1])
        arguments = ("sync", "--profile", str(profile), "--gateway", url)
        child = Child("app", *arguments, log=logs / "sync.log", listens=True)
        with child:
            # The program has started it with the window: it is ready when it asks for a token.
            child.wait_for("need_token")
            began = time.perf_counter()
            child.tell({"token": token})
            child.wait_for("ready", SYNC_S)
            first_s = time.perf_counter() - began
            # Goods in order, prices and stock are here once anything after them is told.
            while child.wait_message("stage", SYNC_S)["stage"] not in ("papers", "index"):
                pass
            usable_s = time.perf_counter() - began
            _wait(lambda: _complete(profile), child, began)
            return first_s, usable_s, time.perf_counter() - began


def _complete(profile: Path) -> bool:
    newest = generations.newest(profile / "cache")
    return newest is not None and newest.complete


def _wait(condition: Callable[[], bool], child: Child, began: float) -> None:
    while not condition():
        if child.returncode is not None or time.perf_counter() - began > SYNC_S:
            raise CommandFailed("the first sync did not end")
        time.sleep(0.05)


def _plain_rows(path: Path, products: int) -> float:
    """Return the seconds that executemany takes for the same data as rows, ready made."""
    path.unlink(missing_ok=True)
    taken = 0.0
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            "CREATE TABLE items (id INTEGER PRIMARY KEY, guid TEXT, group_id INTEGER, article TEXT,"
            " name TEXT, brand TEXT, unit TEXT, pack_milli INTEGER, barcodes TEXT, rest TEXT)"
        )
        connection.execute(
            "CREATE TABLE prices (type INTEGER, id INTEGER, price_e4 INTEGER,"
            " PRIMARY KEY (type, id)) WITHOUT ROWID"
        )
        connection.execute(
            "CREATE TABLE stock (id INTEGER, warehouse INTEGER, free_milli INTEGER,"
            " PRIMARY KEY (id, warehouse)) WITHOUT ROWID"
        )
        connection.execute("BEGIN")
        for start in range(1, products + 1, CHUNK):
            numbers = range(start, min(start + CHUNK, products + 1))
            taken += _put(connection, "items", _items(numbers))
            stock = goods.stock_columns(numbers)
            names = ("ids", "warehouses", "free_milli")
            taken += _put(connection, "stock", zip(*(stock[one] for one in names), strict=True))
        for price_type in range(1, goods.PRICE_TYPES + 1):
            for start in range(1, products + 1, CHUNK):
                numbers = range(start, min(start + CHUNK, products + 1))
                rows = ((price_type, one, goods.price_e4(one, price_type)) for one in numbers)
                taken += _put(connection, "prices", rows)
        began = time.perf_counter()
        connection.execute("COMMIT")
        taken += time.perf_counter() - began
    path.unlink()
    return taken


def _items(numbers: range) -> Iterator[tuple[Any, ...]]:
    columns = goods.product_columns(numbers)
    barcodes = [f'["{one[0]}"]' for one in columns["barcodes"]]
    names = ("id", "guid", "group", "article", "name", "brand", "unit", "pack_milli")
    rest = ("{}" for _ in numbers)
    return zip(*(columns[one] for one in names), barcodes, rest, strict=True)


def _put(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> float:
    ready = list(rows)
    marks = ", ".join("?" * len(ready[0]))
    began = time.perf_counter()
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", ready)
    return time.perf_counter() - began
