from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from app.ui.catalogue.screen import CatalogueScreen
from tests.fakes.supplier import page, product, stock
from tests.fakes.world import World, fill_cache, products, wire_profile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.ui.theme.theme import Theme

PLACES = {
    "Київ": (50.45, 30.52),
    "Вінниця": (49.23, 28.47),
    "Львів": (49.84, 24.03),
    "Дніпро": (48.46, 35.04),
    "Одеса": (46.48, 30.72),
}


@pytest.fixture
def world(qapp, tmp_path: Path) -> Iterator[World]:
    """Thirty goods; five warehouses stand on the map, the sixth has no place; one contract has
    another VAT rule."""
    path = tmp_path / "1-1.db"

    def make(number: int):
        return product(
            number,
            group=2,
            name=f"Автоматичний вимикач 3P C{number} 6 кА",
            brand="Волтекра",
            article=f"104-{number:04d}",
            pack_milli=4_000,
            weight_g=420,
            analogues=[number + 1, number + 2],
        )

    fill_cache(path, products(30, make))
    profile = wire_profile()
    for warehouse in profile["warehouses"]:
        if warehouse["name"] in PLACES:
            warehouse["lat"], warehouse["lon"] = PLACES[warehouse["name"]]
    profile["contracts"].append(
        {**profile["contracts"][0], "id": "c-9", "name": "Без ПДВ", "short": "Б", "vat": "none"}
    )
    with closing(CacheWriter(path)) as writer, writer.transaction():
        writer.set_profile(json.dumps(profile))
        rows = [
            stock(1, 1, 340_000, reserved_mine_milli=24_000),
            stock(1, 2, 64_000),
            stock(1, 3, 18_000, expected_on="2026-11-30", expected_milli=40_000),
            stock(1, 4, 126_000),
            stock(1, 5, 0, expected_on="2026-12-02", expected_milli=60_000),
            stock(1, 6, 6_000),
        ]
        writer.apply(read_page(page("stock", rows), "stock", 0))
    world = World(tmp_path)
    yield world
    world.close()


@pytest.fixture
def screen(qtbot, theme: Theme, world: World) -> CatalogueScreen:
    """The catalogue with its card in sight, on the first product."""
    screen = CatalogueScreen(theme, world.terms, world.goods, world.drafts)
    for widget in (screen, screen.context, screen.card_place):
        qtbot.addWidget(widget)
    screen.resize(900, 700)
    screen.show()
    screen.card_place.resize(372, 800)
    screen.card_place.show()
    with qtbot.waitSignal(screen.shown):
        world.goods.open(world.folder / "1-1.db")
    first = next(row for row in range(30) if screen.model.product_id(row) == 1)
    screen.table.go_to_row(first)
    place = screen.card_place
    qtbot.waitUntil(lambda: place.card is not None and place.card._product is not None)
    return screen


@pytest.fixture
def card(screen: CatalogueScreen):
    return screen.card_place.card
