"""Small choices of the user: contract, active draft, layouts, window geometry."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert

from app.storage.journal.store import Journal, now_text
from app.storage.journal.tables import choices


def keep_choice(journal: Journal, key: str, value: str | None) -> None:
    """Keep a choice, or forget it (None)."""
    with journal.begin() as connection:
        if value is None:
            connection.execute(delete(choices).where(choices.c.key == key))
            return
        row = insert(choices).values(key=key, value=value, changed_at=now_text())
        connection.execute(
            row.on_conflict_do_update(
                index_elements=["key"],
                set_={"value": row.excluded.value, "changed_at": row.excluded.changed_at},
            )
        )
