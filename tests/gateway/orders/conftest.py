from __future__ import annotations

from pathlib import Path

import pytest

from gateway.store.engine import open_engine
from gateway.store.migrations import upgrade
from tests.gateway.orders.replying import KEY
from tests.gateway.orders.supplier import Supplier, fill, want


@pytest.fixture
def supplier(tmp_path: Path):
    """A small supplier over a real SQLite file, made by the migrations."""
    engine = open_engine(tmp_path)
    upgrade(engine)
    made = Supplier(engine)
    fill(made)
    yield made
    engine.dispose()


@pytest.fixture
def placed(supplier: Supplier) -> Supplier:
    """An order of two parts: 5 drills (w-1, VAT) and one book (w-1, no VAT)."""
    lines = (want(1, "p-1", "5", "100"), want(2, "p-3", "1", "300"))
    supplier.place(supplier.body(*lines, total="800"), KEY)
    return supplier
