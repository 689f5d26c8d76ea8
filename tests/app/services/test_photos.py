"""Photos from the real gateway over HTTP: fetched once, never trusted, quiet without a network."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import Offline, ProtocolBroken
from app.exchange.gateway import Gateway
from app.exchange.transport import Transport
from app.services.photos import LARGEST, Photos, fault, size_for
from app.services.sync import Sync
from app.storage.cache import generations
from app.storage.cache.reader import CacheReader
from app.storage.photos import PhotoFiles
from gateway.onec.accounts import AccountSettings, add_account
from gateway.services.pictures import link
from gateway.store.engine import writing
from gateway.store.tables import catalogue, exchange
from tests.fakes.photos import FakeGallery, name_of, photo
from tests.gateway import drawn
from tests.gateway.onec.onec import LOGIN, PASSWORD, Onec, catalogue_xml, good, group

if TYPE_CHECKING:
    from tests.gateway.server import RunningGateway

RED = photo()
NAME = name_of(RED)


@pytest.fixture
def files(tmp_path: Path) -> PhotoFiles:
    return PhotoFiles(tmp_path / "photos", 10_000_000)


@pytest.fixture
def gallery() -> FakeGallery:
    made = FakeGallery()
    made.add(RED)
    return made


@pytest.fixture
def running(two_dealers: RunningGateway) -> RunningGateway:
    """Product 1 of dealer 1 has the red photo."""
    world = two_dealers.world
    account = {"id": 1, "login": "1c", "password_hash": "-", "dialect": "bas"}
    world.write(exchange.onec_accounts, account)
    two_dealers.gateway.shelf.keep(RED)
    world.write(catalogue.picture_files, {"account_id": 1, "file": "a.jpg", "sha256": NAME})
    world.change(catalogue.products, {"id": 1}, image_files=["a.jpg"])
    with writing(two_dealers.engine) as connection:
        assert link(connection, [1]) == 1
    return two_dealers


@pytest.fixture
def dealer(running: RunningGateway) -> Iterator[Gateway]:
    token = running.sign_up("olena").session["access_token"]
    transport = Transport(running.url, "dealer-order/0.1.0")
    yield Gateway(transport, lambda refused: token)
    transport.close()


def test_a_photo_comes_from_the_gateway_once_and_then_from_the_disk(
    dealer: Gateway, running: RunningGateway, files: PhotoFiles
):
    photos = Photos(files, dealer.image)
    first = photos.get(NAME, 480)
    assert first is not None
    assert drawn.size_of(first) == (480, 320)
    running.world.withdraw(1, 1)
    assert photos.get(NAME, 480) == first
    assert photos.get(NAME, 480, online=False) == first


def test_a_picture_that_1c_sends_is_on_the_dealers_screen_and_disk(
    two_dealers: RunningGateway, files: PhotoFiles, tmp_path: Path
):
    """From 1C's own exchange over HTTP to the sync's cache and the photo's bytes."""
    account = add_account(
        two_dealers.engine, LOGIN, PASSWORD, "bas", every_contract=True, settings=AccountSettings()
    )
    assert account
    onec = Onec(two_dealers.url)
    onec.begin()
    onec.upload("import_files/ab/red.jpg", RED, step=5_000)
    named = good("p-77", group="g-1", more="<Картинка>import_files/ab/red.jpg</Картинка>")
    onec.upload("import0_1.xml", catalogue_xml([named], group("g-1", "Група 1")))
    onec.load("import0_1.xml")
    onec.close()

    token = two_dealers.sign_up("olena").session["access_token"]
    transport = Transport(two_dealers.url, "dealer-order/0.1.0")
    gateway = Gateway(transport, lambda refused: token)
    (tmp_path / "cache").mkdir()
    sync = Sync(tmp_path / "cache", gateway, lambda _told: None, threading.Event())
    sync.refresh()
    deadline = time.monotonic() + 20
    images: dict[int, str] = {}
    while images.get(number_of(two_dealers)) != NAME:
        assert time.monotonic() < deadline, images
        position = sync.position
        assert position is not None
        epoch, seq = position
        sync.follow(gateway.changes(epoch, seq, wait_s=1))
        newest = generations.newest(tmp_path / "cache")
        assert newest is not None
        with CacheReader(newest.path) as reader:
            images = reader.first_images([1, number_of(two_dealers)])
    assert images[1] == ""
    sync.close()
    content = Photos(files, gateway.image).get(NAME, 96)
    assert content is not None
    assert drawn.size_of(content) == (96, 64)
    assert files.get(NAME, 96) == content
    transport.close()


def number_of(running: RunningGateway) -> int:
    return int(running.world.value(catalogue.products.c.id, guid="p-77"))


def test_a_photo_that_the_gateway_does_not_give_is_none(dealer: Gateway, files: PhotoFiles):
    assert Photos(files, dealer.image).get(name_of(b"other"), 96) is None


def test_without_a_network_only_the_disk_is_asked(gallery: FakeGallery, files: PhotoFiles):
    photos = Photos(files, gallery.fetch)
    with pytest.raises(Offline):
        photos.get(NAME, 96, online=False)
    assert gallery.asked == []
    gallery.offline = True
    with pytest.raises(Offline):
        photos.get(NAME, 96)


@pytest.mark.parametrize(
    "hostile",
    [
        drawn.SVG,
        drawn.bomb(),
        drawn.photo("GIF"),
        drawn.many_scans(),
        RED[: len(RED) // 2],
        b"",
        b"\xff\xd8\xff" + bytes(LARGEST) + b"\xff\xd9",
    ],
    ids=["svg", "png", "gif", "passes", "cut", "empty", "large"],
)
def test_what_is_no_honest_jpeg_is_neither_shown_nor_kept(
    gallery: FakeGallery, files: PhotoFiles, hostile: bytes
):
    gallery.answers[NAME, 96] = hostile
    with pytest.raises(ProtocolBroken):
        Photos(files, gallery.fetch).get(NAME, 96)
    assert files.size_bytes() == 0


def test_a_copy_that_the_disk_has_spoilt_is_fetched_again(gallery: FakeGallery, files: PhotoFiles):
    photos = Photos(files, gallery.fetch)
    whole = photos.get(NAME, 96)
    assert whole is not None
    files.keep(NAME, 96, whole[:100])
    assert photos.get(NAME, 96) == whole
    assert gallery.asked == [(NAME, 96)] * 2


def test_an_honest_jpeg_has_no_fault():
    assert fault(RED) == ""


def test_the_smallest_size_that_fills_the_place_is_asked_for():
    assert [size_for(px) for px in (28, 96, 97, 480, 500, 4000)] == [96, 96, 480, 480, 1600, 1600]
