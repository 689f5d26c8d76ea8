"""A photo's bytes to pixels, in a lane: one format, known size first, never more than it says."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath

from app.domain.errors import ProtocolBroken

MOST_SIDE = 2_000
"""The gateway's largest copy has 1,600 pixels."""


class Tile(NamedTuple):
    """A small square photo: side and corner radius in pixels of the screen, its ground's colour."""

    side_px: int
    radius_px: float
    ground: int


def decoded(content: bytes, box: QSize | None = None) -> QImage:
    """Return a JPEG's pixels, no larger than `box`; ProtocolBroken for anything else."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # The format is not guessed: other decoders of Qt never see bytes from outside.
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    reader.setAutoDetectImageFormat(False)
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MOST_SIDE:
        message = "the photo has no size or too large a one"
        raise ProtocolBroken(message)
    if box is not None and (size.width() > box.width() or size.height() > box.height()):
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        message = "the photo cannot be decoded"
        raise ProtocolBroken(message)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def tile(content: bytes, look: Tile) -> QImage:
    """Return a square with round corners: the whole photo in the middle of its ground.

    The photo is laid over the ground as ink over paper, so that the white around goods becomes
    the ground and no edges show.
    """
    side = look.side_px
    photo = decoded(content, QSize(side, side))
    if max(photo.width(), photo.height()) < side:
        photo = photo.scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
    square = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, side, side), look.radius_px, look.radius_px)
    painter.fillPath(shape, QColor.fromRgb(look.ground))
    painter.setClipPath(shape)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    at = QPoint((side - photo.width()) // 2, (side - photo.height()) // 2)
    painter.drawImage(at, photo)
    painter.end()
    return square
