"""What 1C posts back about orders -> normalised replies, in Russian, Ukrainian and any wrapper."""

from __future__ import annotations

from decimal import Decimal
from typing import IO, TYPE_CHECKING

from gateway.onec.commerceml.goods import cut, requisites
from gateway.onec.commerceml.stream import Limits, child_text, elements, local
from gateway.onec.commerceml.values import (
    decimal,
    guids,
    moment,
    price_e4,
    quantity_milli,
    truth,
)
from gateway.services.records import OrderReplyRecord, ReplyLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

MOST_LINES = 10_000
_NUMBER = ("Номер по 1С", "Номер за 1С", "Номер по 1C", "Номер за 1C")
_DATE = ("Дата по 1С", "Дата за 1С", "Дата по 1C", "Дата за 1C")
_PAID_NUMBER = ("Номер оплаты по 1С", "Номер оплати за 1С", "Номер оплаты по 1C")
_PAID_DATE = ("Дата оплаты по 1С", "Дата оплати за 1С", "Дата оплаты по 1C")
_SHIPPED_NUMBER = ("Номер отгрузки по 1С", "Номер відвантаження за 1С", "Номер отгрузки по 1C")
_SHIPPED_DATE = ("Дата отгрузки по 1С", "Дата відвантаження за 1С", "Дата отгрузки по 1C")
_STATUS = ("Статус заказа", "Статус замовлення", "СтатусЗаказа", "Статус заказа ИД")
_DELETED = ("ПометкаУдаления", "Пометка удаления", "Позначка вилучення", "ПозначкаВилучення")
_POSTED = ("Проведен", "Проведён", "Проведений", "Проведено")
_CANCELLED = ("Отменен", "Отменён", "Скасовано", "Скасований", "Відмінений")


def order_replies(source: IO[bytes], limits: Limits | None = None) -> Iterator[OrderReplyRecord]:
    """Yield a reply for every document that has our number; raises stream.BadFile."""
    for element in elements(source, ("Документ",), limits):
        reply = _reply(element)
        if reply is not None:
            yield reply


def _reply(element: etree._Element) -> OrderReplyRecord | None:
    number = (child_text(element, "Номер") or "").strip()
    if not number or len(number) > 40:
        return None
    words: dict[str, str] = {}
    lines: list[ReplyLine] | None = None
    for child in element:
        name = local(child)
        if name == "ЗначенияРеквизитов":
            words = requisites(child)
        elif name == "Товары":
            lines = _lines(child)
    folded = {name.casefold(): value for name, value in words.items()}
    guid = (child_text(element, "Ид") or "").strip().lower()
    status = _first(folded, _STATUS) or child_text(element, "СтатусЗаказа")
    total = decimal(child_text(element, "Сумма"))
    return OrderReplyRecord(
        number=number,
        # Sites that do not know 1C's guid get their own number back in its place.
        onec_guid=guid[:80] if len(guid) >= 32 else None,
        onec_number=cut(_first(folded, _NUMBER), 40) or None,
        onec_date=moment(_first(folded, _DATE)),
        posted=truth(_first(folded, _POSTED)),
        cancelled=truth(_first(folded, _CANCELLED)),
        deleted=truth(_first(folded, _DELETED) or child_text(element, "ПометкаУдаления")),
        status=cut(status, 100) or None,
        sum_e4=None if total is None else price_e4(total),
        paid_number=cut(_first(folded, _PAID_NUMBER), 40) or None,
        paid_date=moment(_first(folded, _PAID_DATE)),
        shipped_number=cut(_first(folded, _SHIPPED_NUMBER), 40) or None,
        shipped_date=moment(_first(folded, _SHIPPED_DATE)),
        lines=lines,
    )


def _lines(element: etree._Element) -> list[ReplyLine]:
    found: list[ReplyLine] = []
    for child in element:
        if local(child) != "Товар" or len(found) >= MOST_LINES:
            continue
        named = guids(child_text(child, "Ид"))
        quantity = decimal(child_text(child, "Количество"))
        if named is None or quantity is None:
            continue
        factor = decimal(child_text(child, "Коэффициент")) or Decimal(1)
        price = decimal(child_text(child, "ЦенаЗаЕдиницу"))
        total = decimal(child_text(child, "Сумма"))
        variant = named[1] or (child_text(child, "ИдХарактеристики") or "").lower() or None
        found.append(
            ReplyLine(
                product=named[0],
                variant=variant,
                quantity_milli=quantity_milli(quantity * factor),
                price_e4=None if price is None else price_e4(price / factor),
                sum_e4=None if total is None else price_e4(total),
            )
        )
    return found


def _first(words: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = words.get(name.casefold())
        if value:
            return value
    return None
