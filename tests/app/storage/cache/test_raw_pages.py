"""A page read by its bytes says what the plain way says, or is left to it, whatever is in it."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import from_json

from app.domain.errors import ProtocolBroken
from app.storage.cache.blocks import Block
from app.storage.cache.layout import PRODUCT
from app.storage.cache.packing import packed
from app.storage.cache.pages import Page, read_page
from app.storage.cache.raw_pages import columns_of
from tests.fakes.supplier import page, price, product, stock

TEXTS = st.one_of(
    st.text(max_size=6),
    st.sampled_from([
        "Болт М8", 'Кран 3/4"', '",', ',"', '","', "],[", '"],["', "},{", '],"name":[', "\\",
        "a\\b",
        "\u202e", "a\x00b", "\x7f", "\x85", "\u00a0", "\u2066x", "№ 5 – їжак", "х" * 1_001,
        "\U0001f600",
    ]),
)  # fmt: skip
LISTS = st.lists(TEXTS, max_size=2)
GOODS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "guid": TEXTS,
            "variant": st.none() | TEXTS,
            "group": st.none() | st.integers(-1, 9),
            "article": st.none() | TEXTS,
            "other_codes": st.none() | LISTS,
            "name": TEXTS,
            "synonyms": LISTS | TEXTS,
            "brand": st.sampled_from(["", "Волта", "a,b", None]),
            "unit": st.sampled_from(["шт", "м", ""]),
            "units": st.lists(st.sampled_from([["уп", 1_000, 0], ["п,]", 5, 1]]), max_size=2),
            "pack_milli": st.none() | st.integers(0, 10**19),
            "weight_g": st.none() | st.integers(-1, 2**63),
            "barcodes": LISTS,
            "properties": st.dictionaries(
                st.sampled_from(["1", "07", "2"]),
                st.one_of(TEXTS, st.booleans(), st.floats(allow_nan=False), LISTS),
                max_size=2,
            ),
            "created_on": st.sampled_from([None, "2026-03-01", "2026-13-01"]),
            "discontinued": st.booleans(),
            "note": TEXTS,
            "orderable": st.sampled_from([True, False, 1]),
        },
    ),
    min_size=1,
    max_size=9,
)
SPELLINGS = st.sampled_from([
    {"ensure_ascii": False, "separators": (",", ":")},
    {"ensure_ascii": True, "separators": (",", ":")},
    {"ensure_ascii": False},
    {"ensure_ascii": False, "indent": 1},
])  # fmt: skip


def told(checked: Page) -> dict[str, Any]:
    """Return everything that a page says, its columns as plain lists."""
    facts = {name: getattr(checked, name) for name in ("epoch", "as_of", "gone", "after", "more")}
    return facts | {name: list(map(_plain, column)) for name, column in checked.columns.items()}


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def read_both_ways(body: bytes, kind: str) -> Page | None:
    """Read the body and check that its JSON says the same; None when both refuse."""
    try:
        plain = read_page(from_json(body, allow_inf_nan=False), kind)
    except (ProtocolBroken, ValueError, AttributeError):
        plain = None
    try:
        read = read_page(body, kind)
    except ProtocolBroken:
        read = None
    assert (read is None) == (plain is None)
    if read is not None and plain is not None:
        assert repr(told(read)) == repr(told(plain))
    return read


@settings(max_examples=300)
@given(rows=GOODS, times=st.integers(1, 5), spelling=SPELLINGS, size=st.integers(1, 4))
def test_goods_of_any_spelling_are_read_alike_and_come_back_from_blocks(
    rows, times, spelling, size
) -> None:
    goods = [product(n, **row) for n, row in enumerate(rows * times, start=1)]
    read = read_both_ways(json.dumps(page("products", goods), **spelling).encode(), "products")
    if read is None:
        return
    columns = {name: list(column) for name, column in read.columns.items()}
    blocks = [Block(data) for _, data in packed(read.columns, np.asarray(columns["id"]), size)]
    here = [
        [block.row(at)[name] for name in PRODUCT] for block in blocks for at in range(block.count)
    ]
    expected = [[columns[name][at] for name in PRODUCT] for at in range(read.count)]
    assert repr(here) == repr(expected)


NUMBERS = st.one_of(st.integers(0, 20), st.sampled_from([-1, 2**62, 2**63, 10**30, None, 1.0]))


@given(
    rows=st.lists(st.tuples(st.integers(0, 50), NUMBERS, st.integers(0, 3), st.booleans()),
                  min_size=1, max_size=8, unique_by=lambda row: row[0]),
    spelling=SPELLINGS,
)  # fmt: skip
def test_prices_and_stock_of_any_spelling_are_read_alike(rows, spelling) -> None:
    prices = [price(n, number) for n, number, _, _ in rows]
    read_both_ways(json.dumps(page("prices", prices), **spelling).encode(), "prices")
    stocks = [stock(n, one, number, at_least=capped) for n, number, one, capped in rows]
    read_both_ways(json.dumps(page("stock", stocks), **spelling).encode(), "stock")


def goods_body() -> bytes:
    goods = [
        product(n, name=f'Болт {n % 3}"', barcodes=[f"48200{n}"], properties={"1": n % 2})
        for n in range(1, 9)
    ]
    return json.dumps(page("products", goods), ensure_ascii=False, separators=(",", ":")).encode()


def test_the_gateways_own_spelling_is_cut_and_not_left_to_the_plain_way() -> None:
    assert columns_of(goods_body(), "products") is not None


@settings(max_examples=400)
@given(data=st.data())
def test_a_page_changed_at_any_byte_is_refused_or_read_as_its_json(data) -> None:
    body = goods_body()
    at = data.draw(st.integers(0, len(body) - 1))
    put = data.draw(st.binary(max_size=2) | st.sampled_from([b'"', b",", b"]", b"[", b"\\", b"0"]))
    read_both_ways(body[:at] + put + body[at + data.draw(st.integers(0, 2)) :], "products")


@pytest.mark.parametrize("kind", ["products", "prices", "stock"])
def test_a_page_cut_at_any_byte_is_refused(kind) -> None:
    rows = {
        "products": [product(n) for n in (1, 2, 3)],
        "prices": [price(n, n) for n in (1, 2, 3)],
        "stock": [stock(n, 1, n) for n in (1, 2, 3)],
    }[kind]
    body = json.dumps(page(kind, rows), ensure_ascii=False, separators=(",", ":")).encode()
    for end in range(len(body)):
        with pytest.raises(ProtocolBroken):
            read_page(body[:end], kind)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"name":[', b'"name":["extra",'),
        (b'"id":[1,2', b'"id":[1,1'),
        (b'"id":[1,', b'"id":[01,'),
        (b'"id":[1,', b'"id":[9223372036854775808,'),
        (b'"columns":', b'"columns":{},"columns":0,"x":'),
    ],
)
def test_a_page_with_a_wrong_column_is_refused(old, new) -> None:
    body = goods_body()
    assert old in body
    with pytest.raises(ProtocolBroken):
        read_page(body.replace(old, new, 1), "products")
