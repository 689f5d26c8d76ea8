"""A window's live objects over a real cache file and a real journal, without a gateway."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from app.services.catalogue import CacheReaders
from app.storage.cache import schema
from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from app.storage.journal.choices import keep_choice
from app.storage.journal.opening import open_journal
from app.storage.journal.start import read_start
from app.storage.journal.store import Journal
from app.ui.live.drafts import Drafts
from app.ui.live.goods import Goods
from app.ui.live.terms import Terms
from app.ui.tasks import Tasks
from tests.fakes.supplier import group, page, price, product, profile, stock

CONTRACTS = (
    ("Передоплата 100 %", "П100", "prepayment", 0, 1),
    ("Відстрочка 14 днів", "В14", "deferral", 14, 2),
    ("Відстрочка 30 днів", "В30", "deferral", 30, 3),
)
WAREHOUSES = ("Київ", "Вінниця", "Львів", "Дніпро", "Одеса", "Полтава")


def wire_profile(warehouses: Sequence[str] = WAREHOUSES) -> dict[str, Any]:
    """Three contracts in UAH with VAT, six warehouses, every right."""
    data = profile(price_types=(1, 2, 3))
    data["rights"] = ["order", "see_prices", "see_finance", "print"]
    data["contracts"] = [
        {
            **base,
            "name": name,
            "short": short,
            "kind": kind,
            "deferral_days": days,
            "minimum_order": "5000.00",
            "limit": "350000.00",
            "limit_left": "214380.50",
            "default_warehouse": "w-1",
        }
        for base, (name, short, kind, days, _type) in zip(data["contracts"], CONTRACTS, strict=True)
    ]
    data["warehouses"] = [
        {
            "id": n,
            "guid": f"w-{n}",
            "name": name,
            "short": name[:3],
            "city": name,
            "counted": True,
            "order": n,
            "delivery_days": n,
        }
        for n, name in enumerate(warehouses, start=1)
    ]
    data["delivery_methods"] = delivery_methods()
    return data


def delivery_methods() -> list[dict[str, Any]]:
    """Ways to get the goods, with and without terms; one name has mark-up in it."""
    night = {"key": "time", "text": {"uk": "1–2 дні після <b>резерву</b>"}}
    limits = {"key": "limits", "text": {"uk": "місце до 30 кг"}}
    rows: list[tuple[str, str, str, list[str], list[dict[str, Any]]]] = [
        ("pickup", "pickup", "Самовивіз", [], []),
        ("company", "company_transport", "Транспорт компанії", ["address"], []),
        ("np", "carrier", "Нова <i>пошта</i>", ["branch", "locker", "address"], [limits, night]),
        ("sat", "carrier", "САТ", ["branch"], [night]),
        ("drop", "dropship", "Дропшипінг", [], []),
        ("other", "other", "Інше", [], []),
    ]
    return [
        {
            "code": code,
            "kind": kind,
            "carrier": code if kind == "carrier" else None,
            "name": {"uk": name},
            "offers": offers,
            "terms": terms,
            "terms_on": "2026-11-20" if terms else None,
            "order": order,
        }
        for order, (code, kind, name, offers, terms) in enumerate(rows)
    ]


def fill_cache(path: Path, products: list[dict[str, Any]], *, index: bool = True) -> None:
    """Write a complete cache: the products, three price types, stock on every warehouse.

    Without `index` it is as the first sync leaves it before its last stage.
    """
    schema.create(path)
    writer = CacheWriter(path)
    with writer.transaction():
        writer.set_profile(json.dumps(wire_profile()))
        groups = [group(1, name="Електрика"), group(2, 1, "Автоматика та щити")]
        writer.apply(read_page(page("groups", groups), "groups", 0))
        writer.apply(read_page(page("products", products), "products", 0))
        for kind, rise in ((1, 100), (2, 103), (3, 106)):
            rows = [price(one["id"], 1_000_000 * rise // 100 + one["id"] * 100) for one in products]
            writer.apply(read_page(page("prices", rows), "prices", kind))
        rows = [
            stock(one["id"], warehouse, (one["id"] * 7 + warehouse * 13) % 60 * 1000)
            for one in products
            for warehouse in range(1, 7)
            if (one["id"] + warehouse) % 5
        ]
        writer.apply(read_page(page("stock", rows), "stock", 0))
        writer.set_meta("list_ready", "1")
        if index:
            writer.set_meta("complete", "1")
    writer.build_orders()
    if index:
        writer.build_index(lambda _done, _total: None, lambda: False)
    writer.close()


class World(QObject):
    """Tasks, journal, terms, goods and drafts, wired as the window wires them."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.tasks = Tasks()
        open_journal(folder / "journal.db")
        self.journal = Journal(folder / "journal.db")
        self.readers = CacheReaders(lambda _path: None)
        self.goods = Goods(self.tasks, self.readers)
        start = read_start(folder / "journal.db")
        self.terms = Terms(self.remember, start.choices)
        self.drafts = Drafts(self.tasks, lambda: self.journal, self.remember)
        self.drafts.show("cp", start.drafts.get("cp", []), start.choices.get("draft"))
        self.goods.opened.connect(self._opened)

    def remember(self, key: str, value: str | None) -> None:
        self.tasks.write(
            lambda: keep_choice(self.journal, key, value), lambda _result: None, owner=self
        )

    def close(self) -> None:
        assert self.tasks.shutdown(10)
        self.readers.close()
        self.journal.close()

    def _opened(self, shown: Any) -> None:
        if shown is not None:
            self.terms.show(shown)


def products(
    count: int, make: Callable[[int], dict[str, Any]] | None = None
) -> list[dict[str, Any]]:
    """Products named like the design's pictures."""
    maker = make or (
        lambda n: product(
            n,
            group=2,
            name=f"Автоматичний вимикач {n % 3 + 1}P C{n} 6 кА",
            brand="Волтекра",
            article=f"104-{n:04d}",
            pack_milli=12_000,
        )
    )
    return [maker(n) for n in range(1, count + 1)]
