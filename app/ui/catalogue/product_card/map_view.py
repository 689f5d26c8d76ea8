"""The map of warehouses: where the product lies, how much of it, or when it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.catalogue.product_card.placing import Pin, Placed, land_place, place_pins
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.labels import plain_tooltip
from app.ui.widgets.painting import box, picture, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QHelpEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from app.ui.theme.theme import Theme

_LEGEND = (("ok", "ok-fill"), ("warn", "warn-fill"), ("info", "info-fill"))
_HIT = 6
HEIGHT, LEAST_HEIGHT = 222, 150


class WarehouseMap(QWidget):
    """Pins are told apart by size, colour, glyph and number; the list beside holds the same."""

    chosen = Signal(str)
    """The guid of a pin that was clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source = _read(theme.resources / "map" / "ukraine-outline.svg")
        self._land = QPixmap()
        self._pins: tuple[Pin, ...] = ()
        self._placed: list[Placed] = []
        self._tips: Mapping[str, str] = {}
        self._selected = ""
        self._wanted = theme.px(HEIGHT)
        self._stale = False
        self._low = ""
        self.setAccessibleName(self.tr("Map of warehouses"))
        self.setAccessibleDescription(self.tr("The list below holds the same."))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(theme.px(HEIGHT))
        theme.changed.connect(self._dress)

    @property
    def placed(self) -> list[Placed]:
        """The pins as they are painted."""
        return self._placed

    def show_pins(
        self, pins: Sequence[Pin], tips: Mapping[str, str], *, low: str, stale: bool
    ) -> None:
        """Show warehouses; `tips` are sentences by guid, `low` the threshold of "few"."""
        shown = tuple(pins)
        if (shown, stale, low) == (self._pins, self._stale, self._low) and tips == self._tips:
            return
        self._pins, self._stale, self._low, self._tips = shown, stale, low, dict(tips)
        self._place()

    def give_room(self, height: int) -> None:
        """Take so much height, within what a map can be read at."""
        wanted = max(LEAST_HEIGHT, min(self._theme.px(HEIGHT), height))
        if wanted != self._wanted:
            self._wanted = wanted
            self.updateGeometry()

    def select(self, guid: str) -> None:
        """Mark a warehouse."""
        if guid != self._selected:
            self._selected = guid
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(sizes.PRODUCT_CARD_LEAST - 32, self._wanted)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, LEAST_HEIGHT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._land = QPixmap()
        self._place()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None:
            self.chosen.emit(found.pin.guid)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            help_event: QHelpEvent = event  # type: ignore[assignment]  # Qt's type for this kind
            found = self._at(QPointF(help_event.pos()))
            text = self._tips.get(found.pin.guid, "") if found else ""
            QToolTip.showText(help_event.globalPos(), plain_tooltip(text), self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        box(
            painter,
            frame,
            sizes.RADIUS_BUTTON,
            fill=theme.color("map-sea"),
            edge=theme.color("border"),
        )
        painter.drawPixmap(QPointF(0, 0), self._ground())
        self._legend(painter)
        for placed in self._placed:
            self._pin(painter, placed)
        for placed in self._placed:
            self._label(painter, placed)

    def _pin(self, painter: QPainter, placed: Placed) -> None:
        theme = self._theme
        pin, centre, size = placed.pin, placed.centre, placed.radius
        if pin.tint in ("ok", "warn"):
            fill = theme.color("text2" if self._stale else f"{pin.tint}-fill")
            painter.setBrush(fill)
            painter.setPen(QPen(theme.color("map-land"), 1.5))
        else:
            painter.setBrush(theme.color("map-land"))
            colour = "info-fill" if pin.tint == "info" and not self._stale else "text2"
            pen = QPen(theme.color(colour), 2)
            pen.setDashPattern([1.6, 1.3])
            painter.setPen(pen)
        painter.drawEllipse(centre, size, size)
        if pin.guid == self._selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawEllipse(centre, size + 4.5, size + 4.5)
        if pin.home:
            side = max(8, round(size * 1.1))
            place = QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size)
            filled = pin.tint in ("ok", "warn")
            token = "map-land" if filled else "text2"
            ratio = self.devicePixelRatioF()
            picture(painter, place, theme.pixmap("house", token, side, ratio))

    def _label(self, painter: QPainter, placed: Placed) -> None:
        if placed.name is None or placed.number is None:
            return
        theme = self._theme
        number = f"≈{placed.pin.number}" if self._shows_about(placed.pin) else placed.pin.number
        lines = (
            (placed.name, "caption-strong", placed.pin.name, "text"),
            (placed.number, "caption-number", number, "text2"),
        )
        for place, role, text, colour in lines:
            path = QPainterPath()
            metrics = theme.metrics(role)
            base = place.top() + (place.height() + metrics.ascent() - metrics.descent()) / 2
            path.addText(QPointF(place.left(), base), theme.font(role), text)
            halo = QPen(theme.color("map-land"), 3)
            halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, halo)
            painter.fillPath(path, theme.color(colour))

    def _legend(self, painter: QPainter) -> None:
        theme = self._theme
        texts = self._legend_texts()
        for (tint, token), text, place in zip(_LEGEND, texts, self._legend_rows(), strict=True):
            dot = QPointF(place.left() + 5, place.center().y())
            colour = QColor(theme.color("text2" if self._stale else token))
            if tint == "info":
                pen = QPen(colour, 1.6)
                pen.setDashPattern([1.6, 1.3])
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
            painter.drawEllipse(dot, 4, 4)
            inner = place.adjusted(14, 0, 0, 0)
            words(painter, theme, inner, text, role="micro", colour="text2")

    def _legend_texts(self) -> tuple[str, str, str]:
        few = self.tr("few (< {n})").format(n=self._low) if self._low else self.tr("few")
        return self.tr("enough"), few, self.tr("expected")

    def _legend_rows(self) -> list[QRectF]:
        height = self._theme.px(15)
        top = self.height() - 3 * height - 6
        metrics = self._theme.metrics("micro")
        return [
            QRectF(10, top + n * height, 16 + metrics.horizontalAdvance(text), height)
            for n, text in enumerate(self._legend_texts())
        ]

    def _ground(self) -> QPixmap:
        if self._land.isNull():
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            text = self._source
            tokens = (("#E3E8EF", "map-land"), ("#AEB7C4", "map-line"), ("#B9D3E6", "map-river"))
            for drawn, token in tokens:
                text = text.replace(drawn, self._theme.tokens[token])
            painter = QPainter(pixmap)
            QSvgRenderer(text.encode()).render(painter, land_place(QRectF(self.rect())))
            painter.end()
            self._land = pixmap
        return self._land

    def _place(self) -> None:
        def measure(text: str, strong: bool) -> float:  # noqa: FBT001 - the placing's callback
            role = "caption-strong" if strong else "caption-number"
            return self._theme.metrics(role).horizontalAdvance(text if strong else f"≈{text}")

        height = self._theme.metrics("caption-strong").height()
        frame = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        self._placed = place_pins(self._pins, frame, measure, height, self._legend_rows())
        self.update()

    def _shows_about(self, pin: Pin) -> bool:
        return self._stale and pin.tint in ("ok", "warn")

    def _at(self, point: QPointF) -> Placed | None:
        near = [
            (QPointF(point - one.centre).manhattanLength(), one)
            for one in self._placed
            if _within(point, one)
        ]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def _dress(self) -> None:
        self._land = QPixmap()
        self.setMaximumHeight(self._theme.px(HEIGHT))
        self.updateGeometry()
        self._place()


def _within(point: QPointF, placed: Placed) -> bool:
    away = point - placed.centre
    reach = max(11.0, placed.radius + _HIT)
    on_pin = away.x() ** 2 + away.y() ** 2 <= reach**2
    return on_pin or any(
        rect is not None and rect.contains(point) for rect in (placed.name, placed.number)
    )


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
