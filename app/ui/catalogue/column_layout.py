"""Which columns are shown, in which order and how wide: kept by their keys."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.ui.catalogue.columns import WIDTHS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.ui.catalogue.columns import Column

ALWAYS = ("name", "quantity")
"""Columns that cannot be hidden: what a row is, and what the table is for."""
MOST_WAREHOUSES = 8
_LEAST, _MOST = 28, 600


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """The user's choices; what he did not touch follows the density and the supplier."""

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    widths: Mapping[str, int] = field(default_factory=dict)

    def shows(self, column: Column, columns: Sequence[Column], density: str) -> bool:
        """Whether a column is to be seen."""
        if column.kind in ALWAYS or column.key in self.shown:
            return True
        if column.key in self.hidden:
            return False
        if column.kind == "better":
            # Dense rows have no second line for it.
            return density == "compact"
        if column.warehouse is None or column.home:
            return True
        others = [one.key for one in columns if one.warehouse is not None and not one.home]
        return others.index(column.key) < MOST_WAREHOUSES - 1

    def ordered(self, columns: Sequence[Column]) -> list[str]:
        """Return the keys in the user's order; new ones stand after their usual neighbour."""
        usual = [column.key for column in columns]
        found = [key for key in self.order if key in usual]
        for at, key in enumerate(usual):
            if key not in found:
                before = [one for one in usual[:at] if one in found]
                found.insert(found.index(before[-1]) + 1 if before else 0, key)
        return found

    def width(self, column: Column) -> int:
        """Return a width in pixels at 100 % text; 0 stretches."""
        return self.widths.get(column.key, WIDTHS[column.kind])

    def with_shown(self, key: str, *, shown: bool) -> ColumnLayout:
        """Return a layout that shows or hides a column."""
        if shown:
            return replace(self, shown=self.shown | {key}, hidden=self.hidden - {key})
        return replace(self, shown=self.shown - {key}, hidden=self.hidden | {key})

    def with_width(self, key: str, width: int) -> ColumnLayout:
        """Return a layout with another width."""
        widths = {**self.widths, key: max(_LEAST, min(_MOST, width))}
        return replace(self, widths=widths)

    def to_text(self) -> str:
        """Return the layout as it is kept."""
        return json.dumps(
            {
                "order": list(self.order),
                "hidden": sorted(self.hidden),
                "shown": sorted(self.shown),
                "widths": dict(self.widths),
            }
        )


def layout_from_text(text: str | None) -> ColumnLayout:
    """Read a kept layout; what cannot be read is the usual one."""
    try:
        data = json.loads(text or "{}")
        return ColumnLayout(
            order=tuple(str(key) for key in data.get("order", ())),
            hidden=frozenset(str(key) for key in data.get("hidden", ())),
            shown=frozenset(str(key) for key in data.get("shown", ())),
            widths={
                str(key): max(_LEAST, min(_MOST, int(width)))
                for key, width in data.get("widths", {}).items()
            },
        )
    except (ValueError, TypeError, AttributeError):
        return ColumnLayout()
