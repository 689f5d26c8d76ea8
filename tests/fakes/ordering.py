"""The gateway's ordering calls in memory: exactly once by key, with faults to switch on."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from uuid import UUID, uuid4

from app.domain.errors import Offline, ProtocolBroken, Rejected
from contract.orders import NewOrder, NewOrderLine, Order, OrderAnswer, OrderLine, OrderPart
from contract.quotes import Quote, QuotedLine, QuoteRequest


class FakeOrdering:
    """Takes orders like the gateway; `lose_answers` and `offline` are counted down."""

    def __init__(self) -> None:
        self.orders: dict[str, OrderAnswer] = {}
        self.bodies: dict[str, str] = {}
        self.voided: set[str] = set()
        self.lose_answers = 0
        self.offline = 0
        self.refuse: Rejected | None = None
        self.prices: dict[str, Decimal] = {}
        self.calls: list[str] = []
        self.asked: list[QuoteRequest] = []

    def quote(self, request: QuoteRequest) -> Quote:
        self.calls.append("quote")
        self.asked.append(request)
        self._reach()
        lines = []
        total = Decimal(0)
        for line in request.lines:
            price = self.prices.get(line.product, line.seen_price)
            sum_ = (price or Decimal(0)) * line.quantity
            total += sum_
            problems = [] if price == line.seen_price else [_price_changed(line.n, price)]
            lines.append(
                QuotedLine(
                    n=line.n,
                    price=price,
                    free=Decimal(100),
                    sum=sum_,
                    vat=Decimal(0),
                    problems=problems,
                )
            )
        now = dt.datetime.now(tz=dt.UTC)
        return Quote(
            quote=uuid4().hex,
            as_of=now,
            currency="UAH",
            lines=lines,
            parts=[],
            total=total,
            vat=Decimal(0),
            valid_until=now + dt.timedelta(minutes=15),
        )

    def place(self, key: str, body: bytes) -> OrderAnswer:
        self.calls.append("place")
        self._reach()
        if self.refuse is not None:
            raise self.refuse
        if key in self.voided:
            raise ProtocolBroken("void", code="key_void")
        digest = hashlib.sha256(body).hexdigest()
        if self.bodies.setdefault(key, digest) != digest:
            raise ProtocolBroken("other body", code="key_reused")
        if key not in self.orders:
            self.orders[key] = _accepted(key, NewOrder.model_validate_json(body))
        if self.lose_answers:
            self.lose_answers -= 1
            raise Offline("answer lost")
        return self.orders[key]

    def order(self, key: str) -> OrderAnswer | None:
        self.calls.append("order")
        self._reach()
        if key in self.voided:
            return OrderAnswer(status="void")
        return self.orders.get(key)

    def void(self, key: str) -> OrderAnswer:
        self.calls.append("void")
        self._reach()
        if key in self.orders:
            return self.orders[key]
        self.voided.add(key)
        return OrderAnswer(status="void")

    def _reach(self) -> None:
        if self.offline:
            self.offline -= 1
            raise Offline("no route")


def _price_changed(n: int, price: Decimal | None) -> dict[str, object]:
    return {"n": n, "code": "PriceChanged", "severity": "error", "price_now": price}


def _accepted(key: str, order: NewOrder) -> OrderAnswer:
    now = dt.datetime.now(tz=dt.UTC)
    return OrderAnswer(
        status="order",
        order=Order(
            id=1,
            key=UUID(key),
            number="000000017",
            placed_at=now,
            counterparty=order.counterparty,
            contract=order.contract,
            currency="UAH",
            total=order.total,
            vat=Decimal(0),
            state="accepted",
            state_at=now,
            lines=[_line(line) for line in order.lines],
            parts=[
                OrderPart(
                    number="000000017",
                    warehouse=warehouse,
                    organisation="org",
                    vat="included",
                    lines=[line.n for line in order.lines if line.warehouse == warehouse],
                    sum=order.total,
                    state="accepted",
                    held=True,
                )
                for warehouse in sorted({line.warehouse for line in order.lines})
            ],
        ),
    )


def _line(line: NewOrderLine) -> OrderLine:
    return OrderLine(
        **line.model_dump(include={"n", "product", "variant", "article", "name", "unit"}),
        quantity=line.quantity,
        price=line.price,
        sum=line.price * line.quantity,
        vat=Decimal(0),
        warehouse=line.warehouse,
    )
