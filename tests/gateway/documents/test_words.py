"""Sums in words, with every ending of the three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.documents.words import Language, number_in_words, sum_in_words


def said(amount: str, currency: str = "UAH", language: Language = "uk") -> str:
    whole, _, part = amount.partition(".")
    return sum_in_words((int(whole) * 100 + int(part or 0)) * 100, currency, language)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0.00", "Нуль гривень 00 копійок"),
        ("1.01", "Одна гривня 01 копійка"),
        ("2.02", "Дві гривні 02 копійки"),
        ("3.03", "Три гривні 03 копійки"),
        ("4.04", "Чотири гривні 04 копійки"),
        ("5.05", "П’ять гривень 05 копійок"),
        ("10.10", "Десять гривень 10 копійок"),
        ("11.11", "Одинадцять гривень 11 копійок"),
        ("12.12", "Дванадцять гривень 12 копійок"),
        ("14.14", "Чотирнадцять гривень 14 копійок"),
        ("19.19", "Дев’ятнадцять гривень 19 копійок"),
        ("20.20", "Двадцять гривень 20 копійок"),
        ("21.21", "Двадцять одна гривня 21 копійка"),
        ("42.22", "Сорок дві гривні 22 копійки"),
        ("100.00", "Сто гривень 00 копійок"),
        ("111.00", "Сто одинадцять гривень 00 копійок"),
        ("999.99", "Дев’ятсот дев’яносто дев’ять гривень 99 копійок"),
        ("1000.00", "Одна тисяча гривень 00 копійок"),
        ("2001.00", "Дві тисячі одна гривня 00 копійок"),
        ("5000.00", "П’ять тисяч гривень 00 копійок"),
        ("11000.00", "Одинадцять тисяч гривень 00 копійок"),
        ("12345.67", "Дванадцять тисяч триста сорок п’ять гривень 67 копійок"),
        ("21022.00", "Двадцять одна тисяча двадцять дві гривні 00 копійок"),
        ("1000000.00", "Один мільйон гривень 00 копійок"),
        ("2000002.00", "Два мільйони дві гривні 00 копійок"),
        ("5001000.00", "П’ять мільйонів одна тисяча гривень 00 копійок"),
        ("1000000001.00", "Один мільярд одна гривня 00 копійок"),
    ],
)
def test_hryvnias_in_ukrainian(amount: str, words: str):
    assert said(amount) == words


@pytest.mark.parametrize(
    ("amount", "currency", "language", "words"),
    [
        ("1.01", "USD", "uk", "Один долар 01 цент"),
        ("2.02", "USD", "uk", "Два долари 02 центи"),
        ("5.05", "USD", "uk", "П’ять доларів 05 центів"),
        ("1.01", "EUR", "uk", "Одне євро 01 цент"),
        ("22.00", "EUR", "uk", "Двадцять два євро 00 центів"),
        ("1.01", "UAH", "ru", "Одна гривна 01 копейка"),
        ("2.02", "UAH", "ru", "Две гривны 02 копейки"),
        ("5.05", "UAH", "ru", "Пять гривен 05 копеек"),
        ("1002.00", "USD", "ru", "Одна тысяча два доллара 00 центов"),
        ("1.00", "EUR", "ru", "Одно евро 00 центов"),
        ("2000000.00", "UAH", "ru", "Два миллиона гривен 00 копеек"),
        ("1.01", "UAH", "en", "One hryvnia 01 kopiyka"),
        ("2.00", "UAH", "en", "Two hryvnias 00 kopiykas"),
        ("1.01", "USD", "en", "One dollar 01 cent"),
        ("1121.50", "EUR", "en", "One thousand one hundred twenty-one euros 50 cents"),
        ("100000.00", "USD", "en", "One hundred thousand dollars 00 cents"),
        ("7.05", "PLN", "uk", "Сім PLN 05"),
    ],
)
def test_other_currencies_and_languages(amount: str, currency: str, language: Language, words: str):
    assert said(amount, currency, language) == words


def test_a_negative_sum_says_so_and_a_part_of_a_kopeck_is_refused():
    assert sum_in_words(-10_000, "UAH", "uk") == "Мінус одна гривня 00 копійок"
    with pytest.raises(ValueError, match="not a sum"):
        sum_in_words(1, "UAH", "uk")


@given(st.integers(0, 10**15 - 1), st.sampled_from(["uk", "ru", "en"]))
def test_different_numbers_are_said_differently(number: int, language: Language):
    words = number_in_words(number, language, "f")
    assert words != number_in_words(number + 1 if number + 1 < 10**15 else 0, language, "f")
    assert "_" not in words
    assert words == " ".join(words.split())
