"""Ready-made drafts and lines."""

from __future__ import annotations

from typing import Any

from app.domain.cart import Draft, DraftLine


def line(product: str = "p-1", **changes: Any) -> DraftLine:
    """Twelve circuit breakers from Kyiv, seen at 171.40."""
    values: dict[str, Any] = {
        "product": product,
        "variant": None,
        "warehouse": "w-kyiv",
        "quantity_milli": 12_000,
        "article": "104-0116",
        "name": "Автоматичний вимикач 1P C16 6 кА",
        "unit": "шт",
        "seen_price_e4": 1_714_000,
        "seen_currency": "UAH",
        "seen_at": "2026-11-24T14:02:00+00:00",
    }
    return DraftLine(**{**values, **changes})


def draft(*lines: DraftLine, **changes: Any) -> Draft:
    """A draft with the given lines (one line by default)."""
    values: dict[str, Any] = {"id": "d-1", "name": "Об’єкт Лісова, 12", "lines": lines or (line(),)}
    return Draft(**{**values, **changes})
