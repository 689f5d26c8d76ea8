"""GET /changes: clients wake in time, and nobody waits who must not."""

from __future__ import annotations

import concurrent.futures
import threading
import time

import pytest

from contract.changes import Changes
from gateway.services import accounts
from gateway.store.engine import writing
from gateway.store.meta import write_text
from gateway.store.tables import catalogue, exchange
from tests.gateway.server import Api, RunningGateway, refusal
from tests.gateway.world import AT


@pytest.fixture
def server(two_dealers: RunningGateway) -> RunningGateway:
    return two_dealers


@pytest.fixture
def olena(server: RunningGateway) -> Api:
    return server.sign_up("olena", "d-1")


@pytest.fixture
def pool():
    with concurrent.futures.ThreadPoolExecutor(8) as made:
        yield made


def ask(api: Api, since: int, wait: float = 20, epoch: str | None = None):
    epoch = epoch or api.profile()["epoch"]
    return api.get("/changes", epoch=epoch, since=since, wait=wait)


def now(api: Api) -> int:
    return ask(api, 0, wait=0).json()["seq"]


def held(server: RunningGateway) -> None:
    """Wait until a call is held by the gateway."""
    for _ in range(200):
        if server.gateway.notifier._futures:
            return
        threading.Event().wait(0.02)
    raise AssertionError("no call is held")


def test_what_has_changed_is_told_at_once(server, olena):
    server.world.change(catalogue.stock, {"product_id": 1}, held_milli=1)
    answer = Changes.model_validate(ask(olena, 0).json())
    assert {"products", "prices", "stock", "groups", "profile"} <= set(answer.kinds)
    assert "ledger" not in answer.kinds
    seq = answer.seq
    server.world.change(catalogue.stock, {"product_id": 1}, held_milli=2)
    assert ask(olena, seq).json()["kinds"] == ["stock"]


def test_a_held_call_ends_as_soon_as_something_is_committed(server, olena, pool):
    waiting = pool.submit(ask, olena, now(olena))
    held(server)
    server.world.order(1, dealer=1, contract=1)
    answer = waiting.result(10).json()
    assert answer["kinds"] == ["orders"]
    assert answer["seq"] == server.gateway.notifier.seq


def test_a_write_of_another_process_wakes_held_calls_too(server, olena, pool):
    import subprocess
    import sys

    waiting = pool.submit(ask, olena, now(olena))
    held(server)
    written = (
        "import sys; from gateway.store.engine import open_engine; "
        "from tests.gateway.world import World; e = open_engine(sys.argv[1]); "
        "World(e).products(1, 77); e.dispose()"
    )
    subprocess.run([sys.executable, "-c", written, str(server.settings.data)], check=True)
    assert waiting.result(20).json()["kinds"] == ["products"]


def test_an_order_of_another_dealer_wakes_nobody(server, olena, pool):
    waiting = pool.submit(ask, olena, now(olena), wait=2)
    held(server)
    server.world.order(2, dealer=2, contract=2)
    answer = waiting.result(10).json()
    assert answer["kinds"] == []
    assert answer["seq"] == server.gateway.notifier.seq


def test_an_empty_wait_ends_with_true_ages(server, olena):
    server.world.write(
        exchange.onec_accounts,
        {"id": 1, "login": "main", "password_hash": "x", "dialect": "bas", "last_seen_at": AT},
    )
    server.world.write(exchange.exchange_facts, {"account_id": 1, "kind": "stock", "as_of": AT})
    answer = ask(olena, now(olena), wait=0.1).json()
    assert answer["kinds"] == []
    assert answer["as_of"]["stock"].startswith("2026-11-24T09:00:00")
    assert answer["onec"]["last_seen"].startswith("2026-11-24T09:00:00")


@pytest.mark.parametrize(
    ("minutes", "state"), [(0, "ok"), (14, "ok"), (16, "late"), (39, "late"), (41, "silent")]
)
def test_1c_is_late_and_then_silent_by_what_was_expected_of_it(server, olena, minutes, state):
    with writing(server.engine) as connection:
        write_text(connection, "expected_every_s", '{"stock":600,"prices":86400}')
    server.world.write(
        exchange.onec_accounts,
        {
            "id": 1,
            "login": "main",
            "password_hash": "x",
            "dialect": "bas",
            "last_seen_at": server.clock(),
        },
    )
    server.clock.advance(minutes=minutes)
    api = server.with_session(server.sign_in("olena").json())
    assert ask(api, 0, wait=0).json()["onec"]["state"] == state


def test_a_grant_tells_the_profile_and_the_catalogue(server, olena):
    seq = now(olena)
    server.world.grant(1, 5)
    kinds = ask(olena, seq).json()["kinds"]
    assert {"profile", "groups", "products", "prices", "stock"} <= set(kinds)
    assert "finance" not in kinds
    cashier = server.sign_up("cashier", "d-1", rights="see_finance")
    assert "finance" in ask(cashier, 0).json()["kinds"]
    assert "prices" not in ask(cashier, 0).json()["kinds"]


def test_a_newer_call_of_a_device_ends_the_older_one(server, olena, pool):
    seq, epoch = now(olena), olena.profile()["epoch"]
    older = pool.submit(ask, olena, seq, epoch=epoch)
    held(server)
    newer = pool.submit(ask, olena, seq, wait=3, epoch=epoch)
    assert older.result(10).json()["kinds"] == []
    assert not newer.done()
    assert newer.result(10).json()["kinds"] == []


def test_a_user_who_is_blocked_while_he_waits_is_told_at_once(server, olena, pool):
    waiting = pool.submit(ask, olena, now(olena))
    held(server)
    accounts.set_blocked(server.engine, "olena", blocked=True, reason="Борг")
    assert refusal(waiting.result(10)) == (403, "access_withdrawn")


def test_a_dealer_who_is_blocked_ends_the_waits_of_his_users(server, olena, pool):
    waiting = pool.submit(ask, olena, now(olena))
    held(server)
    server.world.change_dealer(1, blocked=True)
    assert refusal(waiting.result(10)) == (403, "access_withdrawn")


def test_at_most_one_answer_a_second_for_a_device(server, olena):
    epoch = olena.profile()["epoch"]
    ask(olena, 0, epoch=epoch)
    began = time.monotonic()
    for _ in range(2):
        assert ask(olena, 0, epoch=epoch).json()["kinds"]
    assert time.monotonic() - began >= 1.9, "the gateway answered faster than it promises"


def test_held_calls_hold_no_connection_of_the_database(server, olena, pool):
    petro = server.sign_up("petro", "d-2", device="device-0002")
    calls = [pool.submit(ask, api, now(api), wait=5) for api in (olena, petro)]
    for _ in range(200):
        if len(server.gateway.notifier._futures) == 2:
            break
        threading.Event().wait(0.02)
    for _ in range(200):
        if server.engine.pool.checkedout() == 0:
            break
        threading.Event().wait(0.02)
    assert server.engine.pool.checkedout() == 0
    server.world.products(1, 99)
    assert [call.result(10).json()["kinds"] for call in calls] == [["products"]] * 2


def test_numbers_of_the_future_and_other_epochs_begin_anew(server, olena):
    epoch = olena.profile()["epoch"]
    assert refusal(ask(olena, now(olena) + 1, epoch=epoch)) == (409, "epoch_changed")
    assert refusal(ask(olena, 0, epoch="other")) == (409, "epoch_changed")


def test_a_gateway_that_stops_ends_held_calls_first(server, olena, pool):
    waiting = pool.submit(ask, olena, now(olena), wait=50)
    held(server)
    server._listener.should_exit = True
    answer = waiting.result(20)
    assert answer.status_code == 200
    assert answer.json()["kinds"] == []
