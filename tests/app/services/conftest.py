from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.app.services.syncing import Program
from tests.fakes.supplier import FakeSupplier, serve
from tests.gateway.conftest import gateway_server, two_dealers

__all__ = ["gateway_server", "two_dealers"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[FakeSupplier], Program]]:
    programs: list[Program] = []
    servers = []

    def make(supplier: FakeSupplier) -> Program:
        server = serve(supplier)
        servers.append(server)
        folder = tmp_path / str(len(programs))
        folder.mkdir()
        programs.append(Program(folder, server.__enter__(), supplier))
        return programs[-1]

    yield make
    for program in programs:
        program.close()
    for server in servers:
        server.__exit__(None, None, None)
