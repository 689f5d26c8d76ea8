from __future__ import annotations

import datetime as dt
import threading
import time
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from lxml import etree

from gateway.onec.accounts import add_account, bind_contracts, change_settings
from gateway.store.engine import open_engine
from gateway.store.migrations import upgrade
from gateway.store.tables import catalogue, dealers, exchange
from gateway.store.tables import orders as tables
from tests.gateway.onec.onec import (
    LOGIN,
    PASSWORD,
    Base,
    Failed,
    Onec,
    offers_xml,
    reply_xml,
    rests,
)
from tests.gateway.onec.order_rules import faults
from tests.gateway.orders.supplier import Supplier, fill, want


@pytest.fixture
def shop(tmp_path: Path):
    """A supplier whose dealer can order, and whose 1C knows the password."""
    engine = open_engine(tmp_path / "data")
    upgrade(engine)
    made = Supplier(engine, now=dt.datetime.now(tz=dt.UTC))
    fill(made)
    password = PasswordHasher().hash(PASSWORD)
    made.change(exchange.onec_accounts, {"id": 1}, login=LOGIN, password_hash=password)
    yield made
    engine.dispose()


@pytest.fixture
def base(shop: Supplier, tmp_path: Path) -> Base:
    return Base(shop.engine, tmp_path, 1)


def order(shop: Supplier, quantity: int = 2) -> str:
    """Place an order and return its number."""
    body = shop.body(want(1, "p-1", str(quantity), "100"), total=str(quantity * 100))
    assert shop.place(body).status == 201
    return shop.rows(tables.order_parts)[-1].number


def part(shop: Supplier, number: str):
    return shop.row(tables.order_parts, number=number)


def numbers(body: bytes) -> list[str]:
    assert faults(body, bas=True) == []
    return [one.text or "" for one in etree.fromstring(body).findall("Документ/Номер")]


def test_query_gives_waiting_parts_and_success_hands_them_over(shop: Supplier, onec: Onec):
    first, second = order(shop), order(shop)
    assert numbers(onec.query()) == [first, second]
    assert part(shop, first).state == "accepted"
    assert onec.call("success").text == "success"
    assert (part(shop, first).state, part(shop, second).queue) == ("handed_over", "done")
    assert numbers(onec.query()) == []


def test_without_success_the_next_query_gives_half(shop: Supplier, onec: Onec):
    """One order that 1C cannot load must not hold all others up for ever."""
    made = [order(shop, 1) for _ in range(4)]
    assert numbers(onec.query()) == made
    assert numbers(onec.query()) == made[:2]
    assert numbers(onec.query()) == made[:1]
    onec.call("success")
    assert numbers(onec.query()) == made[1:]


def test_a_part_refused_alone_twice_is_set_aside_and_told(shop: Supplier, base: Base, onec: Onec):
    bad = order(shop)
    assert numbers(onec.query()) == [bad]
    assert numbers(onec.query()) == [bad]
    after = order(shop)
    assert numbers(onec.query()) == [after]
    assert part(shop, bad).queue == "stuck"
    assert bad in base.log("part_refused")[0]


def test_success_confirms_only_what_this_cookie_was_given(shop: Supplier, onec: Onec, door: str):
    first = order(shop)
    assert numbers(onec.query()) == [first]
    second = order(shop)
    other = Onec(door)
    other.begin("sale")
    assert other.call("success").text == "success"
    other.close()
    assert part(shop, first).queue == "given"
    onec.call("success")
    assert (part(shop, first).queue, part(shop, second).queue) == ("done", "waiting")


def test_only_parts_bound_to_the_account_are_given(shop: Supplier, onec: Onec):
    mine = order(shop)
    add_account(shop.engine, "друга", "таємниця 2", "generic", contracts=["c-other"])
    onec.begin("sale", "друга", "таємниця 2")
    assert numbers(onec.call("query").content) == []
    assert numbers(onec.query()) == [mine]


def test_one_cart_under_two_contracts_lands_in_two_accounts(shop: Supplier, onec: Onec):
    """1C has one agreement for each exchange node: each login gets the orders of its contract."""
    first = dict(shop.row(dealers.contracts, guid="c-1")._mapping)
    shop.write(dealers.contracts, **first | {"id": 2, "guid": "c-2", "kind": "deferral"})
    shop.change(exchange.onec_accounts, {"id": 1}, every_contract=False)
    bind_contracts(shop.engine, 1, ["c-1"])
    add_account(shop.engine, "друга", "таємниця 2", "generic", contracts=["c-2"])
    cart = want(1, "p-1", "2", "100")
    for contract in ("c-1", "c-2"):
        assert shop.place(shop.body(cart, total="200", contract=contract)).status == 201
    mine, others = [row.number for row in shop.rows(tables.order_parts)]
    assert numbers(onec.query()) == [mine]
    onec.call("success")
    onec.begin("sale", "друга", "таємниця 2")
    body = onec.call("query").content
    assert [one.text for one in etree.fromstring(body).findall("Документ/Номер")] == [others]
    onec.call("success")
    owners = [(row.account_id, row.queue) for row in shop.rows(tables.order_parts)]
    assert owners == [(1, "done"), (2, "done")]


def test_a_held_query_answers_the_moment_an_order_is_placed(shop: Supplier, onec: Onec):
    change_settings(shop.engine, 1, held_query_s=30)
    answers: list[bytes] = []
    thread = threading.Thread(target=lambda: answers.append(onec.query()))
    thread.start()
    time.sleep(1.0)
    assert not answers
    number = order(shop)
    thread.join(20)
    assert numbers(answers[0]) == [number]


def test_a_held_query_ends_empty_when_its_time_is_up(shop: Supplier, onec: Onec):
    change_settings(shop.engine, 1, held_query_s=1)
    assert numbers(onec.query()) == []


def test_nothing_is_given_to_a_connection_that_is_gone(shop: Supplier, onec: Onec, door: str):
    """An order lost on the way would look refused by 1C, and twice would set it aside."""
    change_settings(shop.engine, 1, held_query_s=20)
    impatient = Onec(door)
    impatient.begin("sale")
    impatient.client.timeout = 0.5
    with pytest.raises(Exception, match="timed out"):
        impatient.call("query")
    impatient.close()
    number = order(shop)
    time.sleep(3)
    assert (part(shop, number).queue, part(shop, number).refusals) == ("waiting", 0)
    assert numbers(onec.query()) == [number]


RUSSIAN = {
    "Номер по 1С": "НФ00-000007",
    "Дата по 1С": "2026-03-05T10:00:00",
    "ПометкаУдаления": "false",
    "Проведен": "true",
    "Статус заказа": "К обеспечению",
}
UKRAINIAN = {
    "Номер за 1С": "НФ00-000007",
    "Дата за 1С": "2026-03-05T10:00:00",
    "ПометкаУдаления": "false",
    "Проведен": "true",
    "Статус замовлення": "До забезпечення",
}


@pytest.mark.parametrize("words", [RUSSIAN, UKRAINIAN], ids=["russian", "ukrainian"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
@pytest.mark.parametrize("wrap", [False, True])
def test_a_reply_in_any_spelling_wrapper_and_encoding(
    shop: Supplier, onec: Onec, words: dict[str, str], encoding: str, wrap: bool
):
    number = order(shop)
    onec.query()
    onec.call("success")
    onec.reply("orders-1.xml", reply_xml(number, words, encoding=encoding, wrap=wrap))
    row = part(shop, number)
    assert (row.onec_number, row.onec_date) == ("НФ00-000007", "2026-03-05 10:00:00")
    assert (row.onec_posted, row.state, row.onec_guid) == (True, "confirmed", None)


def test_a_reply_in_chunks_is_applied_with_the_last_one(shop: Supplier, onec: Onec):
    number = order(shop)
    body = reply_xml(number, RUSSIAN, "<Ид>bd72d8f9-55bc-11d9-848a-00112f43529a</Ид>")
    onec.begin("sale")
    onec.upload("orders.xml", body, step=50)
    assert part(shop, number).onec_guid == "bd72d8f9-55bc-11d9-848a-00112f43529a"
    onec.load("orders.xml")


def test_corrected_lines_and_an_empty_payment(shop: Supplier, onec: Onec):
    """U calls orders without movements paid and shipped, with number 0 and a year-1 date."""
    number = order(shop, 5)
    lines = (
        "<Сумма>300</Сумма><Товары><Товар><Ид>p-1</Ид><ЦенаЗаЕдиницу>100</ЦенаЗаЕдиницу>"
        "<Количество>3</Количество><Сумма>300</Сумма></Товар></Товары>"
    )
    empty = {
        "Номер оплаты по 1С": "0",
        "Дата оплаты по 1С": "0001-01-01T00:00:00",
        "Номер отгрузки по 1С": "0",
        "Дата отгрузки по 1С": "0001-01-01T00:00:00",
    }
    onec.reply("orders.xml", reply_xml(number, RUSSIAN | empty, lines))
    (line,) = shop.rows(tables.order_lines)
    assert line.quantity_now_milli == 3_000
    assert shop.rows(tables.orders)[0].payment != "paid"
    assert part(shop, number).state == "confirmed"


def test_shipment_and_cancellation(shop: Supplier, onec: Onec):
    shipped, cancelled = order(shop), order(shop)
    sent = {"Номер відвантаження за 1С": "77", "Дата відвантаження за 1С": "2026-03-06"}
    onec.reply("orders.xml", reply_xml(shipped, UKRAINIAN | sent))
    onec.reply("orders.xml", reply_xml(cancelled, RUSSIAN | {"Отменен": "true"}))
    assert part(shop, shipped).state == "shipped"
    assert part(shop, cancelled).state == "cancelled_by_supplier"


def test_a_reply_about_a_strange_number_is_told(base: Base, onec: Onec):
    onec.reply("orders.xml", reply_xml("555", RUSSIAN))
    assert "555" in base.log("reply_unknown")[0]


def test_a_broken_reply_changes_nothing(shop: Supplier, onec: Onec):
    number = order(shop)
    onec.begin("sale")
    onec.upload("orders.xml", reply_xml(number, RUSSIAN)[:-40])
    with pytest.raises(Failed, match="рядок"):
        onec.load("orders.xml")
    assert part(shop, number).onec_number is None


def test_a_hold_ends_only_after_stock_from_an_exchange_that_began_later(shop: Supplier, onec: Onec):
    """1C's figure may still have the goods in it: ending earlier would sell them twice."""
    change_settings(shop.engine, 1, reserves_when="posted")
    number = order(shop, 4)
    rest = "<Предложение><Ид>p-1</Ид>" + rests(w_1="{}") + "</Предложение>"
    onec.begin("catalog")
    earlier = dict(onec.client.cookies)
    onec.reply("orders.xml", reply_xml(number, RUSSIAN))
    onec.client.cookies.clear()
    onec.client.cookies.update(earlier)
    onec.kind = "catalog"
    onec.upload("rests.xml", offers_xml([rest.format(100)]))
    onec.load("rests.xml")
    assert shop.free(1, 1) == 96_000
    # The same figure again, from an exchange that began after the reply.
    onec.send("rests.xml", offers_xml([rest.format(100)]))
    assert shop.free(1, 1) == 100_000
    assert shop.row(catalogue.stock, product_id=1, warehouse_id=1).held_milli == 0
