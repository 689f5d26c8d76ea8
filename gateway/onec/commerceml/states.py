"""The answer to `mode=info`: states that 1C may map to its own."""

from __future__ import annotations

from lxml import etree

from gateway.onec.commerceml.dialects.order_xml import add, packed

STATES = {
    "accepted": "Прийнято",
    "checking": "Перевіряється",
    "confirmed": "Підтверджено",
    "partly_shipped": "Відвантажено частково",
    "shipped": "Відвантажено",
    "received": "Доставлено",
    "cancelled_by_supplier": "Скасовано",
}


def states_xml() -> bytes:
    """Return the list in windows-1251, as the modules that ask for it expect."""
    root = etree.Element("Справочник")
    # The first letter of this name is Latin in the protocol that the modules know.
    states = add(root, "Cтатусы")
    for code, name in STATES.items():
        one = add(states, "Элемент")
        add(one, "Ид", code)
        add(one, "Название", name)
    add(root, "ПлатежныеСистемы")
    add(root, "СлужбыДоставки")
    return packed(root, "windows-1251")
