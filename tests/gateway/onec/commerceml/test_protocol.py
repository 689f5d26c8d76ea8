from __future__ import annotations

import io
import zipfile

import httpx
import pytest

from gateway.onec.accounts import change_settings
from gateway.store.tables import catalogue
from gateway.store.tables.exchange import exchange_facts
from tests.gateway.onec.onec import (
    OPEN,
    REAL,
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

GOODS = catalogue_xml([good("p-1", "Дриль")], group("g-1", "Інструмент"))


def test_bas_gets_exactly_two_lines_from_init_and_three_from_checkauth(door: str):
    """BAS counts the lines; a line break at the end would be one more."""
    with httpx.Client(base_url=door) as client:
        auth = httpx.BasicAuth("обмін".encode(), "таємниця 1С".encode())
        answer = client.get("/1c/exchange?type=catalog&mode=checkauth", auth=auth)
        word, name, value = answer.text.split("\n")
        assert word == "success"
        answer = client.get(
            "/1c/exchange?type=catalog&mode=init&version=3.1&sessid=x",
            headers={"Cookie": f"{name}={value}"},
        )
        assert answer.text.split("\n") == ["zip=no", "file_limit=20971520"]


def test_a_wrong_password_and_a_call_without_cookie_are_refused(door: str):
    with httpx.Client(base_url=door) as client:
        for auth in (None, httpx.BasicAuth("обмін".encode(), b"no"), httpx.BasicAuth(b"x", b"y")):
            answer = client.get("/1c/exchange?type=catalog&mode=checkauth", auth=auth)
            assert answer.status_code == 401
            assert answer.text.startswith("failure\n")
        answer = client.get("/1c/exchange?type=catalog&mode=init", headers={"Cookie": "exchange=x"})
        assert (answer.status_code, answer.text.split("\n")[0]) == (401, "failure")


def test_a_file_in_many_chunks_is_one_file(base: Base, onec: Onec):
    onec.begin()
    onec.upload("import0_1.xml", GOODS, step=37)
    onec.load("import0_1.xml")
    assert base.product("p-1").name == "Дриль"
    facts = base.rows(exchange_facts, exchange_facts.c.kind == "products")
    assert facts[0].account_id == base.account


def test_init_drops_a_half_received_file(base: Base, onec: Onec):
    """1C begins a broken upload anew; what came before must not stick to it."""
    onec.begin()
    onec.upload("import.xml", GOODS[: len(GOODS) // 2])
    onec.call("init")
    onec.upload("import.xml", GOODS)
    onec.load("import.xml")
    assert base.product("p-1").name == "Дриль"


def test_the_same_name_again_in_one_session_is_a_new_file(base: Base, onec: Onec):
    onec.send("import.xml", GOODS)
    onec.upload("import.xml", GOODS.replace("Дриль".encode(), "Пила".encode()))
    onec.load("import.xml")
    assert base.product("p-1").name == "Пила"


def test_a_repeated_import_tells_the_same_result(base: Base, onec: Onec):
    """The answer `success` may be lost on its way."""
    onec.send("import.xml", GOODS)
    before = base.seq()
    onec.load("import.xml")
    assert base.seq() == before


def test_import_of_a_file_that_never_came_is_a_failure(base: Base, onec: Onec):
    onec.begin()
    with pytest.raises(Failed, match="не надходив"):
        onec.load("offers.xml")
    assert base.log("file_refused")


@pytest.mark.parametrize("name", ["../x.xml", "/", "a/../../b.xml", "a\x00.xml", "a:b.xml"])
def test_a_file_name_cannot_leave_the_folder(onec: Onec, name: str):
    onec.begin()
    with pytest.raises(Failed, match="недозволене"):
        onec.upload(name, b"x")


def test_a_chunk_above_the_limit_is_refused(base: Base, onec: Onec):
    change_settings(base.engine, base.account, file_limit=1024)
    onec.begin()
    with pytest.raises(Failed, match="file_limit"):
        onec.upload("import.xml", b"x" * 200_000, step=200_000)


def test_a_file_above_the_account_limit_is_refused(base: Base, onec: Onec):
    change_settings(base.engine, base.account, largest_file=2048)
    onec.begin()
    with pytest.raises(Failed, match="більший"):
        onec.upload("import.xml", b"x" * 10_000, step=1000)


def zipped(files: dict[str, bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return body.getvalue()


def test_a_zip_of_files_is_opened(base: Base, onec: Onec):
    change_settings(base.engine, base.account, zip=True)
    onec.begin()
    body = zipped(
        {
            "import.xml": GOODS,
            "offers.xml": offers_xml([offer("p-1", "10.50", rests(w_1="5"))]),
        }
    )
    onec.upload("goods.zip", body, step=100)
    onec.load("import.xml")
    onec.load("offers.xml")
    assert base.price("p-1", "pt").price_e4 == 105_000


def test_a_zip_bomb_is_stopped(base: Base, onec: Onec):
    """A megabyte that unpacks into a gigabyte fills no disk."""
    onec.begin()
    body = io.BytesIO()
    with (
        zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("import.xml", "w", force_zip64=True) as file,
    ):
        for _ in range(1024):
            file.write(bytes(1024 * 1024))
    onec.upload("import.zip", body.getvalue())
    with pytest.raises(Failed, match="завеликий"):
        onec.load("import.xml")
    spool = base.folder / "data" / "onec"
    assert sum(one.stat().st_size for one in spool.rglob("*") if one.is_file()) < 1024 * 1024


def test_a_broken_zip_is_a_failure(onec: Onec):
    onec.begin()
    onec.upload("import.zip", zipped({"import.xml": GOODS})[:-30])
    with pytest.raises(Failed, match="пошкоджено"):
        onec.load("import.xml")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<КоммерческаяИнформация><Каталог><Товары/></Каталог>&b;</КоммерческаяИнформация>"
).encode()
LATE_DTD = b'<?xml version="1.0"?><!--' + b"-" * 0 + b" " * 20_000 + b"-->" + BOMB[21:]
DEEP = (
    "<КоммерческаяИнформация>"
    + "<Группы>" * 10_000
    + "</Группы>" * 10_000
    + "</КоммерческаяИнформация>"
).encode()
HOSTILE = {
    "billion laughs": (BOMB, "DTD"),
    "a late DTD": (LATE_DTD, "DTD"),
    "a file outside": (
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        "DTD",
    ),
    "depth": (DEEP, "XML|вкладено"),
    "another schema": (b"<catalog><item/></catalog>", "CommerceML"),
    "no XML": (b"\x00\x01\x02 not xml", "XML"),
    "an HTML page": (b"<!doctype html><html><body>502</body></html>", "XML|CommerceML|DTD"),
    "nothing": (b"", "порожній"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_and_the_last_good_data_stay(base: Base, onec: Onec, case: str):
    onec.send("import.xml", GOODS)
    before = base.seq()
    body, reason = HOSTILE[case]
    with pytest.raises(Failed, match=reason) as failed:
        onec.send("import.xml", body)
    assert "попереднього" in str(failed.value)
    assert base.seq() == before
    assert base.product("p-1").name == "Дриль"
    assert base.log("file_refused")


def test_a_file_cut_anywhere_applies_nothing(base: Base, onec: Onec):
    onec.begin()
    body = catalogue_xml([good(f"p-{n}") for n in range(30)], group("g-1", "Інструмент"))
    end = len(body.rstrip())
    cuts = sorted({*range(1, end, 211), end - 1, end - 2, end - 24})
    for at, cut in enumerate(cuts):
        onec.upload(f"import{at}.xml", body[:cut])
        with pytest.raises(Failed, match=r"рядок|порожній|XML"):
            onec.load(f"import{at}.xml")
    assert base.seq() == 0
    assert not base.rows(catalogue.products)


def test_the_reason_names_the_line(onec: Onec):
    text = GOODS.decode().replace("<Каталог ", "\n\n<Каталог ").replace("</Товары>", "</x>")
    body = text.encode()
    with pytest.raises(Failed, match="рядок 4"):
        onec.send("import.xml", body)


def test_an_unknown_mode_is_answered_and_not_crashed(onec: Onec):
    onec.begin()
    assert onec.call("dance").text.startswith("failure\n")
    assert onec.call("complete").text == "success"


def test_info_lists_states_in_windows_1251(onec: Onec):
    onec.begin("sale")
    answer = onec.call("info")
    assert answer.content.startswith(b'<?xml version="1.0" encoding="WINDOWS-1251"?>')
    assert "Підтверджено" in answer.content.decode("cp1251")


@pytest.mark.parametrize("path", REAL or [None], ids=lambda one: one.name if one else "absent")
def test_every_real_file_goes_through_the_door(base: Base, onec: Onec, path):
    """Files that real bases wrote; the second time they change nothing."""
    if path is None:
        pytest.skip(f"NO REAL 1C FILES: {OPEN} is absent, the door was tried on our own only")
    body = path.read_bytes()
    if "edmx" in path.name:
        with pytest.raises(Failed, match="CommerceML"):
            onec.send(path.name, body)
        return
    onec.send(path.name, body)
    before = base.seq()
    onec.send(path.name, body)
    assert base.seq() == before


def test_the_real_sets_are_whole():
    if not REAL:
        pytest.skip(f"NO REAL 1C FILES: {OPEN} is absent")
    assert len(REAL) >= 29
