"""From the button to the thank-you page: one press is one order, whatever the connection does."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.errors import Problem, Rejected, SignInNeeded, StorageFailed
from app.storage.journal import outbox as rows
from app.ui.checkout.order_steps import CART, DELIVERY, INVOICE
from tests.app.ui.cart.conftest import cart_line


def _thank_you(world):
    page = world.pages.thank_you_or_none
    return page if page is not None and world.pages.currentWidget() is page else None


def _states(world) -> list[str]:
    """The states of all orders in the journal, oldest first."""
    with closing(sqlite3.connect(world.folder / "journal.db")) as connection:
        rows_ = connection.execute("SELECT state FROM outbox ORDER BY queued_at").fetchall()
    return [state for (state,) in rows_]


def _given_back(world) -> list[bool]:
    """Whether each order's cart has been given back, as the disk has it."""
    with closing(sqlite3.connect(world.folder / "journal.db")) as connection:
        found = connection.execute("SELECT given_back_at IS NOT NULL FROM outbox_draft").fetchall()
    return [bool(one) for (one,) in found]


def _saved(world, draft_id: str) -> int:
    """How many lines of a draft are on the disk."""
    from app.storage.journal.start import read_start

    drafts = read_start(world.folder / "journal.db").drafts.get("cp", [])
    return next((len(one.lines) for one in drafts if one.id == draft_id), 0)


def test_an_accepted_order_opens_the_thank_you_page_and_empties_the_cart(
    world, draft, gateway, qtbot
) -> None:
    world.pages.open_cart()
    assert world.steps.current == CART
    screen = world.open_checkout(draft)
    assert world.steps.current == DELIVERY
    screen.place()
    qtbot.waitUntil(lambda: _thank_you(world) is not None)
    assert world.steps.current == INVOICE
    page = _thank_you(world)
    assert page._number.text() == "№ 000000017"
    assert len(gateway.orders) == 1
    assert world.drafts.active.lines == ()
    assert _saved(world, draft.id) == 0
    assert _states(world) == ["accepted"]


def test_a_double_click_and_two_keys_are_one_order(world, draft, gateway, qtbot) -> None:
    screen = world.open_checkout(draft)
    button = screen.summary.button
    primary = next(one for one in screen.actions() if one.objectName() == "primary")
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    primary.trigger()
    primary.trigger()
    qtbot.waitUntil(lambda: _thank_you(world) is not None)
    primary.trigger()
    qtbot.wait(100)
    assert len(gateway.orders) == 1
    assert gateway.calls.count("place") == 1
    assert _states(world) == ["accepted"]


def test_a_lost_answer_is_told_and_asked_for_again_without_a_second_order(
    world, draft, gateway, qtbot
) -> None:
    gateway.lose_answers = 1
    screen = world.open_checkout(draft)
    screen.place()
    qtbot.waitUntil(lambda: any(key.startswith("unknown-") for key in world.messages))
    assert not screen.summary.button.isEnabled()
    qtbot.waitUntil(lambda: _thank_you(world) is not None, timeout=10_000)
    assert len(gateway.orders) == 1
    assert gateway.calls.count("place") == 2
    assert not any(key.startswith("unknown-") for key in world.messages)


def test_a_refused_order_gives_its_cart_back_and_says_why(world, draft, gateway, qtbot) -> None:
    gateway.refuse = Rejected((Problem(1, "NotEnough"),))
    world.open_checkout(draft).place()
    qtbot.waitUntil(lambda: len(world.errors) == 1)
    assert [one.code for one in world.errors[0].problems] == ["NotEnough"]
    qtbot.waitUntil(lambda: world.pages.currentWidget() is world.cart)
    assert world.drafts.active.lines == draft.lines
    qtbot.waitUntil(lambda: _saved(world, draft.id) == 2)
    assert world.pages.checkout.summary.button.isEnabled()


def test_a_line_added_after_the_check_is_never_lost(world, draft, gateway, qtbot) -> None:
    """The cart was checked, then changed elsewhere: it is checked again instead of placed."""
    screen = world.open_checkout(draft)
    changed = world.fill(*draft.lines, cart_line(world, 3, 4_000))
    screen.place()
    qtbot.wait(50)
    assert world.rechecked == [changed]
    assert _states(world) == []
    assert screen.summary.button.isEnabled()


def test_a_contract_switched_after_the_check_is_checked_again(world, draft, qtbot) -> None:
    screen = world.open_checkout(draft)
    world.terms.choose("c-2")
    screen.place()
    qtbot.wait(50)
    assert world.rechecked == [draft]
    assert _states(world) == []


def test_killed_before_the_answer_the_order_settles_after_the_restart(
    start, gateway, qtbot
) -> None:
    world = start(go=False)
    draft = world.fill(cart_line(world, 1, 8_000))
    qtbot.waitUntil(lambda: not world.drafts.unsaved)
    contract = world.terms.contract
    check = world.checkout.verify(draft, contract, {x.id: x.seen_price_e4 for x in draft.lines})
    screen = world.open_checkout(draft)
    entry = world.checkout.freeze(draft, check, contract, screen.form.choice())
    world.checkout.place(entry, draft)
    taken = world.outbox.take(dt.datetime.now(tz=dt.UTC))
    gateway.place(taken.key, taken.body)  # it arrived, and the program died
    qtbot.waitUntil(lambda: not world.drafts.unsaved)

    again = start()
    qtbot.waitUntil(lambda: _states(again) == ["accepted"])
    assert list(gateway.orders) == [entry.key]
    qtbot.waitUntil(lambda: f"accepted-{entry.key}" in again.messages)
    again.flow.show_order(entry.key)
    assert _thank_you(again)._number.text() == "№ 000000017"


def test_without_connection_the_order_waits_and_is_checked_before_it_goes(
    world, draft, gateway, qtbot
) -> None:
    qtbot.waitUntil(lambda: not world.cart.valuation.pending)
    gateway.offline = 1_000
    screen = world.open_offline(draft)
    screen.summary.show_queued(queued=True)
    screen.place()
    qtbot.waitUntil(lambda: any(key.startswith("unknown-") for key in world.messages))
    (message,) = world.messages.values()
    assert message.title == "The order waits for the connection."
    assert world.pages.currentWidget() is world.cart
    assert not gateway.orders
    gateway.offline = 0
    gateway.calls.clear()
    world.sending.back_online()
    qtbot.waitUntil(lambda: len(gateway.orders) == 1)
    assert gateway.calls == ["order", "quote", "place"]
    qtbot.waitUntil(lambda: any(key.startswith("accepted-") for key in world.messages))
    assert not any(key.startswith("unknown-") for key in world.messages)


def _queue_offline(world, draft, gateway, qtbot) -> None:
    qtbot.waitUntil(lambda: not world.cart.valuation.pending)
    gateway.offline = 1_000
    world.open_offline(draft).place()
    qtbot.waitUntil(lambda: any(key.startswith("unknown-") for key in world.messages))
    gateway.prices = {draft.lines[0].product: Decimal("180.00")}


def test_a_queued_order_whose_prices_changed_comes_back_as_a_cart_once(
    start, gateway, qtbot
) -> None:
    world = start()
    draft = world.fill(cart_line(world, 1, 8_000))
    _queue_offline(world, draft, gateway, qtbot)
    gateway.offline = 0
    world.sending.back_online()
    qtbot.waitUntil(lambda: _states(world) == ["withdrawn"])
    qtbot.waitUntil(lambda: world.drafts.active.lines == draft.lines)
    assert any(key.startswith("changed-") for key in world.messages)
    assert not gateway.orders
    qtbot.waitUntil(lambda: _saved(world, draft.id) == 1)

    again = start()
    again.sending.back_online()
    qtbot.wait(300)
    assert [len(one.lines) for one in again.drafts.all] == [1]


def test_a_changed_order_cut_off_before_it_was_taken_back_is_not_forgotten(
    start, gateway, qtbot
) -> None:
    """The gateway told the change and was gone; the program ended; the cart still comes back."""
    world = start(go=False)
    draft = world.fill(cart_line(world, 1, 8_000))
    qtbot.waitUntil(lambda: not world.drafts.unsaved)
    contract = world.terms.contract
    qtbot.waitUntil(lambda: not world.cart.valuation.pending)
    appraisal = world.cart.valuation.appraise(draft, contract)
    check = world.checkout.local(draft, contract, appraisal, dt.datetime.now(tz=dt.UTC))
    choice = world.open_offline(draft).form.choice()
    entry = world.checkout.freeze(draft, check, contract, choice)
    world.checkout.place(entry, draft)
    world.outbox.take(dt.datetime.now(tz=dt.UTC))
    rows.record(world.journal, entry.key, "needs_review")
    qtbot.waitUntil(lambda: not world.drafts.unsaved)

    gateway.offline = 1
    again = start()
    qtbot.waitUntil(lambda: "void" in gateway.calls)
    qtbot.wait(100)
    assert _states(again) == ["needs_review"]
    again.sending.back_online()
    qtbot.waitUntil(lambda: _states(again) == ["withdrawn"])
    qtbot.waitUntil(lambda: sum(len(one.lines) for one in again.drafts.all) == 1)


def test_a_refusal_that_nobody_saw_gives_the_cart_back_at_the_next_start(
    start, gateway, qtbot
) -> None:
    world = start(go=False)
    draft = world.fill(cart_line(world, 1, 8_000))
    qtbot.waitUntil(lambda: not world.drafts.unsaved)
    screen = world.open_checkout(draft)
    _, check, contract = screen._order
    entry = world.checkout.freeze(draft, check, contract, screen.form.choice())
    world.checkout.place(entry, draft)
    world.outbox.take(dt.datetime.now(tz=dt.UTC))
    rows.record(world.journal, entry.key, "rejected")
    qtbot.waitUntil(lambda: not world.drafts.unsaved)
    world.drafts.placed(draft.id)

    again = start()
    qtbot.waitUntil(lambda: again.drafts.active.lines == draft.lines)
    qtbot.waitUntil(lambda: _given_back(again) == [True])
    third = start()
    qtbot.wait(200)
    assert sum(len(one.lines) for one in third.drafts.all) == 1


def test_a_returned_cart_never_covers_a_new_one(world, draft, gateway, qtbot) -> None:
    gateway.lose_answers = 1
    world.open_checkout(draft).place()
    qtbot.waitUntil(lambda: any(key.startswith("unknown-") for key in world.messages))
    new = world.fill(cart_line(world, 5, 4_000))
    gateway.orders.clear()
    gateway.refuse = Rejected((Problem(None, "LimitExceeded"),))
    world.sending.back_online()
    qtbot.waitUntil(lambda: len(world.drafts.all) == 2)
    assert world.drafts.get(new.id).lines == new.lines
    assert world.drafts.active.lines == draft.lines
    assert world.drafts.active.id != new.id


def test_the_feed_alone_brings_the_thank_you_page(world, draft, gateway, qtbot) -> None:
    """The answer was lost, but the order came with the orders feed."""
    gateway.lose_answers = 1
    world.open_checkout(draft).place()
    qtbot.waitUntil(lambda: any(key.startswith("unknown-") for key in world.messages))
    (answer,) = gateway.orders.values()
    world.flow._take_orders([answer.order.model_dump(mode="json")])
    qtbot.waitUntil(lambda: _thank_you(world) is not None)
    assert _states(world) == ["accepted"]


def test_an_ended_session_keeps_the_order_until_the_user_signs_in(
    world, draft, gateway, qtbot
) -> None:
    screen = world.open_checkout(draft)
    gateway.refuse = SignInNeeded()
    screen.place()
    qtbot.waitUntil(lambda: any(key.startswith("blocked-") for key in world.messages))
    assert _states(world) == ["blocked"]
    gateway.refuse = None
    world.sending.signed_in()
    qtbot.waitUntil(lambda: len(gateway.orders) == 1)
    qtbot.waitUntil(lambda: any(key.startswith("accepted-") for key in world.messages))
    assert not any(key.startswith("blocked-") for key in world.messages)


def test_an_order_blocked_yesterday_goes_on_after_todays_sign_in(start, gateway, qtbot) -> None:
    world = start()
    draft = world.fill(cart_line(world, 1, 8_000))
    screen = world.open_checkout(draft)
    gateway.refuse = SignInNeeded()
    screen.place()
    qtbot.waitUntil(lambda: _states(world) == ["blocked"])
    gateway.refuse = None
    again = start()
    qtbot.waitUntil(lambda: _states(again) == ["accepted"])


def test_a_journal_that_refuses_leaves_the_cart_as_it_was(world, draft, qtbot, monkeypatch) -> None:
    def refuse(_entry, _draft) -> None:
        raise StorageFailed("disk full")

    monkeypatch.setattr(world.checkout, "place", refuse)
    screen = world.open_checkout(draft)
    screen.place()
    qtbot.waitUntil(lambda: len(world.errors) == 1)
    assert isinstance(world.errors[0], StorageFailed)
    assert world.drafts.active == draft
    assert screen.summary.button.isEnabled()


def test_a_slow_answer_lets_the_user_go_on(world, draft, gateway, qtbot) -> None:
    gateway.lose_answers = 1
    world.open_checkout(draft).place()
    qtbot.waitUntil(lambda: any(key.startswith("unknown-") for key in world.messages))
    world.flow._slow.setInterval(0)
    world.flow._slow.start()
    qtbot.waitUntil(lambda: world.pages.currentWidget() is world.cart)
    qtbot.waitUntil(
        lambda: any(key.startswith("accepted-") for key in world.messages), timeout=10_000
    )
    assert world.pages.currentWidget() is world.cart


def test_a_changed_draft_name_is_the_orders_title(world, draft, gateway, qtbot) -> None:
    named = replace(draft, name="<b>Лісова</b>, 12")
    world.drafts.change(named)
    world.open_checkout(named).place()
    qtbot.waitUntil(lambda: _thank_you(world) is not None)
    with closing(sqlite3.connect(world.folder / "journal.db")) as connection:
        titles = connection.execute("SELECT title FROM outbox").fetchall()
    assert titles == [("<b>Лісова</b>, 12",)]


@pytest.mark.parametrize("code", ["key_reused", "key_void"])
def test_a_key_that_can_never_become_an_order_gives_the_cart_back(
    world, draft, gateway, qtbot, code
) -> None:
    from app.domain.errors import ProtocolBroken

    gateway.refuse = ProtocolBroken(code=code)
    world.open_checkout(draft).place()
    qtbot.waitUntil(lambda: world.pages.currentWidget() is world.cart)
    assert world.drafts.active.lines == draft.lines
