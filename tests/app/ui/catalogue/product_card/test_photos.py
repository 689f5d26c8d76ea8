"""The photo of the card and its viewer: a click or a key enlarges, all of it by keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.services.photos import Photos
from app.storage.photos import PhotoFiles
from app.ui.catalogue.screen import CatalogueScreen
from app.ui.live.photos import Album
from tests.fakes.photos import FakeGallery, photo
from tests.fakes.supplier import product
from tests.fakes.world import World, fill_cache, products

if TYPE_CHECKING:
    from app.ui.catalogue.product_card.photo_viewer import PhotoViewer

RED, BLUE = photo(), photo("#1133cc", (900, 1500))


@pytest.fixture
def gallery() -> FakeGallery:
    return FakeGallery()


@pytest.fixture
def world(qapp, tmp_path: Path, gallery: FakeGallery):
    images = [gallery.add(RED), gallery.add(BLUE)]

    def make(number: int) -> dict:
        mine = {1: images, 2: images[:1], 3: []}[number]
        return product(number, group=2, name=f"Товар <b>{number}</b>", images=mine)

    fill_cache(tmp_path / "1-1.db", products(3, make))
    made = World(tmp_path)
    yield made
    made.close()


@pytest.fixture
def album(world: World, gallery: FakeGallery) -> Album:
    photos = Photos(PhotoFiles(world.folder / "photos", 10_000_000), gallery.fetch)
    return Album(world.tasks, lambda: photos)


@pytest.fixture
def screen(qtbot, theme, world: World, album: Album) -> CatalogueScreen:
    screen = CatalogueScreen(theme, world.terms, world.goods, world.drafts)
    for widget in (screen, screen.context, screen.card_place):
        qtbot.addWidget(widget)
    screen.resize(900, 700)
    screen.show()
    screen.card_place.resize(372, 800)
    screen.card_place.use_album(album)
    screen.card_place.show()
    with qtbot.waitSignal(screen.shown):
        world.goods.open(world.folder / "1-1.db")
    go_to(qtbot, screen, 1)
    return screen


def go_to(qtbot, screen: CatalogueScreen, wanted: int) -> None:
    row = next(n for n in range(3) if screen.model.product_id(n) == wanted)
    screen.table.go_to_row(row)
    place = screen.card_place
    qtbot.waitUntil(
        lambda: (
            place.card is not None
            and place.card._product is not None
            and place.card._product.row.id == wanted
        )
    )


@pytest.fixture
def place(screen: CatalogueScreen):
    return screen.card_place.card.head.photo


def is_red(widget, at: QPoint) -> bool:
    found = widget.grab().toImage().pixelColor(at)
    return found.red() > 150 and found.blue() < 60


def is_blue(widget, at: QPoint) -> bool:
    found = widget.grab().toImage().pixelColor(at)
    return found.blue() > 150 and found.red() < 60


@pytest.fixture
def viewer(screen: CatalogueScreen, place, qtbot) -> PhotoViewer:
    """The viewer, opened by a click, with the sharp photo in it."""
    qtbot.mouseClick(place, Qt.MouseButton.LeftButton)
    viewer = screen.card_place.card._viewer
    qtbot.waitUntil(lambda: viewer._have == 1600)
    yield viewer
    viewer.close()


def press(viewer: PhotoViewer, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(viewer.view, key)


def test_the_card_shows_the_first_photo_and_arrows_show_the_others(place, qtbot):
    qtbot.waitUntil(lambda: is_red(place, QPoint(48, 48)))
    assert place.accessibleName() == "Photo 1 of 2: enlarge"
    QTest.keyClick(place, Qt.Key.Key_Right)
    assert place.accessibleName() == "Photo 2 of 2: enlarge"
    qtbot.waitUntil(lambda: is_blue(place, QPoint(48, 48)))
    QTest.keyClick(place, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: is_red(place, QPoint(48, 48)))
    QTest.keyClick(place, Qt.Key.Key_Left)
    assert place.accessibleName() == "Photo 2 of 2: enlarge"


def test_goods_without_a_photo_have_a_quiet_place_of_the_same_size(screen, place, qtbot):
    size = place.size()
    go_to(qtbot, screen, 3)
    qtbot.waitUntil(lambda: place.shown == "")
    assert place.accessibleName() == "No photo"
    assert place.size() == size
    assert place.focusPolicy() == Qt.FocusPolicy.NoFocus
    QTest.mouseClick(place, Qt.MouseButton.LeftButton)
    screen.card_place.view_photos()
    assert screen.card_place.card._viewer is None


def test_another_product_never_shows_the_photo_of_the_one_before(screen, place, qtbot):
    qtbot.waitUntil(lambda: is_red(place, QPoint(48, 48)))
    row = next(n for n in range(3) if screen.model.product_id(n) == 3)
    screen.table.go_to_row(row)
    assert place.shown == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_on_the_photo_opens_the_viewer(screen, place, qtbot, key):
    place.setFocus()
    QTest.keyClick(place, key)
    viewer = screen.card_place.card._viewer
    assert viewer.isVisible()
    viewer.close()


def test_the_viewer_shows_what_is_here_at_once_and_the_sharp_photo_after_it(viewer, gallery):
    assert {size for _name, size in gallery.asked} >= {480, 1600}
    assert is_red(viewer.view, viewer.view.rect().center())
    assert viewer.windowTitle() == "Товар <b>1</b>"
    assert viewer.view.fits


def test_arrows_go_through_the_photos_and_the_card_follows(viewer, place, qtbot):
    press(viewer, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: is_blue(viewer.view, viewer.view.rect().center()))
    assert viewer._count.text() == "2 / 2"
    assert place.accessibleName() == "Photo 2 of 2: enlarge"
    press(viewer, Qt.Key.Key_Right)
    assert viewer._count.text() == "1 / 2"
    press(viewer, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown)
    assert viewer._count.text() == "2 / 2"
    press(viewer, Qt.Key.Key_PageUp, Qt.Key.Key_Left)
    assert viewer._count.text() == "2 / 2"


def test_plus_and_minus_change_the_size_and_arrows_then_move_over_the_photo(viewer):
    view = viewer.view
    whole = view.percent
    press(viewer, Qt.Key.Key_Plus)
    assert view.percent > whole
    assert not view.fits
    for _ in range(12):
        press(viewer, Qt.Key.Key_Plus)
    before = view._place()
    press(viewer, Qt.Key.Key_Right)
    assert view._place().left() < before.left()
    assert viewer._count.text() == "1 / 2"
    for _ in range(200):
        press(viewer, Qt.Key.Key_Right, Qt.Key.Key_Down)
    place = view._place()
    assert round(place.right()) == view.width()
    assert round(place.bottom()) == view.height()
    press(viewer, Qt.Key.Key_0)
    assert view.fits
    assert view.percent == whole
    press(viewer, Qt.Key.Key_Minus)
    assert view.fits


def test_the_photo_grows_under_the_mouse(viewer):
    view = viewer.view
    at = QPointF(view.width() / 2 + 60, view.height() / 2 - 40)
    before = view._place()
    share = (at.x() - before.left()) / before.width()
    view.zoom(4.0, at)
    after = view._place()
    assert abs((at.x() - after.left()) / after.width() - share) < 0.01


def test_escape_closes_the_viewer(viewer):
    press(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_the_buttons_do_the_same(viewer, qtbot):
    qtbot.mouseClick(viewer._larger, Qt.MouseButton.LeftButton)
    assert not viewer.view.fits
    qtbot.mouseClick(viewer._smaller, Qt.MouseButton.LeftButton)
    assert viewer.view.fits
    qtbot.mouseClick(viewer._next, Qt.MouseButton.LeftButton)
    assert viewer._count.text() == "2 / 2"
    qtbot.mouseClick(viewer._close, Qt.MouseButton.LeftButton)
    assert not viewer.isVisible()


def test_one_photo_needs_no_arrows(screen, qtbot):
    go_to(qtbot, screen, 2)
    screen.card_place.view_photos()
    viewer = screen.card_place.card._viewer
    assert not viewer._next.isVisible()
    assert viewer._count.text() == ""
    viewer.close()


def test_without_a_network_the_viewer_says_so_and_goes_on_when_it_is_back(
    screen, place, gallery, album, qtbot
):
    qtbot.waitUntil(lambda: is_red(place, QPoint(48, 48)))
    gallery.offline = True
    screen.card_place.view_photos()
    viewer = screen.card_place.card._viewer
    qtbot.waitUntil(lambda: "No connection" in viewer.view._sentence)
    gallery.offline = False
    album.try_again()
    qtbot.waitUntil(lambda: viewer._have == 1600)
    viewer.close()


def test_a_photo_that_the_supplier_took_away_is_told(screen, place, gallery, qtbot):
    gallery.originals.clear()
    screen.card_place.view_photos()
    viewer = screen.card_place.card._viewer
    qtbot.waitUntil(lambda: "any more" in viewer.view._sentence)
    viewer.close()


def test_the_key_opens_the_viewer_when_the_card_is_not_in_sight(screen, qtbot):
    """As in a narrow window, where the card gives way to the list."""
    place = screen.card_place
    place.hide()
    row = next(n for n in range(3) if screen.model.product_id(n) == 2)
    screen.table.go_to_row(row)
    qtbot.waitUntil(lambda: place._row is not None and place._row.id == 2)
    place.view_photos()
    qtbot.waitUntil(lambda: place.card._viewer is not None and place.card._viewer.isVisible())
    viewer = place.card._viewer
    assert viewer.windowTitle() == "Товар <b>2</b>"
    qtbot.waitUntil(lambda: viewer._have == 1600)
    viewer.close()
