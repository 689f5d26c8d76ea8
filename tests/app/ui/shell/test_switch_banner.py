"""After a contract switch the banner says how many goods, and the cart before and after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.ui.cart.valuation import Valuation
from app.ui.shell.switch_banner import switch_message
from tests.fakes.world import World, fill_cache, products


@pytest.fixture
def world(qtbot, qapp, tmp_path):
    fill_cache(tmp_path / "1-1.db", products(20))
    world = World(tmp_path)
    with qtbot.waitSignal(world.goods.opened):
        world.goods.open(tmp_path / "1-1.db")
    yield world
    world.close()


@pytest.fixture
def valuation(world, qtbot):
    from app.ui.catalogue.ordering import CartFilling

    made = Valuation(world.terms, world.goods, world.drafts)
    filling = CartFilling(world.terms, world.goods, world.drafts, world)
    with world.readers.borrow() as reader:
        (row,) = reader.rows([3])
    filling.enter(row, 24_000)
    qtbot.waitUntil(lambda: made.appraisal is not None and bool(made.draft.lines))
    return made


def _switch(world, valuation, to: str):
    before = world.terms.contract
    world.terms.choose(to)
    return switch_message(before, world.terms.contract, 20, valuation)


def test_the_cart_is_named_with_both_sums_and_their_difference(world, valuation) -> None:
    message = _switch(world, valuation, "c-2")
    assert message.text == (
        "20 product(s). Cart 1: 2\u00a0400,72\u00a0₴ → 2\u00a0472,72\u00a0₴ (+72,00)"
    )


def test_the_banner_says_how_long_the_recalculation_took(world, valuation) -> None:
    before = world.terms.contract
    world.terms.choose("c-2")
    message = switch_message(before, world.terms.contract, 20, valuation, 0.184)
    assert message.text.startswith("20 product(s), 0,18 s. Cart 1:")


def test_a_cart_that_is_tied_to_a_contract_is_not_spoken_of(world, valuation) -> None:
    world.drafts.change(replace(world.drafts.active, contract="c-1"))
    assert _switch(world, valuation, "c-3").text == "20 product(s)."
