"""Photos on the screen: never in the way of anything, hostile bytes shown as nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor, QImage

from app.domain.errors import ProtocolBroken
from app.services.photos import Photos
from app.storage.photos import PhotoFiles
from app.ui.live import photos as live
from app.ui.live.photo_decoding import Tile, decoded, tile
from app.ui.live.photos import Album
from app.ui.tasks import Tasks
from tests.fakes.photos import FakeGallery, name_of, photo
from tests.gateway import drawn

RED, BLUE = photo(), photo("#1133cc", (600, 900))
JPEG_TELLS = pytest.mark.qt_log_ignore("(Corrupt )?JPEG", extend=True)
"""The decoder says what is wrong with bytes from outside; the log may have it."""
GROUND = QColor("#F5F6F8").rgb()


@pytest.fixture
def gallery() -> FakeGallery:
    return FakeGallery()


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    assert made.shutdown(10)


@pytest.fixture
def album(tasks: Tasks, gallery: FakeGallery, tmp_path: Path) -> Album:
    photos = Photos(PhotoFiles(tmp_path / "photos", 10_000_000), gallery.fetch)
    return Album(tasks, lambda: photos)


def small(album: Album, name: str):
    return album.tile(name, 28, 4, GROUND, 1.0)


def test_a_photo_lies_whole_in_its_square_and_its_white_becomes_the_ground(gallery):
    gallery.add(RED)
    square = tile(gallery.fetch(name_of(RED), 96), Tile(60, 4.0, GROUND))
    assert square.size() == QSize(60, 60)
    assert square.pixelColor(0, 0).alpha() == 0  # the round corner
    assert square.pixelColor(30, 3).name() == "#f5f6f8"
    middle = square.pixelColor(30, 30)
    assert middle.red() > 170
    assert middle.blue() < 40


@JPEG_TELLS
def test_a_decoder_is_given_nothing_but_jpeg_of_a_sane_size():
    for hostile in (drawn.SVG, drawn.bomb(), drawn.photo("PNG"), b"\xff\xd8\xff\xd9", b""):
        with pytest.raises(ProtocolBroken):
            decoded(hostile)
    with pytest.raises(ProtocolBroken):
        decoded(drawn.photo(side=(2400, 40)))
    assert decoded(RED, QSize(90, 90)).size() == QSize(90, 60)


def test_what_is_not_here_comes_later_and_then_stays(album, gallery, qtbot):
    name = gallery.add(RED)
    with qtbot.waitSignal(album.arrived) as arrived:
        assert small(album, name) is None
    assert arrived.args == [name]
    first = small(album, name)
    assert first is not None
    assert small(album, name) is first
    assert gallery.asked == [(name, 96)]
    album.forget_tiles()
    with qtbot.waitSignal(album.arrived):
        assert small(album, name) is None
    assert gallery.asked == [(name, 96)]  # from the disk


def test_photos_leave_the_network_lane_room_for_orders(album, gallery, tasks, qtbot):
    """Every photo hangs, and yet another request of the same lane is answered at once."""
    gallery.hold = threading.Event()
    for number in range(30):
        small(album, gallery.add(photo(side=(12 + number, 12))))
    qtbot.waitUntil(lambda: gallery.going == live.AT_ONCE)
    told: list[str] = []
    owner = QObject()
    tasks.fetch(lambda: "order", told.append, owner=owner)
    qtbot.waitUntil(lambda: told == ["order"])
    gallery.hold.set()
    qtbot.waitUntil(lambda: len(gallery.asked) == 30 and gallery.going == 0)
    assert gallery.most_going == live.AT_ONCE


def test_the_newest_wish_is_first_and_the_oldest_are_given_up(album, gallery, qtbot):
    gallery.hold = threading.Event()
    names = [gallery.add(photo(side=(12 + n, 12))) for n in range(live.WAITING + 10)]
    for name in names:
        small(album, name)
    qtbot.waitUntil(lambda: gallery.going == live.AT_ONCE)
    gallery.hold.set()
    qtbot.waitUntil(lambda: len(gallery.asked) == live.WAITING + live.AT_ONCE)
    asked = [name for name, _size in gallery.asked]
    assert set(asked[: live.AT_ONCE]) == set(names[: live.AT_ONCE])
    assert set(asked[live.AT_ONCE : live.AT_ONCE + 2]) <= set(names[-4:])
    assert names[5] not in asked


def test_a_photo_that_nobody_has_is_asked_for_once(album, gallery, qtbot):
    name = name_of(b"nothing")
    small(album, name)
    qtbot.waitUntil(lambda: len(gallery.asked) == 1 and gallery.going == 0)
    qtbot.waitUntil(lambda: album.lacks(name))
    assert small(album, name) is None
    qtbot.wait(30)
    assert len(gallery.asked) == 1
    album.forget_absent()
    small(album, name)
    qtbot.waitUntil(lambda: len(gallery.asked) == 2)


@JPEG_TELLS
@pytest.mark.parametrize(
    "hostile", [drawn.SVG, drawn.many_scans(), b"\xff\xd8\xff" + bytes(999) + b"\xff\xd9"]
)
def test_hostile_bytes_leave_the_place_empty_and_the_program_alone(album, gallery, qtbot, hostile):
    bad, good = gallery.add(RED), gallery.add(BLUE)
    gallery.answers[bad, 96] = hostile
    small(album, bad)
    small(album, good)
    qtbot.waitUntil(lambda: small(album, good) is not None and album.lacks(bad))
    assert small(album, bad) is None


def test_names_that_are_no_hashes_are_no_photos(album, gallery, qtbot):
    for name in ("../../settings.json", "", "ABC", "file:///etc/passwd"):
        assert small(album, name) is None
    with qtbot.waitSignal(album.missing):
        album.open("../../x", 1600)
    qtbot.wait(20)
    assert gallery.asked == []


def test_without_a_network_the_disk_is_enough_and_the_rest_comes_when_it_is_back(
    album, gallery, qtbot
):
    here, missing = gallery.add(RED), gallery.add(BLUE)
    with qtbot.waitSignal(album.arrived):
        small(album, here)
    album.forget_tiles()
    gallery.offline = True
    small(album, missing)
    assert not album.lacks(missing)
    qtbot.waitUntil(lambda: album.lacks(missing))
    with qtbot.waitSignal(album.arrived) as arrived:
        small(album, here)
    assert arrived.args == [here]
    asked = len(gallery.asked)
    for _ in range(5):
        small(album, missing)
    qtbot.wait(30)
    assert len(gallery.asked) == asked  # nobody is asked again and again
    gallery.offline = False
    with qtbot.waitSignal(album.came_back):
        album.try_again()
    with qtbot.waitSignal(album.arrived) as arrived:
        small(album, missing)
    assert arrived.args == [missing]


def test_on_a_metered_line_only_what_the_user_opens_is_fetched(album, gallery, qtbot):
    name = gallery.add(RED)
    album.spare_line(30)
    with qtbot.waitSignal(album.arrived):
        assert small(album, name) is None
    assert album.lacks(name)
    assert gallery.asked == []
    with qtbot.waitSignal(album.opened):
        album.open(name, 480)
    assert gallery.asked == [(name, 480)]
    with qtbot.waitSignal(album.came_back):
        album.spare_line(0)
    with qtbot.waitSignal(album.arrived):
        small(album, name)
    assert small(album, name) is not None


def test_the_viewer_gets_a_whole_photo(album, gallery, qtbot):
    name = gallery.add(RED)
    with qtbot.waitSignal(album.opened) as opened:
        album.open(name, 1600)
    sha256, size, image = opened.args
    assert (sha256, size) == (name, 1600)
    assert isinstance(image, QImage)
    assert image.size() == QSize(1600, 1067)
    with qtbot.waitSignal(album.missing) as missing:
        album.open(name_of(b"other"), 1600)
    assert missing.args == [name_of(b"other"), False]
    gallery.offline = True
    with qtbot.waitSignal(album.missing) as missing:
        album.open(name, 480)
    assert missing.args == [name, True]


def test_a_photo_that_the_viewer_waits_for_comes_when_the_theme_changes(album, gallery, qtbot):
    """As a desktop does in the evening by itself."""
    gallery.hold = threading.Event()
    first, second, third = (gallery.add(photo(side=(60 + n, 40))) for n in range(3))
    album.tile(first, 40, 4, GROUND, 1)
    album.tile(second, 40, 4, GROUND, 1)
    album.open(third, 1600)
    album.forget_tiles()
    with qtbot.waitSignal(album.opened) as caught:
        gallery.hold.set()
    assert caught.args[:2] == [third, 1600]
