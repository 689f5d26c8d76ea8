"""Frames that hold other widgets: card, note, hairline, scrolling page, popup, veil."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.overriding import override
from app.ui.theme.theme import Theme
from app.ui.widgets.labels import Label
from app.ui.widgets.marks import Icon

TINTS: Final = ("", "sunken", "ok", "warn", "err", "info")
ICONS: Final = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "err": "circle-alert",
    "info": "info",
}


class Tinted(QFrame):
    """A frame whose property `tint` the style sheet reads."""

    def __init__(self, tint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tint", tint)

    @property
    def tint(self) -> str:
        """The tint in use, empty for none."""
        return str(self.property("tint"))

    def set_tint(self, tint: str) -> None:
        """Take another tint."""
        if tint != self.tint:
            self.setProperty("tint", tint)
            self.style().unpolish(self)
            self.style().polish(self)
            self.update()


class Card(Tinted):
    """A flat card with a hairline."""

    def __init__(self, tint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(tint, parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 12)
        self.column.setSpacing(8)


class Note(Tinted):
    """A tinted box with an icon, a strong sentence and a plain one."""

    def __init__(
        self, theme: Theme, tint: str = "info", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(tint, parent)
        self._icon = Icon(theme, icon or ICONS[tint], tint, 16, self)
        self._title = Label(theme, role="small-strong", wrap=True, parent=self)
        self._text = Label(theme, role="small", wrap=True, parent=self)
        self._title.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout()
        self.column.setSpacing(3)
        self.column.addWidget(self._title)
        self.column.addWidget(self._text)
        row.addLayout(self.column, 1)

    def say(self, title: str, text: str, *, tint: str = "", icon: str = "") -> None:
        """Show a strong sentence, a plain one, either may be empty; and another tint."""
        if tint:
            self.set_tint(tint)
            self._icon.set_icon(icon or ICONS[tint], tint)
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title or text)
        self.setAccessibleDescription(text if title else "")


class Line(QFrame):
    """A hairline, lying or standing."""

    def __init__(self, *, standing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if standing:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class ScrollPage(QScrollArea):
    """A page that scrolls up and down and lets the ground under it be seen."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        # setWidget has switched the page's own ground on.
        page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


class PopupFrame(QFrame):
    """A popup under a widget; Esc, a click outside and loss of focus close it.

    Focus goes back to the widget that had it.
    """

    closed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        # The window itself is see-through for the round corners; the frame inside is painted.
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._returns_to: QWidget | None = None
        inside = QFrame()
        inside.setObjectName("PopupFrame")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inside)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(2, 2, 2, 2)
        self.column.setSpacing(0)

    def open_under(self, widget: QWidget, *, right: bool = False, gap: int = 4) -> None:
        """Show the popup under `widget`, its left or right edges together, inside the screen."""
        self._returns_to = QApplication.focusWidget()
        self.adjustSize()
        corner = widget.rect().bottomRight() if right else widget.rect().bottomLeft()
        at = widget.mapToGlobal(corner + QPoint(0, gap))
        if right:
            at.setX(at.x() - self.width())
        screen = widget.screen().availableGeometry()
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        if at.y() + self.height() > screen.bottom():
            above = widget.mapToGlobal(QPoint(0, -gap)).y() - self.height()
            at.setY(max(screen.top(), above))
        self.move(at)
        self.show()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._returns_to is not None:
            self._returns_to.setFocus(Qt.FocusReason.PopupFocusReason)
            self._returns_to = None


class Veil(QWidget):
    """A shade over a whole window while a dialog asks something."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        window.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Lie over all of the window."""
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
        self.raise_()
        self.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("veil"))
