"""What keys and clicks on a row do to the active draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPoint, Slot

from app.ui.catalogue.warehouse_popup import WarehousePopup

if TYPE_CHECKING:
    from app.domain.product import ProductRow
    from app.ui.catalogue.card_place import CardPlace
    from app.ui.catalogue.favourites import Favourites
    from app.ui.catalogue.model import CatalogueModel
    from app.ui.catalogue.ordering import CartFilling
    from app.ui.catalogue.table import CatalogueTable
    from app.ui.theme.theme import Theme


class RowActions(QObject):
    """Turns rows of the table into products and hands them to the filling of the draft."""

    def __init__(
        self,
        theme: Theme,
        table: CatalogueTable,
        model: CatalogueModel,
        filling: CartFilling,
        favourites: Favourites,
        place: CardPlace,
    ) -> None:
        super().__init__(table)
        self._favourites = favourites
        self._place = place
        self._table = table
        self._model = model
        self._filling = filling
        self._popup = WarehousePopup(theme, table)
        table.warehouses_asked.connect(self.show_warehouses)
        table.taking_asked.connect(self.open_popup)
        table.taken.connect(self._take)
        table.stepped.connect(self._step)
        table.removed.connect(self._remove)
        model.quantity_entered.connect(self._enter)
        self._popup.taken.connect(self._take_from)
        table.selectionModel().currentRowChanged.connect(self._show_card)
        model.row_arrived.connect(self._show_arrived)
        place.favourite_toggled.connect(self._put_favourite)
        table.favourite_asked.connect(self._toggle_favourite)
        place.left.connect(table.setFocus)

    @Slot(int)
    def show_warehouses(self, row: int) -> None:
        """F7: the product on every warehouse, in the card if it is open, else in a popup."""
        product = self._model.product(row)
        if product is None:
            return
        if self._place.isVisible():
            self._place.make().focus_stock()
            return
        self.open_popup(row)

    @Slot(int)
    def open_popup(self, row: int) -> None:
        """Insert: choose a warehouse to take from, beside the row."""
        product = self._model.product(row)
        if product is None:
            return
        self._popup.show_rows(product.name, self._filling.warehouse_rows(product))
        place = self._table.visualRect(self._model.index(row, self._model.column_of("name")))
        corner = place.bottomLeft() + QPoint(0, 2)
        self._popup.move(self._table.viewport().mapToGlobal(corner))
        self._popup.show()

    @Slot()
    def show_analogues(self) -> None:
        """Open the card of the current row on its analogues."""
        if not self._place.isVisible():
            self._table.card_asked.emit()
        self._place.make().open_analogues()

    @Slot(QModelIndex, QModelIndex)
    def _show_card(self, current: QModelIndex, _before: QModelIndex) -> None:
        product = self._model.product(current.row())
        if product is not None:
            self._place.show_product(product, favourite=self._favourites.holds(product))

    @Slot(int, int)
    def _show_arrived(self, first: int, last: int) -> None:
        if first <= self._table.current_row <= last:
            self._show_card(self._table.currentIndex(), QModelIndex())

    @Slot(object, bool)
    def _put_favourite(self, product: ProductRow, on: bool) -> None:  # noqa: FBT001 - Qt's value
        self._favourites.put(product, favourite=on)

    @Slot(int)
    def _toggle_favourite(self, row: int) -> None:
        product = self._model.product(row)
        if product is not None:
            on = self._favourites.toggle(product)
            self._place.show_product(product, favourite=on)

    @Slot(str)
    def _take_from(self, warehouse: str) -> None:
        self._take(self._table.current_row, warehouse)

    @Slot(int, str)
    def _take(self, row: int, warehouse: str) -> None:
        product = self._model.product(row)
        if product is not None:
            self._filling.take_or_wait(product, warehouse)

    @Slot(int, int)
    def _enter(self, row: int, quantity_milli: int) -> None:
        product = self._model.product(row)
        if product is not None:
            self._filling.enter(product, quantity_milli)
            self._table.go_on()

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
