from __future__ import annotations

from pathlib import Path

import pytest

from gateway.store.engine import open_engine
from gateway.store.migrations import upgrade
from tests.gateway.server import RunningGateway
from tests.gateway.world import World


@pytest.fixture
def gateway_server(tmp_path: Path):
    """A gateway that listens on loopback and stops after the test."""
    running = RunningGateway(tmp_path / "gateway")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def engine(tmp_path: Path):
    """A database made by the migrations."""
    made = open_engine(tmp_path / "data")
    upgrade(made)
    yield made
    made.dispose()


@pytest.fixture
def world(engine) -> World:
    return World(engine)


@pytest.fixture
def two_dealers(gateway_server: RunningGateway) -> RunningGateway:
    """Two dealers who share nothing: groups, price types, warehouses, contracts, orders.

    Dealer 1: groups 1 (2 below it), products 1-4, price type 1, warehouse 1.
    Dealer 2: group 5, products 11-12, price type 2, warehouse 2.
    """
    world = gateway_server.world
    world.group(1)
    world.group(2, parent=1)
    world.group(5)
    world.products(1, 1, 2)
    world.products(2, 3, 4)
    world.products(5, 11, 12)
    for at in (1, 2):
        world.price_type(at)
        world.warehouse(at)
        world.prices(at, 1, 2, 3, 4, 11, 12)
        world.stock(at, 1, 2, 3, 4, 11, 12)
    world.dealer(1, 1, warehouses=(1,))
    world.dealer(2, 5, warehouses=(2,))
    world.contract(1, dealer=1, price_type=1)
    world.contract(2, dealer=2, price_type=2)
    return gateway_server
