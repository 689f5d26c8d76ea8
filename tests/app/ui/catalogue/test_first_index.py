"""While the first sync builds the index the list says what does not work yet."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from tests.app.ui.catalogue.opened import opened
from tests.fakes.supplier import page, product
from tests.fakes.world import World, fill_cache

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.ui.catalogue.screen import CatalogueScreen
    from app.ui.theme.theme import Theme

POLES = {
    "id": 7, "name": "Полюси", "unit": "", "type": "text", "group_ids": [], "row_order": None,
    "card_order": None, "facet_order": 1, "is_tag": False,
}  # fmt: skip


@pytest.fixture
def world(qapp, tmp_path: Path) -> Iterator[World]:
    path = tmp_path / "1-1.db"
    rows = [
        product(n, group=2, name=f"Автоматичний вимикач C{n}", properties={"7": f"{n % 2 + 1}P"})
        for n in range(1, 31)
    ]
    fill_cache(path, rows, index=False)
    with closing(CacheWriter(path)) as writer, writer.transaction():
        writer.apply(read_page(page("properties", [POLES]), "properties", 0))
    world = World(tmp_path)
    yield world
    world.close()


@pytest.fixture
def screen(qtbot, theme: Theme, world: World) -> CatalogueScreen:
    return opened(qtbot, theme, world, width=1000)


def _said(screen: CatalogueScreen) -> str:
    reading = screen.bar.facets.reading
    return reading.text() if reading.isVisible() else ""


def test_the_index_is_told_in_percent_until_it_is_there(screen, world, qtbot) -> None:
    screen.bar.note_stage("index", 42, 100)
    assert _said(screen).startswith("index 42\u00a0% · filters by properties")
    with qtbot.waitSignal(screen.shown):
        screen.search.setText("вимикач")
    assert "only as typed" in _said(screen)
    assert screen.model.rowCount() == 30
    with qtbot.waitSignal(screen.shown):
        screen.search.setText("dbvbrfx")
    assert screen.model.rowCount() == 0, "the other keyboard layout is not read yet"
    screen.bar.note_stage("index", 9, 10)
    assert "90" in _said(screen)
    assert "property:7" not in screen.bar.facets._facets

    with closing(CacheWriter(world.folder / "1-1.db")) as writer:
        assert writer.build_index(lambda _done, _total: None, lambda: False)
    with qtbot.waitSignal(screen.shown):
        world.goods.apply({"products": None})
    assert "other keyboard layout" in _said(screen)
    assert screen.model.rowCount() == 30
    qtbot.waitUntil(lambda: "property:7" in screen.bar.facets._facets)
    with qtbot.waitSignal(screen.shown):
        screen.search.setText("вимикач")
    assert _said(screen) == ""
