"""Orders on their way: nothing waits for an order whose fate is unknown, nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.delivery import DeliveryChoice
from app.domain.errors import StorageFailed
from app.services.checkout import Checkout
from app.services.outbox import Outbox
from app.storage.journal.opening import open_journal
from app.storage.journal.store import Journal
from app.ui.live.sending import Sending
from tests.fakes.drafts import draft, line
from tests.fakes.ordering import FakeOrdering
from tests.fakes.terms import profile

if TYPE_CHECKING:
    from app.storage.journal import outbox as rows

PICKUP = DeliveryChoice(method="pickup", kind="pickup", place="warehouse", warehouses=("w-kyiv",))


@pytest.fixture
def gateway() -> FakeOrdering:
    return FakeOrdering()


@pytest.fixture
def journal(tasks, tmp_path: Path) -> Iterator[Journal]:
    open_journal(tmp_path / "journal.db")
    journal = Journal(tmp_path / "journal.db")
    yield journal
    assert tasks.shutdown(10)
    journal.close()


@pytest.fixture
def freeze(journal, gateway) -> Callable[..., rows.OutboxEntry]:
    """Freeze an order of one line and put it into the outbox without sending it."""
    contract = profile().first_contract()
    checkout = Checkout(journal, gateway)

    def make(product: str = "p-1") -> rows.OutboxEntry:
        cart = draft(line(product))
        shown = {one.id: one.seen_price_e4 for one in cart.lines}
        entry = checkout.freeze(cart, checkout.verify(cart, contract, shown), contract, PICKUP)
        checkout.place(entry, cart)
        return entry

    return make


@pytest.fixture
def sending(tasks, journal, gateway) -> Sending:
    return Sending(tasks, lambda: Outbox(journal, gateway), lambda: Checkout(journal, gateway))


def _states(tmp_path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
        return dict(connection.execute("SELECT key, state FROM outbox").fetchall())


def test_orders_go_one_after_another(sending, freeze, gateway, qtbot, tmp_path) -> None:
    keys = [freeze(product).key for product in ("p-1", "p-2", "p-3")]
    waiting: list[int] = []
    sending.waiting_changed.connect(waiting.append)
    sending.start()
    qtbot.waitUntil(lambda: set(_states(tmp_path).values()) == {"accepted"})
    assert list(gateway.orders) == keys
    qtbot.waitUntil(lambda: waiting[-1] == 0)


def test_later_orders_do_not_wait_for_an_unknown_one(
    sending, freeze, gateway, qtbot, tmp_path
) -> None:
    first, second = freeze("p-1").key, freeze("p-2").key
    gateway.offline = 1
    sending.start()
    qtbot.waitUntil(lambda: _states(tmp_path)[second] == "accepted")
    assert _states(tmp_path)[first] == "unknown"


def test_what_a_crash_left_in_sending_goes_on_as_it_was(
    sending, freeze, gateway, journal, qtbot, tmp_path
) -> None:
    entry = freeze()
    with journal.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'sending', attempts = 1")
    gateway.place(entry.key, entry.body)
    sending.start()
    qtbot.waitUntil(lambda: _states(tmp_path) == {entry.key: "accepted"})
    assert list(gateway.orders) == [entry.key]


def test_nothing_is_sent_before_the_start(sending, freeze, gateway, qtbot) -> None:
    freeze()
    gateway.calls.clear()
    sending.back_online()
    qtbot.wait(100)
    assert gateway.calls == []


def test_back_online_an_unknown_order_is_asked_for_at_once(
    sending, freeze, gateway, qtbot, tmp_path
) -> None:
    entry = freeze()
    gateway.lose_answers = 1
    with qtbot.waitSignal(sending.settled):
        sending.start()
    sending.back_online()
    qtbot.waitUntil(lambda: _states(tmp_path) == {entry.key: "accepted"}, timeout=1_900)


def test_a_locked_credential_store_only_delays_the_order(
    sending, freeze, gateway, qtbot, tmp_path
) -> None:
    entry = freeze()
    gateway.refuse = StorageFailed("credential store is locked")
    with qtbot.waitSignal(sending.settled) as told:
        sending.start()
    assert told.args[0].state == "unknown"
    gateway.refuse = None
    sending.back_online()
    qtbot.waitUntil(lambda: _states(tmp_path) == {entry.key: "accepted"})


def test_a_mistake_of_ours_is_told_and_the_order_is_not_lost(
    sending, freeze, gateway, qtbot, tmp_path
) -> None:
    entry = freeze()
    gateway.refuse = KeyError("a field we forgot")
    with qtbot.captureExceptions() as caught:
        with qtbot.waitSignal(sending.settled):
            sending.start()
        qtbot.waitUntil(lambda: _states(tmp_path) == {entry.key: "unknown"})
    assert [kind for kind, _error, _trace in caught] == [KeyError]
    gateway.refuse = None
    sending.back_online()
    qtbot.waitUntil(lambda: _states(tmp_path) == {entry.key: "accepted"})


def test_the_feed_settles_an_order_whose_answer_was_lost(
    sending, freeze, gateway, qtbot, tmp_path
) -> None:
    entry = freeze()
    gateway.offline = 1
    with qtbot.waitSignal(sending.settled):
        sending.start()
    with qtbot.waitSignal(sending.settled) as told:
        sending.reconcile({entry.key: "000000017"})
    assert (told.args[0].state, told.args[0].number) == ("accepted", "000000017")


def test_an_order_that_is_withdrawn_too_late_is_an_order(
    sending, freeze, gateway, qtbot, tmp_path
) -> None:
    entry = freeze()
    gateway.lose_answers = 1
    with qtbot.waitSignal(sending.settled) as unknown:
        sending.start()
    with qtbot.waitSignal(sending.settled) as told:
        sending.withdraw(unknown.args[0])
    assert told.args[0].state == "accepted"
    assert _states(tmp_path) == {entry.key: "accepted"}
