"""Sums in words as accountants write them: whole units in words, hundredths in digits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["uk", "ru", "en"]
Gender = Literal["m", "f", "n"]
Forms = tuple[str, str, str]
"""The word after 1, after 2-4, and after 5-20 or 0; in English the last two are alike."""


@dataclass(frozen=True, slots=True)
class _Currency:
    gender: Gender
    units: Forms
    hundredths: Forms


@dataclass(frozen=True, slots=True)
class _Speech:
    zero: str
    minus: str
    small: tuple[str, ...]
    feminine: dict[int, str]
    neuter: dict[int, str]
    tens: tuple[str, ...]
    hundreds: tuple[str, ...]
    scales: tuple[tuple[Gender, Forms], ...]
    currencies: dict[str, _Currency]


_EURO_UK: Forms = ("євро", "євро", "євро")
_EURO_RU: Forms = ("евро", "евро", "евро")
_SPEECH: dict[Language, _Speech] = {
    "uk": _Speech(
        zero="нуль",
        minus="мінус",
        small=(
            "_",
            "один",
            "два",
            "три",
            "чотири",
            "п’ять",
            "шість",
            "сім",
            "вісім",
            "дев’ять",
            "десять",
            "одинадцять",
            "дванадцять",
            "тринадцять",
            "чотирнадцять",
            "п’ятнадцять",
            "шістнадцять",
            "сімнадцять",
            "вісімнадцять",
            "дев’ятнадцять",
        ),
        feminine={1: "одна", 2: "дві"},
        neuter={1: "одне"},
        tens=(
            "_",
            "_",
            "двадцять",
            "тридцять",
            "сорок",
            "п’ятдесят",
            "шістдесят",
            "сімдесят",
            "вісімдесят",
            "дев’яносто",
        ),
        hundreds=(
            "_",
            "сто",
            "двісті",
            "триста",
            "чотириста",
            "п’ятсот",
            "шістсот",
            "сімсот",
            "вісімсот",
            "дев’ятсот",
        ),
        scales=(
            ("f", ("тисяча", "тисячі", "тисяч")),
            ("m", ("мільйон", "мільйони", "мільйонів")),
            ("m", ("мільярд", "мільярди", "мільярдів")),
            ("m", ("трильйон", "трильйони", "трильйонів")),
        ),
        currencies={
            "UAH": _Currency(
                "f", ("гривня", "гривні", "гривень"), ("копійка", "копійки", "копійок")
            ),
            "USD": _Currency("m", ("долар", "долари", "доларів"), ("цент", "центи", "центів")),
            "EUR": _Currency("n", _EURO_UK, ("цент", "центи", "центів")),
        },
    ),
    "ru": _Speech(
        zero="ноль",
        minus="минус",
        small=(
            "_",
            "один",
            "два",
            "три",
            "четыре",
            "пять",
            "шесть",
            "семь",
            "восемь",
            "девять",
            "десять",
            "одиннадцать",
            "двенадцать",
            "тринадцать",
            "четырнадцать",
            "пятнадцать",
            "шестнадцать",
            "семнадцать",
            "восемнадцать",
            "девятнадцать",
        ),
        feminine={1: "одна", 2: "две"},
        neuter={1: "одно"},
        tens=(
            "_",
            "_",
            "двадцать",
            "тридцать",
            "сорок",
            "пятьдесят",
            "шестьдесят",
            "семьдесят",
            "восемьдесят",
            "девяносто",
        ),
        hundreds=(
            "_",
            "сто",
            "двести",
            "триста",
            "четыреста",
            "пятьсот",
            "шестьсот",
            "семьсот",
            "восемьсот",
            "девятьсот",
        ),
        scales=(
            ("f", ("тысяча", "тысячи", "тысяч")),
            ("m", ("миллион", "миллиона", "миллионов")),
            ("m", ("миллиард", "миллиарда", "миллиардов")),
            ("m", ("триллион", "триллиона", "триллионов")),
        ),
        currencies={
            "UAH": _Currency("f", ("гривна", "гривны", "гривен"), ("копейка", "копейки", "копеек")),
            "USD": _Currency("m", ("доллар", "доллара", "долларов"), ("цент", "цента", "центов")),
            "EUR": _Currency("n", _EURO_RU, ("цент", "цента", "центов")),
        },
    ),
    "en": _Speech(
        zero="zero",
        minus="minus",
        small=(
            "_",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ),
        feminine={},
        neuter={},
        tens=(
            "_",
            "_",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
        ),
        hundreds=tuple(
            f"{one} hundred"
            for one in ["_", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        ),
        scales=(
            ("m", ("thousand", "thousand", "thousand")),
            ("m", ("million", "million", "million")),
            ("m", ("billion", "billion", "billion")),
            ("m", ("trillion", "trillion", "trillion")),
        ),
        currencies={
            "UAH": _Currency(
                "m", ("hryvnia", "hryvnias", "hryvnias"), ("kopiyka", "kopiykas", "kopiykas")
            ),
            "USD": _Currency("m", ("dollar", "dollars", "dollars"), ("cent", "cents", "cents")),
            "EUR": _Currency("m", ("euro", "euros", "euros"), ("cent", "cents", "cents")),
        },
    ),
}


def sum_in_words(amount_e4: int, currency: str, language: Language) -> str:
    """Return the sum with a capital letter: "Дванадцять гривень 05 копійок".

    `amount_e4` is in ten-thousandths and whole hundredths (ValueError else). A currency without
    words of its own keeps its code: "Дванадцять USDT 05".
    """
    hundredths, rest = divmod(abs(amount_e4), 100)
    if rest or hundredths >= 10**17:
        message = f"not a sum of money: {amount_e4}"
        raise ValueError(message)
    speech = _SPEECH[language]
    whole, part = divmod(hundredths, 100)
    words = speech.currencies.get(currency)
    spoken = number_in_words(whole, language, words.gender if words else "m")
    if amount_e4 < 0:
        spoken = f"{speech.minus} {spoken}"
    if words is None:
        text = f"{spoken} {currency} {part:02d}"
    else:
        unit = _form(whole, words.units, language)
        small = _form(part, words.hundredths, language)
        text = f"{spoken} {unit} {part:02d} {small}"
    return text[0].upper() + text[1:]


def number_in_words(number: int, language: Language, gender: Gender) -> str:
    """Return a number from 0 to below 10**15 in words, in the gender of what is counted."""
    speech = _SPEECH[language]
    if number == 0:
        return speech.zero
    words: list[str] = []
    for power in range(len(speech.scales), -1, -1):
        group = number // 1000**power % 1000
        if not group:
            continue
        of, forms = speech.scales[power - 1] if power else (gender, ("", "", ""))
        words += _group(group, speech, of, language)
        if power:
            words.append(_form(group, forms, language))
    return " ".join(words)


def _group(group: int, speech: _Speech, gender: Gender, language: Language) -> list[str]:
    words = []
    if group >= 100:
        words.append(speech.hundreds[group // 100])
    rest = group % 100
    if language == "en" and rest >= 20 and rest % 10:
        return [*words, f"{speech.tens[rest // 10]}-{speech.small[rest % 10]}"]
    if rest >= 20:
        words.append(speech.tens[rest // 10])
        rest %= 10
    if rest:
        own = {"f": speech.feminine, "n": speech.neuter, "m": {}}[gender]
        words.append(own.get(rest, speech.small[rest]))
    return words


def _form(number: int, forms: Forms, language: Language) -> str:
    if language == "en":
        return forms[0] if number == 1 else forms[2]
    tail, teens = number % 10, number % 100
    if 11 <= teens <= 14:
        return forms[2]
    if tail == 1:
        return forms[0]
    return forms[1] if 2 <= tail <= 4 else forms[2]
