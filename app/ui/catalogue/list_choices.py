"""The order and the columns of the list as the user left them, kept in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.product import Sort
from app.ui.catalogue.column_layout import COLUMNS, SORT, layout_from_text
from app.ui.catalogue.columns import stock_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.ui.catalogue.columns import Column
    from app.ui.catalogue.favourites import Remember
    from app.ui.catalogue.listing import Listing
    from app.ui.catalogue.table import CatalogueTable

KEEP_AFTER_MS = 400
"""A drag changes a width many times; it is kept once."""


class ListChoices(QObject):
    """Takes kept choices at the start and keeps new ones a little later."""

    def __init__(
        self,
        table: CatalogueTable,
        listing: Listing,
        kept: Mapping[str, str],
        remember: Remember,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._listing = listing
        self.remember = remember
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEEP_AFTER_MS)
        self._later.timeout.connect(self._keep)
        table.columns.columns = layout_from_text(kept.get(COLUMNS))
        self._take_sort(kept.get(SORT, ""))
        table.layout_chosen.connect(self.note)
        listing.answered.connect(self._show_chosen)

    @Slot()
    def note(self) -> None:
        """Something was chosen."""
        self._later.start()

    @Slot()
    def _show_chosen(self) -> None:
        """The list is filtered by warehouses: of many they have columns."""
        self._table.columns.show_chosen(self._listing.chosen_warehouses)

    @Slot()
    def _keep(self) -> None:
        sort = self._listing.sort
        self.remember(SORT, f"{sort.key} {'desc' if sort.descending else 'asc'}")
        self.remember(COLUMNS, self._table.columns.columns.to_text())

    def _take_sort(self, kept: str) -> None:
        key, _, way = kept.partition(" ")
        if key in ("name", "article", "unit", "price") or key.startswith(stock_key("")):
            self._listing.sort = Sort(key, way == "desc")
            self._table.show_sort(key, descending=way == "desc")

    def check_sort(self, columns: Sequence[Column]) -> None:
        """The columns are known: without the one that was sorted by, the list goes by name."""
        if self._listing.sort.key not in {column.sort for column in columns}:
            self._listing.sort = Sort()
            self._table.show_sort(Sort().key, descending=False)
