"""The sync: first stages, changes, a new epoch, and what a broken gateway cannot do."""

from __future__ import annotations

import json
import random
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from app.domain.errors import AppError, Offline, ProtocolBroken
from app.domain.product import CatalogueQuery
from app.storage.cache import generations
from tests.app.services.syncing import stocked
from tests.fakes.supplier import group, price, product, stock


def test_the_first_sync_brings_everything_and_says_ready_once_the_list_can_be_shown(start) -> None:
    program = start(stocked())
    program.sync.refresh()
    assert program.events("ready") == [1]
    assert [*dict.fromkeys(program.events("stage"))] == [
        "groups", "products", "prices", "stock", "papers", "index",
    ]  # fmt: skip
    first_price = next(n for n, event in enumerate(program.told) if event.get("stage") == "prices")
    assert {"ready": 1} in program.told[:first_price]
    shown = program.shown()
    assert len(shown["rows"]) == 120
    assert shown["prices"][0] == shown["rows"][0].id * 10_000
    assert len(shown["found"]) == 32
    assert program.sync.position == ("e1", program.supplier.seq)


def test_the_window_asks_anew_once_words_are_read_in_every_way(start) -> None:
    program = start(stocked())
    program.sync.refresh()
    last_of_index = max(n for n, event in enumerate(program.told) if event.get("stage") == "index")
    assert {"changed": {"products": None}} in program.told[last_of_index:]


def test_each_sync_says_how_long_it_took_after_what_it_changed(start) -> None:
    program = start(stocked())
    program.sync.refresh()
    assert len(program.events("synced")) == 1
    program.told.clear()
    program.supplier.put("prices", price(5, 77), price_type=1)
    program.follow()
    names = [next(iter(event)) for event in program.told]
    assert names.index("changed") < names.index("synced") == len(names) - 1


def test_the_default_contracts_prices_come_first(start) -> None:
    supplier = stocked(3)
    supplier.price_types = (2, 1)
    supplier.put("prices", price(1, 7), price_type=2)
    program = start(supplier)
    program.sync.refresh()
    asked = [target for target in supplier.asked if target.startswith("/v1/feed/prices")]
    assert "price_type=2" in asked[0]
    assert [one["done"] for one in program.told if one.get("stage") == "prices"] == [1, 4]


def test_changes_touch_only_what_changed_and_name_the_keys(start) -> None:
    program = start(stocked())
    program.sync.refresh()
    program.supplier.put("prices", price(5, 77), price_type=1)
    program.supplier.put("stock", stock(4, 1, None))
    program.supplier.remove("products", 7)
    program.told.clear()
    program.follow()
    (changed,) = program.events("changed")
    assert changed == {"products": [7], "prices": {"1": [5]}, "stock": {"1": [4]}}
    with program.reader() as reader:
        assert reader.price_vector(1)[5] == 77
        assert reader.query(CatalogueQuery()).count == 119


def test_what_was_told_goes_from_the_log_into_the_file(start) -> None:
    """The log does not grow with a program that is left on for weeks."""
    program = start(stocked())
    program.sync.refresh()
    program.supplier.put("prices", price(5, 77), price_type=1)
    program.follow()
    asked = "SELECT max(stamp) FROM segments WHERE kind = 'price'"
    with program.reader() as reader:
        without_log = f"{reader.path.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(without_log, uri=True)) as connection:
            assert connection.execute(asked).fetchone() == reader._one(asked)


def test_an_empty_wait_makes_the_ages_true(start) -> None:
    program = start(stocked(3))
    program.sync.refresh()
    program.told.clear()
    program.follow()
    assert program.events("ages")[0]["stock"].startswith("2026-03-01T09:00:00")
    assert program.events("changed") == []


def test_a_withdrawn_price_type_is_deleted_and_a_new_one_fetched(start) -> None:
    supplier = stocked(5)
    program = start(supplier)
    program.sync.refresh()
    supplier.put("prices", price(1, 9), price_type=2)
    supplier.price_types = (2,)
    supplier.touch("profile")
    program.follow()
    with program.reader() as reader:
        assert reader.price_vector(2)[1] == 9
        assert len(reader.price_vector(1)) == 0
        assert reader.profile()["default_contract"] == "c-2"


def test_a_new_epoch_is_built_beside_the_generation_that_is_being_read(start) -> None:
    program = start(stocked())
    program.sync.refresh()
    reader = program.reader()
    try:
        program.supplier.epoch = "e2"
        program.supplier.put("products", product(500, name="Нове"))
        program.sync.refresh()
        assert program.events("ready") == [1, 2]
        assert reader.query(CatalogueQuery()).count == 120
        program.sync.released(1)
        assert reader.path.exists() is False
        assert reader.rows([1])[0].id == 1  # the open file lives on for its reader
    finally:
        reader.close()
    with program.reader() as fresh:
        assert fresh.query(CatalogueQuery()).count == 121


def test_the_generation_in_use_is_never_deleted_whatever_is_released(start) -> None:
    program = start(stocked(3))
    program.sync.refresh()
    program.sync.released(99)
    assert program.shown()["rows"]


def test_another_gateway_gets_a_generation_of_its_own(start) -> None:
    program = start(stocked(3))
    program.sync.refresh()
    program.supplier.gateway_id = "other"
    program.restart()
    program.sync.refresh()
    assert program.events("ready") == [1, 1, 2]


def test_rows_that_were_lost_are_found_by_their_count(start) -> None:
    supplier = stocked(60)
    program = start(supplier)
    program.sync.refresh()
    # A row that vanished without a tombstone, as after a hole in a supplier's database.
    del supplier._rows["products", 0][9]
    program.sync.refresh()
    assert any("products" in line for line in program.events("log"))
    with program.reader() as reader:
        assert reader.by_guid("guid-9") is None
        assert reader.query(CatalogueQuery()).count == 59


def test_a_page_cut_at_any_byte_is_refused_and_the_cache_goes_on(start) -> None:
    supplier = stocked(20)
    program = start(supplier)
    program.sync.refresh()
    before = program.shown()
    supplier.put("products", product(3, name="Інша назва"))
    chance = random.Random(5)

    for _ in range(25):
        supplier.spoil = lambda path, data: (
            data[: chance.randrange(len(data))] if "/feed/products" in path else data
        )
        with pytest.raises((ProtocolBroken, Offline)):
            program.sync.refresh()
        assert program.shown() == before
    supplier.spoil = None
    program.sync.refresh()
    assert program.shown() != before


def spoilt(**columns: Any) -> Callable[[dict[str, Any]], None]:
    return lambda page: page["columns"].update(columns)


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("products", spoilt(name=["одна"])),
        ("products", spoilt(id=[7, 7])),
        ("products", lambda page: page.pop("end")),
        ("products", lambda page: page.update(after=None)),
        ("prices", spoilt(prices_e4=[2**63, 1])),
        ("stock", spoilt(ids=[1, 1], warehouses=[1, 1])),
        ("groups", spoilt(parent=[7, 8])),
        ("groups", lambda page: page.update(columns={
            "id": list(range(1, 5_001)), "guid": ["g"] * 5_000, "name": ["Група"] * 5_000,
            "parent": [None, *range(1, 5_000)], "order": [1] * 5_000,
        })),
    ],
)  # fmt: skip
def test_a_hostile_page_is_refused_and_what_was_there_goes_on(start, kind, spoil) -> None:
    supplier = stocked(20)
    program = start(supplier)
    program.sync.refresh()
    before = program.shown()
    supplier.put("groups", group(7), group(8))
    supplier.put("products", product(7, name="Інша"), product(8, name="Інша"))
    supplier.put("prices", price(7, 5), price(8, 5), price_type=1)
    supplier.put("stock", stock(7, 1, 5), stock(8, 1, 5))

    def hostile(path: str, data: bytes) -> bytes:
        if f"/feed/{kind}?" not in path:
            return data
        page = json.loads(data)
        spoil(page)
        return json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()

    supplier.spoil = hostile
    with pytest.raises(ProtocolBroken, match=kind):
        program.sync.refresh()
    assert program.shown() == before
    supplier.spoil = None
    program.sync.refresh()
    assert program.shown() != before


def test_characters_that_hide_or_turn_text_come_as_a_visible_sign(start) -> None:
    supplier = stocked(3)
    supplier.put("products", product(2, name="Болт\u202e\u0007 М8", article="A\u2066B"))
    program = start(supplier)
    program.sync.refresh()
    (row,) = [one for one in program.shown()["rows"] if one.id == 2]
    assert (row.name, row.article) == ("Болт\ufffd\ufffd М8", "A\ufffdB")


def test_a_first_sync_that_is_cut_anywhere_ends_in_the_same_cache(start) -> None:
    whole = start(stocked())
    whole.sync.refresh()
    expected = whole.shown()
    chance = random.Random(7)
    cut = start(stocked())
    failures = 0

    def lose(path: str, data: bytes) -> bytes:
        return data[:-1] if chance.random() < 0.25 else data

    cut.supplier.spoil = lose
    for _ in range(100):
        try:
            cut.sync.refresh()
            break
        except AppError:
            failures += 1
            cut.restart()
    assert failures > 0
    assert cut.shown() == expected


def test_a_damaged_cache_is_fetched_again_beside_it(start) -> None:
    program = start(stocked())
    program.sync.refresh()
    expected = program.shown()
    path = generations.newest(program.folder).path
    program.sync.close()
    data = bytearray(path.read_bytes())
    data[8192 * 3 : 8192 * 12] = bytes(8192 * 9)
    path.write_bytes(data)
    program.sync = program._start()
    program.sync.refresh()
    assert any("damaged" in line for line in program.events("log"))
    assert generations.newest(program.folder).number == 2
    assert program.shown() == expected


def test_after_a_page_that_is_refused_no_more_of_its_kind_are_asked_for(start) -> None:
    """A gateway that always has one more wrong page is not asked for thousands of them."""
    supplier = stocked(20)
    program = start(supplier)
    program.sync.refresh()
    supplier.put("products", *(product(n, name="Інша") for n in range(1, 21)))
    supplier.page_limit = 1
    refused = threading.Event()
    asked: list[str] = []

    def spoil(path: str, data: bytes) -> bytes:
        if "/feed/products?" not in path:
            return data
        asked.append(path)
        if len(asked) > 1:
            refused.wait(10)
        told = json.loads(data)
        told["columns"]["name"] = []
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    supplier.spoil = spoil
    with pytest.raises(ProtocolBroken, match="products"):
        program.sync.refresh()
    refused.set()
    while coming := [one for one in threading.enumerate() if one.name == "ahead"]:
        for one in coming:
            one.join()
    assert len(asked) == 2, "the page that was on its way is the last"
