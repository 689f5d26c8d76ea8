"""The place of the product card: there from the first paint, filled after it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.painting import box

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QShowEvent

    from app.domain.product import ProductRow
    from app.ui.catalogue.ordering import CartFilling
    from app.ui.catalogue.product_card.card import ProductCard
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.photos import Album
    from app.ui.live.terms import Terms
    from app.ui.theme.theme import Theme

_AFTER_PAINT_MS = 30


class CardPlace(QWidget):
    """Keeps the card's room and the newest product; makes the card once it is to be seen."""

    favourite_toggled = Signal(object, bool)
    made = Signal()
    left = Signal()
    """Esc: back to the goods."""

    def __init__(
        self, theme: Theme, terms: Terms, goods: Goods, drafts: Drafts, filling: CartFilling
    ) -> None:
        super().__init__()
        self._theme = theme
        self._parts = (terms, goods, drafts, filling)
        self._row: ProductRow | None = None
        self._favourite = False
        self._album: Album | None = None
        self._age: tuple[dt.datetime | None, bool] = (None, False)
        self.card: ProductCard | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_AFTER_PAINT_MS)
        self._waiting.timeout.connect(self.make)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setMinimumWidth(sizes.PRODUCT_CARD_LEAST)
        self.setAccessibleName(self.tr("Product card"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_product(self, row: ProductRow | None, *, favourite: bool) -> None:
        """Show another product, now or when the card is made."""
        if row is None:
            return
        self._row, self._favourite = row, favourite
        if self.card is not None:
            self.card.show_product(row)
            self.card.show_favourite(favourite=favourite)
        elif self.isVisible():
            self._waiting.start()

    def use_album(self, album: Album) -> None:
        """Take where photos come from, now or when the card is made."""
        self._album = album
        if self.card is not None:
            self.card.use_album(album)

    @Slot()
    def view_photos(self) -> None:
        """Open the photo viewer on the product's first photo."""
        self.make().view_photos()

    def show_age(self, as_of: dt.datetime | None, *, stale: bool) -> None:
        """Say how old stock is."""
        self._age = (as_of, stale)
        if self.card is not None:
            self.card.show_age(as_of, stale=stale)

    @Slot()
    def make(self) -> ProductCard:
        """Make the card if it is not there yet."""
        if self.card is None:
            # The card and what it needs are no part of the first paint.
            from app.ui.catalogue.product_card.card import ProductCard

            self.card = ProductCard(self._theme, *self._parts)
            self.card.favourite_toggled.connect(self.favourite_toggled)
            self._column.addWidget(self.card)
            if self._album is not None:
                self.card.use_album(self._album)
            self.setFocusProxy(self.card.stock)
            self.card.show_age(self._age[0], stale=self._age[1])
            if self._row is not None:
                self.card.show_product(self._row)
                self.card.show_favourite(favourite=self._favourite)
            self.made.emit()
        return self.card

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.card is None and self._row is not None:
            self._waiting.start()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint blocks where the card's parts will stand."""
        if self.card is not None:
            return
        painter = QPainter(self)
        strong, weak = self._theme.color("skel"), self._theme.color("skel2")
        wide = self.width() - 32
        box(painter, QRectF(16, 14, 96, 96), 6, fill=strong)
        for top, width, colour in ((14, 0.62, strong), (36, 0.48, strong), (62, 0.36, weak)):
            box(painter, QRectF(124, top, (wide - 108) * width / 0.62, 13), 4, fill=colour)
        for row in range(3):
            box(painter, QRectF(16, 126 + 21 * row, wide * 0.44, 10), 4, fill=strong)
            box(painter, QRectF(16 + wide * 0.56, 126 + 21 * row, wide * 0.44, 10), 4, fill=strong)
        for row in range(4):
            box(painter, QRectF(16, 222 + 24 * row, wide * 0.47, 10), 4, fill=strong)
            box(painter, QRectF(16 + wide * 0.73, 222 + 24 * row, wide * 0.27, 10), 4, fill=strong)
        box(painter, QRectF(16, 350, wide, 220), 6, fill=weak)
        for row in range(5):
            for place, width in ((0.0, 0.24), (0.34, 0.12), (0.57, 0.18), (0.85, 0.15)):
                left = 16 + wide * place
                box(painter, QRectF(left, 592 + 27 * row, wide * width, 10), 4, fill=strong)
