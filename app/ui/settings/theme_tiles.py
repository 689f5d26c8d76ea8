"""Pictures of the themes to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.theme.tokens import THEMES
from app.ui.widgets.painting import LEFT, box, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from app.ui.theme.theme import Theme

_WIDTH: Final = 146
_PICTURE: Final = 82
_LABEL: Final = 28


class ThemeTiles(QWidget):
    """One tile a theme; arrows move between them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, choices: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._tiles: dict[str, _Tile] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 10)
        row.setSpacing(14)
        for key, text in choices:
            tile = _Tile(theme, key, text)
            tile.clicked.connect(self._tell)
            self._tiles[key] = tile
            row.addWidget(tile)
        row.addStretch(1)

    def choose(self, key: str) -> None:
        """Mark a theme without telling."""
        self._tiles[key].setChecked(True)

    @property
    def current(self) -> str:
        """The marked theme."""
        return next((key for key, tile in self._tiles.items() if tile.isChecked()), "")

    def _tell(self) -> None:
        self.chosen.emit(self.current)


class _Tile(QAbstractButton):
    def __init__(self, theme: Theme, key: str, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._key = key
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _PICTURE + self._theme.px(_LABEL))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(1, 1, _WIDTH - 2, _PICTURE - 2)
        clip = QPainterPath()
        clip.addRoundedRect(frame, 6, 6)
        painter.save()
        painter.setClipPath(clip)
        if self._key == "system":
            _sketch(painter, frame, "light")
            corner = QPolygonF(
                [
                    QPointF(frame.center().x() + 16, frame.top()),
                    frame.topRight(),
                    frame.bottomRight(),
                    QPointF(frame.center().x() - 16, frame.bottom()),
                ]
            )
            half = QPainterPath()
            half.addPolygon(corner)
            painter.setClipPath(half, Qt.ClipOperation.IntersectClip)
            _sketch(painter, frame, "dark")
        else:
            _sketch(painter, frame, self._key)
        painter.restore()
        on = self.isChecked()
        edge = "focus" if self.hasFocus() or on else "border-2"
        width = 2 if self.hasFocus() or on else 1
        box(painter, frame, 6, edge=theme.color(edge), width=width)
        circle = QRectF(2, _PICTURE + (theme.px(_LABEL) - 16) / 2, 16, 16)
        box(
            painter,
            circle,
            8,
            fill=theme.color("surface"),
            edge=theme.color("accent" if on else "bstrong"),
            width=5 if on else 1,
        )
        place = QRectF(26, _PICTURE, _WIDTH - 26, theme.px(_LABEL))
        role = "strong" if on else "body"
        words(painter, theme, place, self.text(), role=role, align=LEFT)


def _sketch(painter: QPainter, frame: QRectF, name: str) -> None:
    """Draw a little window in a theme's own colours."""
    tokens = THEMES[name]
    painter.fillRect(frame, QColor(tokens["surface"]))
    side = QRectF(frame.left(), frame.top(), 38, frame.height())
    painter.fillRect(side, QColor(tokens["window"]))
    painter.setPen(Qt.PenStyle.NoPen)
    for row, token in enumerate(("accent", "border-2", "border-2")):
        painter.setBrush(QColor(tokens[token]))
        painter.drawRoundedRect(QRectF(frame.left() + 7, frame.top() + 9 + 11 * row, 24, 6), 3, 3)
    painter.setBrush(QColor(tokens["text3"]))
    for row, width in enumerate((82, 64, 76, 54)):
        place = QRectF(frame.left() + 48, frame.top() + 9 + 11 * row, min(width, 88), 6)
        painter.drawRoundedRect(place, 3, 3)
