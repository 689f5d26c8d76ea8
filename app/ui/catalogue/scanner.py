"""Tells a barcode scanner from a person: eight or more digits, each within a tenth of a second."""

from __future__ import annotations

import time

FEWEST_DIGITS = 8
KEY_WITHIN_S = 0.1
_KEPT = 40


class ScannerBurst:
    """The moments of the last keys in the search box."""

    def __init__(self) -> None:
        self._keys: list[float] = []

    def note_key(self, _text: str = "") -> None:
        """A key was typed."""
        self._keys = [*self._keys[-_KEPT:], time.monotonic()]

    def is_burst(self, text: str) -> bool:
        """Whether the text came from a scanner."""
        if not text.isdigit() or not FEWEST_DIGITS <= len(text) <= len(self._keys):
            return False
        spent_s = self._keys[-1] - self._keys[-len(text)]
        return spent_s <= KEY_WITHIN_S * len(text)
