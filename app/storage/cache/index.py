"""The search index: dictionaries of sorted terms, each with the products that have it.

All terms that begin alike stand together, and so do their products: a prefix of any length is one
range of postings. It is built whole from the goods; products that change after are kept apart in
`fresh` with their terms until they are so many that the index is built anew.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from app.storage.cache import bulk, search
from app.storage.cache.blocks import read_row
from app.storage.cache.code_index import CodesHere
from app.storage.cache.dictionaries import packed, sorted_terms, store
from app.storage.cache.index_terms import Postings, cut_tokens, flat, without_empty
from app.storage.cache.layout import (
    BARCODES,
    CODES,
    GRAMS,
    LETTERS,
    REVERSED,
    SPELLINGS,
    WORDS,
)
from app.storage.cache.packing import columns_of_all, driver_of, repeated_of_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from app.storage.cache.code_index import CodePart, CodeWords
    from app.storage.cache.dictionaries import Packed
    from app.storage.cache.segments import Ids

    Numbers = NDArray[np.int32]

FOUND_BY = ("name", "article", "brand", "barcodes", "other_codes", "synonyms")
"""Columns of goods by which they are found."""
MAX_FRESH = 20_000
_STEPS = 3  # reading the goods, then as long again for sorting and writing


class _Words:
    """What all goods are found by, word by word."""

    def __init__(self) -> None:
        self.names = Postings()
        self.code_words = Postings()
        """Brands and the parts of codes."""

    def add(self, ids: Numbers, names: list[str], synonyms: list[list[str]]) -> None:
        """Take names of goods and what else they are called."""
        self._add_names(names, ids)
        texts, called = flat(synonyms)
        if texts:
            self._add_names(texts, ids[called])

    def add_brands(self, ids: Numbers, brands: list[str], numbers: NDArray[np.int64]) -> None:
        """Take the brands of goods: each distinct one, and the number of each product's."""
        folded = bulk.Folded(brands)
        tokens, places = folded.tokens()
        order = np.argsort(numbers, kind="stable")
        counts = np.bincount(numbers, minlength=len(brands))
        starts = np.cumsum(counts) - counts
        for terms, owners in (
            (cut_tokens(tokens), places),
            without_empty(folded.codes(), np.arange(len(brands))),
        ):
            repeats = counts[owners]
            within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
            self.code_words.add(
                terms,
                ids[order[np.repeat(starts[owners], repeats) + within]],
                np.repeat(np.arange(len(terms)), repeats),
            )

    def add_code_words(self, found: CodeWords) -> None:
        """Take the parts of codes."""
        if len(found.numbers):
            self.code_words.add(found.terms, found.products, found.numbers)

    def _add_names(self, texts: list[str], ids: Numbers) -> None:
        tokens, numbers, owners = bulk.Folded(texts).distinct_tokens()
        self.names.add(tokens, ids[owners], numbers)


def build(
    connection: Connection,
    total: int,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    codes: CodePart | None = None,
) -> bool:
    """Build the index anew in the open transaction; False when cancelled (then roll back).

    `codes` come from elsewhere, or are made here.
    """
    codes = codes or CodesHere(driver_of(connection))
    row = connection.exec_driver_sql("SELECT value FROM meta WHERE name = 'build'").fetchone()
    last = 0 if row is None else int(row[0])
    words = _Words()
    done = 0
    for some in repeated_of_all(driver_of(connection), "brand"):
        used, numbers = np.unique(some.numbers, return_inverse=True)
        words.add_brands(some.ids, [some.values[one] for one in used.tolist()], numbers)
    for ids, (names, synonyms) in columns_of_all(driver_of(connection), ("name", "synonyms")):
        words.add(ids, names, synonyms)
        done += len(ids)
        progress(done * 2 // _STEPS, total)
        if cancelled():
            return False
    found = codes.words()
    if cancelled():
        return False
    words.add_code_words(found)
    for table in ("terms", "postings", "bitmaps", "fresh"):
        connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names above
    for made in chain(_word_dictionaries(words, found.letters), codes.dictionaries()):
        store(connection, last + 1, made)
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


def _word_dictionaries(collected: _Words, letters: list[str]) -> Iterator[Packed]:
    words = Postings()
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
    yield packed(WORDS, sorted_terms(list(words.terms), *words.pairs()))
    known = set(letters)
    for terms in (collected.names.terms, collected.code_words.terms):
        known.update(filter(search.is_letters, terms))
    yield packed(LETTERS, sorted_terms(list(known), _NONE, _NONE))
    spelled = Postings()
    collected.names.derive(spelled, search.spellings)
    yield packed(SPELLINGS, sorted_terms(list(spelled.terms), *spelled.pairs()))


_NONE = np.empty(0, dtype=np.int32)


def _tell_nobody(done: int, total: int) -> None:
    """Nobody waits for this build by itself."""
    del done, total


def _never() -> bool:
    return False
