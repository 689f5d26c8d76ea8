"""Checkout over a real journal and cache, with a gateway in memory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app.ui.cart.conftest import cart_line, goods_row
from tests.fakes.order_world import OrderWorld
from tests.fakes.ordering import FakeOrdering
from tests.fakes.world import fill_cache, products

if TYPE_CHECKING:
    from app.domain.cart import Draft
    from app.ui.theme.theme import Theme


@pytest.fixture(autouse=True)
def _no_garbage() -> None:
    """Let the objects of the test before go here, not in a lane's thread: they hold timers."""
    gc.collect()


@pytest.fixture(scope="session")
def cache(tmp_path_factory) -> Path:
    """A cache file that every test copies."""
    path = tmp_path_factory.mktemp("cache") / "1-1.db"
    fill_cache(path, products(12, goods_row))
    return path


@pytest.fixture
def gateway() -> FakeOrdering:
    return FakeOrdering()


@pytest.fixture
def start(qtbot, theme: Theme, cache: Path, tmp_path: Path, gateway: FakeOrdering):
    """Start the order pages on the same folder; what ran before is ended first."""
    running: list[OrderWorld] = []
    shared = tmp_path / "1-1.db"
    shared.write_bytes(cache.read_bytes())

    def make(*, go: bool = True, print_folders: tuple[Path, ...] = ()) -> OrderWorld:
        while running:
            running.pop().close()
        world = OrderWorld(tmp_path, theme, gateway, print_folders=print_folders)
        running.append(world)
        qtbot.addWidget(world.frame)
        with qtbot.waitSignal(world.goods.opened):
            world.goods.open(shared)
        world.frame.resize(1300, 760)
        with qtbot.waitExposed(world.frame):
            world.frame.show()
        if go:
            world.start()
        return world

    yield make
    while running:
        running.pop().close()


@pytest.fixture
def world(start: Callable[..., OrderWorld]) -> Iterator[OrderWorld]:
    return start()


@pytest.fixture
def draft(world: OrderWorld, gateway: FakeOrdering) -> Draft:
    """Two lines from two warehouses; the gateway agrees with what the user saw."""
    lines = (cart_line(world, 1, 8_000), cart_line(world, 2, 4_000, "w-2"))
    return world.fill(*lines)
