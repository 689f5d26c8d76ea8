"""Orders in plain CommerceML 2.04: what УТП, УНФ and sites' modules read alike.

УТП finds the customer by ИНН and makes a property of every requisite it does not know; УНФ reads
contract, price type, warehouse and organisation from requisites, which the account whitelists.
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


class GenericDialect(Dialect):
    """Writes parts of orders in the order of elements of the format's own description."""

    version = "2.04"

    @override
    def _add(self, root: etree._Element, part: PartForOnec) -> None:
        document = add(root, "Документ")
        add_head(document, part, self._settings, self._zone)
        self._add_customer(document, part)
        add(document, "Комментарий", comment_block(part))
        add_document_tax(document, part)
        if part.warehouse_guid:
            warehouse = add(add(document, "Склады"), "Склад")
            add(warehouse, "Ид", part.warehouse_guid)
            add(warehouse, "Наименование", part.warehouse_name)
            add_address(warehouse, "Адрес", part.warehouse_address or part.warehouse_name)
        add_goods(document, part, self._settings)
        add_order_requisites(document, part, self._settings)

    def _add_customer(self, document: etree._Element, part: PartForOnec) -> None:
        party = part.counterparty
        customer = add(add(document, "Контрагенты"), "Контрагент")
        add(customer, "Ид", party.guid)
        add(customer, "Наименование", party.name)
        add(customer, "Роль", "Покупатель")
        add(customer, "ПолноеНаименование", party.full_name or party.name)
        add(customer, "ОфициальноеНаименование", party.full_name or party.name)
        add(customer, "ИНН", party.ipn or party.edrpou)
        add(customer, "ОКПО", party.edrpou)
        add_address(customer, "АдресРегистрации", delivery_address(part) or party.address)
        add_contacts(customer, part)
