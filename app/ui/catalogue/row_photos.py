"""Thumbnails of the goods table: names read for the rows looked at, photos as they come."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Slot

from app.ui.widgets.painting import picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from app.storage.cache.reader import CacheReader
    from app.ui.catalogue.model import CatalogueModel
    from app.ui.catalogue.table import CatalogueTable
    from app.ui.live.goods import Goods
    from app.ui.live.photos import Album
    from app.ui.live.terms import Terms
    from app.ui.theme.theme import Theme

NAMES_KEPT = 20_000
ASKED_AT_ONCE = 128
REPAINT_AFTER_MS = 16
"""Photos that come within a frame are painted by one repaint."""
LOOK_AFTER_MS = 150
RADIUS = 4


class RowPhotos(QObject):
    """Paints the photo of a row if it is here, and gets it if not.

    While no goods with photos were seen the table has no column for them: it comes with the first
    ones, and from then on every start has it.
    """

    def __init__(
        self,
        theme: Theme,
        goods: Goods,
        terms: Terms,
        album: Album,
        table: CatalogueTable,
        model: CatalogueModel,
    ) -> None:
        super().__init__(table)
        self._theme = theme
        self._goods = goods
        self._terms = terms
        self._album = album
        self._table = table
        self._model = model
        self._names: OrderedDict[int, str] = OrderedDict()
        self._changes = 0
        self._unknown: OrderedDict[int, None] = OrderedDict()
        self._ask_soon = self._timer(0, self._ask)
        self._paint_soon = self._timer(REPAINT_AFTER_MS, self._repaint)
        self._look_soon = self._timer(LOOK_AFTER_MS, self._look)
        self._looked = 0, -1
        table.cells.photos = self
        model.row_arrived.connect(self._look_at)
        model.modelReset.connect(self._look_at_first)
        goods.opened.connect(self._forget_all)
        goods.products_changed.connect(self._forget)
        album.arrived.connect(self._paint_soon.start)
        album.came_back.connect(self._paint_soon.start)
        theme.changed.connect(album.forget_tiles)
        self._look_at_first()
        self._repaint()

    def paint(self, painter: QPainter, square: QRect, product: int) -> None:
        """Paint a product's photo over its ground, or the sign of goods without one."""
        name = self._names.get(product)
        if name is None:
            self._unknown[product] = None
            self._unknown.move_to_end(product)
            self._ask_soon.start()
            return
        ratio = painter.device().devicePixelRatio()
        if name:
            ground = self._theme.color("photo").rgb()
            tile = self._album.tile(name, square.width(), RADIUS, ground, ratio)
            if tile is not None:
                painter.drawPixmap(square, tile)
            if tile is not None or not self._album.lacks(name):
                return
        glyph = "border" if self._theme.name == "contrast" else "map-line"
        picture(painter, square, self._theme.pixmap("package", glyph, 14, ratio))

    @Slot()
    def _ask(self) -> None:
        """Read which photos the rows have that were painted last."""
        while len(self._unknown) > ASKED_AT_ONCE:
            self._unknown.popitem(last=False)
        wanted = list(self._unknown)
        if wanted:
            self._read(wanted)

    @Slot()
    def _look_at_first(self) -> None:
        self._look_at(0, ASKED_AT_ONCE - 1)

    @Slot(int, int)
    def _look_at(self, first: int, last: int) -> None:
        """Find out whether there are photos at all, as long as nobody knows.

        Only where the user stays: a read beside the first paint of a jump's rows held that up.
        """
        if not self._terms.goods_have_photos:
            self._looked = first, last
            self._look_soon.start()

    @Slot()
    def _look(self) -> None:
        if self._terms.goods_have_photos:
            return
        first, last = self._looked
        last = min(last, first + ASKED_AT_ONCE - 1, self._model.rowCount() - 1)
        ids = [self._model.product_id(row) for row in range(first, last + 1)]
        wanted = [one for one in ids if one is not None and one not in self._names]
        if wanted:
            self._read(wanted)

    def _read(self, wanted: Sequence[int]) -> None:
        changes = self._changes

        def read(reader: CacheReader) -> dict[int, str]:
            return reader.first_images(wanted)

        def take(found: dict[int, str]) -> None:
            # What was read before a change may be another product's photo: it is asked for anew.
            if changes == self._changes:
                self._take(found)

        self._goods.ask(read, take, owner=self, key="photos")

    def _take(self, found: dict[int, str]) -> None:
        for product, name in found.items():
            self._names[product] = name
            self._unknown.pop(product, None)
        while len(self._names) > NAMES_KEPT:
            self._names.popitem(last=False)
        if any(found.values()) and self._terms.note_photos():
            self._model.show_columns()
        self._paint_soon.start()

    @Slot()
    def _forget_all(self) -> None:
        """Another generation: other goods may stand under the numbers."""
        self._forget(None)

    @Slot(object)
    def _forget(self, ids: Sequence[int] | None) -> None:
        """Goods changed: they may have other photos."""
        self._changes += 1
        if ids is None:
            self._names.clear()
        else:
            for product in ids:
                self._names.pop(product, None)
        self._album.forget_absent()
        self._paint_soon.start()

    @Slot()
    def _repaint(self) -> None:
        if not self._terms.goods_have_photos:
            return
        column = self._model.column_of("photo")
        if not self._table.isColumnHidden(column):
            left, width = (
                self._table.columnViewportPosition(column),
                self._table.columnWidth(column),
            )
            self._table.viewport().update(left, 0, width, self._table.viewport().height())

    def _timer(self, after_ms: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(slot)
        return timer
