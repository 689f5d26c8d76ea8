"""Where a file waits until all of it has been read: a temporary SQLite file of its own.

Nothing of a file is applied before its last byte proved readable, and a file of a million rows
must not wait in memory.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

Record = TypeVar("Record")
PREFIX = "gateway-staging-"


class Staging:
    """Keeps records of any dataclass in the order they came, and gives them back in batches.

    Use as a context manager; the temporary file goes with it.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=PREFIX, dir=folder)
        self._base = sqlite3.connect(
            Path(self._folder.name) / "staging.db", check_same_thread=False
        )
        self._base.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE rows (kind TEXT, n INTEGER, body TEXT,"
            " PRIMARY KEY (kind, n)) WITHOUT ROWID;"
        )
        self._counts: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()
        self._folder.cleanup()

    def add(self, records: Iterable[Any]) -> None:
        """Keep records; their kind is their class."""
        rows = []
        for record in records:
            kind = type(record).__name__
            number = self._counts.get(kind, 0)
            self._counts[kind] = number + 1
            rows.append((kind, number, _packed(record)))
        self._base.executemany("INSERT INTO rows VALUES (?, ?, ?)", rows)

    def count(self, record: type[Any]) -> int:
        """Return how many records of a class are kept."""
        return self._counts.get(record.__name__, 0)

    def batches(self, record: type[Record], size: int) -> Iterator[list[Record]]:
        """Yield the records of a class, at most `size` at a time, in the order they came."""
        dates = [
            index
            for index, field in enumerate(dataclasses.fields(record))  # type: ignore[arg-type]  # records are dataclasses
            if field.type in ("dt.date | None", "dt.date")
        ]
        after = -1
        while True:
            rows = self._base.execute(
                "SELECT n, body FROM rows WHERE kind = ? AND n > ? ORDER BY n LIMIT ?",
                (record.__name__, after, size),
            ).fetchall()
            if not rows:
                return
            after = rows[-1][0]
            yield [record(*_unpacked(body, dates)) for _n, body in rows]


def _packed(record: Any) -> str:
    values = [getattr(record, name) for name in record.__slots__]
    return json.dumps(values, ensure_ascii=False, default=dt.date.isoformat)


def _unpacked(body: str, dates: list[int]) -> list[Any]:
    values: list[Any] = json.loads(body)
    for index in dates:
        if values[index] is not None:
            values[index] = dt.date.fromisoformat(values[index])
    return values
