"""What the window gets from the cache file."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
import time
from array import array
from contextlib import closing

import pytest

from app.domain.errors import StorageFailed
from app.domain.product import CatalogueQuery, Sort
from app.storage.cache import generations, layout, sorting
from app.storage.cache.reader import CacheReader
from app.storage.cache.vectors import NOT_SOLD, ON_REQUEST
from tests.fakes.supplier import AS_OF, group, price, product, profile, stock


def fill(cache) -> None:
    cache.put("groups", group(1, None, "Кріплення"), group(2, 1, "Болти"), group(3, None, "Інше"))
    cache.put(
        "properties",
        {"id": 7, "name": "Клас", "unit": "", "type": "text", "group_ids": [], "row_order": 1,
         "card_order": 2, "facet_order": None, "is_tag": False},
    )  # fmt: skip
    cache.put(
        "products",
        product(10, group=2, name="Болт М10", article="B-10", properties={"7": "8.8"}),
        product(11, group=2, name="Болт М8", article="B-8"),
        product(12, group=1, name="Їжак", article="A-1", brand=""),
        product(13, group=3, name="Йорж", article="C-1"),
    )
    cache.put("prices", price(10, 125_000), price(11, None), key=1)
    cache.put("stock", stock(10, 1, 5_000), stock(11, 1, None), stock(12, 2, 1_000, at_least=True))
    cache.ready()


def test_a_row_is_prepared_with_brand_and_row_properties(cache) -> None:
    fill(cache)
    rows = cache.reader().rows([11, 999, 10])
    assert [row.id for row in rows] == [11, 10]
    assert rows[1].second_line == ("Метиз", "8.8")
    assert rows[1].pack_milli == 100_000


def test_numbers_in_names_sort_by_size_and_letters_by_the_ukrainian_alphabet(cache) -> None:
    fill(cache)
    result = cache.reader().query(CatalogueQuery())
    assert result.ids == array("i", [11, 10, 12, 13])
    assert result.count == 4


def test_a_group_holds_the_goods_of_its_subgroups(cache) -> None:
    fill(cache)
    reader = cache.reader()
    assert [(one.name, one.own_count, one.count_below) for one in reader.groups()] == [
        ("Кріплення", 1, 3),
        ("Болти", 2, 2),
        ("Інше", 1, 1),
    ]
    assert list(reader.query(CatalogueQuery(scope_group=1)).ids) == [11, 10, 12]


def test_only_goods_with_something_free_at_the_chosen_warehouses(cache) -> None:
    fill(cache)
    reader = cache.reader()
    assert list(reader.query(CatalogueQuery(in_stock_warehouses=(1,))).ids) == [10]
    assert list(reader.query(CatalogueQuery(in_stock_warehouses=(1, 2))).ids) == [10, 12]


def test_goods_without_a_price_come_last_in_the_order_by_price(cache) -> None:
    fill(cache)
    reader = cache.reader()
    prices = reader.contract_prices(profile(), "c-1")
    up = reader.query(CatalogueQuery(sort=Sort("price")), prices)
    down = reader.query(CatalogueQuery(sort=Sort("price", descending=True)), prices)
    assert up.ids[0] == down.ids[0] == 10
    assert prices.cell(10, 2) == 125_000
    assert prices.cell(11, 2) == ON_REQUEST
    assert prices.cell(12, 1) == NOT_SOLD


@pytest.mark.parametrize("key", ["free", "stock:1"])
def test_a_list_sorted_by_stock_follows_the_stock_and_the_words(cache, key) -> None:
    fill(cache)
    reader = cache.reader()
    asked = CatalogueQuery(sort=Sort(key, descending=True))
    assert reader.query(asked).ids[0] == 10
    assert list(reader.query(asked._replace(words="болт")).ids) == [10, 11]
    cache.put("stock", stock(11, 1, 9_000))
    assert list(reader.query(asked).ids[:2]) == [11, 10]
    assert list(reader.query(asked._replace(words="болт")).ids) == [11, 10]
    cache.put("stock", stock(12, 1, 20_000))
    assert reader.query(asked).ids[0] == 12
    assert reader.query(asked._replace(in_stock_warehouses=(2,))).ids[0] == 12


def test_a_search_made_ready_finds_the_same_before_the_index_and_by_it(cache) -> None:
    cache.put("groups", group(1, None, "Кріплення"))
    cache.put("products", product(10, group=1, name="Болт М10"), product(11, group=1, name="Йорж"))
    cache.writer.build_orders()
    asked = CatalogueQuery(words="болт")
    for indexed in (False, True):
        reader = cache.reader()
        reader.get_ready()
        found = reader.query(asked)
        assert list(found.ids) == [10]
        assert found.index_ready is indexed
        cache.ready()


@pytest.mark.parametrize("descending", [False, True])
def test_an_order_made_ahead_is_the_order_asked_for_and_follows_the_prices(
    cache, descending
) -> None:
    fill(cache)
    reader = cache.reader()
    asked = CatalogueQuery(sort=Sort("price", descending=descending))

    def plain() -> list[int]:
        return list(reader.query(asked, reader.contract_prices(profile(), "c-1")).ids)

    prices = reader.contract_prices(profile(), "c-1")
    reader.order_ahead(prices, descending=descending)
    assert prices.derived
    assert list(reader.query(asked, prices).ids) == plain()
    cache.put("prices", price(12, 99_000), price(13, 300_000), key=1)
    assert list(reader.query(asked, prices).ids) == plain()
    assert set(plain()[:3]) == {10, 12, 13}
    reader.order_ahead(prices, descending=descending)
    assert list(reader.query(asked, prices).ids) == plain()


def test_a_list_whose_order_is_being_made_ahead_waits_for_that_and_makes_no_other(
    cache, monkeypatch
) -> None:
    fill(cache)
    reader, other = cache.reader(), cache.reader()
    prices = reader.contract_prices(profile(), "c-1")
    began, made = threading.Event(), []
    usual = sorting._by_value

    def slow(*given, **more):
        made.append(threading.current_thread().name)
        began.set()
        time.sleep(0.05)
        return usual(*given, **more)

    monkeypatch.setattr(sorting, "_by_value", slow)
    ahead = threading.Thread(
        target=lambda: other.order_ahead(prices, descending=False), name="ahead"
    )
    ahead.start()
    assert began.wait(10)
    found = list(reader.query(CatalogueQuery(sort=Sort("price")), prices).ids)
    ahead.join(10)
    assert made == ["ahead"]
    assert found[0] == 10


def test_no_row_is_none_where_goods_are_counted_and_unknown_elsewhere(cache) -> None:
    fill(cache)
    reader = cache.reader()
    kyiv = reader.stock_vector(1, counted=True)
    lviv = reader.stock_vector(2, counted=False)
    assert kyiv.cell(10).free_milli == 5_000
    assert kyiv.cell(11).free_milli is None
    assert kyiv.cell(13).free_milli == 0
    assert lviv.cell(13).free_milli is None
    assert lviv.cell(12).extra.at_least


def test_nothing_is_sold_out_before_the_whole_stock_has_come(cache) -> None:
    cache.put("groups", group(1, None, "Кріплення"))
    cache.put("products", product(10, group=1), product(11, group=1))
    cache.put("stock", stock(10, 1, 5_000), more=True)
    reader = cache.reader()
    kyiv = reader.stock_vector(1, counted=True)
    assert kyiv.cell(10).free_milli == 5_000
    assert kyiv.cell(11).free_milli is None
    cache.put("stock")
    reader.patch([kyiv])
    assert kyiv.cell(11).free_milli == 0


def test_a_vector_is_patched_in_place_after_a_change(cache) -> None:
    fill(cache)
    reader = cache.reader()
    prices = reader.contract_prices(profile(), "c-1")
    changed = cache.put("prices", price(10, 99_000), key=1, gone=[11])
    assert changed.prices == {1: {10, 11}}
    assert prices.cell(10, 2) == 125_000
    reader.patch(prices.vectors, changed.prices[1])
    assert prices.cell(10, 2) == 99_000
    assert prices.cell(11, 2) == NOT_SOLD


def test_goods_are_found_by_guid_code_and_barcode(cache) -> None:
    fill(cache)
    reader = cache.reader()
    assert reader.by_guid("guid-10") == 10
    assert reader.by_guid("guid-10", "variant") is None
    assert reader.find_code("b 10") == [10]
    assert reader.find_code("4820000000010") == [10]
    assert reader.by_barcode("4820000000010") == [10]
    assert reader.by_barcode("B-10") == []


def test_the_card_tells_units_and_properties(cache) -> None:
    fill(cache)
    card = cache.reader().product(10)
    assert card is not None
    assert card.units[0].factor_milli == 100_000
    assert card.properties[0].value == "8.8"
    assert cache.reader().product(999) is None


def test_ages_are_those_of_the_exchange_with_1c(cache) -> None:
    fill(cache)
    assert cache.reader().ages()["prices"] == AS_OF


def test_a_missing_or_foreign_file_is_a_storage_failure(tmp_path) -> None:
    with pytest.raises(StorageFailed):
        CacheReader(tmp_path / "1-1.db")
    (tmp_path / "1-2.db").write_bytes(b"no database" * 1_000)
    with pytest.raises(StorageFailed):
        CacheReader(tmp_path / "1-2.db")


@pytest.mark.parametrize(
    ("whole", "damaged"),
    [
        (b"CREATE TABLE segments", b"CREATE \xfa\xff\xff\xff\xff segments"),
        (b'"contracts":', b'"contracts",'),
        (b'{"variant":null', b'{"variant":n\xffll'),
    ],
    ids=["tables", "profile", "goods"],
)
def test_damage_of_any_kind_is_a_storage_failure(
    cache, tmp_path, whole: bytes, damaged: bytes
) -> None:
    """Or the program would not start until somebody deletes the file."""
    fill(cache)
    with cache.writer.transaction():
        cache.writer.set_profile(json.dumps(profile(), separators=(",", ":")))
    path = tmp_path / f"{layout.SCHEMA}-9.db"
    with closing(sqlite3.connect(cache.path)) as connection:
        connection.execute("VACUUM INTO ?", (str(path),))
    content = path.read_bytes()
    assert whole in content
    path.write_bytes(content.replace(whole, damaged))
    generations.newest(tmp_path)

    def read() -> None:
        with CacheReader(path) as reader:
            reader.profile()
            reader.rows([10])

    with pytest.raises(StorageFailed):
        read()


def test_the_reader_needs_only_the_standard_library_before_the_first_paint(cache) -> None:
    fill(cache)
    script = (
        "import sys; from pathlib import Path\n"
        "from app.storage.cache.reader import CacheReader\n"
        "from app.domain.product import CatalogueQuery\n"
        "reader = CacheReader(Path(sys.argv[1]))\n"
        "assert len(reader.rows(reader.query(CatalogueQuery()).ids)) == 4\n"
        "reader.groups(); reader.ages(); reader.profile(); reader.price_vector(1); reader.close()\n"
        "loaded = {m.split('.')[0] for m in sys.modules}\n"
        "bad = {'numpy', 'sqlalchemy', 'pydantic', 'httpx'} & loaded\n"
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(cache.path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
