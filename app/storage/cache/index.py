"""The search index: dictionaries of sorted terms, each with the products that have it.

All terms that begin alike stand together, and so do their products: a prefix of any length is one
range of postings. It is built whole from the goods; products that change after are kept apart in
`fresh` with their terms until they are so many that the index is built anew.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from app.storage.cache import bulk, search
from app.storage.cache.ahead import Ahead
from app.storage.cache.blocks import read_row
from app.storage.cache.dictionaries import (
    Sorted,
    sorted_codes,
    sorted_grams,
    sorted_terms,
    store,
)
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
from app.storage.cache.packing import columns_of_all, driver_of, repeated_of_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from app.storage.cache.segments import Ids

    Numbers = NDArray[np.int32]

T = TypeVar("T")

FOUND_BY = ("name", "article", "brand", "barcodes", "other_codes", "synonyms")
"""Columns of goods by which they are found."""
_DIFFERING = ("name", "article", "barcodes", "other_codes", "synonyms")
MAX_FRESH = 20_000
_STEPS = 3  # reading the goods, then as long again for sorting and writing
_GRAM_END = 0x1F


class _Numbered(dict[str, int]):
    """Term to number; an unknown term gets the next."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class _Postings:
    """Terms by number and which product has which, while they are collected."""

    def __init__(self) -> None:
        self.terms = _Numbered()
        self._numbers: list[Numbers] = []
        self._products: list[Numbers] = []

    def add(
        self, terms: list[str], products: Numbers, numbers: NDArray[np.int64] | None = None
    ) -> None:
        """Add a product for each term; with `numbers` these say the term of each product."""
        known = np.fromiter(map(self.terms.__getitem__, terms), dtype=np.int32, count=len(terms))
        self.put(known if numbers is None else known[numbers], products)

    def put(self, numbers: Numbers, products: Numbers) -> None:
        self._numbers.append(numbers)
        self._products.append(products.astype(np.int32, copy=False))

    def pairs(self) -> tuple[Numbers, Numbers]:
        if len(self._numbers) > 1:
            self._numbers = [np.concatenate(self._numbers)]
            self._products = [np.concatenate(self._products)]
        if not self._numbers:
            return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32)
        return self._numbers[0], self._products[0]

    def derive(
        self,
        into: _Postings,
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


class _Codes:
    """Normalised codes and the product of each, while they are collected: nearly all differ."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._products: list[Numbers] = [np.empty(0, dtype=np.int32)]

    def add(self, texts: list[str], products: Numbers) -> None:
        self.texts.extend(texts)
        self._products.append(products)

    def products(self) -> Numbers:
        return np.concatenate(self._products)

    def forms(self) -> tuple[list[str], Numbers]:
        """Return every form under which the codes are stored, with its product."""
        texts, products = list(self.texts), self.products()
        places = [at for at, one in enumerate(texts) if not one.isascii()]
        texts.extend(form for at in places for form in search.code_forms(texts[at]))
        return texts, np.concatenate([products, products[places]])


class _Collected:
    """What all goods are found by."""

    def __init__(self) -> None:
        self.names = _Postings()
        self.code_words = _Postings()
        self.codes = _Codes()
        self.barcodes = _Codes()
        self.grams: list[NDArray[np.uint64]] = []
        self.gram_products: list[Numbers] = []

    def add(
        self,
        ids: Numbers,
        names: list[str],
        articles: list[str],
        *lists: list[list[str]],
    ) -> None:
        """Take columns of goods as `_DIFFERING` names them."""
        (barcodes, owning), (others, having), (synonyms, called) = (_flat(one) for one in lists)
        words = Ahead(lambda: self._add_names(names, ids))
        self._add_codes(self.codes, articles, ids)
        if others:
            self._add_codes(self.codes, others, ids[having])
        if barcodes:
            self._add_codes(self.barcodes, barcodes, ids[owning])
        words.take()
        if synonyms:
            self._add_names(synonyms, ids[called])

    def add_brands(self, ids: Numbers, brands: list[str], numbers: NDArray[np.int64]) -> None:
        """Take the brands of goods: each distinct one, and the number of each product's."""
        folded = bulk.Folded(brands)
        tokens, places = folded.tokens()
        order = np.argsort(numbers, kind="stable")
        counts = np.bincount(numbers, minlength=len(brands))
        starts = np.cumsum(counts) - counts
        for terms, owners in (
            (_cut(tokens), places),
            _without_empty(folded.codes(), np.arange(len(brands))),
        ):
            repeats = counts[owners]
            within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
            self.code_words.add(
                terms,
                ids[order[np.repeat(starts[owners], repeats) + within]],
                np.repeat(np.arange(len(terms)), repeats),
            )

    def _add_names(self, texts: list[str], ids: Numbers) -> None:
        tokens, numbers, owners = bulk.Folded(texts).distinct_tokens()
        self.names.add(tokens, ids[owners], numbers)

    def _add_codes(self, into: _Codes, texts: list[str], ids: Numbers) -> None:
        folded = bulk.Folded(texts)
        tokens, owners = folded.tokens()
        whole, having = _without_empty(folded.codes(), ids)
        into.add(whole, having)
        tokens = _cut(tokens)
        if tokens != whole:
            # A text of one token is found as a whole code.
            several = np.bincount(owners, minlength=len(texts))[owners] > 1
            dotted = np.fromiter(("." in one for one in tokens), dtype=bool, count=len(tokens))
            parts = np.flatnonzero(several | dotted).tolist()
            self.code_words.add([tokens[at] for at in parts], ids[owners[parts]])
        if into is self.codes:
            grams, places = bulk.grams(whole, GRAM, _GRAM_END)
            self.grams.append(grams)
            self.gram_products.append(having[places])


def build(
    connection: Connection,
    total: int,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> bool:
    """Build the index anew in the open transaction; False when cancelled (then roll back)."""
    row = connection.exec_driver_sql("SELECT value FROM meta WHERE name = 'build'").fetchone()
    last = 0 if row is None else int(row[0])
    collected = _Collected()
    done = 0
    for some in repeated_of_all(driver_of(connection), "brand"):
        used, numbers = np.unique(some.numbers, return_inverse=True)
        collected.add_brands(some.ids, [some.values[one] for one in used.tolist()], numbers)
    for ids, columns in columns_of_all(driver_of(connection), _DIFFERING):
        collected.add(ids, *columns)
        done += len(ids)
        progress(done * 2 // _STEPS, total)
        if cancelled():
            return False
    for table in ("terms", "postings", "bitmaps", "fresh"):
        connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names above
    # Codes are sorted by numpy and words by Python: side by side they take two processor cores.
    codes = Ahead(lambda: list(_code_dictionaries(collected)))
    for dictionary, made in chain(_word_dictionaries(collected), _taken(codes)):
        store(connection, last + 1, dictionary, made)
        if cancelled():
            return False
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO meta (name, value) VALUES ('build', ?)", (str(last + 1),)
    )
    progress(total, total)
    return True


def note_changes(connection: Connection, touched: Ids) -> None:
    """Keep changed products apart from the index; build it anew when they are many."""
    row = connection.exec_driver_sql("SELECT 1 FROM meta WHERE name = 'stage:index'").fetchone()
    if row is None:
        return
    already = connection.exec_driver_sql("SELECT count(*) FROM fresh").scalar_one()
    if already + len(touched) > MAX_FRESH:
        build(connection, 0, _tell_nobody, _never)
        return
    changed = []
    driver = driver_of(connection)
    for product in touched.tolist():
        found = read_row(driver, product, FOUND_BY)
        terms = {} if found is None else terms_of(found)
        changed.append((product, json.dumps(terms, ensure_ascii=False)))
    connection.exec_driver_sql("INSERT OR REPLACE INTO fresh (id, terms) VALUES (?, ?)", changed)
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO meta (name, value)"
        " SELECT 'fresh', value FROM meta WHERE name = 'stamp'"
    )


def terms_of(row: Mapping[str, Any]) -> dict[int, list[str]]:
    """Return the terms of one product by dictionary: the slow twin of what `build` collects."""
    names = (row["name"], *row["synonyms"])
    codes = (row["article"], *row["other_codes"])
    whole = [one for one in map(search.code, codes) if one]
    barcodes = [one for one in map(search.code, row["barcodes"]) if one]
    code_texts = (row["brand"], *codes, *row["barcodes"])
    tokens = {token for text in (*names, *code_texts) for token in search.tokens(text)}
    return {
        WORDS: search.indexed_tokens(names, code_texts),
        CODES: sorted({form for one in whole for form in search.stored_forms(one)}),
        BARCODES: sorted({form for one in barcodes for form in search.stored_forms(one)}),
        REVERSED: sorted({one[::-1] for one in (*whole, *barcodes)}),
        GRAMS: sorted({gram for one in whole for gram in search.grams(one)}),
        LETTERS: sorted(filter(search.is_letters, tokens.union(map(search.code, code_texts)))),
        SPELLINGS: sorted(
            {key for text in names for one in search.tokens(text) for key in search.spellings(one)}
        ),
    }


def _taken(ahead: Ahead[list[T]]) -> Iterator[T]:
    yield from ahead.take()


def _flat(lists: list[list[str]]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the texts of many lists, and the place of each text's list."""
    counts = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    return list(chain.from_iterable(lists)), np.repeat(np.arange(len(lists)), counts)


def _word_dictionaries(collected: _Collected) -> Iterator[tuple[int, Sorted]]:
    words = _Postings()
    for source, forms in (
        (collected.names, search.name_forms),
        (collected.code_words, search.code_forms),
    ):
        mapped = np.fromiter(
            map(words.terms.__getitem__, source.terms), dtype=np.int32, count=len(source.terms)
        )
        numbers, products = source.pairs()
        words.put(mapped[numbers] if len(numbers) else numbers, products)
        source.derive(words, forms, ascii_has_none=forms is search.code_forms)
    yield WORDS, sorted_terms(list(words.terms), *words.pairs())
    codes, barcodes = collected.codes, collected.barcodes
    known: set[str] = set()
    for texts in (collected.names.terms, collected.code_words.terms, codes.texts, barcodes.texts):
        known.update(one for one in texts if one.isalpha() and len(one) >= search.MIN_TYPO)
    yield LETTERS, sorted_terms(list(known), _NONE, _NONE)
    spelled = _Postings()
    collected.names.derive(spelled, search.spellings)
    yield SPELLINGS, sorted_terms(list(spelled.terms), *spelled.pairs())


def _code_dictionaries(collected: _Collected) -> Iterator[tuple[int, Sorted]]:
    codes, barcodes = collected.codes, collected.barcodes
    yield CODES, sorted_codes(*codes.forms())
    yield BARCODES, sorted_codes(*barcodes.forms())
    backwards = [one[::-1] for texts in (codes.texts, barcodes.texts) for one in texts]
    owners = np.concatenate([codes.products(), barcodes.products()])
    yield REVERSED, sorted_codes(backwards, owners)
    grams = np.concatenate(collected.grams or [_NO_GRAMS])
    products = np.concatenate(collected.gram_products or [_NONE])
    yield GRAMS, sorted_grams(grams, products, GRAM)


_NONE = np.empty(0, dtype=np.int32)
_NO_GRAMS = np.empty(0, dtype=np.uint64)


def _cut(tokens: list[str]) -> list[str]:
    if max(map(len, tokens), default=0) <= search.MAX_TOKEN:
        return tokens
    return [one[: search.MAX_TOKEN] for one in tokens]


def _without_empty(codes: list[str], ids: NDArray[Any]) -> tuple[list[str], NDArray[Any]]:
    if "" not in codes:
        return codes, ids
    there = [at for at, one in enumerate(codes) if one]
    return [codes[at] for at in there], ids[there]


def _tell_nobody(done: int, total: int) -> None:
    """Nobody waits for this build by itself."""
    del done, total


def _never() -> bool:
    return False
