"""A sync against a supplier who is served on loopback."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from app.domain.product import CatalogueQuery
from app.exchange.gateway import Gateway
from app.exchange.transport import Transport
from app.services.sync import Sync
from app.storage.cache import generations
from app.storage.cache.reader import CacheReader
from tests.fakes.supplier import FakeSupplier, group, price, product, stock


def stocked(count: int = 120) -> FakeSupplier:
    supplier = FakeSupplier()
    supplier.put("groups", group(1), group(2, 1))
    supplier.put("products", *(product(n) for n in range(1, count + 1)))
    supplier.put("prices", *(price(n, n * 10_000) for n in range(1, count + 1)), price_type=1)
    supplier.put("stock", *(stock(n, 1 + n % 2, n * 1_000) for n in range(1, count + 1)))
    return supplier


class Program:
    """A sync against a served supplier; `restart` is what a new child would do."""

    def __init__(self, folder: Path, address: str, supplier: FakeSupplier) -> None:
        self.folder = folder
        self.supplier = supplier
        self.cancelled = threading.Event()
        self.told: list[dict[str, Any]] = []
        self.transport = Transport(address, "test/1")
        self.gateway = Gateway(self.transport, lambda refused: supplier.token)
        self.sync = self._start()

    def _start(self) -> Sync:
        return Sync(self.folder, self.gateway, self.told.append, self.cancelled)

    def restart(self) -> None:
        self.sync.close()
        self.sync = self._start()

    def follow(self) -> None:
        epoch, seq = self.sync.position
        self.sync.follow(self.gateway.changes(epoch, seq, wait_s=0))

    def events(self, name: str) -> list[Any]:
        return [event[name] for event in self.told if name in event]

    def reader(self) -> CacheReader:
        generation = generations.newest(self.folder)
        assert generation is not None
        return CacheReader(generation.path)

    def shown(self) -> dict[str, Any]:
        """Return everything the window would show."""
        with self.reader() as reader:
            ids = list(reader.query(CatalogueQuery()).ids)
            prices = reader.price_vector(1)
            kyiv = reader.stock_vector(1, counted=True)
            return {
                "rows": reader.rows(ids),
                "prices": [prices[one] for one in ids],
                "stock": [kyiv.cell(one) for one in ids],
                "groups": reader.groups(),
                "found": list(reader.query(CatalogueQuery(words="болт м1")).ids),
            }

    def close(self) -> None:
        self.sync.close()
        self.transport.close()
