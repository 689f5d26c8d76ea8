"""With more warehouses than there is room for, one column adds up those without their own."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.domain.product import WAREHOUSE
from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from app.ui.catalogue.columns import OTHERS
from app.ui.catalogue.exporting import ExportPlan, sheet_row
from app.ui.catalogue.screen import CatalogueScreen
from tests.app.ui.catalogue.opened import opened
from tests.fakes.supplier import page, stock
from tests.fakes.world import WAREHOUSES, World, fill_cache, products, wire_profile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.ui.theme.theme import Theme

PLACES = (*WAREHOUSES, "Харків", "Суми", "Луцьк", "Рівне", "Умань")


@pytest.fixture
def world(qapp, tmp_path: Path) -> Iterator[World]:
    path = tmp_path / "1-1.db"
    fill_cache(path, products(30))
    with closing(CacheWriter(path)) as writer, writer.transaction():
        writer.set_profile(json.dumps(wire_profile(PLACES)))
        rows = [stock(1, place, place * 1_000) for place in range(1, 12)]
        rows += [stock(2, place, 0, expected_on=f"2026-12-{place:02}") for place in range(2, 12)]
        rows += [stock(3, place, None) for place in range(2, 12)]
        rows += [stock(4, place, 1_000 if place > 2 else None) for place in range(2, 12)]
        rows += [stock(5, place, 0 if place > 2 else None) for place in range(2, 12)]
        writer.apply(read_page(page("stock", rows), "stock", 0))
    world = World(tmp_path)
    yield world
    world.close()


@pytest.fixture
def screen(qtbot, theme: Theme, world: World) -> CatalogueScreen:
    return opened(qtbot, theme, world, width=1300)


def _stock_columns(screen: CatalogueScreen) -> list[str]:
    header, columns = screen.table.columns, screen.model.columns
    return [
        one.key
        for number, one in enumerate(columns)
        if one.kind == "stock" and not header.isSectionHidden(number)
    ]


def _cell(screen: CatalogueScreen, product: int, role=Qt.ItemDataRole.DisplayRole) -> str:
    model = screen.model
    row = next(n for n in range(model.rowCount()) if model.product_id(n) == product)
    column = next(n for n, one in enumerate(model.columns) if one.key == OTHERS)
    return model.index(row, column).data(role)


def test_the_home_warehouse_and_the_sum_of_the_others_are_shown(screen) -> None:
    assert _stock_columns(screen) == ["stock:w-1", OTHERS]
    assert _cell(screen, 1) == str(sum(range(2, 12)))
    assert _cell(screen, 2) == "02.12", "nothing is free: the first day of arrival"
    assert _cell(screen, 3) == "?", "nobody told how much"
    assert _cell(screen, 4) == "9+", "one of them does not tell"
    assert _cell(screen, 5) == "?", "one of them does not tell, the others have none"
    said = _cell(screen, 1, Qt.ItemDataRole.AccessibleTextRole)
    assert "Харків: 7 free" in said
    assert "Київ" not in said
    assert _cell(screen, 5, Qt.ItemDataRole.AccessibleTextRole) == "other warehouses: not known"


def test_warehouses_that_the_list_is_filtered_by_get_columns(screen, qtbot) -> None:
    facets = screen.bar.facets
    chosen = (("3", "Львів"), ("7", "Харків"))
    with qtbot.waitSignal(screen.shown):
        facets.set_filters(facets.filters.with_values(WAREHOUSE, chosen))
    assert _stock_columns(screen) == ["stock:w-1", "stock:w-3", "stock:w-7", OTHERS]
    assert _cell(screen, 1) == str(sum(range(2, 12)) - 3 - 7)
    with qtbot.waitSignal(screen.shown):
        facets.set_filters(facets.filters.without(WAREHOUSE))
    assert _stock_columns(screen) == ["stock:w-1", OTHERS]


def test_a_warehouse_that_the_user_wants_leaves_the_sum(screen) -> None:
    header = screen.table.columns
    header.take_layout(header.columns.with_shown("stock:w-11", shown=True))
    assert _stock_columns(screen) == ["stock:w-1", "stock:w-11", OTHERS]
    assert _cell(screen, 1) == str(sum(range(2, 11)))


def test_the_saved_list_has_the_same_sum(screen, world) -> None:
    stocks = {f"w-{n}": world.goods.stock(f"w-{n}") for n in range(1, 12)}
    shown = [one for one in screen.model.columns if one.key in ("stock:w-1", OTHERS)]
    plan = ExportPlan([1], shown, None, stocks, {})
    row = next(screen.model.product(n) for n in range(30) if screen.model.product_id(n) == 1)
    assert sheet_row(row, plan) == [1.0, float(sum(range(2, 12)))]


def test_up_to_eight_warehouses_have_a_column_each(qtbot, theme, tmp_path) -> None:
    path = tmp_path / "1-1.db"
    fill_cache(path, products(3))
    with closing(CacheWriter(path)) as writer, writer.transaction():
        writer.set_profile(json.dumps(wire_profile(PLACES[:8])))
    world = World(tmp_path)
    screen = CatalogueScreen(theme, world.terms, world.goods, world.drafts)
    for widget in (screen, screen.context, screen.card_place):
        qtbot.addWidget(widget)
    screen.resize(1300, 700)
    screen.show()
    with qtbot.waitSignal(screen.shown):
        world.goods.open(path)
    assert _stock_columns(screen) == [f"stock:w-{n}" for n in range(1, 9)]
    world.close()
