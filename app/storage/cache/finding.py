"""From typed words to products: the readings, tried in their order until one finds something."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.storage.cache import near, search
from app.storage.cache.layout import (
    BARCODES,
    CODES,
    GRAM,
    GRAMS,
    LETTERS,
    REVERSED,
    SPELLINGS,
    WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.domain.product import Reading
    from app.storage.cache.postings import Index, Mask

    WithFragment = Callable[[list[int], str], list[int]]

_BY_PREFIX = (WORDS, CODES, BARCODES)


class Found(NamedTuple):
    """What was found: how it was read, the text as read, products by exact code, all products."""

    reading: Reading
    text: str
    exact: list[int]
    mask: Mask


class Finder:
    """Finds products in one state of the index.

    `with_fragment` keeps of the given ids those with a code that contains the text: the index
    knows the parts of codes, not where they stand.
    """

    def __init__(self, index: Index, with_fragment: WithFragment) -> None:
        self._index = index
        self._with_fragment = with_fragment

    def get_ready(self) -> None:
        """Open what every first keystroke needs."""
        self._index.open(_BY_PREFIX)

    def find(self, words: str, *, readings: bool) -> Found:
        """Return what the first reading finds that finds anything."""
        first: search.Attempt | None = None
        for attempt in search.attempts(words):
            first = first or attempt
            exact = self.by_code(search.exact_codes(attempt))
            mask = self._all(self._words(attempt, chunk) for chunk in attempt.chunks)
            if exact:
                mask = mask.copy()
                mask[exact] = True
            if exact or mask.any():
                by_code = exact and attempt.reading == "as_typed"
                reading: Reading = "exact_code" if by_code else attempt.reading
                return Found(reading, attempt.text, exact, mask)
            if not readings:
                break
            if attempt.reading == "as_typed":
                mask = self._all(self._fragments(attempt, chunk) for chunk in attempt.chunks)
                if mask.any():
                    return Found("fragment", attempt.text, [], mask)
        nothing = Found("as_typed", words, [], np.zeros(self._index.length, dtype=bool))
        if first is None or not readings:
            return nothing
        mask = self._with_typo(first)
        return Found("typo", first.text, [], mask) if mask.any() else nothing

    def by_code(self, codes: Iterable[str], *, barcodes_only: bool = False) -> list[int]:
        """Return the products with one of these normalised codes."""
        found: set[int] = set()
        for code in codes:
            if not barcodes_only:
                found.update(self._index.exact(CODES, code))
            found.update(self._index.exact(BARCODES, code))
        return sorted(found)

    def _all(self, masks: Iterable[Mask]) -> Mask:
        """Return what all masks have; stops where nothing is left."""
        result: Mask | None = None
        for mask in masks:
            result = mask if result is None else result & mask
            if not result.any():
                break
        return np.zeros(self._index.length, dtype=bool) if result is None else result

    def _words(self, attempt: search.Attempt, chunk: search.Chunk) -> Mask:
        """Return the products that have every token of a chunk, or the chunk joined as a code."""
        mask = self._all(self._token(attempt, token) for token in chunk.tokens)
        if chunk.joined:
            mask = mask | self._token(attempt, chunk.joined)
        return mask

    def _token(self, attempt: search.Attempt, token: str) -> Mask:
        if attempt.reading == "spelling":
            spelled = search.spellings(token)
            if spelled:
                return self._index.prefix((SPELLINGS,), spelled[0])
        mask = self._index.prefix(_BY_PREFIX, token)
        if attempt.reading == "look_alike":
            for other in search.looks(token)[1:]:
                mask = mask | self._index.prefix(_BY_PREFIX, other)
        return mask

    def _fragments(self, attempt: search.Attempt, chunk: search.Chunk) -> Mask:
        """Return the products with the words of a chunk, else with a code that contains it."""
        mask = self._words(attempt, chunk)
        part = search.whole(chunk)
        if len(part) < search.MIN_FRAGMENT or mask.any():
            return mask
        mask = self._index.prefix((REVERSED,), part[::-1])
        parts = [part[at : at + GRAM] for at in range(max(1, len(part) - GRAM + 1))]
        middle = self._all(self._index.prefix((GRAMS,), one) for one in parts)
        if len(part) > GRAM and middle.any():
            ids = np.flatnonzero(middle).tolist()
            middle = np.zeros(self._index.length, dtype=bool)
            middle[self._with_fragment(ids, part)] = True
        return mask | middle

    def _with_typo(self, attempt: search.Attempt) -> Mask:
        """Return what is found when one of the words holds one typing error."""
        masks = [self._words(attempt, chunk) for chunk in attempt.chunks]
        empty = [at for at, mask in enumerate(masks) if not mask.any()]
        result = np.zeros(self._index.length, dtype=bool)
        if len(empty) > 1:
            return result
        for at in empty or range(len(masks)):
            others = [mask for other, mask in enumerate(masks) if other != at]
            corrected = self._corrected(attempt.chunks[at])
            result = result | self._all([corrected, *others])
        return result

    def _corrected(self, chunk: search.Chunk) -> Mask:
        mask = self._near_codes(search.whole(chunk))
        token = chunk.tokens[0]
        if len(chunk.tokens) == 1 and search.is_letters(token):
            mask = mask | self._near_words(token)
        return mask

    def _near_words(self, token: str) -> Mask:
        """Return products with a word that differs in one place; else with one that begins so."""
        vocabulary = self._index.vocabulary(LETTERS)
        units = near.units_of(token)
        whole, begun = vocabulary.near(units)
        chosen = np.flatnonzero(whole if whole.any() else begun)
        mask = np.zeros(self._index.length, dtype=bool)
        for term in vocabulary.texts(chosen):
            mask |= self._index.exact_mask(_BY_PREFIX, term)
        return mask

    def _near_codes(self, code: str) -> Mask:
        """Return products with a code that differs in one place, which leaves one half intact."""
        mask = np.zeros(self._index.length, dtype=bool)
        if len(code) < search.MIN_TYPO:
            return mask
        half = (len(code) - 1) // 2
        tail = code[half + 1 :]
        for dictionary, prefix, sought in (
            (CODES, code[:half], code),
            (BARCODES, code[:half], code),
            (REVERSED, tail[::-1], code[::-1]),
        ):
            terms, ranges = self._index.terms(dictionary, prefix)
            places = near.one_edit(terms, sought)
            mask |= self._index.of_terms(
                dictionary, [terms[one] for one in places.tolist()], ranges[places]
            )
        return mask
