"""Values that real bases hold and that break careless readers, on purpose.

Each function below makes goods with one kind of trouble; its first line says which. Two more stand
outside the goods: the group marked for deletion with markup in its name, and the chain of groups
six deep (both in `groups.TREE`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from demo.good import Good
from demo.ids import barcode, guid
from demo.prices import Prices, from_prepayment

_STOCK: tuple[int | None, ...] = (25_000, 8_000, 0, 12_000, 0, 5_000)
DEEP_GROUP = "Чорні, для вулиці"


def _good(seed: int, key: str, name: str, **changes: object) -> Good:
    plain = Good(
        guid=guid(seed, "ugly", key),
        article=f"990-{key}",
        name=name,
        group="Витратні матеріали",
        prices=from_prepayment(400_000),
        stock_milli=_STOCK,
        brand="Стальмірк",
        weight_g=50,
        barcode=barcode(990_000_000 + sum(map(ord, key))),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # field names are checked by replace


def long_name(seed: int) -> list[Good]:
    """A name of 250 characters, the limit of the schema."""
    words = "Комплект ущільнювальних кілець для змішувачів, кранів і фільтрів "
    return [_good(seed, "long", (words * 4)[:249] + "!", group="Змішувачі")]


def quotes(seed: int) -> list[Good]:
    """Quotes of four kinds, both apostrophes, ampersand, less-than and backslash in names."""
    return [
        _good(seed, "quot", 'З\'єднувач 1/2" «Прес» "P&P" & Ко <16 бар> \\ ‘нова’ п’ятий'),
        _good(seed, "html", "<b>АКЦІЯ</b> Рулетка 5 м <script>alert(1)</script>"),
        _good(seed, "form", '=HYPERLINK("http://invalid.example";"Свердло 6 мм")'),
    ]


def directions(seed: int) -> list[Good]:
    """Marks of right-to-left writing, zero-width and non-breaking blanks, a soft hyphen."""
    return [
        _good(seed, "bidi", "Щітка \u202eгтор\u202c кругла\u200f \u200bз\u00a0ручкою, м\u00adяка")
    ]


def blanks(seed: int) -> list[Good]:
    """Double, leading and trailing blanks, a tab and a line break inside a name."""
    return [_good(seed, "blnk", "  Дюбель  6×40   нейлон,\tуп.\n100 шт  ", article=" 990-blnk ")]


def equal_articles(seed: int) -> list[Good]:
    """Two different goods with one article."""
    return [
        _good(seed, "twin-a", "Свердло по бетону 8×120", article="305-TWIN"),
        _good(seed, "twin-b", "Свердло по металу 8 мм", article="305-TWIN"),
    ]


def no_price(seed: int) -> list[Good]:
    """Goods without any price, with price 0 in each type, and with no article at all."""
    none: Prices = (None,) * 6
    return [
        _good(seed, "nopr", "Котел на замовлення, ціна за запитом", prices=none, group="Котли"),
        _good(seed, "zero", "Насос циркуляційний, ціну не вказано", prices=(0,) * 6,
              group="Насоси"),
        _good(seed, "noar", "Товар без артикулу", article=""),
    ]  # fmt: skip


def no_unit(seed: int) -> list[Good]:
    """Goods without a unit of measure, and with the code written as "796 "."""
    return [
        _good(seed, "noun", "Набір без одиниці виміру", unit=""),
        _good(seed, "796_", "Код одиниці з пробілом", unit_code="796 "),
    ]


def variants(seed: int) -> list[Good]:
    """Variants (guid#guid): two sold, and one that 1C multiplied with neither price nor stock."""
    base = _good(seed, "vari", "Ізострічка 19 мм × 20 м", group="Провід монтажний")
    return [
        replace(
            base,
            variant=guid(seed, "variant", colour),
            variant_of=("Колір", colour),
            prices=base.prices if sold else (0,) * 6,
            stock_milli=_STOCK if sold else (0,) * 6,
        )
        for colour, sold in (("чорний", True), ("жовто-зелений", True), ("рожевий", False))
    ]


def by_weight(seed: int) -> list[Good]:
    """Goods by weight with three decimals in stock and four in a price."""
    prices = (1_234_567, 1_272_839, 1_313_570, 1_187_654, 1_253_086, 24_859)
    stock = (12_345, 7_001, 0, 999, 1, 250)
    return [
        _good(seed, "kilo", "Електроди 3 мм, на вагу", unit="кг", prices=prices, stock_milli=stock,
              pack_milli=1, weight_g=1000),
    ]  # fmt: skip


def deleted(seed: int) -> list[Good]:
    """Goods marked for deletion, one of them in a group marked for deletion."""
    return [
        _good(seed, "del1", "Знято: патрон Е27 карболітовий", deleted=True, group="Лампи"),
        _good(seed, "del2", "Знято разом із групою", deleted=True,
              group="Архів 2019 <b>не використовувати</b>"),
    ]  # fmt: skip


def negative_stock(seed: int) -> list[Good]:
    """Negative free stock, and stock that the files say nothing about."""
    return [
        _good(seed, "nega", "Лещата слюсарні 125 мм", stock_milli=(-7_000, -500, 0, 3_000, 0, 0)),
        _good(seed, "unkn", "Верстак складаний", stock_milli=(None,) * 6),
    ]


def units_disagree(seed: int) -> list[Good]:
    """A base unit of pieces and prices per package of 12, not divided."""
    return [
        _good(seed, "pack", "Хомут 16–27, ціна за упаковку", price_unit="уп", price_factor=12,
              pack_milli=12_000),
    ]  # fmt: skip


def deep_group(seed: int) -> list[Good]:
    """Goods in a group six deep."""
    return [_good(seed, "deep", "Стяжка нейлонова 4,8×300, чорна", group=DEEP_GROUP, unit="уп")]


def other_vat(seed: int) -> list[Good]:
    """Goods with VAT of 7 % and goods without VAT."""
    return [
        _good(seed, "vat7", "Аптечка монтажника", vat=7),
        _good(seed, "vat-", "Довідник електрика, книга", vat=None),
    ]


KINDS: tuple[Callable[[int], list[Good]], ...] = (
    long_name,
    quotes,
    directions,
    blanks,
    equal_articles,
    no_price,
    no_unit,
    variants,
    by_weight,
    deleted,
    negative_stock,
    units_disagree,
    deep_group,
    other_vat,
)


def ugly(seed: int) -> list[Good]:
    """All of them, in the order of KINDS."""
    return [good for kind in KINDS for good in kind(seed)]
