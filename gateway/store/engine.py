"""Opening the gateway's database, and the two ways to use it: `reading` and `writing`.

SQLite's rules are set here and nowhere else. A transaction of `engine.begin()` or `writing` takes
the write lock at once, because a read that becomes a write later fails when somebody else has
written in between. `reading` sees one snapshot and stands in nobody's way.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, create_engine, event, make_url

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

FILE_NAME = "gateway.db"
LOCK_WAIT_S = 30
_READ = "gateway_read"
_LOCKED = "gateway_write_lock"


def open_engine(where: str | Path) -> Engine:
    """Open the database of a data folder (made if absent), or the one that a URL names.

    Tables are not made here: see `gateway.store.migrations.upgrade`. The caller disposes of it.
    """
    url = _url(where)
    engine = create_engine(
        url,
        json_serializer=_compact_json,
        # Errors go to the log, and prices, names and tokens must not.
        hide_parameters=True,
        pool_size=10,
        max_overflow=40,
        pool_timeout=LOCK_WAIT_S,
    )
    if engine.dialect.name == "sqlite":
        _SqliteRules(engine)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose statements all see the same moment; nothing may be written."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        connection.execution_options(**{_READ: True})
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that holds the write lock; commits at the end, rolls back on error."""
    with engine.begin() as connection:
        yield connection


def _url(where: str | Path) -> URL:
    if isinstance(where, str) and "://" in where:
        return make_url(where)
    folder = Path(where)
    folder.mkdir(parents=True, exist_ok=True)
    return URL.create("sqlite", database=str(folder / FILE_NAME))


def _compact_json(value: Any) -> str:
    # Feed pages carry these texts as they are: Cyrillic as letters, not as escapes.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class _SqliteRules:
    """The events that make SQLite durable, strict about keys and honest about its write lock.

    The lock of this process is kept until the connection is back in the pool, hence over the
    checkpoint that follows a commit: SQLite before 3.51.3 may damage a file when one connection
    writes while another one checkpoints. It also queues writers where SQLite would poll.
    """

    def __init__(self, engine: Engine) -> None:
        self._lock = threading.Lock()
        event.listen(engine, "connect", self._connect)
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "checkin", self._checkin)
        event.listen(engine, "close", self._close)

    @staticmethod
    def _connect(dbapi_connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        del record
        # The driver's own implicit BEGIN is switched off; `_begin` says it instead.
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {LOCK_WAIT_S * 1000}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA cache_size = -32768")
        cursor.close()

    def _begin(self, connection: Connection) -> None:
        if connection.get_execution_options().get(_READ):
            connection.exec_driver_sql("BEGIN")
            return
        if not connection.info.get(_LOCKED):
            if not self._lock.acquire(timeout=LOCK_WAIT_S):
                message = f"no write lock within {LOCK_WAIT_S} s"
                raise TimeoutError(message)
            connection.info[_LOCKED] = True
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _checkin(self, dbapi_connection: Any, record: ConnectionPoolEntry) -> None:
        del dbapi_connection
        self._release(record)

    def _close(self, dbapi_connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        del dbapi_connection
        self._release(record)

    def _release(self, record: ConnectionPoolEntry) -> None:
        if record.info.pop(_LOCKED, False):
            self._lock.release()
