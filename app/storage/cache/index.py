"""The search index: dictionaries of sorted terms, each with the products that have it.

All terms that begin alike stand together, and so do their products: a prefix of any length is one
range of postings. It is built whole from the goods; products that change after are kept apart in
`fresh` with their terms until they are so many that the index is built anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic_core import from_json

from app.storage.cache import bulk, search
from app.storage.cache.dictionaries import Sorted, sorted_codes, sorted_terms, store
from app.storage.cache.layout import (
    BARCODES,
    CODES,
    GRAM,
    GRAMS,
    LETTERS,
    REST,
    REVERSED,
    SPELLINGS,
    WORDS,
)
from app.storage.cache.rest import unpacked_rest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from app.storage.cache.segments import Ids

    Numbers = NDArray[np.int32]

BATCH = 4_096
MAX_FRESH = 20_000
_STEPS = 3  # reading the goods, then as long again for sorting and writing
_GRAM_END = 0x1F
_NAMES = [name for name, _ in REST]
_LISTS = tuple(_NAMES.index(name) for name in ("barcodes", "other_codes", "synonyms"))


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

    def add(self, terms: list[str], products: Numbers) -> None:
        numbers = np.fromiter(map(self.terms.__getitem__, terms), dtype=np.int32, count=len(terms))
        self.put(numbers, products)

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

    def derive(self, into: _Postings, forms: Callable[[str], Sequence[str]]) -> None:
        """Give each product that has a term the forms of that term, too: once for each term."""
        numbers, products = self.pairs()
        known = list(self.terms)
        counts = np.zeros(len(known), dtype=np.int64)
        targets: list[int] = []
        for number, term in enumerate(known):
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

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take rows of id, name, article, brand, rest."""
        ids = np.array([row[0] for row in rows], dtype=np.int32)
        barcodes, others, synonyms = _lists([row[4] for row in rows])
        self._add_names([row[1] for row in rows], ids)
        if synonyms:
            self._add_names([one[1] for one in synonyms], ids[[one[0] for one in synonyms]])
        self._add_codes(self.codes, [row[2] for row in rows], ids)
        if others:
            owners = ids[[one[0] for one in others]]
            self._add_codes(self.codes, [one[1] for one in others], owners)
        if barcodes:
            owners = ids[[one[0] for one in barcodes]]
            self._add_codes(self.barcodes, [one[1] for one in barcodes], owners)
        brands = bulk.Folded([row[3] for row in rows])
        tokens, places = brands.tokens()
        self.code_words.add(_cut(tokens), ids[places])
        self.code_words.add(*_without_empty(brands.codes(), ids))

    def _add_names(self, texts: list[str], ids: Numbers) -> None:
        tokens, owners = bulk.Folded(texts).tokens()
        self.names.add(_cut(tokens), ids[owners])

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
    found = connection.connection.cursor()
    found.execute("SELECT id, name, article, brand, rest FROM products")
    while rows := found.fetchmany(BATCH):
        collected.add(rows)
        done += len(rows)
        progress(done * 2 // _STEPS, total)
        if cancelled():
            found.close()
            return False
    found.close()
    for table in ("terms", "postings", "bitmaps", "fresh"):
        connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names above
    for dictionary, made in _dictionaries(collected):
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
    for product in touched.tolist():
        found = connection.exec_driver_sql(
            "SELECT name, article, brand, rest FROM products WHERE id = ?", (product,)
        ).fetchone()
        terms = {} if found is None else terms_of(*found)
        changed.append((product, json.dumps(terms, ensure_ascii=False)))
    connection.exec_driver_sql("INSERT OR REPLACE INTO fresh (id, terms) VALUES (?, ?)", changed)
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO meta (name, value)"
        " SELECT 'fresh', value FROM meta WHERE name = 'stamp'"
    )


def terms_of(name: str, article: str, brand: str, packed: bytes) -> dict[int, list[str]]:
    """Return the terms of one product by dictionary: the slow twin of what `build` collects."""
    rest = unpacked_rest(packed)
    names = (name, *rest["synonyms"])
    codes = (article, *rest["other_codes"])
    whole = [one for one in map(search.code, codes) if one]
    barcodes = [one for one in map(search.code, rest["barcodes"]) if one]
    code_texts = (brand, *codes, *rest["barcodes"])
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


def _lists(rests: list[bytes]) -> tuple[list[tuple[int, str]], ...]:
    """Return (place, text) of all barcodes, other codes and synonyms."""
    rows = from_json(b"[[" + b"],[".join(rests) + b"]]")
    found: tuple[list[tuple[int, str]], ...] = ([], [], [])
    places: dict[int, list[tuple[int, int]]] = {}
    for at, row in enumerate(rows):
        there = row[0]
        shape = places.get(there)
        if shape is None:
            shape = places[there] = [
                (kind, 1 + (there & ((1 << bit) - 1)).bit_count())
                for kind, bit in enumerate(_LISTS)
                if there >> bit & 1
            ]
        for kind, place in shape:
            for text in row[place]:
                found[kind].append((at, text))
    return found


def _dictionaries(collected: _Collected) -> Iterator[tuple[int, Sorted]]:
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
        source.derive(words, forms)
    yield WORDS, sorted_terms(list(words.terms), *words.pairs())
    codes, barcodes = collected.codes, collected.barcodes
    known: set[str] = set()
    for texts in (collected.names.terms, collected.code_words.terms, codes.texts, barcodes.texts):
        known.update(one for one in texts if one.isalpha() and len(one) >= search.MIN_TYPO)
    yield LETTERS, sorted_terms(list(known), _NONE, _NONE)
    spelled = _Postings()
    collected.names.derive(spelled, search.spellings)
    yield SPELLINGS, sorted_terms(list(spelled.terms), *spelled.pairs())
    yield CODES, sorted_codes(*codes.forms())
    yield BARCODES, sorted_codes(*barcodes.forms())
    backwards = [one[::-1] for texts in (codes.texts, barcodes.texts) for one in texts]
    owners = np.concatenate([codes.products(), barcodes.products()])
    yield REVERSED, sorted_codes(backwards, owners)
    grams, places = np.unique(np.concatenate(collected.grams or [_NO_GRAMS]), return_inverse=True)
    products = np.concatenate(collected.gram_products or [_NONE])
    yield GRAMS, sorted_terms(bulk.gram_texts(grams, GRAM), places, products)


_NONE = np.empty(0, dtype=np.int32)
_NO_GRAMS = np.empty(0, dtype=np.uint64)


def _cut(tokens: list[str]) -> list[str]:
    if max(map(len, tokens), default=0) <= search.MAX_TOKEN:
        return tokens
    return [one[: search.MAX_TOKEN] for one in tokens]


def _without_empty(codes: list[str], ids: Numbers) -> tuple[list[str], Numbers]:
    if "" not in codes:
        return codes, ids
    there = [at for at, one in enumerate(codes) if one]
    return [codes[at] for at in there], ids[there]


def _tell_nobody(done: int, total: int) -> None:
    """Nobody waits for this build by itself."""
    del done, total


def _never() -> bool:
    return False
