"""Checks a draft with the supplier's server and leads on: straight, or by the changed lines."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.domain.errors import AppError, Offline

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.cart import Draft, LineId
    from app.domain.terms import Contract
    from app.domain.verification import Verification
    from app.services.checkout import Checkout
    from app.ui.cart.valuation import Valuation
    from app.ui.tasks import Tasks

translate = QCoreApplication.translate


class Verifying(QObject):
    """One check at a time. `checkout` is asked for in the lane that uses it."""

    busy_changed = Signal(bool)
    verified = Signal(object, object, object)
    """(Verification, Draft, Contract): nothing differs from what the user saw or accepted."""
    differs = Signal(object, object, object)
    """(Verification, Draft, Contract): the user has to decide."""
    failed = Signal(str, str, str)
    """(tint, title, sentence) for a banner; the cart is as it was."""
    unexplained = Signal(object)
    """An AppError that the window's own banners explain: sign in, access, protocol."""

    def __init__(
        self, tasks: Tasks, checkout: Callable[[], Checkout], valuation: Valuation
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._checkout = checkout
        self._valuation = valuation
        self._draft: Draft | None = None
        self._contract: Contract | None = None
        self._last: Verification | None = None
        self._accepted: dict[LineId, int | None] = {}
        self.busy = False
        self._online = True

    @Slot(bool)
    def set_online(self, online: bool) -> None:  # noqa: FBT001 - a slot of a Qt signal
        """Say whether the server is asked; without it a draft is taken as the cache knows it."""
        self._online = online

    @Slot(object)
    def check(self, draft: Draft) -> None:
        """Check a draft as it is on the screen."""
        self._accepted = {}
        self._ask(draft)

    def take(self, draft: Draft, *, holds: bool, prices: dict[LineId, int | None]) -> None:
        """Take what was decided.

        `holds` = the draft is the same, so the check still holds; a changed draft is kept with
        undo and checked again, with the accepted `prices` as seen.
        """
        if self._draft is None or self._contract is None or self._last is None:
            return
        self._accepted |= prices
        fresh = self._last.valid_until > dt.datetime.now(tz=dt.UTC)
        if holds and fresh and draft == self._valuation.drafts.get(draft.id):
            self.verified.emit(self._last, draft, self._contract)
            return
        self._valuation.drafts.change(draft)
        self._ask(draft)

    def _ask(self, draft: Draft) -> None:
        contract = self._valuation.contract_of(draft)
        if self.busy or contract is None or not draft.lines:
            return
        shown = {**self._valuation.shown_prices(draft), **self._accepted_in(draft)}
        self._draft, self._contract, self._last = draft, contract, None
        checkout = self._checkout

        appraisal = self._valuation.appraise(draft, contract)
        online = self._online

        def work() -> Verification:
            if online:
                return checkout().verify(draft, contract, shown)
            # It goes to the queue, where it is checked before it is sent.
            return checkout().local(draft, contract, appraisal, dt.datetime.now(tz=dt.UTC))

        self._note_busy(busy=True)
        self._tasks.fetch(work, self._take_answer, self._explain, owner=self)

    def _accepted_in(self, draft: Draft) -> dict[LineId, int | None]:
        """Accepted prices of the draft's lines; goods moved to another warehouse keep theirs."""
        by_product = {(one[0], one[1]): price for one, price in self._accepted.items()}
        return {
            line.id: by_product[line.product, line.variant or ""]
            for line in draft.lines
            if (line.product, line.variant or "") in by_product
        }

    def _take_answer(self, verification: Verification) -> None:
        self._note_busy(busy=False)
        draft, contract = self._draft, self._contract
        if draft is None or contract is None:
            return
        now = self._valuation.drafts.get(draft.id)
        if now != draft or self._valuation.contract_of(draft) != contract:
            self.failed.emit(
                "info",
                translate("Cart", "The cart was changed during the check."),
                translate("Cart", "Check it again when you are ready."),
            )
            return
        self._last = verification
        # A warning about the whole order and an alike order have to be seen, too.
        silent = verification.is_clean and not verification.problems and not verification.similar
        signal = self.verified if silent else self.differs
        signal.emit(verification, draft, contract)

    def _explain(self, error: Exception) -> None:
        self._note_busy(busy=False)
        if isinstance(error, Offline):
            self.failed.emit(
                "warn",
                translate("Cart", "No connection: the cart is kept."),
                translate("Cart", "Queue the order; we check prices before sending."),
            )
        elif isinstance(error, AppError):
            self.unexplained.emit(error)
        else:
            raise error

    def _note_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)
