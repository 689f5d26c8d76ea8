"""Chips that open or clear a filter, and segments of which one is chosen."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.painting import CENTRE, box, elided, picture, words

_PADDING: Final = 9
_MARK: Final = 13


class Chip(QAbstractButton):
    """A filter: a click opens it; an active one shows its value and a cross that clears it."""

    cleared = Signal()
    """The cross was clicked or Del pressed on an active chip."""

    def __init__(
        self, theme: Theme, text: str, *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._active = False
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    @property
    def active(self) -> bool:
        """True while the chip shows a chosen value."""
        return self._active

    def show_value(self, text: str, *, active: bool) -> None:
        """Show another text, as chosen or not."""
        self._active = active
        self.setText(text)
        self.setAccessibleName(text)
        self._dress()

    @override
    def sizeHint(self) -> QSize:
        role = "small-medium" if self._active else "small"
        width = self._theme.metrics(role).horizontalAdvance(self.text()) + 1
        width += 2 * _PADDING + _MARK + 6 + (_MARK + 6 if self._icon else 0)
        return QSize(min(260, round(width)), self._theme.px(sizes.CHIP))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        fill = "accent-soft" if self._active else "hover" if self.underMouse() else "raised"
        edge = "accent-line" if self._active else "border-2"
        colour = "accent-text" if self._active else "text"
        focused = self.hasFocus()
        box(
            painter,
            rect,
            sizes.RADIUS_BUTTON,
            fill=theme.color(fill),
            edge=theme.color("focus" if focused else edge),
            width=2 if focused else 1,
        )
        left = float(_PADDING)
        ratio = self.devicePixelRatioF()
        if self._icon:
            icon = theme.pixmap(self._icon, colour, _MARK, ratio)
            picture(painter, QRectF(left, 0, _MARK, rect.height()), icon)
            left += _MARK + 6
        room = rect.width() - left - _PADDING - _MARK - 6
        role = "small-medium" if self._active else "small"
        text = elided(theme, role, self.text(), room + 1, middle=False)
        place = QRectF(left, 0, room + 1, rect.height())
        words(painter, theme, place, text, role=role, colour=colour)
        mark = theme.pixmap(
            "x" if self._active else "chevron-down",
            colour if self._active else "text2",
            _MARK,
            ratio,
        )
        picture(painter, self._mark_place(), mark)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # The target of the cross is the chip's whole right end, 22 pixels wide.
        at_cross = event.position().x() >= self.width() - 24 and self.rect().contains(
            event.position().toPoint()
        )
        if self._active and at_cross and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.cleared.emit()
            return
        super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._active and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def _mark_place(self) -> QRectF:
        return QRectF(self.width() - _PADDING - _MARK, 0, _MARK, self.height())

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class _Segment(QAbstractButton):
    """One of several joined buttons; `ends` tells which corners are round."""

    def __init__(
        self, theme: Theme, text: str, ends: tuple[bool, bool], height: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ends = ends
        self._height = height
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.metrics("small-strong").horizontalAdvance(self.text())
        return QSize(round(width) + 23, self._theme.px(self._height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = sizes.RADIUS_BUTTON
        left = rect.left() if self._ends[0] else rect.left() - 2 * radius
        right = rect.right() if self._ends[1] else rect.right() + 2 * radius
        if not self._ends[1]:
            # The neighbour's left edge is the line between the two.
            right += 1
        shape = QRectF(left, rect.top(), right - left, rect.height())
        on = self.isChecked()
        fill = "accent-soft" if on else "hover" if self.underMouse() else "raised"
        path = QPainterPath()
        path.addRect(rect)
        painter.setClipPath(path)
        edge = theme.color("bstrong" if theme.name == "contrast" else "border-2")
        box(painter, shape, radius, fill=theme.color(fill), edge=edge)
        if not self._ends[0]:
            painter.fillRect(QRectF(0, 0, 1, rect.height()), edge)
        if self.hasFocus():
            box(painter, rect, radius - 1, edge=theme.color("focus"), width=2)
        elif on and theme.name == "contrast":
            box(painter, rect, radius - 1, edge=theme.color("accent-line"), width=2)
        role = "small-strong" if on else "small"
        colour = "accent-text" if on else "text" if self.isEnabled() else "dis"
        words(painter, theme, rect, self.text(), role=role, colour=colour, align=CENTRE)


class Segments(QWidget):
    """A row of joined choices; arrows move between them."""

    chosen = Signal(str)
    """The key of the choice the user made."""

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        *,
        height: int = 28,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self._buttons: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        last = len(choices) - 1
        for at, (key, text) in enumerate(choices):
            button = _Segment(theme, text, (at == 0, at == last), height, self)
            button.setAutoExclusive(True)
            button.setObjectName(key)
            button.clicked.connect(self._tell)
            self._buttons[key] = button
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    @property
    def current(self) -> str:
        """The key of the choice that is on, empty for none."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def choose(self, key: str) -> None:
        """Turn a choice on without telling anyone; KeyError for an unknown one."""
        self._buttons[key].setChecked(True)

    def set_texts(self, texts: Sequence[tuple[str, str]]) -> None:
        """Take other texts for the same keys, after a change of language."""
        for key, text in texts:
            self._buttons[key].setText(text)
            self._buttons[key].updateGeometry()

    def _tell(self) -> None:
        self.chosen.emit(self.current)

    def _dress(self) -> None:
        for button in self._buttons.values():
            button.updateGeometry()
            button.update()
