from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from app.ui.tasks import Tasks


@pytest.fixture(autouse=True)
def _no_garbage() -> None:
    """Let the objects of the test before go here, not in a lane's thread: they hold timers."""
    gc.collect()


@pytest.fixture
def tasks(qapp) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    assert tasks.shutdown(10)
