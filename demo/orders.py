"""Reads the site's orders the way BAS ERP's own module does, with its habits and its traps.

Nothing here is lenient where BAS is not: what BAS dereferences without looking must be there.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal, InvalidOperation

from lxml import etree

SEARCHED_NUMBER = 11
"""BAS looks a number up as a string of so many characters and stores it whole."""

MOST_UNPACKED_BYTES = 64 * 1024 * 1024


class OrdersUnreadable(Exception):
    """BAS would raise an exception: the whole file is rolled back."""


@dataclass(slots=True)
class OrderLine:
    """A line; sums in kopecks, `rate` as BAS understood it ("Без ПДВ" if the file has none)."""

    product: str
    variant: str
    article: str
    name: str
    unit: str
    factor: str
    rate: str
    quantity_milli: int
    price_e4: int
    sum_kopecks: int
    cancelled: bool = False


@dataclass(slots=True)
class Order:
    """An order of the site as the document that BAS makes of it."""

    site_id: str
    number: str
    date: str
    time: str
    operation: str
    currency: str
    total_kopecks: int
    vat_included: bool
    warehouse: str
    warehouse_name: str
    address: str
    customer: str
    edrpou: str
    contact: str
    comment: str
    cancelled: bool
    status: str
    lines: list[OrderLine] = field(default_factory=list)
    requisites: dict[str, str] = field(default_factory=dict)
    posted: bool = False
    shipped: str = ""
    paid: str = ""

    @property
    def refused(self) -> str:
        """Why BAS refuses the document ("" = it does not); a refusal ends the file's loop."""
        if self.operation.strip().lower() != "заказ товара":
            return f"ХозОперация {self.operation!r}"
        return "" if self.currency.strip() else "the currency is empty"

    def live_sum_kopecks(self) -> int:
        """The sum of the lines that are not cancelled."""
        return sum(line.sum_kopecks for line in self.lines if not line.cancelled)

    def to_json(self) -> str:
        """For the base."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Order:
        """From the base."""
        values = json.loads(text)
        values["lines"] = [OrderLine(**line) for line in values["lines"]]
        return cls(**values)


def read_orders(body: bytes) -> list[Order]:
    """The orders of an answer to `query`; raises OrdersUnreadable where BAS would stop."""
    if body.startswith(b"PK"):
        body = _unpacked(body)
    if not body.startswith(b"<?xml"):
        message = f"the body begins with {body[:20]!r} and not with <?xml"
        raise OrdersUnreadable(message)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        message = f"not XML: {error}"
        raise OrdersUnreadable(message) from error
    if root.tag != "КоммерческаяИнформация":
        message = f"the root is {root.tag!r}; BAS knows no namespace here"
        raise OrdersUnreadable(message)
    return [_order(node) for node in root.findall("Документ")]


def _unpacked(body: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = [one for one in archive.infolist() if one.filename.endswith(".xml")]
            if not parts or parts[0].file_size > MOST_UNPACKED_BYTES:
                message = "the archive holds no XML, or too much of it"
                raise OrdersUnreadable(message)
            return archive.read(parts[0])
    except zipfile.BadZipFile as error:
        message = f"a broken archive: {error}"
        raise OrdersUnreadable(message) from error


def _text(node: etree._Element, path: str) -> str:
    return (node.findtext(path) or "").strip()


def _required(node: etree._Element, path: str) -> etree._Element:
    found = node.find(path)
    if found is None:
        message = f"{node.tag} has no {path}, which BAS dereferences without looking"
        raise OrdersUnreadable(message)
    return found


def _scaled(text: str, decimals: int, what: str) -> int:
    try:
        value = Decimal(text.replace("\u00a0", "").replace(" ", "")).scaleb(decimals)
        whole = int(value)
    except (InvalidOperation, OverflowError, ValueError) as error:
        message = f"{what} is no number: {text!r}"
        raise OrdersUnreadable(message) from error
    if whole != value:
        message = f"{what} has more than {decimals} decimals: {text!r}"
        raise OrdersUnreadable(message)
    return whole


def _requisites(node: etree._Element) -> dict[str, str]:
    return {
        _text(one, "Наименование"): _text(one, "Значение")
        for one in node.findall("ЗначенияРеквизитов/ЗначениеРеквизита")
    }


def _order(node: etree._Element) -> Order:
    warehouse = node.find("Склады/Склад")
    address = ""
    if warehouse is not None:
        _required(warehouse, "Адрес/АдресноеПоле")
        fields = warehouse.findall("Адрес/АдресноеПоле")
        address = ", ".join(_text(one, "Значение") for one in fields)
    customer = _required(node, "Контрагенты/Контрагент")
    _required(customer, "Контакты/Контакт")
    contacts = customer.findall("Контакты/Контакт")
    requisites = _requisites(node)
    return Order(
        site_id=_text(node, "Ид"),
        number=_text(node, "Номер"),
        date=_text(node, "Дата"),
        time=_text(node, "Время"),
        operation=_text(node, "ХозОперация"),
        currency=_text(node, "Валюта"),
        total_kopecks=_scaled(_text(node, "Сумма"), 2, "Сумма"),
        # Without the flag BAS adds VAT on top.
        vat_included=_text(node, "Налоги/Налог/УчтеноВСумме").lower() == "true",
        warehouse=_text(warehouse, "Ид") if warehouse is not None else "",
        warehouse_name=_text(warehouse, "Наименование") if warehouse is not None else "",
        address=address,
        customer=_text(customer, "Наименование"),
        edrpou=_text(customer, "ОКПО"),
        contact="; ".join(_text(one, "Значение") for one in contacts),
        comment=_text(node, "Комментарий"),
        cancelled=requisites.get("Отменен", "").lower() == "true",
        status=requisites.get("Статус заказа", ""),
        lines=list(_lines(node)),
        requisites=requisites,
    )


def _lines(node: etree._Element) -> Iterator[OrderLine]:
    # BAS keeps these three from the line before where a line does not tell its own.
    rate, unit, factor = "", "", "1"
    for item in node.findall("Товары/Товар"):
        taxes = item.findall("СтавкиНалогов/СтавкаНалога")
        told = [_text(tax, "Ставка") for tax in taxes if _text(tax, "Наименование") == "НДС"]
        if told:
            rate = told[0]
        elif not taxes:
            rate = "Без ПДВ"
        unit = _text(item, "БазоваяЕдиница") or unit
        factor = _text(item, "Коэффициент") or factor
        guid, _, variant = _text(item, "Ид").partition("#")
        quantity = _scaled(_text(item, "Количество"), 3, "Количество")
        yield OrderLine(
            product=guid.lower(),
            variant=variant.lower(),
            article=_text(item, "Артикул"),
            name=_text(item, "Наименование"),
            unit=unit,
            factor=factor,
            rate=rate,
            quantity_milli=quantity,
            price_e4=_scaled(_text(item, "ЦенаЗаЕдиницу"), 4, "ЦенаЗаЕдиницу"),
            sum_kopecks=_scaled(_text(item, "Сумма"), 2, "Сумма"),
        )
