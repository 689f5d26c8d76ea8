"""Photos in the goods table: a column where there are photos, squares that never move."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.services.photos import Photos
from app.storage.journal.start import read_start
from app.storage.photos import PhotoFiles
from app.ui.catalogue.columns import columns_of
from app.ui.catalogue.row_painter import photo_square
from app.ui.catalogue.row_photos import RowPhotos
from app.ui.catalogue.screen import CatalogueScreen
from app.ui.live.photos import Album
from tests.fakes.photos import FakeGallery, photo
from tests.fakes.supplier import page, product
from tests.fakes.world import World, fill_cache, products

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

RED = photo()


@pytest.fixture
def gallery() -> FakeGallery:
    return FakeGallery()


def shop(folder: Path, images: dict[int, list[str]], count: int = 60) -> World:
    def make(number: int) -> dict:
        more = {"name": f"Товар {number:04d}", "images": images.get(number, [])}
        return product(number, group=2, **more)

    fill_cache(folder / "1-1.db", products(count, make))
    return World(folder)


def show(qtbot, theme, world: World) -> CatalogueScreen:
    screen = CatalogueScreen(theme, world.terms, world.goods, world.drafts)
    for widget in (screen, screen.context, screen.card_place):
        qtbot.addWidget(widget)
    screen.resize(1100, 600)
    screen.show()
    with qtbot.waitSignal(screen.shown):
        world.goods.open(world.folder / "1-1.db")
    return screen


def with_photos(theme, world: World, screen: CatalogueScreen, gallery: FakeGallery) -> RowPhotos:
    photos = Photos(PhotoFiles(world.folder / "photos", 10_000_000), gallery.fetch)
    album = Album(world.tasks, lambda: photos)
    return RowPhotos(theme, world.goods, world.terms, album, screen.table, screen.model)


def keys(screen: CatalogueScreen) -> list[str]:
    return [column.key for column in screen.model.columns]


def colour(screen: CatalogueScreen, row: int) -> QColor:
    """The middle of a row's photo."""
    table = screen.table
    column = screen.model.column_of("photo")
    square = photo_square(
        table.columnViewportPosition(column),
        table.rowViewportPosition(row),
        table.columnWidth(column),
        table.rowHeight(row),
    )
    return table.viewport().grab().toImage().pixelColor(square.center())


def is_red(found: QColor) -> bool:
    return found.red() > 150 and found.blue() < 60


def is_blue(found: QColor) -> bool:
    return found.blue() > 150 and found.red() < 60


@pytest.fixture
def world(qapp, tmp_path, gallery):
    name = gallery.add(RED)
    made = shop(tmp_path, {1: [name], 3: [name, "0" * 64], 4: ["../../x"]})
    yield made
    made.close()


def test_a_supplier_without_photos_has_no_column_for_them(qtbot, theme, tmp_path, gallery):
    world = shop(tmp_path, {})
    screen = show(qtbot, theme, world)
    photos = with_photos(theme, world, screen, gallery)
    qtbot.waitUntil(lambda: len(photos._names) >= 60)
    assert "photo" not in keys(screen)
    assert gallery.asked == []
    world.close()


def test_the_column_comes_with_the_first_photo_and_the_users_place_stays(
    qtbot, theme, world, gallery
):
    screen = show(qtbot, theme, world)
    screen.table.go_to_row(7)
    assert "photo" not in keys(screen)
    with_photos(theme, world, screen, gallery)
    qtbot.waitUntil(lambda: "photo" in keys(screen))
    assert screen.table.current_row == 7
    assert screen.table.horizontalHeader().first_shown == screen.model.column_of("photo")
    qtbot.waitUntil(lambda: is_red(colour(screen, 0)))
    assert is_red(colour(screen, 2))
    assert not is_red(colour(screen, 1))
    assert not is_red(colour(screen, 3))


def test_the_next_start_has_the_column_at_once(qtbot, theme, world, gallery):
    screen = show(qtbot, theme, world)
    with_photos(theme, world, screen, gallery)
    qtbot.waitUntil(lambda: "photo" in keys(screen))
    qtbot.waitUntil(lambda: read_start(world.folder / "journal.db").choices.get("photos") == "1")
    again = World(world.folder)
    second = show(qtbot, theme, again)
    assert keys(second)[0] == "photo"
    again.close()


def test_dense_rows_have_no_photos_unless_the_user_wants_them(qtbot, theme, world, gallery):
    screen = show(qtbot, theme, world)
    with_photos(theme, world, screen, gallery)
    qtbot.waitUntil(lambda: "photo" in keys(screen))
    column = screen.model.column_of("photo")
    screen.table.set_density("compact")
    assert screen.table.isColumnHidden(column)
    header = screen.table.columns
    header.take_layout(header.columns.with_shown("photo", shown=True))
    assert not screen.table.isColumnHidden(column)
    screen.table.set_density("roomy")
    assert not screen.table.isColumnHidden(column)
    header.take_layout(header.columns.with_shown("photo", shown=False))
    assert screen.table.isColumnHidden(column)


def test_nothing_moves_when_a_photo_comes(qtbot, theme, world, gallery):
    import threading

    gallery.hold = threading.Event()
    screen = show(qtbot, theme, world)
    with_photos(theme, world, screen, gallery)
    qtbot.waitUntil(lambda: "photo" in keys(screen))
    before = [screen.table.columnWidth(n) for n in range(len(keys(screen)))]
    assert not is_red(colour(screen, 0))
    gallery.hold.set()
    qtbot.waitUntil(lambda: is_red(colour(screen, 0)))
    assert [screen.table.columnWidth(n) for n in range(len(keys(screen)))] == before


def test_a_photo_that_1c_has_changed_is_changed_in_the_row(qtbot, theme, world, gallery):
    from app.storage.cache.pages import read_page
    from app.storage.cache.writer import CacheWriter

    screen = show(qtbot, theme, world)
    with_photos(theme, world, screen, gallery)
    qtbot.waitUntil(lambda: "photo" in keys(screen) and is_red(colour(screen, 0)))
    blue = gallery.add(photo("#1133cc"))
    writer = CacheWriter(world.folder / "1-1.db")
    with writer.transaction():
        row = product(1, group=2, name="Товар 0001", images=[blue])
        writer.apply(read_page(page("products", [row]), "products", 0))
    writer.close()
    world.goods.forget_products([1])
    qtbot.waitUntil(lambda: is_blue(colour(screen, 0)) and is_red(colour(screen, 2)))


def test_another_generation_has_other_goods_under_the_same_numbers(qtbot, theme, world, gallery):
    screen = show(qtbot, theme, world)
    with_photos(theme, world, screen, gallery)
    qtbot.waitUntil(lambda: "photo" in keys(screen) and is_red(colour(screen, 0)))
    blue = gallery.add(photo("#1133cc"))

    def make(number: int) -> dict:
        return product(number, group=2, name=f"Товар {number:04d}", images=[blue])

    fill_cache(world.folder / "1-2.db", products(60, make))
    world.goods.open(world.folder / "1-2.db")
    qtbot.waitUntil(lambda: is_blue(colour(screen, 0)) and is_blue(colour(screen, 1)))


def test_what_was_read_before_a_change_is_not_taken_after_it(
    qtbot, theme, world, gallery, monkeypatch
):
    screen = show(qtbot, theme, world)
    photos = with_photos(theme, world, screen, gallery)
    qtbot.waitUntil(lambda: 1 in photos._names)
    answers = []
    monkeypatch.setattr(
        world.goods, "ask", lambda _question, done, *, owner, key: answers.append(done)
    )
    photos._read([1])
    world.goods.opened.emit(None)
    answers[0]({1: "f" * 64})
    assert 1 not in photos._names


def test_photos_are_neither_copied_nor_saved(qtbot, theme, world, gallery):
    screen = show(qtbot, theme, world)
    with_photos(theme, world, screen, gallery)
    qtbot.waitUntil(lambda: "photo" in keys(screen))
    column = screen.model.column_of("photo")
    assert screen.model.text(0, column) == ""
    screen.tools.use_tasks(world.tasks)
    path = world.folder / "list.xlsx"
    with qtbot.waitSignal(screen.tools.noticed):
        screen.tools.export_to(path)
    assert path.stat().st_size > 1000


def test_the_column_has_a_name_to_choose_it_by():
    (first, *_others) = columns_of(None, None, photos=True)
    assert (first.kind, first.tooltip, first.sort) == ("photo", "Photo", None)
    assert "photo" not in [one.kind for one in columns_of(None, None)]
