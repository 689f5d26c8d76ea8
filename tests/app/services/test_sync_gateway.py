"""The sync against the real gateway: what a dealer sees is what he may see, now and after."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.product import CatalogueQuery
from app.exchange.gateway import Gateway
from app.exchange.transport import Transport
from app.services.sync import Sync
from app.storage.cache import generations
from app.storage.cache.reader import CacheReader
from gateway.store.tables import catalogue
from tests.gateway.server import RunningGateway

KEY = "0b8f9f5e-3c76-4a4e-9c0f-0d6d1c1f2a3b"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningGateway]:
    running = RunningGateway(tmp_path / "gateway")
    running.start()
    world = running.world
    world.group(1)
    world.group(2, parent=1)
    world.group(5)
    world.products(1, 1, 2)
    world.products(2, 3, 4)
    world.products(5, 11, 12)
    world.price_type(1)
    world.warehouse(1)
    world.prices(1, 1, 2, 3, 4, 11, 12)
    world.stock(1, 1, 2, 3, 4, 11, 12)
    world.dealer(1, 1, warehouses=(1,))
    world.contract(1, dealer=1, price_type=1)
    yield running
    running.stop()


class Dealer:
    """A signed-in dealer's cache."""

    def __init__(self, running: RunningGateway, folder: Path) -> None:
        self.token = running.sign_up("olena").session["access_token"]
        self.transport = Transport(running.url, "dealer-order/0.1.0")
        self.gateway = Gateway(self.transport, lambda refused: self.token)
        self.told: list[dict[str, Any]] = []
        self.folder = folder
        folder.mkdir()
        self.sync = Sync(folder, self.gateway, self.told.append, threading.Event())

    def follow(self) -> None:
        epoch, seq = self.sync.position
        self.sync.follow(self.gateway.changes(epoch, seq, wait_s=5))

    def reader(self) -> CacheReader:
        return CacheReader(generations.newest(self.folder).path)

    def prices(self) -> dict[int, int | None]:
        with self.reader() as reader:
            prices = reader.contract_prices(reader.profile(), "c-1")
            ids = list(reader.query(CatalogueQuery()).ids)
            return {row.id: prices.price(row.id, row.group_id) for row in reader.rows(ids)}

    def close(self) -> None:
        self.sync.close()
        self.transport.close()


@pytest.fixture
def dealer(running: RunningGateway, tmp_path: Path) -> Iterator[Dealer]:
    dealer = Dealer(running, tmp_path / "cache")
    yield dealer
    dealer.close()


def test_the_first_sync_brings_what_the_dealer_may_see(dealer) -> None:
    dealer.sync.refresh()
    assert dealer.prices() == {1: 10_000, 2: 20_000, 3: 30_000, 4: 40_000}
    assert not [event for event in dealer.told if "log" in event]
    with dealer.reader() as reader:
        assert [group.id for group in reader.groups()] == [1, 2]
        kyiv = reader.stock_vector(1, counted=True)
        assert kyiv.cell(1).free_milli == 5_000


def test_a_new_price_reaches_the_cache_through_the_long_poll(dealer, running) -> None:
    dealer.sync.refresh()
    running.world.change(catalogue.prices, {"product_id": 2}, price_e4=55_500)
    dealer.told.clear()
    dealer.follow()
    assert dealer.prices()[2] == 55_500
    assert {"changed": {"prices": {"1": [2]}}} in dealer.told


def test_a_grant_shows_goods_and_a_withdrawal_takes_them_away(dealer, running) -> None:
    dealer.sync.refresh()
    running.world.grant(1, 5)
    dealer.follow()
    assert dealer.prices()[11] == 110_000
    running.world.withdraw(1, 5)
    dealer.follow()
    assert sorted(dealer.prices()) == [1, 2, 3, 4]
    dealer.told.clear()
    dealer.sync.refresh()
    assert not [event for event in dealer.told if "log" in event]


def test_orders_and_papers_come_with_the_feed(dealer, running) -> None:
    running.world.order(7, dealer=1, contract=1, key=KEY)
    running.world.paper(3, dealer=1, pdf=b"%PDF-1.7 a", sha256="a" * 64)
    dealer.sync.refresh()
    with dealer.reader() as reader:
        assert reader.order(KEY)["number"] == "000007"
        assert [one["id"] for one in reader.documents()] == [3]
    assert dealer.gateway.document_pdf(3) == b"%PDF-1.7 a"


def test_an_unknown_key_is_no_order(dealer) -> None:
    assert dealer.gateway.order(KEY) is None


def test_an_unchanged_profile_is_not_sent_again(dealer) -> None:
    first = dealer.gateway.profile()
    assert first.profile is not None
    assert dealer.gateway.profile(first.etag).profile is None
