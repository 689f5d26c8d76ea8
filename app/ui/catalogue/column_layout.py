"""Which columns are shown, in which order and how wide: kept by their keys."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from app.ui.catalogue.columns import MOST_WAREHOUSES, OTHERS, WIDTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.domain.terms import Warehouse
    from app.ui.catalogue.columns import Column

COLUMNS, SORT, FIRST_ROWS = "catalogue.columns", "catalogue.sort", "catalogue.first_rows"
"""Keys under which the list's columns, its order and its first rows in that order are kept."""
ALWAYS = ("name", "quantity")
"""Columns that cannot be hidden: what a row is, and what the table is for."""
_LEAST, _MOST = 28, 600
LEAST_NAME = 170
FIRST_INSET = 5
"""The text of the first column stands so many pixels further from the edge."""


class ColumnLayout(NamedTuple):
    """The user's choices; what he did not touch follows the density and the supplier.

    `chosen` are the columns of the warehouses that the list is filtered by; it is not kept.
    """

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    widths: Mapping[str, int] = MappingProxyType({})
    chosen: frozenset[str] = frozenset()

    def shows(self, column: Column, columns: Sequence[Column], density: str) -> bool:
        """Whether a column is to be seen."""
        if column.kind in ALWAYS or column.key in self.shown:
            return True
        if column.key in self.hidden:
            return False
        if column.kind == "better":
            # Dense rows have no second line for it.
            return density == "compact"
        if column.kind == "photo":
            # A dense row is too low for anything to be seen in it.
            return density != "compact"
        if column.warehouse is None or column.home or column.key in self.chosen:
            return True
        return sum(one.warehouse is not None for one in columns) <= MOST_WAREHOUSES

    def summed(self, columns: Sequence[Column], density: str) -> tuple[Warehouse, ...]:
        """Return the warehouses that the column of the others adds up, none without it."""
        if not any(one.key == OTHERS for one in columns):
            return ()
        return tuple(
            one.warehouse
            for one in columns
            if one.warehouse is not None and not self.shows(one, columns, density)
        )

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
        return self.widths.get(column.key, WIDTHS.get(column.key, WIDTHS[column.kind]))

    def fitted(
        self, columns: Sequence[Column], density: str, px: Callable[[int], int], room: int
    ) -> dict[int, int]:
        """Return the widths of the columns that `room` pixels hold, by their numbers.

        In a narrow window with big text columns give way, the farthest warehouses first: the
        product card has them all. The name, the price and the quantity always stay; the name gets
        what the others leave. `px` scales a width by the text size.
        """
        widths = {
            number: px(self.width(column))
            for number, column in enumerate(columns)
            if column.kind != "name" and self.shows(column, columns, density)
        }
        rest = room - LEAST_NAME
        far = [n for n in reversed(widths) if columns[n].kind == "stock" and not columns[n].home]
        first = ("better", "photo", "unit")
        order = [n for kind in first for n in widths if columns[n].kind == kind]
        order += [*far, *(n for n in widths if columns[n].kind == "article")]
        for number in order:
            if rest <= 0 or sum(widths.values()) <= rest:
                break
            del widths[number]
        leading = self._leading(columns, widths)
        if columns[leading].kind == "article" and columns[leading].key not in self.widths:
            widths[leading] += FIRST_INSET
        name = next(number for number, column in enumerate(columns) if column.kind == "name")
        widths[name] = max(LEAST_NAME, room - sum(widths.values()))
        return widths

    def _leading(self, columns: Sequence[Column], shown: Mapping[int, int]) -> int:
        """Return the number of the shown column that stands first."""
        numbers = {column.key: number for number, column in enumerate(columns)}
        places = [numbers[key] for key in self.ordered(columns)]
        return next(one for one in places if one in shown or columns[one].kind == "name")

    def with_shown(self, key: str, *, shown: bool) -> ColumnLayout:
        """Return a layout that shows or hides a column."""
        if shown:
            return self._replace(shown=self.shown | {key}, hidden=self.hidden - {key})
        return self._replace(shown=self.shown - {key}, hidden=self.hidden | {key})

    def with_width(self, key: str, width: int) -> ColumnLayout:
        """Return a layout with another width."""
        widths = {**self.widths, key: max(_LEAST, min(_MOST, width))}
        return self._replace(widths=widths)

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
