"""A small written data set, an imitated 1C beside a strict site, and its events."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.dataset import Plan, write
from demo.onec import OneC, Wishes

PASSWORDS = {"1c-main": "onec-main-0000", "1c-poltava": "onec-poltava-0000"}
SEED = 7


class Events:
    """What an imitated 1C said; `wait` gives the first event that fits and was not given yet."""

    def __init__(self) -> None:
        self.all: list[dict[str, Any]] = []
        self._given: set[int] = set()
        self._changed = threading.Condition()

    def __call__(self, event: str, **details: Any) -> None:
        with self._changed:
            self.all.append({"event": event, **details})
            self._changed.notify_all()

    def wait(self, event: str, timeout_s: float = 30.0, **details: Any) -> dict[str, Any]:
        deadline = time.monotonic() + timeout_s
        with self._changed:
            while True:
                for n, one in enumerate(self.all):
                    wanted = {"event": event, **details}
                    if n not in self._given and wanted.items() <= one.items():
                        self._given.add(n)
                        return one
                if not self._changed.wait(max(0.0, deadline - time.monotonic())):
                    raise AssertionError(f"no {event} {details} among {self.all}")


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dataset") / "set"
    write(folder, Plan(products=300, seed=SEED))
    return folder


@pytest.fixture
def data(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "set"))


@pytest.fixture
def run(data: Path) -> Iterator[Callable[..., tuple[OneC, Events]]]:
    """Starts an imitated 1C on the data set; it is stopped after the test."""
    started: list[OneC] = []

    def start(url: str, **wishes: Any) -> tuple[OneC, Events]:
        events = Events()
        wishes = {"interval_s": 0.2, "delay_s": (0.3, 0.4), **wishes}
        onec = OneC(Wishes(data, url, **wishes), events)
        onec.start()
        started.append(onec)
        return onec, events

    yield start
    for onec in started:
        onec.stop(wait_s=10.0)
