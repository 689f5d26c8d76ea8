"""Facts about this database as a whole: who the gateway is, and which life of it this is."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from gateway.store.tables.base import meta

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Identity:
    """`gateway_id` never changes; `epoch` does whenever history may have been lost."""

    gateway_id: str
    epoch: str


def read_text(connection: Connection, key: str) -> str | None:
    """Return the fact as text, or None where it was never written."""
    found = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
    return None if found is None else str(found)


def write_text(connection: Connection, key: str, value: str) -> None:
    """Write the fact over what was there."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))


def read_json(connection: Connection, key: str) -> dict[str, Any]:
    """Return a fact that is a JSON object, empty where it was never written."""
    text = read_text(connection, key)
    return {} if text is None else dict(json.loads(text))


def identity(connection: Connection) -> Identity:
    """Return who this gateway is; LookupError before `initialise`."""
    gateway_id, epoch = read_text(connection, "gateway_id"), read_text(connection, "epoch")
    if gateway_id is None or epoch is None:
        message = "the database was not initialised"
        raise LookupError(message)
    return Identity(gateway_id, epoch)


def initialise(connection: Connection) -> Identity:
    """Give a new database its names; an initialised one keeps them."""
    for key in ("gateway_id", "epoch"):
        if read_text(connection, key) is None:
            write_text(connection, key, secrets.token_hex(8))
    return identity(connection)


def begin_epoch(connection: Connection) -> Identity:
    """Begin a new epoch after a restore: every client builds its cache anew."""
    write_text(connection, "epoch", secrets.token_hex(8))
    return identity(connection)
