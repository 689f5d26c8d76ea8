"""The imitated 1C against a strict site: goods out, orders in, replies and invoices back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from lxml import etree

from demo.dataset import Plan, write
from demo.goods import goods
from demo.supplier import warehouse_guid
from tests.demo.bas_order import document, package
from tests.demo.conftest import PASSWORDS, SEED
from tests.demo.receiver import Receiver

KYIV = warehouse_guid(SEED, "kyiv")
FIRST = next(iter(goods(SEED, 1)))


def _order(number="100000001", quantity="4", **changes):
    return document(number, KYIV, [(FIRST.guid, FIRST.name, "171", quantity)], **changes)


def _stock_in(text: bytes) -> dict[str, str]:
    root = etree.fromstring(text)
    return {
        offer.findtext("Ид"): next(
            one.get("КоличествоНаСкладе")
            for one in offer.findall("Склад")
            if one.get("ИдСклада") == KYIV
        )
        for offer in root.iter("Предложение")
    }


@pytest.mark.parametrize("zip_files", [False, True])
def test_each_account_sends_its_whole_catalogue_in_chunks_and_asks_until_it_is_loaded(
    run, written, zip_files
):
    with Receiver(PASSWORDS, zip_files=zip_files, file_limit=50_000, progress=3) as site:
        onec, events = run(site.url)
        events.wait("pushed", account="1c-main", kind="full")
        events.wait("pushed", account="1c-poltava", kind="full")
        onec.stop(wait_s=10)
    assert site.largest_chunk <= 50_000
    loaded = [name for login, name in site.imports if login == "1c-main"]
    assert loaded == ["import0_1.xml", "offers0_1.xml"]
    poltava = [name for login, name in site.imports if login == "1c-poltava"]
    assert poltava[-2:] == ["goods0_1.xml", "rests0_1.xml"]
    for login, name, content in site.history:
        assert content == (written / login / name).read_bytes()
    assert site.log.count("1c-main catalog import offers0_1.xml") == 4


def test_each_portion_is_a_cycle_of_its_own_and_only_the_first_is_a_full_one(
    run, data, monkeypatch
):
    monkeypatch.setattr("demo.dataset.PORTION", 100)
    write(data, Plan(products=250, seed=SEED))
    with Receiver(PASSWORDS) as site:
        onec, events = run(site.url)
        assert events.wait("pushed", account="1c-main", kind="full")["portions"] == 3
        onec.stop(wait_s=10)
    flags = {
        name: 'СодержитТолькоИзменения="false"'.encode() in content
        for login, name, content in site.history
        if login == "1c-main" and name.startswith("offers")
    }
    assert flags == {"offers0_1.xml": True, "offers0_2.xml": False, "offers0_3.xml": False}
    steps = [line.split()[2] for line in site.log if line.startswith("1c-main catalog")]
    assert steps[: steps.index("import")].count("checkauth") == 1
    assert steps.count("checkauth") == 3


def test_a_site_that_answers_init_with_more_than_two_lines_gets_nothing(run):
    with Receiver(PASSWORDS, init_lines=4) as site:
        onec, events = run(site.url)
        assert "two lines" in events.wait("failed", what="goods")["reason"]
        onec.stop(wait_s=10)
    assert not site.history


def test_an_order_becomes_a_document_that_the_manager_posts_with_invoice_and_less_stock(run, data):
    with Receiver(PASSWORDS, hold_s=20) as site:
        onec, events = run(site.url)
        events.wait("pushed", account="1c-main", kind="full")
        site.give("1c-main", package(_order()))
        loaded = events.wait("loaded", number="100000001")
        assert loaded["onec_number"] == "ПО-000031877"
        assert loaded["sum_kopecks"] == 68_400
        events.wait("handed_over")
        events.wait("posted", number="100000001")
        events.wait("invoice", number="100000001")
        events.wait("replied", number="100000001", state="posted")
        events.wait("pushed", account="1c-main", kind="changes")
        onec.stop(wait_s=0.5)
    assert (data / "invoices" / "100000001.pdf").read_bytes().startswith(b"%PDF-")
    reply = next(text for _, name, text in site.history if name.startswith("orders-"))
    node = etree.fromstring(reply).find("Документ")
    assert node.findtext("Номер") == "100000001"
    assert node.findtext("Сумма") == "684.00"
    told = {
        one.findtext("Наименование"): one.findtext("Значение")
        for one in node.findall("ЗначенияРеквизитов/ЗначениеРеквизита")
    }
    assert told["Номер по 1С"] == "ПО-000031877"
    assert told["Проведен"] == "true"
    assert "Отменен" not in told
    assert "Статус заказа" not in told
    changes = [text for _, name, text in site.history if name == "offers0_1.xml"][-1]
    assert _stock_in(changes) == {FIRST.guid: "476"}


def test_the_ideal_1c_reserves_and_answers_at_once_with_a_status(run):
    with Receiver(PASSWORDS, hold_s=20) as site:
        onec, events = run(site.url, profile="ideal", delay_s=None)
        events.wait("pushed", account="1c-main", kind="full")
        site.give("1c-main", package(_order()))
        events.wait("replied", number="100000001", state="posted")
        onec.stop(wait_s=0.5)
    reply = next(text for _, name, text in site.history if name.startswith("orders-"))
    assert "Статус заказа" in reply.decode()


def test_an_order_handed_out_again_after_a_lost_success_makes_no_second_document(run):
    with Receiver(PASSWORDS) as site:
        onec, events = run(site.url)
        onec.faults.switch("no_success", times=1)
        site.give("1c-main", package(_order()))
        events.wait("loaded", number="100000001")
        events.wait("handed_over")
        onec.stop(wait_s=10)
    assert [one["event"] for one in events.all].count("loaded") == 1


def test_an_answer_lost_after_query_leaves_the_order_with_the_site(run):
    with Receiver(PASSWORDS) as site:
        site.give("1c-main", package(_order()))
        onec, events = run(site.url)
        events.wait("handed_over")
        onec.faults.switch("drop_after_query", times=1)
        site.give("1c-main", package(_order("100000002")))
        assert "lost" in events.wait("failed", what="orders")["reason"]
        events.wait("loaded", number="100000002")
        onec.stop(wait_s=10)


def test_a_restarted_1c_keeps_its_documents_and_sends_no_second_full_exchange(run):
    with Receiver(PASSWORDS) as site:
        onec, events = run(site.url, delay_s=(600, 600))
        events.wait("pushed", account="1c-main", kind="full")
        events.wait("pushed", account="1c-poltava", kind="full")
        site.give("1c-main", package(_order()))
        events.wait("handed_over")
        onec.stop(wait_s=10)
        site.imports.clear()
        onec, events = run(site.url, delay_s=(600, 600))
        onec.do({"do": "post"})
        assert events.wait("posted")["onec_number"] == "ПО-000031877"
        events.wait("replied", number="100000001")
        events.wait("pushed", account="1c-main", kind="changes")
        onec.stop(wait_s=10)
    assert "import0_1.xml" not in [name for _, name in site.imports]


def test_commands_change_prices_and_stock_and_only_the_changed_goods_are_sent(run):
    with Receiver(PASSWORDS) as site:
        onec, events = run(site.url, interval_s=3600.0)
        events.wait("pushed", account="1c-main", kind="full")
        time.sleep(0.3)
        onec.do({"do": "price", "guid": FIRST.guid, "price_type": "Опт-2", "price": "199.99"})
        onec.do({"do": "stock", "guid": FIRST.guid, "warehouse": "kyiv", "quantity": "7.5"})
        onec.do({"do": "price", "guid": "no-such", "price_type": "Опт-2", "price": "1"})
        onec.do({"do": "push"})
        events.wait("wrong")
        assert events.wait("pushed", account="1c-main", kind="changes")["goods"] == 1
        onec.stop(wait_s=10)
    text = [text for _, name, text in site.history if name == "offers0_1.xml"][-1]
    assert _stock_in(text) == {FIRST.guid: "7.5"}
    assert "<ЦенаЗаЕдиницу>199.99</ЦенаЗаЕдиницу>".encode() in text


def test_a_cut_line_and_a_cancelled_order_are_told_as_bas_tells_them(run):
    with Receiver(PASSWORDS) as site:
        onec, events = run(site.url)
        site.give("1c-main", package(_order(quantity="10")))
        events.wait("replied", number="100000001")
        onec.do({"do": "cut", "number": "100000001", "n": 1, "quantity": "4"})
        events.wait("replied", number="100000001")
        cut = [text for _, name, text in site.history if name.startswith("orders-")][-1]
        onec.do({"do": "cancel", "number": "100000001"})
        events.wait("replied", number="100000001", state="cancelled")
        onec.stop(wait_s=10)
    line = etree.fromstring(cut).find("Документ/Товары/Товар")
    assert (line.findtext("Количество"), line.findtext("Сумма")) == ("4", "684.00")
    last = [text for _, name, text in site.history if name.startswith("orders-")][-1]
    node = etree.fromstring(last).find("Документ")
    assert node.findtext("Сумма") == "0.00"
    assert node.findtext("Товары/Товар/Количество") == "4"
    assert "Отменен" not in last.decode()


@pytest.mark.parametrize("kind", ["cut", "deep", "schema", "price_text"])
def test_a_broken_file_is_sent_on_command_and_the_answer_is_told(run, kind):
    with Receiver(PASSWORDS) as site:
        onec, events = run(site.url, interval_s=3600.0)
        events.wait("pushed", account="1c-main", kind="full")
        onec.do({"do": "break", "kind": kind})
        assert events.wait("broken", kind=kind)["answer"] == "success"
        onec.stop(wait_s=10)
    text = [text for _, name, text in site.history if name == "offers0_1.xml"][-1]
    if kind == "price_text":
        assert "за домовленістю" in etree.fromstring(text).findtext(".//ЦенаЗаЕдиницу")
    elif kind in {"cut", "deep"}:
        with pytest.raises(etree.XMLSyntaxError):
            etree.fromstring(text)


def test_files_of_a_real_1c_are_sent_in_the_order_goods_then_offers(run, data, tmp_path: Path):
    source = tmp_path / "real"
    source.mkdir()
    for name in ("offers0_1.xml", "import0_1.xml"):
        target = "a.xml" if name.startswith("offers") else "b.xml"
        (source / target).write_bytes((data / "1c-main" / name).read_bytes())
    (source / "orders.xml").write_bytes(package(_order()))
    (source / "bad.xml").write_bytes(b"<a><b>")
    with Receiver(PASSWORDS) as site:
        onec, events = run(site.url, onec_data=source)
        events.wait("pushed", account="1c-main", kind="full")
        onec.stop(wait_s=10)
    assert [name for _, name in site.imports] == ["b.xml", "a.xml"]
    assert events.wait("file_skipped", file="orders.xml")["reason"] == "it holds orders"
    assert "not XML" in events.wait("file_skipped", file="bad.xml")["reason"]
