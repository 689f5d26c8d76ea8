"""Paints the row of a warehouse in the cart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from app.ui.theme import sizes
from app.ui.widgets.marks import paint_tag, tag_width
from app.ui.widgets.painting import RIGHT, elided, picture, words

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QTableView

    from app.ui.cart.model import CartModel
    from app.ui.cart.rows import GroupRow
    from app.ui.theme.theme import Theme


def paint_group(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    row: GroupRow,
    view: QTableView,
    model: CartModel,
) -> None:
    """Paint a spanned group row: name and note at the left, count and sum at their columns."""
    ratio = view.devicePixelRatioF()
    chevron = "chevron-right" if row.folded else "chevron-down"
    picture(
        painter,
        QRect(rect.left() + 10, rect.top(), 16, rect.height()),
        theme.pixmap(chevron, "text2", 14, ratio),
    )
    icon = "house" if row.home else "warehouse"
    picture(
        painter,
        QRect(rect.left() + 32, rect.top(), 18, rect.height()),
        theme.pixmap(icon, "text2", 15, ratio),
    )
    left = rect.left() + 57
    sum_at = model.column_of("sum")
    sum_left = view.columnViewportPosition(sum_at)
    sum_right = sum_left + view.columnWidth(sum_at) - sizes.CELL_PADDING
    room = sum_left - left - 24
    count_width = round(theme.metrics("small-number").horizontalAdvance(row.taken))
    tag = model.home_tag if row.home else ""
    room -= count_width + (tag_width(theme, tag) + 10 if tag else 0)
    title = elided(theme, "strong", row.title, room)
    place = QRect(left, rect.top(), room + 4, rect.height() - 1)
    words(painter, theme, place, title, role="strong")
    used = round(theme.metrics("strong").horizontalAdvance(title)) + 8
    note = elided(theme, "small", row.note, max(0, room - used), middle=False)
    place = QRect(left + used, rect.top(), max(0, room - used) + 4, rect.height() - 1)
    words(painter, theme, place, note, role="small", colour="text3")
    if note:
        used += round(theme.metrics("small").horizontalAdvance(note)) + 10
    if tag:
        height = theme.px(sizes.TAG)
        top = rect.top() + (rect.height() - height) // 2
        at = QRect(left + used, top, tag_width(theme, tag), height)
        paint_tag(painter, theme, at.toRectF(), tag, "neutral")
    place = QRect(rect.left(), rect.top(), sum_left - 8 - rect.left(), rect.height() - 1)
    words(painter, theme, place, row.taken, role="small-number", colour="text3", align=RIGHT)
    place = QRect(rect.left(), rect.top(), sum_right - rect.left(), rect.height() - 1)
    words(painter, theme, place, row.sum, role="price", align=RIGHT)
