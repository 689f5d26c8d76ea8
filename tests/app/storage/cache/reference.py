"""Search as it is promised, by reading through all goods: slow, and without any index."""

from __future__ import annotations

from typing import Any

from app.storage.cache import search


def words_of(product: dict[str, Any]) -> list[str]:
    """Return every token that a product is found by."""
    codes = (product["brand"], product["article"], *product["other_codes"], *product["barcodes"])
    return search.indexed_tokens((product["name"], *product["synonyms"]), codes)


def codes_of(product: dict[str, Any]) -> list[str]:
    """Return the normalised article and other codes."""
    return [one for one in map(search.code, (product["article"], *product["other_codes"])) if one]


def barcodes_of(product: dict[str, Any]) -> list[str]:
    """Return the normalised barcodes."""
    return [one for one in map(search.code, product["barcodes"]) if one]


def letters_of(product: dict[str, Any]) -> set[str]:
    """Return the words in which typing errors are looked for."""
    texts = (product["name"], *product["synonyms"])
    codes = (product["brand"], product["article"], *product["other_codes"], *product["barcodes"])
    found = {token for text in (*texts, *codes) for token in search.tokens(text)}
    found.update(map(search.code, codes))
    return {one for one in found if len(one) >= search.MIN_TYPO and one.isalpha()}


def one_error(left: str, right: str) -> bool:
    """Say whether two texts are equal but for one wrong, missing, extra or swapped letter."""
    if left == right:
        return True
    if len(left) == len(right):
        wrong = [at for at in range(len(left)) if left[at] != right[at]]
        if len(wrong) == 1:
            return True
        return (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and left[wrong[0]] == right[wrong[1]]
            and left[wrong[1]] == right[wrong[0]]
        )
    if abs(len(left) - len(right)) != 1:
        return False
    longer, shorter = sorted((left, right), key=len, reverse=True)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


class Reference:
    """Finds goods the slow way."""

    def __init__(self, goods: list[dict[str, Any]]) -> None:
        self.goods = goods
        self._words = {one["id"]: words_of(one) for one in goods}
        self._letters = {one["id"]: letters_of(one) for one in goods}
        self._spelled = {
            one["id"]: {
                key
                for text in (one["name"], *one["synonyms"])
                for token in search.tokens(text)
                for key in search.spellings(token)
            }
            for one in goods
        }

    def find(self, typed: str, *, readings: bool = True) -> tuple[list[int], str]:
        """Return the ids in order and the reading that found them."""
        attempts = list(search.attempts(typed))
        for attempt in attempts:
            exact = self._exact(attempt)
            found = self._all(self._by_words(attempt, chunk) for chunk in attempt.chunks)
            if exact or found:
                by_code = exact and attempt.reading == "as_typed"
                return sorted(exact | found), "exact_code" if by_code else attempt.reading
            if not readings:
                break
            if attempt.reading == "as_typed":
                found = self._all(self._by_part(attempt, chunk) for chunk in attempt.chunks)
                if found:
                    return sorted(found), "fragment"
        found = self._by_typo(attempts[0]) if attempts and readings else set()
        return sorted(found), "typo" if found else "as_typed"

    def _exact(self, attempt: search.Attempt) -> set[int]:
        wanted = set(search.exact_codes(attempt))
        return {
            one["id"]
            for one in self.goods
            for code in (*codes_of(one), *barcodes_of(one))
            if not wanted.isdisjoint(search.stored_forms(code))
        }

    def _all(self, sets: Any) -> set[int]:
        result: set[int] | None = None
        for one in sets:
            result = one if result is None else result & one
        return result or set()

    def _by_words(self, attempt: search.Attempt, chunk: search.Chunk) -> set[int]:
        found = self._all(self._by_token(attempt, token) for token in chunk.tokens)
        if chunk.joined:
            found = found | self._by_token(attempt, chunk.joined)
        return found

    def _by_token(self, attempt: search.Attempt, token: str) -> set[int]:
        if attempt.reading == "spelling":
            for key in search.spellings(token):
                return {
                    one
                    for one, known in self._spelled.items()
                    if any(word.startswith(key) for word in known)
                }
        starts = search.looks(token) if attempt.reading == "look_alike" else (token,)
        return {
            one
            for one, words in self._words.items()
            if any(word.startswith(starts) for word in words)
        }

    def _by_part(self, attempt: search.Attempt, chunk: search.Chunk) -> set[int]:
        found = self._by_words(attempt, chunk)
        part = search.whole(chunk)
        if found or len(part) < search.MIN_FRAGMENT:
            return found
        return {
            one["id"]
            for one in self.goods
            if any(part in code for code in codes_of(one))
            or any(code.endswith(part) for code in barcodes_of(one))
        }

    def _by_typo(self, attempt: search.Attempt) -> set[int]:
        sets = [self._by_words(attempt, chunk) for chunk in attempt.chunks]
        found: set[int] = set()
        for at, chunk in enumerate(attempt.chunks):
            others = [one for other, one in enumerate(sets) if other != at]
            found |= self._all([self._corrected(chunk), *others])
        return found

    def _corrected(self, chunk: search.Chunk) -> set[int]:
        code = search.whole(chunk)
        found: set[int] = set()
        if len(code) >= search.MIN_TYPO:
            for one in self.goods:
                if any(one_error(code, known) for known in (*codes_of(one), *barcodes_of(one))):
                    found.add(one["id"])
        token = chunk.tokens[0]
        if len(chunk.tokens) == 1 and len(token) >= search.MIN_TYPO and token.isalpha():
            vocabulary = set().union(*self._letters.values())
            near = {word for word in vocabulary if one_error(token, word)}
            if not near:
                near = {
                    word
                    for word in vocabulary
                    if any(
                        one_error(token, word[:size])
                        for size in (len(token) - 1, len(token), len(token) + 1)
                        if len(word) >= size
                    )
                }
            found |= {one for one, words in self._words.items() if not near.isdisjoint(words)}
        return found
