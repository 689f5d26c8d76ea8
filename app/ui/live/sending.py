"""Sends the outbox: one order at a time, each round journal -> network -> journal."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from app.domain.cart import Draft
    from app.services.checkout import Checkout
    from app.services.outbox import Outbox, Outcome
    from app.storage.journal.outbox import OutboxEntry
    from app.ui.tasks import Tasks

_log = logging.getLogger(__name__)

LOOK_EVERY_MS = 1_000
WITHDRAW_AGAIN_MS = 30_000


class Sending(QObject):
    """The orders on their way. `outbox` and `checkout` are made in the lanes that use them."""

    placed = Signal(object)
    """The order is durable in the journal (OutboxEntry): its draft is empty now."""
    place_failed = Signal(object)
    """The journal refused to take the order; the draft is as it was."""
    settled = Signal(object)
    """What became of an order in this round (OutboxEntry)."""
    waiting_changed = Signal(int)
    """How many orders have an open fate."""

    def __init__(
        self, tasks: Tasks, outbox: Callable[[], Outbox], checkout: Callable[[], Checkout]
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._outbox = outbox
        self._checkout = checkout
        self._busy = False
        self._enabled = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(WITHDRAW_AGAIN_MS)
        self._again.timeout.connect(self._withdraw_changed)

    def start(self) -> None:
        """Begin: what a crash left in sending becomes unknown, then the rounds go on.

        Orders that an ended session blocked are tried, too: the user may be signed in by now.
        """

        def work() -> int:
            recovered = self._outbox().recover()
            self._outbox().unblock()
            return recovered

        self._tasks.write(work, self._begin, owner=self)

    def signed_in(self) -> None:
        """Orders blocked by an ended session go on."""
        self._tasks.write(lambda: self._outbox().unblock(), self._look_after, owner=self)

    def back_online(self) -> None:
        """Waiting orders are due now."""
        self._tasks.write(lambda: self._outbox().wake(), self._look_after, owner=self)

    def place(self, entry: OutboxEntry, draft: Draft) -> None:
        """Freeze the order and empty the draft; `placed` or `place_failed` follows."""

        def work() -> OutboxEntry:
            self._checkout().place(entry, draft)
            return entry

        self._tasks.write(work, self._note_placed, self.place_failed.emit, owner=self)

    def reconcile(self, known: Mapping[str, str]) -> None:
        """Settle open orders that the orders feed shows (key to number)."""
        if not known:
            return
        self._tasks.write(
            lambda: self._outbox().reconcile(known), self._note_reconciled, owner=self
        )

    def withdraw(self, entry: OutboxEntry) -> None:
        """Take an order back if it is not too late; `settled` follows."""

        def done(outcome: Outcome) -> None:
            self._tasks.write(
                lambda: self._outbox().settle(outcome), self._note_withdrawn, owner=self
            )

        self._tasks.fetch(lambda: self._outbox().withdraw(entry), done, owner=self)

    @Slot()
    def _look(self) -> None:
        if self._busy or not self._enabled:
            return
        self._busy = True
        self._tasks.write(self._take, self._send, self._give_up, owner=self)

    def _take(self) -> OutboxEntry | None:
        return self._outbox().take(dt.datetime.now(tz=dt.UTC))

    def _send(self, entry: OutboxEntry | None) -> None:
        if entry is None:
            self._busy = False
            return

        def work() -> Outcome:
            return self._outbox().send(entry, dt.datetime.now(tz=dt.UTC))

        def failed(error: Exception) -> None:
            # Our own mistake must not lose the order: it is asked about again, later and later.
            from app.services.outbox import Outcome

            self._settle(Outcome(entry.key, "unknown", error=type(error).__name__))
            raise error

        self._tasks.fetch(work, self._settle, failed, owner=self)

    def _settle(self, outcome: Outcome) -> None:
        self._tasks.write(
            lambda: self._outbox().settle(outcome), self._note_settled, self._give_up, owner=self
        )

    def _note_settled(self, entry: OutboxEntry) -> None:
        self._busy = False
        self.settled.emit(entry)
        if entry.state == "needs_review":
            self.withdraw(entry)
        self._count()
        self._look()

    def _note_withdrawn(self, entry: OutboxEntry) -> None:
        if entry.state == "needs_review":
            self._again.start()
        else:
            self.settled.emit(entry)
        self._count()

    @Slot()
    def _withdraw_changed(self) -> None:
        """Go on with taking back what changed before it was sent."""

        def withdraw_all(entries: list[OutboxEntry]) -> None:
            for entry in entries:
                self.withdraw(entry)

        self._tasks.write(lambda: self._outbox().to_withdraw(), withdraw_all, owner=self)

    def _note_reconciled(self, entries: list[OutboxEntry]) -> None:
        for entry in entries:
            self.settled.emit(entry)
        if entries:
            self._count()

    def _note_placed(self, entry: OutboxEntry) -> None:
        self.placed.emit(entry)
        self._count()
        self._look()

    def _begin(self, recovered: int) -> None:
        if recovered:
            _log.info("%s orders were being sent when the program ended", recovered)
        self._enabled = True
        self._timer.start()
        self._withdraw_changed()
        self._count()
        self._look()

    def _look_after(self, _result: object) -> None:
        if self._enabled:
            self._withdraw_changed()
        self._look()

    def _give_up(self, error: Exception) -> None:
        # The order is in the journal as it was; the next round begins from there.
        self._busy = False
        raise error

    def _count(self) -> None:
        self._tasks.write(
            lambda: len(self._outbox().open_entries()), self.waiting_changed.emit, owner=self
        )
