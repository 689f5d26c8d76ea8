"""A screen reader hears every cell: what is painted, and what only colour or a date would tell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

TEXT, MORE = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole


def _cell(screen, key: str, role) -> str | None:
    column = next(n for n, one in enumerate(screen.model.columns) if one.key == key)
    return screen.model.data(screen.model.index(0, column), role)


def test_every_cell_of_every_column_has_words(screen) -> None:
    silent = [
        (row, column.key)
        for row in range(20)
        for number, column in enumerate(screen.model.columns)
        if not screen.model.data(screen.model.index(row, number), TEXT)
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("price", "kopeck"),
        ("stock:w-1", "Київ: "),
        ("quantity", "Quantity, packs of 12"),
        ("article", "104-"),
        ("unit", "шт / 12"),
    ],
)
def test_a_cell_says_what_it_is(screen, key, words) -> None:
    assert words in _cell(screen, key, TEXT)


def test_a_price_says_which_contract_is_cheaper_and_by_how_much(screen, world) -> None:
    world.terms.choose("c-2")
    assert _cell(screen, "price", MORE) == "under П100 cheaper by 2,9 per cent"
    world.terms.choose("c-1")
    assert _cell(screen, "price", MORE) is None


def test_old_numbers_say_that_they_may_have_changed(screen) -> None:
    screen.show_stale(stale=True)
    for key in ("price", "stock:w-1"):
        assert "may have changed" in _cell(screen, key, MORE)
    assert _cell(screen, "name", MORE) is None
    screen.show_stale(stale=False)
    assert _cell(screen, "stock:w-1", MORE) is None


def test_the_quantity_in_the_cart_is_said(qtbot, screen) -> None:
    screen.table.go_to_row(0)
    with qtbot.waitSignal(screen._drafts.changed):
        qtbot.keyClicks(screen.table, "+")
    assert _cell(screen, "quantity", TEXT) == "Quantity, packs of 12, in the cart 12"
