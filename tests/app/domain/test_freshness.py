"""Old data is said to be old: news that 1C should have sent and has not."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.freshness import is_late, told_at

NOW = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


def test_the_older_of_prices_and_stock_counts() -> None:
    ages = {
        "prices": "2026-11-24T11:00:00Z",
        "stock": "2026-11-24T09:00:00Z",
        "groups": "2020-01-01T00:00:00Z",
    }
    assert told_at(ages) == dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
    assert told_at({}) is None


@pytest.mark.parametrize(
    ("minutes", "every_s", "late"),
    [
        (29, {}, False),
        (31, {}, True),
        (31, {"prices": 3_600, "stock": 900}, False),
        (121, {"prices": 3_600, "stock": 900}, True),
        (3, {"prices": 60, "stock": 60}, True),
    ],
)
def test_news_is_late_after_twice_its_usual_time(
    minutes: int, every_s: dict[str, int], late: bool
) -> None:
    assert is_late(NOW - dt.timedelta(minutes=minutes), every_s, NOW) is late
