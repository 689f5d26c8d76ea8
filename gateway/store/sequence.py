"""Numbers that grow by one for each thing, in the order in which the things are committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from gateway.store.tables.base import sequences

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

CHANGES = "changes"
TOUCHED = "gateway_seq_taken"
"""Key in a pooled connection's `info`: its transaction took a change number."""


def next_seq(connection: Connection, name: str = CHANGES, n: int = 1) -> int:
    """Take `n` numbers of a sequence and return the first; the others follow it.

    The row stays locked until commit: a number is visible only when all smaller ones are, so a
    reader who goes by numbers skips nothing. A rollback gives the numbers back.
    """
    if n < 1:
        message = "at least one number is taken"
        raise ValueError(message)
    connection.info[TOUCHED] = True
    last = connection.execute(
        update(sequences)
        .where(sequences.c.name == name)
        .values(value=sequences.c.value + n)
        .returning(sequences.c.value)
    ).scalar()
    if last is None:
        connection.execute(insert(sequences).values(name=name, value=n))
        last = n
    return int(last) - n + 1


def wait_for_writers(connection: Connection) -> None:
    """Wait until no other transaction changes goods, and let none begin before this one ends.

    For what must see everything that others have written; SQLite has one writer anyway.
    """
    connection.execute(
        select(sequences.c.value).where(sequences.c.name == CHANGES).with_for_update()
    )


def current_seq(connection: Connection, name: str = CHANGES) -> int:
    """Return the highest number that is committed, 0 before the first."""
    found = connection.execute(select(sequences.c.value).where(sequences.c.name == name)).scalar()
    return int(found or 0)
