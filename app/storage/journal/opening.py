"""Opens the journal's file: check, backup, numbered migrations. Plain sqlite3, fit for the start.

The journal is what must not be lost, so a file that cannot be read is never replaced in silence:
it stays where it is and `StorageFailed` says so.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from app.domain.errors import StorageFailed

MIGRATIONS = Path(__file__).parent / "migrations"
KEEP_BACKUPS = 7


def open_journal(path: Path) -> None:
    """Make the journal ready to use: create or migrate it, and back it up once a day.

    Raises StorageFailed when the file is damaged, newer than this program, or the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    existed = path.exists()
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=5)) as connection:
            _set_up(connection)
            if existed:
                _check(connection)
            version = _version(connection)
            pending = [step for step in migrations() if step[0] > version]
            newest = migrations()[-1][0]
            if version > newest:
                message = f"journal version {version} is newer than this program ({newest})"
                raise StorageFailed(message)
            if existed and (pending or _backup_due(path)):
                _back_up(connection, path)
            for number, script in pending:
                _migrate(connection, number, script)
    except (sqlite3.Error, OSError) as error:
        message = f"journal: {error}"
        raise StorageFailed(message) from error


def migrations() -> list[tuple[int, str]]:
    """Return the numbered scripts in order."""
    files = sorted(MIGRATIONS.glob("[0-9]*.sql"))
    return [(int(file.name[:4]), file.read_text(encoding="utf-8")) for file in files]


def connect_readonly(path: Path) -> sqlite3.Connection:
    """Open the journal for the few rows that the first paint needs."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=5)
    connection.execute("PRAGMA query_only=ON")
    return connection


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=OFF")


def _check(connection: sqlite3.Connection) -> None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        message = f"journal is damaged: {verdict}"
        raise StorageFailed(message)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _migrate(connection: sqlite3.Connection, number: int, script: str) -> None:
    # One transaction for the script and its number: a killed start begins the step again.
    connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version={number};\nCOMMIT;")


def _backup_folder(path: Path) -> Path:
    return path.parent / "backups"


def _backup_due(path: Path) -> bool:
    today = _stamp()[:8]
    return not any(_backup_folder(path).glob(f"{path.stem}-{today}*.db"))


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    folder = _backup_folder(path)
    folder.mkdir(exist_ok=True)
    target = folder / f"{path.stem}-{_stamp()}.db"
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.backup(copy)
    unfinished.replace(target)
    for old in sorted(folder.glob(f"{path.stem}-*.db"))[:-KEEP_BACKUPS]:
        old.unlink()


def _stamp() -> str:
    return dt.datetime.now(tz=dt.UTC).strftime("%Y%m%d%H%M%S%f")
