"""How words are folded, so that what is typed meets what the supplier wrote.

The writer folds the goods with it and the reader folds the query: one module, so that they can
never differ. Letters і, ї, є, ґ stay themselves; case, apostrophes and the sign of multiplication
between digits do not matter; a comma between digits is a point.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.product import Reading

MAX_QUERY = 200
MAX_WORDS = 12
MAX_TOKEN = 64
SKELETON = "\ue000"
"""Marks a token that was folded by look of its letters; never part of typed text."""

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´′"))
_ASCII_APOSTROPHES = re.compile("['`]")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\ufe00-\ufe0f\ue000]")
_TIMES = re.compile(r"(?<=\d)\s*[хx×]\s*(?=\d)")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_TOKEN = re.compile(r"[^\W_]+(?:(?<=\d)\.\d[^\W_]*)*")
_SIZES = re.compile(r"(?<=\d)x(?=\d)")
_CODE = re.compile(r"[\W_]+")
_CYRILLIC_LIKE = "авсеніjкмортухѕԁ"
_LATIN_LIKE = "abcehijkmoptyxsd"
_LOOK = str.maketrans(_CYRILLIC_LIKE, _LATIN_LIKE)

_QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_UKRAINIAN = "'йцукенгшщзхїфівапролджєячсмитьбю." + "ʼЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ,"
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю." + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"
_TO_UKRAINIAN = str.maketrans(_QWERTY, _UKRAINIAN)
_TO_RUSSIAN = str.maketrans(_QWERTY, _RUSSIAN)
_FROM_CYRILLIC = str.maketrans(_RUSSIAN + "іїєґІЇЄҐ", _QWERTY + "s]'\\S}\"|")

_ORDER = str.maketrans(
    {"ґ": "г\uffff", "є": "е\uffff", "ё": "е\uffff", "і": "и\uffff", "ї": "и\uffff\uffff"}
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")


class Chunk(NamedTuple):
    """One typed word: its tokens must all be found, or `joined` as one code."""

    tokens: tuple[str, ...]
    joined: str


class Attempt(NamedTuple):
    """One way to read what was typed."""

    reading: Reading
    text: str
    chunks: tuple[Chunk, ...]


def fold(text: str) -> str:
    """Return the text with everything folded that must not matter in a search."""
    if text.isascii():
        plain = _ASCII_APOSTROPHES.sub("", text.lower())
    else:
        plain = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
        plain = _MARKS.sub("", unicodedata.normalize("NFC", plain))
    return _DECIMAL.sub(".", _TIMES.sub("x", plain))


def tokens(text: str) -> list[str]:
    """Return the folded words of a text in their order."""
    return [token[:MAX_TOKEN] for token in _TOKEN.findall(fold(text))]


def code(text: str) -> str:
    """Return an article or a barcode with its punctuation folded away: AB-12/3 is ab123."""
    return _CODE.sub("", fold(text))[:MAX_TOKEN]


def skeleton(token: str) -> str:
    """Return the folded token with Cyrillic letters replaced by the Latin ones they look like."""
    return token if token.isascii() else token.translate(_LOOK)


def indexed_tokens(names: Iterable[str], codes: Iterable[str]) -> list[str]:
    """Return every token under which a product is found, each once, sorted.

    `names` are texts for people, `codes` the article, other codes, barcodes and the brand: their
    tokens are also kept joined and, where it differs, by the look of their letters.
    """
    found: set[str] = set()
    for name in names:
        for token in tokens(name):
            found.add(token)
            if not token.isascii() and _DIGIT.search(token) is not None:
                found.add(SKELETON + skeleton(token))
            if "x" in token:
                found.update(part for part in _SIZES.split(token) if part)
    for one in codes:
        parts = tokens(one)
        whole = code(one)
        if whole:
            parts.append(whole)
        for token in parts:
            found.add(token)
            if not token.isascii():
                found.add(SKELETON + skeleton(token))
    return sorted(found)


def attempts(typed: str) -> Iterator[Attempt]:
    """Yield the readings of what was typed, the likeliest first.

    Nothing is yielded when there is no letter or digit in it.
    """
    typed = typed[:MAX_QUERY].strip()
    first = _chunks(typed)
    if not first:
        return
    yield Attempt("as_typed", typed, first)
    seen = {first}
    for table in (_TO_UKRAINIAN, _TO_RUSSIAN, _FROM_CYRILLIC):
        other = typed.translate(table)
        chunks = _chunks(other)
        if chunks and chunks not in seen:
            seen.add(chunks)
            yield Attempt("other_layout", other, chunks)
    looks = tuple(_look(chunk) for chunk in first)
    yield Attempt("look_alike", skeleton(fold(typed)), looks)


def match_expression(attempt: Attempt) -> str:
    """Return the FTS5 expression of a reading: words in any order, each as a prefix."""

    def term(token: str) -> str:
        if attempt.reading == "look_alike":
            return f'("{token}" * OR "{SKELETON}{token}" *)'
        return f'"{token}" *'

    parts = []
    for chunk in attempt.chunks:
        both = " AND ".join(map(term, chunk.tokens))
        parts.append(f"(({both}) OR {term(chunk.joined)})" if chunk.joined else f"({both})")
    return " AND ".join(parts)


def matches(attempt: Attempt, product_tokens: list[str]) -> bool:
    """Say whether a product with these tokens is found: the slow twin of the index."""

    def found(prefix: str) -> bool:
        starts: tuple[str, ...] = (prefix,)
        if attempt.reading == "look_alike":
            starts = (prefix, SKELETON + prefix)
        return any(token.startswith(starts) for token in product_tokens)

    return all(
        all(found(token) for token in chunk.tokens) or (chunk.joined != "" and found(chunk.joined))
        for chunk in attempt.chunks
    )


def exact_codes(attempt: Attempt) -> tuple[str, ...]:
    """Return the normalised codes that a reading would be an exact code of."""
    whole = code(attempt.text)
    if attempt.reading != "look_alike" or not whole:
        return (whole,) if whole else ()
    return (skeleton(whole), SKELETON + skeleton(whole))


def stored_codes(text: str) -> tuple[str, ...]:
    """Return the forms under which an article or a barcode is stored."""
    whole = code(text)
    if not whole:
        return ()
    return (whole,) if whole.isascii() else (whole, SKELETON + skeleton(whole))


def sort_key(text: str) -> str:
    """Return a key that orders texts by the Ukrainian alphabet and numbers by their size."""
    folded = " ".join(text.casefold().translate(_APOSTROPHES).split()).translate(_ORDER)
    return _NUMBER.sub(lambda m: m.group().lstrip("0").zfill(12), folded)


def _chunks(text: str) -> tuple[Chunk, ...]:
    chunks = []
    for word in fold(text).split():
        found = tuple(token[:MAX_TOKEN] for token in _TOKEN.findall(word))
        if found:
            joined = code(word)
            chunks.append(Chunk(found, "" if found == (joined,) else joined))
    return tuple(dict.fromkeys(chunks))[:MAX_WORDS]


def _look(chunk: Chunk) -> Chunk:
    return Chunk(
        tuple(map(skeleton, chunk.tokens)),
        skeleton(chunk.joined),
    )
