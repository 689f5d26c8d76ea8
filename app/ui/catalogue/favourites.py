"""The user's favourite goods, by the names that 1C gives them; kept in the journal."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.domain.product import ProductRow

Name = tuple[str, str | None]
Remember = Callable[[str, str | None], None]
KEY = "favourites"
MOST = 5_000


class Favourites(QObject):
    """Names of favourite goods in the order they were added."""

    changed = Signal()

    def __init__(self, kept: str | None, remember: Remember, parent: QObject) -> None:
        super().__init__(parent)
        self._remember = remember
        self._names: dict[Name, None] = dict.fromkeys(_read(kept))

    @property
    def names(self) -> tuple[Name, ...]:
        """The favourites."""
        return tuple(self._names)

    def holds(self, product: ProductRow) -> bool:
        """Whether the product is a favourite."""
        return (product.guid, product.variant) in self._names

    def put(self, product: ProductRow, *, favourite: bool) -> None:
        """Add or remove a product; past the most that are kept nothing is added."""
        name = (product.guid, product.variant)
        if favourite == (name in self._names) or (favourite and len(self._names) >= MOST):
            return
        if favourite:
            self._names[name] = None
        else:
            del self._names[name]
        text = json.dumps([list(one) for one in self._names]) if self._names else None
        self._remember(KEY, text)
        self.changed.emit()

    def toggle(self, product: ProductRow) -> bool:
        """Add or remove; return whether it is a favourite now."""
        self.put(product, favourite=not self.holds(product))
        return self.holds(product)


def _read(kept: str | None) -> list[Name]:
    """Return the names that can be read; a damaged list is an empty one."""
    try:
        found = json.loads(kept or "[]")
        return [(str(guid), None if variant is None else str(variant)) for guid, variant in found]
    except (ValueError, TypeError):
        return []
