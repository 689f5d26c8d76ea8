"""Identifiers that depend on nothing but the seed."""

from __future__ import annotations

import hashlib


def guid(seed: int, kind: str, key: object) -> str:
    """The guid of a thing, lower case as 1C writes it; the same for the same seed."""
    digits = hashlib.blake2b(f"{seed}/{kind}/{key}".encode(), digest_size=16).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def barcode(n: int) -> str:
    """An EAN-13 that no country issues (prefix 000), with a right check digit."""
    digits = f"000{n % 10**9:09d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
