"""The open drafts (carts) in memory: changed at once, written behind in the journal lane."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.cart import Draft, DraftLine, LineId

if TYPE_CHECKING:
    from app.domain.terms import Contract
    from app.storage.journal.store import Journal
    from app.ui.tasks import Tasks


class Drafts(QObject):
    """The counterparty's drafts and the active one. Used on the main thread."""

    changed = Signal(str)
    """The id of the draft whose lines, name or contract changed."""
    listed = Signal()
    """A draft was added, removed or made active."""
    saved = Signal()
    """Everything given to the journal is on the disk."""
    failed = Signal(object)
    """The journal refused (StorageFailed)."""

    def __init__(
        self, tasks: Tasks, journal: Callable[[], Journal], remember: Callable[[str, str], None]
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._journal = journal
        self._remember = remember
        self._counterparty = ""
        self._drafts: dict[str, Draft] = {}
        self._undo: dict[str, int] = {}
        self._waiting = 0
        self.active_id = ""

    def show(self, counterparty: str, drafts: Iterable[Draft], active: str | None) -> None:
        """Take the drafts read at the start; a counterparty without any gets an empty one."""
        self._counterparty = counterparty
        self._drafts = {draft.id: draft for draft in drafts}
        if not self._drafts:
            # An empty draft is written with its first line: the start must not wait for that.
            first = Draft(id=_new_id(), name=self.new_name())
            self._drafts[first.id] = first
        self.active_id = active if active in self._drafts else next(iter(self._drafts))
        self.listed.emit()
        self.changed.emit(self.active_id)

    @property
    def all(self) -> tuple[Draft, ...]:
        """The drafts in their order."""
        return tuple(self._drafts.values())

    @property
    def active(self) -> Draft:
        """The draft that quantities go into."""
        return self._drafts[self.active_id]

    @property
    def ready(self) -> bool:
        """Whether the drafts have been shown."""
        return bool(self._drafts)

    @property
    def unsaved(self) -> bool:
        """Whether something waits for the disk."""
        return self._waiting > 0

    def get(self, draft_id: str) -> Draft | None:
        """The draft, or None."""
        return self._drafts.get(draft_id)

    def new_name(self) -> str:
        """A free name for a new draft."""
        taken = {draft.name for draft in self._drafts.values()}
        number = 1
        while (name := self.tr("Cart {n}").format(n=number)) in taken:
            number += 1
        return name

    def add(self, draft: Draft | None = None) -> Draft:
        """Add a draft (an empty one by default) and make it active."""
        added = draft or Draft(id=_new_id(), name=self.new_name())
        self._drafts[added.id] = added
        self._save(None, added)
        self.activate(added.id)
        return added

    def activate(self, draft_id: str) -> None:
        """Make another draft the target of quantities."""
        if draft_id not in self._drafts:
            return
        self.active_id = draft_id
        self._remember("draft", draft_id)
        self.listed.emit()
        self.changed.emit(draft_id)

    def remove(self, draft_id: str) -> None:
        """Delete a draft; the last one is emptied instead."""
        if len(self._drafts) == 1:
            self.clear(draft_id)
            return
        del self._drafts[draft_id]

        def work() -> None:
            from app.storage.journal.drafts import delete_draft

            delete_draft(self._journal(), draft_id)

        self._write(work)
        if self.active_id == draft_id:
            self.activate(next(iter(self._drafts)))
        else:
            self.listed.emit()

    def put(self, line: DraftLine, draft_id: str | None = None) -> None:
        """Put a line in (a quantity of 0 takes it out)."""
        draft = self._drafts[draft_id or self.active_id]
        self.change(draft.with_line(line))

    def take_out(self, ids: Iterable[LineId], draft_id: str | None = None) -> None:
        """Take lines out."""
        draft = self._drafts[draft_id or self.active_id]
        self.change(draft.without(ids))

    def clear(self, draft_id: str) -> None:
        """Take all lines out, with undo."""
        self.change(replace(self._drafts[draft_id], lines=()))

    def pin(self, draft_id: str, contract: Contract | None) -> None:
        """Tie the draft to a contract, or let it follow the catalogue (None)."""
        draft = self._drafts[draft_id]
        self.change(replace(draft, contract=None if contract is None else contract.id))

    def change(self, draft: Draft) -> None:
        """Take a changed draft; the state before it can be brought back by `undo`."""
        before = self._drafts.get(draft.id)
        if before == draft:
            return
        self._drafts[draft.id] = draft
        self._save(before, draft)
        self.changed.emit(draft.id)

    def undo(self, draft_id: str | None = None) -> None:
        """Bring the newest state before back, also one from before a restart."""
        wanted, counterparty = draft_id or self.active_id, self._counterparty

        def work() -> Draft | None:
            from app.storage.journal.drafts import take_back

            return take_back(self._journal(), counterparty, wanted)

        self._tasks.write(work, self._take_undone, self.failed.emit, owner=self)

    def placed(self, draft_id: str) -> None:
        """The journal has emptied the draft into the outbox: empty it here too."""
        draft = self._drafts.get(draft_id)
        if draft is not None:
            self._drafts[draft_id] = replace(draft, lines=(), comment="")
            self.changed.emit(draft_id)

    def returned(self, draft: Draft) -> Draft:
        """Say which draft a refused order's lines come back to, and show it.

        Its own one if that is empty, else a new one. The journal writes it with the order's row.
        """
        own = self._drafts.get(draft.id)
        if own is not None and own.lines:
            draft = replace(draft, id=_new_id(), name=self.new_name())
        self._drafts[draft.id] = draft
        self.activate(draft.id)
        return draft

    @property
    def counterparty(self) -> str:
        """Whose drafts these are."""
        return self._counterparty

    def _take_undone(self, draft: Draft | None) -> None:
        if draft is not None and draft.id in self._drafts:
            self._drafts[draft.id] = draft
            self.changed.emit(draft.id)

    def _save(self, before: Draft | None, after: Draft) -> None:
        counterparty = self._counterparty

        def work() -> None:
            from app.storage.journal.drafts import save_draft

            save_draft(self._journal(), counterparty, before, after)

        self._write(work)

    def _write(self, work: Callable[[], None]) -> None:
        self._waiting += 1
        self._tasks.write(work, self._note_saved, self._note_failed, owner=self)

    def _note_saved(self, _result: None) -> None:
        self._waiting -= 1
        if not self._waiting:
            self.saved.emit()

    def _note_failed(self, error: Exception) -> None:
        self._waiting -= 1
        self.failed.emit(error)


def _new_id() -> str:
    # As unique as a UUID, without loading its module before the first paint.
    return os.urandom(16).hex()
