"""Lists that stand above the categories: favourites, and what was ordered before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from app.storage.cache.reader import CacheReader
    from app.ui.catalogue.favourites import Favourites, Name
    from app.ui.live.goods import Goods

FAVOURITES, ORDERED = "favourites", "ordered"
_LATER_MS = 250


class _Found(NamedTuple):
    favourites: frozenset[int]
    ordered: frozenset[int]


class PinnedLists(QObject):
    """Ids of the pinned lists' goods; read after the first paint and when they change."""

    changed = Signal(str)
    """A list holds other goods now."""

    def __init__(self, goods: Goods, favourites: Favourites, parent: QObject) -> None:
        super().__init__(parent)
        self._goods = goods
        self._favourites = favourites
        self._ids: dict[str, frozenset[int]] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._read)
        favourites.changed.connect(self._later.start)
        goods.opened.connect(self._later.start)
        goods.papers_changed.connect(self._later.start)
        goods.products_changed.connect(self._later.start)

    def ids(self, key: str) -> frozenset[int]:
        """The goods of a list that the cache has now."""
        return self._ids.get(key, frozenset())

    @Slot()
    def _read(self) -> None:
        names = self._favourites.names

        def read(reader: CacheReader) -> _Found:
            favourites = reader.by_guids(names).values()
            ordered = reader.by_guids(_ordered(reader)).values()
            return _Found(frozenset(favourites), frozenset(ordered))

        self._goods.ask(read, self._take, owner=self, key="pinned")

    def _take(self, found: _Found) -> None:
        for key, ids in ((FAVOURITES, found.favourites), (ORDERED, found.ordered)):
            if ids != self._ids.get(key):
                self._ids[key] = ids
                self.changed.emit(key)


def _ordered(reader: CacheReader) -> list[Name]:
    """Return the goods of all orders, those of the newest order first."""
    found: dict[Name, None] = {}
    for order in reader.orders():
        for line in order.get("lines") or ():
            product = line.get("product")
            if product:
                found[product, line.get("variant")] = None
    return list(found)
