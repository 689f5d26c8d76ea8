"""The cart: what is typed reaches the draft, and what it comes to is right at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QPushButton, QWidget

from app.domain.cart import Draft
from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from app.ui import formats
from app.ui.cart.comparing import CompareDialog
from app.ui.cart.rows import GroupRow, LineRow, StripRow
from app.ui.catalogue.quantity_editor import QuantityEditor
from app.ui.catalogue.warehouse_popup import WarehousePopup
from contract.pricing import line_amounts, totals
from tests.app.ui.cart.conftest import cart_line, free_at
from tests.fakes.supplier import page, stock


def _kinds(screen):
    names = {GroupRow: "group", LineRow: "line", StripRow: "strip"}
    return [names[type(screen.model.row(n))] for n in range(screen.model.rowCount())]


def _press(screen, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    screen.table.setFocus()
    qtbot.keyClick(screen.table, key, modifier)


def test_lines_stand_under_their_warehouses_the_home_one_first(screen, world, fill) -> None:
    fill(cart_line(world, 1, 4_000, "w-3"), cart_line(world, 2, 4_000))
    assert _kinds(screen) == ["group", "line", "group", "line"]
    first, second = screen.model.row(0), screen.model.row(2)
    assert (first.title, first.home, second.title) == ("Київ", True, "Львів")
    assert screen.table.rowSpan(0, 0) == 1
    assert screen.table.columnSpan(0, 0) == len(screen.model.columns)


def test_every_sum_is_that_of_the_pricing_rules(screen, world, fill) -> None:
    draft = fill(*(cart_line(world, n, 4_000 * n) for n in range(1, 5)))
    amounts = [line_amounts(1_000_000 + n * 100, 4_000 * n, "included", 20) for n in range(1, 5)]
    appraisal = screen.valuation.appraisal
    assert appraisal.totals == totals(amounts)
    shown = [screen.model.line_row(line.id).sum_e4 for line in draft.lines]
    assert shown == [one.payable_e4 for one in amounts]


def test_another_contract_shows_its_prices_at_once(screen, world, fill) -> None:
    draft = fill(cart_line(world, 1, 4_000))
    world.terms.choose("c-3")
    row = screen.model.line_row(draft.lines[0].id)
    assert row.price_e4 == 1_000_000 * 106 // 100 + 100
    assert screen.valuation.contract.id == "c-3"


def test_a_pinned_draft_keeps_its_contract(screen, world, fill) -> None:
    fill(cart_line(world, 1, 4_000))
    world.drafts.pin(world.drafts.active_id, world.terms.profile.contract_by_id["c-2"])
    world.terms.choose("c-3")
    assert screen.valuation.contract.id == "c-2"


def test_the_panel_compares_with_the_other_contracts(screen, world, fill) -> None:
    fill(cart_line(world, 1, 4_000))
    others = screen.valuation.elsewhere()
    mine = screen.valuation.appraisal.totals.payable_e4
    assert [one.contract.id for one in others] == ["c-2", "c-3"]
    assert all(one.payable_e4 - mine == one.difference_e4 > 0 for one in others)


def test_typed_digits_become_the_quantity(screen, world, fill, qtbot) -> None:
    draft = fill(cart_line(world, 1, 4_000), cart_line(world, 2, 4_000))
    screen.table.go_to(draft.lines[0].id)
    _press(screen, qtbot, Qt.Key.Key_8)
    editor = screen.table.findChild(QuantityEditor)
    assert editor is not None
    qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Return)
    assert world.drafts.active.lines[0].quantity_milli == 8_000
    assert screen.table.hasFocus()
    assert screen.table.current_line.id == draft.lines[1].id


def test_zero_takes_the_line_out_and_undo_brings_it_back(screen, world, fill, qtbot) -> None:
    draft = fill(*(cart_line(world, n, 4_000) for n in (1, 2, 3)))
    screen.table.go_to(draft.lines[1].id)
    _press(screen, qtbot, Qt.Key.Key_0)
    editor = screen.table.findChild(QuantityEditor)
    qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Return)
    assert [line.product for line in world.drafts.active.lines] == ["guid-1", "guid-3"]
    assert screen.table.current_line.id == draft.lines[2].id
    screen.undoing.undo()
    qtbot.waitUntil(lambda: world.drafts.active == draft)


def test_escape_keeps_the_quantity(screen, world, fill, qtbot) -> None:
    draft = fill(cart_line(world, 1, 4_000))
    screen.table.go_to(draft.lines[0].id)
    _press(screen, qtbot, Qt.Key.Key_9)
    editor = screen.table.findChild(QuantityEditor)
    qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Escape)
    assert world.drafts.active == draft


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_lines_menu_moves_it_to_another_cart(screen, world, fill, qtbot) -> None:
    draft = fill(cart_line(world, 1, 4_000), cart_line(world, 2, 4_000))
    other = world.drafts.add(Draft("d-2", "Другий"))
    world.drafts.activate(draft.id)
    screen.table.go_to(draft.lines[0].id)
    screen.table.menu_asked.emit(draft.lines[0].id, QPoint(0, 0))
    menu = screen.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[0]
    others = [one for one in menu.findChildren(QMenu) if one.actions()]
    action = next(one for sub in others for one in sub.actions() if one.text() == "Другий")
    action.trigger()
    menu.close()
    assert world.drafts.get(other.id).lines == draft.lines[:1]
    assert world.drafts.active.lines == draft.lines[1:]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_list_of_warehouses_moves_the_line(screen, world, fill, qtbot) -> None:
    draft = fill(cart_line(world, 1, 4_000))
    screen.menus.open_warehouses(draft.lines[0].id, QPoint(0, 0))
    popup = screen.findChild(WarehousePopup)
    assert popup is not None
    popup.taken.emit("w-4")
    popup.close()
    assert [line.warehouse for line in world.drafts.active.lines] == ["w-4"]


def test_a_number_off_the_pack_is_rounded_up_and_said(screen, world, fill) -> None:
    draft = fill(cart_line(world, 1, 4_000))
    screen.model.set_quantity(draft.lines[0].id, 5_000)
    assert world.drafts.active.lines[0].quantity_milli == 8_000
    assert screen.undoing.bar.isVisible()
    assert "5 → 8" in screen.undoing.bar.accessibleName()


def test_plus_and_minus_go_by_packs_and_never_remove(screen, world, fill, qtbot) -> None:
    draft = fill(cart_line(world, 1, 4_000))
    screen.table.go_to(draft.lines[0].id)
    _press(screen, qtbot, Qt.Key.Key_Plus)
    assert world.drafts.active.lines[0].quantity_milli == 8_000
    for _ in range(3):
        _press(screen, qtbot, Qt.Key.Key_Minus)
    assert world.drafts.active.lines[0].quantity_milli == 4_000


def test_deleted_lines_come_back_with_undo(screen, world, fill, qtbot) -> None:
    draft = fill(cart_line(world, 1, 4_000), cart_line(world, 2, 4_000))
    screen.table.go_to(draft.lines[0].id)
    _press(screen, qtbot, Qt.Key.Key_Delete)
    assert [line.product for line in world.drafts.active.lines] == ["guid-2"]
    assert screen.table.current_line.id == draft.lines[1].id
    screen.undoing.undo()
    qtbot.waitUntil(lambda: world.drafts.active == draft)


def test_an_edit_elsewhere_keeps_the_current_line(screen, world, fill) -> None:
    draft = fill(*(cart_line(world, n, 4_000) for n in range(1, 6)))
    screen.table.go_to(draft.lines[3].id)
    world.drafts.take_out([draft.lines[0].id])
    assert screen.table.current_line.id == draft.lines[3].id


def test_the_model_keeps_qts_rules_through_all_changes(screen, world, fill) -> None:
    tester = QAbstractItemModelTester(
        screen.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    draft = fill(*(cart_line(world, n, 4_000, f"w-{n % 3 + 1}") for n in range(1, 13)))
    screen.model.fold("w-1")
    world.drafts.take_out([draft.lines[4].id])
    screen.model.show_grouped(grouped=False)
    world.drafts.put(replace(draft.lines[0], quantity_milli=400_000))
    screen.model.show_grouped(grouped=True)
    world.drafts.clear(draft.id)
    assert screen.model.rowCount() == 0
    tester.deleteLater()


def test_a_folded_group_hides_its_lines_and_a_jump_unfolds(screen, world, fill) -> None:
    draft = fill(cart_line(world, 1, 4_000))
    screen.model.fold("w-1")
    assert _kinds(screen) == ["group"]
    screen.jump(draft.lines[0].id)
    assert screen.table.current_line.id == draft.lines[0].id


def test_quick_adding_finds_the_article(screen, world, fill, qtbot) -> None:
    fill()
    screen.tools.quick.setText("104-0003, 9")
    with qtbot.waitSignal(screen.tools.quick.added):
        qtbot.keyClick(screen.tools.quick, Qt.Key.Key_Return)
    line = world.drafts.active.lines[0]
    assert (line.product, line.quantity_milli, line.warehouse) == ("guid-3", 12_000, "w-1")
    assert line.seen_price_e4 == 1_000_300


def test_an_unknown_article_stays_and_is_marked(screen, fill, qtbot) -> None:
    fill()
    screen.tools.quick.setText("нема <b>такого</b>")
    qtbot.keyClick(screen.tools.quick, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen.tools.quick.property("wrong")))
    assert screen.tools.quick.text() == "нема <b>такого</b>"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_an_ambiguous_article_asks_which(screen, world, fill, qtbot) -> None:
    fill()
    screen.tools.quick.setText("104-0007 8")
    qtbot.keyClick(screen.tools.quick, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen.tools.quick.findChildren(QMenu)))
    menu = screen.tools.quick.findChildren(QMenu)[0]
    assert len(menu.actions()) == 2
    menu.actions()[1].trigger()
    menu.close()
    assert world.drafts.active.lines[0].product == "guid-8"


def test_a_letter_in_the_table_goes_to_quick_adding(screen, world, fill, qtbot) -> None:
    fill(cart_line(world, 1, 4_000))
    screen.table.setFocus()
    qtbot.keyClicks(screen.table, "d")
    assert screen.tools.quick.text() == "d"


def test_a_closed_cart_can_be_opened_again(screen, world, fill, qtbot) -> None:
    draft = fill(cart_line(world, 1, 4_000))
    other = world.drafts.add(Draft("d-2", "Другий"))
    world.drafts.activate(draft.id)
    screen.doing.close_draft(draft.id)
    assert [one.id for one in world.drafts.all] == [other.id]
    screen.undoing.undo()
    assert draft in world.drafts.all


def test_a_cart_is_renamed(screen, world, fill, qtbot) -> None:
    draft = fill(cart_line(world, 1, 4_000))
    screen.strip.tabs.renaming.emit(draft.id)
    asking = screen.findChild(QInputDialog)
    asking.setTextValue("  Об’єкт   Лісова ")
    asking.accept()
    assert world.drafts.active.name == "Об’єкт Лісова"


def test_a_comment_stays_with_its_line(screen, world, fill, qtbot) -> None:
    draft = fill(cart_line(world, 5, 4_000))
    screen.menus._comment(draft.lines[0].id)
    asking = screen.findChild(QInputDialog)
    assert "<" not in asking.labelText()
    asking.setTextValue("для <b>Лісової</b>")
    asking.accept()
    assert world.drafts.active.lines[0].comment == "для <b>Лісової</b>"
    assert screen.model.line_row(draft.lines[0].id).second == "для <b>Лісової</b>"


def test_changes_of_other_goods_leave_the_cart_alone(screen, world, fill) -> None:
    fill(cart_line(world, 1, 4_000))
    told = []
    screen.valuation.changed.connect(lambda: told.append(1))
    world.goods.stock_changed.emit([2, 3])
    assert told == []
    world.goods.stock_changed.emit([1])
    assert told == [1]


def test_tabs_show_drafts_contract_and_errors(screen, world, fill) -> None:
    fill(cart_line(world, 1, 5_000))
    world.drafts.pin(world.drafts.active_id, world.terms.profile.contract_by_id["c-2"])
    tab = screen.strip.tabs.current_id
    assert tab == world.drafts.active_id
    view = screen.strip._tab(world.drafts.active)
    assert (view.tag, view.errors, view.lines) == ("В14", 1, 1)


def test_insert_asks_for_another_warehouse(screen, world, fill, qtbot) -> None:
    fill(cart_line(world, 1, 4_000))
    asked = []
    screen.table.warehouses_asked.connect(lambda line_id, at: asked.append(line_id))
    screen.table.warehouses_asked.disconnect(screen.menus.open_warehouses)
    screen.table.step_line(down=True)
    screen.table.go_to(world.drafts.active.lines[0].id)
    _press(screen, qtbot, Qt.Key.Key_Insert)
    assert asked == [world.drafts.active.lines[0].id]


def test_every_cell_speaks(screen, world, fill) -> None:
    fill(cart_line(world, 1, 5_000), cart_line(world, 2, 4_000, "w-2"))
    model = screen.model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            said = model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
            assert said, (row, column)


def test_names_are_letters_never_mark_up(screen, world, fill) -> None:
    draft = fill(cart_line(world, 5, 4_000))
    row = screen.model.row_of(draft.lines[0].id)
    index = screen.model.index(row, screen.model.column_of("name"))
    assert index.data() == "<b>Розетка</b> & рамка"
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_copied_rows_suit_a_spreadsheet(screen, world, fill) -> None:
    fill(cart_line(world, 1, 4_000, name="=CMD()"))
    screen.table.step_line(down=True)
    screen.doing.copy()
    text = QApplication.clipboard().text().splitlines()
    assert text[1].split("\t") == ["104-0001", "'=CMD()", "шт", "100,01", "4", "400,04"]


def test_stock_that_arrives_repairs_the_line_at_once(screen, world, fill, qtbot) -> None:
    free = free_at(world, 2, "w-1")
    fill(cart_line(world, 2, free // 4_000 * 4_000 + 4_000))
    assert screen.valuation.appraisal.errors == 1
    writer = CacheWriter(world.folder / "1-1.db")
    with writer.transaction():
        writer.apply(read_page(page("stock", [stock(2, 1, 900_000)]), "stock", 0))
    writer.close()
    with qtbot.waitSignal(world.goods.stock_changed):
        world.goods.patch("stock", [2])
    assert screen.valuation.appraisal.errors == 0


def test_the_cart_under_each_contract_and_the_choice_of_one(screen, world, fill, qtbot) -> None:
    draft = fill(cart_line(world, 1, 4_000), cart_line(world, 2, 8_000))
    screen.compare()
    dialog = screen.findChild(CompareDialog)
    total, least = dialog.model.cell(0, 1), dialog.model.cell(5, 1)
    assert total.text == formats.money(screen.valuation.appraisal.totals.payable_e4, "UAH")
    assert least.colour == "ok"
    assert dialog.model.rowCount() == 5 + 2
    qtbot.mouseClick(dialog.findChild(QPushButton, "c-3"), Qt.MouseButton.LeftButton)
    assert world.drafts.active.contract == "c-3"
    screen.undoing.undo()
    qtbot.waitUntil(lambda: world.drafts.active == draft)


def test_the_cart_is_compared_over_another_screen(screen, world, fill, qtbot, theme) -> None:
    fill(cart_line(world, 1, 4_000))
    other = QWidget()
    qtbot.addWidget(other)
    screen.compare_over(other)
    dialog = other.findChild(CompareDialog)
    with qtbot.waitSignal(screen.doing.contract_taken) as told:
        qtbot.mouseClick(dialog.findChild(QPushButton, "c-2"), Qt.MouseButton.LeftButton)
    assert "В14" in told.args[0]
    assert world.drafts.active.contract == "c-2"
    assert world.terms.contract.id == "c-1", "the catalogue stays as it is"


def test_an_empty_cart_says_what_to_do(screen, fill, qtbot) -> None:
    fill()
    assert screen._stack.currentWidget() is screen._empty
    with qtbot.waitSignal(screen.catalogue_requested):
        screen._choose_empty("catalogue")


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
@pytest.mark.parametrize("scale", [100, 150])
def test_it_paints_in_every_theme_and_size(screen, world, fill, theme, choice, scale) -> None:
    fill(cart_line(world, 1, 5_000), cart_line(world, 2, 4_000, "w-2"))
    theme.choose(choice=choice, scale=scale)
    screen.resize(1100 - 316 - 52, 560)
    picture = screen.grab().toImage()
    assert picture.size() == screen.size() * screen.devicePixelRatioF()
    ground = theme.color("err-bg").rgb()
    row = next(n for n in range(9) if isinstance(screen.model.row(n), StripRow))
    at = screen.table.viewport().mapTo(screen, QPoint(4, screen.table.rowViewportPosition(row) + 6))
    assert picture.pixel(at) in (ground, theme.color("err").rgb(), theme.color("sel").rgb())
