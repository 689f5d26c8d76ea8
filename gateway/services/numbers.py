"""Numbers of orders: digits only, unique for ever, one for each part.

1C searches its orders by our number in a list cut to 11 characters, and the УНФ family takes the
number as its own, padded to 6 digits; hence 9 digits, or 6 in that dialect, without a leading zero
that a spreadsheet or a form would drop.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from gateway.services.failures import Failure
from gateway.store.tables.base import sequences

if TYPE_CHECKING:
    from sqlalchemy import Connection

Digits = Literal[6, 9]

_NAMES: dict[Digits, str] = {6: "order_number_6", 9: "order_number"}
_SKIP: dict[Digits, int] = {6: 1_000, 9: 100_000}


def digits_for(dialect: str | None) -> Digits:
    """Return how many digits the numbers of a dialect have (None = no account yet)."""
    return 6 if dialect == "unf" else 9


def take_numbers(connection: Connection, digits: Digits, count: int) -> list[str]:
    """Return the next `count` numbers; the row stays locked until the transaction ends.

    Raises Failure("unavailable") when all numbers of that length are used.
    """
    last = _advance(connection, digits, count)
    if last >= 10**digits:
        raise Failure("unavailable", f"all order numbers of {digits} digits are used")
    return [str(number) for number in range(last - count + 1, last + 1)]


def skip_ahead(connection: Connection) -> None:
    """Leave a gap: a gateway restored from a copy has given numbers it no longer knows."""
    for digits, skip in _SKIP.items():
        _advance(connection, digits, skip)


def note_foreign_number(connection: Connection, number: str) -> None:
    """Never give a number that 1C already knows, even one the gateway has forgotten."""
    for digits, name in _NAMES.items():
        if len(number) == digits and number.isascii() and number.isdigit():
            value = int(number)
            _advance(connection, digits, 0)
            connection.execute(
                update(sequences)
                .where(sequences.c.name == name, sequences.c.value < value)
                .values(value=value)
            )


def _advance(connection: Connection, digits: Digits, count: int) -> int:
    name = _NAMES[digits]
    step = (
        update(sequences)
        .where(sequences.c.name == name)
        .values(value=sequences.c.value + count)
        .returning(sequences.c.value)
    )
    value = connection.execute(step).scalar_one_or_none()
    if value is None:
        # Another writer may make the row at the same moment; then it is simply there.
        with suppress(IntegrityError), connection.begin_nested():
            connection.execute(insert(sequences).values(name=name, value=10 ** (digits - 1)))
        value = connection.execute(step).scalar_one()
    return int(value)
