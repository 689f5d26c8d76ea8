"""Pictures from 1C: whenever they come, the goods that name them have them; bad ones are told."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.onec.accounts import AccountSettings, add_account, change_settings
from gateway.onec.pictures import GIVEN_UP_S, LINKED, QUIET_S, PictureIntake
from gateway.store.pictures import PictureShelf
from gateway.store.tables import catalogue
from tests.gateway import drawn
from tests.gateway.onec.onec import (
    Base,
    Onec,
    catalogue_xml,
    good,
    group,
    offer,
    offers_xml,
    price_xml,
    utc,
)

GROUPS = group("g-1", "Усе")
FILE = "import_files/ab/Lamp_1.jpg"
NAMED = f"<Картинка>{FILE}</Картинка>"
RED, BLUE = drawn.photo(colour="#cc3311"), drawn.photo(colour="#1133cc")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def shelf(base: Base) -> PictureShelf:
    return PictureShelf(base.folder / "data")


@pytest.fixture
def intake(base: Base, shelf: PictureShelf) -> PictureIntake:
    return PictureIntake(base.engine, shelf)


@pytest.fixture
def near_root() -> Iterator[Path]:
    """A folder with a path as short as that of a picture may be."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def images(base: Base, guid: str = "p-1") -> list[str]:
    found: list[str] = base.product(guid).images
    return found


def wait_for_images(base: Base, expected: list[bytes], guid: str = "p-1") -> None:
    deadline = time.monotonic() + 20
    while images(base, guid) != [sha256(one) for one in expected]:
        assert time.monotonic() < deadline, images(base, guid)
        time.sleep(0.02)


def lie(inbox: Path, name: str, content: bytes, age_s: float) -> Path:
    """A file in the inbox to which nothing was added for so long."""
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    moment = time.time() - age_s
    os.utime(path, (moment, moment))
    return path


def test_a_picture_that_comes_with_its_goods(base: Base, onec: Onec, shelf: PictureShelf):
    onec.begin()
    onec.upload(FILE, RED, step=500)
    onec.upload("import0_1.xml", catalogue_xml([good("p-1", more=NAMED), good("p-2")], GROUPS))
    onec.load("import0_1.xml")
    wait_for_images(base, [RED])
    assert images(base, "p-2") == []
    assert shelf.original(sha256(RED)) == RED
    assert drawn.size_of(shelf.copy(sha256(RED), 96) or b"") == (96, 60)
    assert not list(shelf.inbox(base.account).rglob("*.jpg"))


def test_only_files_of_the_inbox_are_taken_and_deleted(
    base: Base, onec: Onec, shelf: PictureShelf, intake: PictureIntake, near_root: Path
):
    """A name may look like a path of the server; what lies there is none of 1C's business."""
    stranger = lie(near_root, "owner.jpg", BLUE, QUIET_S + 5)
    inbox = shelf.inbox(base.account)
    inbox.mkdir(parents=True)
    onec.begin()
    onec.load(str(stranger))
    onec.upload(f"/{FILE}", RED)
    onec.load(f"/{FILE}")
    deadline = time.monotonic() + 20
    while shelf.original(sha256(RED)) is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert stranger.read_bytes() == BLUE
    with pytest.raises(ValueError, match="inbox"):
        intake.take(base.account, [os.path.relpath(stranger, inbox)])
    assert stranger.read_bytes() == BLUE
    assert shelf.original(sha256(BLUE)) is None


def test_a_picture_that_comes_long_after_its_goods_is_a_change_of_them(
    base: Base, onec: Onec, shelf: PictureShelf, intake: PictureIntake
):
    onec.send("import0_1.xml", catalogue_xml([good("p-1", more=NAMED), good("p-2")], GROUPS))
    before, seq = base.product("p-2").seq, base.seq()
    assert images(base) == []
    onec.begin()
    onec.upload(FILE, RED)
    moment = time.time() - QUIET_S - 5
    os.utime(shelf.inbox(base.account) / FILE, (moment, moment))
    assert intake.look(utc(9)) == 1
    assert images(base) == [sha256(RED)]
    assert base.product("p-1").seq > seq
    assert base.product("p-2").seq == before


def test_a_picture_that_came_before_anybody_named_it(
    base: Base, onec: Onec, shelf: PictureShelf, intake: PictureIntake
):
    lie(shelf.inbox(base.account), FILE, RED, QUIET_S + 5)
    intake.look(utc(9))
    # 1C writes a path with other letters and slashes than the file it sends.
    named = "<Картинка>import_files\\AB\\lamp_1.JPG</Картинка>"
    onec.send("import0_1.xml", catalogue_xml([good("p-1", more=named)], GROUPS))
    assert images(base) == [sha256(RED)]


def test_another_picture_under_the_old_name_takes_its_place(
    base: Base, onec: Onec, shelf: PictureShelf, intake: PictureIntake
):
    for content in (RED, BLUE):
        onec.begin()
        onec.upload(FILE, content, step=700)
        onec.upload("import0_1.xml", catalogue_xml([good("p-1", more=NAMED)], GROUPS))
        onec.load("import0_1.xml")
        wait_for_images(base, [content])
    for path in shelf.folder.rglob("*"):
        os.utime(path, (0, 0))
    assert intake.forget_unused(utc(9)) == 1
    assert shelf.original(sha256(RED)) is None
    assert shelf.copy(sha256(RED), 96) is None
    assert shelf.original(sha256(BLUE)) == BLUE


def test_the_same_exchange_again_changes_nothing(base: Base, onec: Onec):
    def exchange() -> None:
        onec.begin()
        onec.upload(FILE, RED)
        onec.upload("import0_1.xml", catalogue_xml([good("p-1", more=NAMED)], GROUPS))
        onec.load("import0_1.xml")

    exchange()
    wait_for_images(base, [RED])
    seq = base.seq()
    exchange()
    onec.load(FILE)  # some modules ask so; it waits for the first to be taken
    onec.send("import0_2.xml", catalogue_xml([good("p-1", more=NAMED)], GROUPS))
    assert base.seq() == seq


def test_the_order_of_pictures_is_that_of_1c_and_one_picture_is_shown_once(base: Base, onec: Onec):
    onec.begin()
    names = [f"import_files/{n}.jpg" for n in range(3)]
    for name, content in zip(names, (BLUE, RED, BLUE), strict=True):
        onec.upload(name, content)
    told = "".join(f"<Картинка>{name}</Картинка>" for name in (*names, "import_files/no.jpg"))
    onec.upload("import0_1.xml", catalogue_xml([good("p-1", more=told)], GROUPS))
    onec.load("import0_1.xml")
    wait_for_images(base, [BLUE, RED])


def test_one_picture_of_a_whole_series_comes_to_all_its_goods(
    base: Base, onec: Onec, shelf: PictureShelf, intake: PictureIntake
):
    """In pieces, so that no order waits for thousands of goods; in both orders of coming."""
    count = LINKED + 30
    goods = [good(f"p-{number}", more=NAMED) for number in range(count)]
    onec.send("import0_1.xml", catalogue_xml(goods, GROUPS))
    for content in (RED, BLUE):
        lie(shelf.inbox(base.account), FILE, content, QUIET_S + 5)
        assert intake.look(utc(9)) == 1
        rows = base.rows(catalogue.products)
        assert {tuple(row.images) for row in rows} == {(sha256(content),)}
    seq = base.seq()
    lie(shelf.inbox(base.account), FILE, BLUE, QUIET_S + 5)
    assert intake.look(utc(9)) == 1
    assert base.seq() == seq


def test_a_variant_has_the_pictures_of_its_product(base: Base, onec: Onec):
    onec.begin()
    onec.upload(FILE, RED)
    onec.upload("import0_1.xml", catalogue_xml([good("p-1", more=NAMED)], GROUPS))
    onec.load("import0_1.xml")
    wait_for_images(base, [RED])
    prices = f"<Цены>{price_xml('10')}</Цены>"
    onec.send("offers0_1.xml", offers_xml([offer("p-1#v-1", more=prices)]))
    assert base.product("p-1", "v-1").images == [sha256(RED)]


def test_pictures_of_a_zip_are_taken(base: Base, onec: Onec):
    change_settings(base.engine, base.account, zip=True)
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as packed:
        packed.writestr("import.xml", catalogue_xml([good("p-1", more=NAMED)], GROUPS))
        packed.writestr(FILE, RED)
    onec.begin()
    onec.upload("goods.zip", body.getvalue())
    onec.load("import.xml")
    wait_for_images(base, [RED])


def test_hostile_pictures_are_refused_and_told_and_the_goods_come_all_the_same(
    base: Base, onec: Onec, shelf: PictureShelf
):
    bad = {
        "import_files/bomb.png": drawn.bomb(),
        "import_files/drawing.png": drawn.SVG,
        "import_files/cut.jpg": RED[: len(RED) // 2],
        "import_files/passes.jpg": drawn.many_scans(),
    }
    onec.begin()
    for name, content in bad.items():
        onec.upload(name, content)
    onec.upload(FILE, RED)
    told = NAMED + "".join(f"<Картинка>{name}</Картинка>" for name in bad)
    onec.upload("import0_1.xml", catalogue_xml([good("p-1", more=told)], GROUPS))
    onec.load("import0_1.xml")
    wait_for_images(base, [RED])
    deadline = time.monotonic() + 20
    while not base.log("picture_refused"):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    (text,) = base.log("picture_refused")
    assert all(name in text for name in bad)
    assert not list(shelf.inbox(base.account).rglob("*.*"))


def test_a_picture_that_is_still_coming_is_left_alone_and_given_up_in_the_end(
    base: Base, shelf: PictureShelf, intake: PictureIntake
):
    inbox = shelf.inbox(base.account)
    coming = lie(inbox, "import_files/new.jpg", RED[:500], 1)
    slow = lie(inbox, "import_files/slow.jpg", RED[:500], QUIET_S + 5)
    assert intake.look(utc(9)) == 0
    assert coming.exists()
    assert slow.exists()
    assert base.log("picture_refused") == []
    lie(inbox, "import_files/slow.jpg", RED[:500], GIVEN_UP_S + 5)
    assert intake.look(utc(9)) == 0
    assert coming.exists()
    assert not slow.exists()
    assert len(base.log("picture_refused")) == 1


def test_of_two_accounts_the_one_that_brings_the_goods_goes_first(
    base: Base, onec: Onec, shelf: PictureShelf, intake: PictureIntake
):
    other = add_account(
        base.engine, "other", "password 1", "bas", every_contract=False, settings=AccountSettings()
    )
    onec.send("import0_1.xml", catalogue_xml([good("p-1", more=NAMED)], GROUPS))
    lie(shelf.inbox(other), FILE, BLUE, QUIET_S + 5)
    intake.look(utc(9))
    assert images(base) == [sha256(BLUE)]
    lie(shelf.inbox(base.account), FILE, RED, QUIET_S + 5)
    intake.look(utc(9))
    assert images(base) == [sha256(RED)]


def test_a_name_that_leads_out_of_the_folder_is_no_picture(base: Base, onec: Onec):
    named = "<Картинка>../../gateway.db</Картинка><Картинка>/etc/passwd</Картинка>"
    onec.send("import0_1.xml", catalogue_xml([good("p-1", more=named)], GROUPS))
    assert images(base) == []
    rows = base.rows(catalogue.product_pictures)
    assert [row.sha256 for row in rows] == [None, None]
