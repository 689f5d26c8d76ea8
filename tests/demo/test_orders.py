"""The imitated 1C reads orders as BAS ERP does: with its habits, its refusals and its traps."""

from __future__ import annotations

import io
import zipfile

import pytest

from demo.base import Base, BaseFiller
from demo.desk import Desk, Manners, e4_of, milli_of
from demo.goods import goods
from demo.orders import Order, OrdersUnreadable, read_orders
from demo.replies import IDEAL, replies
from demo.supplier import warehouse_guid
from tests.demo.bas_order import document, package
from tests.demo.conftest import SEED, Events

KYIV = warehouse_guid(SEED, "kyiv")
FIRST, SECOND = list(goods(SEED, 2))
LINE = (FIRST.guid, FIRST.name, "171", "4")


@pytest.fixture
def desk(tmp_path):
    with BaseFiller(tmp_path / "onec.db") as filler:
        for good in goods(SEED, 10):
            filler.add(good)
    base, events = Base(tmp_path / "onec.db"), Events()
    yield (
        Desk(base, Manners((600, 600)), {KYIV: 0}, {"a": 0}, tmp_path / "pdf", events),
        base,
        events,
    )
    base.close()


def test_an_order_is_read_with_customer_warehouse_lines_and_rate():
    (order,) = read_orders(package(document("100000001", KYIV, [LINE])))
    assert (order.number, order.warehouse, order.edrpou) == ("100000001", KYIV, "00000417")
    (line,) = order.lines
    assert (line.product, line.quantity_milli, line.price_e4) == (FIRST.guid, 4_000, 1_710_000)
    assert (line.sum_kopecks, line.rate) == (68_400, "20")
    assert Order.from_json(order.to_json()) == order


def test_orders_may_come_in_an_archive():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("orders.xml", package(document("1", KYIV, [LINE])))
    assert len(read_orders(stream.getvalue())) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + package(),
        b" " + package(),
        b"",
        b"PK\x03\x04 no archive",
        package()[:-5],
        package(document("1", KYIV, [LINE], contacts="<Контакты/>")),
        package(document("1", KYIV, [LINE], address="")),
        package().replace(
            "<КоммерческаяИнформация ".encode(), '<КоммерческаяИнформация xmlns="u" '.encode()
        ),
        package(document("1", KYIV, [LINE]).replace("<Сумма>684.00", "<Сумма>багато")),
    ],
    ids=["bom", "blank", "empty", "zip", "cut", "contact", "address", "xmlns", "sum"],
)
def test_what_would_raise_an_exception_in_bas_rolls_the_whole_file_back(body):
    with pytest.raises(OrdersUnreadable):
        read_orders(body)


def test_an_answer_without_orders_is_no_error():
    assert read_orders(package()) == []


def test_a_line_without_a_rate_is_without_vat():
    (order,) = read_orders(package(document("1", KYIV, [LINE], rate="")))
    assert order.lines[0].rate == "Без ПДВ"


def test_a_line_whose_tax_has_another_name_keeps_the_rate_of_the_line_before():
    text = document("1", KYIV, [LINE, LINE])
    head, _, tail = text.rpartition("<СтавкаНалога><Наименование>НДС")
    (order,) = read_orders(package(f"{head}<СтавкаНалога><Наименование>VAT{tail}"))
    assert [line.rate for line in order.lines] == ["20", "20"]


def test_a_missing_flag_of_vat_adds_it_on_top(desk):
    office, base, _ = desk
    office.load("a", read_orders(package(document("1", KYIV, [LINE], vat_included=""))))
    (stored,) = base.documents("number = '1'")
    assert Order.from_json(stored.body).live_sum_kopecks() == 82_080


def test_a_refused_order_ends_the_file_and_keeps_the_earlier_ones(desk):
    office, base, events = desk
    orders = read_orders(
        package(
            document("1", KYIV, [LINE]),
            document("2", KYIV, [LINE], operation="Замовлення товару"),
            document("3", KYIV, [LINE]),
        )
    )
    assert office.load("a", orders) is False
    assert [one.number for one in base.documents("1 = 1")] == ["1"]
    assert events.wait("refused")["number"] == "2"


def test_a_number_is_found_again_until_it_is_longer_than_eleven(desk):
    office, base, _ = desk
    for number in ("12345678901", "987654321012"):
        for _ in range(2):
            office.load("a", read_orders(package(document(number, KYIV, [LINE]))))
    assert [one.number for one in base.documents("1 = 1")] == [
        "12345678901", "987654321012", "987654321012",
    ]  # fmt: skip


def test_two_documents_with_one_number_in_one_file_are_both_made(desk):
    office, base, _ = desk
    one = document("5", KYIV, [LINE])
    office.load("a", read_orders(package(one, one)))
    assert len(base.documents("number = '5'")) == 2


def test_an_order_that_waits_is_rewritten_and_a_posted_one_is_left_alone(desk):
    office, base, events = desk
    office.load("a", read_orders(package(document("5", KYIV, [LINE]))))
    office.load("a", read_orders(package(document("5", KYIV, [(*LINE[:3], "8")]))))
    events.wait("rewritten")
    office.post_due(float("inf"))
    office.load("a", read_orders(package(document("5", KYIV, [LINE]))))
    events.wait("skipped")
    (stored,) = base.documents("number = '5'")
    assert Order.from_json(stored.body).lines[0].quantity_milli == 8_000
    assert base.good(FIRST.guid).stock_milli[0] == 472_000


def test_only_posting_takes_stock_and_cancelling_brings_it_back(desk):
    office, base, _ = desk
    office.load("a", read_orders(package(document("5", KYIV, [LINE]))))
    assert base.good(FIRST.guid).stock_milli[0] == 480_000
    office.post_due(float("inf"))
    assert base.good(FIRST.guid).stock_milli[0] == 476_000
    office.cut("5", 1, 1_000)
    assert base.good(FIRST.guid).stock_milli[0] == 479_000
    office.cancel("5")
    assert base.good(FIRST.guid).stock_milli[0] == 480_000


def test_a_cancelled_mark_cancels_what_waits_but_not_what_is_agreed(desk):
    office, base, _ = desk
    office.load("a", read_orders(package(document("5", KYIV, [LINE]))))
    office.load("a", read_orders(package(document("6", KYIV, [LINE]))))
    office.load("a", read_orders(package(document("6", KYIV, [LINE], cancelled="true"))))
    office.post_due(float("inf"))
    office.load("a", read_orders(package(document("5", KYIV, [LINE], cancelled="true"))))
    assert {one.number: one.state for one in base.documents("1 = 1")} == {
        "5": "posted",
        "6": "cancelled",
    }


def test_goods_are_found_by_name_where_the_guid_is_strange_and_else_made(desk):
    office, base, events = desk
    lines = [("no-such", SECOND.name, "10", "1"), ("nor-this", "Невідомий товар", "10", "1")]
    office.load("a", read_orders(package(document("5", KYIV, lines))))
    assert events.wait("other_goods")["name"] == SECOND.name
    assert events.wait("strange_goods")["name"] == "Невідомий товар"
    (stored,) = base.documents("number = '5'")
    assert Order.from_json(stored.body).lines[0].product == SECOND.guid


def test_shipping_and_payment_are_told_with_numbers_of_1c(desk):
    office, base, _ = desk
    office.load("a", read_orders(package(document("5", KYIV, [LINE]))))
    office.post_due(float("inf"))
    office.mark("5", "shipped")
    office.mark("5", "paid")
    text = replies([one for one, _ in base.changed_documents("a")], IDEAL, "2026-11-24T10:00:00")
    assert "<Значение>РН-000004001</Значение>" in text
    assert "<Значение>ПЛ-000004001</Значение>" in text


def test_a_number_that_is_no_file_name_gets_no_invoice(desk, tmp_path):
    office, _, events = desk
    office.load("a", read_orders(package(document("../x", KYIV, [LINE]))))
    office.post_due(float("inf"))
    events.wait("no_invoice")
    assert not list(tmp_path.rglob("*.pdf"))


@pytest.mark.parametrize(
    ("text", "e4"), [("171.40", 1_714_000), ("0.0001", 1), (7, 70_000), ("-1.5", -15_000)]
)
def test_prices_of_commands_are_exact(text, e4):
    assert e4_of(text) == e4
    assert e4_of(None) is None
    assert milli_of("0.125") == 125
