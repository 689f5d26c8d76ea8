"""Line icons drawn from SVG in a token's colour, one pixmap per name, colour, size and ratio."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_STROKE: Final = b"1.75"


class IconStore:
    """Reads icons from a folder and keeps what it has drawn until `clear`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def names(self) -> list[str]:
        """Names that can be asked for."""
        return sorted(path.stem for path in self._folder.glob("*.svg"))

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """The icon `size` logical pixels square; FileNotFoundError for an unknown name."""
        key = (name, colour, size, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._draw(name, colour, size, ratio)
        return found

    def clear(self) -> None:
        """Forget the drawn pixmaps, after a change of theme, text size or screen."""
        self._pixmaps.clear()

    def _draw(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        # QtSvg paints `currentColor` black, so the colour is put into the text before parsing.
        source = self._source(name).replace(b"currentColor", colour.encode())
        renderer = QSvgRenderer(QByteArray(source))
        side = round(size * ratio)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str) -> bytes:
        source = self._sources.get(name)
        if source is None:
            text = (self._folder / f"{name}.svg").read_bytes()
            source = text.replace(b'stroke-width="2"', b'stroke-width="' + _STROKE + b'"')
            self._sources[name] = source
        return source
