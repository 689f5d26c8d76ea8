"""Paints the goods table's rows: prepared texts, no roles, no call of Qt's for each cell.

QTableView asks the model for flags and makes a style option for every cell before a delegate may
paint it, which takes as long as the painting. The table paints itself with this instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from app.ui.catalogue.column_layout import FIRST_INSET
from app.ui.catalogue.lines import CENTRE, RIGHT, GatheredLines
from app.ui.catalogue.prepared import pack_hint
from app.ui.catalogue.skeletons import Skeletons
from app.ui.catalogue.tiles import Tiles
from app.ui.theme import sizes
from app.ui.widgets.painting import box

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from PySide6.QtGui import QPainter

    from app.ui.catalogue.columns import Column
    from app.ui.catalogue.prepared import PreparedRow
    from app.ui.catalogue.row_photos import RowPhotos
    from app.ui.theme.theme import Theme

    class Rows(Protocol):
        """Where the rows come from: the table's model, or the first page."""

        @property
        def columns(self) -> Sequence[Column]:
            """The columns in their order."""

        @property
        def first_stock(self) -> int:
            """The number of the first column of stock."""

        @property
        def flash_strength(self) -> float:
            """How strong the ground of changed prices is: 1 fresh, 0 none."""

        def prepared(self, row: int) -> PreparedRow | None:
            """What to paint of a row, None while it is being read."""


TWO_LINES = 32
"""Rows of this height and more have a second line."""
PADDING = sizes.CELL_PADDING
PHOTO_MOST = 36

_SHARES = (0.74, 0.62, 0.8, 0.7, 0.55, 0.77, 0.66)

Place = tuple[int, int, int, int]
"""Left, top, width, height."""


class RowPainter:
    """Rows of the goods table in the theme's colours."""

    def __init__(self, theme: Theme, model: Rows) -> None:
        self._theme = theme
        self._model = model
        self._lines = GatheredLines(theme)
        self._tiles = Tiles(theme)
        self._skeletons = Skeletons(theme, self._draw_skeleton, len(_SHARES))
        self.photos: RowPhotos | None = None
        """Paints photos over their grounds, once there is time for photos."""
        self.hovered_row = -1
        self.first_column = 0
        self.stale = False
        self.stale_price = ""
        """What the second line of a price says while prices are old."""
        self.words: tuple[str, ...] = ()
        """Words of the search, folded: their places in names are made bold."""

    def paint_ground(self, painter: QPainter, place: Place, row: int, selection: str) -> None:
        """Paint what lies under a row over its whole width; `selection` is a token or ''."""
        left, top, width, height = place
        ground = selection or ("hover" if row == self.hovered_row else "")
        if ground:
            painter.fillRect(left, top, width, height, self._theme.brush(ground))
        painter.fillRect(left, top + height - 1, width, 1, self._theme.brush("border"))

    def paint_row(
        self, painter: QPainter, number: int, columns: Sequence[tuple[int, int, int]], top: int,
        height: int,
    ) -> None:  # fmt: skip
        """Paint a row's cells; `columns` are (number, left, width) of those to be painted.

        Their texts follow with `paint_texts`, those of all rows together.
        """
        row = self._model.prepared(number)
        if row is None:
            self.paint_skeleton(painter, number, columns, top, height)
            return
        kinds, first_stock = self._model.columns, self._model.first_stock
        for column, left, width in columns:
            if column == self.first_column and row.quantity_milli:
                painter.fillRect(left, top, 3, height, self._theme.brush("accent"))
            kind = kinds[column].kind
            inner = (left + PADDING, top, width - 2 * PADDING, height - 1)
            if kind == "stock":
                self._stock(painter, (left, top, width, height), row, column - first_stock)
            elif kind == "price":
                self._price(painter, (left, top, width, height), inner, row)
            elif kind == "name":
                self._name(painter, inner, row)
            elif kind == "unit":
                self._lines.paint(painter, inner, row.unit, "small", "text2")
            elif kind == "article":
                first = FIRST_INSET if column == self.first_column else 0
                code = (inner[0] + first, top, inner[2] - first, height - 1)
                self._lines.paint(painter, code, row.product.article, "number", "text2")
            elif kind == "photo":
                self._photo(painter, photo_square(left, top, width, height), row)
            elif kind == "better":
                self._lines.paint(painter, inner, row.better, "caption-number", "ok", RIGHT)
            else:
                self._quantity(painter, quantity_box(QRect(left, top, width, height)), row)

    def paint_texts(self, painter: QPainter) -> None:
        """Paint the texts of the rows that have been painted."""
        self._lines.paint_gathered(painter)

    def paint_skeleton(
        self, painter: QPainter, number: int, columns: Sequence[tuple[int, int, int]], top: int,
        height: int,
    ) -> None:  # fmt: skip
        """Paint blocks where a row's texts will stand, each in its final place."""
        kinds = (self.first_column, *[column.kind for column in self._model.columns])
        self._skeletons.paint(painter, number, columns, kinds, top, height)

    def _draw_skeleton(
        self, painter: QPainter, number: int, columns: Sequence[tuple[int, int, int]], top: int,
        height: int,
    ) -> None:  # fmt: skip
        theme = self._theme
        strong, weak = theme.color("skel"), theme.color("skel2")
        kinds = self._model.columns
        two = height >= TWO_LINES
        middle = top + height // 2
        upper, lower = (top + 8, middle + 4) if two else (middle - 5, 0)
        for column, left, width in columns:
            kind = kinds[column].kind
            inner, room = left + PADDING, width - 2 * PADDING
            if kind == "stock":
                tall = min(height - 8, 22)
                ground = QRect(left + 2, top + (height - 1 - tall) // 2, width - 4, tall)
                box(painter, ground, 4, fill=weak)
            elif kind == "photo":
                box(painter, photo_square(left, top, width, height), 4, fill=weak)
            elif kind == "quantity":
                ground = quantity_box(QRect(left, top, width, height))
                box(painter, ground, 5, fill=theme.color("surface"), edge=theme.color("border"))
            elif kind == "name":
                # Rows differ as names do; the same row is always the same.
                share = _SHARES[number % len(_SHARES)]
                box(painter, QRect(inner, upper, round(room * share), 10), 4, fill=strong)
                if two:
                    box(painter, QRect(inner, lower, round(room * share / 2), 7), 3, fill=weak)
            elif kind == "price":
                wide = min(room, 52)
                box(painter, QRect(inner + room - wide, upper, wide, 10), 4, fill=strong)
                if two:
                    wide = min(room, 40)
                    box(painter, QRect(inner + room - wide, lower, wide, 7), 3, fill=weak)
            elif kind != "better":
                first = FIRST_INSET if column == self.first_column else 0
                ground = QRect(inner + first, middle - 5, min(room - first, 56), 10)
                box(painter, ground, 4, fill=strong)

    def _name(self, painter: QPainter, place: Place, row: PreparedRow) -> None:
        if place[3] < TWO_LINES:
            self._one_line(painter, place, row)
            return
        if not row.second_line:
            self._lines.paint_found(painter, place, row.product.name, self.words)
            return
        upper, lower = _two(place)
        self._lines.paint_found(painter, upper, row.product.name, self.words)
        self._lines.paint(painter, lower, row.second_line, "caption", "text3")

    def _one_line(self, painter: QPainter, place: Place, row: PreparedRow) -> None:
        """Paint the name, and the brand after it where there is room."""
        used = self._lines.paint_found(painter, place, row.product.name, self.words)
        left, top, width, height = place
        rest = (left + used + 4, top, width - used - 4, height)
        if row.product.brand and rest[2] > 60:
            self._lines.paint(painter, rest, f"· {row.product.brand}", "body", "text3")

    def _price(self, painter: QPainter, place: Place, inner: Place, row: PreparedRow) -> None:
        strength = self._model.flash_strength if row.delta else 0.0
        flash = strength > 0
        if flash and self._theme.name != "contrast":
            left, top, width, height = place
            ground = QColor(self._theme.color("flash"))
            ground.setAlphaF(strength)
            painter.fillRect(left, top, width, height - 1, ground)
        colour = "flash-text" if flash else ("text" if row.price_e4 else "text3")
        text = row.price
        if row.delta:
            text = f"{'↑' if row.delta > 0 else '↓'} {text}"
        second = row.was if row.delta else self.stale_price or row.better
        if place[3] < TWO_LINES or not second:
            self._lines.paint(painter, inner, text, "price", colour, RIGHT)
            return
        upper, lower = _two(inner)
        self._lines.paint(painter, upper, text, "price", colour, RIGHT)
        fresh = "text3" if self.stale_price else "ok"
        tint = ("flash-text" if flash else "text3") if row.delta else fresh
        width = self._lines.paint(painter, lower, second, "caption-number", tint, RIGHT)
        if row.delta:
            middle = lower[1] + (lower[3] - 1) // 2 + 1
            right = lower[0] + lower[2]
            painter.fillRect(right - width, middle, width, 1, self._theme.brush(tint))

    def _stock(self, painter: QPainter, place: Place, row: PreparedRow, number: int) -> None:
        cell = row.stocks[number]
        if not cell.tint:
            self._lines.paint(painter, place, cell.text, "number", "text3", CENTRE)
            return
        left, top, width, height = place
        tall = min(height - 8, 22)
        inner = (left + 2, top + (height - 1 - tall) // 2, width - 4, tall)
        ground = QRect(*inner)
        if self.stale and cell.tint != "info":
            self._tiles.paint(painter, ground, 4, "", "border-2", dashed=True)
            self._lines.paint(painter, inner, cell.text, "small-number", "text2", CENTRE)
            return
        edge = f"{cell.tint}-line" if self._theme.name == "contrast" else ""
        self._tiles.paint(painter, ground, 4, f"{cell.tint}-bg", edge)
        role = "micro" if cell.tint == "info" else "small-number"
        self._lines.paint(painter, inner, cell.text, role, cell.tint, CENTRE)

    def _photo(self, painter: QPainter, square: QRect, row: PreparedRow) -> None:
        edge = "border" if self._theme.name == "contrast" else ""
        self._tiles.paint(painter, square, 4, "photo", edge)
        if self.photos is not None:
            self.photos.paint(painter, square, row.product.id)

    def _quantity(self, painter: QPainter, ground: QRect, row: PreparedRow) -> None:
        theme = self._theme
        left, top, width, height = ground.left(), ground.top(), ground.width(), ground.height()
        if not row.may_order:
            place = (left, top, width, height)
            self._lines.paint(painter, place, "—", "number", "dis", CENTRE)
            return
        inner = (left + 8, top, width - 17, height)
        if row.quantity_milli:
            self._tiles.paint(painter, ground, 5, "accent-soft", "accent")
            self._lines.paint(painter, inner, row.quantity, "price", "accent-text", RIGHT)
            return
        self._tiles.paint(painter, ground, 5, "surface", "border-2")
        painter.fillRect(left + 3, top + height - 1, width - 6, 1, theme.brush("bstrong"))
        hint = pack_hint(row.product)
        self._lines.paint(painter, inner, hint, "caption-number", "text3", RIGHT)


def photo_square(left: int, top: int, width: int, height: int) -> QRect:
    """Return the square of the photo inside its cell."""
    side = min(height - 8, PHOTO_MOST, width - 6)
    return QRect(left + (width - side) // 2 + 1, top + (height - 1 - side) // 2, side, side)


def quantity_box(cell: QRect) -> QRect:
    """Return the box of the quantity inside its cell."""
    height = min(cell.height() - 4, 28)
    ground = QRect(cell.left() + 8, 0, cell.width() - 16, height)
    ground.moveTop(cell.top() + (cell.height() - 1 - height) // 2)
    return ground


def _two(place: Place) -> tuple[Place, Place]:
    left, top, width, height = place
    half = height // 2
    return (left, top + 3, width, half - 1), (left, top + half + 1, width, half - 4)
