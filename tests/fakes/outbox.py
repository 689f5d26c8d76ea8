"""Ready-made outbox entries."""

from __future__ import annotations

import datetime as dt

from app.storage.journal.outbox import OutboxEntry


def entry(number: str = "1", *, queued_at: dt.datetime | None = None) -> OutboxEntry:
    """A queued order; other numbers are later ones."""
    moment = queued_at or dt.datetime(2026, 11, 24, 12, 0, int(number), tzinfo=dt.UTC)
    return OutboxEntry(
        key=f"00000000-0000-4000-8000-00000000000{number}",
        counterparty="cp-1",
        contract="c-1",
        title="Об’єкт Лісова, 12",
        body=b'{"n": ' + number.encode() + b"}",
        currency="UAH",
        total_e4=20_568_000,
        lines=1,
        state="queued",
        queued_at=moment.isoformat(timespec="milliseconds"),
        attempts=0,
        next_at=None,
        error="",
        answer=None,
        number="",
        replaces=None,
    )
