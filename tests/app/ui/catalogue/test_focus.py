"""A whole visit by keys alone: the focus is never lost, and Tab goes as the eye does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.ui.catalogue.quantity_editor import QuantityEditor
from app.ui.shell.panes import first_focusable, parts_of

Key = Qt.Key


@pytest.fixture
def whole(qtbot, screen):
    """Screen, card and groups in one window, as the program has them."""
    window = QWidget()
    row = QHBoxLayout(window)
    for part in (screen.context, screen, screen.card_place):
        row.addWidget(part)
    window.resize(1400, 800)
    qtbot.addWidget(window)
    window.show()
    screen.card_place.make()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield screen
    # The parts are closed by those who made them.
    for part in (screen.context, screen, screen.card_place):
        part.setParent(None)


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None, "the focus is lost"
    return focused


def test_letters_lead_to_the_search_and_enter_and_esc_back(qtbot, whole) -> None:
    whole.focus_table()
    qtbot.keyClicks(whole.table, "c")
    assert _focused() is whole.search
    qtbot.keyClick(whole.search, Key.Key_Return)
    assert _focused() is whole.table
    whole.focus_search()
    qtbot.keyClick(whole.search, Key.Key_Escape)
    assert (_focused(), whole.search.text()) == (whole.search, ""), "first it is cleared"
    qtbot.keyClick(whole.search, Key.Key_Escape)
    assert _focused() is whole.table


def test_after_each_end_of_editing_the_table_has_the_keys(qtbot, whole) -> None:
    whole.table.go_to_row(3)
    whole.table.setFocus()
    for end in (Key.Key_Return, Key.Key_Tab, Key.Key_Escape):
        qtbot.keyClicks(whole.table, "7")
        assert isinstance(_focused().parentWidget(), QuantityEditor)
        qtbot.keyClick(_focused(), end)
        assert _focused() is whole.table


def test_esc_in_the_card_leads_back_to_the_row(qtbot, whole) -> None:
    whole.table.go_to_row(2)
    whole.table.ask_warehouses()
    assert _focused() is whole.card_place.card.stock
    qtbot.keyClicks(_focused(), "12")
    qtbot.keyClick(_focused(), Key.Key_Escape)
    assert _focused() is whole.card_place.card.stock, "first what was typed goes"
    qtbot.keyClick(_focused(), Key.Key_Escape)
    assert _focused() is whole.table
    assert whole.table.current_row == 2


def test_f6_stops_at_search_filters_and_goods(whole) -> None:
    stops = [first_focusable(part) for part in parts_of(whole)]
    assert stops[0] is whole.search
    assert stops[1] is whole.bar.facets._chips["warehouse"]
    assert stops[2] is whole.table


def test_f6_stops_at_the_ways_out_of_an_empty_list(qtbot, whole) -> None:
    with qtbot.waitSignal(whole.shown):
        whole.search.setText("щщщ щщщ")
    qtbot.waitUntil(lambda: not whole._empty._rows[0].isHidden())
    assert first_focusable(parts_of(whole)[-1]) is whole._empty._rows[0]


def test_tab_goes_through_the_filters_from_left_to_right_and_then_to_the_goods(
    qtbot, whole
) -> None:
    with qtbot.waitSignal(whole.listing.counted):
        whole.listing.count_facets()
    whole.focus_search()
    passed: list[QWidget] = []
    while _focused() is not whole.table and len(passed) < 40:
        qtbot.keyClick(_focused(), Key.Key_Tab)
        passed.append(_focused())
    chips = [one for one in passed if one.parentWidget() is whole.bar.facets]
    places = [one.x() for one in chips]
    assert len(chips) >= 4
    assert places == sorted(places)
    assert passed[-1] is whole.table


def test_the_status_bar_names_the_keys_of_what_has_the_focus(qtbot, whole) -> None:
    whole.focus_search()
    assert whole.key_hints[0].text == "to the goods"
    whole.focus_table()
    assert whole.key_hints[0].text == "quantity"
    qtbot.keyClicks(whole.table, "7")
    assert whole.key_hints[0].text == "keep and go down"
