"""Search: what is typed meets what the supplier wrote, and quick equals slow."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.product import CatalogueQuery, Sort
from app.storage.cache import query as query_module
from app.storage.cache import search
from app.storage.cache.query import product_tokens
from tests.fakes.supplier import group, price, product, profile, stock

GOODS = (
    product(1, name="Болт М12 х 1,5 оцинкований", article="DIN-933/12", brand="BOSCH"),
    product(2, name="З'єднання різьбове", article="АВ-77", brand="Метиз"),
    product(3, name="Ґрунтовка їдка 5,5 л", article="GR.500", other_codes=["OLD-500"]),
    product(4, name="Насос", article="AB-77/1", barcodes=["4820000123457"]),
)


@pytest.fixture
def shop(cache):
    cache.put("groups", group(1))
    cache.put("products", *GOODS)
    cache.ready()
    return cache.reader()


def found(shop, words: str) -> tuple[list[int], str]:
    result = shop.query(CatalogueQuery(words=words))
    return sorted(result.ids), result.reading


@pytest.mark.parametrize(
    ("typed", "ids", "reading"),
    [
        ("болт", [1], "as_typed"),
        ("оцин бол", [1], "as_typed"),
        ("м12x1.5", [1], "as_typed"),
        ("M12×1,5", [1], "look_alike"),
        ("1.5", [1], "as_typed"),
        ("зʼєдн", [2], "as_typed"),
        ("з’єднання", [2], "as_typed"),
        ("din933", [1], "as_typed"),
        ("din-933/12", [1], "exact_code"),
        ("din 933", [1], "as_typed"),
        ("gr500", [3], "exact_code"),
        ("old500", [3], "exact_code"),
        ("4820000123457", [4], "exact_code"),
        ("ИЩЫСР", [1], "other_layout"),
        (",jkn", [1], "other_layout"),
        ("uheyn", [], "as_typed"),
        ("вшт-933", [1], "other_layout"),
        ("ВОSСН", [1], "look_alike"),
        ("немає такого", [], "as_typed"),
        ("...", [], "as_typed"),
    ],
)
def test_what_is_typed_finds_the_goods_and_says_how_it_was_read(shop, typed, ids, reading) -> None:
    assert found(shop, typed) == (ids, reading)


def test_the_exact_code_comes_first_whatever_the_order(shop) -> None:
    shop_ids = list(shop.query(CatalogueQuery(words="ab-77/1", sort=Sort("name"))).ids)
    assert shop_ids[0] == 4


def test_as_typed_means_no_other_reading(shop) -> None:
    assert shop.query(CatalogueQuery(words=",jkn", readings=False)).count == 0


def test_words_are_found_while_the_index_is_still_being_built(cache) -> None:
    cache.put("products", *GOODS)
    cache.writer.build_orders()
    result = cache.reader().query(CatalogueQuery(words="оцин бол"))
    assert (list(result.ids), result.index_ready) == ([1], False)


def test_an_order_by_article_follows_the_sizes(cache) -> None:
    cache.put("products", *(product(one, article=f"A-{one}") for one in (2, 10, 1)))
    cache.ready()
    reader = cache.reader()
    assert list(reader.query(CatalogueQuery(sort=Sort("article"))).ids) == [1, 2, 10]
    assert list(reader.query(CatalogueQuery(sort=Sort("article", descending=True))).ids) == [
        10, 2, 1,
    ]  # fmt: skip


WORDS = st.lists(
    st.text(alphabet="абіїґx1х2,.-/ abc'’Мm", min_size=1, max_size=6), min_size=1, max_size=3
).map(" ".join)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=12),
    typed=WORDS,
    long=st.booleans(),
)
def test_quick_search_finds_what_reading_through_all_goods_finds(
    new_cache, names, typed, long
) -> None:
    goods = [product(n, name=a, article=b) for n, (a, b) in enumerate(names)]
    cache = new_cache()
    cache.put("products", *goods)
    cache.ready()
    reader = cache.reader()
    if long:
        reader._catalogue._long = 0
    result = reader.query(CatalogueQuery(words=typed, readings=False))
    attempt = next(search.attempts(typed), None)
    if attempt is None:
        expected = []
    else:
        expected = [
            one["id"]
            for one in goods
            if search.matches(
                attempt,
                product_tokens(
                    one["name"], one["article"], one["brand"], "[]",
                    f'["{one["barcodes"][0]}"]', '{"synonyms": []}',
                ),
            )
        ]  # fmt: skip
    assert sorted(result.ids) == expected
    assert result.count == len(expected)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.integers(1, 3),
            st.none() | st.integers(-5, 50_000),
            st.none() | st.integers(-10, 10),
            st.text(alphabet="аїб1 ", max_size=3),
        ),
        min_size=1,
        max_size=15,
    ),
    scope=st.none() | st.integers(1, 3),
    in_stock=st.none() | st.just((1,)) | st.just((1, 2)),
    only=st.none() | st.frozensets(st.integers(0, 15)),
    key=st.sampled_from(["name", "article", "price", "free"]),
    descending=st.booleans(),
)
def test_long_lists_are_filtered_and_sorted_as_short_ones(
    new_cache, monkeypatch, rows, scope, in_stock, only, key, descending
) -> None:
    cache = new_cache()
    cache.put("groups", group(1), group(2, 1), group(3))
    cache.put(
        "products",
        *(product(n, group=g, name=name, article=name[::-1])
          for n, (g, _, _, name) in enumerate(rows)),
    )  # fmt: skip
    cache.put("prices", *(price(n, row[1]) for n, row in enumerate(rows)), key=1)
    cache.put("stock", *(stock(n, 1 + n % 2, row[2]) for n, row in enumerate(rows)))
    cache.ready()
    reader = cache.reader()
    prices = reader.contract_prices(profile(), "c-1")
    query = CatalogueQuery(scope, "", in_stock, Sort(key, descending), only)
    monkeypatch.setattr(query_module, "LONG_WITH_NUMPY", 1_000)
    short = reader.query(query, prices)
    reader._catalogue._long = -1
    long = reader.query(query, prices)
    assert list(short.ids) == list(long.ids)
