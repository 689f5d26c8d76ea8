"""What keys and clicks on a row do to the active draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot

from app.ui.catalogue.warehouse_popup import WarehousePopup

if TYPE_CHECKING:
    from app.ui.catalogue.model import CatalogueModel
    from app.ui.catalogue.ordering import CartFilling
    from app.ui.catalogue.table import CatalogueTable
    from app.ui.theme.theme import Theme


class RowActions(QObject):
    """Turns rows of the table into products and hands them to the filling of the draft."""

    def __init__(
        self, theme: Theme, table: CatalogueTable, model: CatalogueModel, filling: CartFilling
    ) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._filling = filling
        self._popup = WarehousePopup(theme, table)
        table.warehouses_asked.connect(self.show_warehouses)
        table.taken.connect(self._take)
        table.stepped.connect(self._step)
        table.removed.connect(self._remove)
        model.quantity_entered.connect(self._enter)
        self._popup.taken.connect(self._take_from)

    @Slot(int)
    def show_warehouses(self, row: int) -> None:
        """F7: the product on every warehouse."""
        product = self._model.product(row)
        if product is None:
            return
        self._popup.show_rows(product.name, self._filling.warehouse_rows(product))
        place = self._table.visualRect(self._model.index(row, self._model.column_of("name")))
        corner = place.bottomLeft() + QPoint(0, 2)
        self._popup.move(self._table.viewport().mapToGlobal(corner))
        self._popup.show()

    @Slot(str)
    def _take_from(self, warehouse: str) -> None:
        self._take(self._table.current_row, warehouse)

    @Slot(int, str)
    def _take(self, row: int, warehouse: str) -> None:
        product = self._model.product(row)
        if product is not None:
            self._filling.take(product, warehouse)

    @Slot(int, int)
    def _enter(self, row: int, quantity_milli: int) -> None:
        product = self._model.product(row)
        if product is not None:
            self._filling.enter(product, quantity_milli)
            self._table.go_down()

    @Slot(int, bool)
    def _step(self, row: int, up: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        product = self._model.product(row)
        if product is not None:
            self._filling.step(product, up=up)

    @Slot(int)
    def _remove(self, row: int) -> None:
        product = self._model.product(row)
        if product is not None:
            self._filling.enter(product, 0)
