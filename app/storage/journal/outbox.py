"""The outbox: frozen order bodies under their keys, and what became of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from app.domain.order import OPEN_STATES, OutboxState, may_become, retry_delay_s
from app.storage.journal.drafts import (
    draft_from_json,
    draft_to_json,
    empty_draft,
    write_draft,
)
from app.storage.journal.store import Journal, now_text
from app.storage.journal.tables import outbox, outbox_draft

if TYPE_CHECKING:
    from app.domain.cart import Draft


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One order on its way. `body` goes out byte for byte, however often; times are RFC 3339."""

    key: str
    counterparty: str
    contract: str
    title: str
    body: bytes
    currency: str
    total_e4: int
    lines: int
    state: OutboxState
    queued_at: str
    attempts: int
    next_at: str | None
    error: str
    answer: str | None
    number: str
    replaces: str | None


def place(journal: Journal, entry: OutboxEntry, draft: Draft) -> None:
    """Freeze the order and empty the draft in one transaction, before the first byte is sent."""
    with journal.begin() as connection:
        connection.execute(
            insert(outbox).values(
                key=entry.key,
                counterparty=entry.counterparty,
                contract=entry.contract,
                title=entry.title,
                body=entry.body,
                body_sha256=hashlib.sha256(entry.body).hexdigest(),
                currency=entry.currency,
                total_e4=entry.total_e4,
                lines=entry.lines,
                state="queued",
                queued_at=entry.queued_at,
                changed_at=now_text(),
                attempts=0,
                next_at=None,
                error="",
                answer=None,
                number="",
                replaces=entry.replaces,
            )
        )
        connection.execute(insert(outbox_draft).values(key=entry.key, draft=draft_to_json(draft)))
        empty_draft(connection, draft.id)


def open_entries(journal: Journal) -> list[OutboxEntry]:
    """Return the orders whose fate is open, oldest first."""
    with journal.begin() as connection:
        rows = connection.execute(
            select(outbox).where(outbox.c.state.in_(OPEN_STATES)).order_by(outbox.c.queued_at)
        ).all()
    return [_entry(row) for row in rows]


def entry_of(journal: Journal, key: str) -> OutboxEntry | None:
    """Return one order, or None."""
    with journal.begin() as connection:
        row = connection.execute(select(outbox).where(outbox.c.key == key)).first()
    return None if row is None else _entry(row)


def draft_of(journal: Journal, key: str) -> Draft | None:
    """Return the draft an order was made from, to give it back after a refusal."""
    with journal.begin() as connection:
        text = connection.execute(
            select(outbox_draft.c.draft).where(outbox_draft.c.key == key)
        ).scalar()
    return None if text is None else draft_from_json(text)


def not_given_back(journal: Journal) -> list[OutboxEntry]:
    """Return refused and withdrawn orders whose cart the user has not got back yet."""
    with journal.begin() as connection:
        rows = connection.execute(
            select(outbox)
            .join(outbox_draft, outbox_draft.c.key == outbox.c.key)
            .where(
                outbox.c.state.in_(("rejected", "withdrawn")),
                outbox_draft.c.given_back_at.is_(None),
            )
            .order_by(outbox.c.queued_at)
        ).all()
    return [_entry(row) for row in rows]


def give_back(journal: Journal, counterparty: str, key: str, draft: Draft) -> None:
    """Write the cart of a refused order as a draft, once, in one transaction."""
    with journal.begin() as connection:
        write_draft(connection, counterparty, draft)
        connection.execute(
            update(outbox_draft).where(outbox_draft.c.key == key).values(given_back_at=now_text())
        )


def take_due(journal: Journal, now: dt.datetime) -> OutboxEntry | None:
    """Mark the oldest order that is due as being sent and return it, or None.

    An order that waits for its next try does not hold later ones up.
    """
    moment = now.isoformat(timespec="milliseconds")
    with journal.begin() as connection:
        row = connection.execute(
            select(outbox)
            .where(
                outbox.c.state.in_(("queued", "unknown")),
                or_(outbox.c.next_at.is_(None), outbox.c.next_at <= moment),
            )
            .order_by(outbox.c.queued_at)
            .limit(1)
        ).first()
        if row is None:
            return None
        _step(connection, row, "sending", attempts=row.attempts + 1)
    return _entry(row)


def record(
    journal: Journal,
    key: str,
    state: OutboxState,
    *,
    error: str = "",
    answer: str | None = None,
    number: str = "",
    now: dt.datetime | None = None,
) -> OutboxEntry:
    """Write what became of an order; an unknown one gets the time of its next question."""
    with journal.begin() as connection:
        row = connection.execute(select(outbox).where(outbox.c.key == key)).one()
        values: dict[str, Any] = {"error": error}
        if answer is not None:
            values["answer"] = answer
        if number:
            values["number"] = number
        if state == "unknown":
            moment = now or dt.datetime.now(tz=dt.UTC)
            pause = dt.timedelta(seconds=retry_delay_s(row.attempts))
            values["next_at"] = (moment + pause).isoformat(timespec="milliseconds")
        else:
            values["next_at"] = None
        _step(connection, row, state, **values)
        changed = connection.execute(select(outbox).where(outbox.c.key == key)).one()
    return _entry(changed)


def wake(journal: Journal) -> None:
    """Make every waiting order due now: the connection is back."""
    with journal.begin() as connection:
        connection.execute(
            update(outbox).where(outbox.c.state.in_(("queued", "unknown"))).values(next_at=None)
        )


def recover(journal: Journal) -> int:
    """Turn orders that a crash left in sending into unknown ones; return how many."""
    with journal.begin() as connection:
        return connection.execute(
            update(outbox)
            .where(outbox.c.state == "sending")
            .values(state="unknown", next_at=None, changed_at=now_text())
        ).rowcount


def _step(connection: Connection, row: Row[Any], state: OutboxState, **values: Any) -> None:
    if row.state != state and not may_become(row.state, state):
        message = f"an order cannot go from {row.state} to {state}"
        raise ValueError(message)
    connection.execute(
        update(outbox)
        .where(outbox.c.key == row.key)
        .values(state=state, changed_at=now_text(), **values)
    )


def _entry(row: Row[Any]) -> OutboxEntry:
    values = row._asdict()
    return OutboxEntry(**{name: values[name] for name in OutboxEntry.__slots__})
