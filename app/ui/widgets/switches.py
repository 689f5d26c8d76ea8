"""Check box and switch, painted by the theme."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.painting import box, picture, words

_SIDE = 16
_GAP = 8


def _hint(theme: Theme, text: str) -> QSize:
    width = theme.metrics("body").horizontalAdvance(text)
    return QSize(_SIDE + 4 + (_GAP + round(width) + 2 if text else 0), max(22, theme.px(22)))


def _square(button: QAbstractButton) -> QRectF:
    return QRectF(2, (button.height() - _SIDE) / 2, _SIDE, _SIDE)


def _text(painter: QPainter, theme: Theme, button: QAbstractButton) -> None:
    place = QRectF(_SIDE + 2 + _GAP, 0, button.width() - _SIDE - _GAP, button.height())
    words(painter, theme, place, button.text(), colour="text" if button.isEnabled() else "dis")


def paint_check(
    painter: QPainter, theme: Theme, rect: QRectF, *, checked: bool, enabled: bool, ratio: float
) -> None:
    """The square of a check box, for widgets and delegates."""
    if checked:
        fill = "accent" if enabled else "dis"
        box(painter, rect, sizes.RADIUS_TAG, fill=theme.color(fill))
        picture(painter, rect, theme.pixmap("check", "on-accent", 12, ratio))
    else:
        edge = "bstrong" if enabled else "border-2"
        box(
            painter,
            rect,
            sizes.RADIUS_TAG,
            fill=theme.color("surface"),
            edge=theme.color(edge),
        )


class CheckBox(QCheckBox):
    """A square to tick, with its text."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return _hint(self._theme, self.text())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        square = _square(self)
        # A gap before the ring: a ticked box and the ring have one colour.
        paint_check(
            painter,
            theme,
            square.adjusted(1, 1, -1, -1) if self.hasFocus() else square,
            checked=self.isChecked(),
            enabled=self.isEnabled(),
            ratio=self.devicePixelRatioF(),
        )
        if self.hasFocus():
            ring = square.adjusted(-2, -2, 2, 2)
            box(painter, ring, sizes.RADIUS_TAG + 2, edge=theme.color("focus"), width=2)
        _text(painter, theme, self)


class Switch(QAbstractButton):
    """On or off at once; its name says what is switched."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(38, 22)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        track = QRectF(2, 2, 34, 18)
        if self.hasFocus():
            track.adjust(1, 1, -1, -1)
        on, enabled = self.isChecked(), self.isEnabled()
        fill = "dis" if not enabled else "accent" if on else "bstrong"
        box(painter, track, 9, fill=theme.color(fill))
        knob = QRectF(track.right() - 16 if on else track.left() + 2, 4, 14, 14)
        box(painter, knob, 7, fill=theme.color("on-accent" if on else "surface"))
        if self.hasFocus():
            box(painter, QRectF(0, 0, 38, 22), 11, edge=theme.color("focus"), width=2)
