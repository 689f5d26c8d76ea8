"""Messages inside the window: banner, undo bar, error card, empty state."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.frames import ICONS, Tinted
from app.ui.widgets.labels import ElideLabel, Label
from app.ui.widgets.marks import Icon, Mark
from app.ui.widgets.painting import box, picture

_TICK_MS: Final = 100


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a message: a key that comes back in the signal, its text, its keyboard key."""

    key: str
    text: str
    shortcut: str = ""
    primary: bool = False
    link: bool = False
    icon: str = ""


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Tell a screen reader something that happened without a change of focus."""
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


class Banner(Tinted):
    """One line under the top bar: icon, a strong sentence, a plain one, at most two buttons."""

    action_chosen = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, close_name: str, parent: QWidget | None = None) -> None:
        super().__init__("info", parent)
        self._theme = theme
        self._icon = Icon(theme, "info", "info", 16, self)
        self._title = Label(theme, role="small-strong", parent=self)
        self._text = ElideLabel(theme, role="small", middle=False, parent=self)
        self._remark = Label(theme, role="caption", colour="text3", parent=self)
        self._close = IconButton(theme, "x", close_name, side=26, flat=True, parent=self)
        self._close.clicked.connect(self.closed)
        self._buttons: list[Button] = []
        self._actions: tuple[Action, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 12, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addSpacing(2)
        self._row.addWidget(self._title)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._remark)
        self._row.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(sizes.BANNER))
        theme.changed.connect(self._dress)

    def set_close_name(self, name: str) -> None:
        """Take another name for the cross."""
        self._close.set_name(name)

    def say(
        self,
        *,
        tint: str,
        title: str,
        text: str,
        icon: str = "",
        actions: Sequence[Action] = (),
        remark: str = "",
        closable: bool = True,
        quiet: bool = False,
    ) -> None:
        """Show a message; a `quiet` one is not read aloud."""
        self.set_tint(tint)
        self._icon.set_icon(icon or ICONS[tint], tint)
        self._title.setText(title)
        self._text.set_text(text)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self._close.setVisible(closable)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        if [_look(one) for one in actions[:2]] == [_look(one) for one in self._actions]:
            # Another text on the same buttons: to make them anew took a twentieth of a frame.
            for button, action in zip(self._buttons, actions, strict=False):
                button.setText(action.text)
        else:
            self._make_buttons(actions[:2])
        self._actions = tuple(actions[:2])
        if not quiet:
            announce(self, f"{title} {text}".strip(), urgent=tint == "err")

    def _make_buttons(self, actions: Sequence[Action]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for action in actions:
            button = Button(
                self._theme,
                action.text,
                kind="link" if action.link else "primary" if action.primary else "normal",
                size="small",
                key=action.shortcut,
                icon=action.icon,
                parent=self,
            )
            button.setObjectName(action.key)
            button.clicked.connect(self._tell)
            self._row.insertWidget(self._row.indexOf(self._close), button)
            self._buttons.append(button)

    def _tell(self) -> None:
        self.action_chosen.emit(self.sender().objectName())

    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(sizes.BANNER))


def _look(action: Action) -> Action:
    return replace(action, text="")


class UndoBar(Tinted):
    """What was just done and a way back; goes by itself, but not under the pointer or focus."""

    undone = Signal()
    ended = Signal()

    def __init__(self, theme: Theme, undo_text: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._theme = theme
        self._left_ms = 0
        self._text = ElideLabel(theme, role="body", colour="on-undo", middle=False, parent=self)
        self._undo = _UndoButton(theme, undo_text, self)
        self._undo.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 10)
        row.setSpacing(16)
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.hide()

    @property
    def left_ms(self) -> int:
        """Milliseconds before the bar goes."""
        return self._left_ms

    def set_undo_text(self, text: str) -> None:
        """Take another word for the way back."""
        self._undo.setText(text)
        self._undo.updateGeometry()

    def say(self, text: str) -> None:
        """Show what was done and start the countdown."""
        self._text.set_text(text)
        self.setAccessibleName(text)
        self._left_ms = sizes.UNDO_MS
        self._timer.start()
        self.show()
        self.raise_()
        announce(self, text)

    def end(self) -> None:
        """Take the bar away."""
        self._timer.stop()
        if self.isVisible():
            self.hide()
            self.ended.emit()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        share = self._left_ms / sizes.UNDO_MS
        place = QRectF(14, self.height() - 6, (self.width() - 28) * share, 2)
        box(painter, place, 1, fill=self._theme.color("undo-link"))

    def _tick(self) -> None:
        if self._undo.hasFocus():
            return
        self._left_ms -= _TICK_MS
        if self._left_ms <= 0:
            self.end()
        else:
            self.update()

    def _choose(self) -> None:
        self.end()
        self.undone.emit()


class _UndoButton(Button):
    """The link of the undo bar, in the bar's own colours."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(theme, text, kind="link", icon="undo-2", parent=parent)

    @override
    def _ground(self, painter: QPainter) -> str:
        if self.hasFocus():
            box(painter, self.rect(), 4, edge=self._theme.color("undo-link"), width=2)
        return "undo-link"


class RoundIcon(Mark):
    """An icon in a tinted circle, beside a message."""

    def __init__(
        self, theme: Theme, icon: str, tint: str, side: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._icon = icon
        self._tint = tint
        self._side = side

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        edge = theme.color(f"{self._tint}-line") if theme.name == "contrast" else None
        ground = theme.color(f"{self._tint}-bg")
        box(painter, self.rect(), self._side / 2, fill=ground, edge=edge)
        pixmap = theme.pixmap(self._icon, self._tint, self._side // 2, self.devicePixelRatioF())
        picture(painter, self.rect(), pixmap)


class EmptyState(QWidget):
    """Why there is nothing here, and what can be done, each with what it would bring."""

    action_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        *,
        icon: str,
        title: str,
        text: str = "",
        actions: Sequence[Action] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(Icon(theme, icon, "text3", 30), 0, Qt.AlignmentFlag.AlignHCenter)
        for line, role, colour in ((title, "h3", "text"), (text, "body", "text2")):
            if line:
                label = Label(theme, line, role=role, colour=colour, wrap=True)
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                column.addWidget(label)
        column.addSpacing(6)
        for action in actions:
            button = Button(
                theme,
                action.text,
                kind="primary" if action.primary else "normal",
                key=action.shortcut,
                icon=action.icon,
            )
            button.setObjectName(action.key)
            button.clicked.connect(self._tell)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setAccessibleName(title)

    def _tell(self) -> None:
        self.action_chosen.emit(self.sender().objectName())
