"""The card of a product: prices under every contract, stock on every warehouse, the map."""

from __future__ import annotations

from contextlib import closing

from PySide6.QtCore import QPoint, Qt

from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from tests.fakes.supplier import page, stock


def _texts(table) -> list[list[str]]:
    rows, columns = table.rows.rowCount(), table.rows.columnCount()
    return [[table.rows.index(r, c).data() for c in range(columns)] for r in range(rows)]


def _said(table, row: int, column: int) -> str:
    return table.rows.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_every_contract_has_its_price_and_its_difference_to_the_current_one(card) -> None:
    rows = _texts(card.prices)
    assert [row[3] for row in rows] == [
        "100,01\u00a0₴", "103,01\u00a0₴", "106,01\u00a0₴", "100,01\u00a0₴",
    ]  # fmt: skip
    assert [row[4] for row in rows] == ["chosen", "+3,0\u00a0%", "+6,0\u00a0%", "—"]


def test_a_contract_with_another_vat_rule_is_shown_and_not_compared(card) -> None:
    last = _texts(card.prices)[-1]
    assert last[2] == "no VAT"
    assert _said(card.prices, 3, 4) == "not compared"


def test_a_contract_switch_moves_the_mark_without_a_read(card, world) -> None:
    world.tasks._read.close(drain=False)
    world.terms.choose("c-2")
    rows = _texts(card.prices)
    assert [row[4] for row in rows] == ["−2,9\u00a0%", "chosen", "+2,9\u00a0%", "—"]
    assert card.prices.rows.cell(card.prices.rows.index(1, 3)).ground == "flash"


def test_the_list_says_free_reserved_expected_and_delivery(card) -> None:
    rows = _texts(card.stock)
    assert rows[0][:4] == ["Київ", "340", "24", "—"]
    assert rows[2][:4] == ["Львів", "18", "—", "+40 · 30.11"]
    assert rows[4][1] == "0"
    assert rows[4][4] == "from 07.12"
    assert "340" in _said(card.stock, 0, 1)


def test_the_pin_and_the_row_are_chosen_together(card, qtbot) -> None:
    card.stock.choose("w-4")
    assert card.map._selected == "w-4"
    lviv = next(one for one in card.map.placed if one.pin.name == "Львів")
    qtbot.mouseClick(card.map, Qt.MouseButton.LeftButton, pos=lviv.centre.toPoint())
    assert card.stock.current_key == "w-3"
    assert card.map._selected == "w-3"


def test_a_warehouse_without_a_place_is_only_in_the_list(card) -> None:
    assert len(card.map.placed) == 5
    assert card.stock.rows.rowCount() == 6


def test_enter_takes_one_pack_and_digits_take_that_many_from_the_row(card, world, qtbot) -> None:
    card.stock.choose("w-2")
    qtbot.keyClick(card.stock, Qt.Key.Key_Return)
    assert [(x.warehouse, x.quantity_milli) for x in world.drafts.active.lines] == [("w-2", 4_000)]
    assert _texts(card.stock)[1][5] == "4"
    qtbot.keyClicks(card.stock, "17")
    qtbot.keyClick(card.stock, Qt.Key.Key_Return)
    (line,) = world.drafts.active.lines
    assert line.quantity_milli == 20_000


def test_escape_forgets_what_was_typed_for_a_warehouse(card, world, qtbot) -> None:
    card.stock.choose("w-2")
    qtbot.keyClicks(card.stock, "9")
    qtbot.keyClick(card.stock, Qt.Key.Key_Escape)
    assert _texts(card.stock)[1][5] == "Take"
    assert world.drafts.active.lines == ()


def test_the_button_of_a_row_takes_from_it(card, world, qtbot) -> None:
    place = card.stock.visualRect(card.stock.rows.index(3, 5)).center()
    qtbot.mouseClick(card.stock.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    (line,) = world.drafts.active.lines
    assert (line.warehouse, line.quantity_milli) == ("w-4", 4_000)


def test_where_nothing_is_free_but_goods_are_expected_the_button_waits_for_them(
    card, world, qtbot
) -> None:
    assert [row[5] for row in _texts(card.stock)][2:5] == ["Take", "Take", "Wait"]
    place = card.stock.visualRect(card.stock.rows.index(4, 5)).center()
    qtbot.mouseClick(card.stock.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    (line,) = world.drafts.active.lines
    assert (line.warehouse, line.quantity_milli, line.backorder_on) == ("w-5", 4_000, "2026-12-02")
    assert _texts(card.stock)[4][5] == "4"
    assert "to come here" in _said(card.stock, 4, 5)


def test_waiting_goes_by_keys_alone(card, world, qtbot) -> None:
    """Enter where nothing is free; Shift+Enter where something is free but more is to come."""
    card.stock.choose("w-5")
    qtbot.keyClicks(card.stock, "22")
    assert "Wait for 22" in _said(card.stock, 4, 5)
    qtbot.keyClick(card.stock, Qt.Key.Key_Return)
    card.stock.choose("w-3")
    qtbot.keyClick(card.stock, Qt.Key.Key_Return)
    qtbot.keyClick(card.stock, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    lines = [(x.warehouse, x.quantity_milli, x.backorder_on) for x in world.drafts.active.lines]
    assert lines == [
        ("w-5", 24_000, "2026-12-02"),
        ("w-3", 4_000, None),
        ("w-3", 4_000, "2026-11-30"),
    ]
    assert _texts(card.stock)[2][5] == "8"


def test_where_nothing_is_expected_there_is_nothing_to_wait_for(card, world, qtbot) -> None:
    card.stock.choose("w-1")
    qtbot.keyClick(card.stock, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert world.drafts.active.lines == ()


def test_a_stock_change_reaches_the_open_card(card, world, qtbot) -> None:
    with closing(CacheWriter(world.folder / "1-1.db")) as writer, writer.transaction():
        writer.apply(read_page(page("stock", [stock(1, 2, 5_000)]), "stock", 0))
    with qtbot.waitSignal(world.goods.stock_changed):
        world.goods.patch("stock", [1])
    assert _texts(card.stock)[1][1] == "5"
    pin = next(one.pin for one in card.map.placed if one.pin.name == "Вінниця")
    assert (pin.number, pin.tint) == ("5", "warn")


def test_old_numbers_are_shown_as_about(card, screen) -> None:
    screen.show_stale(stale=True)
    assert _texts(card.stock)[0][1] == "≈340"


def test_f7_leads_to_the_list_of_warehouses(screen, card, qtbot) -> None:
    screen.table.ask_warehouses()
    assert card.stock.current_key == "w-1"


def test_analogues_open_in_the_card(card, qtbot) -> None:
    card.head.all_asked.emit()
    qtbot.waitUntil(lambda: card.details.analogues.rows.rowCount() == 2)
    card.details.analogues.activated_row.emit("2")
    assert card.product.id == 2
    assert card._pages.currentIndex() == 0


def test_the_rows_menu_opens_the_card_on_the_analogues(screen, card, qtbot) -> None:
    screen.rows.show_analogues()
    qtbot.waitUntil(lambda: card.details.analogues.rows.rowCount() == 2)
    assert card.details.analogues.isVisible()


def test_the_star_is_kept(screen, card) -> None:
    card.head._star.click()
    assert [guid for guid, _variant in screen.favourites.names] == ["guid-1"]
    card.head._star.click()
    assert screen.favourites.names == ()


def test_names_are_letters_never_markup(card, screen) -> None:
    row = screen.model.product(0)
    card.show_product(row._replace(id=29, name="<b>Кабель</b>"))
    assert card.head._name.text() == "<b>Кабель</b>"
    assert card.head._name.textFormat() == Qt.TextFormat.PlainText
