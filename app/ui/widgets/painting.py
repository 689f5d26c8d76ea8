"""Shapes and texts that several widgets paint alike."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from app.ui.theme.theme import Theme

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
# As a number: to join Qt's enums in Python costs as much as to paint a short text.
_SINGLE_LINE = Qt.TextFlag.TextSingleLine.value


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """A rounded rectangle whose edge lies inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        inside = QRectF(rect)
    else:
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        half = width / 2
        inside = QRectF(rect).adjusted(half, half, -half, -half)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inside, radius, radius)


def picture(painter: QPainter, rect: QRect | QRectF, pixmap: QPixmap) -> None:
    """An icon in the middle of `rect`, on whole pixels."""
    ratio = pixmap.devicePixelRatio()
    centre = QRectF(rect).center()
    left = round(centre.x() - pixmap.width() / ratio / 2)
    top = round(centre.y() - pixmap.height() / ratio / 2)
    painter.drawPixmap(QPointF(left, top), pixmap)


def elided(theme: Theme, role: str, text: str, width: float, *, middle: bool = True) -> str:
    """One line of the text that fits `width` pixels."""
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    return theme.metrics(role).elidedText(" ".join(text.split()), mode, width)


def words(
    painter: QPainter,
    theme: Theme,
    rect: QRect | QRectF,
    text: str,
    *,
    role: str = "body",
    colour: str = "text",
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """One line of plain text."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(colour))
    painter.drawText(QRectF(rect), align.value | _SINGLE_LINE, text)


def two_lines(
    theme: Theme, rect: QRect | QRectF, upper: str, lower: str, gap: float = 3
) -> tuple[QRectF, QRectF]:
    """The places of two lines in these roles, together in the middle of `rect`'s height."""
    place = QRectF(rect)
    first, second = theme.metrics(upper).height(), theme.metrics(lower).height()
    top = place.center().y() - (first + second + gap) / 2
    return (
        QRectF(place.left(), top, place.width(), first),
        QRectF(place.left(), top + first + gap, place.width(), second),
    )


def key_cap(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    text: str,
    *,
    colour: str = "text3",
    edge: str = "border-2",
    fill: str | None = "surface",
) -> None:
    """The name of a key in its little frame."""
    box(
        painter,
        rect,
        3,
        fill=None if fill is None else theme.color(fill),
        edge=theme.color(edge),
    )
    words(painter, theme, rect, text, role="micro", colour=colour, align=CENTRE)


def key_cap_width(theme: Theme, text: str) -> int:
    """Width of the frame around a key's name."""
    return round(theme.metrics("micro").horizontalAdvance(text)) + 10
