"""Numbers, money, dates, ages and phones as people here read them, cached for painting.

Digits are grouped with U+00A0, the decimal sign is a comma, minus is U+2212, unknown is a dash.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QCoreApplication

NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
DASH: Final = "—"
_SIGNS: Final = {"UAH": "₴", "EUR": "€", "USD": "$", "PLN": "zł", "GBP": "£"}
_E4: Final = 10_000
_MILLI: Final = 1000
_CACHE: Final = 8192
# Texts, not patterns: they are compiled when something is first typed, not at the start.
_ANY_SPACE: Final = r"[\s\u00a0\u2007\u2009\u202f]+"
_NUMBER: Final = r"[+-]?(\d{1,15}([.,]\d{0,6})?|[.,]\d{1,6})"
_NON_DIGITS: Final = r"\D+"
translate = QCoreApplication.translate
_STOCK_SHORT_FROM: Final = 10_000
_UKRAINIAN_PHONE: Final = 12


def _group(whole: int) -> str:
    return f"{whole:,}".replace(",", NBSP)


@lru_cache(_CACHE)
def amount(sum_e4: int | None) -> str:
    """A sum without its currency: "12 480,50"; a finer price keeps its third and fourth digit."""
    if sum_e4 is None:
        return DASH
    whole, fraction = divmod(abs(sum_e4), _E4)
    digits = f"{fraction:04d}"
    if digits.endswith("00"):
        digits = digits[:2]
    elif digits.endswith("0"):
        digits = digits[:3]
    return f"{MINUS if sum_e4 < 0 else ''}{_group(whole)},{digits}"


def sign(currency: str) -> str:
    """The sign of an ISO 4217 code, or the code itself."""
    return _SIGNS.get(currency, currency)


@lru_cache(_CACHE)
def money(sum_e4: int | None, currency: str) -> str:
    """A sum with its currency: "12 480,50 ₴", "10,72 €"."""
    return DASH if sum_e4 is None else f"{amount(sum_e4)}{NBSP}{sign(currency)}"


@lru_cache(_CACHE)
def round_money(sum_e4: int | None, currency: str) -> str:
    """A sum without kopecks where it has none, for limits: "350 000 ₴"."""
    text = money(sum_e4, currency)
    return text.replace(f",00{NBSP}", NBSP)


@lru_cache(_CACHE)
def difference(sum_e4: int | None) -> str:
    """A change of a sum with its sign always shown: "+1 936,99", "−1 816,47"."""
    if sum_e4 is None:
        return DASH
    return f"+{amount(sum_e4)}" if sum_e4 > 0 else amount(sum_e4)


@lru_cache(_CACHE)
def quantity(quantity_milli: int | None) -> str:
    """A quantity with only the decimals it has: "1 200", "1,5"."""
    if quantity_milli is None:
        return DASH
    whole, fraction = divmod(abs(quantity_milli), _MILLI)
    tail = f",{fraction:03d}".rstrip("0") if fraction else ""
    return f"{MINUS if quantity_milli < 0 else ''}{_group(whole)}{tail}"


@lru_cache(_CACHE)
def stock(free_milli: int | None, *, at_least: bool = False) -> str:
    """Free stock for a narrow cell: "340", "9400", "12т", "100+"; a dash for none or unknown."""
    if not free_milli or free_milli < 0:
        return DASH
    whole = free_milli // _MILLI
    if whole >= _STOCK_SHORT_FROM:
        text = translate("formats", "%1k").replace("%1", str(whole // 1000))
    elif whole == 0:
        text = quantity(free_milli)
    else:
        text = str(whole)
    return f"{text}+" if at_least else text


@lru_cache(_CACHE)
def count(number: int) -> str:
    """A whole number of things: "12 846"."""
    return f"{MINUS if number < 0 else ''}{_group(abs(number))}"


@lru_cache(_CACHE)
def percent(share_e4: int | None, *, signed: bool = True) -> str:
    """A share of one in ten-thousandths as a percentage: -300 is "−3,0 %"."""
    if share_e4 is None:
        return DASH
    tenths = (abs(share_e4) + 5) // 10
    mark = MINUS if share_e4 < 0 else "+" if signed and share_e4 > 0 else ""
    return f"{mark}{_group(tenths // 10)},{tenths % 10}{NBSP}%"


@lru_cache(_CACHE)
def size(count_bytes: int) -> str:
    """A size of data: "46 MB" in the user's language; three figures at most before the unit."""
    units = (
        (translate("formats", "GB"), 30),
        (translate("formats", "MB"), 20),
        (translate("formats", "KB"), 10),
    )
    for unit, step in units:
        if count_bytes >= 1 << step:
            tenths = (count_bytes * 10) >> step
            text = f"{tenths // 10},{tenths % 10}" if tenths < 100 else _group(tenths // 10)
            return f"{text}{NBSP}{unit}"
    return f"{count_bytes}{NBSP}{translate('formats', 'B')}"


@lru_cache(_CACHE)
def day(value: date | None) -> str:
    """A date: "24.11.2026"."""
    return DASH if value is None else f"{value.day:02d}.{value.month:02d}.{value.year:04d}"


@lru_cache(_CACHE)
def day_short(value: date | None) -> str:
    """A date in a tight column: "24.11"."""
    return DASH if value is None else f"{value.day:02d}.{value.month:02d}"


@lru_cache(_CACHE)
def clock(value: datetime | None) -> str:
    """Time of day: "14:02"; a time with an offset is shown in the zone it carries."""
    return DASH if value is None else f"{value.hour:02d}:{value.minute:02d}"


def moment(value: datetime | None, now: datetime) -> str:
    """When something was: today the time alone, yesterday with the word, else the date.

    A time with an offset is shown in the zone of `now`.
    """
    if value is None:
        return DASH
    if value.tzinfo is not None and now.tzinfo is not None:
        value = value.astimezone(now.tzinfo)
    days = (now.date() - value.date()).days
    if days == 0:
        return clock(value)
    if days == 1:
        return translate("formats", "yesterday %1").replace("%1", clock(value))
    if value.year == now.year:
        return f"{day_short(value.date())}, {clock(value)}"
    return f"{day(value.date())}, {clock(value)}"


def duration(value: timedelta) -> str:
    """A length of time in its two largest units: "2 h 19 min" in the user's language."""
    seconds = max(0, int(value.total_seconds()))
    minutes, seconds_left = divmod(seconds, 60)
    hours, minutes_left = divmod(minutes, 60)
    days, hours_left = divmod(hours, 24)
    if days:
        both, one = translate("formats", "%1 d %2 h"), translate("formats", "%1 d")
        first, second = days, hours_left
    elif hours:
        both, one = translate("formats", "%1 h %2 min"), translate("formats", "%1 h")
        first, second = hours, minutes_left
    elif minutes:
        both, one = translate("formats", "%1 min %2 s"), translate("formats", "%1 min")
        first, second = minutes, seconds_left
    else:
        both = one = translate("formats", "%1 s")
        first, second = seconds, 0
    text = both if second else one
    return text.replace("%1", str(first)).replace("%2", str(second)).replace(" ", NBSP)


def age(value: timedelta) -> str:
    """How old something is, without seconds: "3 min", "2 h 19 min"."""
    minutes = int(value.total_seconds()) // 60
    return duration(timedelta(minutes=max(1, minutes)))


def ago(value: timedelta) -> str:
    """How long ago: "just now", "3 min ago"."""
    if value < timedelta(minutes=1):
        return translate("formats", "just now")
    return translate("formats", "%1 ago").replace("%1", age(value))


@lru_cache(_CACHE)
def phone(text: str) -> str:
    """A Ukrainian number as "+380 44 555-01-42"; any other is left as it was given."""
    digits = re.sub(_NON_DIGITS, "", text)
    if len(digits) == 10 and digits.startswith("0"):
        digits = f"38{digits}"
    if len(digits) != _UKRAINIAN_PHONE or not digits.startswith("380"):
        return text
    return f"+380{NBSP}{digits[3:5]}{NBSP}{digits[5:8]}-{digits[8:10]}-{digits[10:]}"


def money_words(sum_e4: int, currency: str) -> str:
    """A sum for a screen reader: "548 hryvnias 90 kopecks" in the user's language."""
    whole, fraction = divmod(abs(sum_e4), _E4)
    small = fraction // 100
    if currency == "UAH":
        text = translate("formats", "%n hryvnia(s)", "", whole)
        if small:
            coins = translate("formats", "%n kopeck(s)", "", small)
            text = f"{text} {coins}"
    else:
        text = f"{amount(abs(sum_e4))} {currency}"
    return translate("formats", "minus %1").replace("%1", text) if sum_e4 < 0 else text


def parse_quantity(text: str) -> int | None:
    """Thousandths from what was typed or pasted, None when it is not a quantity.

    Takes a comma or a point and any spaces; digits beyond the third are refused unless zeros.
    """
    return _parse(text, _MILLI)


def parse_amount(text: str) -> int | None:
    """Ten-thousandths of a currency unit from typed text, None when it is not a sum."""
    return _parse(text, _E4)


def _parse(text: str, scale: int) -> int | None:
    squeezed = re.sub(_ANY_SPACE, "", text[:64]).replace(MINUS, "-")
    if not re.fullmatch(_NUMBER, squeezed, re.ASCII):
        return None
    try:
        scaled = Decimal(squeezed.replace(",", ".")) * scale
    except InvalidOperation:
        return None
    whole = int(scaled)
    return whole if whole == scaled else None


def forget() -> None:
    """Empty what is cached, after a change of language."""
    for cached in (stock, size):
        cached.cache_clear()
