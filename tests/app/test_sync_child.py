"""The sync child as a program: commands, tokens, kills at any moment, no orphans."""

from __future__ import annotations

import json
import queue
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.product import CatalogueQuery
from app.storage.cache import generations
from app.storage.cache.reader import CacheReader
from app.storage.profile import ProfileFolder
from tests.fakes.supplier import TOKEN, FakeSupplier, group, price, product, serve, stock

PATIENCE_S = 60


class ChildProgram:
    """A running sync child with its events in a queue."""

    def __init__(self, profile: Path, address: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app", "sync", "--profile", str(profile), "--gateway", address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        self.events: queue.Queue[dict[str, Any]] = queue.Queue()
        self.thread = threading.Thread(target=self._read)
        self.thread.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.events.put(json.loads(line))

    def say(self, **line: Any) -> None:
        self.process.stdin.write(json.dumps(line).encode() + b"\n")
        self.process.stdin.flush()

    def wait_for(self, name: str) -> Any:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                event = self.events.get(timeout=1)
            except queue.Empty:
                continue
            if name in event:
                return event[name]
        raise AssertionError(f"the child never told {name}")

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.thread.join()
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture
def supplier() -> FakeSupplier:
    supplier = FakeSupplier(page_limit=25)
    supplier.put("groups", group(1))
    supplier.put("products", *(product(n) for n in range(1, 301)))
    supplier.put("prices", *(price(n, n * 100) for n in range(1, 301)), price_type=1)
    supplier.put("stock", *(stock(n, 1, n) for n in range(1, 301)))
    return supplier


@pytest.fixture
def address(supplier: FakeSupplier) -> Iterator[str]:
    with serve(supplier) as address:
        yield address


@pytest.fixture
def start(tmp_path: Path, address: str) -> Iterator[Any]:
    children: list[ChildProgram] = []

    def make() -> ChildProgram:
        child = ChildProgram(tmp_path, address)
        children.append(child)
        return child

    yield make
    for child in children:
        child.close()


def wait_until_complete(folder: Path) -> Path:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        known = generations.newest(folder)
        if known is not None and known.complete:
            return known.path
        time.sleep(0.05)
    raise AssertionError("the first sync never ended")


def shown(path: Path) -> dict[str, Any]:
    with CacheReader(path) as reader:
        ids = list(reader.query(CatalogueQuery()).ids)
        prices, kyiv = reader.price_vector(1), reader.stock_vector(1, counted=True)
        return {
            "rows": reader.rows(ids),
            "cells": [(prices[one], kyiv.cell(one)) for one in ids],
            "found": list(reader.query(CatalogueQuery(words="болт м1")).ids),
            "codes": reader.find_code("AB-7/3"),
        }


def test_it_asks_for_a_token_syncs_follows_changes_and_stops(start, supplier, tmp_path) -> None:
    child = start()
    assert child.wait_for("need_token") is True
    child.say(token=TOKEN)
    assert child.wait_for("ready") == 1
    path = wait_until_complete(tmp_path / "cache")
    supplier.put("prices", price(5, 4_242), price_type=1)
    while child.wait_for("changed").get("prices") != {"1": [5]}:
        pass
    with CacheReader(path) as reader:
        assert reader.price_vector(1)[5] == 4_242
    child.say(stop=True)
    assert child.process.wait(PATIENCE_S) == 0


def test_a_refused_token_is_replaced_without_losing_a_step(start, supplier, tmp_path) -> None:
    supplier.token = "the-second-token-of-the-day"
    child = start()
    child.wait_for("need_token")
    child.say(token=TOKEN)
    child.wait_for("need_token")
    child.say(token=supplier.token)
    wait_until_complete(tmp_path / "cache")


@pytest.mark.parametrize("kills", [6, pytest.param(200, marks=pytest.mark.long)])
@pytest.mark.timeout(1_200)
def test_kills_at_any_moment_end_in_the_same_cache(
    start, supplier, tmp_path, address, kills
) -> None:
    chance = random.Random(11)
    # Slow pages, so that the kills meet every stage.
    supplier.spoil = lambda path, data: time.sleep(0.03) or data
    for _ in range(kills):
        child = start()
        child.say(token=TOKEN)
        time.sleep(0.5 + chance.random())
        child.process.kill()
        child.close()
    child = start()
    child.say(token=TOKEN)
    killed = wait_until_complete(tmp_path / "cache")
    child.say(stop=True)
    child.process.wait(PATIENCE_S)
    other = tmp_path / "other"
    untouched = ChildProgram(other, address)
    try:
        untouched.say(token=TOKEN)
        assert shown(killed) == shown(wait_until_complete(other / "cache"))
    finally:
        untouched.close()


def test_on_a_metered_line_it_asks_now_and_then_and_f5_works_at_once(
    start, supplier, tmp_path
) -> None:
    child = start()
    child.say(every_s=3600)
    child.say(token=TOKEN)
    wait_until_complete(tmp_path / "cache")
    child.wait_for("synced")
    before = len(supplier.asked)
    supplier.put("stock", stock(7, 1, 99_000))
    child.say(sync_now=True)
    assert child.wait_for("changed")["stock"] == {"1": [7]}
    polls = [one for one in supplier.asked[before:] if one.startswith("/v1/changes")]
    assert polls
    assert all("wait=0" in one for one in polls), "nothing waits on the line"
    child.say(every_s=0)
    supplier.put("stock", stock(8, 1, 99_000))
    assert child.wait_for("changed")["stock"] == {"1": [8]}, "told at once again"


def test_the_child_ends_when_the_window_does(start) -> None:
    child = start()
    child.wait_for("need_token")
    child.process.stdin.close()
    assert child.process.wait(PATIENCE_S) == 0


def test_only_one_child_works_in_a_profile(start, tmp_path) -> None:
    with ProfileFolder.open(tmp_path).sync_lock():
        child = start()
        assert "another sync child" in child.wait_for("log")
        assert child.process.wait(PATIENCE_S) == 3


def test_a_gateway_that_is_away_is_told_once_and_so_is_its_return(start, supplier) -> None:
    supplier.spoil = lambda path, data: b"<html>gateway timeout</html>"
    child = start()
    child.say(token=TOKEN)
    assert child.wait_for("refused") is True
    assert child.wait_for("offline") == "protocol"
    supplier.spoil = None
    child.say(sync_now=True)
    assert child.wait_for("online") is True


def test_a_hostile_page_is_told_in_the_log(start, supplier, tmp_path) -> None:
    child = start()
    child.say(token=TOKEN)
    wait_until_complete(tmp_path / "cache")
    supplier.put("prices", price(5, 2**63), price_type=1)
    child.say(sync_now=True)
    while "feed prices: column prices_e4" not in child.wait_for("log"):
        pass
