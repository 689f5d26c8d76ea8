"""Prices of a contract are those of the one pricing rule, cell by cell and as a whole list."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from app.storage.cache.layout import NO_ROW, NO_VALUE, PRICE, empty_segment
from app.storage.cache.vectors import (
    NOT_SOLD,
    ON_REQUEST,
    ContractPrices,
    GroupTree,
    PriceTerms,
    Vector,
    price_terms,
)
from contract.pricing import PriceRule, contract_price
from tests.fakes.supplier import profile

PRICES = st.none() | st.integers(0, 3_000_000) | st.integers(0, 2**50) | st.just(NO_ROW)
TREE = GroupTree({1: None, 2: 1, 3: 2, 4: None})


def vector(values: list[int | None]) -> Vector:
    segment = empty_segment()
    for place, value in enumerate(values):
        segment[place] = NO_VALUE if value is None else value
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE TABLE segments (kind, key, part, stamp, data)")
        connection.execute(
            "INSERT INTO segments VALUES (?, 1, 0, 1, ?)", (PRICE, segment.tobytes())
        )
        made = Vector(PRICE, 1)
        made.load(connection)
    finally:
        connection.close()
    return made


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
    import numpy as np

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
