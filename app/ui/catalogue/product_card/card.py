"""The product card: the current row's product in whole, kept up to date while it is looked at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.quantity import parse_quantity
from app.ui import formats
from app.ui.catalogue.product_card.contract_prices import contract_rows
from app.ui.catalogue.product_card.details import CardDetails
from app.ui.catalogue.product_card.head import CardHead, value_text
from app.ui.catalogue.product_card.map_view import WarehouseMap
from app.ui.catalogue.product_card.small_table import SmallColumn, SmallTable
from app.ui.catalogue.product_card.stock_view import stock_view
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.frames import Line
from app.ui.widgets.labels import Label, SectionCaption
from app.ui.widgets.painting import LEFT, RIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from app.domain.product import Product, ProductRow, PropertyValue
    from app.ui.catalogue.ordering import CartFilling
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms
    from app.ui.theme.theme import Theme

READ_AFTER_MS = 40
"""A held arrow key passes rows faster than this: their cards are not read."""
_DIGITS = "0123456789,."
_MOST_TYPED = 12


class ProductCard(QScrollArea):
    """What a product is, costs under each contract, and where it lies. Reads only when shown."""

    favourite_toggled = Signal(object, bool)
    """A ProductRow, and whether it is a favourite now."""

    def __init__(
        self, theme: Theme, terms: Terms, goods: Goods, drafts: Drafts, filling: CartFilling
    ) -> None:
        super().__init__()
        self._theme = theme
        self._terms = terms
        self._goods = goods
        self._drafts = drafts
        self._filling = filling
        self._row: ProductRow | None = None
        self._product: Product | None = None
        self._typed = ""
        self._stale = False
        self._as_of: dt.datetime | None = None
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(sizes.FLASH_HOLD_MS)
        self._read_later = QTimer(self)
        self._read_later.setSingleShot(True)
        self._read_later.setInterval(READ_AFTER_MS)
        self.head = CardHead(theme)
        self.map = WarehouseMap(theme)
        self.prices = self._price_table()
        self.stock = self._stock_table()
        self._stock_caption = SectionCaption(theme, "")
        self._age = Label(theme, role="caption", colour="text3")
        self._price_caption = SectionCaption(theme, "")
        self.details = CardDetails(theme)
        self._pages = QStackedWidget()
        self._empty = QWidget()
        self._build()
        self._connect()

    @property
    def product(self) -> ProductRow | None:
        """The product in the card."""
        return self._row

    def show_product(self, row: ProductRow | None) -> None:
        """Show another product; what only the card has follows when it has been read."""
        if row is None or row == self._row:
            return
        same = self._row is not None and self._row.id == row.id
        self._row = row
        self._typed = ""
        if not same:
            self._product = None
            self._pages.setCurrentIndex(0)
            self._flash.stop()
        if self.isVisible():
            self._show_row(keep=same)

    def show_favourite(self, *, favourite: bool) -> None:
        """Show whether the product is a favourite."""
        self.head.show_favourite(favourite=favourite)

    def show_age(self, as_of: dt.datetime | None, *, stale: bool) -> None:
        """Say how old stock is; `stale` numbers are shown as about so many."""
        self._as_of, self._stale = as_of, stale
        self._show_live()

    def focus_stock(self) -> None:
        """F7: the list of warehouses, on the home one at first."""
        self._pages.setCurrentIndex(0)
        if not self.stock.current_key and self.stock.rows.keys:
            self.stock.choose(self._home() or self.stock.rows.keys[0])
        self.stock.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._row is not None:
            self._show_row(keep=self._product is not None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits typed in the list of warehouses are the quantity to take from the row."""
        if watched is self.stock and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._type(event)
        return super().eventFilter(watched, event)

    def _type(self, event: QKeyEvent) -> bool:
        text, key = event.text(), event.key()
        if text and text in _DIGITS and len(self._typed) < _MOST_TYPED:
            self._typed += text
        elif self._typed and key == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
        elif self._typed and key == Qt.Key.Key_Escape:
            self._typed = ""
        elif key == Qt.Key.Key_Insert and self.stock.current_key:
            self._take(self.stock.current_key)
            return True
        else:
            return False
        self._show_live()
        return True

    @Slot(str)
    def _take(self, warehouse: str) -> None:
        """Put the typed quantity, else one more pack, on a warehouse."""
        if self._row is None:
            return
        typed = parse_quantity(self._typed) if self._typed else None
        if self._typed and typed is None:
            return
        self._typed = ""
        self._filling.take(self._row, warehouse, typed)
        self._show_live()

    @Slot(str)
    def _choose_warehouse(self, guid: str) -> None:
        if self._typed:
            self._typed = ""
            self._show_live()
        self.map.select(guid)

    def _show_row(self, *, keep: bool) -> None:
        if self._row is None:
            return
        self._stack.setCurrentIndex(1)
        if not keep:
            self.head.show_row(self._row)
            self.verticalScrollBar().setValue(0)
        self._show_live()
        if not keep:
            self.stock.choose(self._home())
            self.map.select(self._home())
        self._read_later.start()

    @Slot()
    def _read(self) -> None:
        if self._row is None:
            return
        wanted = self._row.id

        def done(product: Product | None) -> None:
            if product is not None and self._row is not None and self._row.id == wanted:
                self._take_product(product)

        self._goods.product(wanted, done, owner=self)

    def _take_product(self, product: Product) -> None:
        self._product = product
        self._row = product.row
        self.head.show_row(product.row)
        self.head.show_product(product, _told(product))
        if self._pages.currentIndex() == 1:
            self._open_details()

    def _show_live(self) -> None:
        """Show prices and stock from memory."""
        if self._row is None or not self.isVisible():
            return
        keys, rows = contract_rows(
            self._row, self._terms, self._goods, flash=self._flash.isActive()
        )
        self.prices.rows.show(keys, rows)
        unit = self.tr("for 1 {unit}").format(unit=self._row.unit) if self._row.unit else ""
        self._price_caption.set_text(self.tr("Price under your contracts"), unit)
        view = stock_view(
            self._row,
            self._terms,
            self._goods,
            self._drafts,
            stale=self._stale,
            typed=(self.stock.current_key, self._typed),
        )
        self.stock.rows.show(view.keys, view.rows)
        self.map.setVisible(bool(view.pins))
        self.map.show_pins(view.pins, view.tips, low=view.low, stale=self._stale)
        remark = ""
        if view.total_milli is not None:
            amount = formats.quantity(view.total_milli)
            text = self.tr("about {n} {unit} free") if self._stale else self.tr("{n} {unit} free")
            remark = text.format(n=amount, unit=self._row.unit)
        self._stock_caption.set_text(self.tr("Warehouses"), remark)
        age = self.tr("as of {time} · F7").format(time=formats.clock(self._as_of))
        self._age.setText(age if self._as_of is not None else "F7")
        self._age.set_colour("warn" if self._stale else "text3")

    @Slot(object, object)
    def _note_switch(self, before: object, now: object) -> None:
        if before is not None and before != now and self._row is not None:
            self._flash.start()
        self._show_live()

    @Slot(object)
    def _note_changed(self, ids: Sequence[int] | None) -> None:
        if self._row is not None and (ids is None or self._row.id in ids):
            self._show_live()

    @Slot(object)
    def _note_products(self, ids: Sequence[int] | None) -> None:
        if self._row is not None and self.isVisible() and (ids is None or self._row.id in ids):
            self._read()

    @Slot()
    def _open_details(self) -> None:
        if self._product is None:
            return
        self.details.show_values([(one.name, value_text(one)) for one in _told(self._product)])
        self._pages.setCurrentIndex(1)
        self.details.setFocus()
        analogues = self._product.analogues
        if not analogues:
            self.details.show_analogues([])
            return

        def done(rows: list[ProductRow]) -> None:
            contract = self._terms.contract
            prices = self._goods.prices(contract.id) if contract else None
            self.details.show_analogues(
                [(one, prices.price(one.id, one.group_id) if prices else None) for one in rows]
            )

        self._goods.rows(analogues, done, owner=self)

    @Slot()
    def _close_details(self) -> None:
        self._pages.setCurrentIndex(0)
        self.head.setFocus()

    @Slot(bool)
    def _tell_favourite(self, on: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        if self._row is not None:
            self.favourite_toggled.emit(self._row, on)

    def _home(self) -> str:
        return self._filling.home_warehouse() or ""

    def _price_table(self) -> SmallTable:
        return SmallTable(
            self._theme,
            (
                SmallColumn("", 20, LEFT),
                SmallColumn("", 0, LEFT),
                SmallColumn("", 62, LEFT, gives_way=2),
                SmallColumn("", 82, RIGHT),
                SmallColumn("", 54, RIGHT, gives_way=1),
            ),
            name=self.tr("Price under your contracts"),
            row_height=sizes.CONTRACT_PRICE_ROW,
            selects=False,
        )

    def _stock_table(self) -> SmallTable:
        return SmallTable(
            self._theme,
            (
                SmallColumn(self.tr("Warehouse"), 0, LEFT),
                SmallColumn(self.tr("Free"), 46, RIGHT),
                SmallColumn(self.tr("Reserved"), 48, RIGHT, gives_way=2),
                SmallColumn(self.tr("Due"), 76, RIGHT, gives_way=1),
                SmallColumn(self.tr("Delivery"), 62, RIGHT, gives_way=3),
                SmallColumn("", 52, RIGHT),
            ),
            name=self.tr("Warehouses"),
            row_height=sizes.WAREHOUSE_ROW,
            header=True,
        )

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Product card"))
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(Line())
        column.addWidget(self._price_caption)
        column.addWidget(self.prices)
        column.addWidget(Line())
        caption = QHBoxLayout()
        caption.addWidget(self._stock_caption, 1)
        caption.addWidget(self._age)
        column.addLayout(caption)
        column.addWidget(self.map, 1)
        column.addWidget(self.stock)
        column.addStretch(0)
        self._pages.addWidget(main)
        self._pages.addWidget(self.details)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._pages)
        self.setWidget(self._stack)
        # The panel behind has the ground; a scroll area would fill it with the window's.
        self._stack.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.stock.installEventFilter(self)

    def _connect(self) -> None:
        self._read_later.timeout.connect(self._read)
        self._flash.timeout.connect(self._show_live)
        self.stock.activated_row.connect(self._take)
        self.stock.shape_clicked.connect(self._take)
        self.stock.row_chosen.connect(self._choose_warehouse)
        self.map.chosen.connect(self.stock.choose)
        self.head.all_asked.connect(self._open_details)
        self.head.favourite_toggled.connect(self._tell_favourite)
        self.details.left.connect(self._close_details)
        self.details.product_chosen.connect(self.show_product)
        self._terms.contract_changed.connect(self._note_switch)
        self._goods.prices_changed.connect(self._note_changed)
        self._goods.stock_changed.connect(self._note_changed)
        self._goods.products_changed.connect(self._note_products)
        self._goods.opened.connect(self._show_live)
        self._drafts.changed.connect(self._show_live)
        self._drafts.listed.connect(self._show_live)


def _told(product: Product) -> tuple[PropertyValue, ...]:
    return tuple(one for one in product.properties if value_text(one))
