"""Writing XML as 1C's own modules read it: fixed order of elements, no namespace."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from lxml import etree

Encoding = Literal["utf-8", "windows-1251"]
_NOT_XML = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    """Add a child; text loses the signs that XML cannot carry.

    Every other sign stays, also blanks that don't break: 1C finds its customer by the exact name.
    """
    child = etree.SubElement(parent, name)
    if text:
        child.text = _NOT_XML.sub("", text)
    return child


def add_requisite(parent: etree._Element, name: str, value: str) -> None:
    """Add one ЗначениеРеквизита."""
    one = add(parent, "ЗначениеРеквизита")
    add(one, "Наименование", name)
    add(one, "Значение", value)


def money(value_e4: int) -> str:
    """Return an amount with dot and two decimals, more only where the amount has them."""
    amount = Decimal(value_e4).scaleb(-4)
    shown = amount.quantize(Decimal("0.01"))
    return f"{shown if shown == amount else amount.normalize():f}"


def quantity(milli: int) -> str:
    """Return a quantity with dot, without trailing zeros."""
    whole, rest = divmod(milli, 1000)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".")


def packed(root: etree._Element, encoding: Encoding) -> bytes:
    """Return the document, beginning exactly with `<?xml`.

    Signs that windows-1251 has not become character references, which every XML reader reads.
    """
    etree.indent(root, space="\t")
    head = f'<?xml version="1.0" encoding="{encoding.upper()}"?>\n'
    text = head + etree.tostring(root, encoding="unicode") + "\n"
    codec = "cp1251" if encoding == "windows-1251" else "utf-8"
    return text.encode(codec, "xmlcharrefreplace")
