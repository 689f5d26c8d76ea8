"""Buttons, painted by the theme: kind, size, icon, key cap, busy state."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.painting import (
    LEFT,
    box,
    elided,
    key_cap,
    key_cap_width,
    picture,
    words,
)

_ROLES: Final = {
    "tiny": "caption-strong",
    "small": "small-medium",
    "normal": "medium",
    "large": "h3",
}
_PADDING: Final = {"tiny": 7, "small": 9, "normal": 13, "large": 16}
_GAP: Final = 7
_TURN_MS: Final = 80
_TURN_DEGREES: Final = 30


class Button(QPushButton):
    """A button with a text; `kind` is primary, normal, danger, ghost or link."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        kind: str = "normal",
        size: str = "normal",
        icon: str = "",
        key: str = "",
        trailing: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._size = size
        self._icon = icon
        self._key = key
        self._trailing = trailing
        self._angle = 0
        self._turning = QTimer(self)
        self._turning.setInterval(_TURN_MS)
        self._turning.timeout.connect(self._turn)
        self.setText(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._dress)

    @property
    def busy(self) -> bool:
        """True while the button shows that its work goes on."""
        return self._turning.isActive()

    def set_busy(self, *, busy: bool) -> None:
        """Show a turning sign in place of the icon."""
        if busy:
            self._turning.start()
        else:
            self._turning.stop()
            self._angle = 0
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Become another kind of button."""
        self._kind = kind
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon before the text, none for an empty name."""
        self._icon = icon
        self._dress()

    def set_key(self, key: str) -> None:
        """Show another key after the text, none for an empty name."""
        self._key = key
        self._dress()

    @override
    def sizeHint(self) -> QSize:
        metrics = self._theme.metrics(_ROLES[self._size])
        width = metrics.horizontalAdvance(self.text()) + 1
        if self._icon or self.busy:
            width += self._icon_size() + (_GAP if self.text() else 0)
        if self._key:
            width += key_cap_width(self._theme, self._key) + _GAP
        if self._trailing:
            width += 14 + 5
        height = self._theme.px(sizes.BUTTON[self._size])
        if self._kind == "link":
            return QSize(round(width) + 4, max(22, round(metrics.height()) + 4))
        return QSize(round(width) + 2 * _PADDING[self._size], height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._ground(painter)
        self._content(painter, colour)

    def _ground(self, painter: QPainter) -> str:
        """Paint the shape and return the token of what stands on it."""
        theme = self._theme
        down = self.isDown() or self.isChecked()
        hover = self.underMouse() and self.isEnabled()
        radius = 5 if self._size in ("tiny", "small") else sizes.RADIUS_BUTTON
        rect = QRectF(self.rect())
        focused = self.hasFocus()
        if self._kind == "link":
            if focused:
                box(painter, rect, 4, edge=theme.color("focus"), width=2)
            return "accent-text" if self.isEnabled() else "dis"
        if not self.isEnabled() and not self.busy:
            if self._kind != "ghost":
                box(
                    painter,
                    rect,
                    radius,
                    fill=theme.color("sunken"),
                    edge=theme.color("border-2"),
                )
            return "dis"
        if self._kind == "primary":
            fill = "accent-p" if down else "accent-h" if hover else "accent"
            if focused:
                box(painter, rect, radius + 1, edge=theme.color("focus"), width=2)
                rect = rect.adjusted(3, 3, -3, -3)
                radius -= 2
            box(painter, rect, radius, fill=theme.color(fill))
            return "on-accent"
        fill_colour: QColor | None = theme.color("raised")
        edge = "err-line" if self._kind == "danger" else "border-2"
        if theme.name == "contrast":
            edge = "err-line" if self._kind == "danger" else "bstrong"
        if down:
            fill_colour = theme.color("sel")
        elif hover:
            fill_colour = theme.color("hover")
        elif self._kind == "ghost":
            fill_colour = None
        if focused:
            edge = "focus"
        plain_ghost = self._kind == "ghost" and theme.name != "contrast" and not focused
        box(
            painter,
            rect,
            radius,
            fill=fill_colour,
            edge=None if plain_ghost else theme.color(edge),
            width=2 if focused else 1,
        )
        return {"danger": "err"}.get(self._kind, "text" if self._kind == "normal" else "text2")

    def _content(self, painter: QPainter, colour: str) -> None:
        theme, role = self._theme, _ROLES[self._size]
        has_icon = bool(self._icon) or self.busy
        icon_size = self._icon_size()
        key_width = key_cap_width(theme, self._key) if self._key else 0
        extra = (icon_size + _GAP if has_icon else 0) + (key_width + _GAP if self._key else 0)
        extra += 19 if self._trailing else 0
        padding = 2 if self._kind == "link" else min(_PADDING[self._size], 9)
        room = self.width() - 2 * padding - extra
        text = elided(theme, role, self.text(), room + 2)
        text_width = theme.metrics(role).horizontalAdvance(text)
        left = (self.width() - text_width - extra) / 2
        height = self.height()
        if has_icon:
            place = QRectF(left, 0, icon_size, height)
            self._paint_icon(painter, place, colour)
            left += icon_size + (_GAP if text else 0)
        words(
            painter,
            theme,
            QRectF(left, 0, text_width + 2, height),
            text,
            role=role,
            colour=colour,
            align=LEFT,
        )
        left += text_width + _GAP
        if self._trailing:
            picture(
                painter,
                QRectF(left - 2, 0, 14, height),
                theme.pixmap(self._trailing, colour, 14, self.devicePixelRatioF()),
            )
            left += 19
        if self._key:
            cap = theme.px(sizes.KEY_CAP)
            place = QRectF(left, (height - cap) / 2, key_width, cap)
            if colour == "on-accent":
                key_cap(painter, theme, place, self._key, colour=colour, edge=colour, fill=None)
            else:
                key_cap(painter, theme, place, self._key)

    def _paint_icon(self, painter: QPainter, place: QRectF, colour: str) -> None:
        name = "loader-circle" if self.busy else self._icon
        pixmap = self._theme.pixmap(name, colour, self._icon_size(), self.devicePixelRatioF())
        if not self.busy:
            picture(painter, place, pixmap)
            return
        painter.save()
        painter.translate(place.center())
        painter.rotate(self._angle)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        half = self._icon_size() / 2
        painter.drawPixmap(QRectF(-half, -half, 2 * half, 2 * half), pixmap, QRectF(pixmap.rect()))
        painter.restore()

    def _icon_size(self) -> int:
        return 14 if self._size in ("tiny", "small") or self._kind == "link" else 16

    def _turn(self) -> None:
        if not self._theme.less_motion:
            self._angle = (self._angle + _TURN_DEGREES) % 360
            self.update()

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class IconButton(QAbstractButton):
    """A square button with an icon alone; its name says verb and object, and is its tooltip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        side: int = 32,
        icon_size: int = 16,
        flat: bool = False,
        colour: str = "text2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._side = side
        self._icon_size = icon_size
        self._flat = flat
        self._colour = colour
        self.set_name(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._dress)

    def set_icon(self, icon: str, colour: str | None = None) -> None:
        """Show another icon, and take another colour for it."""
        before = (self._icon, self._colour)
        self._icon = icon
        self._colour = colour or self._colour
        if before != (self._icon, self._colour):
            self.update()

    def set_name(self, name: str) -> None:
        """Take another accessible name and tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(self._side)
        return QSize(side, side)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        on = self.isChecked() or self.isDown()
        hover = self.underMouse() and self.isEnabled()
        fill = "sel" if on else "hover" if hover else None if self._flat else "raised"
        framed = not self._flat
        edge = "border-2"
        if on and framed:
            edge = "accent-line"
        if theme.name == "contrast" and framed:
            edge = "bstrong"
        focused = self.hasFocus()
        if focused:
            edge = "focus"
        box(
            painter,
            rect,
            5 if self._side < 30 else sizes.RADIUS_BUTTON,
            fill=theme.color(fill) if fill else None,
            edge=theme.color(edge) if framed or focused else None,
            width=2 if focused else 1,
        )
        colour = "dis" if not self.isEnabled() else "accent-text" if on else self._colour
        picture(
            painter,
            rect,
            theme.pixmap(self._icon, colour, self._icon_size, self.devicePixelRatioF()),
        )

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
