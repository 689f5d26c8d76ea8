"""What questions to one cache stand on: its state while they are asked, vectors and size."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.storage.cache.code_vectors import CodeVector
from app.storage.cache.layout import GROUP, NO_ROW
from app.storage.cache.shelf import stamp_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from app.storage.cache.postings import Mask
    from app.storage.cache.shelf import Shelf
    from app.storage.cache.vector import Vector
    from app.storage.cache.vectors import ContractPrices

    Values = NDArray[np.int64]


class State:
    """One open cache with what is kept on the shelf; used by one thread at a time."""

    def __init__(self, connection: sqlite3.Connection, shelf: Shelf) -> None:
        self.connection = connection
        self.shelf = shelf
        self.stamp = 0

    @contextmanager
    def state(self) -> Iterator[None]:
        """Hold one state of the file while several things are asked."""
        with self.shelf.lock:
            self.connection.execute("BEGIN")
            try:
                self.stamp = stamp_of(self.connection)
                yield
            finally:
                self.connection.execute("COMMIT")

    def codes(self, key: int) -> CodeVector:
        """Return a code vector as the file has it now."""
        vector: CodeVector = self.shelf.kept(("codes", key), None, lambda: CodeVector(key))
        if vector.checked < self.stamp:
            vector.load(self.connection)
            vector.checked = self.stamp
        return vector

    @property
    def length(self) -> int:
        """One more than the greatest product id there may be."""
        return len(self.vector(GROUP, 0))

    @property
    def there(self) -> Mask:
        """The products that exist."""
        groups = self.vector(GROUP, 0)

        def make() -> Mask:
            return groups.above(NO_ROW, len(groups))

        return self.shelf.kept("there", groups.version, make)

    def vector(self, kind: str, key: int) -> Vector:
        """Return a vector as the file has it now."""
        return self.shelf.vector(self.connection, self.stamp, kind, key)

    def prices(self, prices: ContractPrices) -> Callable[[], Values]:
        """Bring prices up to date; what is returned works out the price of every product."""
        for vector in prices.vectors:
            self.vector(vector.kind, vector.key)
        groups = self.vector(GROUP, 0)
        return lambda: prices.vector(groups.numbers(len(groups)))
