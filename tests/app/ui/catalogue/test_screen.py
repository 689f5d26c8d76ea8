"""The goods list shows, finds, re-prices and takes quantities."""

from __future__ import annotations

from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from app.ui.catalogue.quantity_editor import QuantityEditor
from tests.fakes.supplier import page
from tests.fakes.supplier import price as price_row


def _column(screen, kind: str) -> list[str]:
    column = screen.model.column_of(kind)
    return [screen.model.text(row, column) for row in range(5)]


def _type(qtbot, screen, text: str) -> None:
    with qtbot.waitSignal(screen.shown):
        screen.search.setText(text)


def test_the_list_opens_on_the_prepayment_contract_with_every_permitted_product(screen) -> None:
    assert screen.model.rowCount() == 300
    assert screen._terms.contract.kind == "prepayment"
    assert _column(screen, "price")[0] == "100,03"


def test_a_contract_switch_reprices_the_list_without_reading(screen, world) -> None:
    before = _column(screen, "price")
    world.tasks._read.close(drain=False)
    world.terms.choose("c-2")
    after = _column(screen, "price")
    assert before[0] == "100,03"
    assert after[0] == "103,03"
    row = screen.model.prepared(0)
    assert row.delta == 1
    assert row.was == "100,03"
    assert row.better == "П100 −2,9\u00a0%"


def test_without_the_light_a_switch_leaves_arrows_alone(qtbot, screen, world, theme) -> None:
    theme.price_flash = False
    world.terms.choose("c-2")
    row = screen.model.prepared(0)
    assert row.delta == 1
    assert screen.model.flash_strength == 0.0


def test_after_switches_every_row_is_as_if_it_were_looked_at_for_the_first_time(
    screen, world
) -> None:
    for contract in ("c-2", "c-3", "c-1"):
        shown = screen.table.shown_rows()
        assert all(screen.model.prepared(row) is not None for row in shown)
        world.terms.choose(contract)
        for row in range(shown.stop + 5):
            known = screen.model.prepared(row)
            assert known == screen.model.preparation.prepare(known.product)


def test_a_switch_repaints_what_prices_change_and_no_more(qtbot, screen, world) -> None:
    touched = []
    screen.model.dataChanged.connect(lambda a, b: touched.append((a.column(), b.column())))
    assert all(screen.model.prepared(row) for row in screen.table.shown_rows())
    world.terms.choose("c-2")
    price, quantity = (screen.model.column_of(kind) for kind in ("price", "quantity"))
    assert touched == [(price, screen.model.column_of("better"))]
    # Where a price is unknown nothing can be ordered: the quantity's cell changes, too.
    first = screen.model.prepared(0).product.id
    with closing(CacheWriter(world.folder / "1-1.db")) as writer, writer.transaction():
        writer.apply(read_page(page("prices", [price_row(first, None)]), "prices", 1))
    with qtbot.waitSignal(world.goods.prices_changed):
        world.goods.patch("prices", [first])
    assert screen.model.prepared(0).may_order is True
    touched.clear()
    world.terms.choose("c-1")
    assert screen.model.prepared(0).may_order is False
    assert touched == [(0, quantity)]


def test_a_list_sorted_by_price_has_the_orders_of_the_other_contracts_made(
    qtbot, screen, world
) -> None:
    with qtbot.waitSignal(screen.shown):
        screen._sort_by("price", False)
    others = [one.id for one in world.terms.profile.contracts]
    qtbot.waitUntil(
        lambda: all(("order", False) in world.goods.prices(one).derived for one in others)
    )


def test_search_finds_by_article_and_by_words_in_any_order(qtbot, screen) -> None:
    _type(qtbot, screen, "104-0007")
    assert _column(screen, "article")[0] == "104-0007"
    _type(qtbot, screen, "C42 вимикач")
    assert screen.model.rowCount() == 1
    _type(qtbot, screen, "нема такого")
    assert screen.model.rowCount() == 0


def test_letters_go_to_the_search_and_digits_to_the_quantity(qtbot, screen, world) -> None:
    screen.focus_table()
    qtbot.keyClicks(screen.table, "2")
    editor = screen.table.findChild(QuantityEditor)
    assert editor is not None
    qtbot.keyClicks(editor.focusProxy(), "5")
    qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Return)
    assert [line.quantity_milli for line in world.drafts.active.lines] == [36_000]
    assert world.drafts.active.lines[0].warehouse == "w-1"
    assert screen.model.prepared(0).quantity == "36"
    assert screen.table.current_row == 1
    with qtbot.waitSignal(screen.shown):
        qtbot.keyClicks(screen.table, "v")
    assert screen.search.text() == "v"


def test_plus_and_delete_work_on_the_current_row(qtbot, screen, world) -> None:
    screen.focus_table()
    qtbot.keyClicks(screen.table, "++")
    assert world.drafts.active.quantity_of("guid-3", None) == 24_000
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    assert world.drafts.active.lines == ()


def test_goods_can_be_taken_from_a_far_warehouse(screen, world) -> None:
    screen.table.taken.emit(0, "w-3")
    (line,) = world.drafts.active.lines
    assert (line.warehouse, line.quantity_milli) == ("w-3", 12_000)
    screen.filling.enter(screen.model.product(0), 36_000)
    assert {x.warehouse: x.quantity_milli for x in world.drafts.active.lines} == {
        "w-3": 12_000,
        "w-1": 24_000,
    }


def test_a_changed_stock_repaints_only_its_row(qtbot, screen, world) -> None:
    touched = []
    screen.model.dataChanged.connect(lambda a, b: touched.append((a.row(), b.row())))
    screen.model.prepared(0)
    product = screen.model.prepared(1).product
    with qtbot.waitSignal(world.goods.stock_changed):
        world.goods.patch("stock", [product.id])
    assert touched == [(1, 1)]


def test_the_model_keeps_qts_rules(screen, world) -> None:
    tester = QAbstractItemModelTester(
        screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    world.terms.choose("c-3")
    screen.model.reread()
    assert tester.model() is screen.model


def test_names_are_letters_never_markup(screen) -> None:
    assert screen.model.data(screen.model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    index = screen.model.index(0, screen.model.column_of("stock"))
    assert "Київ" in screen.model.data(index, Qt.ItemDataRole.AccessibleTextRole)


def test_a_change_of_goods_leaves_the_user_where_he_was(qtbot, screen, world) -> None:
    screen.table.go_to_row(150)
    before = screen.model.product_id(150)
    top = screen.table.verticalScrollBar().value()
    with qtbot.waitSignal(screen.shown):
        world.goods.forget_products([7])
    assert screen.model.product_id(screen.table.current_row) == before
    assert screen.table.verticalScrollBar().value() == top
