from __future__ import annotations

from pathlib import Path

import pytest

from gateway.store.engine import open_engine
from gateway.store.migrations import upgrade
from tests.gateway.orders.supplier import Supplier, fill


@pytest.fixture
def supplier(tmp_path: Path):
    """A small supplier over a real SQLite file, made by the migrations."""
    engine = open_engine(tmp_path)
    upgrade(engine)
    made = Supplier(engine)
    fill(made)
    yield made
    engine.dispose()
