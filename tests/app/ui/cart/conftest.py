from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.cart import Draft, DraftLine
from app.ui.cart.screen import CartScreen
from tests.fakes.supplier import product
from tests.fakes.world import World, fill_cache, products

if TYPE_CHECKING:
    from app.ui.theme.theme import Theme


def goods_row(number: int):
    """Thirty products; the fifth has mark-up in its name, the seventh and eighth one article."""
    name = "<b>Розетка</b> & рамка" if number == 5 else f"Автоматичний вимикач C{number}"
    article = "104-0007" if number in (7, 8) else f"104-{number:04d}"
    return product(
        number, group=2, name=name, article=article, pack_milli=4_000, discontinued=number == 9
    )


def cart_line(world: World, number: int, quantity_milli: int, warehouse: str = "w-1", **other):
    """A line of product `number`, seen at the price of the first contract."""
    row = goods_row(number)
    values = {
        "product": row["guid"],
        "variant": None,
        "warehouse": warehouse,
        "quantity_milli": quantity_milli,
        "article": row["article"],
        "name": row["name"],
        "unit": "шт",
        "seen_price_e4": 1_000_000 + number * 100,
        "seen_currency": "UAH",
        "seen_at": "2026-11-24T14:02:00+00:00",
    }
    return DraftLine(**{**values, **other})


def free_at(world: World, number: int, warehouse: str) -> int:
    """What is free of a product at a warehouse, as the cache has it."""
    cell = world.goods.stock_cell(warehouse, number)
    return (cell.free_milli or 0) if cell else 0


@pytest.fixture
def world(qapp, qtbot, tmp_path: Path) -> Iterator[World]:
    fill_cache(tmp_path / "1-1.db", products(30, goods_row))
    world = World(tmp_path)
    with qtbot.waitSignal(world.goods.opened):
        world.goods.open(tmp_path / "1-1.db")
    yield world
    world.close()


@pytest.fixture
def screen(qtbot, theme: Theme, world: World) -> CartScreen:
    screen = CartScreen(theme, world.terms, world.goods, world.drafts)
    qtbot.addWidget(screen)
    qtbot.addWidget(screen.side)
    screen.resize(900, 600)
    screen.show()
    return screen


@pytest.fixture
def fill(qtbot, world: World, screen: CartScreen) -> Callable[..., Draft]:
    """Put these lines into the active draft and wait until they are known."""

    def put(*lines: DraftLine) -> Draft:
        from dataclasses import replace

        draft = replace(world.drafts.active, lines=lines)
        world.drafts.change(draft)
        qtbot.waitUntil(lambda: screen.valuation.draft == draft and not screen.valuation.pending)
        return draft

    return put
