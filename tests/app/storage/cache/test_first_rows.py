"""First rows of a list left by price, stock or unit are remembered, and never shown when untrue."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.product import CatalogueQuery, Sort
from app.storage.cache.first_look import first_look
from app.storage.cache.first_rows import MOST, FirstRows, first_rows
from tests.fakes.supplier import group, price, product, profile, stock

SORTS = [Sort(key, down) for key in ("price", "stock:1", "unit") for down in (False, True)]
NAMES = {
    "price": Sort("price"), "stock:1": Sort("stock:w-1"), "unit": Sort("unit"),
}  # fmt: skip


@pytest.fixture
def filled(cache):
    with cache.writer.transaction():
        cache.writer.set_profile(json.dumps(_profile()))
    cache.put("groups", group(1, None, "Кріплення"), group(2, 1, "Болти"), group(3, None, "Інше"))
    cache.put(
        "products",
        *(product(n, group=1 + n % 3, name=f"Болт {n}", unit=f"од{n % 4}") for n in range(1, 9)),
    )
    cache.put("prices", *(price(n, 90_000 - n * 700) for n in range(1, 9)), key=1)
    cache.put("stock", *(stock(n, 1, n * 37 % 11 * 1_000) for n in range(1, 9)))
    cache.ready()
    return cache


def _profile(discount_e4: int = 0):
    told = profile()
    told["contracts"][0]["group_discounts"] = [{"group": 2, "discount_e4": discount_e4}]
    told["warehouses"] = [
        {"id": n, "guid": f"w-{n}", "name": f"Склад {n}", "counted": True} for n in (1, 2)
    ]
    return told


def _kept(cache, sort: Sort, known: FirstRows | None = None) -> FirstRows | None:
    reader = cache.reader()
    return first_rows(reader, sort, "c-1", reader.contract_prices(reader.profile(), "c-1"), known)


def _shown(cache, sort: Sort, kept: FirstRows | None) -> list[int] | None:
    named = Sort(NAMES[sort.key].key, sort.descending)
    look = first_look(cache.path, named, 5, kept)
    return None if look is None else [row.id for row in look.rows]


def _whole(cache, sort: Sort) -> list[int]:
    reader = cache.reader()
    prices = reader.contract_prices(reader.profile(), "c-1")
    return list(reader.query(CatalogueQuery(sort=sort), prices).ids)


@pytest.mark.parametrize("sort", SORTS)
def test_the_first_page_is_the_beginning_of_the_list(filled, sort) -> None:
    kept = _kept(filled, sort)
    assert kept is not None
    assert FirstRows.from_text(kept.to_text()) == kept
    assert _shown(filled, sort, kept) == _whole(filled, sort)[:5]
    assert _shown(filled, sort, None) is None
    assert _kept(filled, sort, kept) is kept


def _a_price(cache) -> None:
    cache.put("prices", price(3, 1_000), key=1)


def _a_price_of_another_type(cache) -> None:
    cache.put("prices", price(3, 1_000), key=2)


def _a_stock(cache) -> None:
    cache.put("stock", stock(1, 1, 99_000))


def _a_stock_elsewhere(cache) -> None:
    cache.put("stock", stock(1, 2, 99_000))


def _a_product(cache) -> None:
    cache.put("products", product(8, group=2, name="Анкер", unit="од0"))


def _a_product_that_is_gone(cache) -> None:
    cache.put("products", gone=[2])


def _a_discount(cache) -> None:
    with cache.writer.transaction():
        cache.writer.set_profile(json.dumps(_profile(5_000)))


def _a_group_that_moves(cache) -> None:
    cache.put("groups", group(3, 2, "Інше"))


def _nothing(cache) -> None:
    with cache.writer.transaction():
        cache.writer.set_meta("seq", "9")


def _the_stock_withdrawn_and_fetched_again(cache) -> None:
    with cache.writer.transaction():
        cache.writer.withdraw({1, 2}, {2})
    cache.put("stock", *(stock(n, 1, n * 1_000) for n in range(1, 9)))


CHANGES = [
    _a_price, _a_price_of_another_type, _a_stock, _a_stock_elsewhere, _a_product,
    _a_product_that_is_gone, _a_discount, _a_group_that_moves, _nothing,
    _the_stock_withdrawn_and_fetched_again,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("sort", SORTS)
def test_after_a_change_it_is_true_or_there_is_none(filled, sort, change) -> None:
    kept = _kept(filled, sort)
    change(filled)
    shown = _shown(filled, sort, kept)
    assert shown in (None, _whole(filled, sort)[:5])
    if change is _nothing:
        assert shown is not None
    again = _kept(filled, sort, kept)
    assert _shown(filled, sort, again) == _whole(filled, sort)[:5]


@pytest.mark.parametrize(
    ("sort", "change"),
    [
        (Sort("price"), _a_price),
        (Sort("price"), _a_discount),
        (Sort("price"), _a_group_that_moves),
        (Sort("stock:1"), _a_stock),
        (Sort("stock:1"), _the_stock_withdrawn_and_fetched_again),
        (Sort("unit"), _a_product),
    ],
)
def test_what_the_order_is_made_of_makes_it_old(filled, sort, change) -> None:
    kept = _kept(filled, sort)
    change(filled)
    assert _shown(filled, sort, kept) is None


def test_another_file_with_the_same_goods_is_another_state(filled, new_cache) -> None:
    """The cache was deleted and fetched again: its transactions have the same numbers."""
    kept = _kept(filled, Sort("price"))
    other = new_cache()
    with other.writer.transaction():
        other.writer.set_profile(json.dumps(_profile()))
    other.put("groups", group(1, None, "Кріплення"))
    other.put("products", *(product(n, group=1, name=f"Болт {n}") for n in range(1, 9)))
    other.put("prices", *(price(n, n * 700) for n in range(1, 9)), key=1)
    other.ready()
    assert _shown(other, Sort("price"), kept) is None


def test_a_file_without_marks_and_an_order_that_is_stored_have_nothing_to_remember(filled) -> None:
    assert _kept(filled, Sort("name")) is None
    assert _kept(filled, Sort("stock:9")) is None
    with filled.writer.transaction():
        filled.writer._run("DELETE FROM meta WHERE name LIKE 'mark:price:%'")
    assert _kept(filled, Sort("price")) is None


def test_a_screen_of_more_rows_than_are_remembered_has_none(filled) -> None:
    assert first_look(filled.path, Sort("price"), MOST + 1, _kept(filled, Sort("price"))) is None


@given(
    text=st.text()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=6),
    ).map(json.dumps)
)
def test_what_cannot_be_read_is_no_list(text) -> None:
    found = FirstRows.from_text(text)
    assert found is None or FirstRows.from_text(found.to_text()) == found
