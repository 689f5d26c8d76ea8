"""Columns: hidden, moved, widened by the user, and the same after a restart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.ui.catalogue.column_layout import FIRST_INSET, ColumnLayout, layout_from_text
from app.ui.catalogue.columns import LEFT, Column
from app.ui.catalogue.screen import CatalogueScreen

_KEYS = st.lists(st.text(max_size=8), max_size=6, unique=True)


def _seen(screen) -> list[str]:
    header = screen.table.columns
    numbers = [header.logicalIndex(place) for place in range(header.count())]
    return [screen.model.columns[n].key for n in numbers if not header.isSectionHidden(n)]


def test_a_hidden_and_a_moved_column_stay_so_after_a_restart(qtbot, screen, world, theme) -> None:
    kept: dict[str, str | None] = {}
    screen.choices.remember = kept.__setitem__
    header = screen.table.columns
    header.take_layout(header.columns.with_shown("stock:w-2", shown=False))
    header.moveSection(header.visualIndex(screen.model.column_of("price")), 1)
    qtbot.waitUntil(lambda: "catalogue.columns" in kept)
    seen = _seen(screen)
    assert seen[:3] == ["article", "price", "name"]
    assert "stock:w-2" not in seen
    again = CatalogueScreen(theme, world.terms, world.goods, world.drafts, "regular", kept)
    for widget in (again, again.context, again.card_place):
        qtbot.addWidget(widget)
    again.resize(900, 700)
    again.show()
    again.model.show_goods()
    qtbot.waitUntil(lambda: _seen(again) == seen)


def _rows_of(screen) -> list[int]:
    return [screen.model.product_id(row) for row in range(screen.model.rowCount())]


def _again(qtbot, theme, world, kept) -> CatalogueScreen:
    """The catalogue as a restart makes it, with what was kept."""
    again = CatalogueScreen(theme, world.terms, world.goods, world.drafts, "regular", kept)
    for widget in (again, again.context, again.card_place):
        qtbot.addWidget(widget)
    again.resize(900, 700)
    again.show()
    with qtbot.waitSignal(again.shown):
        world.goods.open(world.folder / "1-1.db")
    return again


def test_a_sort_by_a_warehouse_stays_after_a_restart(qtbot, screen, world, theme) -> None:
    kept: dict[str, str | None] = {}
    screen.choices.remember = kept.__setitem__
    lviv = screen.model.columns[screen.model.first_stock + 2]
    header = screen.table.columns
    for _ascending_then_descending in range(2):
        with qtbot.waitSignal(screen.shown):
            header.sectionClicked.emit(screen.model.columns.index(lviv))
    qtbot.waitUntil(lambda: "catalogue.sort" in kept)
    rows = _rows_of(screen)
    free = [world.goods.stock_cell("w-3", product).free_milli or 0 for product in rows]
    assert free == sorted(free, reverse=True)
    assert free[0] > free[-1]

    again = _again(qtbot, theme, world, kept)
    assert _rows_of(again) == rows
    assert again.table.columns.sorted_by == (lviv.sort, True)


def test_a_sort_by_a_warehouse_that_is_gone_becomes_one_by_name(qtbot, screen, world, theme):
    by_name = _rows_of(screen)
    again = _again(qtbot, theme, world, {"catalogue.sort": "stock:closed-long-ago desc"})
    assert _rows_of(again) == by_name
    assert again.table.columns.sorted_by == ("name", False)


def test_a_dense_table_shows_the_better_price_in_its_own_column(screen) -> None:
    assert "better" not in _seen(screen)
    screen.table.set_density("compact")
    assert "better" in _seen(screen)


def test_a_widened_column_takes_its_room_from_the_name(screen) -> None:
    header = screen.table.columns
    article, name = screen.model.column_of("article"), screen.model.column_of("name")
    before, wide = header.sectionSize(name), header.sectionSize(article)
    header.resizeSection(article, wide + 40)
    assert header.sectionSize(name) == before - 40
    assert header.columns.widths["article"] == wide + 40


def test_what_a_row_is_and_its_quantity_cannot_be_hidden(screen) -> None:
    layout = ColumnLayout(hidden=frozenset({"name", "quantity"}))
    screen.table.columns.take_layout(layout)
    assert {"name", "quantity"} <= set(_seen(screen))


@given(_KEYS, _KEYS, _KEYS, st.dictionaries(st.text(max_size=8), st.integers(28, 600), max_size=4))
def test_a_layout_is_kept_whole(order, hidden, shown, widths) -> None:
    layout = ColumnLayout(tuple(order), frozenset(hidden), frozenset(shown), widths)
    assert layout_from_text(layout.to_text()) == layout


@given(st.text() | st.sampled_from(["[]", "3", "null", '{"order": 3}', '{"widths": {"a": "x"}}']))
def test_a_damaged_layout_is_the_usual_one(text) -> None:
    assert isinstance(layout_from_text(text), ColumnLayout)


@given(_KEYS, _KEYS)
def test_every_column_has_exactly_one_place_whatever_was_kept(order, keys) -> None:
    columns = [Column(key, "article", key, "", None, LEFT) for key in keys]
    assert sorted(ColumnLayout(tuple(order)).ordered(columns)) == sorted(keys)


def test_a_code_is_whole_where_no_photos_stand_before_it() -> None:
    columns = [
        Column("photo", "photo", "", "", "", LEFT),
        Column("article", "article", "Артикул", "", "article", LEFT),
        Column("name", "name", "Назва", "", "name", LEFT),
    ]
    behind = ColumnLayout().fitted(columns, "regular", int, 800)
    alone = ColumnLayout(hidden=frozenset({"photo"})).fitted(columns, "regular", int, 800)
    # The first column begins further from the edge; what the user chose is left alone.
    assert alone[1] == behind[1] + FIRST_INSET
    chosen = ColumnLayout(hidden=frozenset({"photo"}), widths={"article": 90})
    assert chosen.fitted(columns, "regular", int, 800)[1] == 90
