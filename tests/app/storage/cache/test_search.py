"""Search: what is typed meets what the supplier wrote, and quick equals slow."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.product import CatalogueQuery, Sort
from app.storage.cache import bulk, search
from tests.app.storage.cache.reference import Reference
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
        ("0012345", [], "as_typed"),
        ("3457", [4], "fragment"),
        ("n933", [1], "fragment"),
        ("соединение", [], "as_typed"),
        ("грунтовка", [3], "spelling"),
        ("насоc", [4], "other_layout"),
        ("наосс", [4], "typo"),
        ("din93312x", [1], "typo"),
        ("оцинкованый", [1], "spelling"),
        ("вшт-933", [1], "other_layout"),
        ("ВОSСН", [1], "look_alike"),
        ("болт M12x", [1], "look_alike"),
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
    st.text(alphabet="абіїґвх12,.-/ abc'’Мm", min_size=1, max_size=6), min_size=1, max_size=3
).map(" ".join)
CODE = st.text(alphabet="12аab-", max_size=7)
GOOD = st.tuples(WORDS, CODE, st.lists(CODE, max_size=1), st.lists(CODE, max_size=1))


def goods_of(rows) -> list:
    return [
        product(n, name=a, article=b, brand="", other_codes=c, barcodes=d)
        for n, (a, b, c, d) in enumerate(rows)
    ]


def typed_in(rows):
    """Return what people type: words of the goods, parts of their codes, with one letter wrong."""

    def spoil(text: str, at: int, kind: int, letter: str) -> str:
        at %= max(len(text), 1)
        return (
            text,
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + letter + text[at + 1 :],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
            text[at:],
        )[kind]

    texts = [text for a, b, c, d in rows for text in (*a.split(), b, *c, *d) if text]
    one = st.builds(
        spoil, st.sampled_from(texts or ["a"]), st.integers(0, 9), st.integers(0, 5),
        st.sampled_from("ab12ів"),
    )  # fmt: skip
    return st.one_of(WORDS, one, st.lists(one, min_size=2, max_size=2).map(" ".join))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_quick_search_finds_what_reading_through_all_goods_finds(new_cache, data) -> None:
    rows = data.draw(st.lists(GOOD, min_size=1, max_size=10))
    goods = goods_of(rows)
    cache = new_cache()
    cache.put("products", *goods)
    cache.ready()
    if data.draw(st.booleans()):
        # Goods that change after the index was built are found all the same.
        later = data.draw(st.lists(GOOD, min_size=1, max_size=4))
        changed = goods_of(later)
        gone = [len(later)] if len(goods) > len(later) else []
        cache.put("products", *changed, gone=gone, after="2")
        kept = [one for one in goods if one["id"] >= len(later) and one["id"] not in gone]
        goods = changed + kept
        rows = rows + later
    reader = cache.reader()
    reference = Reference(goods)
    for _ in range(8):
        typed = data.draw(typed_in(rows).filter(str.strip))
        readings = data.draw(st.booleans())
        result = reader.query(CatalogueQuery(words=typed, readings=readings))
        expected = reference.find(typed, readings=readings)
        assert (sorted(result.ids), result.reading) == expected, typed
        assert result.count == len(expected[0])


TEXTS = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.text(alphabet="абіїґхx×12,0. -/'’Мmß²é́й\n\tʼ½_Ⅳㄱ한ᄀ𝟏😀İ", max_size=14),
    ),
    max_size=6,
)


@settings(max_examples=300)
@given(texts=TEXTS)
def test_many_texts_are_folded_as_one_by_one(texts) -> None:
    folded = bulk.Folded(texts)
    found: list[list[str]] = [[] for _ in texts]
    for token, place in zip(*folded.tokens(), strict=True):
        found[place].append(token)
    assert found == [search.tokens(one) for one in texts]
    assert not texts or folded.codes() == [search.code(one) for one in texts]
    assert [bytes(one) for one in bulk.sort_keys(texts)] == [search.sort_key(one) for one in texts]


ROWS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.none() | st.integers(-5, 500).map(lambda kopecks: kopecks * 100),
        st.none() | st.integers(-10, 10),
        st.text(alphabet="аїб1 ", max_size=3),
        st.sampled_from(["", "Метиз", "Болтар"]),
        st.sampled_from([{}, {"7": "8.8"}, {"7": ["8.8", "10.9"]}, {"7": 5}, {"7": True}]),
        st.sampled_from([None, "2026-01-01", "2026-02-01"]),
    ),
    min_size=1,
    max_size=15,
)
FACETS = st.lists(
    st.sampled_from(
        [
            ("brand", frozenset({"Метиз"})),
            ("property:7", frozenset({"8.8", "5"})),
            ("warehouse", frozenset({"1"})),
            ("warehouse", frozenset({"1", "2"})),
        ]
    ),
    max_size=2,
    unique_by=lambda one: one[0],
).map(tuple)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=ROWS,
    scope=st.none() | st.integers(1, 3),
    in_stock=st.none() | st.just((1,)) | st.just((1, 2)),
    only=st.none() | st.frozensets(st.integers(0, 15)),
    key=st.sampled_from(["name", "article", "price", "free", "unit", "stock:1"]),
    descending=st.booleans(),
    facets=FACETS,
    bounds=st.none() | st.tuples(st.none() | st.just(300), st.none() | st.just(20_000)),
    since=st.none() | st.just("2026-01-15"),
)
def test_lists_are_filtered_sorted_and_counted_as_one_by_one(
    new_cache, rows, scope, in_stock, only, key, descending, facets, bounds, since
) -> None:
    cache = new_cache()
    cache.put("groups", group(1), group(2, 1), group(3))
    cache.put("properties", CLASS)
    cache.put(
        "products",
        *(
            product(n, group=row[0], name=row[3], article=row[3][::-1], brand=row[4],
                    unit="шт" if n % 3 else "", properties=row[5], created_on=row[6])
            for n, row in enumerate(rows)
        ),
    )  # fmt: skip
    cache.put("prices", *(price(n, row[1]) for n, row in enumerate(rows)), key=1)
    cache.put("stock", *(stock(n, 1 + n % 2, row[2]) for n, row in enumerate(rows)))
    with cache.writer.transaction():
        cache.writer.set_profile(json.dumps(profile()))
    cache.ready()
    reader = cache.reader()
    prices = reader.contract_prices(profile(), "c-1")
    query = CatalogueQuery(
        scope, "", in_stock, Sort(key, descending), only, facets=facets, price_e4=bounds,
        new_since=since,
    )  # fmt: skip

    def values(n: int, facet: str) -> set[str]:
        row = rows[n]
        if facet == "warehouse":
            return {str(1 + n % 2)} if (row[2] or 0) > 0 else set()
        if facet == "brand":
            return {row[4]} - {""}
        told = row[5].get("7")
        told = told if isinstance(told, list) else [told]
        return {"true" if one is True else str(one) for one in told if one is not None}

    def kept(n: int, chosen) -> bool:
        row = rows[n]
        price_e4 = row[1] or None
        low, high = bounds or (None, None)
        return (
            (scope is None or row[0] == scope or (scope == 1 and row[0] == 2))
            and (in_stock is None or (1 + n % 2 in in_stock and (row[2] or 0) > 0))
            and (only is None or n in only)
            and (bounds is None or price_e4 is not None)
            and (low is None or price_e4 >= low)
            and (high is None or price_e4 <= high)
            and (since is None or (row[6] or "") >= since)
            and all(not values(n, facet).isdisjoint(wanted) for facet, wanted in chosen)
        )

    def value(n: int):
        row = rows[n]
        if key == "price":
            return row[1] or None
        if key == "free":
            asked = in_stock is None or 1 + n % 2 in in_stock
            return max(row[2] or 0, 0) if asked else 0
        if key == "unit":
            return "шт" if n % 3 else None
        return row[2] if n % 2 == 0 else 0

    expected = [n for n in range(len(rows)) if kept(n, facets)]
    expected.sort(key=lambda n: (search.sort_key(rows[n][3]), n))
    if key == "article":
        expected.sort(key=lambda n: search.sort_key(rows[n][3][::-1]))
        expected.sort(key=lambda n: not search.sort_key(rows[n][3][::-1]))
    if key in ("name", "article"):
        expected = expected[::-1] if descending else expected
    else:
        known = [n for n in expected if value(n) is not None]
        unknown = [n for n in expected if value(n) is None]
        ordered = sorted({value(n) for n in known}, reverse=descending)
        expected = [n for one in ordered for n in known if value(n) == one] + unknown
    result = reader.query(query, prices)
    assert list(result.ids) == expected
    assert result.count == len(expected)
    for counts in reader.facets(query, prices):
        others = tuple(one for one in facets if one[0] != counts.key)
        left = [n for n in range(len(rows)) if kept(n, others)]
        assert {one.value: one.found for one in counts.values if one.found} == {
            one: sum(one in values(n, counts.key) for n in left)
            for one in {each for n in left for each in values(n, counts.key)}
        }


CLASS = {
    "id": 7, "name": "Клас", "unit": "", "type": "list", "group_ids": [], "row_order": None,
    "card_order": None, "facet_order": 1, "is_tag": False,
}  # fmt: skip


@pytest.mark.parametrize("restarted", [False, True], ids=["same program", "after a restart"])
@pytest.mark.parametrize("goods_too", [False, True], ids=["alone", "with one of the goods"])
def test_a_property_that_becomes_a_facet_later_counts_all_goods_at_once(
    cache, restarted, goods_too
) -> None:
    """Neither the goods come again nor the index is built again: one change of the property."""
    cache.put("properties", CLASS | {"facet_order": None})
    rows = [product(n, properties={"7": "8.8" if n % 2 else "10.9"}) for n in range(1, 7)]
    cache.put("products", *rows)
    cache.ready()
    if restarted:
        cache.restart()
    reader = cache.reader()
    with cache.writer.transaction():
        cache.apply("properties", CLASS)
        if goods_too:
            cache.apply("products", rows[0], after="2")
    facets = {one.key: one for one in reader.facets(CatalogueQuery())}
    assert [(one.value, one.found) for one in facets["property:7"].values] == [
        ("8.8", 3), ("10.9", 3),
    ]  # fmt: skip
    narrowed = CatalogueQuery(facets=(("property:7", frozenset({"10.9"})),))
    assert reader.query(narrowed).count == 3

    cache.put("properties", CLASS | {"facet_order": None}, after="3")
    assert "property:7" not in {one.key for one in reader.facets(CatalogueQuery())}


def test_a_file_that_lacks_the_counts_of_a_facet_gets_them_with_its_next_change(cache) -> None:
    """Older programs left them out where the property had become a facet after their start."""
    cache.put("properties", CLASS)
    cache.put("products", *(product(n, properties={"7": "8.8"}) for n in range(1, 4)))
    cache.ready()
    with closing(sqlite3.connect(cache.path)) as connection:
        connection.execute("DELETE FROM segments WHERE kind = 'code' AND key = 7")
        connection.commit()
    cache.restart()
    cache.put("prices", price(1, 1_000), key=1)
    facets = {one.key: one for one in cache.reader().facets(CatalogueQuery())}
    assert [(one.value, one.found) for one in facets["property:7"].values] == [("8.8", 3)]


def test_a_property_that_becomes_a_facet_counts_the_goods_that_were_there(cache) -> None:
    cache.put("properties", CLASS | {"facet_order": None})
    cache.put("products", product(1, properties={"7": "8.8"}), product(2))
    cache.ready()
    cache.put("properties", CLASS)
    facets = {one.key: one for one in cache.reader().facets(CatalogueQuery())}
    assert facets["property:7"].title == "Клас"
    assert [(one.value, one.found) for one in facets["property:7"].values] == [("8.8", 1)]
