"""A list sorted by price is shown under another contract at once, in that contract's order."""

from __future__ import annotations

from contextlib import closing

import pytest

from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from tests.fakes.supplier import page
from tests.fakes.supplier import price as price_row


def _write_prices(world, rows, price_type: int) -> None:
    with closing(CacheWriter(world.folder / "1-1.db")) as writer, writer.transaction():
        writer.apply(read_page(page("prices", rows), "prices", price_type))


def _ids(screen) -> list[int | None]:
    return [screen.model.product_id(row) for row in range(screen.model.rowCount())]


def _made(screen) -> list[str]:
    made = screen.listing._ahead._made.items()
    place = screen.table.place
    return [key for key, one in made if one.made_of[3] == place.product and one.answer]


@pytest.fixture
def by_price(qtbot, screen, world):
    """A list of 300 sorted by price; under c-2 what is dear under the others is cheap."""
    rows = [price_row(one, 3_000_000 - one * 1_000) for one in range(1, 301)]
    _write_prices(world, rows, 2)
    with qtbot.waitSignal(world.goods.prices_changed):
        world.goods.patch("prices", None)
    with qtbot.waitSignal(screen.shown):
        screen._sort_by("price", False)
    return screen


def _wait_until_ready(qtbot, screen, *contracts: str) -> None:
    qtbot.waitUntil(lambda: set(_made(screen)) >= set(contracts))


def test_the_list_under_the_other_contract_needs_no_read(qtbot, by_price, world) -> None:
    _wait_until_ready(qtbot, by_price, "c-2", "c-3")
    assert _ids(by_price) == list(range(1, 301))
    world.tasks._read.close(drain=False)
    world.terms.choose("c-2")
    assert _ids(by_price) == list(range(300, 0, -1))
    # The user stays with his product, which is the last one now; its neighbours are there.
    assert by_price.model.product_id(by_price.table.current_row) == 1
    assert all(by_price.model.product(row) is not None for row in by_price.table.shown_rows())
    row = by_price.model.prepared(by_price.table.current_row)
    assert (row.price, row.was, row.delta) == ("299,90", "100,01", 1)


def test_back_and_forth_is_as_quick(qtbot, by_price, world) -> None:
    for contract in ("c-2", "c-1", "c-3", "c-2"):
        _wait_until_ready(qtbot, by_price, contract)
        shown = []
        by_price.shown.connect(lambda shown=shown: shown.append(1))
        world.terms.choose(contract)
        assert shown == [1]
        assert _ids(by_price)[0] == (300 if contract == "c-2" else 1)


def test_who_has_gone_to_another_product_stays_with_it(qtbot, by_price, world) -> None:
    by_price.table.go_to_row(150)
    _wait_until_ready(qtbot, by_price, "c-2")
    below_top = by_price.table.place.below_top
    world.tasks._read.close(drain=False)
    world.terms.choose("c-2")
    assert by_price.table.place == (151, below_top)
    assert all(by_price.model.product(row) is not None for row in by_price.table.shown_rows())


def test_a_list_made_before_prices_changed_is_not_shown(qtbot, by_price, world) -> None:
    _wait_until_ready(qtbot, by_price, "c-2")
    _write_prices(world, [price_row(150, 1_000)], 2)
    with qtbot.waitSignal(world.goods.prices_changed):
        world.goods.patch("prices", [150])
    with qtbot.waitSignal(by_price.shown):
        world.terms.choose("c-2")
    assert _ids(by_price)[0] == 150


def test_a_list_with_words_is_made_for_its_words(qtbot, by_price, world) -> None:
    _wait_until_ready(qtbot, by_price, "c-2")
    with qtbot.waitSignal(by_price.shown):
        by_price.search.setText("1P")
    wanted = _ids(by_price)
    assert 0 < len(wanted) < 300
    _wait_until_ready(qtbot, by_price, "c-2")
    world.tasks._read.close(drain=False)
    world.terms.choose("c-2")
    assert _ids(by_price) == wanted[::-1]


def test_a_switch_before_the_list_is_made_shows_it_when_it_has_been_read(
    qtbot, by_price, world
) -> None:
    by_price.listing._ahead._made.clear()
    with qtbot.waitSignal(by_price.shown):
        world.terms.choose("c-2")
    assert _ids(by_price) == list(range(300, 0, -1))
