"""What of a name the words of a search found, when they were read in another way than typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.storage.cache.search import skeleton, spellings

if TYPE_CHECKING:
    from app.domain.product import ProductRow

_TOKEN = re.compile(r"[^\W_]+")
_LEAST_MENDED = 4


def loose_places(folded: str, word: str) -> list[tuple[int, int]]:
    """Return where in a folded name a word stands, in the nearest way in which it does."""
    found = [(one.start(), one.group()) for one in _TOKEN.finditer(folded)]
    for length in (_alike, _spelt, _near):
        places = [(at, at + size) for at, token in found if (size := length(token, word))]
        if places:
            return places
    return []


def as_found(typed: str, row: ProductRow) -> str:
    """Return the typed text with the words of the product in the places of those misread."""
    text = f"{row.name} {row.brand} {row.article}".casefold()
    known = [one.group() for one in _TOKEN.finditer(text)]
    return " ".join(_as_found(word, known) for word in typed.casefold().split())


def _as_found(word: str, known: list[str]) -> str:
    if any(one.startswith(word) for one in known):
        return word
    for length in (_alike, _near):
        for one in known:
            if length(one, word):
                return one
    return word


def _alike(token: str, word: str) -> int:
    """Return how many letters of a token a word is by their look."""
    return len(word) if skeleton(token).startswith(skeleton(word)) else 0


def _spelt(token: str, word: str) -> int:
    """Return the length of a token that is the word in the other language's spelling."""
    ours, theirs = spellings(token), spellings(word)
    return len(token) if ours and theirs and ours[0].startswith(theirs[0]) else 0


def _near(token: str, word: str) -> int:
    """Return how many letters of a token a word is but for one wrong, missing or extra letter."""
    if len(word) < _LEAST_MENDED:
        return 0
    if abs(len(token) - len(word)) <= 1 and _one_mistake(token, word):
        return len(token)
    for size in (len(word), len(word) + 1, len(word) - 1):
        if size < len(token) and _one_mistake(token[:size], word):
            return size
    return 0


def _one_mistake(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter, or by two neighbours changing places."""
    agreed = 0
    while agreed < min(len(one), len(other)) and one[agreed] == other[agreed]:
        agreed += 1
    first, second = one[agreed:], other[agreed:]
    if len(first) == len(second):
        swapped = first[:2] == second[1::-1] and first[2:] == second[2:]
        return first[1:] == second[1:] or swapped
    return first[1:] == second if len(first) > len(second) else first == second[1:]
