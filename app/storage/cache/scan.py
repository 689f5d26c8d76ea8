"""Search by reading through the goods, for the time in which the index is being built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.cache import search
from app.storage.cache.rest import unpacked_rest

if TYPE_CHECKING:
    import sqlite3

FEW = 20_000
"""So many goods are read word by word; of more only articles and names are compared by SQL."""


def scanned(
    connection: sqlite3.Connection, words: str, *, code: bool = False, barcodes_only: bool = False
) -> list[int]:
    """Return the products with these words as typed; `code`: with this very code."""
    count = connection.execute("SELECT count(*) FROM products").fetchone()[0]
    if count > FEW:
        return _compared(connection, words, code=code)
    attempt = next(search.attempts(words), None)
    if attempt is None:
        return []
    found = []
    rows = connection.execute("SELECT id, name, article, brand, rest FROM products")
    for product, name, article, brand, packed in rows:
        rest = unpacked_rest(packed)
        codes = () if barcodes_only else (article, *rest["other_codes"])
        if code:
            good = search.code(words) in map(search.code, (*codes, *rest["barcodes"]))
        else:
            tokens = search.indexed_tokens(
                (name, *rest["synonyms"]), (brand, *codes, *rest["barcodes"])
            )
            good = search.matches(attempt, tokens)
        if good:
            found.append(product)
    return sorted(found)


def _compared(connection: sqlite3.Connection, words: str, *, code: bool) -> list[int]:
    """SQL folds Latin letters only, so a word is tried as typed, small, capital and large."""
    if code:
        rows = connection.execute("SELECT id FROM products WHERE article = ?", (words.strip(),))
        return sorted(row[0] for row in rows)
    kept: set[int] | None = None
    for word in words.split()[: search.MAX_WORDS]:
        forms = tuple(dict.fromkeys((word, word.lower(), word.capitalize(), word.upper())))
        test = " OR ".join("instr(name, ?) OR instr(article, ?)" for _ in forms)
        values = [value for form in forms for value in (form, form)]
        # Only the fixed tests are put into the statement.
        rows = connection.execute(f"SELECT id FROM products WHERE {test}", values)  # noqa: S608
        found = {row[0] for row in rows}
        kept = found if kept is None else kept & found
    return sorted(kept or ())
