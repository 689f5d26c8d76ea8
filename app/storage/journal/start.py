"""What the first paint needs of the journal, read by plain sqlite3 in one look."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from app.domain.cart import Draft, DraftLine
from app.domain.errors import StorageFailed
from app.domain.printing import PrintPreset
from app.storage.journal.opening import connect_readonly

_LINE_COLUMNS = (
    "product, variant, warehouse, quantity_milli, article, name, unit, "
    "seen_price_e4, seen_currency, seen_at, comment, backorder_on"
)


class JournalStart(NamedTuple):
    """Choices by key, drafts by counterparty, print presets by document kind."""

    choices: dict[str, str]
    drafts: dict[str, list[Draft]]
    presets: dict[str, PrintPreset]


def read_start(path: Path) -> JournalStart:
    """Read it all; StorageFailed when the file cannot be read."""
    try:
        with closing(connect_readonly(path)) as connection:
            counterparties = connection.execute("SELECT DISTINCT counterparty FROM drafts")
            return JournalStart(
                choices=read_choices(connection),
                drafts={row[0]: read_drafts(connection, row[0]) for row in counterparties},
                presets=read_presets(connection),
            )
    except sqlite3.Error as error:
        message = f"journal: {error}"
        raise StorageFailed(message) from error


def read_choices(connection: sqlite3.Connection) -> dict[str, str]:
    """Read all choices."""
    return dict(connection.execute("SELECT key, value FROM choices").fetchall())


def read_presets(connection: sqlite3.Connection) -> dict[str, PrintPreset]:
    """Read where each kind of document is printed."""
    rows = connection.execute("SELECT kind, backend, printer, copies, duplex FROM print_presets")
    return {row[0]: PrintPreset(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows}


def read_drafts(connection: sqlite3.Connection, counterparty: str) -> list[Draft]:
    """Read the counterparty's drafts in their order."""
    rows = connection.execute(
        "SELECT id, name, contract, comment FROM drafts WHERE counterparty = ? ORDER BY position",
        (counterparty,),
    ).fetchall()
    return [
        Draft(
            id=draft_id,
            name=name,
            contract=contract,
            comment=comment,
            lines=tuple(
                _line(row)
                for row in connection.execute(
                    f"SELECT {_LINE_COLUMNS} FROM draft_lines"  # noqa: S608 - constant columns
                    " WHERE draft_id = ? ORDER BY position",
                    (draft_id,),
                )
            ),
        )
        for draft_id, name, contract, comment in rows
    ]


def _line(row: Sequence[Any]) -> DraftLine:
    line = DraftLine(*row)
    return replace(line, variant=line.variant or None, backorder_on=line.backorder_on or None)
