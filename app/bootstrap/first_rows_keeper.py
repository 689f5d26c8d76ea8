"""Keeps the first rows of a list by price or stock: the next start begins with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.storage.cache.first_rows import FirstRows, first_rows
from app.storage.cache.layout import SORT_KEYS
from app.ui.catalogue.column_layout import FIRST_ROWS
from app.ui.catalogue.columns import cache_sort

if TYPE_CHECKING:
    from app.storage.cache.reader import CacheReader
    from app.ui.catalogue.listing import Listing
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Remember, Terms

KEEP_AFTER_MS = 2_000
"""Prices and stock may change many times a second; a start that finds old rows is the usual one."""


class FirstRowsKeeper(QObject):
    """Asks for the first rows a little after the list or its data have changed."""

    def __init__(
        self, goods: Goods, terms: Terms, listing: Listing, remember: Remember, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._goods = goods
        self._terms = terms
        self._listing = listing
        self._remember = remember
        self._known: FirstRows | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEEP_AFTER_MS)
        self._later.timeout.connect(self._ask)
        for changed in (
            listing.answered,
            goods.prices_changed,
            goods.stock_changed,
            goods.products_changed,
        ):
            changed.connect(self._note)
        self._note()

    @Slot()
    def _note(self) -> None:
        if self._listing.sort.key not in SORT_KEYS and not self._later.isActive():
            self._later.start()

    @Slot()
    def _ask(self) -> None:
        if self._terms.profile is None:
            # There are no goods yet; they tell when they come.
            return
        contract, known = self._terms.contract, self._known
        sort = cache_sort(self._listing.sort, self._terms.profile)
        name = "" if contract is None else contract.id
        prices = self._listing.prices

        def read(reader: CacheReader) -> FirstRows | None:
            return first_rows(reader, sort, name, prices, known)

        self._goods.ask(read, self._keep, owner=self, key="first_rows")

    def _keep(self, found: FirstRows | None) -> None:
        if found is not None and found is not self._known:
            self._known = found
            self._remember(FIRST_ROWS, found.to_text())
