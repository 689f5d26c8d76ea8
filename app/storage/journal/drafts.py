"""Drafts in the journal, with the undo of each: 50 steps, kept over a restart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from app.domain.cart import Draft, DraftLine
from app.storage.journal.store import Journal, now_text
from app.storage.journal.tables import draft_lines, drafts, undo

UNDO_STEPS = 50


def save_draft(journal: Journal, counterparty: str, before: Draft | None, after: Draft) -> None:
    """Keep the changed draft and, where it had a state before, the way back to it."""
    with journal.begin() as connection:
        write_draft(connection, counterparty, after)
        if before is not None:
            _remember(connection, before)


def delete_draft(journal: Journal, draft_id: str) -> None:
    """Delete the draft with its lines and undo."""
    with journal.begin() as connection:
        connection.execute(delete(drafts).where(drafts.c.id == draft_id))


def take_back(journal: Journal, counterparty: str, draft_id: str) -> Draft | None:
    """Undo the newest change of the draft; return what it is now, or None with nothing to undo."""
    with journal.begin() as connection:
        newest = connection.execute(
            select(undo.c.step, undo.c.before)
            .where(undo.c.draft_id == draft_id)
            .order_by(undo.c.step.desc())
            .limit(1)
        ).first()
        if newest is None:
            return None
        draft = _from_json(newest.before)
        connection.execute(
            delete(undo).where(undo.c.draft_id == draft_id, undo.c.step == newest.step)
        )
        write_draft(connection, counterparty, draft)
        return draft


def empty_draft(connection: Connection, draft_id: str) -> None:
    """Take all lines out inside the caller's transaction (placing an order)."""
    connection.execute(delete(draft_lines).where(draft_lines.c.draft_id == draft_id))
    connection.execute(delete(undo).where(undo.c.draft_id == draft_id))
    connection.execute(update(drafts).where(drafts.c.id == draft_id).values(changed_at=now_text()))


def draft_to_json(draft: Draft) -> str:
    """Return the draft as text for undo and for the outbox."""
    return json.dumps(asdict(draft), ensure_ascii=False)


def draft_from_json(text: str) -> Draft:
    """Return the draft that `draft_to_json` wrote."""
    return _from_json(text)


def write_draft(connection: Connection, counterparty: str, draft: Draft) -> None:
    """Write a draft with its lines inside the caller's transaction."""
    known = connection.execute(
        update(drafts)
        .where(drafts.c.id == draft.id)
        .values(
            name=draft.name,
            contract=draft.contract,
            comment=draft.comment,
            changed_at=now_text(),
        )
    )
    if known.rowcount == 0:
        last = connection.execute(select(func.max(drafts.c.position))).scalar()
        connection.execute(
            insert(drafts).values(
                id=draft.id,
                counterparty=counterparty,
                name=draft.name,
                contract=draft.contract,
                comment=draft.comment,
                position=(last or 0) + 1,
                changed_at=now_text(),
            )
        )
    connection.execute(delete(draft_lines).where(draft_lines.c.draft_id == draft.id))
    if draft.lines:
        connection.execute(insert(draft_lines), _rows(draft))


def _rows(draft: Draft) -> Sequence[dict[str, Any]]:
    return [
        {
            **asdict(line),
            "variant": line.variant or "",
            "backorder_on": line.backorder_on or "",
            "draft_id": draft.id,
            "position": position,
        }
        for position, line in enumerate(draft.lines)
    ]


def _remember(connection: Connection, before: Draft) -> None:
    last = connection.execute(
        select(func.max(undo.c.step)).where(undo.c.draft_id == before.id)
    ).scalar()
    step = (last or 0) + 1
    connection.execute(
        insert(undo).values(
            draft_id=before.id,
            step=step,
            what="change",
            before=draft_to_json(before),
            at=now_text(),
        )
    )
    connection.execute(
        delete(undo).where(undo.c.draft_id == before.id, undo.c.step <= step - UNDO_STEPS)
    )


def _from_json(text: str) -> Draft:
    data = json.loads(text)
    lines = tuple(DraftLine(**line) for line in data.pop("lines"))
    return Draft(**data, lines=lines)
