"""Terms and codes with the products that have them, while they are collected for the index."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from app.storage.cache import search

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]


class Numbered(dict[str, int]):
    """Term to number; an unknown term gets the next."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class Postings:
    """Terms by number and which product has which, while they are collected."""

    def __init__(self) -> None:
        self.terms = Numbered()
        self._numbers: list[Numbers] = []
        self._products: list[Numbers] = []

    def add(self, terms: list[str], products: Numbers, numbers: NDArray[Any] | None = None) -> None:
        """Add a product for each term; with `numbers` these say the term of each product."""
        known = np.fromiter(map(self.terms.__getitem__, terms), dtype=np.int32, count=len(terms))
        self.put(known if numbers is None else known[numbers], products)

    def put(self, numbers: Numbers, products: Numbers) -> None:
        """Add pairs of a term's number and a product."""
        self._numbers.append(numbers)
        self._products.append(products.astype(np.int32, copy=False))

    def pairs(self) -> tuple[Numbers, Numbers]:
        """Return the numbers of terms and the products that have them, pair by pair."""
        if len(self._numbers) > 1:
            self._numbers = [np.concatenate(self._numbers)]
            self._products = [np.concatenate(self._products)]
        if not self._numbers:
            return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32)
        return self._numbers[0], self._products[0]

    def derive(
        self,
        into: Postings,
        forms: Callable[[str], Sequence[str]],
        *,
        ascii_has_none: bool = False,
    ) -> None:
        """Give each product that has a term the forms of that term, too: once for each term."""
        numbers, products = self.pairs()
        known = list(self.terms)
        counts = np.zeros(len(known), dtype=np.int64)
        targets: list[int] = []
        for number, term in enumerate(known):
            if ascii_has_none and term.isascii():
                continue
            found = forms(term)
            if found:
                counts[number] = len(found)
                targets.extend(into.terms[one] for one in found)
        if not targets:
            return
        ends = np.cumsum(counts)
        repeats = counts[numbers]
        having = np.flatnonzero(repeats)
        repeats = repeats[having]
        starts = (ends - counts)[numbers[having]]
        within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        places = np.repeat(starts, repeats) + within
        into.put(np.array(targets, dtype=np.int32)[places], np.repeat(products[having], repeats))


class Codes:
    """Normalised codes and the product of each, while they are collected: nearly all differ."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._products: list[Numbers] = [np.empty(0, dtype=np.int32)]

    def add(self, texts: list[str], products: Numbers) -> None:
        """Take a code and its product each."""
        self.texts.extend(texts)
        self._products.append(products)

    def products(self) -> Numbers:
        """Return the product of each code."""
        return np.concatenate(self._products)

    def forms(self) -> tuple[list[str], Numbers]:
        """Return every form under which the codes are stored, with its product."""
        texts, products = list(self.texts), self.products()
        places = [at for at, one in enumerate(texts) if not one.isascii()]
        texts.extend(form for at in places for form in search.code_forms(texts[at]))
        return texts, np.concatenate([products, products[places]])


def flat(lists: list[list[str]]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the texts of many lists, and the place of each text's list."""
    counts = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    return list(chain.from_iterable(lists)), np.repeat(np.arange(len(lists)), counts)


def cut_tokens(tokens: list[str]) -> list[str]:
    """Return the tokens as long as they are indexed."""
    if max(map(len, tokens), default=0) <= search.MAX_TOKEN:
        return tokens
    return [one[: search.MAX_TOKEN] for one in tokens]


def without_empty(codes: list[str], ids: NDArray[Any]) -> tuple[list[str], NDArray[Any]]:
    """Return the codes that are there, with the ids of those."""
    if "" not in codes:
        return codes, ids
    there = [at for at, one in enumerate(codes) if one]
    return [codes[at] for at in there], ids[there]
