"""How old the prices are, and the popup with the last syncs."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.overriding import override
from app.ui.shell.view import SyncEntry, SyncState, SyncView
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import Line, PopupFrame
from app.ui.widgets.labels import ElideLabel, Label, SectionCaption
from app.ui.widgets.painting import box, elided, picture, two_lines, words

_MINUTE_MS = 60_000
_ICONS = {
    SyncState.FRESH: ("cloud-check", "ok"),
    SyncState.STALE: ("clock", "warn"),
    SyncState.OFFLINE: ("cloud-off", "warn"),
    SyncState.RUNNING: ("loader-circle", "accent-text"),
}


class SyncButton(QAbstractButton):
    """Icon, the time of the prices and their age; a click opens the popup."""

    def __init__(
        self, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now = now
        self._view = SyncView(SyncState.STALE, None)
        self._title = ""
        self._line = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.retranslate)
        self._minute.start()
        theme.changed.connect(self._dress)
        self.retranslate()

    @property
    def title(self) -> str:
        """The first line as shown."""
        return self._title

    @property
    def line(self) -> str:
        """The second line as shown."""
        return self._line

    def show_sync(self, view: SyncView) -> None:
        """Show another state."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Work out the lines anew: a minute has passed or the language has changed."""
        view, now = self._view, self._now()
        if view.as_of is None:
            self._title = self.tr("No prices yet")
        else:
            text = self.tr("Prices as of %1")
            self._title = text.replace("%1", formats.moment(view.as_of, now))
        self._line = self._second_line(view, now)
        self.setAccessibleName(f"{self._title}, {self._line}")
        self.setAccessibleDescription(self._state_words(view.state))
        self._dress()

    def _second_line(self, view: SyncView, now: datetime) -> str:
        if view.state == SyncState.RUNNING:
            if not view.total:
                return self.tr("Updating…")
            text = self.tr("Updating: %1 of %2").replace("%1", formats.count(view.done))
            return text.replace("%2", formats.count(view.total))
        if view.state == SyncState.OFFLINE:
            since = view.offline_since or view.as_of
            if since is None:
                return self.tr("No connection")
            text = self.tr("No connection for %1")
            return text.replace("%1", formats.age(now - since))
        if view.as_of is None:
            return self.tr("F5 update")
        text = self.tr("%1 · F5 update")
        return text.replace("%1", formats.ago(max(timedelta(0), now - view.as_of)))

    def _state_words(self, state: SyncState) -> str:
        return {
            SyncState.FRESH: self.tr("Prices and stock are fresh"),
            SyncState.STALE: self.tr("The supplier has sent nothing for a long time"),
            SyncState.OFFLINE: self.tr("Working offline"),
            SyncState.RUNNING: self.tr("Updating prices and stock"),
        }[state]

    @override
    def sizeHint(self) -> QSize:
        first = self._theme.metrics("medium").horizontalAdvance(self._title)
        second = self._theme.metrics("caption-number").horizontalAdvance(self._line)
        width = min(self._theme.px(260), round(max(first, second)) + 8)
        return QSize(width + 36, self._theme.px(sizes.SWITCHER))

    @override
    def minimumSizeHint(self) -> QSize:
        # The age of prices is never cut; the contract gives way before it.
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            box(painter, rect, sizes.RADIUS_BUTTON, fill=theme.color("hover"))
        if self.hasFocus():
            box(painter, rect, sizes.RADIUS_BUTTON, edge=theme.color("focus"), width=2)
        icon, token = _ICONS[self._view.state]
        pixmap = theme.pixmap(icon, token, 18, self.devicePixelRatioF())
        picture(painter, QRectF(4, 0, 22, rect.height()), pixmap)
        room = rect.width() - 33
        place = QRectF(31, 0, room + 1, rect.height())
        upper, lower = two_lines(theme, place, "medium", "caption-number")
        warned = self._view.state in (SyncState.STALE, SyncState.OFFLINE)
        title = elided(theme, "medium", self._title, room)
        words(
            painter,
            theme,
            upper,
            title,
            role="medium",
            colour="warn" if warned else "text",
        )
        line = elided(theme, "caption-number", self._line, room)
        words(painter, theme, lower, line, role="caption-number", colour="text3")

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class SyncPopup(PopupFrame):
    """The last syncs, what works without a connection, and the way to the log."""

    log_requested = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime], owner: QWidget) -> None:
        super().__init__(owner)
        self._theme = theme
        self._now = now
        self._entries = QVBoxLayout()
        self._entries.setSpacing(4)
        inside = QVBoxLayout()
        inside.setContentsMargins(14, 12, 14, 12)
        inside.setSpacing(8)
        inside.addWidget(SectionCaption(theme, self.tr("Last updates")))
        inside.addLayout(self._entries)
        inside.addWidget(Line())
        inside.addWidget(SectionCaption(theme, self.tr("What works offline")))
        text = self.tr(
            "Catalogue, carts and documents on this computer. An order waits in the queue and is "
            "checked before it is sent."
        )
        label = Label(theme, text, role="small", colour="text2", wrap=True)
        label.setFixedWidth(340)
        inside.addWidget(label)
        log = Button(theme, self.tr("Open the log"), kind="link")
        log.clicked.connect(self._open_log)
        inside.addWidget(log, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(inside)

    def open_for(self, widget: QWidget, history: tuple[SyncEntry, ...]) -> None:
        """Show the last five syncs under a widget."""
        self.show_history(history)
        self.open_under(widget, right=True)
        self.setFocus()

    def show_history(self, history: tuple[SyncEntry, ...]) -> None:
        """Show these syncs, the newest five of them."""
        while (item := self._entries.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for entry in history[:5]:
            self._entries.addWidget(self._row(entry))
        if not history:
            none = Label(self._theme, self.tr("None yet"), role="small", colour="text3")
            self._entries.addWidget(none)

    def _row(self, entry: SyncEntry) -> QWidget:
        theme = self._theme
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        at = formats.moment(entry.at, self._now())
        line.addWidget(Label(theme, at, role="small-number", colour="text2"))
        refused = entry.took_s is None
        text = ElideLabel(theme, entry.text, role="small", middle=False)
        text.set_colour("err" if refused else "text")
        line.addWidget(text, 1)
        if entry.took_s is not None:
            took = formats.duration(timedelta(seconds=max(1, round(entry.took_s))))
            line.addWidget(Label(theme, took, role="small-number", colour="text3"))
        row.setFixedWidth(340)
        return row

    def _open_log(self) -> None:
        self.close()
        self.log_requested.emit()
