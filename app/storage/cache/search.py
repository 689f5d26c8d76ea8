"""How words are folded, so that what is typed meets what the supplier wrote.

The writer folds the goods with it and the reader folds the query: one module, so that they can
never differ. Letters і, ї, є, ґ stay themselves; case, apostrophes and the sign of multiplication
between digits do not matter; a comma between digits is a point.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from app.storage.cache.layout import GRAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.product import Reading

MAX_QUERY = 200
MAX_WORDS = 12
MAX_TOKEN = 64
SKELETON = "\ue000"
"""Marks a token that was folded by look of its letters; never part of typed text."""

APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´′"))
_ASCII_APOSTROPHES = re.compile("['`]")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\ufe00-\ufe0f\ue000]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
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

GRAM_END = "\x1f"
MIN_SPELLED = 3
MIN_TYPO = 4
MIN_FRAGMENT = 3
_CYRILLIC_WORD = re.compile("[а-яёіїєґ]+")
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = str.maketrans("іїыйоєэёґ", "иииииееег", "ьъ")
_DIGIT = re.compile(r"\d")


SORT_WIDTH = 96
MAX_SORTED = 200
SPACE_CODE, SIGN_CODE, LENGTH_CODE, ZERO_CODE, OTHER_LETTER_CODE = 1, 2, 3, 50, 255
MAX_DIGITS = 40
_SORT_CODES = {
    char: code
    for code, char in enumerate(
        "abcdefghijklmnopqrstuvwxyzабвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя", start=70
    )
}


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
        plain = unicodedata.normalize("NFKC", text)
        # No goods are named by letters beyond the basic plane; signs from there divide words.
        plain = _ASTRAL.sub(" ", plain).casefold().translate(APOSTROPHES)
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


def looks(token: str) -> tuple[str, ...]:
    """Return what a token may begin with when letters that look alike are one.

    The token itself is among them: of several words often only one has such letters.
    """
    alike = skeleton(token)
    return tuple(dict.fromkeys((token, alike, SKELETON + alike)))


def indexed_tokens(names: Iterable[str], codes: Iterable[str]) -> list[str]:
    """Return every token under which a product is found, each once, sorted.

    `names` are texts for people, `codes` the article, other codes, barcodes and the brand: their
    tokens are also kept joined and, where it differs, by the look of their letters.
    """
    found: set[str] = set()
    for name in names:
        for token in tokens(name):
            found.add(token)
            found.update(name_forms(token))
    for one in codes:
        whole = code(one)
        for token in (*tokens(one), *((whole,) if whole else ())):
            found.add(token)
            found.update(code_forms(token))
    return sorted(found)


def name_forms(token: str) -> tuple[str, ...]:
    """Return what a token of a name is also found by: its look, the parts of a size."""
    forms: tuple[str, ...] = ()
    if not token.isascii() and _DIGIT.search(token) is not None:
        forms = (SKELETON + skeleton(token),)
    if "x" in token:
        parts = [part for part in _SIZES.split(token) if part]
        if len(parts) > 1:
            forms = (*forms, *parts)
    return forms


def code_forms(token: str) -> tuple[str, ...]:
    """Return what a token of a code is also found by: its look."""
    return () if token.isascii() else (SKELETON + skeleton(token),)


def stored_forms(whole: str) -> tuple[str, ...]:
    """Return the forms under which a normalised code is stored."""
    return (whole, *code_forms(whole))


def grams(whole: str) -> Iterator[str]:
    """Yield the parts of a code by which its middle is found; the last one is closed by a sign."""
    closed = whole + GRAM_END
    for at in range(len(whole) - 2):
        yield closed[at : at + GRAM]


def is_letters(token: str) -> bool:
    """Say whether typing errors are looked for in this word."""
    return len(token) >= MIN_TYPO and token.isalpha()


def spellings(token: str) -> tuple[str, ...]:
    """Return the common form of a Ukrainian and a Russian word, none for anything else."""
    if len(token) < MIN_SPELLED or _CYRILLIC_WORD.fullmatch(token) is None:
        return ()
    return (_DOUBLED.sub(r"\1", token.replace("ическ", "ичн").translate(_SOUNDS)),)


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
    yield Attempt("look_alike", skeleton(fold(typed)), first)
    if any(spellings(token) for chunk in first for token in chunk.tokens):
        yield Attempt("spelling", typed, first)


def matches(attempt: Attempt, product_tokens: list[str]) -> bool:
    """Say whether a product with these tokens is found: the slow twin of the index."""

    def found(prefix: str) -> bool:
        starts = looks(prefix) if attempt.reading == "look_alike" else (prefix,)
        return any(token.startswith(starts) for token in product_tokens)

    return all(
        all(found(token) for token in chunk.tokens) or (chunk.joined != "" and found(chunk.joined))
        for chunk in attempt.chunks
    )


def whole(chunk: Chunk) -> str:
    """Return a chunk as one code."""
    return chunk.joined or "".join(chunk.tokens)[:MAX_TOKEN]


def exact_codes(attempt: Attempt) -> tuple[str, ...]:
    """Return the normalised codes that a reading would be an exact code of."""
    one = code(attempt.text)
    if attempt.reading != "look_alike" or not one:
        return (one,) if one else ()
    return (skeleton(one), SKELETON + skeleton(one))


def sort_code(char: str) -> int:
    """Return the place of a letter in lists: 0 is dropped, else signs, digits, Latin, Cyrillic."""
    if ord(char) in APOSTROPHES or ord(char) > 0xFFFF:
        return 0
    if char.isspace():
        return SPACE_CODE
    plain = char.casefold()
    known = _SORT_CODES.get(plain)
    if known is not None:
        return known
    if char.isdecimal():
        return ZERO_CODE + unicodedata.decimal(char)
    return OTHER_LETTER_CODE if char.isalnum() else SIGN_CODE


def sort_key(text: str) -> bytes:
    """Return a key that orders texts by the Ukrainian alphabet and numbers by their size.

    Texts that are alike in the first SORT_WIDTH bytes of it are alike.
    """
    key = bytearray()
    number = -1
    for code in map(sort_code, text[:MAX_SORTED]):
        if ZERO_CODE <= code < ZERO_CODE + 10:
            if number < 0:
                number = len(key)
                key.append(LENGTH_CODE)
            if code > ZERO_CODE or len(key) > number + 1:
                key.append(code)
                key[number] = LENGTH_CODE + min(len(key) - number - 1, MAX_DIGITS)
        elif code:
            number = -1
            if code != SPACE_CODE or (key and key[-1] != SPACE_CODE):
                key.append(code)
    return bytes(key[:SORT_WIDTH])


def _chunks(text: str) -> tuple[Chunk, ...]:
    chunks = []
    for word in fold(text).split():
        found = tuple(token[:MAX_TOKEN] for token in _TOKEN.findall(word))
        if found:
            joined = code(word)
            chunks.append(Chunk(found, "" if found == (joined,) else joined))
    return tuple(dict.fromkeys(chunks))[:MAX_WORDS]
