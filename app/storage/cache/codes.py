"""Numbers for the values of brands, units and facets: small vectors that are quick to count."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from app.storage.cache.layout import BRAND_CODE, CODE, CREATED_CODE, UNIT_CODE
from app.storage.cache.packing import driver_of, repeated_of_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from app.storage.cache.segments import Ids, SegmentWriter

_PLAIN = {str, type(None)}
_NO_DAY = 0


class _Codes(dict[Any, int]):
    """Value to code; an unknown value gets the next number. 0 is no value."""

    def __init__(self, stored: Iterable[tuple[str, int]]) -> None:
        super().__init__({None: 0, "": 0})
        self.added: list[tuple[int, str]] = []
        self._last = 0
        for text, code in stored:
            self[_key(json.loads(text))] = code
            self._last = max(self._last, code)

    def __missing__(self, key: Any) -> int:
        self._last += 1
        self[key] = self._last
        text = json.dumps(key, ensure_ascii=False) if type(key) is str else key[0]
        self.added.append((self._last, text))
        return self._last


class CodeWriter:
    """Keeps code vectors in step with the goods, within the writer's transaction."""

    def __init__(self, connection: Connection, segments: SegmentWriter) -> None:
        self._connection = connection
        self._segments = segments
        self._codes: dict[int, _Codes] = {}
        self._facets: list[int] | None = None
        self._filled: set[int] | None = None
        self._stale = True

    def put(self, ids: Ids, columns: Mapping[str, Any], *, facets: bool) -> None:
        """Set the codes of these goods; those of properties only with `facets`."""
        self._set(BRAND_CODE, ids, columns["brand"])
        self._set(UNIT_CODE, ids, columns["unit"])
        self._segments.put(CODE, CREATED_CODE, ids, _ordinals(columns["created_on"]))
        if facets and self._facet_ids():
            self._filled_ids()
            self._set_properties(self._facet_ids(), ids, columns["properties"])

    def remove(self, ids: Ids) -> None:
        """Take the codes of these goods away."""
        self._filled_ids()
        for key in (BRAND_CODE, UNIT_CODE, CREATED_CODE, *self._facet_ids()):
            self._segments.put(CODE, key, ids, 0)

    def facets_changed(self) -> None:
        """The properties changed: which are facets is asked again at the end."""
        self._stale, self._facets = True, None

    def fill(self) -> None:
        """Make the vectors of all properties that are facets."""
        for key in self._facet_ids():
            self._segments.drop(CODE, key)
        self._fill(self._facet_ids())
        self._filled = set(self._facet_ids())

    def finish(self, *, facets: bool) -> None:
        """Make the vectors of new facets, and store what new codes stand for."""
        if self._stale and facets:
            # What the file has is compared, not what this program has seen: the property may
            # have become a facet in the transaction in which the program began.
            wanted, filled = set(self._facet_ids()), self._filled_ids()
            for key in filled - wanted:
                self._segments.drop(CODE, key)
            self._fill(sorted(wanted - filled))
            self._filled = wanted
        self._stale = self._stale and not facets
        for key, codes in self._codes.items():
            if codes.added:
                self._connection.exec_driver_sql(
                    "INSERT OR REPLACE INTO code_values (key, code, value) VALUES (?, ?, ?)",
                    [(key, *one) for one in codes.added],
                )
                codes.added = []

    def forget(self) -> None:
        """The transaction is rolled back: what it numbered is unknown again."""
        self._codes.clear()
        self._facets = self._filled = None
        self._stale = True

    def _fill(self, facets: list[int]) -> None:
        if not facets:
            return
        coded = {key: np.empty(0, dtype=np.int32) for key in facets}
        for ids, properties, before, numbers in repeated_of_all(
            driver_of(self._connection), "properties"
        ):
            products = ids.astype(np.int64)
            for key, codes in coded.items():
                new = self._coded(key, [row.get(str(key)) for row in properties[before:]])
                coded[key] = np.concatenate([codes[:before], new])
                self._segments.put(CODE, key, products, coded[key][numbers])

    def _set_properties(self, facets: list[int], ids: Ids, rows: list[dict[str, Any]]) -> None:
        for key in facets:
            name = str(key)
            self._set(key, ids, [row.get(name) for row in rows])

    def _set(self, key: int, ids: Ids, values: Sequence[Any]) -> None:
        self._segments.put(CODE, key, ids, self._coded(key, values))

    def _coded(self, key: int, values: Sequence[Any]) -> NDArray[np.int32]:
        codes = self._known(key)
        if not set(map(type, values)) <= _PLAIN:
            values = _keys(values)
        return np.fromiter(map(codes.__getitem__, values), dtype=np.int32, count=len(values))

    def _known(self, key: int) -> _Codes:
        known = self._codes.get(key)
        if known is None:
            rows = self._connection.exec_driver_sql(
                "SELECT value, code FROM code_values WHERE key = ?", (key,)
            )
            known = _Codes((row[0], row[1]) for row in rows)
            self._codes[key] = known
        return known

    def _filled_ids(self) -> set[int]:
        """Return the properties that have a vector of all goods.

        It is called before a vector may be begun, which must not pass for a whole one.
        """
        if self._filled is None:
            stored = self._segments.keys(CODE)
            self._filled = stored - {BRAND_CODE, UNIT_CODE, CREATED_CODE}
        return self._filled

    def _facet_ids(self) -> list[int]:
        if self._facets is None:
            found = self._connection.exec_driver_sql(
                "SELECT id FROM properties WHERE facet_order IS NOT NULL ORDER BY id"
            )
            self._facets = [row[0] for row in found]
        return self._facets


def _keys(values: Sequence[Any]) -> list[Any]:
    """Return `_key` of each value; whole numbers, which come again and again, are made once."""
    if set(map(type, values)) <= {int, type(None)}:
        known = {one: _key(one) for one in set(values)}
        return [known[one] for one in values]
    return [_key(one) for one in values]


def _key(value: Any) -> Any:
    """Return what a value is looked up by: equal in Python (1, 1.0, true) is not equal here."""
    if value is None or type(value) is str:
        return value
    if type(value) is int:
        return (repr(value),)
    return (json.dumps(value, ensure_ascii=False),) if value != [] else None


def _ordinals(days: Sequence[str | None]) -> NDArray[np.int32]:
    known = {
        one: _NO_DAY if one is None else dt.datetime.fromisoformat(one).date().toordinal()
        for one in set(days)
    }
    return np.fromiter(map(known.__getitem__, days), dtype=np.int32, count=len(days))
