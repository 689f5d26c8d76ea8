"""From the cart's check to the thank-you page: which page is shown when, and what is sent."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.domain.errors import AppError, Problem, Rejected
from app.domain.order import NOT_SENT
from app.ui.checkout import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.cart import Draft
    from app.domain.terms import Contract
    from app.domain.verification import Verification
    from app.services.checkout import Checkout
    from app.services.delivery import DeliveryOption
    from app.services.outbox import Outbox
    from app.storage.journal.outbox import OutboxEntry
    from app.ui.checkout.pages import OrderPages
    from app.ui.checkout.screen import Placement
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.sending import Sending
    from app.ui.live.terms import Terms
    from app.ui.tasks import Tasks

BACKGROUND_AFTER_MS = 20_000


class OrderFlow(QObject):
    """The way of one order at a time through the pages; later answers come as banners."""

    failed = Signal(object)
    """An AppError to show."""
    message_posted = Signal(object)
    message_withdrawn = Signal(str)
    order_opened = Signal()
    """The pages of the order want to be seen."""
    documents_told = Signal(str, object)
    """An order's key and its documents as the gateway's answer has them."""
    check_needed = Signal(object)
    """The Draft is no longer what was checked: check it again before it is placed."""

    def __init__(
        self,
        tasks: Tasks,
        terms: Terms,
        goods: Goods,
        drafts: Drafts,
        sending: Sending,
        pages: OrderPages,
        checkout: Callable[[], Checkout],
        outbox: Callable[[], Outbox],
        ask_options: Callable[[str, Draft], dict[str, DeliveryOption]],
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._terms = terms
        self._goods = goods
        self._drafts = drafts
        self._sending = sending
        self._pages = pages
        self._checkout = checkout
        self._outbox = outbox
        self._ask_options = ask_options
        self._placing: Placement | None = None
        self._waited_for = ""
        self._accepted: dict[str, dict[str, Any]] = {}
        self._known: dict[str, dict[str, Any]] = {}
        self._given: set[str] = set()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(BACKGROUND_AFTER_MS)
        self._slow.timeout.connect(self._go_background)
        sending.placed.connect(self._note_placed)
        sending.place_failed.connect(self._note_not_placed)
        sending.settled.connect(self._note_settled)
        goods.papers_changed.connect(self._read_papers)
        goods.opened.connect(self._read_papers)

    def start(self) -> None:
        """Give back the carts of orders that were refused while nobody looked."""
        if self._drafts.ready:
            self._ask_not_given()
        else:
            kind = Qt.ConnectionType.SingleShotConnection
            self._drafts.listed.connect(self._ask_not_given, kind)

    @Slot()
    def _ask_not_given(self) -> None:
        self._tasks.write(lambda: self._outbox().not_given_back(), self._give_all_back, owner=self)

    def open_checkout(self, verification: Verification, draft: Draft, contract: Contract) -> None:
        """A checked cart without differences: choose how it travels."""
        profile = self._terms.profile
        if profile is None:
            return
        page = self._pages.open_checkout()
        page.show_order(draft, verification, contract, profile)

        def work() -> dict[str, DeliveryOption]:
            return self._ask_options(contract.id, draft)

        self._tasks.fetch(work, page.show_options, self._note_no_options, owner=self)

    @Slot(object)
    def place(self, placement: Placement) -> None:
        """Freeze the order and put it into the outbox, once."""
        if self._placing is not None:
            return
        if not self._still_checked(placement):
            self.check_needed.emit(self._drafts.get(placement.draft.id) or placement.draft)
            return
        self._placing = placement
        self._pages.checkout.show_sending()

        def work() -> OutboxEntry:
            return self._checkout().freeze(
                placement.draft,
                placement.verification,
                placement.contract,
                placement.delivery,
                comment=placement.comment,
                customer_number=placement.customer_number,
                email_copy_to=placement.email_copy_to,
                accepted_at=dt.datetime.now(tz=dt.UTC),
            )

        def done(entry: OutboxEntry) -> None:
            self._sending.place(entry, placement.draft)

        self._tasks.fetch(work, done, self._note_not_placed, owner=self)

    def _still_checked(self, placement: Placement) -> bool:
        """Whether cart and contract are those on the checkout page: nothing else may be placed."""
        draft = placement.draft
        current = self._terms.contract.id if self._terms.contract else None
        contract = draft.contract or current
        return self._drafts.get(draft.id) == draft and contract == placement.contract.id

    def show_order(self, key: str) -> None:
        """Open the thank-you page of an accepted order."""
        order = self._accepted.get(key)
        profile = self._terms.profile
        if order is not None and profile is not None:
            self._pages.open_thank_you().show_order(order, profile, print_it=False)
            self.order_opened.emit()

    @Slot(object)
    def _note_placed(self, entry: OutboxEntry) -> None:
        if self._placing is not None:
            self._drafts.placed(self._placing.draft.id)
            self._waited_for = entry.key
            self._slow.start()

    def _note_not_placed(self, error: Exception) -> None:
        self._placing = None
        self._pages.checkout.show_not_sent()
        if not isinstance(error, AppError):
            raise error
        self.failed.emit(error)

    @Slot(object)
    def _note_settled(self, entry: OutboxEntry) -> None:
        waited = entry.key == self._waited_for
        if entry.state == "accepted":
            self._note_accepted(entry, waited=waited)
        elif entry.state in ("rejected", "withdrawn"):
            self._end_waiting(waited=waited)
            self.message_withdrawn.emit(f"unknown-{entry.key}")
            self._give_back(entry)
            if entry.state == "rejected":
                self.failed.emit(Rejected(_problems(entry)))
        elif entry.state == "needs_review":
            self._end_waiting(waited=waited)
            self.message_withdrawn.emit(f"unknown-{entry.key}")
            self.message_posted.emit(messages.changed_message(entry))
        elif entry.state == "unknown":
            self._note_unknown(entry, waited=waited)
        elif entry.state == "blocked":
            self._end_waiting(waited=waited)
            self.message_posted.emit(messages.blocked_message(entry))

    def _note_accepted(self, entry: OutboxEntry, *, waited: bool) -> None:
        self.message_withdrawn.emit(f"unknown-{entry.key}")
        self.message_withdrawn.emit(f"blocked-{entry.key}")
        answer = json.loads(entry.answer) if entry.answer else {}
        order = answer.get("order") or self._known.get(entry.key)
        self.documents_told.emit(entry.key, answer.get("documents") or [])
        placement = self._placing if waited else None
        self._end_waiting(waited=waited)
        profile = self._terms.profile
        if order is None or profile is None:
            return
        self._accepted[entry.key] = order
        if placement is not None and self._pages.at_checkout:
            self._pages.open_thank_you().show_order(
                order, profile, print_it=placement.print_at_once
            )
            return
        self.message_posted.emit(messages.accepted_message(entry, order["number"]))

    def _note_unknown(self, entry: OutboxEntry, *, waited: bool) -> None:
        if entry.error != NOT_SENT:
            self.message_posted.emit(messages.unknown_message(entry))
            return
        self._end_waiting(waited=waited)
        if waited and self._pages.at_checkout:
            self._pages.open_cart()
        self.message_posted.emit(messages.queued_message(entry))

    def _end_waiting(self, *, waited: bool) -> None:
        if waited:
            self._slow.stop()
            self._waited_for = ""
            self._placing = None
            self._pages.checkout.show_not_sent()

    def _give_all_back(self, entries: list[OutboxEntry]) -> None:
        for entry in entries:
            self._give_back(entry)

    def _give_back(self, entry: OutboxEntry) -> None:
        if entry.key in self._given:
            return
        self._given.add(entry.key)

        def write(draft: Draft | None) -> None:
            if draft is None:
                return
            shown = self._drafts.returned(draft)
            counterparty = self._drafts.counterparty
            self._tasks.write(
                lambda: self._outbox().give_back(entry.key, counterparty, shown),
                _nothing,
                owner=self,
            )
            if self._pages.at_checkout:
                self._pages.open_cart()

        self._tasks.write(lambda: self._outbox().draft_of(entry.key), write, owner=self)

    @Slot()
    def _go_background(self) -> None:
        """The answer takes long: the user may go on, the order goes on by itself."""
        self._placing = None
        self._waited_for = ""
        self._pages.checkout.show_not_sent()
        self._pages.open_cart()

    @Slot()
    def _read_papers(self) -> None:
        self._goods.ask(lambda reader: reader.orders(), self._take_orders, owner=self, key="orders")

    def _take_orders(self, orders: list[dict[str, Any]]) -> None:
        known = {order["key"]: order for order in orders if order.get("key")}
        self._known = known
        self._sending.reconcile({key: order["number"] for key, order in known.items()})
        self._accepted.update({key: order for key, order in known.items() if key in self._accepted})
        page = self._pages.thank_you_or_none
        if page is not None and page.order_key in known:
            page.update_order(known[page.order_key])
            page.reload()

    def _note_no_options(self, error: Exception) -> None:
        # Without dates and costs the methods can still be chosen; the banner says why.
        if not isinstance(error, AppError):
            raise error
        self.failed.emit(error)


def _problems(entry: OutboxEntry) -> tuple[Problem, ...]:
    answer = json.loads(entry.answer) if entry.answer else {}
    return tuple(Problem(one.get("n"), one["code"]) for one in answer.get("problems", ()))


def _nothing(_result: object) -> None:
    pass
