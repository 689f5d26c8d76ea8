"""Writing the cache: the same rows give the same cache, and a hostile page gives none."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import ProtocolBroken, StorageFailed
from app.domain.product import CatalogueQuery
from app.storage.cache.blocks import all_blocks, read_rows
from app.storage.cache.extras import PackedExtras
from app.storage.cache.layout import NO_ROW
from app.storage.cache.pages import read_page
from app.storage.cache.reader import CacheReader
from app.storage.cache.vector import values_of
from app.storage.cache.writer import CacheWriter
from tests.fakes.supplier import group, page, price, product, stock

TABLES = ("groups", "properties", "orders", "documents", "ledger", "news", "cursors")


def content(path) -> dict[str, Any]:
    """Return everything that a cache tells, whatever way it came there."""
    connection = sqlite3.connect(path)
    try:
        held: dict[str, Any] = {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in TABLES
        }
        ids = [one for block, _ in all_blocks(connection) for one in block.ids]
        held["products"] = read_rows(connection, ids)
        values = {
            (key, code): value
            for key, code, value in connection.execute("SELECT key, code, value FROM code_values")
        }
        segments: dict[Any, Any] = {}
        for kind, key, part, data in connection.execute(
            "SELECT kind, key, part, data FROM segments"
        ):
            if kind == "extra":
                known = dict(PackedExtras(data).items())
            elif kind == "order":
                known = dict(enumerate(memoryview(data).cast("i")))
            elif kind == "code":
                known = {
                    place: values.get((key, code), code)
                    for place, code in enumerate(memoryview(data).cast("i"))
                    if code
                }
            else:
                known = {
                    place: value for place, value in enumerate(values_of(data)) if value != NO_ROW
                }
            if known:
                segments[kind, key, part] = known
        held["segments"] = segments
    finally:
        connection.close()
    with CacheReader(path) as reader:
        held["search"] = {
            words: list(reader.query(CatalogueQuery(words=words)).ids)
            for words in ("болт", "m", "ab", "новий", "482", "б", "ab 2", "бтол", "б-1/3", "000012")
        }
        held["codes"] = [reader.find_code("AB-7/3"), reader.by_barcode("4820000000007")]
        held["facets"] = reader.facets(CatalogueQuery())
    return held


IDS = st.integers(0, 9_000)
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("products"),
            st.lists(st.builds(product, IDS, name=st.sampled_from(["Болт", "Новий", "Ab 2"]),
                               group=st.integers(1, 3)),
                     max_size=4, unique_by=lambda row: row["id"]),
            st.lists(IDS, max_size=3, unique=True),
        ),
        st.tuples(
            st.just("prices"),
            st.lists(st.builds(price, IDS, st.none() | st.integers(0, 10**9)),
                     max_size=4, unique_by=lambda row: row["ids"]),
            st.lists(IDS, max_size=3, unique=True),
        ),
        st.tuples(
            st.just("stock"),
            st.lists(st.builds(stock, IDS, st.integers(1, 2), st.none() | st.integers(0, 10**6),
                               at_least=st.booleans()),
                     max_size=4, unique_by=lambda row: (row["ids"], row["warehouses"])),
            st.lists(st.tuples(IDS, st.integers(1, 2)), max_size=3, unique=True),
        ),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, twice=st.sets(st.integers(0, 7)), early=st.integers(0, 8))
def test_a_repeated_page_and_an_early_index_give_the_same_cache(
    new_cache, steps, twice, early
) -> None:
    once, again = new_cache(), new_cache()
    for cache in (once, again):
        cache.put("groups", group(1), group(2, 1), group(3))
    if early == 0:
        again.ready()
    for number, (kind, rows, gone) in enumerate(steps):
        key = 1 if kind == "prices" else 0
        once.put(kind, *rows, key=key, gone=gone, after=str(number))
        again.put(kind, *rows, key=key, gone=gone, after=str(number))
        if number in twice:
            again.put(kind, *rows, key=key, gone=gone, after=str(number))
        if number + 1 == early:
            again.ready()
    once.ready()
    again.ready()
    assert content(once.path) == content(again.path)


def test_a_product_gone_is_found_no_more_and_leaves_the_orders(cache) -> None:
    cache.put("groups", group(1))
    cache.put("products", *(product(n) for n in range(1, 60)))
    cache.ready()
    changed = cache.put("products", gone=[5], after="2")
    reader = cache.reader()
    assert changed.kinds == {"products": {5}}
    assert 5 not in reader.query(CatalogueQuery()).ids
    assert 5 not in reader.query(CatalogueQuery(words="AB-5/3")).ids
    assert reader.by_guid("guid-5") is None


def test_a_withdrawn_group_takes_its_goods_along(cache) -> None:
    cache.put("groups", group(1), group(2))
    cache.put("products", product(1), product(2, group=2))
    cache.ready()
    cache.put("groups", gone=[2])
    assert list(cache.reader().query(CatalogueQuery()).ids) == [1]


def test_what_the_profile_no_longer_names_is_deleted(cache) -> None:
    cache.put("prices", price(1, 100), key=1)
    cache.put("prices", price(1, 200), key=2)
    cache.put("stock", stock(1, 1, 5), stock(1, 2, 5, at_least=True))
    with cache.writer.transaction():
        cache.writer.withdraw({1}, {1})
    assert cache.writer.count("prices", 2) == 0
    assert cache.writer.count("stock") == 1
    assert cache.writer.cursor("prices", 2).after == "0"


def test_rows_not_met_in_a_full_repetition_are_removed_with_its_last_page(cache) -> None:
    cache.put("products", product(1), product(2), product(3))
    cache.put("stock", stock(1, 1, 5), stock(2, 2, 5))
    cache.ready()
    cache.writer.restart("products")
    cache.writer.restart("stock")
    cache.put("products", product(1), more=True, after="1")
    assert cache.writer.count("products") == 3
    cache.put("products", product(3), after="2")
    cache.put("stock", stock(2, 2, 5))
    assert cache.writer.count("products") == 2
    assert cache.writer.count("stock") == 1


def test_a_refused_page_leaves_the_whole_transaction_undone(cache) -> None:
    cache.put("groups", group(1))
    good = read_page(page("prices", [price(1, 5)]), "prices", 1)
    loop = read_page(page("groups", [group(2, 3), group(3, 2)]), "groups")

    def apply_both() -> None:
        with cache.writer.transaction():
            cache.writer.apply(good)
            cache.writer.apply(loop)

    with pytest.raises(ProtocolBroken, match="too deep or in itself"):
        apply_both()
    assert cache.writer.count("prices", 1) == 0
    assert cache.writer.count("groups") == 1
    cache.put("prices", price(2, 5), key=1)
    assert cache.writer.count("prices", 1) == 1


@pytest.mark.parametrize(
    ("kind", "rows", "other"),
    [
        ("products", [product(1), product(1)], {}),
        ("products", [product(1, name="x" * 1_001)], {}),
        ("products", [product(1, name=None)], {}),
        ("products", [product(10**9)], {}),
        ("products", [product(-1)], {}),
        ("products", [product(1, units=[["шт", 0, 0]])], {}),
        ("products", [product(1, properties={"x": 1})], {}),
        ("products", [product(True)], {}),
        ("prices", [price(1, 2**63)], {}),
        ("prices", [price(1, 1.5)], {}),
        ("stock", [stock(1, 1, 5), stock(1, 1, 6)], {}),
        ("stock", [stock(1, 1, 5, expected_on="tomorrow")], {}),
        ("groups", [group(1)], {"end": False}),
        ("groups", [group(1)], {"kind": "products"}),
        ("groups", [group(1)], {"as_of": "2026-03-01T09:00:00"}),
        ("groups", [group(1)], {"columns": {"id": [1, 2], "guid": ["a"], "parent": [None],
                                            "name": ["a"], "order": [1]}}),
        ("orders", [{"id": 1, "order": {"id": 1}}], {}),
    ],
)  # fmt: skip
def test_a_hostile_page_is_refused(kind, rows, other) -> None:
    with pytest.raises(ProtocolBroken):
        read_page(page(kind, rows) | other, kind)


def test_control_characters_are_shown_harmlessly() -> None:
    shown = read_page(page("products", [product(1, name="Болт\u202e\x00М8")]), "products")
    assert shown.rows[0][6] == "Болт\ufffd\ufffdМ8"


def test_a_full_disk_is_a_storage_failure_and_the_cache_stays(cache) -> None:
    cache.put("groups", group(1))
    connection = cache.writer._connection
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StorageFailed):
        cache.put("products", *(product(n, note="х" * 4_000) for n in range(200)))
    assert cache.writer.count("products") == 0


def test_a_writer_opened_after_a_crash_goes_on(cache) -> None:
    cache.put("groups", group(1), after="7", more=True)
    other = CacheWriter(cache.path)
    try:
        assert other.cursor("groups").after == "7"
        assert not other.cursor("groups").whole
    finally:
        other.close()
