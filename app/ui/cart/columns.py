"""The columns of the cart's table and of the check before ordering, and their header."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from app.ui import formats
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.painting import LEFT, RIGHT, elided, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPainter

    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate


class Column(NamedTuple):
    """A column; `width` in logical pixels at 100 % text, 0 stretches.

    Where there is no room, columns with the largest `drop` are hidden first; 0 = never.
    """

    key: str
    title: str
    width: int
    align: Qt.AlignmentFlag = LEFT
    drop: int = 0


def cart_columns(currency: str) -> list[Column]:
    """Return the columns of the cart in a currency."""
    money = formats.sign(currency)
    price = translate("Cart", "Price, {currency}").format(currency=money)
    total = translate("Cart", "Sum, {currency}").format(currency=money)
    return [
        Column("number", "", 34, RIGHT, drop=4),
        Column("article", translate("Cart", "Article"), 92, drop=3),
        Column("name", translate("Cart", "Name"), 0),
        Column("unit", translate("Cart", "Unit, pack"), 76, drop=5),
        Column("price", price, 88, RIGHT, drop=1),
        Column("quantity", translate("Cart", "Quantity"), 94, RIGHT),
        Column("sum", total, 100, RIGHT),
        Column("state", translate("Cart", "Stock at the warehouse"), 148, drop=2),
    ]


def verify_columns(currency: str, *, many_choices: bool = False) -> list[Column]:
    """Return the columns of the check before ordering."""
    money = formats.sign(currency)
    price = translate("Cart", "Price, {currency}: was → now").format(currency=money)
    total = translate("Cart", "Sum, {currency}").format(currency=money)
    return [
        Column("number", "", 34, RIGHT, drop=3),
        Column("article", translate("Cart", "Article"), 92, drop=2),
        Column("name", translate("Cart", "Changed lines"), 0),
        Column("price", price, 170, RIGHT),
        Column("quantity", translate("Cart", "Quantity"), 124, RIGHT),
        Column("sum", total, 104, RIGHT, drop=1),
        Column("choice", translate("Cart", "Decision"), 376 if many_choices else 262, RIGHT),
    ]


class Header(QHeaderView):
    """A header that only names its columns."""

    def __init__(
        self, theme: Theme, columns: Callable[[], Sequence[Column]], parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._columns = columns
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        theme.changed.connect(self.updateGeometry)

    def fit(self, width: int, least: int = 170) -> None:
        """Give the stretching column what the others leave of `width`, hiding what has no room."""
        columns = self._columns()
        sizes_of = {n: self._theme.px(one.width) for n, one in enumerate(columns) if one.width}
        shown = dict(sizes_of)
        room = width - self._theme.px(least)
        for number in sorted(sizes_of, key=lambda n: -columns[n].drop):
            if sum(shown.values()) > room and columns[number].drop:
                del shown[number]
        for number, column in enumerate(columns):
            hidden = bool(column.width) and number not in shown
            if self.isSectionHidden(number) != hidden:
                self.setSectionHidden(number, hidden)
            size = sizes_of.get(number, max(self._theme.px(least), width - sum(shown.values())))
            if not hidden:
                self.resizeSection(number, size)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(sizes.TABLE_HEADER))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        columns = self._columns()
        if logical >= len(columns):
            return
        theme, column = self._theme, columns[logical]
        painter.fillRect(rect, theme.brush("sunken"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(sizes.CELL_PADDING, 0, -sizes.CELL_PADDING, 0)
        text = elided(theme, "caption-strong", column.title, inner.width(), middle=False)
        words(
            painter, theme, inner, text, role="caption-strong", colour="text2", align=column.align
        )
