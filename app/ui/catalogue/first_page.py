"""What the window shows while the rest of the program is loaded: the list's first rows.

Painted by the same painters from the same cache as the table that takes its place, without the
widgets of the window. Keys that are pressed meanwhile are kept for the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.catalogue.captions import paint_caption, stale_words
from app.ui.catalogue.columns import first_stock
from app.ui.catalogue.row_painter import RowPainter
from app.ui.overriding import override
from app.ui.theme import sizes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent

    from app.domain.product import ProductRow, Sort
    from app.ui.catalogue.column_layout import ColumnLayout
    from app.ui.catalogue.columns import Column
    from app.ui.catalogue.prepared import PreparedRow
    from app.ui.catalogue.preparing import Preparation
    from app.ui.shell.window_place import ListPlace
    from app.ui.theme.theme import Theme

KEYS_KEPT = 64


class ListLook(NamedTuple):
    """How the list looked when the user left it, and where it lay in the window."""

    sort: Sort
    columns: ColumnLayout
    density: str
    place: ListPlace

    def rows(self, theme: Theme) -> int:
        """How many rows are in sight, the last perhaps in part."""
        place = self.place
        room = place.height - place.top - place.bottom - theme.px(sizes.TABLE_HEADER)
        return max(1, -(-room // theme.px(sizes.CATALOGUE_ROW[self.density])))


class FirstPage(QWidget):
    """The grounds of the window's parts and the first rows of the list."""

    painted = Signal()
    """Emitted once, when the rows are on the screen."""

    def __init__(
        self, theme: Theme, look: ListLook, products: Sequence[ProductRow], rows: Preparation,
        stale_at: str = "",
    ) -> None:  # fmt: skip
        """Show the rows; `stale_at` is the time of old prices, '' for fresh ones."""
        super().__init__()
        self._theme = theme
        self._look = look
        self._rows = _Rows(products, rows)
        self._cells = RowPainter(theme, self._rows)
        self._cells.stale = bool(stale_at)
        self._cells.stale_price, self._stale_caption = stale_words(stale_at)
        self._told = False
        self._keys: list[QKeyEvent] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def shown(self) -> Sequence[PreparedRow]:
        """The rows that it paints."""
        return self._rows.all

    def hand_over(self, target: QObject) -> None:
        """Give the keys that were pressed here to what has taken this page's place."""
        for key in self._keys:
            QApplication.postEvent(target, key)
        self._keys = []

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if len(self._keys) < KEYS_KEPT:
            self._keys.append(event.clone())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_parts(painter)
        self._paint_list(painter)
        painter.end()
        if not self._told:
            self._told = True
            # Comes when this frame has been given to the screen, before any timer.
            told = QEvent(QEvent.Type.User)
            QApplication.postEvent(self, told, Qt.EventPriority.HighEventPriority.value)

    @override
    def customEvent(self, event: QEvent) -> None:
        self.painted.emit()

    def _paint_parts(self, painter: QPainter) -> None:
        """Paint the grounds of the bars around the list."""
        theme, width, height = self._theme, self.width(), self.height()
        place = self._look.place.within(width, height)
        bottom = place.bottom() + 1
        painter.fillRect(0, 0, width, height, theme.brush("window"))
        painter.fillRect(0, 0, width, sizes.TOP_BAR, theme.brush("surface"))
        painter.fillRect(
            place.left(), sizes.TOP_BAR, width - place.left(), bottom - sizes.TOP_BAR,
            theme.brush("surface"),
        )  # fmt: skip
        border = theme.brush("border")
        painter.fillRect(0, sizes.TOP_BAR - 1, width, 1, border)
        painter.fillRect(place.left() - 1, sizes.TOP_BAR, 1, bottom - sizes.TOP_BAR, border)
        painter.fillRect(0, bottom, width, 1, border)

    def _paint_list(self, painter: QPainter) -> None:
        look, rows, theme = self._look, self._rows, self._theme
        place = look.place.within(self.width(), self.height())
        widths = look.columns.fitted(rows.columns, look.density, theme.px, place.width())
        shown: list[tuple[int, int, int]] = []
        left = place.left()
        numbers = {column.key: number for number, column in enumerate(rows.columns)}
        header = theme.px(sizes.TABLE_HEADER)
        for key in look.columns.ordered(rows.columns):
            number = numbers[key]
            if number in widths:
                column = rows.columns[number]
                ground = QRect(left, place.top(), widths[number], header)
                arrow = "↓" if look.sort.descending else "↑"
                paint_caption(
                    painter, theme, ground, column, first=not shown,
                    stale=self._stale_caption if column.kind == "price" else "",
                    arrow=arrow if column.sort == look.sort.key else "",
                )  # fmt: skip
                shown.append((number, left, widths[number]))
                left += widths[number]
        painter.setClipRect(place)
        if shown:
            self._cells.first_column = shown[0][0]
        height = theme.px(sizes.CATALOGUE_ROW[look.density])
        top = place.top() + header
        for number in range(rows.count):
            # The table that comes stands on its first row.
            row = (place.left(), top, place.width(), height)
            self._cells.paint_ground(painter, row, number, "" if number else "sel")
            self._cells.paint_row(painter, number, shown, top, height)
            top += height
        self._cells.paint_texts(painter)


class _Rows:
    """The rows as the painter of rows wants them."""

    flash_strength = 0.0

    def __init__(self, products: Sequence[ProductRow], preparation: Preparation) -> None:
        self.columns: Sequence[Column] = preparation.columns
        self.count = len(products)
        self.all = [preparation.prepare(product) for product in products]

    @property
    def first_stock(self) -> int:
        """The number of the first column of stock."""
        return first_stock(self.columns)

    def prepared(self, row: int) -> PreparedRow | None:
        """What to paint of a row."""
        return self.all[row]
