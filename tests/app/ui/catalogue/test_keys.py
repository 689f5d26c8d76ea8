"""Every key of the goods table does what the sheet of keys says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.ui.catalogue.quantity_editor import QuantityEditor

Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(screen):
    screen.focus_table()
    screen.table.go_to_row(5)
    return screen.table


def _edit(qtbot, table, text: str):
    qtbot.keyClicks(table, text[0])
    line = table.findChildren(QuantityEditor)[-1].focusProxy()
    qtbot.keyClicks(line, text[1:])
    return line


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_space_asks_for_the_card_and_insert_for_a_warehouse(qtbot, screen, table) -> None:
    with qtbot.waitSignal(screen.card_asked):
        qtbot.keyClick(table, Key.Key_Space)
    screen.card_place.hide()
    qtbot.keyClick(table, Key.Key_Insert)
    popup = screen.rows._popup
    assert popup.isVisible()
    qtbot.keyClick(popup._list, Key.Key_Down)
    qtbot.keyClick(popup._list, Key.Key_Return)
    (line,) = screen._drafts.active.lines
    assert line.warehouse == "w-2"


def test_the_star_key_makes_a_favourite(qtbot, screen, table) -> None:
    qtbot.keyClicks(table, "*")
    assert screen.favourites.names == ((screen.model.product(5).guid, None),)
    assert screen.search.text() == ""


def test_enter_goes_down_shift_enter_up_and_tab_stays_in_the_row(qtbot, screen, table) -> None:
    qtbot.keyClick(_edit(qtbot, table, "12"), Key.Key_Return)
    assert table.current_row == 6
    qtbot.keyClick(_edit(qtbot, table, "12"), Key.Key_Return, SHIFT)
    assert table.current_row == 5
    qtbot.keyClick(_edit(qtbot, table, "24"), Key.Key_Tab)
    assert table.current_row == 5
    quantities = [screen.model.prepared(row).quantity for row in (5, 6)]
    assert quantities == ["24", "12"]


def test_escape_restores_the_quantity(qtbot, screen, table) -> None:
    qtbot.keyClick(_edit(qtbot, table, "12"), Key.Key_Return)
    table.go_to_row(5)
    qtbot.keyClick(_edit(qtbot, table, "99"), Key.Key_Escape)
    assert screen.model.prepared(5).quantity == "12"


def test_nought_and_enter_take_the_goods_out_of_the_cart(qtbot, screen, table) -> None:
    qtbot.keyClick(_edit(qtbot, table, "12"), Key.Key_Return)
    table.go_to_row(5)
    qtbot.keyClick(_edit(qtbot, table, "0"), Key.Key_Return)
    assert screen._drafts.active.lines == ()


def test_ctrl_u_counts_packs(qtbot, screen, table) -> None:
    line = _edit(qtbot, table, "24")
    qtbot.keyClick(line, Key.Key_U, CTRL)
    assert line.text() == "2"
    line.selectAll()
    qtbot.keyClicks(line, "3")
    qtbot.keyClick(line, Key.Key_Return)
    assert screen.model.prepared(5).quantity_milli == 36_000


def test_backspace_in_an_empty_search_leads_back_to_the_table(qtbot, screen, table) -> None:
    with qtbot.waitSignal(screen.search.left):
        qtbot.keyClick(screen.search, Key.Key_Backspace)


def test_ctrl_c_in_a_cell_copies_its_value(qtbot, screen, table) -> None:
    table.setCurrentIndex(screen.model.index(5, screen.model.column_of("article")))
    qtbot.keyClick(table, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == screen.model.product(5).article


def test_home_and_end_move_as_in_a_spreadsheet(qtbot, screen, table) -> None:
    qtbot.keyClick(table, Key.Key_End, CTRL)
    assert table.current_row == screen.model.rowCount() - 1
    qtbot.keyClick(table, Key.Key_Home, CTRL)
    assert table.current_row == 0


def test_every_column_that_can_be_sorted_sorts_the_whole_result(qtbot, screen) -> None:
    for number, column in enumerate(screen.model.columns):
        if column.sort is None:
            continue
        with qtbot.waitSignal(screen.shown):
            screen.table.columns.sectionClicked.emit(number)
        assert screen.listing.sort.key == column.sort
        assert screen.model.rowCount() == 300
    with qtbot.waitSignal(screen.shown):
        screen._sort_by("stock:w-3", True)
    free = [screen.model.prepared(row).stocks[2].text for row in range(10)]
    numbers = [int(one) for one in free]
    assert numbers == sorted(numbers, reverse=True)


def test_a_row_is_one_sentence_for_a_screen_reader(screen) -> None:
    sentence = screen.model.sentence(0)
    product = screen.model.product(0)
    for part in (product.name, product.article, "100 hryvnia(s)", "Київ"):
        assert part in sentence
