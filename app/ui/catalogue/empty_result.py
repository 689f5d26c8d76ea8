"""The list without rows: why, and what can be done, each with what it would bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.labels import Label
from app.ui.widgets.notices import RoundIcon
from app.ui.widgets.painting import (
    LEFT,
    RIGHT,
    box,
    elided,
    key_cap,
    key_cap_width,
    picture,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from app.ui.theme.theme import Theme

MOST = 4
_WIDTH, _ROW = 560, 42


class Suggestion(NamedTuple):
    """One way out: a key that comes back, its icon and text, and what it brings."""

    key: str
    icon: str
    text: str
    brings: str


class EmptyResult(QWidget):
    """One sentence why, then ways out with Alt and a digit."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("pane", True)  # noqa: FBT003 - Qt's own parameter
        self._title = Label(theme, role="h2", wrap=True)
        self._text = Label(theme, colour="text2", wrap=True)
        self._rows = [_Row(theme, number) for number in range(1, MOST + 1)]
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(_icon(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(8)
        for number, row in enumerate(self._rows, start=1):
            row.clicked.connect(self._tell)
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(row.click)
            column.addWidget(row, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(4)

    def show_reason(self, title: str, text: str) -> None:
        """Say why there is nothing; ways out follow when they have been counted."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.show_suggestions(())

    def explain_more(self, text: str) -> None:
        """Say more of why there is nothing, when it has been found out."""
        self._text.setText(text)
        self.setAccessibleDescription(text)

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show ways out, the first four."""
        for number, row in enumerate(self._rows):
            known = number < len(suggestions)
            if known:
                row.offer(suggestions[number])
            row.setVisible(known)

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit(self.sender().objectName())


class _Row(QAbstractButton):
    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._key = f"Alt+{number}"
        self._first = number == 1
        self._icon = "search"
        self._brings = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def offer(self, suggestion: Suggestion) -> None:
        """Show a way out."""
        self.setObjectName(suggestion.key)
        self._icon = suggestion.icon
        self._brings = suggestion.brings
        self.setText(" ".join(suggestion.text.split()))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(suggestion.brings)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(_ROW))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        marked = self.hasFocus() or self.underMouse()
        fill = "sel" if self._first or marked else "surface"
        edge = "focus" if self.hasFocus() else "accent" if self._first else "border"
        width = 2 if self.hasFocus() else 1
        box(
            painter,
            rect,
            sizes.RADIUS_BUTTON,
            fill=theme.color(fill),
            edge=theme.color(edge),
            width=width,
        )
        icon = theme.pixmap(self._icon, "accent-text", 16, self.devicePixelRatioF())
        picture(painter, QRectF(14, 0, 16, rect.height()), icon)
        cap = key_cap_width(theme, self._key)
        height = theme.px(sizes.KEY_CAP)
        place = QRectF(rect.right() - cap - 12, (rect.height() - height) / 2, cap, height)
        key_cap(painter, theme, place, self._key)
        brings = QRectF(0, 0, place.left() - 10, rect.height())
        words(painter, theme, brings, self._brings, role="small", colour="text3", align=RIGHT)
        room = theme.metrics("small").horizontalAdvance(self._brings) + 12
        text = QRectF(42, 0, place.left() - 52 - room, rect.height())
        shown = elided(theme, "body", self.text(), text.width())
        words(painter, theme, text, shown, align=LEFT)


def _icon(theme: Theme) -> QWidget:
    return RoundIcon(theme, "search-x", "info", 60)
