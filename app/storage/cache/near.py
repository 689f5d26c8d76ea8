"""Which of many words differ from a typed one by one wrong, missing, extra or swapped letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Units = NDArray[np.uint16]
    Flags = NDArray[np.bool_]

_END = 10


def units_of(text: str) -> Units:
    """Return the letters of a text as numbers."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)


class Vocabulary:
    """Words as a matrix of their letters; as wide as the longest that can be near anything."""

    def __init__(self, words: list[bytes]) -> None:
        self._letters, self._lengths = _matrix(words)

    def near(self, typed: Units) -> tuple[Flags, Flags]:
        """Return which words are one typing error away, and which begin so."""
        return _near(self._letters, self._lengths, typed)

    def texts(self, places: NDArray[np.int64]) -> list[str]:
        """Return the words at these places."""
        return [
            self._letters[at, : self._lengths[at]].tobytes().decode("utf-16-le")
            for at in places.tolist()
        ]


def one_edit(words: list[bytes], typed: str) -> NDArray[np.int64]:
    """Return the places of the words (UTF-8) that are one typing error away."""
    if not words:
        return np.empty(0, dtype=np.int64)
    letters, lengths = _matrix(words)
    units = units_of(typed)
    close = np.flatnonzero(np.abs(lengths - len(units)) <= 1)
    whole, _ = _near(letters[close], lengths[close], units)
    return close[whole]


def _matrix(words: list[bytes]) -> tuple[Units, NDArray[np.int64]]:
    joined = np.append(units_of(b"\n".join(words).decode()), np.uint16(_END))
    ends = np.flatnonzero(joined == _END)
    starts = np.concatenate([[0], ends[:-1] + 1])
    lengths = ends - starts
    letters = np.zeros((len(lengths), int(lengths.max(initial=0)) + 2), dtype=np.uint16)
    inside = joined != _END
    lines = np.repeat(np.arange(len(lengths)), lengths)
    columns = np.flatnonzero(inside) - np.repeat(starts, lengths)
    letters[lines, columns] = joined[inside]
    return letters, lengths


def _near(letters: Units, lengths: NDArray[np.int64], typed: Units) -> tuple[Flags, Flags]:
    """Return whole and begun matches; `letters` are padded with zeros."""
    size = len(typed)
    if letters.shape[1] < size + 2:
        wider = np.zeros((len(letters), size + 2), dtype=np.uint16)
        wider[:, : letters.shape[1]] = letters
        letters = wider
    same = letters[:, :size] == typed
    shifted = letters[:, 1 : size + 1] == typed
    back = letters[:, : size - 1] == typed[1:]
    rows = np.arange(len(letters))
    agreed = np.logical_and.accumulate(same, axis=1).sum(axis=1)

    def rest(matches: Flags, start: NDArray[np.int64]) -> Flags:
        """Say for each row whether it matches from its own start to the end."""
        width = matches.shape[1]
        wrong = np.zeros((len(matches), width + 1), dtype=np.int16)
        np.cumsum(~matches, axis=1, out=wrong[:, 1:])
        at = np.minimum(start, width)
        return np.asarray(wrong[:, -1] - wrong[rows, at] == 0)

    wrong_letter = rest(same, agreed + 1)
    missing = rest(shifted, agreed)
    extra = rest(back, agreed)
    swapped = np.zeros(len(letters), dtype=bool)
    could = agreed + 1 < size
    at = agreed[could]
    swapped[could] = (letters[rows[could], at] == typed[at + 1]) & (
        letters[rows[could], at + 1] == typed[at]
    )
    swapped &= rest(same, agreed + 2)
    whole = (
        ((lengths == size) & (wrong_letter | swapped))
        | ((lengths == size + 1) & missing)
        | ((lengths == size - 1) & extra)
    )
    begun = (
        ((lengths >= size) & (wrong_letter | swapped))
        | ((lengths > size) & missing)
        | ((lengths >= size - 1) & extra)
    )
    return whole, begun
