from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.onec.commerceml.values import decimal, guids, moment, price_e4, truth, vat_rate

BLANKS = ["", " ", "\u00a0", "\u202f"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("105", "105"),
        ("4293.00", "4293"),
        ("1 719,5", "1719.5"),
        ("-999 999 999,9", "-999999999.9"),
        ("-999\u00a0999\u00a0999,9", "-999999999.9"),
        (" 0,5 ", "0.5"),
        ("+7", "7"),
        (",5", "0.5"),
    ],
)
def test_numbers_as_1c_writes_them(text: str, value: str):
    assert decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", None, "договірна", "1.234,5", "1,2,3", "1e5", "NaN", "inf", "0x10", "٣", "9" * 41]
)
def test_what_is_no_number_is_not_guessed(text: str | None):
    assert decimal(text) is None


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False),
    st.sampled_from(BLANKS),
    st.sampled_from(".,"),
)
def test_any_number_survives_blanks_and_either_comma(value: Decimal, blank: str, comma: str):
    whole, _, part = f"{value:,.3f}".partition(".")
    assert decimal(whole.replace(",", blank) + comma + part) == value


@given(st.text(max_size=60))
def test_any_text_gives_a_number_or_none(text: str):
    value = decimal(text)
    assert value is None or value.is_finite()


def test_prices_are_rounded_half_up_to_ten_thousandths():
    assert price_e4(Decimal("10.00005")) == 100_001
    assert price_e4(Decimal(1) / 3) == 3_333


def test_rates_of_vat():
    assert vat_rate("20") == vat_rate("20%") == vat_rate(" 20 % ") == (True, 20)
    assert vat_rate("0") == (True, 0)
    assert vat_rate("Без НДС") == vat_rate("Без ПДВ") == (True, None)
    assert vat_rate("") == vat_rate("особлива") == vat_rate("120") == (False, None)


def test_a_year_1_date_is_no_date():
    assert moment("0001-01-01T00:00:00") is None
    assert moment("01.01.0001 0:00:00") is None
    assert moment("2026-02-30") is None
    assert moment("05.03.2026 10:20:00") == "2026-03-05 10:20:00"
    assert moment("2026-03-05T10:20:00") == "2026-03-05 10:20:00"


def test_truth_in_1c_languages():
    assert truth("True") is truth("Истина") is truth("так") is True
    assert truth("false") is truth("Ложь") is truth("Ні") is False
    assert truth("") is truth("можливо") is None


def test_an_id_has_a_variant_behind_the_hash():
    assert guids("AB-1#CD-2") == ("ab-1", "cd-2")
    assert guids("ab") == guids("ab#") == ("ab", None)
    assert guids("") is guids("#x") is guids("x" * 81) is None
