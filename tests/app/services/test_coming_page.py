"""A page on its way: the next one is on its way, too, and nobody has to want it."""

from __future__ import annotations

import json

import pytest

from app.domain.errors import ProtocolBroken
from app.services.coming_page import ComingPage
from app.storage.cache.pages import Page, read_page
from tests.fakes.supplier import page, price


def body(after: str, *, more: bool) -> bytes:
    told = page("prices", [price(1, 5)], after=after, more=more)
    return json.dumps(told, separators=(",", ":")).encode()


def check(told: bytes) -> Page:
    return read_page(told, "prices", 1)


def test_the_next_page_is_asked_for_before_this_one_is_taken() -> None:
    asked = []

    def fetch(after: str) -> bytes:
        asked.append(after)
        return body("20", more=True) if after == "10" else body("30", more=False)

    first = ComingPage(fetch, check, "10")
    assert first.take().after == "20"
    begun = first.begun("20")
    assert begun is not None
    second = ComingPage(fetch, check, "20", begun)
    assert second.take().after == "30"
    assert second.begun("30") is None
    assert asked == ["10", "20"]


def test_whoever_goes_on_from_elsewhere_fetches_anew() -> None:
    first = ComingPage(lambda _after: body("20", more=True), check, "10")
    first.take()
    assert first.begun("21") is None


def test_a_page_that_is_refused_says_so_to_whoever_takes_it() -> None:
    cut = ComingPage(lambda _after: body("20", more=True)[:-1], check, "10")
    with pytest.raises(ProtocolBroken):
        cut.take()
    assert cut.begun("20") is None
