"""A copy of the database that is whole although others write meanwhile."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Engine


def copy_to(engine: Engine, target: Path) -> int:
    """Write a copy into a new file and return its bytes; the copy shows one moment.

    ValueError for a database that is not SQLite, whose own tools make copies, and for a file that
    is there. The file appears whole or not at all.
    """
    if engine.dialect.name != "sqlite":
        message = "copies of this database are made by its own tools"
        raise ValueError(message)
    if target.exists():
        message = f"{target} is there already"
        raise ValueError(message)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    # Below SQLAlchemy, which begins a transaction: VACUUM reads one moment by itself.
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("VACUUM INTO ?", (str(part),))
    part.replace(target)
    return target.stat().st_size
