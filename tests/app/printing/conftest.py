"""One private CUPS for the tests that print for real."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.app.printing.cups_server import PrivateCups, private_cups, why_not


@pytest.fixture(scope="session")
def cups() -> Iterator[PrivateCups]:
    reason = why_not()
    if reason:
        pytest.skip(reason)
    with private_cups() as server:
        server.add_queue("Accounting")
        server.add_queue("Бухгалтерія")
        yield server
