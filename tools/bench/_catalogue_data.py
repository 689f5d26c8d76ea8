"""An invented catalogue of any size as pages of the feed, and a cache file filled with it.

Everything follows from the row's number, so two runs and two processes see the same goods. Eight
contracts over eight price types, six warehouses, 200 groups in 20 roots, 420 brands.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.storage.cache import generations, schema
from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from contract.feed import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from contract.feed import FeedKind

EPOCH = "bench"
AS_OF = "2026-03-01T09:00:00+02:00"
PRICE_TYPES = 8
WAREHOUSES = ("Київ", "Вінниця", "Львів", "Дніпро", "Одеса", "Полтава")
ROOTS = 20
GROUPS = 200
BRANDS = 420
PAGES_OF_A_TRANSACTION = 64

_THINGS = (
    "Автоматичний вимикач", "Кабель силовий", "Розетка подвійна", "Світильник стельовий",
    "Кран кульовий", "Труба поліпропіленова", "Змішувач для кухні", "Дриль ударна",
    "Шуруповерт акумуляторний", "Викрутка хрестова", "Щит розподільчий", "Реле напруги",
    "Клемна колодка", "Лампа світлодіодна", "Гофра захисна", "Муфта з’єднувальна",
    "Фільтр для води", "Рулетка вимірювальна", "Перфоратор", "Пилка дискова",
    "Насос циркуляційний", "Радіатор сталевий", "Унітаз компакт", "Сифон для мийки",
    "Рукавиці робочі", "Болт оцинкований", "Саморіз по металу", "Хомут нейлоновий",
)  # fmt: skip
_KINDS = (
    "вуличний", "посилений", "компактний", "для ванної", "промисловий", "побутовий", "білий",
    "чорний", "з кріпленням", "у комплекті", "вологозахищений", "морозостійкий", "безшумний",
)  # fmt: skip
_SYLLABLES = ("Вол", "Тек", "Ра", "Лум", "Ор", "Кен", "Ді", "Са", "Мет", "Про", "Нор", "Ель")


def brand(number: int) -> str:
    """Return the brand of a product."""
    at = number * 2_654_435_761 % BRANDS
    first, second = divmod(at, len(_SYLLABLES))
    return f"{_SYLLABLES[first % len(_SYLLABLES)]}{_SYLLABLES[second].lower()}{at // 144 or ''}"


def article(number: int) -> str:
    """Return the article of a product: four shapes of code, each unique."""
    shape = number % 4
    if shape == 0:
        return f"{100 + number % 900}-{number:07d}"
    if shape == 1:
        return f"AB-{number}/{number % 7}"
    if shape == 2:
        return f"{number:08d}"
    return f"ВТ{number // 100}.{number % 100:02d}"


def name(number: int) -> str:
    """Return the name of a product."""
    mixed = number * 2_654_435_761 % 2**32
    thing = _THINGS[mixed % len(_THINGS)]
    kind = _KINDS[mixed // 31 % len(_KINDS)]
    return (
        f"{thing} {kind} {brand(number)} {mixed // 7 % 63 + 1}А {mixed // 11 % 400 + 10} мм"
        f" серія {mixed // 97 % 5_000}"
    )


def price_e4(number: int, price_type: int) -> int:
    """Return a price in ten-thousandths: later price types are dearer."""
    base = (number * 40_503 % 99_991 + 500) * 100
    return base * (100 + price_type) // 100 // 100 * 100


def free_milli(number: int, warehouse: int) -> int | None:
    """Return what is free at a warehouse; None = no row there (70 of 100)."""
    mixed = (number * 48_271 + warehouse * 69_621) % 1_000
    return None if mixed >= 300 else (mixed + 1) * 1_000


def wire_profile() -> dict[str, Any]:
    """Return the profile of a dealer who may see and order everything."""
    numbers = range(1, PRICE_TYPES + 1)
    return {
        "epoch": EPOCH,
        "user": {"id": 1, "name": "Олена", "login": "olena", "language": "uk"},
        "rights": ["order", "see_prices", "see_finance", "print"],
        "counterparties": [{"id": "cp", "name": "ТОВ Дилер"}],
        "price_types": [
            {"id": one, "guid": f"pt-{one}", "name": f"Ціна {one}", "currency": "UAH",
             "vat_included": True, "scale": 2}
            for one in numbers
        ],
        "contracts": [
            {"id": f"c-{one}", "counterparty": "cp", "number": str(one),
             "name": "Передоплата 100 %" if one == 1 else f"Відстрочка {one * 7} днів",
             "short": "П100" if one == 1 else f"В{one * 7}",
             "kind": "prepayment" if one == 1 else "deferral",
             "deferral_days": 0 if one == 1 else one * 7, "price_type": one, "currency": "UAH",
             "vat": "included", "organisation": "org", "default_warehouse": "w-1"}
            for one in numbers
        ],
        "default_contract": "c-1",
        "warehouses": [
            {"id": one, "guid": f"w-{one}", "name": city, "short": city[:3], "city": city,
             "order": one, "counted": True, "delivery_days": one}
            for one, city in enumerate(WAREHOUSES, start=1)
        ],
        "managers": [],
        "delivery_methods": [],
        "expected_every_s": {"stock": 300},
        "end": True,
    }  # fmt: skip


def feed_page(kind: FeedKind, columns: dict[str, list[Any]], *, more: bool) -> dict[str, Any]:
    """Return an answer of GET /feed/{kind} as the client parses it."""
    return {
        "epoch": EPOCH,
        "kind": kind,
        "as_of": AS_OF,
        "columns": columns,
        "gone": [],
        "after": "1",
        "more": more,
        "end": True,
    }


def group_page() -> dict[str, Any]:
    """Return the one page of groups: roots first."""
    numbers = list(range(1, GROUPS + 1))
    columns: dict[str, list[Any]] = {
        "id": numbers,
        "guid": [f"group-{one}" for one in numbers],
        "parent": [None if one <= ROOTS else one % ROOTS + 1 for one in numbers],
        "name": [f"Група {one}" for one in numbers],
        "order": numbers,
    }
    return feed_page("groups", columns, more=False)


def product_columns(numbers: range) -> dict[str, list[Any]]:
    """Return the columns of these products."""
    return {
        "id": list(numbers),
        "guid": [f"{one:08x}-0000-4000-8000-{one:012x}" for one in numbers],
        "variant": [None for _ in numbers],
        "group": [ROOTS + 1 + one % (GROUPS - ROOTS) for one in numbers],
        "article": [article(one) for one in numbers],
        "other_codes": [[] for _ in numbers],
        "name": [name(one) for one in numbers],
        "synonyms": [[] for _ in numbers],
        "brand": [brand(one) for one in numbers],
        "unit": ["шт" for _ in numbers],
        "units": [[["уп", 12_000, 0]] for _ in numbers],
        "pack_milli": [12_000 if one % 3 else None for one in numbers],
        "pack_name": ["уп" if one % 3 else "" for one in numbers],
        "weight_g": [one % 5_000 + 10 for one in numbers],
        "volume_cm3": [None for _ in numbers],
        "barcodes": [[f"482{one:010d}"] for one in numbers],
        "vat_rate": [20 for _ in numbers],
        "properties": [{} for _ in numbers],
        "images": [[] for _ in numbers],
        "analogues": [[] for _ in numbers],
        "replaced_by": [None for _ in numbers],
        "discontinued": [False for _ in numbers],
        "created_on": [f"2025-{one % 12 + 1:02d}-{one % 28 + 1:02d}" for one in numbers],
        "note": ["" for _ in numbers],
        "orderable": [True for _ in numbers],
        "why_not": ["" for _ in numbers],
    }


def product_pages(products: int) -> Iterator[dict[str, Any]]:
    """Yield all pages of products."""
    for numbers, more in _ranges(products, LIMITS["products"]):
        yield feed_page("products", product_columns(numbers), more=more)


def price_pages(products: int, price_type: int) -> Iterator[dict[str, Any]]:
    """Yield all pages of prices of a price type."""
    for numbers, more in _ranges(products, LIMITS["prices"]):
        prices = [price_e4(one, price_type) for one in numbers]
        yield feed_page("prices", {"ids": list(numbers), "prices_e4": prices}, more=more)


def stock_pages(products: int) -> Iterator[dict[str, Any]]:
    """Yield all pages of stock."""
    for numbers, more in _ranges(products, LIMITS["stock"] // 2):
        yield feed_page("stock", stock_columns(numbers), more=more)


def stock_columns(numbers: range) -> dict[str, list[Any]]:
    """Return the columns of these products' stock on every warehouse."""
    places = range(1, len(WAREHOUSES) + 1)
    rows = [
        (one, warehouse, free)
        for one in numbers
        for warehouse in places
        if (free := free_milli(one, warehouse)) is not None
    ]
    return {
        "ids": [row[0] for row in rows],
        "warehouses": [row[1] for row in rows],
        "free_milli": [row[2] for row in rows],
        "at_least": [False] * len(rows),
        "reserved_mine_milli": [0] * len(rows),
        "expected_on": [None] * len(rows),
        "expected_milli": [None] * len(rows),
        "expected_note": [""] * len(rows),
    }


def filled_cache(folder: Path, products: int) -> Path:
    """Return a complete cache of that many products in the folder, written once by CacheWriter."""
    known = generations.newest(folder)
    if known is not None and known.complete:
        return known.path
    path = generations.path_of(folder, generations.next_number(folder))
    folder.mkdir(parents=True, exist_ok=True)
    schema.create(path)
    writer = CacheWriter(path)
    try:
        with writer.transaction():
            writer.set_meta("epoch", EPOCH)
            writer.set_profile(json.dumps(wire_profile()))
            writer.apply(read_page(group_page(), "groups", 0))
        _write(writer, "products", 0, product_pages(products))
        for price_type in range(1, PRICE_TYPES + 1):
            _write(writer, "prices", price_type, price_pages(products, price_type))
        _write(writer, "stock", 0, stock_pages(products))
        writer.build_orders()
        writer.build_index(lambda _done, _total: None, lambda: False)
        writer.set_meta("complete", "1")
        writer.checkpoint()
    finally:
        writer.close()
    return path


def _write(writer: CacheWriter, kind: FeedKind, key: int, pages: Iterator[dict[str, Any]]) -> None:
    waiting = True
    while waiting:
        with writer.transaction():
            for _ in range(PAGES_OF_A_TRANSACTION):
                raw = next(pages, None)
                if raw is None:
                    waiting = False
                    break
                writer.apply(read_page(raw, kind, key))


def _ranges(products: int, limit: int) -> Iterator[tuple[range, bool]]:
    for start in range(1, products + 1, limit):
        end = min(start + limit, products + 1)
        yield range(start, end), end <= products
