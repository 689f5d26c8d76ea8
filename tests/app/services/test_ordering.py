"""An order is placed exactly once, whatever happens to the connection."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.delivery import DeliveryChoice
from app.domain.errors import Problem, Rejected
from app.services.checkout import Checkout
from app.services.outbox import Outbox
from app.storage.journal.opening import open_journal
from app.storage.journal.outbox import entry_of
from app.storage.journal.store import Journal
from contract.orders import NewOrder
from tests.fakes.drafts import draft, line
from tests.fakes.ordering import FakeOrdering
from tests.fakes.terms import profile

PICKUP = DeliveryChoice(method="pickup", kind="pickup", place="warehouse", warehouses=("w-kyiv",))


@pytest.fixture
def journal(tmp_path: Path):
    open_journal(tmp_path / "journal.db")
    journal = Journal(tmp_path / "journal.db")
    yield journal
    journal.close()


@pytest.fixture
def gateway() -> FakeOrdering:
    return FakeOrdering()


@pytest.fixture
def contract():
    contract = profile().first_contract()
    assert contract is not None
    return contract


def _place(journal: Journal, gateway: FakeOrdering, contract):
    cart = draft(line(), line("p-2", quantity_milli=5_000, seen_price_e4=320_000))
    checkout = Checkout(journal, gateway)
    shown = {x.id: x.seen_price_e4 for x in cart.lines}
    entry = checkout.freeze(cart, checkout.verify(cart, contract, shown), contract, PICKUP)
    checkout.place(entry, cart)
    return entry


def _round(outbox: Outbox, now: dt.datetime | None = None):
    now = now or dt.datetime.now(tz=dt.UTC)
    entry = outbox.take(now)
    assert entry is not None
    return outbox.settle(outbox.send(entry, now))


def test_an_accepted_order_has_the_gateways_number(journal, gateway, contract) -> None:
    entry = _place(journal, gateway, contract)
    settled = _round(Outbox(journal, gateway))
    assert settled.state == "accepted"
    assert settled.number == "000000017"
    assert list(gateway.orders) == [entry.key]


def test_the_body_says_what_the_user_confirmed(journal, gateway, contract) -> None:
    entry = _place(journal, gateway, contract)
    order = NewOrder.model_validate_json(entry.body)
    assert [(x.product, x.quantity, x.price) for x in order.lines] == [
        ("p-1", Decimal(12), Decimal("171.40")),
        ("p-2", Decimal(5), Decimal(32)),
    ]
    assert order.total == Decimal("2216.80")
    assert order.delivery.parts[0].kind == "pickup"


def test_the_day_waited_for_is_checked_and_ordered(journal, gateway, contract) -> None:
    cart = draft(line(), line(quantity_milli=5_000, backorder_on="2026-12-02"))
    checkout = Checkout(journal, gateway)
    shown = {x.id: x.seen_price_e4 for x in cart.lines}
    entry = checkout.freeze(cart, checkout.verify(cart, contract, shown), contract, PICKUP)
    checkout.place(entry, cart)
    tomorrow = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=1)
    assert _round(Outbox(journal, gateway), tomorrow).state == "accepted"

    day = dt.date(2026, 12, 2)
    order = NewOrder.model_validate_json(entry.body)
    assert [x.backorder and x.backorder.expected_on for x in order.lines] == [None, day]
    assert len(gateway.asked) == 2, "once by the user, once before the old order was sent"
    for request in gateway.asked:
        assert [x.backorder and x.backorder.expected_on for x in request.lines] == [None, day]


def test_a_lost_answer_never_makes_a_second_order(journal, gateway, contract) -> None:
    _place(journal, gateway, contract)
    gateway.lose_answers = 2
    outbox = Outbox(journal, gateway)
    later = dt.datetime.now(tz=dt.UTC)
    states = []
    for _attempt in range(3):
        states.append(_round(outbox, later).state)
        later += dt.timedelta(seconds=20)
    assert states == ["unknown", "unknown", "accepted"]
    assert len(gateway.orders) == 1


def test_an_order_cut_off_while_sending_is_sent_again_as_it_was(journal, gateway, contract) -> None:
    entry = _place(journal, gateway, contract)
    outbox = Outbox(journal, gateway)
    taken = outbox.take(dt.datetime.now(tz=dt.UTC))
    assert taken is not None
    gateway.place(taken.key, taken.body)
    assert outbox.recover() == 1
    assert _round(outbox).state == "accepted"
    assert list(gateway.orders) == [entry.key]


def test_a_refused_order_gives_its_cart_back(journal, gateway, contract) -> None:
    entry = _place(journal, gateway, contract)
    gateway.refuse = Rejected((Problem(1, "NotEnough"),))
    outbox = Outbox(journal, gateway)
    settled = _round(outbox)
    assert settled.state == "rejected"
    assert '"NotEnough"' in (settled.answer or "")
    cart = outbox.draft_of(entry.key)
    assert cart is not None
    assert len(cart.lines) == 2


def test_an_old_order_is_asked_for_and_checked_before_it_is_sent(
    journal, gateway, contract
) -> None:
    _place(journal, gateway, contract)
    gateway.prices = {"p-1": Decimal("180.00")}
    gateway.calls.clear()
    tomorrow = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=1)
    settled = _round(Outbox(journal, gateway), tomorrow)
    assert settled.state == "needs_review"
    assert gateway.calls == ["order", "quote"]
    assert not gateway.orders


def test_an_old_order_that_nothing_changed_for_is_sent(journal, gateway, contract) -> None:
    _place(journal, gateway, contract)
    tomorrow = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=1)
    assert _round(Outbox(journal, gateway), tomorrow).state == "accepted"


def test_an_old_order_that_the_gateway_knows_is_not_sent_again(journal, gateway, contract) -> None:
    entry = _place(journal, gateway, contract)
    gateway.place(entry.key, entry.body)
    gateway.calls.clear()
    tomorrow = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=1)
    assert _round(Outbox(journal, gateway), tomorrow).state == "accepted"
    assert gateway.calls == ["order"]


def test_the_orders_feed_settles_an_unknown_order(journal, gateway, contract) -> None:
    entry = _place(journal, gateway, contract)
    gateway.offline = 1
    outbox = Outbox(journal, gateway)
    assert _round(outbox).state == "unknown"
    assert [x.key for x in outbox.reconcile({entry.key: "000000017"})] == [entry.key]
    assert outbox.open_entries() == []


def test_a_sent_order_is_withdrawn_only_by_the_gateway(journal, gateway, contract) -> None:
    entry = _place(journal, gateway, contract)
    gateway.lose_answers = 1
    outbox = Outbox(journal, gateway)
    unknown = _round(outbox)
    settled = outbox.settle(outbox.withdraw(unknown))
    assert settled.state == "accepted"
    assert entry_of(journal, entry.key) is not None


def test_an_unsent_order_is_withdrawn_here(journal, gateway, contract) -> None:
    entry = _place(journal, gateway, contract)
    outbox = Outbox(journal, gateway)
    gateway.calls.clear()
    assert outbox.settle(outbox.withdraw(entry)).state == "withdrawn"
    assert gateway.calls == []


def test_a_line_without_a_price_cannot_be_frozen(journal, gateway, contract) -> None:
    cart = draft(line(seen_price_e4=None))
    checkout = Checkout(journal, gateway)
    verification = checkout.verify(cart, contract, {cart.lines[0].id: None})
    with pytest.raises(ValueError, match="has no price"):
        checkout.freeze(cart, verification, contract, PICKUP)
