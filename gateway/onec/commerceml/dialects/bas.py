"""Orders as BAS ERP's own exchange module reads them.

It dereferences Склад/Адрес/АдресноеПоле and Контакты/Контакт without looking, finds the customer by
ОКПО, looks a number up by its first 11 characters and keeps rate, unit and coefficient of the line
before where a line does not tell them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from gateway.onec.commerceml.dialects.dialect import Dialect
from gateway.onec.commerceml.dialects.order_pieces import (
    add_address,
    add_contacts,
    add_document_tax,
    add_goods,
    add_head,
    add_order_requisites,
    comment_block,
    delivery_address,
)
from gateway.onec.commerceml.dialects.order_xml import add

if TYPE_CHECKING:
    from lxml import etree

    from gateway.services.onec_parts import PartForOnec


class BasDialect(Dialect):
    """Writes parts of orders for BAS ERP 2.5 (CommerceML 2.07, no namespace)."""

    version = "2.07"

    @override
    def _add(self, root: etree._Element, part: PartForOnec) -> None:
        document = add(root, "Документ")
        add_head(document, part, self._settings, self._zone)
        add(document, "Комментарий", comment_block(part))
        self._add_customer(document, part)
        add_document_tax(document, part)
        self._add_warehouse(document, part)
        add_goods(document, part, self._settings)
        add_order_requisites(document, part, self._settings)

    def _add_customer(self, document: etree._Element, part: PartForOnec) -> None:
        party = part.counterparty
        customer = add(add(document, "Контрагенты"), "Контрагент")
        add(customer, "Ид", party.guid)
        add(customer, "Наименование", party.name)
        add(customer, "ОфициальноеНаименование", party.full_name or party.name)
        add(customer, "ПолноеНаименование", party.full_name or party.name)
        add(customer, "Роль", "Покупатель")
        add(customer, "ИНН", party.ipn or party.edrpou)
        add(customer, "ОКПО", party.edrpou)
        add_address(customer, "АдресРегистрации", delivery_address(part) or party.address)
        add_contacts(customer, part)

    def _add_warehouse(self, document: etree._Element, part: PartForOnec) -> None:
        warehouse = add(add(document, "Склады"), "Склад")
        add(warehouse, "Ид", part.warehouse_guid)
        add(warehouse, "Наименование", part.warehouse_name)
        add_address(warehouse, "Адрес", part.warehouse_address or part.warehouse_name)
        contact = add(add(warehouse, "Контакты"), "Контакт")
        add(contact, "Тип", "Почта")
        add(contact, "Значение")
