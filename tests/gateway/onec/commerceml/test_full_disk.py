"""A disk with no room left: 1C hears `failure` and a reason, and its next try loses nothing."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.gateway.drawn import photo
from tests.gateway.full_disk import no_file_grows_over
from tests.gateway.onec.onec import (
    Base,
    Failed,
    Onec,
    catalogue_xml,
    good,
    group,
    offer,
    offers_xml,
    rests,
)

if TYPE_CHECKING:
    import httpx

GROUPS = group("g-1", "Усе")


def told(answer: httpx.Response) -> str:
    assert answer.status_code == 200
    assert "Traceback" not in answer.text
    return answer.text


def test_a_chunk_that_finds_no_room_may_be_sent_again(base: Base, onec: Onec, expected_log):
    body = catalogue_xml([good(f"p-{n}") for n in range(400)], GROUPS)
    half = len(body) // 2
    onec.begin()
    assert told(onec.call("file", content=body[:half], filename="i.xml")) == "success"
    expected_log("catalog file: OSError")
    with no_file_grows_over(half + 1000):
        refused = told(onec.call("file", content=body[half:], filename="i.xml"))
    assert refused.startswith("failure\n")
    assert "диск" in refused
    assert told(onec.call("file", content=body[half:], filename="i.xml")) == "success"
    onec.load("i.xml")
    assert base.living() == 400


def test_a_file_that_the_database_cannot_take_is_refused_and_taken_later(
    base: Base, onec: Onec, expected_log
):
    onec.send("i.xml", catalogue_xml([good("p-1")], GROUPS))
    onec.send("o.xml", offers_xml([offer("p-1", "10", rests(w_1="5"))]))
    onec.begin()
    more = [good(f"more-{n}", name=f"Товар {n} " + "дуже довгий " * 15) for n in range(3000)]
    onec.upload("i.xml", catalogue_xml(more, GROUPS))
    expected_log("refusal of the database or the disk|could not be applied")
    size = max(path.stat().st_size for path in (base.folder / "data").glob("gateway.db*"))
    with no_file_grows_over(size + 65536), pytest.raises(Failed):
        onec.load("i.xml")
    assert base.price("p-1", "pt").price_e4 == 100_000
    assert base.stock("p-1", "w-1").onec_free_milli == 5_000
    onec.send("i.xml", catalogue_xml(more, GROUPS))
    assert base.living() == 3001


def test_a_zip_whose_content_is_damaged_is_a_failure(onec: Onec):

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("import.xml", catalogue_xml([good(f"p-{n}") for n in range(50)], GROUPS))
    for at in range(40, 400, 30):
        body = bytearray(packed.getvalue())
        body[at : at + 8] = b"\x07" * 8
        onec.begin()
        onec.upload("import.zip", bytes(body))
        with pytest.raises(Failed, match=r"архів|XML|не надходив"):
            onec.load("import.xml")


def test_a_picture_that_finds_no_room_waits_for_the_next_try(base: Base, onec: Onec, expected_log):
    picture = photo(side=(900, 900), quality=95)
    named = "<Картинка>import_files/a.jpg</Картинка>"
    onec.begin()
    onec.upload("import_files/a.jpg", picture)
    onec.upload("i.xml", catalogue_xml([good("p-1", more=named)], GROUPS))
    onec.load("i.xml")
    inbox = base.folder / "data" / "pictures" / str(base.account)
    wait_until(lambda: base.product("p-1").images != [])
    assert not list(inbox.rglob("*.jpg"))
    onec.begin()
    onec.upload("import_files/a.jpg", photo(colour="#000000", side=(900, 900), quality=95))
    expected_log("could not be applied")
    with no_file_grows_over(1000):
        onec.load("import_files/a.jpg")
        time.sleep(0.5)
    assert len(list(inbox.rglob("*.jpg"))) == 1
    onec.load("import_files/a.jpg")
    wait_until(lambda: not list(inbox.rglob("*.jpg")))


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
