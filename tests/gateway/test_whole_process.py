"""The gateway as a program: killed, stopped in the middle, moved, and two of it over one folder."""

from __future__ import annotations

import datetime as dt
import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from gateway.onec.accounts import add_account
from gateway.services import invitations
from gateway.store.engine import open_engine, reading
from gateway.store.migrations import upgrade
from gateway.store.tables import catalogue
from gateway.store.tables import orders as tables
from tests.gateway.onec.onec import LOGIN, PASSWORD, Onec, catalogue_xml, good, group
from tests.gateway.orders.supplier import Supplier, fill, want

ROOT = Path(__file__).resolve().parents[2]
KEY = "11111111-1111-4111-8111-111111111111"
SERVE = ("-m", "gateway", "--data")


@dataclass(frozen=True)
class Shop:
    """A folder with the small supplier of the order tests, and its one user's code."""

    folder: Path
    code: str

    @contextmanager
    def look(self) -> Iterator[Supplier]:
        engine = open_engine(self.folder)
        yield Supplier(engine)
        engine.dispose()

    def order(self) -> bytes:
        with self.look() as supplier:
            return supplier.body(want(1, "p-1", "1", "100"), total="100")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    folder = tmp_path / "data"
    engine = open_engine(folder)
    upgrade(engine)
    supplier = Supplier(engine)
    fill(supplier)
    made = invitations.invite(
        engine,
        dealer="d-1",
        login="petro",
        name="Петро",
        rights=["order"],
        now=dt.datetime.now(tz=dt.UTC),
    )
    engine.dispose()
    return Shop(folder, made.code)


@contextmanager
def running(words: Sequence[str]) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())["listening"], process
        finally:
            if process.poll() is None:
                process.terminate()
                assert process.wait(60) == 0


def serving(folder: Path) -> Any:
    return running([*SERVE, str(folder), "serve", "--port", "0"])


@contextmanager
def program(url: str, token: str = "") -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with httpx.Client(base_url=f"{url}/v1", headers=headers, timeout=60, trust_env=False) as made:
        yield made


def activated(url: str, code: str) -> str:
    body = {"code": code, "password": "a good password", "device_id": "device-1"}
    with program(url) as http:
        answer = http.post("/activation", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()["access_token"]


def sent(http: httpx.Client, body: bytes) -> int:
    headers = {"Idempotency-Key": KEY, "Content-Type": "application/json"}
    return http.post("/orders", content=body, headers=headers).status_code


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize(("fault", "repeated"), [("before_commit", 201), ("after_commit", 200)])
def test_an_order_is_there_once_when_the_gateway_is_killed_at_its_commit(
    shop: Shop, fault: str, repeated: int
):
    """The dealer's program gets no answer and repeats the same bytes under the same key."""
    body = shop.order()
    dying = ["-m", "tests.gateway.serving_process", str(shop.folder), fault]
    with running(dying) as (url, process):
        token = activated(url, shop.code)
        with program(url, token) as http, pytest.raises(httpx.TransportError):
            sent(http, body)
        assert process.wait(20) == -signal.SIGKILL
    with serving(shop.folder) as (url, _process), program(url, token) as http:
        known = http.get(f"/orders/{KEY}").status_code
        assert known == (404 if fault == "before_commit" else 200)
        assert [sent(http, body), sent(http, body)] == [repeated, 200]
    with shop.look() as supplier:
        assert len(supplier.rows(tables.orders)) == len(supplier.rows(tables.holds)) == 1
        assert supplier.free(1, 1) == 99_000


def test_two_gateways_over_one_folder_are_one(shop: Shop):
    body = shop.order()
    with serving(shop.folder) as (first, _), serving(shop.folder) as (second, _):
        token = activated(first, shop.code)
        with program(first, token) as one, program(second, token) as other:
            assert (sent(one, body), sent(other, body)) == (201, 200)
            told = other.get(f"/orders/{KEY}").json()
            assert told["order"]["number"] == one.get(f"/orders/{KEY}").json()["order"]["number"]
    with shop.look() as supplier:
        assert supplier.free(1, 1) == 99_000


def test_a_moved_folder_is_the_same_gateway(shop: Shop, tmp_path: Path):
    with serving(shop.folder) as (url, _):
        token = activated(url, shop.code)
        with program(url, token) as http:
            assert sent(http, shop.order()) == 201
            before = http.get(f"/orders/{KEY}").json(), http.get("/about").json()["gateway_id"]
    moved = shop.folder.rename(tmp_path / "інша тека")
    with serving(moved) as (url, _), program(url, token) as http:
        after = http.get(f"/orders/{KEY}").json(), http.get("/about").json()["gateway_id"]
        assert after == before


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM is of POSIX")
def test_a_stop_in_the_middle_of_a_file_loses_nothing(shop: Shop):
    """1C's call ends with whatever it hears; its next exchange brings the file again."""
    engine = open_engine(shop.folder)
    add_account(engine, LOGIN, PASSWORD, "bas")
    engine.dispose()
    body = catalogue_xml(
        [good(f"n-{at}", group="g-new") for at in range(3_000)], group("g-new", "Н")
    )
    with serving(shop.folder) as (url, process):
        onec = Onec(url)
        onec.begin()
        onec.upload("i.xml", body)
        # 1C hangs up as soon as it has asked; the file takes longer than this on any machine.
        onec.client.timeout = httpx.Timeout(5.0, read=0.001)
        with pytest.raises(httpx.ReadTimeout):
            onec.call("import", filename="i.xml")
        onec.close()
        process.terminate()
        assert process.wait(90) == 0
    with serving(shop.folder) as (url, _):
        onec = Onec(url)
        onec.send("i.xml", body)
        onec.close()
    with shop.look() as supplier:
        group_id = supplier.row(catalogue.groups, guid="g-new").id
        assert len(supplier.rows(catalogue.products, group_id=group_id)) == 3_000
        with reading(supplier.engine) as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
