"""The product card: the current row's product in whole, kept up to date while it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.catalogue.product_card.contract_prices import contract_rows
from app.ui.catalogue.product_card.details import CardDetails
from app.ui.catalogue.product_card.head import CardHead, value_text
from app.ui.catalogue.product_card.small_table import SmallColumn, SmallTable
from app.ui.catalogue.product_card.stock_box import StockBox
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.frames import Line
from app.ui.widgets.labels import SectionCaption
from app.ui.widgets.painting import LEFT, RIGHT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from app.domain.product import Product, ProductRow, PropertyValue
    from app.ui.catalogue.ordering import CartFilling
    from app.ui.catalogue.product_card.photo_viewer import PhotoViewer
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.photos import Album
    from app.ui.live.terms import Terms
    from app.ui.theme.theme import Theme

READ_AFTER_MS = 40
"""A held arrow key passes rows faster than this: their cards are not read."""


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
        self._row: ProductRow | None = None
        self._product: Product | None = None
        self._album: Album | None = None
        self._viewer: PhotoViewer | None = None
        self._view_when_read = self._details_when_read = False
        self._flash = QTimer(self, singleShot=True, interval=sizes.FLASH_HOLD_MS)
        self._read_later = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self.head = CardHead(theme)
        self.box = StockBox(theme, terms, goods, drafts, filling)
        self.map, self.stock = self.box.map, self.box.list
        self.prices = _price_table(theme)
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
        if not same:
            self._product = None
            self._view_when_read = self._details_when_read = False
            self._pages.setCurrentIndex(0)
            self._flash.stop()
        if self.isVisible():
            self._show_row(keep=same)

    def open_analogues(self) -> None:
        """Open the second page on its analogues, now or when the product has been read."""
        self.details.turn_to("analogues")
        self._details_when_read = self._product is None
        self._open_details()

    def use_album(self, album: Album) -> None:
        """Take where photos come from."""
        self._album = album
        self.head.photo.use(album)

    @Slot(int)
    def view_photos(self, at: int = 0) -> None:
        """Open the photo viewer, on the photo of this number."""
        if self._product is None:
            # The card is not in sight, or the user has just come to the product.
            self._view_when_read = True
            self._read()
            return
        if self._album is None or not self._product.images:
            return
        if self._viewer is None:
            # Made on first use, as most products are bought without a closer look.
            from app.ui.catalogue.product_card.photo_viewer import PhotoViewer

            self._viewer = PhotoViewer(self._theme, self._album, self)
            self._viewer.gone_to.connect(self.head.photo.go_to)
        self._viewer.show_images(self._product.row.name, self._product.images, at)

    def show_favourite(self, *, favourite: bool) -> None:
        """Show whether the product is a favourite."""
        self.head.show_favourite(favourite=favourite)

    def show_age(self, as_of: dt.datetime | None, *, stale: bool) -> None:
        """Say how old stock is; `stale` numbers are shown as about so many."""
        self.box.show_age(as_of, stale=stale)

    def focus_stock(self) -> None:
        """F7: the list of warehouses, on the home one at first."""
        self._pages.setCurrentIndex(0)
        self.box.focus_list()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._row is not None:
            self._show_row(keep=self._product is not None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_map()

    def _fit_map(self) -> None:
        """Let the map give way, so that the list of warehouses is in sight."""
        wide = self.viewport().width()
        others = self._stack.heightForWidth(wide) - self.map.sizeHint().height()
        self.map.give_room(self.viewport().height() - others)

    def _show_row(self, *, keep: bool) -> None:
        if self._row is None:
            return
        self._stack.setCurrentIndex(1)
        if not keep:
            self.head.show_row(self._row)
            self.verticalScrollBar().setValue(0)
            self.box.show_product(self._row)
        self._show_live()
        if not keep:
            self._fit_map()
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
        if self._pages.currentIndex() == 1 or self._details_when_read:
            self._details_when_read = False
            self._open_details()
        if self._view_when_read:
            self._view_when_read = False
            self.view_photos()

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
        self.box.refresh()

    @Slot(object, object)
    def _note_switch(self, before: object, now: object) -> None:
        switched = before is not None and before != now and self._row is not None
        if switched and self._theme.price_flash:
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
        column.addWidget(self.box, 1)
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

    def _connect(self) -> None:
        self._read_later.timeout.connect(self._read)
        self._flash.timeout.connect(self._show_live)
        self.head.all_asked.connect(self._open_details)
        self.head.photo.view_asked.connect(self.view_photos)
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


def _price_table(theme: Theme) -> SmallTable:
    return SmallTable(
        theme,
        (
            SmallColumn("", 18, LEFT),
            SmallColumn("", 0, LEFT),
            SmallColumn("", 56, LEFT, gives_way=2),
            SmallColumn("", 76, RIGHT),
            SmallColumn("", 48, RIGHT, gives_way=1),
        ),
        name=QCoreApplication.translate("ProductCard", "Price under your contracts"),
        row_height=sizes.CONTRACT_PRICE_ROW,
        selects=False,
    )
