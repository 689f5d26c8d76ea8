"""The cart: what is typed reaches the draft, and what it comes to is right at once."""

from __future__ import annotations

from contextlib import closing

import pytest
from PySide6.QtCore import QPoint, Qt

from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from app.ui.cart.rows import GroupRow, LineRow, StripRow
from app.ui.catalogue.warehouse_popup import WarehousePopup
from tests.app.ui.cart.conftest import cart_line, free_at
from tests.fakes.supplier import page, stock


def _kinds(screen):
    names = {GroupRow: "group", LineRow: "line", StripRow: "strip"}
    return [names[type(screen.model.row(n))] for n in range(screen.model.rowCount())]


def _press(screen, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    screen.table.setFocus()
    qtbot.keyClick(screen.table, key, modifier)


def test_a_short_line_gets_ready_fixes_that_do_what_they_say(screen, world, fill, qtbot) -> None:
    free, elsewhere = free_at(world, 2, "w-1"), free_at(world, 2, "w-6")
    wanted = free // 4_000 * 4_000 + 4_000
    assert elsewhere >= wanted > 4_000
    draft = fill(cart_line(world, 2, wanted))
    strip = screen.model.strip_at(screen.model.row_of(draft.lines[0].id))
    assert [fix.kind for fix in strip.fixes] == ["keep", "split", "move", "remove"]

    screen.table.go_to(draft.lines[0].id)
    _press(screen, qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    lines = {line.warehouse: line.quantity_milli for line in world.drafts.active.lines}
    assert lines == {"w-1": wanted - 4_000, strip.fixes[1].warehouse: 4_000}
    assert screen.valuation.appraisal.errors == 0


def _expect(world, qtbot, product: int, warehouse: int, free_milli: int, day: str | None) -> None:
    row = stock(product, warehouse, free_milli, expected_on=day)
    with closing(CacheWriter(world.folder / "1-1.db")) as writer, writer.transaction():
        writer.apply(read_page(page("stock", [row]), "stock", 0))
    with qtbot.waitSignal(world.goods.stock_changed):
        world.goods.patch("stock", [product])


def test_what_is_short_may_wait_for_the_day_it_comes(screen, world, fill, qtbot) -> None:
    _expect(world, qtbot, 2, 1, 8_000, "2026-12-02")
    draft = fill(cart_line(world, 2, 60_000))
    strip = screen.model.strip_at(screen.model.row_of(draft.lines[0].id))
    number = [fix.kind for fix in strip.fixes].index("wait")
    assert strip.texts[number] == "8 now + 52 on 02.12"
    screen.table.go_to(draft.lines[0].id)
    screen.table.choose_fix(number + 1)
    lines = [(x.quantity_milli, x.backorder_on) for x in world.drafts.active.lines]
    assert lines == [(8_000, None), (52_000, "2026-12-02")]
    assert screen.valuation.appraisal.errors == 0
    waiting = screen.model.line_row(world.drafts.active.lines[1].id)
    assert (waiting.state.text, waiting.state.tint) == ("waits for 02.12", "info")


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_warehouse_that_only_expects_the_goods_is_waited_at(screen, world, fill, qtbot) -> None:
    _expect(world, qtbot, 2, 3, 0, "2026-12-02")
    draft = fill(cart_line(world, 2, 4_000))
    screen.menus.open_warehouses(draft.lines[0].id, QPoint(0, 0))
    popup = screen.findChild(WarehousePopup)
    popup.taken.emit("w-3")
    popup.close()
    (line,) = world.drafts.active.lines
    assert (line.warehouse, line.backorder_on) == ("w-3", "2026-12-02")
    assert screen.valuation.appraisal.errors == 0


def test_everything_is_said_to_be_in_stock_only_when_all_of_it_is(screen, world, fill) -> None:
    def said() -> bool:
        return any(check.text == "Everything is in stock" for check in screen.side.checks)

    fill(cart_line(world, 2, 4_000))
    assert said()
    # Not a whole pack and not enough: only the worst is told of a line, the rest is no less true.
    fill(cart_line(world, 2, free_at(world, 2, "w-1") + 9_001))
    assert not said()
    fill(cart_line(world, 2, 4_000), cart_line(world, 3, 4_000, "w-of-nobody"))
    assert not said()


def test_goods_that_come_later_than_agreed_ask_again(screen, world, fill, qtbot) -> None:
    _expect(world, qtbot, 2, 1, 0, "2026-12-02")
    draft = fill(cart_line(world, 2, 60_000, backorder_on="2026-12-02"))
    assert screen.valuation.appraisal.errors == 0
    _expect(world, qtbot, 2, 1, 0, "2026-12-09")
    strip = screen.model.strip_at(screen.model.row_of(draft.lines[0].id))
    assert (strip.fixes[0].kind, strip.texts[0]) == ("wait", "Wait for 09.12")
    screen.table.fixed.emit(strip.id, strip.fixes[0])
    assert [x.backorder_on for x in world.drafts.active.lines] == ["2026-12-09"]


def test_goods_that_have_come_are_taken(screen, world, fill, qtbot) -> None:
    _expect(world, qtbot, 2, 1, 80_000, None)
    draft = fill(cart_line(world, 2, 60_000, backorder_on="2026-12-02"))
    strip = screen.model.strip_at(screen.model.row_of(draft.lines[0].id))
    assert strip.texts[0] == "All 60 from Київ"
    screen.table.fixed.emit(strip.id, strip.fixes[0])
    assert [x.backorder_on for x in world.drafts.active.lines] == [None]
    assert screen.valuation.appraisal.errors == 0


def test_a_click_on_a_painted_fix_chooses_it(screen, world, fill, qtbot) -> None:
    free = free_at(world, 2, "w-1")
    draft = fill(cart_line(world, 2, free // 4_000 * 4_000 + 4_000))
    row = screen.model.row_of(draft.lines[0].id) + 1
    place = screen.table.cells.fix_boxes(row, screen.model.row(row))[0]
    qtbot.mouseClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert world.drafts.active.lines[0].quantity_milli == free // 4_000 * 4_000


def test_a_wrong_pack_is_rounded_either_way(screen, world, fill, qtbot) -> None:
    draft = fill(cart_line(world, 1, 5_000))
    strip = screen.model.strip_at(screen.model.row_of(draft.lines[0].id))
    assert [fix.kind for fix in strip.fixes] == ["round_up", "round_down", "remove"]
    screen.table.go_to(draft.lines[0].id)
    screen.table.choose_fix(2)
    assert world.drafts.active.lines[0].quantity_milli == 4_000


@pytest.mark.parametrize("number", [9, 99])
def test_goods_that_cannot_be_had_are_removed(screen, world, fill, number) -> None:
    """Discontinued, and not in the catalogue any more."""
    draft = fill(cart_line(world, number, 4_000))
    strip = screen.model.strip_at(screen.model.row_of(draft.lines[0].id))
    assert [fix.kind for fix in strip.fixes] == ["remove"]
    screen.table.fixed.emit(strip.id, strip.fixes[0])
    assert world.drafts.active.lines == ()


def test_errors_stop_the_order_and_are_named(screen, world, fill, qtbot) -> None:
    fill(cart_line(world, 1, 5_000), cart_line(world, 2, 4_000))
    assert not screen.side.button.isEnabled()
    asked = []
    screen.verify_requested.connect(asked.append)
    screen.order()
    assert asked == []
    assert screen.table.current_line.has_error


def test_warnings_do_not_stop_the_order(screen, world, fill, qtbot) -> None:
    assert free_at(world, 6, "w-1") >= 52_000
    draft = fill(cart_line(world, 6, 52_000, seen_price_e4=900_000))
    assert screen.side.checks[0].tint == "warn"
    with qtbot.waitSignal(screen.verify_requested) as sent:
        screen.order()
    assert sent.args == [draft]


def test_less_than_the_minimum_is_not_ordered(screen, world, fill) -> None:
    fill(cart_line(world, 1, 4_000))
    stops = [check for check in screen.side.checks if check.stops]
    assert len(stops) == 1
    assert not screen.side.button.isEnabled()


def test_offline_the_button_says_queue(screen, world, fill) -> None:
    before = screen.side.button.text()
    screen.set_online(False)
    assert screen.side.button.text() != before
    assert screen.table.cells.stale
