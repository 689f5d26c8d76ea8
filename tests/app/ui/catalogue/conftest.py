from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app.ui.catalogue.opened import opened
from tests.fakes.world import World, fill_cache, products

if TYPE_CHECKING:
    from app.ui.catalogue.screen import CatalogueScreen
    from app.ui.theme.theme import Theme


@pytest.fixture
def world(qapp, tmp_path: Path) -> Iterator[World]:
    fill_cache(tmp_path / "1-1.db", products(300))
    world = World(tmp_path)
    yield world
    world.close()


@pytest.fixture
def screen(qtbot, theme: Theme, world: World) -> CatalogueScreen:
    return opened(qtbot, theme, world, width=900)
