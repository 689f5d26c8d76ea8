"""The desk of the supplier's manager: orders are loaded, posted, corrected, cancelled, invoiced."""

from __future__ import annotations

import datetime as dt
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demo.invoice import invoice_pdf
from demo.orders import SEARCHED_NUMBER, Order, OrderLine
from demo.supplier import ORGANISATIONS

if TYPE_CHECKING:
    from demo.base import Base, StoredDocument

Say = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Manners:
    """How the manager works: `delay_s` None = the program posts at once by itself."""

    delay_s: tuple[float, float] | None


class Desk:
    """Documents of the base; called under the base's transactions, from several threads.

    `places` maps a warehouse guid to its place in the stock; `default_places` says which place an
    account's order without a warehouse is taken from.
    """

    def __init__(
        self,
        base: Base,
        manners: Manners,
        places: dict[str, int],
        default_places: dict[str, int],
        invoices: Path,
        say: Say,
    ) -> None:
        self._base, self._manners, self._say = base, manners, say
        self._places, self._default_places = places, default_places
        self._invoices = invoices
        self._random = random.Random()
        self._one_at_a_time = threading.RLock()

    def load(self, account: str, orders: list[Order]) -> bool:
        """Make documents of a file's orders; False = the file counts as failed.

        A refused order ends the loop: the earlier ones stay, the later ones are not made. The list
        of known numbers is read before the loop and not extended in it.
        """
        with self._one_at_a_time:
            known = {one.number: one for one in self._base.documents("account = ?", account)}
            cancelled: list[str] = []
            fine = True
            with self._base.transaction():
                for order in orders:
                    if order.refused:
                        self._say("refused", number=order.number, reason=order.refused)
                        fine = False
                        break
                    self._find_goods(order)
                    _add_vat_on_top(order)
                    self._take_in(account, order, known)
                    if order.cancelled:
                        cancelled.append(order.number)
            for number in cancelled:
                document = self._last(number)
                # An agreed order is not cancelled by a file.
                if document.state == "loaded":
                    self.cancel(number)
            if self._manners.delay_s is None:
                self.post_due(time.time())
            return fine

    def _take_in(self, account: str, order: Order, known: dict[str, StoredDocument]) -> None:
        # Searched by 11 characters, stored whole: a longer number is never found again.
        found = known.get(order.number[:SEARCHED_NUMBER])
        if found is None:
            self._make(account, order)
        elif found.state == "loaded" and order.lines:
            self._base.write_document(replace(found, body=order.to_json()), changed=False)
            self._say("rewritten", number=order.number, onec_number=found.onec_number)
        else:
            self._say("skipped", number=order.number, onec_number=found.onec_number)

    def _find_goods(self, order: Order) -> None:
        for line in order.lines:
            found = self._base.find_good(line.product, line.variant, line.article, line.name)
            if found is None:
                self._base.add_good(line.product, line.variant, line.article, line.name, line.unit)
                self._say("strange_goods", number=order.number, name=line.name)
            elif found != (line.product, line.variant):
                self._say("other_goods", number=order.number, name=line.name)
                line.product, line.variant = found

    def _make(self, account: str, order: Order) -> None:
        delay = self._manners.delay_s
        due_at = time.time() + (self._random.uniform(*delay) if delay else 0.0)
        date = dt.datetime.now().astimezone().replace(tzinfo=None).isoformat(timespec="seconds")
        onec_number = self._base.add_document(order.number, account, date, order.to_json(), due_at)
        self._say(
            "loaded",
            number=order.number,
            onec_number=onec_number,
            account=account,
            lines=len(order.lines),
            sum_kopecks=order.live_sum_kopecks(),
        )

    def post_due(self, now: float) -> None:
        """Post every document whose time has come: stock falls, the invoice is printed."""
        with self._one_at_a_time:
            for document in self._base.documents("state = 'loaded' AND due_at <= ?", now):
                order = Order.from_json(document.body)
                order.posted = True
                with self._base.transaction():
                    for line in order.lines:
                        self._take(document, order, line, -line.quantity_milli)
                    self._keep(document, order, "posted")
                self._say("posted", number=document.number, onec_number=document.onec_number)
                self._print(document, order)

    def _take(self, document: StoredDocument, order: Order, line: OrderLine, milli: int) -> None:
        place = self._places.get(order.warehouse, self._default_places.get(document.account))
        if place is not None and not line.cancelled and self._base.good(line.product, line.variant):
            self._base.add_stock(line.product, line.variant, place, milli)

    def _keep(self, document: StoredDocument, order: Order, state: str) -> None:
        self._base.write_document(
            replace(document, body=order.to_json(), state=state, due_at=None), changed=True
        )

    def _print(self, document: StoredDocument, order: Order) -> None:
        if not document.number.isalnum():
            # The number names a file; only a plain one may.
            self._say("no_invoice", number=document.number, reason="the number is no file name")
            return
        without_vat = all(not line.rate.isdigit() for line in order.lines)
        pdf = invoice_pdf(
            order,
            document.onec_number,
            document.onec_date,
            ORGANISATIONS["fop" if without_vat else "tov"],
        )
        self._invoices.mkdir(parents=True, exist_ok=True)
        path = self._invoices / f"{document.number}.pdf"
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(pdf)
        unfinished.replace(path)
        self._say("invoice", number=document.number, file=str(path), size=len(pdf))

    def _last(self, number: str) -> StoredDocument:
        found = self._base.documents("number = ?", number)
        if not found:
            message = f"there is no order {number}"
            raise ValueError(message)
        return found[-1]

    def cut(self, number: str, n: int, quantity_milli: int) -> None:
        """The manager lowers line `n` (from 1); 0 cancels it. ValueError if there is none."""
        with self._one_at_a_time:
            document = self._last(number)
            order = Order.from_json(document.body)
            if not 1 <= n <= len(order.lines) or quantity_milli < 0:
                message = f"order {number} has {len(order.lines)} lines, no line {n}"
                raise ValueError(message)
            line = order.lines[n - 1]
            with self._base.transaction():
                if order.posted:
                    self._take(document, order, line, line.quantity_milli - quantity_milli)
                if quantity_milli == 0:
                    line.cancelled = True
                elif line.quantity_milli:
                    before = line.quantity_milli
                    line.sum_kopecks = _half_up(line.sum_kopecks * quantity_milli, before)
                    line.quantity_milli = quantity_milli
                self._keep(document, order, "posted" if order.posted else "loaded")
                if not order.posted:
                    self._base.write_document(
                        replace(self._last(number), due_at=document.due_at), changed=False
                    )
            self._say("cut", number=number, n=n, quantity_milli=quantity_milli)
            if order.posted:
                self._print(document, order)

    def cancel(self, number: str) -> None:
        """The manager cancels the order: its lines are cancelled and its stock comes back."""
        with self._one_at_a_time:
            document = self._last(number)
            order = Order.from_json(document.body)
            with self._base.transaction():
                for line in order.lines:
                    if order.posted:
                        self._take(document, order, line, line.quantity_milli)
                    line.cancelled = True
                order.cancelled = True
                self._keep(document, order, "cancelled")
            self._say("cancelled", number=number)

    def mark(self, number: str, what: str) -> None:
        """The order is `shipped` or `paid`: the reply carries a document number of 1C."""
        with self._one_at_a_time:
            document = self._last(number)
            order = Order.from_json(document.body)
            if not order.posted or what not in {"shipped", "paid"}:
                message = f"order {number} is not posted, or {what!r} is unknown"
                raise ValueError(message)
            serial = self._base.next_number(what, 4_001)
            setattr(order, what, f"{'РН' if what == 'shipped' else 'ПЛ'}-{serial:09d}")
            self._keep(document, order, document.state)
            self._say(what, number=number, document=getattr(order, what))


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def _add_vat_on_top(order: Order) -> None:
    if order.vat_included:
        return
    for line in order.lines:
        if line.rate.isdigit():
            line.sum_kopecks = _half_up(line.sum_kopecks * (100 + int(line.rate)), 100)


def milli_of(value: Any) -> int:
    """A quantity of a command (number or text) in thousandths; ValueError if it is none."""
    return _scaled(value, 3)


def e4_of(value: Any) -> int | None:
    """A price of a command in ten-thousandths; None stays None."""
    return None if value is None else _scaled(value, 4)


def _scaled(value: Any, decimals: int) -> int:
    whole, _, part = str(value).partition(".")
    sign = -1 if whole.startswith("-") else 1
    digits = (part + "0" * decimals)[:decimals]
    return int(whole or 0) * int(10**decimals) + sign * int(digits)
