"""What the administrator reads when something of the exchange looks wrong."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from gateway.store.tables.exchange import exchange_log

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

Level = Literal["info", "warning", "error"]
LONGEST = 1000


def note(
    connection: Connection,
    account_id: int | None,
    level: Level,
    code: str,
    text: str,
    file: str = "",
) -> None:
    """Write a row of the log; `text` is Ukrainian and cut to what the column holds."""
    connection.execute(
        exchange_log.insert().values(
            at=dt.datetime.now(tz=dt.UTC),
            account_id=account_id,
            level=level,
            code=code,
            text=_shortened(text),
            # A name that was refused may hold anything; databases take no NUL.
            file=file.replace("\0", "\ufffd")[:300],
        )
    )


def note_all(
    engine: Engine,
    account_id: int | None,
    rows: list[tuple[Level, str, str]],
    file: str = "",
) -> None:
    """Write several rows `(level, code, text)` in one transaction; an empty list writes nothing."""
    if not rows:
        return
    with engine.begin() as connection:
        for level, code, text in rows:
            note(connection, account_id, level, code, text, file)


def _shortened(text: str) -> str:
    clean = "".join(sign if sign.isprintable() else " " for sign in text)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"
