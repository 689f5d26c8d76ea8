"""The words of the invoice form in the three languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contract.pricing import divide_half_up

if TYPE_CHECKING:
    from gateway.documents.words import Language

NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class InvoiceTexts:
    """Sentences with named places; none is put together from pieces."""

    months: tuple[str, ...]
    date: str
    title: str
    supplier: str
    buyer: str
    contract: str
    contract_dated: str
    order: str
    warehouse: str
    account: str
    account_bank: str
    mfo: str
    edrpou: str
    ipn: str
    phone: str
    number: str
    article: str
    goods: str
    goods_to_come: str
    quantity: str
    unit: str
    price: dict[str, str]
    sum: dict[str, str]
    total: str
    vat: str
    vat_within: str
    total_with_vat: str
    no_vat: str
    items: str
    vat_words: str
    pay_by: str
    deferral: str
    reserved_until: str
    made_by: str
    footer: str
    page: str


TEXTS: dict[Language, InvoiceTexts] = {
    "uk": InvoiceTexts(
        months=(
            "січня",
            "лютого",
            "березня",
            "квітня",
            "травня",
            "червня",
            "липня",
            "серпня",
            "вересня",
            "жовтня",
            "листопада",
            "грудня",
        ),
        date="{day} {month} {year} р.",
        title="Рахунок на оплату № {number} від {date}",
        supplier="Постачальник:",
        buyer="Покупець:",
        contract="Договір:",
        contract_dated="№ {number} від {date}",
        order="Замовлення:",
        warehouse="Склад:",
        account="п/р {iban}",
        account_bank="п/р {iban} у банку {bank}",
        mfo="МФО {mfo}",
        edrpou="код за ЄДРПОУ {code}",
        ipn="ІПН {code}",
        phone="тел.: {phone}",
        number="№",
        article="Артикул",
        goods="Товари (роботи, послуги)",
        goods_to_come="{goods} (очікується {date})",
        quantity="Кіл-сть",
        unit="Од.",
        price={"included": "Ціна з ПДВ", "on_top": "Ціна без ПДВ", "none": "Ціна"},
        sum={"included": "Сума з ПДВ", "on_top": "Сума без ПДВ", "none": "Сума"},
        total="Всього:",
        vat="Сума ПДВ:",
        vat_within="У тому числі ПДВ:",
        total_with_vat="Всього із ПДВ:",
        no_vat="Без ПДВ",
        items="Всього найменувань {count}, на суму {sum} {currency}",
        vat_words="У т.ч. ПДВ: {words}",
        pay_by="Сплатити до {date}",
        deferral="Відстрочка платежу, днів: {days}",
        reserved_until="Товар заброньовано до {date}",
        made_by="Виписав(ла): ____________________ {name}",
        footer="Складено порталом за даними замовлення № {number}",
        page="Сторінка {page} з {pages}",
    ),
    "ru": InvoiceTexts(
        months=(
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ),
        date="{day} {month} {year} г.",
        title="Счёт на оплату № {number} от {date}",
        supplier="Поставщик:",
        buyer="Покупатель:",
        contract="Договор:",
        contract_dated="№ {number} от {date}",
        order="Заказ:",
        warehouse="Склад:",
        account="р/с {iban}",
        account_bank="р/с {iban} в банке {bank}",
        mfo="МФО {mfo}",
        edrpou="код по ЕГРПОУ {code}",
        ipn="ИНН {code}",
        phone="тел.: {phone}",
        number="№",
        article="Артикул",
        goods="Товары (работы, услуги)",
        goods_to_come="{goods} (ожидается {date})",
        quantity="Кол-во",
        unit="Ед.",
        price={"included": "Цена с НДС", "on_top": "Цена без НДС", "none": "Цена"},
        sum={"included": "Сумма с НДС", "on_top": "Сумма без НДС", "none": "Сумма"},
        total="Итого:",
        vat="Сумма НДС:",
        vat_within="В том числе НДС:",
        total_with_vat="Итого с НДС:",
        no_vat="Без НДС",
        items="Всего наименований {count}, на сумму {sum} {currency}",
        vat_words="В т.ч. НДС: {words}",
        pay_by="Оплатить до {date}",
        deferral="Отсрочка платежа, дней: {days}",
        reserved_until="Товар зарезервирован до {date}",
        made_by="Выписал(а): ____________________ {name}",
        footer="Составлено порталом по данным заказа № {number}",
        page="Страница {page} из {pages}",
    ),
    "en": InvoiceTexts(
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        date="{day} {month} {year}",
        title="Invoice No. {number} of {date}",
        supplier="Supplier:",
        buyer="Buyer:",
        contract="Contract:",
        contract_dated="No. {number} of {date}",
        order="Order:",
        warehouse="Warehouse:",
        account="Account {iban}",
        account_bank="Account {iban} at {bank}",
        mfo="MFO {mfo}",
        edrpou="EDRPOU {code}",
        ipn="VAT number {code}",
        phone="Phone: {phone}",
        number="No.",
        article="Article",
        goods="Goods and services",
        goods_to_come="{goods} (expected on {date})",
        quantity="Quantity",
        unit="Unit",
        price={"included": "Price with VAT", "on_top": "Price without VAT", "none": "Price"},
        sum={"included": "Sum with VAT", "on_top": "Sum without VAT", "none": "Sum"},
        total="Total:",
        vat="VAT:",
        vat_within="Including VAT:",
        total_with_vat="Total with VAT:",
        no_vat="Without VAT",
        items="Items: {count}, sum {sum} {currency}",
        vat_words="Including VAT: {words}",
        pay_by="Pay by {date}",
        deferral="Deferred payment, days: {days}",
        reserved_until="Goods are reserved until {date}",
        made_by="Issued by: ____________________ {name}",
        footer="Made by the portal from order No. {number}",
        page="Page {page} of {pages}",
    ),
}
_SIGNS: dict[Language, dict[str, str]] = {
    "uk": {"UAH": "грн"},
    "ru": {"UAH": "грн"},
    "en": {"UAH": "UAH"},
}


def currency_sign(currency: str, language: Language) -> str:
    """Return how the currency is written after a sum."""
    return _SIGNS[language].get(currency, currency)


def date_text(day: dt.date, language: Language) -> str:
    """Return a date with the month in words."""
    texts = TEXTS[language]
    return texts.date.format(day=day.day, month=texts.months[day.month - 1], year=day.year)


def money_text(amount_e4: int) -> str:
    """Return 12 345,67, or up to four decimals for prices that have them."""
    if amount_e4 % 100:
        return _grouped(amount_e4, 4).rstrip("0")
    return _grouped(divide_half_up(amount_e4, 100), 2)


def quantity_text(quantity_milli: int) -> str:
    """Return a quantity with up to three decimals and no trailing zeros."""
    if quantity_milli % 1000:
        return _grouped(quantity_milli, 3).rstrip("0")
    return _grouped(quantity_milli // 1000, 0)


def _grouped(value: int, decimals: int) -> str:
    whole, rest = divmod(abs(value), 10**decimals)
    text = f"{whole:,}".replace(",", NBSP)
    if decimals:
        text = f"{text},{rest:0{decimals}d}"
    return f"-{text}" if value < 0 else text
