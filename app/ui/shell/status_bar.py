"""The status bar: keys of the focused widget, sums or remarks, send queue, printer, F1."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.shell.view import KeyHint, PrinterView
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.labels import ElideLabel, plain_tooltip
from app.ui.widgets.painting import box, elided, picture, words

_REMARK_MS = 8000


class KeyHints(QWidget):
    """Keys in strong letters, each with what it does; the last ones go when there is no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hints: tuple[KeyHint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show other keys."""
        if tuple(hints) == self._hints:
            return
        self._hints = tuple(hints)
        self.setAccessibleName(", ".join(f"{hint.keys} {hint.text}" for hint in hints))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(60, 18)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        left, height = 0.0, self.height()
        for hint in self._hints:
            key_width = theme.metrics("caption-strong").horizontalAdvance(hint.keys)
            text_width = theme.metrics("caption").horizontalAdvance(hint.text)
            if left + key_width + text_width + 5 > self.width():
                return
            place = QRectF(left, 0, key_width + 2, height)
            words(painter, theme, place, hint.keys, role="caption-strong", colour="text2")
            left += key_width + 5
            place = QRectF(left, 0, text_width + 2, height)
            words(painter, theme, place, hint.text, role="caption", colour="text3")
            left += text_width + 16


class StatusItem(QAbstractButton):
    """An icon, a word and a value; a click opens what it is about."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._label = ""
        self._value = ""
        self._warned = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_value(self, label: str, value: str, *, warned: bool = False) -> None:
        """Show another word and value; `warned` in the colour of a warning."""
        self._label, self._value, self._warned = label, value, warned
        self.setAccessibleName(f"{label} {value}")
        self.setToolTip(plain_tooltip(f"{label} {value}"))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        label = self._theme.metrics("caption").horizontalAdvance(self._label)
        value = self._theme.metrics("caption-strong").horizontalAdvance(self._value)
        return QSize(min(320, round(label + value) + 32), 24)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.hasFocus():
            box(painter, rect, 4, edge=theme.color("focus"), width=2)
        colour = "warn" if self._warned else "text3"
        pixmap = theme.pixmap(self._icon, colour, 13, self.devicePixelRatioF())
        picture(painter, QRectF(3, 0, 14, rect.height()), pixmap)
        value_width = theme.metrics("caption-strong").horizontalAdvance(self._value)
        room = rect.width() - 26 - value_width
        label = elided(theme, "caption", self._label, room)
        place = QRectF(21, 0, room + 2, rect.height())
        words(painter, theme, place, label, role="caption", colour=colour)
        left = 21 + theme.metrics("caption").horizontalAdvance(label) + 4
        place = QRectF(left, 0, value_width + 2, rect.height())
        token = "warn" if self._warned else "text2"
        words(painter, theme, place, self._value, role="caption-strong", colour=token)


class StatusBar(QFrame):
    """The lowest line of the window."""

    queue_opened = Signal()
    printer_opened = Signal()
    help_requested = Signal()
    error_opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StatusBar")
        self._theme = theme
        self._queue = 0
        self._printer: PrinterView | None = None
        self.hints = KeyHints(theme)
        self._error = StatusItem(theme, "circle-alert")
        self._error.clicked.connect(self.error_opened)
        self._error.hide()
        self.remark = ElideLabel(theme, role="caption", colour="text2", middle=False)
        self._queue_item = StatusItem(theme, "send")
        self._printer_item = StatusItem(theme, "printer")
        self._help = StatusItem(theme, "keyboard")
        self._queue_item.clicked.connect(self.queue_opened)
        self._printer_item.clicked.connect(self.printer_opened)
        self._help.clicked.connect(self.help_requested)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self._end_remark)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 10, 0)
        row.setSpacing(8)
        row.addWidget(self._error)
        row.addWidget(self.hints, 1)
        row.addWidget(self.remark)
        row.addWidget(self._queue_item)
        row.addWidget(self._printer_item)
        row.addWidget(self._help)
        theme.changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def say(self, text: str, *, lasting: bool = False) -> None:
        """Show a remark, such as "55 → 60"; it goes by itself unless `lasting`."""
        self.remark.set_text(text)
        self._over.stop()
        if text and not lasting:
            self._over.start(_REMARK_MS)

    def set_working(self, *, working: bool) -> None:
        """Show the keys of the screen only while there is a screen."""
        policy = self.hints.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.hints.setSizePolicy(policy)
        self.hints.setVisible(working)

    def show_queue(self, orders: int) -> None:
        """Show how many orders wait to be sent."""
        self._queue = orders
        self.retranslate()

    def show_printer(self, view: PrinterView | None) -> None:
        """Show the default printer, or none."""
        self._printer = view
        self.retranslate()

    def show_error(self, text: str) -> None:
        """Show the time of the last error in place of the keys; none for an empty text."""
        self._error.setVisible(bool(text))
        self._error.show_value(text, "Ctrl+Shift+E", warned=True)

    def retranslate(self) -> None:
        """Take all texts anew."""
        waits = self._queue > 0
        value = self.tr("%n order(s)", "", self._queue) if waits else "0"
        self._queue_item.show_value(self.tr("Send queue:"), value, warned=waits)
        self._printer_item.setVisible(self._printer is not None)
        if self._printer is not None:
            label = f"{self._printer.name}:"
            self._printer_item.show_value(
                label, self._printer.state, warned=not self._printer.ready
            )
        self._help.show_value("", self.tr("F1 keys"))

    def _end_remark(self) -> None:
        self.remark.set_text("")

    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(sizes.STATUS_BAR))
