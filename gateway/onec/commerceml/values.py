"""Values as 1C writes them in CommerceML: numbers, dates, truth, guids."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_NUMBER = re.compile(r"^[+-]?(\d+([.,]\d*)?|[.,]\d+)$")
_TRUE = {"true", "истина", "так", "да", "1", "істина"}
_FALSE = {"false", "ложь", "ні", "нет", "0", "хибність", "неправда"}
LONGEST_NUMBER = 40
LARGEST = 10**12
"""No price, quantity or sum of goods is larger; a larger one is a mistake and no number."""


def decimal(text: str | None) -> Decimal | None:
    """Read a number with dot or comma, any blanks between digits; None when it is not one.

    One separator only counts as decimal: "1 234,5", "1234.5" and "-999 999 999,9" are numbers;
    "1.234,5" is ambiguous and therefore none.
    """
    if text is None or len(text) > LONGEST_NUMBER:
        return None
    bare = _SPACES.sub("", text)
    if not _NUMBER.match(bare) or not bare.isascii():
        return None
    value = Decimal(bare.replace(",", "."))
    return value if abs(value) <= LARGEST else None


def price_e4(value: Decimal) -> int:
    """Return the amount in ten-thousandths, rounded half up: 1C may write more decimals."""
    return int((value * 10_000).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def quantity_milli(value: Decimal) -> int:
    """Return the quantity in thousandths, rounded half up."""
    return int((value * 1_000).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def truth(text: str | None) -> bool | None:
    """Read 1C's true and false in any of its languages; None for anything else."""
    word = (text or "").strip().casefold()
    if word in _TRUE:
        return True
    return False if word in _FALSE else None


def moment(text: str | None) -> str | None:
    """Return 1C's own date (and time) as it stands, or None for an empty or year-1 date."""
    word = (text or "").strip()
    if not re.match(r"^\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}(:\d{2})?)?$", word):
        turned = re.match(r"^(\d{2})\.(\d{2})\.(\d{4})( \d{1,2}:\d{2}(:\d{2})?)?$", word)
        if turned is None:
            return None
        word = f"{turned[3]}-{turned[2]}-{turned[1]}{turned[4] or ''}"
    try:
        day = dt.date.fromisoformat(word[:10])
    except ValueError:
        return None
    return word.replace("T", " ") if day.year > 1 else None


def guids(text: str | None) -> tuple[str, str | None] | None:
    """Split `guid` or `guid#variant`; None when there is no guid or it is too long to be one."""
    word = (text or "").strip().lower()
    product, _, variant = word.partition("#")
    if not product or len(product) > 80 or len(variant) > 80:
        return None
    return product, variant or None


def vat_rate(text: str | None) -> tuple[bool, int | None]:
    """Read a VAT rate: (known, percent); "Без НДС" is known and None."""
    word = (text or "").strip().casefold()
    if not word:
        return False, None
    if word.startswith(("без", "не облаг", "не обклад")):
        return True, None
    value = decimal(word.rstrip("% "))
    if value is None or not 0 <= value < 100 or value != int(value):
        return False, None
    return True, int(value)


UNITS_BY_CODE: Mapping[str, str] = {
    "004": "см",
    "006": "м",
    "018": "пог. м",
    "055": "м²",
    "112": "л",
    "113": "м³",
    "163": "г",
    "166": "кг",
    "168": "т",
    "625": "лист",
    "704": "набір",
    "715": "пара",
    "736": "рул",
    "778": "уп",
    "796": "шт",
    "839": "компл",
    "868": "пляшка",
    "2009": "шт",
}
"""Names of the classifier's usual units, for files that tell only the code."""
