"""Several gateway processes over one database, and a gateway that is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from gateway.store.tables import catalogue
from gateway.store.tables import orders as tables
from tests.gateway.orders.supplier import Supplier, want

ROOT = Path(__file__).resolve().parents[3]
KEY = "11111111-1111-4111-8111-111111111111"


def start(folder: Path, key: str, body: Path, fault: str = "") -> subprocess.Popen[str]:
    module = "tests.gateway.orders.placing_process"
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(folder), key, str(body), *([fault] if fault else [])],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def finish(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=60)
    return out.strip()


@pytest.fixture
def body(supplier: Supplier, tmp_path: Path) -> Path:
    path = tmp_path / "body.json"
    path.write_bytes(supplier.body(want(1, "p-1", "1", "100"), total="100"))
    return path


def go(processes: list[subprocess.Popen[str]]) -> list[str]:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return [finish(process) for process in processes]


def test_two_gateways_sell_the_last_piece_once(supplier: Supplier, tmp_path: Path, body: Path):
    supplier.change(catalogue.stock, {"product_id": 1, "warehouse_id": 1}, onec_free_milli=1_000)
    answers = go([start(tmp_path, str(uuid.uuid4()), body) for _ in range(4)])
    assert sorted(answers) == ["201", "problems", "problems", "problems"]
    assert supplier.free(1, 1) == 0
    assert len(supplier.rows(tables.orders)) == 1


def test_one_key_sent_to_two_gateways_is_one_order(supplier: Supplier, tmp_path: Path, body: Path):
    answers = go([start(tmp_path, KEY, body) for _ in range(3)])
    assert sorted(answers) == ["200", "200", "201"]
    assert supplier.free(1, 1) == 99_000


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize(("fault", "repeated"), [("before_commit", "201"), ("after_commit", "200")])
def test_a_gateway_killed_at_the_commit_has_the_order_once(
    supplier: Supplier, tmp_path: Path, body: Path, fault: str, repeated: str
):
    """Odoo lost an order to a power cut after it was shown: what was committed is there, what was
    not is placed by the client's repeated request."""
    killed = start(tmp_path, KEY, body, fault)
    assert go([killed]) == [""]
    assert killed.returncode == -signal.SIGKILL
    assert len(supplier.rows(tables.orders)) == (0 if fault == "before_commit" else 1)
    assert go([start(tmp_path, KEY, body)]) == [repeated]
    assert len(supplier.rows(tables.orders)) == 1
    assert len(supplier.rows(tables.holds)) == 1
    assert supplier.free(1, 1) == 99_000
