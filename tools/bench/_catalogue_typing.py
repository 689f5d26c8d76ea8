"""What people type: sessions of keystrokes, and codes and words with one letter wrong."""

from __future__ import annotations

import random

from tools.bench import _catalogue_data as data

_DIGITS = "0123456789"
_LETTERS = "абвгдеєжзиіїйклмнопрстуфхцчшщьюя"
_FEWEST = 4


def sessions(products: int, count: int) -> list[list[str]]:
    """Return typing sessions: every keystroke of two words of a name, an article or a barcode."""
    chance = random.Random(1)
    found = []
    for number in range(count):
        product = chance.randrange(products)
        words = [one for one in data.name(product).split() if len(one) > 1]
        text = (
            " ".join(chance.sample(words, 2)),
            data.article(product),
            f"482{product:010d}",
            words[0],
        )[number % 4]
        found.append([text[:end] for end in range(1, len(text) + 1)])
    return found


def mistyped_codes(products: int, count: int) -> list[tuple[str, int]]:
    """Return articles with one error and their products."""
    chance = random.Random(4)
    chosen = [chance.randrange(products) for _ in range(count)]
    return [(_mistyped(data.article(one), _DIGITS, chance), one) for one in chosen]


def mistyped_words(products: int, count: int) -> list[tuple[str, int]]:
    """Return words of names with one error and products that have them."""
    chance = random.Random(5)
    found: list[tuple[str, int]] = []
    while len(found) < count:
        product = chance.randrange(products)
        words = [
            one for one in data.name(product).lower().split()
            if len(one) >= _FEWEST and one.isalpha()
        ]  # fmt: skip
        found.append((_mistyped(chance.choice(words), _LETTERS, chance), product))
    return found


def _mistyped(text: str, letters: str, chance: random.Random) -> str:
    while True:
        at = chance.randrange(len(text))
        letter = chance.choice(letters)
        wrong = chance.choice(
            (
                text[:at] + letter + text[at + 1 :],
                text[:at] + text[at + 1 :],
                text[:at] + letter + text[at:],
                text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
            )
        )
        if wrong != text and sum(map(str.isalnum, wrong)) >= _FEWEST:
            return wrong
