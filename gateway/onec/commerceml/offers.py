"""A Предложение of any version -> prices, stock and what its units say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gateway.onec.commerceml.goods import cut
from gateway.onec.commerceml.stream import child_text, local, text_of
from gateway.onec.commerceml.values import decimal, guids, price_e4, quantity_milli
from gateway.services.records import PriceRecord, StockRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from gateway.onec.commerceml.reader import Findings

TOTAL = ""
"""Warehouse of a Количество that names none: the account says which one is meant."""


@dataclass(frozen=True, slots=True)
class OfferUnit:
    """The unit that a price names, `factor_milli` base units; compared with the product's own."""

    product: str
    variant: str | None
    unit: str
    factor_milli: int


def offer_records(
    element: etree._Element, findings: Findings
) -> Iterator[PriceRecord | StockRecord | OfferUnit]:
    """Yield the prices and stock of one offer; rows that cannot be read are told and skipped."""
    named = guids(child_text(element, "Ид"))
    if named is None:
        return  # product_record has told it
    guid, variant = named
    variant = variant or (child_text(element, "ИдХарактеристики") or "").lower()[:80] or None
    stock: dict[str, int] = {}
    units: set[OfferUnit] = set()
    for child in element:
        name = local(child)
        if name == "Цены":
            for price in child:
                yield from _price(price, guid, variant, units, findings)
        elif name == "Количество":
            _count(stock, TOTAL, text_of(child), child, guid, findings)
        elif name == "Склад":
            _count_warehouse(stock, child, guid, findings)
        elif name in ("Склады", "Остатки"):
            for row in child:
                _count_rest(stock, row, guid, findings)
    if len(stock) > 1:
        stock.pop(TOTAL, None)  # the total of warehouses that are told one by one
    for warehouse, milli in stock.items():
        yield StockRecord(guid, variant, warehouse, milli)
    yield from units


def _price(
    element: etree._Element,
    guid: str,
    variant: str | None,
    units: set[OfferUnit],
    findings: Findings,
) -> Iterator[PriceRecord]:
    told_by = {local(child): text_of(child) for child in element}
    price_type = (told_by.get("ИдТипаЦены", "")).lower()
    told = told_by.get("ЦенаЗаЕдиницу")
    if not price_type or len(price_type) > 80:
        findings.warn("price_without_type", f"товар {guid}: ціна без типу цін пропущена", element)
        return
    amount = decimal(told)
    if told and (amount is None or amount < 0):
        findings.warn(
            "price_not_number",
            f"товар {guid}: «{cut(told, 40)}» не ціна, лишилася попередня",
            element,
        )
        return
    factor = decimal(told_by.get("Коэффициент")) or Decimal(1)
    unit = cut(told_by.get("Единица"), 40)
    currency = None
    spelling = told_by.get("Валюта") or told_by.get("ВалютаЦены")
    if spelling:
        currency = findings.currency(spelling, element)
        if currency is None:
            amount = None
    if unit or factor != 1:
        units.add(OfferUnit(guid, variant, unit, quantity_milli(factor)))
    # 1C writes 0 where it has no price.
    value = None if not amount or factor <= 0 else price_e4(amount / factor)
    yield PriceRecord(guid, variant, price_type, value or None, currency)


def _count_warehouse(
    stock: dict[str, int], element: etree._Element, guid: str, findings: Findings
) -> None:
    warehouse = (element.get("ИдСклада") or child_text(element, "Ид") or "").strip().lower()
    told = (
        element.get("КоличествоНаСкладе")
        or child_text(element, "КоличествоНаСкладе")
        or child_text(element, "Количество")
    )
    if warehouse and len(warehouse) <= 80:
        _count(stock, warehouse, told, element, guid, findings)


def _count_rest(
    stock: dict[str, int], element: etree._Element, guid: str, findings: Findings
) -> None:
    """Остатки/Остаток holds a Склад or a plain Количество; Склады holds Склад."""
    if local(element) == "Склад":
        _count_warehouse(stock, element, guid, findings)
        return
    for child in element:
        if local(child) == "Склад":
            _count_warehouse(stock, child, guid, findings)
        elif local(child) == "Количество":
            _count(stock, TOTAL, text_of(child), child, guid, findings)


def _count(
    stock: dict[str, int],
    warehouse: str,
    told: str | None,
    element: etree._Element,
    guid: str,
    findings: Findings,
) -> None:
    if not told:
        return  # not told is not zero
    quantity = decimal(told)
    if quantity is None:
        findings.warn(
            "stock_not_number",
            f"товар {guid}: «{cut(told, 40)}» не кількість, лишилася попередня",
            element,
        )
        return
    if len(stock) < 1_000:
        stock[warehouse] = quantity_milli(quantity)
