"""Prices of a contract are those of the one pricing rule, cell by cell and as a whole list."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from app.storage.cache import schema
from app.storage.cache.layout import NO_ROW, NO_VALUE, PRICE, SEGMENT
from app.storage.cache.packing import driver_of
from app.storage.cache.segments import SegmentWriter
from app.storage.cache.vector import Vector
from app.storage.cache.vectors import (
    NOT_SOLD,
    ON_REQUEST,
    ContractPrices,
    GroupTree,
    PriceTerms,
    price_terms,
)
from contract.pricing import PriceRule, contract_price
from tests.fakes.supplier import profile

PRICES = st.none() | st.integers(0, 3_000_000) | st.integers(0, 2**50) | st.just(NO_ROW)
TREE = GroupTree({1: None, 2: 1, 3: 2, 4: None})


def stored(*steps: list[int | None]) -> Iterator[Vector]:
    """Yield a vector after each step, in which its values came into the file."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        schema.segments.create(connection)
        schema.meta.create(connection)
        writer = SegmentWriter(connection)
        made = Vector(PRICE, 1)
        for values in steps:
            writer.stamp += 1
            known = [NO_VALUE if one is None else one for one in values]
            writer.put(PRICE, 1, np.arange(len(known)), np.array(known, dtype=np.int64))
            writer.flush()
            made.load(driver_of(connection))
            yield made
    engine.dispose()


def vector(values: list[int | None]) -> Vector:
    (made,) = stored(values)
    return made


@given(steps=st.lists(st.lists(PRICES, min_size=1, max_size=5), min_size=1, max_size=4))
def test_values_are_the_same_however_wide_they_lie(steps) -> None:
    expected: dict[int, int] = {}
    for made, values in zip(stored(*steps), steps, strict=True):
        expected.update(enumerate(NO_VALUE if one is None else one for one in values))
        told = [expected[place] for place in range(len(expected))]
        assert [made[place] for place in range(len(expected))] == told
        assert made.numbers(len(expected)).tolist() == told
        assert made.above(0, len(expected)).tolist() == [one > 0 for one in told]
        assert made.above(NO_ROW, len(expected)).tolist() == [one != NO_ROW for one in told]
        assert made[SEGMENT - 1] == made[SEGMENT] == NO_ROW
        assert made.numbers(SEGMENT + 1).tolist()[-2:] == [NO_ROW, NO_ROW]


def test_products_far_apart_change_alone_and_what_is_between_stays() -> None:
    """A change of a few products of a large list, in whatever parts of it they lie."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        schema.segments.create(connection)
        schema.meta.create(connection)
        writer = SegmentWriter(connection)
        made = Vector(PRICE, 1)
        expected: dict[int, int] = {}
        near = [one * SEGMENT + 7 for one in range(6)]
        far = [3, 40 * SEGMENT, 41 * SEGMENT + 1, 900 * SEGMENT]
        for turn, products in enumerate((near, far, [*near, *far], far[1:], near[:1]), start=1):
            writer.stamp = turn
            ids = np.array(sorted(products))
            writer.put(PRICE, 1, ids, ids + turn)
            assert writer.get(PRICE, 1, ids).tolist() == (ids + turn).tolist()
            writer.flush()
            expected.update((one, one + turn) for one in products)
            made.load(driver_of(connection))
            assert {one: made[one] for one in expected} == expected
            assert writer.rows(PRICE, 1).tolist() == sorted(expected)
    engine.dispose()


@given(
    rows=st.lists(st.tuples(PRICES, PRICES, st.integers(1, 5)), min_size=1, max_size=20),
    scale=st.integers(0, 4),
    discount_e4=st.integers(-500, 10_000),
    group_discounts=st.dictionaries(st.integers(1, 5), st.integers(-500, 10_000), max_size=3),
    rate_e6=st.none() | st.just(0) | st.integers(1, 50_000_000) | st.integers(1, 10**12),
    own=st.booleans(),
)
def test_cells_and_the_whole_vector_are_contract_price_to_the_kopeck(
    rows, scale, discount_e4, group_discounts, rate_e6, own
) -> None:
    rule = PriceRule(scale, discount_e4, group_discounts or None, rate_e6)
    base = vector([row[0] for row in rows])
    owned = vector([row[1] for row in rows]) if own else None
    prices = ContractPrices(PriceTerms(1, 2 if own else None, rule), base, owned, TREE)
    groups = [row[2] for row in rows]
    expected = []
    for base_e4, own_e4, group in rows:
        if base_e4 == NO_ROW and (not own or own_e4 == NO_ROW):
            expected.append(NOT_SOLD)
            continue
        price = contract_price(
            None if base_e4 == NO_ROW else base_e4,
            rule,
            TREE.path(group),
            own_e4 if own and own_e4 != NO_ROW else None,
        )
        expected.append(ON_REQUEST if price is None else price)
    cells = [prices.cell(place, group) for place, group in enumerate(groups)]
    assert cells == expected
    whole = prices.vector(np.array(groups, dtype=np.int64)).tolist()
    # A price beyond int64 cannot stand in a vector; nobody has such goods.
    assert whole == [min(one, 2**63 - 1) for one in expected]


def test_a_currency_without_a_rate_makes_every_price_unknown() -> None:
    known = profile()
    known["contracts"][0]["currency"] = "EUR"
    assert price_terms(known, "c-1").rule.rate_e6 == 0
    known["contracts"][0]["rate"] = {"to": "EUR", "value": "0.0225", "on": "2026-03-01"}
    assert price_terms(known, "c-1").rule.rate_e6 == 22_500


def test_a_group_in_itself_ends_the_path() -> None:
    tree = GroupTree({1: 2, 2: 1})
    assert tree.path(1) == (1, 2)
    assert tree.below(1) == {1, 2}
