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
    """A column; `width` in logical pixels at 100 % text, 0 stretches."""

    key: str
    title: str
    width: int
    align: Qt.AlignmentFlag = LEFT


def cart_columns(currency: str) -> list[Column]:
    """Return the columns of the cart in a currency."""
    money = formats.sign(currency)
    return [
        Column("number", "", 34, RIGHT),
        Column("article", translate("Cart", "Article"), 92),
        Column("name", translate("Cart", "Name"), 0),
        Column("unit", translate("Cart", "Unit, pack"), 76),
        Column("price", translate("Cart", "Price, {currency}").format(currency=money), 88, RIGHT),
        Column("quantity", translate("Cart", "Quantity"), 94, RIGHT),
        Column("sum", translate("Cart", "Sum, {currency}").format(currency=money), 100, RIGHT),
        Column("state", translate("Cart", "Stock at the warehouse"), 148),
    ]


def verify_columns(currency: str) -> list[Column]:
    """Return the columns of the check before ordering."""
    money = formats.sign(currency)
    return [
        Column("number", "", 34, RIGHT),
        Column("article", translate("Cart", "Article"), 92),
        Column("name", translate("Cart", "Changed lines"), 0),
        Column(
            "price",
            translate("Cart", "Price, {currency}: was → now").format(currency=money),
            170,
            RIGHT,
        ),
        Column("quantity", translate("Cart", "Quantity"), 124, RIGHT),
        Column("sum", translate("Cart", "Sum, {currency}").format(currency=money), 104, RIGHT),
        Column("choice", translate("Cart", "Decision"), 270, RIGHT),
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

    def fit(self, width: int, least: int = 150) -> None:
        """Give the stretching column what the others leave of `width`."""
        taken, stretching = 0, -1
        for number, column in enumerate(self._columns()):
            if not column.width:
                stretching = number
                continue
            size = self._theme.px(column.width)
            self.resizeSection(number, size)
            taken += size
        if stretching >= 0:
            self.resizeSection(stretching, max(self._theme.px(least), width - taken))

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
