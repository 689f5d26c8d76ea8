"""Pages on their way: the next ones come while nobody wants them yet, and not without end."""

from __future__ import annotations

import json
import threading

import pytest

from app.domain.errors import ProtocolBroken
from app.services import coming_pages
from app.services.coming_pages import ComingPages
from app.storage.cache.pages import Page, read_page
from tests.fakes.supplier import page, price


def body(after: str, *, more: bool) -> bytes:
    told = page("prices", [price(1, 5)], after=after, more=more)
    return json.dumps(told, separators=(",", ":")).encode()


def check(told: bytes) -> Page:
    return read_page(told, "prices", 1)


class Gateway:
    """Tens from 10 to 90; says when a page was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._changed = threading.Condition()

    def fetch(self, after: str) -> bytes:
        with self._changed:
            self.asked.append(after)
            self._changed.notify_all()
        return body(str(int(after) + 10), more=int(after) < 90)

    def wait_asked(self, after: str) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: after in self.asked, 10)


def test_all_pages_are_asked_for_before_the_first_is_taken() -> None:
    gateway = Gateway()
    coming = ComingPages(gateway.fetch, check, "10")
    gateway.wait_asked("90")
    afters = []
    while coming.after is not None:
        afters.append(coming.take().after)
    assert afters == ["20", "30", "40", "50", "60", "70", "80", "90", "100"]
    assert gateway.asked == ["10", "20", "30", "40", "50", "60", "70", "80", "90"]


def test_no_more_is_asked_for_than_the_memory_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coming_pages, "UNTAKEN", 1)
    gateway = Gateway()
    coming = ComingPages(gateway.fetch, check, "10")
    for nth in range(1, 9):
        assert coming.take().more
        gateway.wait_asked(f"{nth + 1}0")
        # One page at a time: the next is asked for when this one was taken.
        assert len(gateway.asked) == nth + 1
    assert not coming.take().more


def test_a_page_that_is_refused_says_so_to_whoever_takes_it() -> None:
    coming = ComingPages(lambda _after: body("20", more=True)[:-1], check, "10")
    with pytest.raises(ProtocolBroken):
        coming.take()
    assert coming.after is None


def test_whoever_is_not_wanted_any_more_asks_for_nothing() -> None:
    gateway = Gateway()
    gate = threading.Event()

    def fetch(after: str) -> bytes:
        gate.wait(10)
        return gateway.fetch(after)

    coming = ComingPages(fetch, check, "10")
    coming.close()
    gate.set()
    assert coming.take().after == "20"
    assert coming.after is None
    assert gateway.asked == ["10"]
