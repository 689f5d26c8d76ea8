"""What the window reads from a cache file beside the goods: facts, profile, orders, papers."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any, Self

from app.domain.errors import StorageFailed
from app.storage.cache import layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType


class PapersReader:
    """An open cache file with its short reads; not shared between threads.

    Raises StorageFailed when the file is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = layout.connect(path, query_only=True)
        try:
            self._connection.execute("SELECT 1 FROM meta").fetchone()
        except sqlite3.Error as error:
            self._connection.close()
            message = f"{path.name} is not a cache: {error}"
            raise StorageFailed(message) from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def meta(self, name: str) -> str | None:
        """Return a fact about the file: epoch, gateway_id, list_ready, complete, onec."""
        row = self._one("SELECT value FROM meta WHERE name = ?", (name,))
        return None if row is None else str(row[0])

    def profile(self) -> dict[str, Any] | None:
        """Return the profile as the gateway sent it (`contract.profile.Profile` as JSON)."""
        row = self._one("SELECT json FROM profile")
        try:
            return None if row is None else dict(json.loads(row[0]))
        except (TypeError, ValueError) as error:
            message = f"{self.path.name}: the profile is damaged"
            raise StorageFailed(message) from error

    def ages(self) -> dict[str, str]:
        """Return for each kind the RFC 3339 time at which 1C told what we show."""
        return dict(self._all("SELECT kind, as_of FROM ages"))

    def orders(self) -> list[dict[str, Any]]:
        """Return the orders as the gateway sent them (`contract.orders.Order`), newest first."""
        found = self._all("SELECT json FROM orders ORDER BY placed_at DESC, id DESC")
        return [json.loads(row[0]) for row in found]

    def order(self, key: str) -> dict[str, Any] | None:
        """Return the order with this key of ours."""
        row = self._one("SELECT json FROM orders WHERE key = ?", (key,))
        return None if row is None else dict(json.loads(row[0]))

    def documents(self, order_key: str | None = None) -> list[dict[str, Any]]:
        """Return the documents (`contract.documents.Document`), newest first."""
        if order_key is None:
            found = self._all("SELECT json FROM documents ORDER BY date DESC, id DESC")
        else:
            found = self._all(
                "SELECT json FROM documents WHERE order_key = ? ORDER BY id", (order_key,)
            )
        return [json.loads(row[0]) for row in found]

    def document(self, document: int) -> dict[str, Any] | None:
        """Return a document by the gateway's id."""
        row = self._one("SELECT json FROM documents WHERE id = ?", (document,))
        return None if row is None else dict(json.loads(row[0]))

    def ledger(self, contract: str) -> list[dict[str, Any]]:
        """Return the movements of a contract (`contract.finance.LedgerEntry`) by date."""
        found = self._all(
            "SELECT json FROM ledger WHERE contract = ? ORDER BY date, id", (contract,)
        )
        return [json.loads(row[0]) for row in found]

    def news(self) -> list[dict[str, Any]]:
        """Return the supplier's news, newest first."""
        found = self._all("SELECT json FROM news ORDER BY at DESC, id DESC")
        return [json.loads(row[0]) for row in found]

    def failed(self, error: sqlite3.Error) -> StorageFailed:
        """Return what a failed read means to the user."""
        return StorageFailed(f"{self.path.name}: {error}")

    def _one(self, statement: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        try:
            row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        except sqlite3.Error as error:
            raise self.failed(error) from error
        return row

    def _all(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self.failed(error) from error
