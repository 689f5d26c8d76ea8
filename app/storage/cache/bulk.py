"""Folds many texts at once: the numpy twin of `search`, for the sync child.

All texts are laid in one array of UTF-16 units divided by line ends; tables say what becomes of
each unit. A text with a letter that a table cannot turn into one other letter is folded by
`search` itself, so the two can never differ.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from app.storage.cache import search

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Units = NDArray[np.uint16]
    Flags = NDArray[np.bool_]

_UNITS = 0x10000
_END, _SPACE, _DOT, _COMMA, _TIMES = 10, 32, 46, 44, ord("x")
_SURROGATES = range(0xD800, 0xE000)
_AT_ONCE = 4_096  # what is worked on stays in the processor's cache
_LINE = 254  # between the sort codes of two texts
_LINE_BYTE = bytes([_LINE])
_LINE_END = re.compile(r"[\n]")


class _Tables:
    """What becomes of each unit, worked out for a unit when it is met: a list has few of them.

    Several threads may meet the same unit: they work out the same.
    """

    def __init__(self) -> None:
        self.folded = np.zeros(_UNITS, dtype=np.uint16)
        """A unit folded to 0 is dropped."""
        self.special = np.zeros(_UNITS, dtype=bool)
        self.letter = np.zeros(_UNITS, dtype=bool)
        self.digit = np.zeros(_UNITS, dtype=bool)
        self.space = np.zeros(_UNITS, dtype=bool)
        self.times = np.zeros(_UNITS, dtype=bool)
        self.times[[ord(one) for one in "хx×"]] = True
        self._met = np.zeros(_UNITS, dtype=bool)
        self._second = np.zeros(_UNITS, dtype=bool)
        for unit in range(_UNITS):
            # What composes with its neighbour is no matter of one unit.
            parts = unicodedata.decomposition(chr(unit)).split()
            if len(parts) == 2 and "<" not in parts[0] and int(parts[1], 16) < _UNITS:
                self._second[int(parts[1], 16)] = True
        for unit in (_END, _SPACE, _DOT, _COMMA, _TIMES, *range(ord("0"), ord("9") + 1)):
            self._meet(unit)

    def meet(self, units: Units) -> None:
        """Know all of these units, and what they are folded to."""
        new = units[~self._met[units]]
        for unit in set(new.tolist()):
            self._meet(unit)

    def _meet(self, unit: int) -> None:
        char = chr(unit)
        plain = "" if unit in _SURROGATES else search.fold(char)
        if unit in _SURROGATES or not unit:
            self.folded[unit] = _SPACE
        elif len(plain) == 1 and ord(plain) < _UNITS:
            self.folded[unit] = ord(plain)
        # What composes with its neighbours, or becomes several letters, is no matter of one unit.
        self.special[unit] = (
            unit in _SURROGATES
            or len(plain) > 1
            or (not plain and unit not in search.APOSTROPHES)
            or unicodedata.combining(char) != 0
            or 0x1100 <= unit < 0x1200
            or self._second[unit]
        )
        if unit not in _SURROGATES:
            self.letter[unit] = char.isalnum()
            self.digit[unit] = char.isdecimal()
            self.space[unit] = char.isspace()
        target = int(self.folded[unit])
        if target != unit and not self._met[target]:
            self._meet(target)
        self._met[unit] = True


@cache
def _tables() -> _Tables:
    return _Tables()


class Folded:
    """Many texts folded: their units with line ends between, and where a text has its tokens."""

    def __init__(self, texts: list[str]) -> None:
        self.count = len(texts)
        units = _units(texts)
        tables = _tables()
        tables.meet(units)
        if tables.special[units].any():
            texts = self._without_special(texts, units)
            units = _units(texts)
            tables.meet(units)
        self.units = _joined_sizes(tables.folded[units])

    def tokens(self) -> tuple[list[str], NDArray[np.int64]]:
        """Return the tokens of all texts one after another, and the number of each token's text."""
        inside = self._inside()
        plain = np.where(inside, self.units, np.uint16(_SPACE))
        return _text(plain).split(), self._owners(_begins(inside))

    def distinct_tokens(self) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
        """Return the distinct tokens cut at `search.MAX_TOKEN`; for each token of all texts its
        number among them, and the number of its text.

        Words come again and again: they are told apart by sums and made texts once.
        """
        inside = self._inside()
        starts = _begins(inside)
        owners = self._owners(starts)
        letters = self.units[inside]
        if not len(letters):
            return [], owners, owners
        lengths = len(inside) - _begins(inside[::-1])[::-1] - starts
        before = np.cumsum(lengths) - lengths
        places = np.arange(len(letters)) - np.repeat(before, lengths)
        of_letter, of_place = _sums()
        sums = of_letter[letters]
        sums *= of_place[np.minimum(places, search.MAX_TOKEN)]
        first, numbers = _distinct(np.add.reduceat(sums, before))
        text = _text(letters)
        begins = before[first]
        ends = begins + np.minimum(lengths[first], search.MAX_TOKEN)
        tokens = [text[low:high] for low, high in zip(begins.tolist(), ends.tolist(), strict=True)]
        return tokens, numbers, owners

    def _owners(self, starts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of the text in which each of these places lies."""
        ends = np.append(np.flatnonzero(self.units == _END), len(self.units))
        return np.repeat(np.arange(len(ends)), np.diff(np.searchsorted(starts, ends), prepend=0))

    def _inside(self) -> Flags:
        """Return which units belong to tokens."""
        digit = _tables().digit
        units = self.units
        inside = _tables().letter[units]
        dots = np.flatnonzero(units == _DOT)
        dots = dots[(dots > 0) & (dots < len(units) - 1)]
        inside[dots[digit[units[dots - 1]] & digit[units[dots + 1]]]] = True
        return inside

    def codes(self) -> list[str]:
        """Return each text as one normalised code."""
        kept = _tables().letter[self.units] | (self.units == _END)
        return [one[: search.MAX_TOKEN] for one in _text(self.units[kept]).split("\n")]

    @staticmethod
    def _without_special(texts: list[str], units: Units) -> list[str]:
        """Return the texts with those folded that the tables cannot fold."""
        lines = np.cumsum(units == _END)[_tables().special[units]]
        texts = list(texts)
        for at in np.unique(lines).tolist():
            texts[at] = search.fold(texts[at])
        return texts


def _begins(inside: Flags) -> NDArray[np.int64]:
    """Return where flags begin that stand together."""
    starts = inside.copy()
    starts[1:] &= ~inside[:-1]
    return np.flatnonzero(starts)


def _distinct(sums: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return a place of each distinct sum, and for each sum its number among the distinct ones."""
    order = np.argsort(sums)
    ordered = sums[order]
    new = np.empty(len(sums), dtype=bool)
    new[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    numbers = np.empty(len(sums), dtype=np.int64)
    numbers[order] = np.cumsum(new) - 1
    return order[new], numbers


@cache
def _sums() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return a random number for each unit and for each place in a token.

    Sums of their products are equal for different words once in 2**63; nobody can choose words
    for it, since the numbers are others in each process. What is cut off counts nothing.
    """
    chance = np.random.default_rng()
    of_place = chance.integers(0, 2**64, search.MAX_TOKEN + 1, dtype=np.uint64) | np.uint64(1)
    of_place[search.MAX_TOKEN] = 0
    return chance.integers(0, 2**64, _UNITS, dtype=np.uint64), of_place


def _units(texts: list[str]) -> Units:
    joined = "\n".join(texts)
    if joined.count("\n") != max(len(texts) - 1, 0):
        joined = "\n".join(_LINE_END.sub(" ", one) for one in texts)
    return np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)


def _text(units: Units) -> str:
    return units.tobytes().decode("utf-16-le", "surrogatepass")


def _joined_sizes(units: Units) -> Units:
    """Return the units without the dropped ones, sizes as 12x5 and decimal commas as points."""
    tables = _tables()
    digit = tables.digit
    units = units[units != 0]
    if not len(units):
        return units
    drop = np.zeros(len(units), dtype=bool)
    blank = tables.space[units] & (units != _END)
    signs = np.flatnonzero(tables.times[units])
    before, after = signs - 1, signs + 1
    last = len(units) - 1
    while True:
        spaces = (before > 0) & blank[np.maximum(before, 0)]
        if not spaces.any():
            break
        before = np.where(spaces, before - 1, before)
    while True:
        spaces = (after < last) & blank[np.minimum(after, last)]
        if not spaces.any():
            break
        after = np.where(spaces, after + 1, after)
    good = (before >= 0) & (after <= last)
    good[good] &= digit[units[before[good]]] & digit[units[after[good]]]
    units = units.copy()
    units[signs[good]] = _TIMES
    good &= after - before > 2
    for sign, low, high in zip(
        signs[good].tolist(), before[good].tolist(), after[good].tolist(), strict=True
    ):
        drop[low + 1 : high] = True
        drop[sign] = False
    units = units[~drop]
    commas = np.flatnonzero(units == _COMMA)
    commas = commas[(commas > 0) & (commas < len(units) - 1)]
    units[commas[digit[units[commas - 1]] & digit[units[commas + 1]]]] = _DOT
    return units


def grams(codes: list[str], size: int, end: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the parts of normalised codes as numbers, and the place of each part's code."""
    units = np.append(_units(codes), np.array([_END] * size, dtype=np.uint16)).astype(np.uint64)
    ends = units == _END
    inside = ~(ends[: 1 - size] | ends[1 : 2 - size] | ends[2 : 3 - size])
    places = np.cumsum(ends)[: 1 - size][inside]
    units[ends] = end
    numbers = np.zeros(len(places), dtype=np.uint64)
    for at in range(size):
        window = units[at : len(units) - size + 1 + at][inside]
        numbers = numbers << np.uint64(16) | window
    return numbers, places


def gram_texts(numbers: NDArray[np.uint64], size: int) -> list[str]:
    """Return the parts of codes as texts."""
    text = numbers.astype(">u8").tobytes().decode("utf-16-be")
    return [text[at : at + size] for at in range(0, len(text), size)]


class _SortCodes:
    """The sort code of each unit, worked out for a unit when it is met."""

    def __init__(self) -> None:
        self._codes = np.zeros(_UNITS, dtype=np.uint8)
        self._met = np.zeros(_UNITS, dtype=bool)
        self._met[_SURROGATES.start : _SURROGATES.stop] = True

    def of(self, units: Units) -> NDArray[np.uint8]:
        """Return the codes of these units."""
        for unit in set(units[~self._met[units]].tolist()):
            self._codes[unit] = search.sort_code(chr(unit))
            self._met[unit] = True
        return self._codes[units]


@cache
def _sort_codes() -> _SortCodes:
    return _SortCodes()


def sort_keys(texts: list[str], width: int = search.SORT_WIDTH) -> NDArray[np.bytes_]:
    """Return `search.sort_key` of each text, cut at `width` bytes."""
    keys: list[bytes] = []
    for start in range(0, len(texts), _AT_ONCE):
        chosen = [one[: search.MAX_SORTED] for one in texts[start : start + _AT_ONCE]]
        keys.extend(_sort_keys(_units(chosen), len(chosen)))
    return np.array(keys, dtype=f"S{width}")


def _sort_keys(units: Units, count: int) -> list[bytes]:
    codes = _sort_codes().of(units)
    ends = units == _END
    codes[ends] = _LINE
    if not codes.all():
        there = codes != 0
        codes, ends = codes[there], ends[there]
    codes = _without_doubled_blanks(codes)
    zero = search.ZERO_CODE
    digit = codes - np.uint8(zero) < 10
    if not digit.any():
        return _lines(codes, count)
    run = digit.copy()
    run[1:] &= ~digit[:-1]
    runs = np.flatnonzero(run)
    if (codes[runs] == zero).any():
        # Zeros before a number say nothing; "000" is a number without digits.
        number = np.cumsum(run, dtype=np.int32) - 1
        solid = np.cumsum(digit & (codes != zero), dtype=np.int32)
        before = solid[runs] - (codes[runs] != zero)
        leading = digit & (codes == zero) & (solid == before[number])
        lengths = np.bincount(number[digit & ~leading], minlength=len(runs))
    else:
        leading = None
        last = digit.copy()
        last[:-1] &= ~digit[1:]
        lengths = np.flatnonzero(last) - runs + 1
    places = np.arange(len(codes), dtype=np.int32) + np.cumsum(run, dtype=np.int32)
    longer = np.empty(len(codes) + len(runs), dtype=np.uint8)
    longer[places] = codes
    sizes = search.LENGTH_CODE + np.minimum(lengths, search.MAX_DIGITS)
    longer[places[runs] - 1] = sizes.astype(np.uint8)
    if leading is not None:
        kept = np.ones(len(longer), dtype=bool)
        kept[places[leading]] = False
        longer = longer[kept]
    return _lines(longer, count)


def _lines(codes: NDArray[np.uint8], count: int) -> list[bytes]:
    return codes.tobytes().split(_LINE_BYTE) if count else []


def _without_doubled_blanks(codes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the codes with one blank for several, and none at the beginning of a line."""
    while len(codes):
        blank = codes == search.SPACE_CODE
        doubled = blank.copy()
        doubled[1:] &= (codes[:-1] == _LINE) | blank[:-1]
        if not doubled.any():
            break
        codes = codes[~doubled]
    return codes
