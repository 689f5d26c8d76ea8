"""Sorts the terms of the index and writes a dictionary: terms, postings, bitmaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from app.storage.cache import bulk
from app.storage.cache.layout import FREQUENT, POSTINGS, TERMS
from app.storage.cache.orders import key_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy import Connection

    Numbers = NDArray[np.int32]

_TERMS = "INSERT INTO terms (build, dictionary, first, data, starts) VALUES (?, ?, ?, ?, ?)"
_POSTINGS = "INSERT INTO postings (build, dictionary, part, data) VALUES (?, ?, ?, ?)"
_BITMAPS = "INSERT INTO bitmaps (build, dictionary, start, stop, data) VALUES (?, ?, ?, ?, ?)"


class Sorted(NamedTuple):
    """A dictionary: its terms in order, where the postings of each begin and end, all postings."""

    terms: list[bytes]
    starts: Numbers
    products: Numbers


def sorted_terms(terms: list[str], numbers: NDArray[Any], products: Numbers) -> Sorted:
    """Return terms that stand once each in order; pairs of term and product stand anyhow."""
    coded = [one.encode() for one in terms]
    order = sorted(range(len(coded)), key=coded.__getitem__)
    rank = np.empty(len(coded), dtype=np.int64)
    rank[order] = np.arange(len(coded))
    pairs = rank[numbers] << 32 | products if len(numbers) else rank[:0]
    pairs.sort()
    if len(pairs):
        pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])]
    counts = np.bincount(pairs >> 32, minlength=len(coded))
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return Sorted([coded[one] for one in order], starts, (pairs & 0xFFFFFFFF).astype(np.int32))


def sorted_codes(texts: list[str], products: Numbers) -> Sorted:
    """Return codes in order; each text stands with its product and may come again."""
    if not texts:
        return Sorted([], np.zeros(1, dtype=np.int32), np.empty(0, dtype=np.int32))
    coded = np.array([one.encode() for one in texts])
    width = -(-coded.dtype.itemsize // 8) * 8
    coded = coded.astype(f"S{width}")
    columns: tuple[NDArray[Any], ...] = (products, *key_columns(coded))
    order = np.lexsort(columns)
    coded, products = coded[order], products[order]
    differs = np.concatenate([[True], coded[1:] != coded[:-1]])
    kept = differs | np.concatenate([[True], products[1:] != products[:-1]])
    coded, products, differs = coded[kept], products[kept], differs[kept]
    starts = np.append(np.flatnonzero(differs), len(coded)).astype(np.int32)
    return Sorted(coded[differs].tolist(), starts, products)


def sorted_grams(grams: NDArray[np.uint64], products: Numbers, size: int) -> Sorted:
    """Return parts of codes, given as numbers that are in the order of their texts, in order."""
    if not len(grams):
        return Sorted([], np.zeros(1, dtype=np.int32), products)
    order = np.lexsort((products, grams))
    grams, products = grams[order], products[order]
    differs = np.concatenate([[True], grams[1:] != grams[:-1]])
    kept = differs | np.concatenate([[True], products[1:] != products[:-1]])
    grams, products, differs = grams[kept], products[kept], differs[kept]
    starts = np.append(np.flatnonzero(differs), len(grams)).astype(np.int32)
    terms = [one.encode() for one in bulk.gram_texts(grams[differs], size)]
    return Sorted(terms, starts, products)


class Packed(NamedTuple):
    """A dictionary as rows of its three tables, without the number of the build.

    Terms: the first of some, all of them, where their postings begin. Postings: the ids by part.
    Bitmaps: begin and end of the postings that a frequent prefix has, and whose they are.
    """

    dictionary: int
    terms: list[tuple[bytes, bytes, bytes]]
    postings: list[bytes]
    bitmaps: list[tuple[int, int, bytes]]


def packed(dictionary: int, made: Sorted) -> Packed:
    """Return a dictionary as it is stored."""
    terms, starts, ids = made
    rows = [
        (
            terms[at],
            b"\n".join(terms[at : at + TERMS]),
            starts[at : at + TERMS + 1].tobytes(),
        )
        for at in range(0, len(terms), TERMS)
    ]
    postings = [ids[at : at + POSTINGS].tobytes() for at in range(0, len(ids), POSTINGS)]
    maps = []
    for start, stop in _frequent(terms, starts):
        mask = np.zeros(int(ids[start:stop].max()) + 1, dtype=bool)
        mask[ids[start:stop]] = True
        maps.append((start, stop, np.packbits(mask).tobytes()))
    return Packed(dictionary, rows or [(b"", b"", starts.tobytes())], postings, maps)


def store(connection: Connection, number: int, made: Packed) -> None:
    """Write one dictionary of a build."""
    dictionary = made.dictionary
    parts = enumerate(made.postings)
    for statement, rows in (
        (_TERMS, [(number, dictionary, *row) for row in made.terms]),
        (_POSTINGS, [(number, dictionary, part, data) for part, data in parts]),
        (_BITMAPS, [(number, dictionary, *row) for row in made.bitmaps]),
    ):
        if rows:
            connection.exec_driver_sql(statement, rows)


def _frequent(terms: list[bytes], starts: Numbers) -> set[tuple[int, int]]:
    """Return the ranges of postings of all prefixes with many hits, the empty one left out."""
    found: set[tuple[int, int]] = set()
    waiting = [(0, len(terms), 0)]
    while waiting:
        low, high, length = waiting.pop()
        at = low
        while at < high:
            term = terms[at]
            step = _letter(term, length)
            if step == length:  # the prefix itself is a term
                at += 1
                continue
            end = _after(terms, term[:step], at, high)
            start, stop = int(starts[at]), int(starts[end])
            if stop - start > FREQUENT:
                found.add((start, stop))
                waiting.append((at, end, step))
            at = end
    return found


def _letter(term: bytes, start: int) -> int:
    """Return where the letter of UTF-8 ends that begins here."""
    end = start + 1
    while end < len(term) and term[end] & 0xC0 == 0x80:
        end += 1
    return min(end, len(term))


def _after(terms: list[bytes], prefix: bytes, low: int, high: int) -> int:
    """Return the first place after the terms that begin with the prefix."""
    step = 1
    while low + step < high and terms[low + step].startswith(prefix):
        low += step
        step *= 2
    high = min(high, low + step)
    while low + 1 < high:
        middle = (low + high) // 2
        if terms[middle].startswith(prefix):
            low = middle
        else:
            high = middle
    return high
