from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from demo.orders import read_orders
from gateway.onec.accounts import AccountSettings
from gateway.onec.commerceml.dialects.bas import BasDialect
from gateway.onec.commerceml.dialects.generic import GenericDialect
from gateway.services.onec_parts import PartCounterparty, PartForOnec, PartLine
from tests.gateway.onec.onec import DATA
from tests.gateway.onec.order_rules import faults

KYIV = ZoneInfo("Europe/Kyiv")
FORMED = dt.datetime(2026, 3, 2, 9, 20, tzinfo=dt.UTC)
DELIVERY = {
    "mode": "one",
    "parts": [
        {
            "warehouses": ["w-9"],
            "method": "pickup",
            "kind": "pickup",
            "recipient": {"name": "Не той", "phone": ""},
        },
        {
            "warehouses": ["w-1"],
            "method": "Нова пошта",
            "kind": "carrier",
            "carrier": "novaposhta",
            "city": {"code": "1", "text": "Львів"},
            "branch": {"code": "7", "text": "Відділення № 7"},
            "recipient": {"name": "Коваль Олена", "phone": "+380671234567"},
            "note": "дзвонити за годину",
        },
    ],
}
LINES = [
    PartLine(
        1, "p-1", "v-1", "ДР-1", "Дриль <ударний> & «міцний» 12″", "шт", "796", 12_000,
        1_050_000, 12_600_000, 20, 2_100_000, None, "",
    ),
    PartLine(
        2, "p-2", None, "", "Кабель ґнучкий їжак", "м", "006", 2_500, 403_333, 1_008_300, 7,
        66_000, dt.date(2026, 3, 20), "бухта",
    ),
]  # fmt: skip
PART = PartForOnec(
    id=1,
    number="100000012",
    order_number="100000011",
    placed_at=dt.datetime(2026, 3, 2, 9, 20, 5, tzinfo=dt.UTC),
    placed_by="Олена",
    counterparty=PartCounterparty(
        "cp-1", "ТОВ «Приклад»", "Товариство «Приклад»", "12345678", "123456712345",
        "Львів, вул. Зелена, 1", "+380322000000", "office@example.ua",
    ),
    organisation_guid="org",
    organisation_name="ТОВ Постач",
    contract_guid="c-1",
    contract_number="7/26",
    contract_name="Опт з ПДВ",
    contract_date=dt.date(2026, 1, 5),
    price_type="Опт",
    warehouse_guid="w-1",
    warehouse_name="Київ, головний",
    warehouse_address="Київ, вул. Промислова, 4",
    currency="UAH",
    vat="included",
    sum_e4=13_608_300,
    vat_e4=2_166_000,
    delivery=DELIVERY,
    comment="Терміново\nдякую",
    customer_number="З-15",
    ship_on=dt.date(2026, 3, 4),
    cancel_requested=False,
    lines=LINES,
)  # fmt: skip
ON_TOP = replace(
    PART,
    number="100000013",
    vat="on_top",
    sum_e4=13_608_300 + 2_520_000 + 70_600,
    vat_e4=2_520_000 + 70_600,
    lines=[replace(LINES[0], vat_e4=2_520_000), replace(LINES[1], vat_e4=70_600)],
)
WITHOUT = replace(
    PART,
    number="100000014",
    vat="none",
    vat_e4=0,
    delivery=None,
    lines=[replace(line, vat_rate=None, vat_e4=0) for line in LINES],
)
DIALECTS = {"bas": BasDialect, "generic": GenericDialect}
SETTINGS = AccountSettings(
    currencies={"980": "UAH", "грн": "UAH"},
    status_word="До забезпечення",
    named_requisites=["Договор контрагента", "Вид цен", "Склад", "Организация"],
)


def write(name: str, *parts: PartForOnec, settings: AccountSettings = SETTINGS) -> bytes:
    return DIALECTS[name](settings, KYIV).orders(parts, FORMED)


@pytest.mark.parametrize("name", DIALECTS)
def test_the_file_is_the_one_that_was_checked_by_hand(name: str):
    """A difference here is a difference in every order that goes to 1C: look at it first."""
    golden = DATA / f"orders_{name}.xml"
    assert write(name, PART, ON_TOP, WITHOUT).decode() == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("settings", [SETTINGS, AccountSettings(ukrainian_words=True)])
def test_nothing_by_which_1c_would_refuse_it(name: str, settings: AccountSettings):
    body = write(name, PART, ON_TOP, WITHOUT, settings=settings)
    assert faults(body, bas=name == "bas") == []


@pytest.mark.parametrize("name", DIALECTS)
def test_an_empty_answer_is_a_document_without_orders(name: str):
    root = etree.fromstring(write(name))
    assert root.tag == "КоммерческаяИнформация"
    assert len(root) == 0


@pytest.mark.parametrize("name", DIALECTS)
def test_windows_1251_loses_no_sign(name: str):
    """Inches and emoji are not in that encoding; the XML still says them."""
    settings = AccountSettings(order_encoding="windows-1251")
    odd = replace(PART, comment="5″ ☎ \x00\x0b їґ", number="100000015")
    body = write(name, odd, settings=settings)
    assert body.startswith(b'<?xml version="1.0" encoding="WINDOWS-1251"?>')
    assert "ґнучкий".encode("cp1251") in body
    root = etree.fromstring(body)
    assert "5″ ☎ " in root.findtext("Документ/Комментарий", "")
    assert root.findtext("Документ/Товары/Товар/Наименование") == LINES[0].name
    assert faults(body, bas=name == "bas") == []


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_a_name_reaches_1c_letter_by_letter(name: str, encoding: str):
    """A customer whose name differs by a blank is a new customer in 1C's base."""
    odd = 'ТОВ\u00a0"Ромашка & Ко" <Київ> \u2019їжак\u2019 ]]> ' + "довга " * 45 + "назва"
    told = odd.replace(" ", "\x01 ", 1)
    part = replace(PART, counterparty=replace(PART.counterparty, name=told))
    body = write(name, part, settings=AccountSettings(order_encoding=encoding))
    assert body.startswith(b"<?xml")
    root = etree.fromstring(body)
    assert root.findtext("Документ/Контрагенты/Контрагент/Наименование") == odd


def test_the_comment_begins_with_what_1c_drops():
    comment = etree.fromstring(write("bas", PART)).findtext("Документ/Комментарий", "")
    assert comment.split("\n")[0] == (
        "Замовлення 100000012 (частина 100000011); договір Опт з ПДВ 7/26; склад Київ, головний;"
        " доставка Нова пошта novaposhta; місто Львів; відділення Відділення № 7;"
        " отримувач Коваль Олена; тел. +380671234567; номер у дилера З-15"
    )
    assert "Терміново" in comment
    assert "Кабель ґнучкий їжак: 2,5 м чекати до 2026-03-20" in comment


@pytest.mark.parametrize(("allowed", "word"), [(True, "true"), (False, "false")])
def test_a_cancellation_goes_to_1c_only_if_the_account_allows_it(allowed: bool, word: str):
    """U unposts and marks even what is invoiced or shipped."""
    settings = AccountSettings(cancel_allowed=allowed)
    asked = replace(PART, cancel_requested=True)
    root = etree.fromstring(write("bas", asked, settings=settings))
    values = {
        one.findtext("Наименование"): one.findtext("Значение")
        for one in root.findall("Документ/ЗначенияРеквизитов/ЗначениеРеквизита")
    }
    assert values["Отменен"] == word
    assert "Статус заказа" not in values


def test_the_currency_is_called_as_this_1c_calls_it():
    assert etree.fromstring(write("bas", PART)).findtext("Документ/Валюта") == "грн"
    plain = write("bas", PART, settings=AccountSettings())
    assert etree.fromstring(plain).findtext("Документ/Валюта") == "UAH"


def test_the_checker_sees_what_it_is_for():
    """Each rule bites: a file without one of these things is not fine."""
    good = write("bas", PART).decode()
    for wrong in (
        good.replace("<Номер>100000012", "<Номер>D7-100000012-long"),
        good.replace("Заказ товара", "Замовлення товару"),
        good.replace("<Коэффициент>1</Коэффициент>", "", 1),
        good.replace("АдресноеПоле", "Поле"),
        good.replace("<Ставка>20</Ставка>", "", 1),
        good.replace("<Сумма>1360.83", "<Сумма>1360.84"),
        good.replace("<КоммерческаяИнформация ", '<КоммерческаяИнформация xmlns="u" '),
        good.replace("<УчтеноВСумме>true</УчтеноВСумме>", "", 1),
        "\ufeff" + good,
    ):
        assert wrong != good
        assert faults(wrong.encode(), bas=True)


def test_the_imitated_bas_understands_every_part():
    """The demo's reader of orders was written from BAS's own module and knows nothing of ours."""
    first, on_top, without = read_orders(write("bas", PART, ON_TOP, WITHOUT))
    assert not first.refused
    assert (first.total_kopecks, first.vat_included) == (136_083, True)
    assert [line.rate for line in first.lines] == ["20", "7"]
    assert [line.quantity_milli for line in first.lines] == [12_000, 2_500]
    assert (first.edrpou, first.warehouse) == ("12345678", "w-1")
    assert not on_top.vat_included
    assert {line.rate for line in without.lines} == {"Без НДС"}
