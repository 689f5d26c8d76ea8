from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.ui.catalogue.screen import CatalogueScreen
from tests.fakes.world import World, fill_cache, products

if TYPE_CHECKING:
    from app.ui.theme.theme import Theme


@pytest.fixture
def world(qapp, tmp_path: Path) -> Iterator[World]:
    fill_cache(tmp_path / "1-1.db", products(300))
    world = World(tmp_path)
    yield world
    world.close()


@pytest.fixture
def screen(qtbot, theme: Theme, world: World) -> CatalogueScreen:
    screen = CatalogueScreen(theme, world.terms, world.goods, world.drafts)
    qtbot.addWidget(screen)
    qtbot.addWidget(screen.context)
    qtbot.addWidget(screen.card_place)
    screen.resize(900, 700)
    screen.show()
    with qtbot.waitSignal(screen.shown):
        world.goods.open(world.folder / "1-1.db")
    return screen
