"""The captions over the goods' columns, painted alike by the table's header and the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, Qt

from app.ui.theme import sizes

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from app.ui.catalogue.columns import Column
    from app.ui.theme.theme import Theme

_LINE = Qt.TextFlag.TextSingleLine.value


def paint_caption(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    column: Column,
    *,
    first: bool,
    arrow: str,
    stale: str,
) -> None:
    """Paint a column's caption: with `arrow` when it sorts the list, `stale` instead of its title.

    `first` stands further from the edge; the home warehouse is underlined.
    """
    painter.fillRect(rect, theme.brush("sunken"))
    painter.setPen(theme.color("border"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    left = 12 if first else sizes.CELL_PADDING
    inner = rect.adjusted(left, 0, -sizes.CELL_PADDING, 0)
    if column.kind == "stock":
        inner = rect.adjusted(1, 0, -1, 0)
    text = stale or column.title
    if arrow:
        text = f"{text} {arrow}"
    painter.setFont(theme.font("caption-strong"))
    painter.setPen(theme.color("accent-text" if column.home else "warn" if stale else "text2"))
    metrics = theme.metrics("caption-strong")
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, column.align.value | _LINE, shown)
    if column.home:
        width = round(metrics.horizontalAdvance(shown))
        x = inner.center().x() - width // 2
        painter.fillRect(QRect(x, rect.bottom() - 6, width, 2), theme.brush("accent"))


def stale_words(time: str) -> tuple[str, str]:
    """Return what prices of `time` say in their second line, and their caption; '' for fresh."""
    if not time:
        return "", ""
    translate = QCoreApplication.translate
    return (
        translate("PaintedTable", "at {time}").format(time=time),
        translate("PaintedTable", "Price at {time}").format(time=time),
    )
