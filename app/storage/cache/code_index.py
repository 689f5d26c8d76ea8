"""The index's part that articles, other codes and barcodes make, apart from names and brands.

It needs as long as the other part, so in a first sync a process of its own makes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from app.storage.cache import bulk, search
from app.storage.cache.dictionaries import Packed, packed, sorted_codes, sorted_grams
from app.storage.cache.index_terms import Codes, Postings, cut_tokens, flat, without_empty
from app.storage.cache.layout import BARCODES, CODES, GRAM, GRAMS, REVERSED
from app.storage.cache.packing import columns_of_all

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]

_COLUMNS = ("article", "barcodes", "other_codes")
_GRAM_END = 0x1F


class CodeWords(NamedTuple):
    """Parts of codes, which stand among the words: terms, then a number and a product for each.

    `letters` are codes and parts of them that are words of letters.
    """

    terms: list[str]
    numbers: Numbers
    products: Numbers
    letters: list[str]


class CodePart(Protocol):
    """Where the part comes from: this process or another one. First the words, once."""

    def words(self) -> CodeWords:
        """Return the parts of codes."""
        ...

    def dictionaries(self) -> Iterator[Packed]:
        """Yield the dictionaries of codes."""
        ...


class CodesHere:
    """The part made by whoever asks for it, of a file as its connection sees it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._codes = Codes()
        self._barcodes = Codes()
        self._words = Postings()
        self._grams: list[NDArray[np.uint64]] = [np.empty(0, dtype=np.uint64)]
        self._gram_products: list[Numbers] = [np.empty(0, dtype=np.int32)]

    def words(self) -> CodeWords:
        """Read all goods; return the parts of their codes."""
        for ids, (articles, barcodes, others) in columns_of_all(self._connection, _COLUMNS):
            self._add_codes(self._codes, articles, ids)
            for into, lists in ((self._codes, others), (self._barcodes, barcodes)):
                texts, having = flat(lists)
                if texts:
                    self._add_codes(into, texts, ids[having])
        letters = {
            one
            for texts in (self._words.terms, self._codes.texts, self._barcodes.texts)
            for one in texts
            if search.is_letters(one)
        }
        return CodeWords(list(self._words.terms), *self._words.pairs(), list(letters))

    def dictionaries(self) -> Iterator[Packed]:
        """Yield the dictionaries of what `words` has read."""
        codes, barcodes = self._codes, self._barcodes
        yield packed(CODES, sorted_codes(*codes.forms()))
        yield packed(BARCODES, sorted_codes(*barcodes.forms()))
        backwards = [one[::-1] for texts in (codes.texts, barcodes.texts) for one in texts]
        owners = np.concatenate([codes.products(), barcodes.products()])
        yield packed(REVERSED, sorted_codes(backwards, owners))
        grams = np.concatenate(self._grams)
        yield packed(GRAMS, sorted_grams(grams, np.concatenate(self._gram_products), GRAM))

    def _add_codes(self, into: Codes, texts: list[str], ids: Numbers) -> None:
        folded = bulk.Folded(texts)
        tokens, owners = folded.tokens()
        whole, having = without_empty(folded.codes(), ids)
        into.add(whole, having)
        tokens = cut_tokens(tokens)
        if tokens != whole:
            # A text of one token is found as a whole code.
            several = np.bincount(owners, minlength=len(texts))[owners] > 1
            dotted = np.fromiter(("." in one for one in tokens), dtype=bool, count=len(tokens))
            parts = np.flatnonzero(several | dotted).tolist()
            self._words.add([tokens[at] for at in parts], ids[owners[parts]])
        if into is self._codes:
            grams, places = bulk.grams(whole, GRAM, _GRAM_END)
            self._grams.append(grams)
            self._gram_products.append(having[places])
