"""A list sorted by price is shown under another contract at once, in that contract's order."""

from __future__ import annotations

from contextlib import closing

import pytest
from PySide6.QtCore import QEvent, QObject, Qt

from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from app.ui.catalogue.quantity_editor import QuantityEditor
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


def test_a_quantity_that_is_being_typed_outlives_news_of_prices(qtbot, by_price, world) -> None:
    """The list has another order then; the row that is typed in stays until the quantity is in."""
    table = by_price.table
    by_price.focus_table()
    qtbot.keyClicks(table, "2")
    editor = table.findChild(QuantityEditor)
    guid = by_price.model.product(table.current_row).guid
    _write_prices(world, [price_row(300, 1_000)], 1)
    with qtbot.waitSignal(world.goods.prices_changed):
        world.goods.patch("prices", [300])
    assert by_price.listing._put_off
    assert _ids(by_price)[0] == 1
    qtbot.keyClicks(editor.focusProxy(), "4")
    with qtbot.waitSignal(by_price.shown):
        qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Return)
    assert world.drafts.active.quantity_of(guid, None) == 24_000
    assert _ids(by_price)[0] == 300


def test_an_answer_that_comes_while_a_quantity_is_typed_waits_for_it(
    qtbot, by_price, world
) -> None:
    table = by_price.table
    by_price.focus_table()
    _write_prices(world, [price_row(300, 1_000)], 1)
    with qtbot.waitSignal(world.goods.prices_changed):
        world.goods.patch("prices", [300])
    # The new list is being read now.
    qtbot.keyClicks(table, "8")
    editor = table.findChild(QuantityEditor)
    qtbot.waitUntil(lambda: by_price.listing._put_off)
    assert _ids(by_price)[0] == 1
    with qtbot.waitSignal(by_price.shown):
        qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Escape)
    assert _ids(by_price)[0] == 300


def test_the_card_follows_when_another_product_comes_into_the_same_row(
    qtbot, by_price, world
) -> None:
    """A list of the same length takes the old one's place without new headers."""
    told = []
    by_price.table.selectionModel().currentRowChanged.connect(
        lambda now, _before: told.append(by_price.model.product_id(now.row()))
    )
    resets = []
    by_price.model.modelReset.connect(lambda: resets.append(1))
    by_price.table.go_to_row(0)
    told.clear()
    with qtbot.waitSignal(by_price.shown):
        by_price._sort_by("price", True)
    assert told == [300]
    assert by_price.table.current_row == 0
    assert by_price.table.selected_rows() == (0, 0)
    assert resets == []


def test_a_row_that_is_chosen_leaves_the_header_as_it_is(qtbot, by_price) -> None:
    header = by_price.table.columns
    qtbot.waitUntil(lambda: by_price.table.isVisible())
    qtbot.wait(50)
    painted = []
    watch = _Paints(painted)
    header.viewport().installEventFilter(watch)
    by_price.table.go_to_row(3)
    qtbot.wait(50)
    assert painted == []
    header.viewport().update()
    qtbot.waitUntil(lambda: painted == [1])


class _Paints(QObject):
    def __init__(self, painted: list[int]) -> None:
        super().__init__()
        self._painted = painted

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted.append(1)
        return False
