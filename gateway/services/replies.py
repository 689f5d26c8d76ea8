"""What 1C says of a part becomes the order's state, corrected lines, payment and holds.

Facts of the families' exchange that this rests on: a reply names our number; U calls orders
without movements shipped *and* paid, with number 0; B lists cancelled lines at full quantity with a
smaller total. Hence paid or shipped counts only with a posted document, a real number and a date
after year 1, and lines that do not add up to the total change nothing but a mark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal, Protocol

from sqlalchemy import Row, insert, select, update

from contract.pricing import decimal_from_e4, decimal_from_milli, line_sum
from gateway.services.cancelling import end_part, refresh_order
from gateway.services.holds import open_holds, resize_hold
from gateway.services.limits import settle_limit
from gateway.services.numbers import note_foreign_number
from gateway.services.order_states import DEAD, advance
from gateway.store.tables import catalogue
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Connection

    from contract.orders import OrderState
    from gateway.services.records import OrderReplyRecord

_YEAR = re.compile(r"^\D*(\d{4})-|(\d{4})\D*$|^\d{1,2}\.\d{1,2}\.(\d{4})")
_WORDS: dict[str, OrderState] = {
    "підтверджено": "confirmed",
    "підтверджений": "confirmed",
    "подтвержден": "confirmed",
    "подтверждён": "confirmed",
    "відвантажено": "shipped",
    "відвантажений": "shipped",
    "отгружен": "shipped",
    "в дорозі": "in_transit",
    "в пути": "in_transit",
    "доставлено": "received",
    "доставлений": "received",
    "доставлен": "received",
    "скасовано": "cancelled_by_supplier",
    "скасований": "cancelled_by_supplier",
    "отменен": "cancelled_by_supplier",
    "отменён": "cancelled_by_supplier",
}
"""Status words of 1C that mean the same in every base; other words are shown as they are."""


class ReplyRules(Protocol):
    """The account's rule: posted | status:<word> | shipped | never."""

    @property
    def reserves_when(self) -> str:
        """What in a reply proves that 1C keeps the goods itself."""


def apply_reply(
    connection: Connection,
    record: OrderReplyRecord,
    rules: ReplyRules,
    now: dt.datetime,
    account_id: int | None = None,
) -> Literal["applied", "unchanged", "unknown"]:
    """Take what 1C says of one part. "unknown" = no part of this account has that number.

    `now` is when the reply arrived: only stock of an exchange that began later ends the holds.
    """
    number = record.number.strip()
    parts = tables.order_parts
    part = connection.execute(
        select(parts).where(parts.c.number == number).with_for_update()
    ).one_or_none()
    if part is None:
        note_foreign_number(connection, number)
        return "unknown"
    if account_id is not None and part.account_id not in (None, account_id):
        return "unknown"
    return "applied" if _Reply(connection, part, record, rules, now).apply() else "unchanged"


class _Reply:
    """One reply being applied to one part; `changed` tells whether anybody's view is new."""

    def __init__(
        self,
        connection: Connection,
        part: Row[Any],
        record: OrderReplyRecord,
        rules: ReplyRules,
        now: dt.datetime,
    ) -> None:
        self._connection = connection
        self._part = part
        self._record = record
        self._rules = rules
        self._now = now
        self._changed = False
        told = record.posted
        self._posted = bool(part.onec_posted) if told is None else told
        self._shipped = self._posted and _real(record.shipped_number, record.shipped_date)
        self._paid = self._posted and _real(record.paid_number, record.paid_date)

    def apply(self) -> bool:
        self._write_document()
        word = _WORDS.get((self._record.status or "").strip().casefold())
        if self._record.cancelled or self._record.deleted or word in DEAD:
            self._cancel()
        elif self._part.state not in DEAD:
            self._lines()
            self._prove()
            self._advance(word)
            self._pay()
        if self._changed:
            settle_limit(self._connection, self._part.order_id)
            state = refresh_order(self._connection, self._part.order_id, self._now)
            self._tell_status(state)
        return self._changed

    def _write_document(self) -> None:
        record, part = self._record, self._part
        told = {
            "onec_guid": record.onec_guid,
            "onec_number": record.onec_number,
            "onec_date": record.onec_date,
            "onec_posted": record.posted,
            "onec_sum_e4": record.sum_e4,
        }
        new: dict[str, Any] = {
            column: value
            for column, value in told.items()
            if value is not None and value != part._mapping[column]  # noqa: SLF001 - Row's API
        }
        if "onec_sum_e4" in new and record.sum_e4 is not None and record.sum_e4 != part.sum_e4:
            ours, theirs = decimal_from_e4(part.sum_e4), decimal_from_e4(record.sum_e4)
            self._event("sum_differs", f"{part.number}: {ours} -> {theirs}")
        if "onec_number" in new:
            self._event("onec_number", f"{part.number}: {record.onec_number}")
        if new:
            self._changed = True
        # A reply proves that 1C has the document, even where its answer to our file was lost.
        if part.queue != "done":
            new |= {"queue": "done", "handed_over_at": part.handed_over_at or self._now}
            self._changed = True
        self._write(replied_at=self._now, **new)

    def _cancel(self) -> None:
        if self._part.state in DEAD:
            return
        asked = self._part.state == "cancel_requested"
        state: OrderState = "cancelled_by_dealer" if asked else "cancelled_by_supplier"
        end_part(self._connection, self._part.id, state, self._now)
        self._event(state, self._part.number)
        self._changed = True

    def _prove(self) -> None:
        rule = self._rules.reserves_when
        proved = self._shipped
        if rule == "posted":
            proved = proved or self._posted
        elif rule.startswith("status:"):
            status = (self._record.status or "").strip().casefold()
            proved = proved or status == rule.removeprefix("status:").strip().casefold()
        if proved and self._part.proved_at is None:
            self._write(proved_at=self._now)
            self._changed = True
        elif rule == "posted" and self._record.posted is False and self._part.proved_at is not None:
            # 1C has taken its word back: what is still held waits for the next proof.
            self._write(proved_at=None)
            self._changed = True

    def _advance(self, word: OrderState | None) -> None:
        told: OrderState = "confirmed" if self._posted else "checking"
        state = advance(self._part.state, told)
        if word is not None and (self._posted or word == "confirmed"):
            state = advance(state, word)
        if self._shipped:
            state = advance(state, "shipped")
        if state != self._part.state:
            self._write(state=state)
            self._event(state, self._part.number)
            self._changed = True

    def _pay(self) -> None:
        if not self._paid:
            return
        events, parts, orders = tables.order_events, tables.order_parts, tables.orders
        paid = set(
            self._connection.execute(
                select(events.c.text).where(
                    events.c.order_id == self._part.order_id, events.c.kind == "paid"
                )
            ).scalars()
        )
        if self._part.number in paid:
            return
        self._event("paid", self._part.number)
        paid.add(self._part.number)
        living = self._connection.execute(
            select(parts.c.number).where(
                parts.c.order_id == self._part.order_id, parts.c.state.not_in(DEAD)
            )
        ).scalars()
        payment = "paid" if set(living) <= paid else "partly"
        self._connection.execute(
            update(orders).where(orders.c.id == self._part.order_id).values(payment=payment)
        )
        self._changed = True

    def _lines(self) -> None:
        if self._record.lines is None:
            return
        lines, products = tables.order_lines, catalogue.products
        ours = self._connection.execute(
            select(lines, products.c.guid, products.c.variant)
            .join(products, products.c.id == lines.c.product_id)
            .where(lines.c.part_id == self._part.id)
            .order_by(lines.c.n)
        ).all()
        if not self._adds_up():
            self._mark_doubtful(ours)
            return
        left: dict[tuple[str, str], int] = defaultdict(int)
        prices: dict[tuple[str, str], int | None] = {}
        for told in self._record.lines:
            key = (told.product, told.variant or "")
            left[key] += told.quantity_milli
            prices[key] = told.price_e4
        last = {(line.guid, line.variant): line.n for line in ours}
        holds = {hold.n: hold for hold in open_holds(self._connection, [self._part.id])}
        for line in ours:
            key = (line.guid, line.variant)
            now_milli = left[key]
            if line.n != last[key]:
                now_milli = min(now_milli, line.quantity_milli)
            left[key] -= now_milli
            price = prices.get(key)
            self._correct(line, now_milli, line.price_now_e4 if price is None else price)
            hold = holds.get(line.n)
            if hold is not None:
                # A line that waits for goods holds less than it orders, and never more than it did.
                most = hold.quantity_milli if line.backorder_on else line.quantity_milli
                if resize_hold(self._connection, hold, min(most, now_milli)):
                    self._changed = True

    def _adds_up(self) -> bool:
        total = 0
        for line in self._record.lines or ():
            if line.sum_e4 is not None:
                total += line.sum_e4
            elif line.price_e4 is not None:
                total += line_sum(line.price_e4, line.quantity_milli)
            else:
                return True
        said = self._record.sum_e4
        if said is None or said == total:
            return True
        # VAT on top: the total has the tax, the lines may have it or not.
        return self._part.vat == "on_top" and total < said <= total + total // 4

    def _mark_doubtful(self, ours: Any) -> None:
        lines = tables.order_lines
        if all(line.reason == "changed_by_supplier" for line in ours):
            return
        self._connection.execute(
            update(lines)
            .where(lines.c.part_id == self._part.id)
            .values(reason="changed_by_supplier")
        )
        self._event("changed_by_supplier", self._part.number)
        self._changed = True

    def _correct(self, line: Row[Any], now_milli: int, price_e4: int | None) -> None:
        cut = now_milli < line.quantity_milli
        dearer = price_e4 is not None and price_e4 != line.price_e4
        reason = "cut" if cut else "price_changed" if dearer else ""
        new = {"quantity_now_milli": now_milli, "price_now_e4": price_e4, "reason": reason}
        if all(line._mapping[column] == value for column, value in new.items()):  # noqa: SLF001 - as above
            return
        lines = tables.order_lines
        self._connection.execute(
            update(lines)
            .where(lines.c.order_id == line.order_id, lines.c.n == line.n)
            .values(**new)
        )
        before = line.quantity_milli if line.quantity_now_milli is None else line.quantity_now_milli
        if now_milli != before:
            was, now = decimal_from_milli(before), decimal_from_milli(now_milli)
            self._event("line_changed", f"{line.n}: {was} -> {now}")
        self._changed = True

    def _tell_status(self, state: OrderState) -> None:
        status = (self._record.status or "").strip()[:300]
        if status and state not in DEAD:
            self._connection.execute(
                update(tables.orders)
                .where(tables.orders.c.id == self._part.order_id)
                .values(state_text=status)
            )

    def _write(self, **values: Any) -> None:
        parts = tables.order_parts
        self._connection.execute(update(parts).where(parts.c.id == self._part.id).values(**values))

    def _event(self, kind: str, text: str) -> None:
        self._connection.execute(
            insert(tables.order_events).values(
                order_id=self._part.order_id, at=self._now, kind=kind, text=text
            )
        )


def _real(number: str | None, date: str | None) -> bool:
    """Tell whether a number and a date name a document and not 1C's emptiness."""
    if number is None or date is None or not number.strip().strip("0"):
        return False
    found = _YEAR.search(date.strip())
    return found is not None and int(next(year for year in found.groups() if year)) > 1
