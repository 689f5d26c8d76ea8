"""Numbers, dates and phones look as a Ukrainian buyer writes them; what he types is understood."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui import formats


@pytest.mark.parametrize(
    ("sum_e4", "currency", "text"),
    [
        (124_805_000, "UAH", "12\u00a0480,50\u00a0₴"),
        (107_200, "EUR", "10,72\u00a0€"),
        (-18_164_700, "UAH", "\u22121\u00a0816,47\u00a0₴"),
        (0, "UAH", "0,00\u00a0₴"),
        (12_345, "UAH", "1,2345\u00a0₴"),
        (12_340, "UAH", "1,234\u00a0₴"),
        (10_000_000_000_000, "CHF", "1\u00a0000\u00a0000\u00a0000,00\u00a0CHF"),
        (None, "UAH", "—"),
    ],
)
def test_money(sum_e4: int | None, currency: str, text: str) -> None:
    assert formats.money(sum_e4, currency) == text


def test_a_limit_is_shown_without_empty_kopecks() -> None:
    assert formats.round_money(3_500_000_000, "UAH") == "350\u00a0000\u00a0₴"
    assert formats.round_money(3_500_005_000, "UAH") == "350\u00a0000,50\u00a0₴"


def test_a_difference_always_shows_its_direction() -> None:
    assert formats.difference(19_369_900) == "+1\u00a0936,99"
    assert formats.difference(-18_164_700) == "\u22121\u00a0816,47"
    assert formats.difference(0) == "0,00"


@pytest.mark.parametrize(
    ("milli", "text"),
    [(8000, "8"), (1500, "1,5"), (1_200_000, "1\u00a0200"), (125, "0,125"), (None, "—"), (0, "0")],
)
def test_quantity(milli: int | None, text: str) -> None:
    assert formats.quantity(milli) == text


@pytest.mark.parametrize(
    ("milli", "text"),
    [
        (340_000, "340"),
        (9_400_000, "9400"),
        (9_999_000, "9999"),
        (10_000_000, "10k"),
        (12_900_000, "12k"),
        (0, "—"),
        (None, "—"),
        (500, "0,5"),
        (-3000, "—"),
    ],
)
def test_stock_fits_its_narrow_cell(milli: int | None, text: str) -> None:
    assert formats.stock(milli) == text


def test_a_capped_stock_says_that_there_is_more() -> None:
    assert formats.stock(100_000, at_least=True) == "100+"


def test_percent() -> None:
    assert formats.percent(-300) == "\u22123,0\u00a0%"
    assert formats.percent(320) == "+3,2\u00a0%"
    assert formats.percent(500, signed=False) == "5,0\u00a0%"


def test_dates() -> None:
    assert formats.day(date(2026, 11, 4)) == "04.11.2026"
    assert formats.day_short(date(2026, 12, 2)) == "02.12"


def test_a_moment_says_no_more_than_needed() -> None:
    now = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
    assert formats.moment(now - timedelta(minutes=3), now) == "14:02"
    assert formats.moment(datetime(2026, 11, 23, 17, 20, tzinfo=UTC), now) == "yesterday 17:20"
    assert formats.moment(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), now) == "20.11, 09:00"
    assert formats.moment(datetime(2025, 1, 2, 9, 0, tzinfo=UTC), now) == "02.01.2025, 09:00"


def test_a_moment_from_another_zone_is_shown_in_ours() -> None:
    kyiv = timezone(timedelta(hours=2))
    now = datetime(2026, 11, 24, 0, 30, tzinfo=kyiv)
    assert formats.moment(datetime(2026, 11, 23, 22, 10, tzinfo=UTC), now) == "00:10"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (20, "just now"),
        (200, "3\u00a0min ago"),
        (8340, "2\u00a0h\u00a019\u00a0min ago"),
        (7200, "2\u00a0h ago"),
    ],
)
def test_ages(seconds: int, text: str) -> None:
    assert formats.ago(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("+380445550142", "+380\u00a044\u00a0555-01-42"),
        ("(044) 555 01 42", "+380\u00a044\u00a0555-01-42"),
        ("+48 22 123 45 67", "+48 22 123 45 67"),
        ("дод. 12", "дод. 12"),
    ],
)
def test_phones(given_text: str, shown: str) -> None:
    assert formats.phone(given_text) == shown


@pytest.mark.parametrize(
    ("typed", "milli"),
    [
        ("12", 12_000),
        ("1,5", 1500),
        ("1.5", 1500),
        ("1 200", 1_200_000),
        ("1\u00a0200,250", 1_200_250),
        (",5", 500),
        ("5,", 5000),
        ("0,0001", None),
        ("", None),
        ("12шт", None),
        ("1,2,3", None),
        ("1e5", None),
        ("٣", None),
        ("9" * 400, None),
    ],
)
def test_typed_quantities(typed: str, milli: int | None) -> None:
    assert formats.parse_quantity(typed) == milli


@given(st.integers(-(10**14), 10**14))
def test_every_sum_that_is_shown_can_be_typed_back(sum_e4: int) -> None:
    assert formats.parse_amount(formats.amount(sum_e4)) == sum_e4


@given(st.integers(-(10**12), 10**12))
def test_every_quantity_that_is_shown_can_be_typed_back(milli: int) -> None:
    assert formats.parse_quantity(formats.quantity(milli)) == milli


def test_sizes() -> None:
    assert formats.size(46 << 20) == "46\u00a0MB"
    assert formats.size(1288490188) == "1,1\u00a0GB"
    assert formats.size(900) == "900\u00a0B"
