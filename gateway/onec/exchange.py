"""What one exchange with 1C needs to be applied: whose it is, when it began, what it remarks."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.dialects import postgresql, sqlite

from gateway.store.engine import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Engine, Table

    from gateway.onec.accounts import AccountSettings
    from gateway.onec.exchange_log import Level

WRITE_S = 0.06
"""A transaction aims below this: orders wait for it, and 0.1 s is what they may wait."""
READ = 1_000
"""Records that are compared by one reading; how many of them are written is another matter."""
SMALLEST, LARGEST = 20, 1_000
REMARKS = 10
One = TypeVar("One")


@dataclass(slots=True)
class Exchange:
    """One file (or one load) on its way into the tables.

    `account_id` None means `load`: such records belong to no account and tell every field.
    Rows named before `sweep_from` get their mark renewed even when nothing else changes; `marked`
    counts rows that a full exchange has named for the first time, which shows that it goes on.
    """

    engine: Engine
    settings: AccountSettings
    began_at: dt.datetime
    account_id: int | None = None
    warehouse_guid: str | None = None
    sweep_from: dt.datetime | None = None
    kinds: set[str] = field(default_factory=set)
    size: int = 200
    marked: int = 0
    changed: int = 0
    _seen: Counter[str] = field(default_factory=Counter)
    _remarks: list[tuple[Level, str, str]] = field(default_factory=list)

    def remark(self, code: str, text: str, level: Level = "warning") -> None:
        """Keep a row for the log; of each code a bounded number."""
        self._seen[code] += 1
        if self._seen[code] <= REMARKS:
            self._remarks.append((level, code, text))

    def remarks(self) -> list[tuple[Level, str, str]]:
        """Return the rows for the log, the last of a code telling how many more there were."""
        more: list[tuple[Level, str, str]] = [
            ("warning", code, f"і ще {count - REMARKS} таких записів")
            for code, count in self._seen.items()
            if count > REMARKS
        ]
        return self._remarks + more

    @contextmanager
    def writing(self, rows: int) -> Iterator[Connection]:
        """Open a transaction for about `rows` rows and learn from it how many the next may have."""
        with writing(self.engine) as connection:
            began = time.monotonic()
            yield connection
        took = time.monotonic() - began
        if took > WRITE_S:
            self.size = max(SMALLEST, int(rows * WRITE_S / took))
        elif rows * 2 > self.size:
            self.size = min(LARGEST, self.size * 3 // 2)

    def needs_mark(self, named_at: dt.datetime | None) -> bool:
        """Tell whether an unchanged row must be marked as named for the coming sweep."""
        return self.sweep_from is not None and (named_at is None or named_at < self.sweep_from)


def chunks(rows: Sequence[One], size: int) -> Iterator[Sequence[One]]:
    """Cut a sequence into pieces of at most `size`."""
    for at in range(0, len(rows), size):
        yield rows[at : at + size]


def upsert(
    connection: Connection,
    table: Table,
    keys: Iterable[str],
    rows: list[dict[str, Any]],
) -> None:
    """Insert rows or, where the key exists, update exactly the other columns they name."""
    if not rows:
        return
    names = tuple(keys)
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = make(table)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in names}
    connection.execute(
        statement.on_conflict_do_update(index_elements=list(names), set_=changed), rows
    )
