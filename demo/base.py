"""The imitated 1C's own base: goods with prices and stock, and the documents of orders.

SQLite beside the data set. Prices and stock of goods are one row of comma-separated integers in
the order of `prices.PRICE_TYPES` and `supplier.WAREHOUSES`; an empty cell = none. Every change of
goods takes the next revision, and an exchange sends what is newer than the last it delivered.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.good import WAREHOUSES, Good
from demo.prices import KEYS

_SCHEMA = """
CREATE TABLE goods (
    guid TEXT NOT NULL, variant TEXT NOT NULL, article TEXT NOT NULL, name TEXT NOT NULL,
    unit TEXT NOT NULL, prices TEXT NOT NULL, stock TEXT NOT NULL, price_unit TEXT NOT NULL,
    price_factor INTEGER NOT NULL, color TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (guid, variant)
) WITHOUT ROWID;
CREATE INDEX goods_article ON goods (article);
CREATE INDEX goods_revision ON goods (revision) WHERE revision > 0;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, onec_guid TEXT NOT NULL UNIQUE, onec_number TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL, account TEXT NOT NULL, onec_date TEXT NOT NULL, body TEXT NOT NULL,
    state TEXT NOT NULL, due_at REAL, changed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX documents_number ON documents (number);
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

_BATCH = 5_000


def _cells(values: Sequence[int | None]) -> str:
    return ",".join("" if value is None else str(value) for value in values)


def _values(cells: str, length: int) -> tuple[int | None, ...]:
    return (
        tuple(int(cell) if cell else None for cell in cells.split(","))
        if cells
        else (None,) * length
    )


def connect(path: Path) -> sqlite3.Connection:
    """Open the base; the caller closes it."""
    database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    return database


class BaseFiller:
    """Makes a new base and fills it with goods; a half-made one is thrown away."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._database = connect(path)
        self._database.executescript(_SCHEMA)
        self._rows: list[tuple[object, ...]] = []

    def add(self, good: Good) -> None:
        """Take the goods in, unless they are marked for deletion."""
        if good.deleted:
            return
        self._rows.append(
            (
                good.guid,
                good.variant or "",
                good.article,
                good.name,
                good.unit,
                _cells(good.prices),
                _cells(good.stock_milli),
                good.price_unit or "",
                good.price_factor,
                good.variant_of[1] if good.variant_of else "",
            )
        )
        if len(self._rows) >= _BATCH:
            self._flush()

    def add_named(self, guid: str, variant: str, article: str, name: str, unit: str) -> None:
        """Take in goods of a real file, whose prices and stock this base does not know."""
        self._rows.append((guid, variant, article, name, unit, "", "", "", 1, ""))

    def _flush(self) -> None:
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT OR IGNORE INTO goods VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)", self._rows
        )
        self._database.execute("COMMIT")
        self._rows.clear()

    def __enter__(self) -> BaseFiller:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._flush()
                self._database.execute("INSERT INTO facts VALUES ('filled', 'yes')")
        finally:
            self._database.close()


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of the base; `body` is orders.Order as JSON."""

    id: int
    onec_guid: str
    onec_number: str
    number: str
    account: str
    onec_date: str
    body: str
    state: str
    due_at: float | None


_DOCUMENTS = (
    "SELECT id, onec_guid, onec_number, number, account, onec_date, body, state, due_at, changed "
    "FROM documents "
)
_NAMES = "SELECT guid, variant FROM goods"
_READ = {
    "prices": "SELECT prices FROM goods WHERE guid = ? AND variant = ?",
    "stock": "SELECT stock FROM goods WHERE guid = ? AND variant = ?",
}
_WRITE = {
    "prices": "UPDATE goods SET prices = ?, revision = ? WHERE guid = ? AND variant = ?",
    "stock": "UPDATE goods SET stock = ?, revision = ? WHERE guid = ? AND variant = ?",
}


class Base:
    """The open base. Safe for several threads: one statement or one `transaction` at a time."""

    def __init__(self, path: Path) -> None:
        self._database = connect(path)
        self._lock = threading.RLock()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def _all(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()

    def fact(self, key: str) -> str | None:
        """A remembered value."""
        rows = self._all("SELECT value FROM facts WHERE key = ?", key)
        return str(rows[0][0]) if rows else None

    def remember(self, key: str, value: object) -> None:
        """Keep a value over restarts."""
        self._all("INSERT OR REPLACE INTO facts VALUES (?, ?)", key, str(value))

    def next_number(self, key: str, first: int) -> int:
        """The next of a counter that never goes back."""
        with self._lock:
            number = int(self.fact(key) or first - 1) + 1
            self.remember(key, number)
            return number

    def add_good(self, guid: str, variant: str, article: str, name: str, unit: str) -> None:
        """Goods without prices and stock, as a real file or an order names them."""
        self._all(
            "INSERT OR IGNORE INTO goods VALUES (?, ?, ?, ?, ?, '', '', '', 1, '', 0)",
            guid, variant, article, name, unit,
        )  # fmt: skip

    def find_good(self, guid: str, variant: str, article: str, name: str) -> tuple[str, str] | None:
        """Goods by guid, then by article, then by name, as BAS ERP looks for them."""
        for where, values in (
            ("guid = ? AND variant = ?", (guid, variant)),
            ("article = ? AND article <> ''", (article,)),
            ("name = ?", (name,)),
        ):
            rows = self._all(f"{_NAMES} WHERE {where} LIMIT 1", *values)
            if rows:
                return str(rows[0][0]), str(rows[0][1])
        return None

    def good(self, guid: str, variant: str = "") -> Good | None:
        """Goods with their present prices and stock."""
        rows = self._all(_GOOD + "WHERE guid = ? AND variant = ?", guid, variant)
        return _good(rows[0]) if rows else None

    def first_goods(self, count: int) -> list[Good]:
        """Some goods."""
        return [_good(row) for row in self._all(_GOOD + "LIMIT ?", count)]

    def set_price(self, guid: str, variant: str, price_type: str, price_e4: int | None) -> None:
        """Write a price; KeyError for unknown goods, ValueError for an unknown price type."""
        self._change(guid, variant, "prices", KEYS.index(price_type), price_e4, add=False)

    def set_stock(self, guid: str, variant: str, place: int, milli: int) -> None:
        """Write free stock; KeyError for unknown goods."""
        self._change(guid, variant, "stock", place, milli, add=False)

    def add_stock(self, guid: str, variant: str, place: int, milli: int) -> None:
        """Raise or lower free stock; goods whose stock is not counted stay so."""
        self._change(guid, variant, "stock", place, milli, add=True)

    def _change(
        self, guid: str, variant: str, column: str, place: int, value: int | None, *, add: bool
    ) -> None:
        with self._lock:
            rows = self._all(_READ[column], guid, variant)
            if not rows:
                raise KeyError(guid)
            length = len(KEYS) if column == "prices" else WAREHOUSES
            cells = list(_values(str(rows[0][0]), length))
            before = cells[place]
            if add and (before is None or value is None):
                return
            cells[place] = before + value if add and before is not None and value else value
            revision = self.next_number("revision", 1)
            self._all(_WRITE[column], _cells(cells), revision, guid, variant)

    def changed_since(self, revision: int) -> tuple[int, list[Good]]:
        """The highest revision and the goods newer than the given one."""
        rows = self._all(_GOOD + "WHERE revision > 0 AND revision > ? ORDER BY revision", revision)
        return int(self.fact("revision") or 0), [_good(row) for row in rows]

    def add_document(self, number: str, account: str, date: str, body: str, due_at: float) -> str:
        """A new order of 1C; returns its number, like ПО-000031877."""
        serial = self.next_number("order", 31_877)
        onec_number = f"ПО-{serial:09d}"
        self._all(
            "INSERT INTO documents (onec_guid, onec_number, number, account, onec_date, body, "
            "state, due_at) VALUES (?, ?, ?, ?, ?, ?, 'loaded', ?)",
            f"0d0c0000-0000-4000-8000-{serial:012d}", onec_number, number, account, date, body,
            due_at,
        )  # fmt: skip
        return onec_number

    def documents(self, where: str, *values: object) -> list[StoredDocument]:
        """Documents by a condition of this program."""
        rows = self._all(f"{_DOCUMENTS} WHERE {where} ORDER BY id", *values)
        return [StoredDocument(*row[:-1]) for row in rows]  # type: ignore[arg-type]  # SQLite's types

    def write_document(self, document: StoredDocument, *, changed: bool) -> None:
        """Keep a document's body and state; `changed` registers it for the next exchange."""
        self._all(
            "UPDATE documents SET body = ?, state = ?, due_at = ?, changed = changed + ? "
            "WHERE id = ?",
            document.body, document.state, document.due_at, int(changed), document.id,
        )  # fmt: skip

    def sent(self, documents: Sequence[tuple[int, int]]) -> None:
        """Drop the registration of (id, changed) that the site has taken."""
        for one, changed in documents:
            self._all("UPDATE documents SET changed = 0 WHERE id = ? AND changed = ?", one, changed)

    def changed_documents(self, account: str) -> list[tuple[StoredDocument, int]]:
        """Documents registered for the account's next exchange, with their registration."""
        rows = self._all(_DOCUMENTS + "WHERE account = ? AND changed > 0 ORDER BY id", account)
        return [
            (StoredDocument(*row[:-1]), int(str(row[-1])))  # type: ignore[arg-type]  # as above
            for row in rows
        ]


_GOOD = (
    "SELECT guid, variant, article, name, unit, prices, stock, price_unit, price_factor, color "
    "FROM goods "
)


def _good(row: tuple[object, ...]) -> Good:
    words = [str(cell) for cell in row]
    return Good(
        guid=words[0],
        variant=words[1] or None,
        article=words[2],
        name=words[3],
        unit=words[4],
        group="",
        prices=_values(words[5], len(KEYS)),
        stock_milli=_values(words[6], WAREHOUSES),
        price_unit=words[7] or None,
        price_factor=int(words[8]),
        variant_of=("Колір", words[9]) if words[9] else None,
    )
