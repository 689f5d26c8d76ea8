"""Reads the part of a product's row that has no column of its own. Standard library only."""

from __future__ import annotations

import json
from typing import Any

from app.storage.cache.layout import REST

_DECODER = json.JSONDecoder()


def unpacked_rest(data: bytes) -> dict[str, Any]:
    """Return the rest of a row by name; see `layout.REST`."""
    there, *values = _DECODER.decode(f"[{data.decode()}]")
    rest = {}
    at = 0
    for bit, (name, usual) in enumerate(REST):
        if there >> bit & 1:
            rest[name] = values[at]
            at += 1
        else:
            rest[name] = usual
    return rest
