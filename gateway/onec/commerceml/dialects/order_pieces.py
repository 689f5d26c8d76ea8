"""Pieces of an order's document that the families read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gateway.onec.commerceml.dialects.order_xml import add, add_requisite, money, quantity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from lxml import etree

    from gateway.onec.accounts import AccountSettings
    from gateway.services.onec_parts import PartForOnec, PartLine

VAT_NAME = "НДС"
"""The tax's name is this in every interface language: the loaders compare the word."""
LONGEST_COMMENT = 1000


def add_head(
    document: etree._Element, part: PartForOnec, settings: AccountSettings, zone: ZoneInfo
) -> None:
    """Add what names the document: number, moment, operation, currency, total."""
    placed = part.placed_at.astimezone(zone)
    add(document, "Ид", part.number)
    add(document, "Номер", part.number)
    add(document, "Дата", placed.strftime("%Y-%m-%d"))
    add(document, "Время", placed.strftime("%H:%M:%S"))
    add(document, "ХозОперация", "Заказ товара")
    add(document, "Роль", "Продавец")
    add(document, "Валюта", currency_name(part.currency, settings))
    add(document, "Курс", "1")
    add(document, "Сумма", money(part.sum_e4))


def currency_name(iso: str, settings: AccountSettings) -> str:
    """Return the currency as this 1C calls it: a wrong name makes it take its base currency."""
    for spelling, code in settings.currencies.items():
        if code == iso and not spelling.isdigit():
            return spelling
    return iso


def add_contacts(parent: etree._Element, part: PartForOnec) -> None:
    """Add Контакты with at least one Контакт: BAS reads the first without looking for it."""
    contacts = add(parent, "Контакты")
    delivery = delivery_of(part)
    recipient = delivery.get("recipient") or {}
    rows = [
        ("Телефон рабочий", recipient.get("phone") or part.counterparty.phone),
        ("Почта", part.counterparty.email),
        ("Фактический адрес", delivery_address(part)),
    ]
    for kind, value in [row for row in rows if row[1]] or [rows[0]]:
        contact = add(contacts, "Контакт")
        add(contact, "Тип", kind)
        add(contact, "Значение", value)


def add_address(parent: etree._Element, name: str, text: str) -> None:
    """Add an address with its one АдресноеПоле, which BAS dereferences."""
    address = add(parent, name)
    add(address, "Представление", text)
    row = add(address, "АдресноеПоле")
    add(row, "Тип", "Улица")
    add(row, "Значение", text)


def add_document_tax(document: etree._Element, part: PartForOnec) -> None:
    """Add the document's tax; without its flag 1C adds VAT on top."""
    tax = add(add(document, "Налоги"), "Налог")
    add(tax, "Наименование", VAT_NAME)
    add(tax, "УчтеноВСумме", "false" if part.vat == "on_top" else "true")
    add(tax, "Сумма", money(part.vat_e4))


def add_goods(document: etree._Element, part: PartForOnec, settings: AccountSettings) -> None:
    """Add the lines; each carries rate, unit and coefficient, which BAS else keeps from before."""
    goods = add(document, "Товары")
    for line in part.lines:
        _add_line(goods, part, line, settings)


def _add_line(
    goods: etree._Element, part: PartForOnec, line: PartLine, settings: AccountSettings
) -> None:
    item = add(goods, "Товар")
    add(item, "Ид", f"{line.product}#{line.variant}" if line.variant else line.product)
    add(item, "Артикул", line.article)
    add(item, "Наименование", line.name)
    unit = add(item, "БазоваяЕдиница", line.unit)
    if line.unit_code:
        unit.set("Код", line.unit_code)
    unit.set("НаименованиеПолное", line.unit)
    rate = rate_word(part, line, settings)
    told = add(add(item, "СтавкиНалогов"), "СтавкаНалога")
    add(told, "Наименование", VAT_NAME)
    add(told, "Ставка", rate)
    add(item, "ЦенаЗаЕдиницу", money(line.price_e4))
    add(item, "Количество", quantity(line.quantity_milli))
    add(item, "Сумма", money(line.sum_e4))
    add(item, "Единица", line.unit)
    add(item, "Коэффициент", "1")
    tax = add(add(item, "Налоги"), "Налог")
    add(tax, "Наименование", VAT_NAME)
    add(tax, "УчтеноВСумме", "false" if part.vat == "on_top" else "true")
    add(tax, "Сумма", money(line.vat_e4))
    add(tax, "Ставка", rate)
    requisites = add(item, "ЗначенияРеквизитов")
    add_requisite(requisites, "ВидНоменклатуры", "Товар")
    add_requisite(requisites, "ТипНоменклатуры", "Товар")


def rate_word(part: PartForOnec, line: PartLine, settings: AccountSettings) -> str:
    """Return the line's rate as 1C writes it."""
    if part.vat == "none" or line.vat_rate is None:
        return "Без ПДВ" if settings.ukrainian_words else "Без НДС"
    return str(line.vat_rate)


def add_order_requisites(
    document: etree._Element, part: PartForOnec, settings: AccountSettings
) -> None:
    """Add the whitelisted requisites: some families make a property of any other."""
    requisites = add(document, "ЗначенияРеквизитов")
    if settings.status_word:
        add_requisite(requisites, "Статус заказа", settings.status_word)
    if part.ship_on is not None:
        add_requisite(requisites, "Дата отгрузки", part.ship_on.isoformat())
    cancelled = part.cancel_requested and settings.cancel_allowed
    add_requisite(requisites, "Отменен", "true" if cancelled else "false")
    named = {
        "Договор контрагента": part.contract_name,
        "Вид цен": part.price_type,
        "Склад": part.warehouse_name,
        "Организация": part.organisation_name,
    }
    for name, value in named.items():
        if name in settings.named_requisites and value:
            add_requisite(requisites, name, value)


def comment_block(part: PartForOnec) -> str:
    """Return the comment: a fixed block for the manager, then the dealer's own words.

    Families drop the address, the contract or the warehouse; the comment they all keep.
    """
    delivery = delivery_of(part)
    recipient = delivery.get("recipient") or {}
    contract = " ".join(one for one in (part.contract_name, part.contract_number) if one)
    rows = [
        ("Замовлення", part.number if part.number == part.order_number else _both(part)),
        ("договір", contract),
        ("склад", part.warehouse_name),
        ("доставка", " ".join(_words(delivery, "method", "carrier"))),
        ("місто", _text(delivery.get("city"))),
        ("відділення", _text(delivery.get("branch")) or _street(delivery)),
        ("отримувач", str(recipient.get("name") or "")),
        ("тел.", str(recipient.get("phone") or "")),
        ("номер у дилера", part.customer_number),
    ]
    block = "; ".join(f"{name} {value}" for name, value in rows if value)
    waits = [
        f"{line.article or line.name}: {_spoken(line.quantity_milli)} {line.unit}"
        f" чекати до {line.backorder_on.isoformat()}"
        for line in part.lines
        if line.backorder_on is not None
    ]
    own = [f"{line.article or line.name}: {line.comment}" for line in part.lines if line.comment]
    note = str(delivery.get("note") or "")
    text = "\n".join(one for one in (block, note, part.comment, *waits, *own) if one)
    return text[:LONGEST_COMMENT]


def delivery_of(part: PartForOnec) -> dict[str, Any]:
    """Return the shipment that carries this part's warehouse."""
    shipments: Sequence[dict[str, Any]] = (part.delivery or {}).get("parts") or []
    for shipment in shipments:
        if part.warehouse_guid in (shipment.get("warehouses") or ()):
            return shipment
    return dict(shipments[0]) if shipments else {}


def delivery_address(part: PartForOnec) -> str:
    """Return where the goods go in one line, '' for pickup."""
    delivery = delivery_of(part)
    words = [
        _text(delivery.get("city")),
        _text(delivery.get("branch")),
        _street(delivery),
    ]
    return ", ".join(word for word in words if word)


def formed_at(moment: dt.datetime, zone: ZoneInfo) -> str:
    """Return the moment as ДатаФормирования writes it."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%S")


def _both(part: PartForOnec) -> str:
    return f"{part.number} (частина {part.order_number})"


def _text(coded: Any) -> str:
    return str(coded.get("text") or "") if isinstance(coded, dict) else ""


def _spoken(quantity_milli: int) -> str:
    return quantity(quantity_milli).replace(".", ",")


def _street(delivery: dict[str, Any]) -> str:
    return " ".join(_words(delivery, "street", "house"))


def _words(delivery: dict[str, Any], *names: str) -> list[str]:
    found = [str(delivery.get(name) or "") for name in names]
    return list(dict.fromkeys(word for word in found if word))
