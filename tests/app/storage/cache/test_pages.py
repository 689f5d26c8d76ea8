"""Whole columns are checked at once, and never otherwise than value by value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.cache.blocks import Block
from app.storage.cache.checks import CHECKS
from app.storage.cache.layout import PRODUCT
from app.storage.cache.packing import packed
from app.storage.cache.pages import read_page
from app.storage.cache.quick_checks import QUICK
from tests.fakes.supplier import page, product

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**64), 2**64),
    st.integers(-3, 200),
    st.floats(allow_nan=False),
    st.text(max_size=5),
    st.sampled_from(["2026-03-01", "2026-13-01", "\u202e", "a\x00b", "\u00a0", "x" * 1_001]),
    st.lists(st.one_of(st.text(max_size=3), st.integers(-1, 9), st.none()), max_size=3),
    st.lists(st.just(["уп", 1_000, 0]) | st.just(["уп", 0, 9]) | st.just(["уп"]), max_size=2),
    st.dictionaries(
        st.sampled_from(["1", "07", "x", "12"]),
        st.one_of(st.none(), st.booleans(), st.text(max_size=3), st.integers(0, 9),
                  st.lists(st.text(max_size=2), max_size=2)),
        max_size=3,
    ),
)  # fmt: skip
COLUMNS = st.one_of(
    st.lists(VALUES, max_size=4),
    st.lists(st.text(max_size=5) | st.none(), max_size=5),
    st.lists(st.integers(-5, 300) | st.none(), max_size=5),
    st.lists(st.booleans(), max_size=4),
)


@pytest.mark.parametrize("place", sorted(QUICK))
@given(column=COLUMNS)
def test_what_is_vouched_for_at_once_passes_value_by_value_and_stays_the_same(
    place, column
) -> None:
    kind, name = place
    vouched = QUICK[place](list(column))
    if vouched is not None:
        assert list(vouched) == [CHECKS[kind][name](value) for value in column]


@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "unit": st.sampled_from(["", "шт", 'а"],["\\u0001",', "],["]),
                "pack_milli": st.none() | st.integers(1, 10**12),
                "weight_g": st.none() | st.just(0) | st.integers(1, 9),
                "orderable": st.booleans(),
                "properties": st.dictionaries(st.sampled_from(["1", "2"]), st.text(max_size=4)),
                "barcodes": st.lists(st.text(max_size=4), max_size=2),
                "note": st.text(max_size=6),
            }
        ),
        min_size=1,
        max_size=5,
    ),
    size=st.integers(1, 3),
)
def test_a_row_of_goods_comes_back_from_its_block_as_it_was(rows, size) -> None:
    goods = [product(n, **row) for n, row in enumerate(rows)]
    checked = read_page(page("products", goods), "products")
    blocks = packed(checked.columns, np.array(checked.columns["id"]), size)
    rows = [
        block.row(at) for block in (Block(data) for _, data in blocks) for at in range(block.count)
    ]
    assert rows == [
        {name: checked.columns[name][at] for name in PRODUCT} for at in range(checked.count)
    ]
