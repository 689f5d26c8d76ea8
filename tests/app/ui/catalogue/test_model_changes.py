"""The goods' model keeps Qt's rules through any changes, and no painted row waits for the disk."""

from __future__ import annotations

import json
import random
import time
from contextlib import closing, contextmanager

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.product import BRAND
from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from app.ui.catalogue.blocks import BLOCK, BLOCKS_AHEAD
from app.ui.catalogue.screen import CatalogueScreen
from tests.fakes.supplier import page, price, product, stock
from tests.fakes.world import fill_cache, products, wire_profile

STEPS = 60


class Changes:
    """Things that happen to a catalogue: the user's and the supplier's."""

    def __init__(self, screen, world, seed: int) -> None:
        self.screen, self.world = screen, world
        self.random = random.Random(seed)

    def step(self) -> None:
        """Do one of them."""
        getattr(self, self.random.choice([one for one in dir(self) if one.startswith("do_")]))()

    def do_search(self) -> None:
        self.screen.search.setText(self.random.choice(["", "вимикач", "c1", "2p", "104-00"]))

    def do_switch(self) -> None:
        self.world.terms.choose(self.random.choice(["c-1", "c-2", "c-3"]))

    def do_sort(self) -> None:
        key = self.random.choice(["name", "article", "price", "stock:w-2", "unit"])
        self.screen._sort_by(key, self.random.random() < 0.5)

    def do_filter(self) -> None:
        values = self.random.choice([(), (("Волтекра", "Волтекра"),), (("X", "X"),)])
        facets = self.screen.bar.facets
        facets.set_filters(facets.filters.with_values(BRAND, values))

    def do_scroll(self) -> None:
        rows = self.screen.model.rowCount()
        if rows:
            self.screen.table.go_to_row(self.random.randrange(rows))

    def do_quantity(self) -> None:
        model = self.screen.model
        row = self.random.randrange(max(1, model.rowCount()))
        if model.product(row) is not None:
            self.screen.filling.enter(model.product(row), self.random.choice([0, 12_000, 30_000]))

    def do_columns(self) -> None:
        header = self.screen.table.columns
        key = self.random.choice([column.key for column in self.screen.model.columns])
        header.take_layout(header.columns.with_shown(key, shown=self.random.random() < 0.5))

    def do_density(self) -> None:
        self.screen.next_density()

    def do_change_of_goods(self) -> None:
        number = self.random.randrange(1, 320)
        kind = self.random.choice(["products", "prices", "stock"])
        with closing(CacheWriter(self.world.folder / "1-1.db")) as writer, writer.transaction():
            if kind == "products":
                row = product(number, group=2, name=f"Вимикач {number}", article=f"N-{number}")
                writer.apply(read_page(page("products", [row]), "products", 0))
            elif kind == "prices":
                row = price(number, self.random.choice([None, 1_234_500]))
                writer.apply(read_page(page("prices", [row]), "prices", 1))
            else:
                row = stock(number, 1, self.random.choice([None, 0, 5_000]))
                writer.apply(read_page(page("stock", [row]), "stock", 0))
        if kind == "products":
            self.world.goods.forget_products([number])
        else:
            self.world.goods.patch(kind, [number])

    def do_reload(self) -> None:
        self.world.goods.reload()

    def do_wait(self) -> None:
        from PySide6.QtTest import QTest

        QTest.qWait(self.random.choice([0, 1, 20]))


@pytest.mark.parametrize("seed", range(6))
def test_the_model_keeps_qts_rules_through_random_changes(qtbot, screen, world, seed) -> None:
    tester = QAbstractItemModelTester(
        screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    changes = Changes(screen, world, seed)
    for _ in range(STEPS):
        changes.step()
    screen.search.setText("")
    screen.bar.facets._reset_all()
    with qtbot.waitSignal(screen.shown):
        screen.refresh()
    qtbot.waitUntil(lambda: screen.model.prepared(0) is not None)
    seen = {screen.model.product_id(row) for row in range(screen.model.rowCount())}
    with world.readers.borrow() as reader:
        assert seen == {row.id for row in reader.rows(range(1, 400))}
    assert tester.model() is screen.model
    for row in screen.table.shown_rows():
        known = screen.model.prepared(row)
        assert known is None or known == screen.model.preparation.prepare(known.product)


@contextmanager
def slow_reads(world, delay_s: float):
    """Make every read of the cache take this much longer."""
    usual = world.readers.borrow

    @contextmanager
    def slow():
        time.sleep(delay_s)
        with usual() as reader:
            yield reader

    world.readers.borrow = slow
    try:
        yield
    finally:
        world.readers.borrow = usual


def test_no_painted_row_waits_for_the_disk(qtbot, screen, world) -> None:
    """With each read 50 ms slower a jump paints blocks at once, then the rows come in."""
    with slow_reads(world, 0.05):
        screen.table.go_to_row(299)
        assert screen.model.prepared(299) is None
        screen.table.viewport().grab()
        assert screen.model.prepared(299) is None
        screen.card_place.show()
        qtbot.waitUntil(lambda: screen.model.prepared(299) is not None)
    assert screen.model.prepared(0) is not None


def test_a_contract_switch_needs_no_read_even_of_a_slow_disk(qtbot, screen, world) -> None:
    before = screen.model.prepared(0).price
    with slow_reads(world, 60):
        world.terms.choose("c-2")
        screen.table.viewport().grab()
        assert screen.model.prepared(0).price != before


def test_blocks_that_nobody_looks_at_any_more_are_asked_for_again_when_seen(
    qtbot, screen, world
) -> None:
    """A held Page Down asks for many blocks; those dropped from the queue come when needed."""
    with slow_reads(world, 0.05):
        for row in range(100, 100 + 4 * BLOCK, BLOCK):
            assert screen.model.product(row) is None
        for row in range(0, 300, 10):
            screen.model.product(row)
        qtbot.waitUntil(
            lambda: all(screen.model.product(row) is not None for row in range(0, 300, 10))
        )


def test_a_jump_reads_what_it_shows_at_once(qtbot, screen, world) -> None:
    """A screen lies over several blocks: they are one read, for two wait for each other."""
    asked = []
    usual = world.goods.rows
    world.goods.rows = lambda ids, *rest, **more: (
        asked.append(len(ids)),
        usual(ids, *rest, **more),
    )
    screen.table.verticalScrollBar().setValue(28 * BLOCK - 3)
    screen.table.viewport().grab()
    shown = screen.table.shown_rows()
    qtbot.waitUntil(lambda: all(screen.model.prepared(row) is not None for row in shown))
    blocks = (shown.stop - 1) // BLOCK - shown.start // BLOCK + 1
    assert blocks > 1
    assert asked[0] == blocks * BLOCK
    assert asked[1:] in ([], [2 * BLOCKS_AHEAD * BLOCK])


def test_to_paint_a_few_rows_again_reads_nothing(qtbot, screen, world) -> None:
    screen.table.verticalScrollBar().setValue(150)
    screen.table.viewport().grab()
    shown = screen.table.shown_rows()
    qtbot.waitUntil(lambda: all(screen.model.product(row) is not None for row in shown))
    screen.model._blocks._stayed.stop()
    asked = []
    usual = world.goods.rows
    world.goods.rows = lambda ids, *rest, **more: (asked.append(ids), usual(ids, *rest, **more))
    viewport = screen.table.viewport()
    for row in (157, 150, 162):
        top = screen.table.rowViewportPosition(row)
        viewport.repaint(0, top, viewport.width(), screen.table.rowHeight(row))
    assert asked == []


def test_who_stays_after_a_jump_has_the_rows_around_his(qtbot, screen) -> None:
    """The first turn of the wheel after it shows goods, not blocks."""
    screen.table.verticalScrollBar().setValue(150)
    screen.table.viewport().grab()
    shown = screen.table.shown_rows()
    around = range(shown.start - 2 * BLOCK, shown.stop + 2 * BLOCK)
    blocks = screen.model._blocks
    qtbot.waitUntil(
        lambda: all(blocks._missing(row // BLOCK, row // BLOCK) == [] for row in around)
    )
    qtbot.waitUntil(lambda: all(screen.model.product(row) is not None for row in around))


@pytest.mark.parametrize("places", [range(0, 150, 3), range(150, 0, -3)])
def test_rows_are_there_before_a_slow_scroll_comes_to_them(qtbot, screen, places) -> None:
    bar = screen.table.verticalScrollBar()
    bar.setValue(places[0])
    screen.model.reread()
    for place in places:
        bar.setValue(place)
        screen.table.viewport().grab()
        shown = screen.table.shown_rows()
        if place != places[0]:
            assert all(screen.model.product(row) is not None for row in shown)
        # Between two turns of a wheel there are tens of milliseconds.
        qtbot.waitUntil(lambda: not screen.model._blocks._asked)


def test_a_product_that_has_just_gone_moves_no_other_into_its_row(qtbot, screen, world) -> None:
    ids = [screen.model.product_id(row) for row in range(200, 220)]
    with closing(CacheWriter(world.folder / "1-1.db")) as writer, writer.transaction():
        writer.apply(read_page(page("products", [], gone=[ids[3]]), "products", 0))
    screen.model.look(200, 219)
    qtbot.waitUntil(lambda: screen.model.product(219) is not None)
    found = [screen.model.product(row) for row in range(200, 220)]
    assert found[3] is None
    assert [one.id for one in found if one is not None] == [*ids[:3], *ids[4:]]


def test_blocks_stand_in_the_rows_places_until_the_first_list_comes(qtbot, theme, world) -> None:
    screen = CatalogueScreen(theme, world.terms, world.goods, world.drafts)
    for widget in (screen, screen.context, screen.card_place):
        qtbot.addWidget(widget)
    screen.resize(900, 700)
    screen.show()
    assert not screen.table.waiting
    qtbot.waitUntil(lambda: screen.table.waiting)
    blocks = screen.table.viewport().grab().toImage()
    with qtbot.waitSignal(screen.shown):
        world.goods.open(world.folder / "1-1.db")
    assert not screen.table.waiting
    assert screen.table.viewport().grab().toImage() != blocks


def test_goods_that_a_new_gateway_has_numbered_anew_are_never_taken_for_others(
    qtbot, screen, world
) -> None:
    """The same numbers are other goods then: no row stays with another one's price and number."""
    path = world.folder / "1-2.db"
    fill_cache(path, products(200, lambda n: product(n, name=f"Кабель {201 - n:03d}")))
    with closing(CacheWriter(path)) as writer:
        writer.set_profile(json.dumps({**wire_profile(), "epoch": "e2"}))
    screen.table.go_to_row(150)
    rows: list[int] = []
    world.goods.opened.connect(lambda _profile: rows.append(screen.model.rowCount()))
    with qtbot.waitSignal(screen.shown):
        world.goods.open(path)
    assert rows == [0], "nothing of the list before is painted"
    assert screen.model.rowCount() == 200
    assert screen.table.current_row == 0, "nobody is at the goods that have his goods' number"
    assert screen.model.product(0).name == "Кабель 001"


def test_goods_of_the_same_gateway_that_were_fetched_again_keep_the_place(
    qtbot, screen, world
) -> None:
    path = world.folder / "1-2.db"
    fill_cache(path, products(300))
    screen.table.go_to_row(150)
    product_id = screen.model.product_id(150)
    with qtbot.waitSignal(screen.shown):
        world.goods.open(path)
    assert screen.model.product_id(screen.table.current_row) == product_id
