"""Catalogue files that a site must refuse or survive."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from demo.commerceml import Writer, second_form_changes

if TYPE_CHECKING:
    from demo.good import Good

DEPTH = 5_000


def _cut(writer: Writer, goods: list[Good]) -> str:
    text = second_form_changes(writer, (0,), goods)
    return text[: len(text) * 2 // 3]


def _deep(writer: Writer, _goods: list[Good]) -> str:
    inner = "<Группы><Группа>" * DEPTH + "</Группа></Группы>" * DEPTH
    return f"{writer.head('2.07')}<Классификатор>{inner}</Классификатор></КоммерческаяИнформация>"


def _schema(writer: Writer, _goods: list[Good]) -> str:
    inner = "<Каталог><Товары><Ид>?</Ид></Товары></Каталог><Зайве/>"
    return f"{writer.head('9.99')}{inner}</КоммерческаяИнформация>"


def _price_text(writer: Writer, goods: list[Good]) -> str:
    text = second_form_changes(writer, (0,), goods)
    head, _, tail = text.partition("<ЦенаЗаЕдиницу>")
    return f"{head}<ЦенаЗаЕдиницу>за домовленістю{tail[tail.index('<') :]}"


BROKEN: dict[str, Callable[[Writer, list[Good]], str]] = {
    "cut": _cut,
    "deep": _deep,
    "schema": _schema,
    "price_text": _price_text,
}
"""cut: the file ends in the middle; deep: groups 5,000 deep; schema: an unknown version and goods
without goods; price_text: words where a price belongs. Each gets the writer and some goods."""
