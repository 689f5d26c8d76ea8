"""Search by reading through the goods, for the time in which the index is being built."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.storage.cache import search
from app.storage.cache.blocks import Block, all_blocks
from app.storage.cache.layout import GROUP, NO_ROW
from app.storage.cache.vector import values_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

FEW = 20_000
"""So many goods are read word by word; of more only articles and names are compared."""

_WORDS = ("name", "synonyms", "article", "other_codes", "brand", "barcodes")


def scanned(
    connection: sqlite3.Connection, words: str, *, code: bool = False, barcodes_only: bool = False
) -> list[int]:
    """Return the products with these words as typed; `code`: with this very code."""
    if _count(connection) > FEW:
        return sorted(_compared(connection, words, code=code))
    attempt = next(search.attempts(words), None)
    if attempt is None:
        return []

    def good(row: Mapping[str, Any]) -> bool:
        codes = () if barcodes_only else (row["article"], *row["other_codes"])
        if code:
            return search.code(words) in map(search.code, (*codes, *row["barcodes"]))
        tokens = search.indexed_tokens(
            (row["name"], *row["synonyms"]), (row["brand"], *codes, *row["barcodes"])
        )
        return search.matches(attempt, tokens)

    return sorted(_rows(all_blocks(connection), _WORDS, good))


def _compared(connection: sqlite3.Connection, words: str, *, code: bool) -> Iterator[int]:
    """Yield the products with each word as typed, small, capital or large in article or name.

    The letters are looked for in the whole block first: few blocks have them.
    """
    typed = [words.strip()] if code else words.split()[: search.MAX_WORDS]
    forms = [
        (one,) if code else tuple(dict.fromkeys((one, one.lower(), one.capitalize(), one.upper())))
        for one in typed
    ]
    marks = [[_inside(form) for form in some] for some in forms]

    def good(row: Mapping[str, Any]) -> bool:
        if code:
            return bool(row["article"] == typed[0])
        texts = (row["name"], row["article"])
        return all(any(form in text for text in texts for form in some) for some in forms)

    def promising() -> Iterator[tuple[Block, list[int] | None]]:
        for block, kept in all_blocks(connection):
            text = block.text("article") if code else block.text("article") + block.text("name")
            if all(any(mark in text for mark in some) for some in marks):
                yield block, kept

    return _rows(promising(), ("article", "name"), good)


def _rows(
    blocks: Iterator[tuple[Block, list[int] | None]],
    names: tuple[str, ...],
    good: Callable[[Mapping[str, Any]], bool],
) -> Iterator[int]:
    for block, kept in blocks:
        for at in range(block.count) if kept is None else kept:
            if good(block.row(at, names)):
                yield block.ids[at]


def _inside(text: str) -> bytes:
    """Return the text as it stands inside of a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass")


def _count(connection: sqlite3.Connection) -> int:
    rows = connection.execute("SELECT data FROM segments WHERE kind = ? AND key = 0", (GROUP,))
    return sum(len(some) - some.count(NO_ROW) for some in (values_of(data) for (data,) in rows))
