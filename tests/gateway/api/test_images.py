"""GET /images: pictures of goods that this dealer sees, and of no others."""

from __future__ import annotations

import hashlib
import shutil

import pytest

from gateway.services import pictures, scaling
from gateway.services.pictures import link
from gateway.store.engine import writing
from gateway.store.tables import catalogue, exchange
from tests.gateway import drawn
from tests.gateway.server import Api, RunningGateway, refusal

RED = drawn.photo()
BLUE = drawn.photo("PNG", side=(2000, 3000), colour="#1133cc")


def give(gateway: RunningGateway, product: int, name: str, content: bytes) -> str:
    """A product's picture, as the door writes it."""
    world = gateway.world
    sha256 = gateway.gateway.shelf.keep(content)
    world.write(catalogue.picture_files, {"account_id": 1, "file": name, "sha256": sha256})
    world.change(catalogue.products, {"id": product}, image_files=[name])
    with writing(gateway.engine) as connection:
        assert link(connection, [product]) == 1
    return sha256


@pytest.fixture
def shop(two_dealers: RunningGateway) -> RunningGateway:
    two_dealers.world.write(
        exchange.onec_accounts,
        {"id": 1, "login": "1c", "password_hash": "-", "dialect": "bas"},
    )
    return two_dealers


@pytest.fixture
def olena(shop: RunningGateway) -> Api:
    return shop.sign_up("olena")


def test_a_dealer_gets_the_picture_in_the_size_he_asks_for(shop: RunningGateway, olena: Api):
    # Product 3 is in a group below the granted one.
    sha256 = give(shop, 3, "a.png", BLUE)
    for size, expected in ((96, (64, 96)), (480, (320, 480)), (1600, (1067, 1600))):
        answer = olena.get(f"/images/{sha256}", size=size)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert drawn.size_of(answer.content) == expected


def test_the_feed_names_pictures_by_their_hash(shop: RunningGateway, olena: Api):
    seen = olena.pull("products")
    assert seen.rows[1]["images"] == []
    sha256 = give(shop, 1, "import_files/a.jpg", RED)
    assert sha256 == hashlib.sha256(RED).hexdigest()
    after = olena.pull("products", seen.after)
    assert {key: row["images"] for key, row in after.rows.items()} == {1: [sha256]}


def test_a_picture_never_changes_so_it_is_kept_for_ever(shop: RunningGateway, olena: Api):
    sha256 = give(shop, 1, "a.jpg", RED)
    first = olena.get(f"/images/{sha256}", size=96)
    assert first.headers["cache-control"] == "private, max-age=31536000, immutable"
    tag = first.headers["etag"]
    again = olena.http.get(f"/images/{sha256}", params={"size": 96}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    larger = olena.http.get(
        f"/images/{sha256}", params={"size": 480}, headers={"If-None-Match": tag}
    )
    assert larger.status_code == 200


def test_pictures_of_goods_of_other_dealers_do_not_exist(shop: RunningGateway, olena: Api):
    sha256 = give(shop, 11, "a.jpg", RED)
    unknown = hashlib.sha256(b"nothing").hexdigest()
    theirs, nobodys = (olena.get(f"/images/{one}", size=96) for one in (sha256, unknown))
    assert refusal(theirs) == refusal(nobodys) == (404, "not_found")
    assert shop.sign_up("petro", "d-2").get(f"/images/{sha256}", size=96).status_code == 200


def test_a_picture_shared_with_goods_of_the_dealer_is_his(shop: RunningGateway, olena: Api):
    sha256 = give(shop, 11, "a.jpg", RED)
    assert give(shop, 2, "b.jpg", RED) == sha256
    assert olena.get(f"/images/{sha256}", size=96).status_code == 200


def test_a_withdrawn_group_takes_its_pictures_along_at_once(shop: RunningGateway, olena: Api):
    sha256 = give(shop, 1, "a.jpg", RED)
    tag = olena.get(f"/images/{sha256}", size=96).headers["etag"]
    shop.world.withdraw(1, 1)
    answer = olena.http.get(
        f"/images/{sha256}", params={"size": 96}, headers={"If-None-Match": tag}
    )
    assert refusal(answer) == (404, "not_found")


@pytest.mark.parametrize("hidden", [{"deleted": True}, {"has_variants": True}])
def test_goods_that_nobody_sees_have_no_pictures(shop: RunningGateway, olena: Api, hidden):
    sha256 = give(shop, 1, "a.jpg", RED)
    shop.world.change(catalogue.products, {"id": 1}, **hidden)
    assert refusal(olena.get(f"/images/{sha256}", size=96)) == (404, "not_found")


def test_groups_that_contain_each_other_end_the_climb(shop: RunningGateway, olena: Api):
    shop.world.group(7)
    shop.world.group(8, parent=7)
    shop.world.change(catalogue.groups, {"id": 7}, parent_id=8)
    shop.world.products(8, 70)
    sha256 = give(shop, 70, "a.jpg", RED)
    assert refusal(olena.get(f"/images/{sha256}", size=96)) == (404, "not_found")


def test_goods_outside_every_group_show_their_pictures_to_whom_the_feed_shows_them(
    shop: RunningGateway, olena: Api
):
    shop.world.group(9, guid="ungrouped")
    shop.world.products(9, 90)
    sha256 = give(shop, 90, "a.jpg", RED)
    assert refusal(olena.get(f"/images/{sha256}", size=96)) == (404, "not_found")
    shop.world.grant(1, 5)
    assert 90 in olena.pull("products").rows
    assert olena.get(f"/images/{sha256}", size=96).status_code == 200


def test_lost_copies_are_made_anew(shop: RunningGateway, olena: Api):
    sha256 = give(shop, 1, "a.jpg", RED)
    first = olena.get(f"/images/{sha256}", size=96)
    shutil.rmtree(shop.gateway.shelf.folder / "scaled")
    assert olena.get(f"/images/{sha256}", size=96).content == first.content


def test_a_picture_whose_file_is_lost_or_spoilt_is_unknown(shop: RunningGateway, olena: Api):
    lost = give(shop, 1, "a.jpg", RED)
    spoilt = give(shop, 2, "b.png", BLUE)
    kept = shop.gateway.shelf.folder / "kept"
    (kept / lost[:2] / lost).unlink()
    (kept / spoilt[:2] / spoilt).write_bytes(BLUE[:1000])
    for sha256 in (lost, spoilt):
        assert refusal(olena.get(f"/images/{sha256}", size=96)) == (404, "not_found")


def test_who_would_wait_for_others_pictures_is_told_to_come_again(
    shop: RunningGateway, olena: Api, monkeypatch, expected_log
):
    """Orders need the threads that would wait; what is ready is given all the same."""
    sha256 = give(shop, 1, "a.jpg", RED)
    assert olena.get(f"/images/{sha256}", size=96).status_code == 200
    monkeypatch.setattr(pictures, "WAIT_S", 0.05)
    expected_log("many pictures are being made")
    taken = [scaling._AT_ONCE.acquire(timeout=5) for _ in range(2)]
    assert taken == [True, True]
    try:
        busy = olena.get(f"/images/{sha256}", size=1600)
        assert refusal(busy) == (503, "unavailable")
        assert int(busy.headers["Retry-After"]) > 0
        assert olena.get(f"/images/{sha256}", size=96).status_code == 200
    finally:
        for _ in taken:
            scaling._AT_ONCE.release()
    assert olena.get(f"/images/{sha256}", size=1600).status_code == 200


def test_nobody_gets_a_picture_without_signing_in(shop: RunningGateway):
    sha256 = give(shop, 1, "a.jpg", RED)
    answer = shop.anybody().get(f"/images/{sha256}", size=96)
    assert refusal(answer) == (401, "token_expired")


@pytest.mark.parametrize(
    "path", ["/images/x", f"/images/{'A' * 64}", f"/images/{'a' * 64}?size=97", "/images/..%2F.."]
)
def test_what_is_no_hash_or_no_size_is_refused(olena: Api, path: str):
    assert refusal(olena.http.get(path))[0] in (400, 404)
