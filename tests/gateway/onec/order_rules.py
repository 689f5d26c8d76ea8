"""What the families' loaders need of an order's document, as a list of what is wrong with it.

Written from what their own code does with the file; it knows nothing of how ours is made.
"""

from __future__ import annotations

import re
from decimal import Decimal

from lxml import etree

ALLOWED = {
    "Статус заказа",
    "Дата отгрузки",
    "Отменен",
    "Договор контрагента",
    "Вид цен",
    "Склад",
    "Организация",
}
HEAD = ["Ид", "Номер", "Дата", "Время", "ХозОперация", "Роль", "Валюта", "Курс", "Сумма"]


def faults(body: bytes, *, bas: bool) -> list[str]:
    """Name everything by which 1C would refuse the file, double an order or lose a tax."""
    if not body.startswith(b"<?xml "):
        return ["the body does not begin with <?xml"]
    root = etree.fromstring(body)
    found = []
    if root.tag != "КоммерческаяИнформация" or root.nsmap:
        found.append("a namespace or another root")
    numbers = [one.findtext("Номер", "") for one in root.findall("Документ")]
    if len(numbers) != len(set(numbers)):
        found.append("two documents with one number are both created")
    for document in root.findall("Документ"):
        found += _document(document, bas=bas)
    return found


def _document(document: etree._Element, *, bas: bool) -> list[str]:
    text = document.findtext
    found = []
    if [one.tag for one in document][: len(HEAD)] != HEAD:
        found.append("the head is not in its order")
    if not re.fullmatch(r"\d{1,11}", text("Номер", "")):
        found.append("the number is not 1 to 11 digits: it is never found again")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text("Дата", "")):
        found.append("no date")
    if not re.fullmatch(r"\d\d:\d\d:\d\d", text("Время", "")):
        found.append("no time")
    if text("ХозОперация") != "Заказ товара" or text("Роль") != "Продавец":
        found.append("the operation is refused")
    if not text("Валюта"):
        found.append("an empty currency is refused")
    tax = document.find("Налоги/Налог")
    if tax is None or tax.findtext("Наименование") != "НДС":
        found.append("no tax named НДС: VAT is added on top")
    elif tax.findtext("УчтеноВСумме") not in ("true", "false"):
        found.append("no flag of the tax: VAT is added on top")
    customer = document.find("Контрагенты/Контрагент")
    if customer is None or not customer.findtext("Наименование"):
        found.append("no customer")
    else:
        if customer.find("Контакты/Контакт") is None:
            found.append("Контакты/Контакт is dereferenced")
        if customer.findtext("ИНН") is None or customer.findtext("ОКПО") is None:
            found.append("the customer is found by ИНН or ОКПО")
        if customer.findtext("Роль") != "Покупатель":
            found.append("the customer is no buyer")
    if bas and document.find("Склады/Склад/Адрес/АдресноеПоле") is None:
        found.append("Склад/Адрес/АдресноеПоле is dereferenced")
    if len(document.findall("Склады/Склад")) != 1:
        found.append("one document has one warehouse")
    names = {
        one.findtext("Наименование")
        for one in document.findall("ЗначенияРеквизитов/ЗначениеРеквизита")
    }
    if names - ALLOWED:
        found.append(f"strange requisites: {names - ALLOWED}")
    if "Отменен" not in names:
        found.append("Отменен is not told")
    return found + _lines(document)


def _lines(document: etree._Element) -> list[str]:
    found = []
    total = Decimal(0)
    rates = set()
    for line in document.findall("Товары/Товар"):
        needed = ("Ид", "Наименование", "БазоваяЕдиница", "Единица", "Коэффициент")
        found += [
            f"a line without {name} takes it from the line before"
            for name in needed
            if not line.findtext(name)
        ]
        told = [
            one.findtext("Ставка", "")
            for one in line.findall("СтавкиНалогов/СтавкаНалога")
            if one.findtext("Наименование") == "НДС"
        ]
        if len(told) != 1 or not re.fullmatch(r"\d+|Без (НДС|ПДВ)", told[0]):
            found.append("a line without its rate is sold without VAT")
        rates.update("none" if rate.startswith("Без") else "rate" for rate in told)
        price, count, amount = (
            Decimal(line.findtext(name, "NaN")) for name in ("ЦенаЗаЕдиницу", "Количество", "Сумма")
        )
        if abs(price * count - amount) > Decimal("0.005"):
            found.append("price x quantity is not the sum")
        total += amount
        if document.findtext("Налоги/Налог/УчтеноВСумме") == "false":
            total += Decimal(line.findtext("Налоги/Налог/Сумма", "NaN"))
    if len(rates) > 1:
        found.append("rates and no VAT in one document")
    if total != Decimal(document.findtext("Сумма", "NaN")):
        found.append("the lines do not add up")
    return found
