"""The journal's connection: one writer, one thread, every change in a transaction of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from app.domain.errors import StorageFailed


class Journal:
    """The open journal. Used in the journal lane only; `open_journal` has prepared the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = create_engine(
            f"sqlite+pysqlite:///{path}",
            poolclass=StaticPool,
            connect_args={"check_same_thread": False, "timeout": 5, "isolation_level": None},
        )
        event.listen(self._engine, "connect", _set_up)
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Run a block as one durable transaction; StorageFailed when the disk refuses."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            message = f"journal: {error.orig}"
            raise StorageFailed(message) from error

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()


def now_text() -> str:
    """Return the moment as RFC 3339 in UTC: the form of every time in the journal."""
    return dt.datetime.now(tz=dt.UTC).isoformat(timespec="milliseconds")


def _set_up(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # DBAPI connection, untyped by SQLAlchemy
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=OFF"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
