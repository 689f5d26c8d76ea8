"""Goods that are on their way, waited for from the card's list to the manager's 1C."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from tests.end2end.hands import Key
from tests.end2end.test_bad_input import fill_checkout, place

ARTICLE = "104-0316"
PLACE = "Полтава"
"""Where nothing of it is free and sixty are expected."""

pytestmark = pytest.mark.timeout(240)


def test_goods_on_their_way_are_ordered_for_their_day_and_take_no_free_stock(
    dealer, onec, supplier
):
    window = dealer()
    window.find(ARTICLE)
    card = window.wait(lambda: window.catalogue.card_place.card, "the card")
    window.wait(lambda: card.product and card.product.article == ARTICLE, "the product's card")
    window.press(Key.Key_F7, on=window.frame)
    window.wait(card.stock.hasFocus, "the list of warehouses")
    warehouse = window.warehouse(PLACE)
    card.stock.choose(warehouse.guid)
    row = card.stock.rows.keys.index(warehouse.guid)
    # The list is there before the stock is: the first sync may still be bringing it.
    window.wait(lambda: card.stock.rows.index(row, 5).data() == "Чекати", "the goods on their way")
    window.type("60", card.stock)
    window.press(Key.Key_Return, on=card.stock)
    (line,) = window.wait(lambda: window.user.drafts.active.lines, "the line that waits")
    assert (line.warehouse, line.quantity_milli) == (warehouse.guid, 60_000)
    day = line.backorder_on
    assert day is not None

    fill_checkout(window)
    order = place(window)
    part = next(one for one in order["parts"] if one["warehouse"] == warehouse.guid)
    assert not part["held"]
    assert part["ship_on"] >= day
    window.wait(lambda: onec.said("loaded", number=part["number"]), "1C", 120)
    comment = _comment_in_1c(supplier, part["number"])
    assert f"{ARTICLE}: 60 шт чекати до {day}" in comment


def _comment_in_1c(supplier, number: str) -> str:
    with closing(sqlite3.connect(next(supplier.folder.glob("**/onec.db")))) as base:
        (body,) = base.execute("SELECT body FROM documents WHERE number = ?", (number,)).fetchone()
    return json.loads(body)["comment"]
