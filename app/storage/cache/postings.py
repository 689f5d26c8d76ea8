"""Reads the search index: ranges of terms, the products that have them, and what changed since."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import numpy as np

from app.storage.cache.layout import FREQUENT, POSTINGS
from app.storage.cache.near import Vocabulary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Numbers = NDArray[np.int32]

_AFTER = b"\xff"  # greater than any byte of UTF-8
_KEPT_BLOCKS = 256
_KEPT_MASKS = 24


class _Block:
    """Some terms of a dictionary and where the postings of each begin."""

    __slots__ = ("starts", "terms")

    def __init__(self, data: bytes, starts: bytes) -> None:
        self.starts = memoryview(starts).cast("i")
        self.terms = data.split(b"\n") if len(self.starts) > 1 else []


class Dictionary:
    """One dictionary of the index that was built last."""

    def __init__(self, connection: sqlite3.Connection, dictionary: int) -> None:
        rows = connection.execute(
            "SELECT id, first FROM terms WHERE dictionary = ? ORDER BY id", (dictionary,)
        ).fetchall()
        self._dictionary = dictionary
        self._ids = [row[0] for row in rows]
        self._firsts = [row[1] for row in rows]
        self._blocks: dict[int, _Block] = {}

    def prefix(self, connection: sqlite3.Connection, prefix: bytes) -> tuple[int, int]:
        """Return the range of postings of all terms that begin so."""
        return self._place(connection, prefix), self._place(connection, prefix + _AFTER)

    def exact(self, connection: sqlite3.Connection, term: bytes) -> tuple[int, int]:
        """Return the range of postings of one term."""
        return self._place(connection, term), self._place(connection, term + b"\0")

    def terms(
        self, connection: sqlite3.Connection, prefix: bytes
    ) -> Iterator[tuple[list[bytes], NDArray[np.int32]]]:
        """Yield the terms that begin so, with the beginnings of their postings and the last end."""
        first = max(bisect_left(self._firsts, prefix) - 1, 0)
        last = bisect_left(self._firsts, prefix + _AFTER)
        rows = connection.execute(
            "SELECT data, starts FROM terms WHERE dictionary = ? AND id BETWEEN ? AND ?"
            " ORDER BY id",
            (self._dictionary, *self._span(first, last)),
        )
        for data, starts in rows:
            block = _Block(data, starts)
            low = bisect_left(block.terms, prefix)
            high = bisect_left(block.terms, prefix + _AFTER)
            if low < high:
                yield block.terms[low:high], np.array(block.starts[low : high + 1], dtype=np.int32)

    def _span(self, first: int, last: int) -> tuple[int, int]:
        if not self._ids:
            return 0, -1
        return self._ids[first], self._ids[max(first, last - 1)]

    def _place(self, connection: sqlite3.Connection, term: bytes) -> int:
        """Return where the postings of the first term begin that is not smaller."""
        at = bisect_right(self._firsts, term) - 1
        if at < 0:
            return 0
        block = self._blocks.get(at)
        if block is None:
            row = connection.execute(
                "SELECT data, starts FROM terms WHERE id = ?", (self._ids[at],)
            ).fetchone()
            if len(self._blocks) >= _KEPT_BLOCKS:
                self._blocks.pop(next(iter(self._blocks)))
            block = self._blocks[at] = _Block(*row)
        return block.starts[bisect_left(block.terms, term)]

    def products(self, connection: sqlite3.Connection, start: int, stop: int) -> Numbers:
        """Return a range of postings."""
        if start >= stop:
            return np.empty(0, dtype=np.int32)
        first, last = start // POSTINGS, (stop - 1) // POSTINGS
        rows = connection.execute(
            "SELECT data FROM postings WHERE dictionary = ? AND part BETWEEN ? AND ? ORDER BY part",
            (self._dictionary, first, last),
        ).fetchall()
        joined = np.frombuffer(b"".join(row[0] for row in rows), dtype=np.int32)
        return joined[start - first * POSTINGS : stop - first * POSTINGS]

    def bitmap(self, connection: sqlite3.Connection, start: int, stop: int) -> bytes | None:
        """Return the ready bitmap of a long range."""
        if stop - start <= FREQUENT:
            return None
        row = connection.execute(
            "SELECT data FROM bitmaps WHERE dictionary = ? AND start = ? AND stop = ?",
            (self._dictionary, start, stop),
        ).fetchone()
        return None if row is None else bytes(row[0])


class Index:
    """The whole index as one state of the file has it; masks are by product id.

    `dictionaries` are those of the same build, filled as they are needed. What ranges of postings
    have is kept as packed bits: an eighth of a mask, and unpacked in a twentieth of a millisecond
    at a million products.
    """

    def __init__(
        self, connection: sqlite3.Connection, length: int, dictionaries: dict[int, Dictionary]
    ) -> None:
        self.length = length
        self.connection = connection
        self._dictionaries = dictionaries
        self._fresh: dict[int, list[tuple[bytes, int]]] = {}
        self._stale: Numbers = np.empty(0, dtype=np.int32)
        self._vocabulary: Vocabulary | None = None
        self._masks: dict[tuple[tuple[int, int, int], ...], NDArray[np.uint8]] = {}
        self._read_fresh()

    def open(self, dictionaries: tuple[int, ...]) -> None:
        """Read where the terms of these dictionaries lie."""
        for one in dictionaries:
            self._dictionary(one)

    def prefix(self, dictionaries: tuple[int, ...], prefix: str) -> Mask:
        """Return the products with a term in any of the dictionaries that begins so."""
        coded = prefix.encode()
        ranges = [
            (one, *self._dictionary(one).prefix(self.connection, coded)) for one in dictionaries
        ]
        return self._masked(ranges, coded, coded + _AFTER)

    def exact(self, dictionary: int, term: str) -> list[int]:
        """Return the ids of the products with this very term, in order."""
        known = self._dictionary(dictionary)
        coded = term.encode()
        found = known.products(self.connection, *known.exact(self.connection, coded))
        ids = set(found.tolist())
        ids.difference_update(self._stale.tolist())
        rows = self._fresh.get(dictionary, [])
        ids.update(product for _, product in _between(rows, coded, coded + b"\0"))
        return sorted(ids)

    def exact_mask(self, dictionaries: tuple[int, ...], term: str) -> Mask:
        """Return the products with this very term in any of the dictionaries."""
        coded = term.encode()
        ranges = [
            (one, *self._dictionary(one).exact(self.connection, coded)) for one in dictionaries
        ]
        return self._masked(ranges, coded, coded + b"\0")

    def vocabulary(self, dictionary: int) -> Vocabulary:
        """Return all terms of a dictionary as a matrix of letters."""
        if self._vocabulary is None:
            terms, _ = self.terms(dictionary, "")
            self._vocabulary = Vocabulary(list(dict.fromkeys(terms)))
        return self._vocabulary

    def terms(self, dictionary: int, prefix: str) -> tuple[list[bytes], NDArray[np.int64]]:
        """Return the terms that begin so, and the range of postings of each as two columns.

        Terms of changed products come last, with ranges of minus one.
        """
        coded = prefix.encode()
        terms: list[bytes] = []
        ranges = [np.empty((0, 2), dtype=np.int64)]
        for some, starts in self._dictionary(dictionary).terms(self.connection, coded):
            terms.extend(some)
            ranges.append(np.stack([starts[:-1], starts[1:]], axis=1).astype(np.int64))
        rows = _between(self._fresh.get(dictionary, []), coded, coded + _AFTER)
        fresh = list(dict.fromkeys(term for term, _ in rows))
        ranges.append(np.full((len(fresh), 2), -1, dtype=np.int64))
        return terms + fresh, np.concatenate(ranges)

    def of_terms(self, dictionary: int, terms: list[bytes], ranges: NDArray[np.int64]) -> Mask:
        """Return the products that have any of these terms, found by `terms`."""
        known = self._dictionary(dictionary)
        mask = np.zeros(self.length, dtype=bool)
        for start, stop in ranges.tolist():
            if start >= 0:
                mask[known.products(self.connection, start, stop)] = True
        mask[self._stale] = False
        rows = self._fresh.get(dictionary, [])
        for term in terms:
            for _, product in _between(rows, term, term + b"\0"):
                mask[product] = True
        return mask

    def _dictionary(self, dictionary: int) -> Dictionary:
        known = self._dictionaries.get(dictionary)
        if known is None:
            known = self._dictionaries[dictionary] = Dictionary(self.connection, dictionary)
        return known

    def _masked(self, ranges: list[tuple[int, int, int]], low: bytes, high: bytes) -> Mask:
        """Return the products of ranges of postings, and changed ones with terms between."""
        key = tuple(ranges)
        packed = self._masks.get(key)
        if packed is not None:
            mask = np.unpackbits(packed, count=self.length).view(bool)
        else:
            mask = np.zeros(self.length, dtype=bool)
            for dictionary, start, stop in ranges:
                if start < stop:
                    self._add(mask, dictionary, start, stop)
            if len(self._stale):
                mask[self._stale] = False
            if len(self._masks) >= _KEPT_MASKS:
                self._masks.pop(next(iter(self._masks)))
            self._masks[key] = np.packbits(mask)
        rows = [
            product
            for dictionary, _, _ in ranges
            for _, product in _between(self._fresh.get(dictionary, []), low, high)
        ]
        if rows:
            mask[rows] = True
        return mask

    def _add(self, mask: Mask, dictionary: int, start: int, stop: int) -> None:
        known = self._dictionary(dictionary)
        packed = known.bitmap(self.connection, start, stop)
        if packed is None:
            mask[known.products(self.connection, start, stop)] = True
            return
        bits = np.unpackbits(np.frombuffer(packed, dtype=np.uint8))[: self.length].view(bool)
        mask[: len(bits)] |= bits

    def _read_fresh(self) -> None:
        stale = []
        for product, text in self.connection.execute("SELECT id, terms FROM fresh"):
            stale.append(product)
            for dictionary, terms in json.loads(text).items():
                rows = self._fresh.setdefault(int(dictionary), [])
                rows.extend((term.encode(), product) for term in terms)
        self._stale = np.array(stale, dtype=np.int32)
        for rows in self._fresh.values():
            rows.sort()


def _between(rows: list[tuple[bytes, int]], low: bytes, high: bytes) -> list[tuple[bytes, int]]:
    return rows[bisect_left(rows, (low, -1)) : bisect_left(rows, (high, -1))]
