"""What the first page needs of the journal: the user's choices and what his cart holds.

Read before the journal is checked and brought up to date, so a journal that cannot be read now
is no error: there is no first page then (its prices might be under another contract than the one
that was chosen), and the opening of the journal tells what is wrong.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class CartQuantity(NamedTuple):
    """A line of a cart as the goods table shows it."""

    product: str
    variant: str | None
    quantity_milli: int


class FirstChoices:
    """The journal's choices and the lines of its carts, at one look."""

    def __init__(
        self, choices: dict[str, str], carts: dict[str, list[tuple[str, list[CartQuantity]]]]
    ) -> None:
        self.choices = choices
        self._carts = carts

    def cart(self, counterparty: str) -> list[CartQuantity]:
        """Return what the counterparty's active cart holds."""
        carts = dict(self._carts.get(counterparty, ()))
        chosen = self.choices.get("draft", "")
        return carts.get(chosen) or next(iter(carts.values()), [])


def read_first_choices(path: Path) -> FirstChoices | None:
    """Read the choices; None when they cannot be read now. Without a journal there are none."""
    if not path.exists():
        return FirstChoices({}, {})
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=1)) as connection:
            connection.execute("PRAGMA query_only=ON")
            choices = dict(connection.execute("SELECT key, value FROM choices").fetchall())
            lines: dict[str, list[CartQuantity]] = {}
            for draft, product, variant, quantity_milli in connection.execute(
                "SELECT draft_id, product, variant, quantity_milli FROM draft_lines"
            ):
                line = CartQuantity(product, variant or None, quantity_milli)
                lines.setdefault(draft, []).append(line)
            carts: dict[str, list[tuple[str, list[CartQuantity]]]] = {}
            for draft, counterparty in connection.execute(
                "SELECT id, counterparty FROM drafts ORDER BY position"
            ):
                carts.setdefault(counterparty, []).append((draft, lines.get(draft, [])))
    except sqlite3.Error:
        return None
    return FirstChoices(choices, carts)
