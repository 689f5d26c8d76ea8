"""The card's part about stock: map and list of warehouses, taking from a row of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.quantity import parse_quantity
from app.ui import formats
from app.ui.catalogue.product_card.map_view import WarehouseMap
from app.ui.catalogue.product_card.small_table import SmallColumn, SmallTable
from app.ui.catalogue.product_card.stock_view import StockView, stock_view
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.labels import Label, SectionCaption
from app.ui.widgets.painting import LEFT, RIGHT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from app.domain.product import ProductRow
    from app.ui.catalogue.ordering import CartFilling
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms
    from app.ui.theme.theme import Theme

_DIGITS = "0123456789,."
_MOST_TYPED = 12


class StockBox(QWidget):
    """A pin and a row are chosen together; digits in the list are the quantity to take.

    Enter and the button take, or wait where nothing is free but goods are expected; Shift+Enter
    waits although something is free.
    """

    def __init__(
        self, theme: Theme, terms: Terms, goods: Goods, drafts: Drafts, filling: CartFilling
    ) -> None:
        super().__init__()
        self._terms = terms
        self._goods = goods
        self._drafts = drafts
        self._filling = filling
        self._product: ProductRow | None = None
        self._typed = ""
        self._stale = False
        self._caption = SectionCaption(theme, "")
        self._age = Label(theme, role="caption", colour="text3")
        self.map = WarehouseMap(theme)
        self.list = self._table(theme)
        self.list.installEventFilter(self)
        top = QHBoxLayout()
        top.addWidget(self._caption, 1)
        top.addWidget(self._age)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.map, 1)
        column.addWidget(self.list)
        self.list.activated_row.connect(self._take)
        self.list.shape_clicked.connect(self._take)
        self.list.row_chosen.connect(self._choose)
        self.map.chosen.connect(self.list.choose)

    def show_product(self, product: ProductRow) -> None:
        """Show another product, the home warehouse chosen."""
        self._product = product
        self._typed = ""
        self.refresh()
        self.list.choose(self._home())
        self.map.select(self._home())

    def show_age(self, as_of: dt.datetime | None, *, stale: bool) -> None:
        """Say how old stock is; `stale` numbers are shown as about so many."""
        self._stale = stale
        age = self.tr("as of {time} · F7").format(time=formats.clock(as_of))
        self._age.setText(age if as_of is not None else "F7")
        self._age.set_colour("warn" if stale else "text3")
        self.refresh()

    def focus_list(self) -> None:
        """Bring the keyboard to the list, on the home warehouse at first."""
        if not self.list.current_key and self.list.rows.keys:
            self.list.choose(self._home() or self.list.rows.keys[0])
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show stock and the cart from memory."""
        if self._product is None:
            return
        view = stock_view(
            self._product,
            self._terms,
            self._goods,
            self._drafts,
            stale=self._stale,
            typed=(self.list.current_key, self._typed),
        )
        self.list.rows.show(view.keys, view.rows)
        self.map.setVisible(bool(view.pins))
        self.map.show_pins(view.pins, view.tips, low=view.low, stale=self._stale)
        self._caption.set_text(self.tr("Warehouses"), self._total(view, self._product.unit))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._type(event)
        return super().eventFilter(watched, event)

    def _total(self, view: StockView, unit: str) -> str:
        if view.total_milli is None:
            return ""
        text = self.tr("about {n} {unit} free") if self._stale else self.tr("{n} {unit} free")
        return text.format(n=formats.quantity(view.total_milli), unit=unit)

    def _type(self, event: QKeyEvent) -> bool:
        text, key = event.text(), event.key()
        if text and text in _DIGITS and len(self._typed) < _MOST_TYPED:
            self._typed += text
        elif self._typed and key == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
        elif self._typed and key == Qt.Key.Key_Escape:
            self._typed = ""
        elif key == Qt.Key.Key_Insert and self.list.current_key:
            self._take(self.list.current_key)
            return True
        elif _waits(event) and self.list.current_key:
            self._put(self.list.current_key, self._filling.wait)
            return True
        else:
            return False
        self.refresh()
        return True

    @Slot(str)
    def _take(self, warehouse: str) -> None:
        """Put the typed quantity, else one more pack, on a warehouse."""
        self._put(warehouse, self._filling.take_or_wait)

    def _put(self, warehouse: str, put: Callable[[ProductRow, str, int | None], None]) -> None:
        if self._product is None:
            return
        typed = parse_quantity(self._typed) if self._typed else None
        if self._typed and typed is None:
            return
        self._typed = ""
        put(self._product, warehouse, typed)
        self.refresh()

    @Slot(str)
    def _choose(self, guid: str) -> None:
        if self._typed:
            self._typed = ""
            self.refresh()
        self.map.select(guid)

    def _home(self) -> str:
        return self._filling.home_warehouse() or ""

    def _table(self, theme: Theme) -> SmallTable:
        return SmallTable(
            theme,
            (
                SmallColumn(self.tr("Warehouse"), 0, LEFT),
                SmallColumn(self.tr("Free"), 44, RIGHT),
                SmallColumn(self.tr("Reserved"), 46, RIGHT, gives_way=2),
                SmallColumn(self.tr("Due"), 76, RIGHT, gives_way=1),
                SmallColumn(self.tr("Delivery"), 62, RIGHT, gives_way=3),
                SmallColumn("", 54, RIGHT),
            ),
            name=self.tr("Warehouses"),
            row_height=sizes.WAREHOUSE_ROW,
            header=True,
        )


def _waits(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
